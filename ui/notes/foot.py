"""The bar below a note: who was present, what signing needs, and signing itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL, M, S
from ui import names
from ui.notes.attendance_model import AttendanceModel
from ui.strings import attendance as attendance_words
from ui.strings import dates
from ui.strings import notes as words
from ui.strings import reading as reading_words
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Rule
from ui.widgets.text import Text
from vault.notes import Hindrance, NoteFile, NoteType, Signature
from vault.ports import Clock

_INSET = XL - 2
_LINE_LEAST = 180


class ActButton(Button):
    """A button for what can't be undone: neither Enter nor a second click presses it by itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to nobody; the space bar and the mouse press it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take no second click, whose first one asked for what this button does."""
        event.accept()


class NoteFoot(QWidget):
    """Signs in two steps in one place: the first says what it means, the second does it.

    The buttons stand beside the sentence, or below it where that would be too narrow.
    """

    signed = Signal()
    addendum_asked = Signal()
    untagged_asked = Signal()
    writing_resumed = Signal()
    risk_asked = Signal()
    deletion_asked = Signal()
    correction_asked = Signal()
    asked = Signal()

    def __init__(
        self, clock: Clock, attendance: AttendanceModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._attendance = attendance
        self._file: NoteFile | None = None
        self._hindrance: Hindrance | None = None
        self._asking = False
        self._copies = 0
        self._blank = False
        self._line = Text("", "small", "ink-2")
        self._untagged = Button(words.show_untagged(), "link")
        self._delete = IconButton("trash-2", words.delete_draft())
        self._delete.setToolTip(words.delete_draft())
        self._cancel = Button(words.keep_writing())
        self._sign = Button(words.sign(), "primary", icon="pen-line")
        self._act = ActButton(words.sign_this_note(), "primary", icon="pen-line")
        self._risk = Button(words.add_risk_assessment())
        self._correct = Button(reading_words.correct())
        self._addendum = Button(words.add_addendum(), icon="plus")
        self._untagged.clicked.connect(self.untagged_asked)
        self._delete.clicked.connect(self.deletion_asked)
        self._cancel.clicked.connect(self._keep_writing)
        self._sign.clicked.connect(self._ask)
        self._act.clicked.connect(self._on_act)
        self._addendum.clicked.connect(self.addendum_asked)
        self._risk.clicked.connect(self.risk_asked)
        self._correct.clicked.connect(self.correction_asked)
        names.style.changed.connect(self._render)
        self._acts = (
            self._delete,
            self._correct,
            self._risk,
            self._cancel,
            self._sign,
            self._act,
            self._addendum,
        )
        self.stops = (self._untagged, *self._acts)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def _lay_out(self) -> None:
        sentence = QHBoxLayout()
        sentence.setSpacing(S)
        sentence.addWidget(self._line, 1, Qt.AlignmentFlag.AlignVCenter)
        sentence.addWidget(self._untagged, 0, Qt.AlignmentFlag.AlignVCenter)
        acts = QHBoxLayout()
        acts.setSpacing(S)
        acts.addStretch(1)
        for button in self._acts:
            acts.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.setContentsMargins(_INSET, M + 1, _INSET, M + 1)
        self._row.setSpacing(S)
        self._row.addLayout(sentence, 1)
        self._row.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(self._row)

    def show_file(self, file: NoteFile, hindrance: Hindrance | None) -> None:
        """Show what can be done with a note."""
        self._file = file
        self._hindrance = hindrance
        self._asking = False
        self._render()

    def show_hindrance(self, hindrance: Hindrance | None) -> None:
        """Show what stands in the way of signing now."""
        self._hindrance = hindrance
        self._asking = self._asking and hindrance is None
        self._render()

    def show_blank(self, *, blank: bool) -> None:
        """Offer to delete a draft that says nothing."""
        if blank != self._blank:
            self._blank = blank
            self._render()

    def show_attendance(self) -> None:
        """Show who was present now."""
        self._render()

    def focus_correction(self) -> None:
        """Come back to the button that asks which statement is wrong."""
        self._correct.setFocus()

    def show_copies(self, count: int) -> None:
        """Ask of so many copied paragraphs whether they still hold."""
        self._copies = count
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def step_back(self) -> bool:
        """Give up signing; answers whether it had been asked for."""
        asking, self._asking = self._asking, False
        self._render()
        if asking:
            self._sign.setFocus()
        return asking

    def _ask(self) -> None:
        self._asking = True
        self._copies = 0
        self.asked.emit()
        self._render()
        self._cancel.setFocus()

    def _keep_writing(self) -> None:
        self.step_back()
        self.writing_resumed.emit()

    def _on_act(self) -> None:
        self._asking = False
        self.signed.emit()

    def _render(self) -> None:
        file = self._file
        if file is None:
            return
        draft = not all(note.is_signed for note in (file.note, *file.addenda))
        blocked = self._hindrance is not None
        self._sign.setVisible(draft and not self._asking)
        self._sign.setEnabled(not blocked)
        self._cancel.setVisible(draft and self._asking)
        self._act.setVisible(draft and self._asking)
        self._addendum.setVisible(not draft)
        self._correct.setVisible(file.note.is_signed and not self._asking)
        self._risk.setVisible(
            not file.note.is_signed and file.note.type is not NoteType.RISK and not self._asking
        )
        self._untagged.setVisible(draft and self._hindrance is Hindrance.UNTAGGED)
        self._delete.setVisible(draft and self._blank and not self._asking)
        self._line.setText(self._sentence(file, draft=draft))
        self._arrange()

    def _arrange(self) -> None:
        buttons = sum(one.sizeHint().width() + S for one in self.stops if not one.isHidden())
        wanted = buttons + min(self._line.sizeHint().width(), _LINE_LEAST)
        fits = wanted <= self.width() - 2 * _INSET
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def _sentence(self, file: NoteFile, *, draft: bool) -> str:
        if self._asking:
            copies = [reading_words.still_true(self._copies)] if self._copies else []
            return " ".join([*copies, words.before_signing()])
        signature = file.note.signature
        hindered = words.hindrance(self._hindrance) if draft and self._hindrance else ""
        if signature is not None:
            # It stays signed, whatever an addendum still lacks.
            return f"{self._signed_line(signature)} {hindered}".rstrip()
        if hindered:
            return hindered
        people = [one.called for one in self._attendance.present]
        return attendance_words.present_line(people, shared=file.unit.is_shared)

    def _signed_line(self, signature: Signature) -> str:
        at = self._clock.local(signature.signed_at_utc)
        day, time = dates.dated(at.date()), dates.clock_time(at)
        return words.signed_line(signature.signed_by, signature.licence, day, time)
