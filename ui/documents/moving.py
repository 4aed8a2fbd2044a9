"""A document that is in the wrong file: whose it is asked for, and moved there."""

from collections.abc import Callable
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import S
from ui import names
from ui.finder import Finder, Found
from ui.meetings.form_model import unit_finder
from ui.open_vault import OpenVault
from ui.strings import document_moves as words
from ui.strings import documents as document_words
from ui.tasks import Op
from ui.widgets.button import Button
from ui.widgets.own_words import OwnBanner, OwnLine
from vault.changes import Done
from vault.documents import Document
from vault.errors import FaultError
from vault.units import UnitRow

T = TypeVar("T")


class _Step(Enum):
    NOTHING = auto()
    WHOSE = auto()
    SURE = auto()
    TOLD = auto()


class Moving(QWidget):
    """Asks whose file a document belongs in, moves it there, and offers the way back.

    `failed` carries an error, `shown_changed` comes when there is something to see or no more.
    """

    failed = Signal(object)
    shown_changed = Signal()

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._step = _Step.NOTHING
        self._document: Document | None = None
        self._leaves: tuple[str, ...] = ()
        self._goes: UnitRow | None = None
        self._way_back: Document | None = None
        self._covered = False
        self._late: tuple[str, str] | None = None
        self._title = OwnLine("", "body-strong")
        self._cancel = Button(words.cancel(), "quiet")
        finding = unit_finder(vault, self, QTimer, fits=self._fits)
        self._finder = Finder(finding, words.find_file())
        self._said = OwnBanner()
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self._finder)
        column.addWidget(self._said)
        self._finder.chosen.connect(self._on_chosen)
        self._cancel.clicked.connect(self.end)
        self._said.step_taken.connect(self._on_step)
        self._go_to(_Step.NOTHING)

    @property
    def is_shown(self) -> bool:
        """Whether there is something to see."""
        return self._step is not _Step.NOTHING

    def ask(self, document: Document, leaves: tuple[str, ...]) -> None:
        """Ask whose file a document belongs in that is in the file of `leaves`."""
        self._document, self._leaves = document, leaves
        self._title.setText(words.whose_file(self._called))
        self._finder.clear()
        self._go_to(_Step.WHOSE)
        self._finder.setFocus()

    def end(self) -> None:
        """Ask no more, and forget the way back."""
        self._finder.clear()
        self._said.show_message("", "accent")
        self._title.setText("")
        self._document = self._goes = self._way_back = None
        self._go_to(_Step.NOTHING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets the document be where it is."""
        if event.key() == Qt.Key.Key_Escape and self.is_shown:
            self.end()
        else:
            super().keyPressEvent(event)

    @property
    def _called(self) -> str:
        return (self._document.title if self._document else "") or document_words.untitled()

    def _fits(self, found: Found) -> bool:
        """An open file, and not the one that it is in."""
        row, document = found.what, self._document
        is_other = document is None or document.belonging.unit_id != found.id
        return isinstance(row, UnitRow) and not row.is_closed and is_other

    def _on_chosen(self, row: UnitRow) -> None:
        self._goes = row
        sentence = words.question(
            self._called, names.joined(self._leaves), names.joined(row.people)
        )
        self._said.show_message(sentence, "warn", words.move_it())
        self._go_to(_Step.SURE)
        self._said.stop.setFocus()

    def _on_step(self) -> None:
        if self._step is _Step.SURE:
            self._move()
        elif self._way_back is not None:
            self._move_back(self._way_back)

    def _move(self) -> None:
        document, goes = self._document, self._goes
        documents = self._vault.cabinet.documents
        if document is None or goes is None:
            return
        self._goes = None  # a second press is none

        def moved(before: Document) -> None:
            if self._document is document:
                self._way_back = before
                self._tell(words.moved(self._called, names.joined(goes.people)), words.undo())

        self._run(lambda: documents.send_away(document.id, goes.id), moved)

    def _move_back(self, before: Document) -> None:
        document, documents = self._document, self._vault.cabinet.documents
        self._way_back = None

        def back(_: None) -> None:
            if self._document is document:
                self._tell(words.moved_back(self._called, names.joined(self._leaves)), "")

        self._run(lambda: documents.bring_home(before), back)

    def cover(self) -> None:
        """Say nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Say what came of it in the meantime."""
        self._covered = False
        if self._late is not None:
            late, self._late = self._late, None
            self._tell(*late)

    def _run(self, call: Callable[[], Done[T]], then: Callable[[T], object]) -> None:
        def failed(error: object = None) -> None:
            self.end()
            self.failed.emit(error or FaultError())

        op = Op(self, call).success(then)
        op.failure(failed).fault(failed).on(self._vault.tasks)

    def _tell(self, sentence: str, step: str) -> None:
        if self._covered:
            self._late = (sentence, step)
            return
        self._said.show_message(sentence, "ok", step)
        self._go_to(_Step.TOLD)

    def _go_to(self, step: _Step) -> None:
        self._step = step
        for part in (self._title, self._cancel):
            part.setVisible(step in {_Step.WHOSE, _Step.SURE})
        self._finder.setVisible(step is _Step.WHOSE)
        self._said.setVisible(step in {_Step.SURE, _Step.TOLD})
        self.setVisible(self.is_shown)
        self.shown_changed.emit()
