"""Undo and redo over a whole note, whose sections are texts of their own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtGui import QTextCursor, QTextDocument


class Step(Protocol):
    """Something that can be taken back and done again."""

    def undo(self) -> None:
        """Take it back."""

    def redo(self) -> None:
        """Do it again."""


@dataclass(slots=True)
class Edit:
    """What was written or tagged in one text, between two counts of its own steps."""

    document: QTextDocument
    before: int
    after: int
    show: Callable[[QTextDocument, QTextCursor], None]

    def undo(self) -> None:
        """Take it back and show where it was."""
        cursor = QTextCursor(self.document)
        while self.document.availableUndoSteps() > self.before:
            self.document.undo(cursor)
        self.show(self.document, cursor)

    def redo(self) -> None:
        """Do it again and show where."""
        cursor = QTextCursor(self.document)
        while self.document.availableUndoSteps() < self.after and self.document.isRedoAvailable():
            self.document.redo(cursor)
        self.show(self.document, cursor)


@dataclass(slots=True)
class History:
    """The steps of a note in the order in which they were made, whichever section they were in."""

    show: Callable[[QTextDocument, QTextCursor], None]
    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)
    _known: dict[QTextDocument, int] = field(default_factory=dict)
    _busy: bool = False

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to do again."""
        return bool(self._undone)

    def clear(self) -> None:
        """Forget every step, for another note."""
        self._done, self._undone, self._known = [], [], {}

    def watch(self, document: QTextDocument) -> None:
        """Follow a text from now on."""
        self._known[document] = document.availableUndoSteps()
        document.contentsChanged.connect(lambda: self._on_changed(document))

    def add(self, step: Step) -> None:
        """Note a step that isn't one of a text."""
        self._close_steps()
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> None:
        """Take the last step back."""
        if self._done:
            self._undone.append(self._done.pop())
            self._take(self._undone[-1].undo)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self._undone:
            self._done.append(self._undone.pop())
            self._take(self._done[-1].redo)

    def _take(self, act: Callable[[], None]) -> None:
        self._busy = True
        act()
        self._busy = False
        self._close_steps()
        for document in self._known:
            self._known[document] = document.availableUndoSteps()

    def _close_steps(self, but: QTextDocument | None = None) -> None:
        """Let what is typed next be a step of its own; Qt joins letters where nothing came between.

        It does so only in a text that is marked as modified.
        """
        for document in self._known:
            if document is not but:
                document.setModified(False)

    def _on_changed(self, document: QTextDocument) -> None:
        before, now = self._known.get(document, 0), document.availableUndoSteps()
        if self._busy or now == before:
            return
        self._known[document] = now
        if now > before:
            self._close_steps(but=document)
            self._done.append(Edit(document, before, now, self.show))
            self._undone.clear()
