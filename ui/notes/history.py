"""Undo and redo over a whole note, whose sections are texts of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument


class Step(Protocol):
    """Something that can be taken back and done again."""

    def undo(self) -> None:
        """Take it back."""

    def redo(self) -> None:
        """Do it again."""


# Shows in a text where it changed: at a cursor or, where no letter did, the paragraphs retagged.
Show = Callable[[QTextDocument, QTextCursor, list[QTextBlock]], None]


@dataclass(slots=True)
class Edit:
    """What was written or tagged in one text, between two counts of its own steps."""

    document: QTextDocument
    before: int
    after: int
    show: Show

    def undo(self) -> None:
        """Take it back and show where it was."""
        self._turn(self.document.undo, lambda steps: steps > self.before)

    def redo(self) -> None:
        """Do it again and show where."""
        document = self.document
        self._turn(document.redo, lambda steps: steps < self.after and document.isRedoAvailable())

    def _turn(self, turn: Callable[[QTextCursor], None], goes_on: Callable[[int], bool]) -> None:
        document, cursor = self.document, QTextCursor(self.document)
        text, formats = document.toRawText(), [one.blockFormat() for one in self._blocks()]
        while goes_on(document.availableUndoSteps()):
            turn(cursor)
        retagged: list[QTextBlock] = []
        if document.toRawText() == text:
            # Where Qt leads knows of letters alone.
            blocks = zip(self._blocks(), formats, strict=True)
            retagged = [block for block, was in blocks if block.blockFormat() != was]
        self.show(document, cursor, retagged)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document.begin()
        while block.isValid():
            yield block
            block = block.next()


@dataclass(slots=True)
class History:
    """The steps of a note in the order in which they were made, whichever section they were in."""

    show: Show
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
