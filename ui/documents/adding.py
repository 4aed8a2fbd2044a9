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
from vault.documents import Arrival, Belonging
from vault.ids import DocumentId
from vault.passages import About

Source = Path | QImage


@dataclass(frozen=True, slots=True)
class _Wish:
    """Something that is to be added."""

    source: Source
    belonging: Belonging
    about: About

    @property
    def name(self) -> str:
        """The file's name; empty for a picture from the clipboard."""
        return self.source.name if isinstance(self.source, Path) else ""


class Adding(QObject):
    """Adds what it is given, in order.

    `changed` comes with each step, `added` with the number of a document and whose it is, `failed`
    with a name and an error (None for a fault of ours).
    """

    changed = Signal()
    added = Signal(object, object)
    failed = Signal(str, object)

    def __init__(self, vault: OpenVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._waiting: deque[_Wish] = deque()
        self._wish: _Wish | None = None
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

    def add(self, sources: list[Source], belonging: Belonging, about: About) -> None:
        """Add some files or pictures."""
        self._waiting += [_Wish(source, belonging, about) for source in sources]
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

    def _next(self) -> None:
        self._wish = self._waiting.popleft() if self._waiting else None
        self.done = self.size = 0
        self.changed.emit()
        if self._wish is not None:
            self._begin(self._wish)

    def _begin(self, wish: _Wish) -> None:
        documents, turn = self._vault.cabinet.documents, self._turn

        def begin() -> Arrival:
            source = wish.source
            if isinstance(source, Path):
                return documents.begin(source, wish.belonging, source, wish.about)
            return documents.begin(png_of(source), wish.belonging, None, wish.about)

        self._aside(begin, lambda arrival: self._step(turn, arrival))

    def _step(self, turn: int, arrival: Arrival) -> None:
        if turn != self._turn:
            Op(self, arrival.discard).on(self._vault.tasks.aside)
            return
        self.done, self.size = arrival.done, arrival.size
        self.changed.emit()

        def stepped(more: bool) -> None:
            if more or turn != self._turn:
                self._step(turn, arrival)
            else:
                self._keep(arrival)

        self._aside(arrival.step, stepped)

    def _keep(self, arrival: Arrival) -> None:
        documents = self._vault.cabinet.documents

        def kept(document_id: DocumentId) -> None:
            self.added.emit(document_id, arrival.belonging)
            self._next()

        op = Op(self, lambda: documents.keep(arrival)).success(kept)
        op.failure(self._on_failed).fault(self._on_failed).on(self._vault.tasks)

    def _aside(self, call: Callable[[], object], then: Callable[..., object]) -> None:
        turn = self._turn

        def failed(error: object = None) -> None:
            if turn == self._turn:
                self._on_failed(error)

        op = Op(self, call).success(then).failure(failed).fault(failed)
        op.on(self._vault.tasks.aside)

    def _on_failed(self, error: object = None) -> None:
        self.failed.emit(self.name, error)
        self._next()
