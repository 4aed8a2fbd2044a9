"""Looks for paragraphs of a process note that belong elsewhere, whenever typing pauses."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer
from vault.ids import ProcessNoteId
from vault.misplaced import Matter, Misplaced, matter_of

LOOK_MS = 400


class Lookout(QObject):
    """Keeps the warnings about one note; `changed` comes when they are others."""

    changed = Signal()

    def __init__(
        self,
        read: Callable[[], str],
        parent: QObject | None = None,
        make_timer: MakeTimer = QTimer,
    ) -> None:
        super().__init__(parent)
        self.warnings: tuple[Misplaced, ...] = ()
        self._read = read
        self._note_id: ProcessNoteId | None = None
        self._matters: dict[str, Matter | None] = {}
        self._left_there: set[tuple[ProcessNoteId | None, str]] = set()
        self._pause = make_timer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.look)

    def follow(self, note_id: ProcessNoteId | None) -> None:
        """Go over to another note, or to none."""
        self._note_id = note_id
        self._pause.stop()
        self.look()

    def touch(self) -> None:
        """Note that something was typed."""
        self._pause.start(LOOK_MS)

    def look(self) -> None:
        """Look now, past the paragraphs that were left where they are on purpose."""
        note_id = self._note_id
        passages = self._read().split("\n") if note_id is not None else []
        # Only what was typed since the last look is read again.
        known = self._matters
        self._matters = {one: known[one] if one in known else matter_of(one) for one in passages}
        found = []
        for place, one in enumerate(passages):
            matter = self._matters[one]
            if matter is not None and (note_id, one) not in self._left_there:
                found.append(Misplaced(place, one, matter))
        if found != list(self.warnings):
            self.warnings = tuple(found)
            self.changed.emit()

    def at(self, place: int) -> Misplaced | None:
        """Give the warning about a paragraph, else the first one there is."""
        here = [one for one in self.warnings if one.place == place]
        return (*here, *self.warnings, None)[0]

    def leave_there(self, warning: Misplaced) -> None:
        """Say no more about a paragraph until the notes are closed."""
        if self._note_id is not None:
            self._left_there.add((self._note_id, warning.passage))
            self.look()

    def forget(self) -> None:
        """Forget every word, for the notes are closed."""
        self._left_there.clear()
        self.follow(None)
