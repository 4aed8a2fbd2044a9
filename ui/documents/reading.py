"""Looks into new documents in the background: their text for search, and what pictures hide."""

from collections import deque

from PySide6.QtCore import QObject

from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.document_texts import Examination
from vault.documents import Document
from vault.errors import ContentGivenUp


class Reading(QObject):
    """Looks into one document at a time, a little a step; what fails is left for another day."""

    def __init__(self, vault: OpenVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._waiting: deque[Document] = deque()
        self._failed: set[int] = set()
        self._busy = False

    def look(self) -> None:
        """Look into whatever nobody has looked into yet."""
        if self._busy:
            return
        self._busy = True
        op = Op(self, self._vault.cabinet.examinations.waiting).success(self._begin)
        op.failure(self._rest).fault(self._rest).on(self._vault.tasks)

    def _begin(self, documents: list[Document]) -> None:
        self._waiting = deque(one for one in documents if one.id not in self._failed)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._busy = False
            return
        document, examinations = self._waiting.popleft(), self._vault.cabinet.examinations

        def failed(_error: object = None) -> None:
            self._failed.add(document.id)
            self._next()

        op = Op(self, lambda: examinations.begin(document))
        op.success(lambda looking: self._step(document, looking))
        op.failure(failed).fault(failed).on(self._vault.tasks)

    def _step(self, document: Document, looking: Examination) -> None:
        def stepped(more: bool) -> None:
            if more:
                self._step(document, looking)
            else:
                self._keep(document, looking)

        def failed(error: object = None) -> None:
            Op(self, looking.close).on(self._vault.tasks.examining)
            # A fault has no error to show: whatever it is, this document brought it about.
            self._leave(document, its_own=error is None or isinstance(error, ContentGivenUp))

        op = Op(self, looking.step).success(stepped)
        op.failure(failed).fault(failed).on(self._vault.tasks.examining)

    def _keep(self, document: Document, looking: Examination) -> None:
        examinations, finding = self._vault.cabinet.examinations, looking.finding()

        def failed(_error: object = None) -> None:
            self._leave(document, its_own=False)

        op = Op(self, lambda: examinations.keep(document.id, finding))
        op.success(lambda _none: self._again())
        op.failure(failed).fault(failed).on(self._vault.tasks)

    def _again(self) -> None:
        """Go on, and ask anew at the end: more may have been added meanwhile."""
        if self._waiting:
            self._next()
        else:
            self._busy = False
            self.look()

    def _leave(self, document: Document, *, its_own: bool) -> None:
        """Leave a document; one that failed by no doing of its own is tried on another day."""
        self._failed.add(document.id)
        examinations = self._vault.cabinet.examinations
        leave = examinations.give_up if its_own else examinations.put_off

        def left(_result: object = None) -> None:
            self._next()

        op = Op(self, lambda: leave(document.id)).success(left)
        op.failure(left).fault(left).on(self._vault.tasks)

    def _rest(self, _error: object = None) -> None:
        self._busy = False
