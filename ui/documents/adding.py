"""Adds documents one after another, some mebibytes a step, with the window free between any two."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.documents.picture import png_of
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.document_arrivals import Arrival
from vault.documents import Belonging
from vault.errors import DocumentThere
from vault.ids import DocumentId
from vault.passages import About

Source = Path | QImage


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that is to be added; `again` where the same content may be there already."""

    source: Source
    belonging: Belonging
    about: About
    again: bool = False

    @property
    def name(self) -> str:
        """The file's name; empty for a picture from the clipboard."""
        return self.source.name if isinstance(self.source, Path) else ""


class Adding(QObject):
    """Adds what it is given, in order.

    `changed` comes with each step, `added` with the number of a document and whose it is,
    `there` with a wish whose content is among the same records already and the number of that
    document, `failed` with a name and an error (None for a fault of ours), `ended` when nothing is
    left to add.
    """

    changed = Signal()
    added = Signal(object, object)
    there = Signal(object, object)
    failed = Signal(str, object)
    ended = Signal()

    def __init__(self, vault: OpenVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._waiting: deque[Wish] = deque()
        self._wish: Wish | None = None
        self._turn = 0
        self.done = 0
        self.size = 0

    @property
    def is_busy(self) -> bool:
        """Whether anything is being added."""
        return self._wish is not None

    @property
    def name(self) -> str:
        """What is being added, by its file's name; empty for a pasted picture."""
        return self._wish.name if self._wish else ""

    @property
    def left(self) -> int:
        """How many wait behind it."""
        return len(self._waiting)

    def add(self, wishes: list[Wish]) -> None:
        """Add some files or pictures."""
        self._waiting += wishes
        if self._wish is None:
            self._next()
        else:
            self.changed.emit()

    def stop(self) -> None:
        """Give up what is under way, and all that waits; what is added already stays."""
        self._turn += 1
        self._waiting.clear()
        self._wish = None
        self.changed.emit()
        self.ended.emit()

    def _next(self) -> None:
        self._wish = self._waiting.popleft() if self._waiting else None
        self.done = self.size = 0
        self.changed.emit()
        if self._wish is not None:
            self._begin(self._wish)
        else:
            self.ended.emit()

    def _begin(self, wish: Wish) -> None:
        documents, turn = self._vault.cabinet.documents, self._turn

        def begin() -> Arrival:
            source = wish.source
            if isinstance(source, Path):
                return documents.begin(source, wish.belonging, source, wish.about)
            return documents.begin(png_of(source), wish.belonging, None, wish.about)

        self._outside(begin, lambda arrival: self._step(wish, turn, arrival))

    def _step(self, wish: Wish, turn: int, arrival: Arrival) -> None:
        if turn != self._turn:
            Op(self, arrival.discard).on(self._vault.tasks.outside)
            return
        self.done, self.size = arrival.done, arrival.size
        self.changed.emit()

        def stepped(more: bool) -> None:
            if more or turn != self._turn:
                self._step(wish, turn, arrival)
            else:
                self._keep(wish, arrival)

        self._outside(arrival.step, stepped)

    def _keep(self, wish: Wish, arrival: Arrival) -> None:
        """Keep what arrived; from here on it can't be stopped any more."""
        documents, turn = self._vault.cabinet.documents, self._turn

        def go_on() -> None:
            if turn == self._turn:
                self._next()

        def kept(document_id: DocumentId) -> None:
            self.added.emit(document_id, wish.belonging)
            go_on()

        def failed(error: object = None) -> None:
            if isinstance(error, DocumentThere):
                self.there.emit(wish, DocumentId(error.document_id))
            else:
                self.failed.emit(wish.name, error)
            go_on()

        op = Op(self, lambda: documents.keep(arrival, again=wish.again)).success(kept)
        op.failure(failed).fault(failed).on(self._vault.tasks)

    def _outside(self, call: Callable[[], object], then: Callable[..., object]) -> None:
        """Read some more of what may lie on a slow stick."""
        turn = self._turn

        def failed(error: object = None) -> None:
            if turn == self._turn:
                self.failed.emit(self.name, error)
                self._next()

        op = Op(self, call).success(then).failure(failed).fault(failed)
        op.on(self._vault.tasks.outside)
