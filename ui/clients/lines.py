"""Lines of the details form that can be added and taken away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import M, S
from ui.strings import clients as words
from ui.widgets.button import Button, IconButton
from ui.widgets.choice import CheckBox, ComboBox
from ui.widgets.form import ProblemLine
from ui.widgets.own_words import OwnField
from vault.clients import EmergencyContact, Reach, ReachKind


def _field(hint: str, value: str, *, name: str = "") -> OwnField:
    field = OwnField(value)
    field.setPlaceholderText(hint)
    field.setAccessibleName(name or hint)
    return field


class _Line(QWidget):
    changed = Signal()
    removed = Signal()
    stops: tuple[QWidget, ...] = ()

    def _lay_out(self, first: QHBoxLayout, second: QHBoxLayout) -> None:
        """Put one row below the other, and what takes the line away at the end of the first."""
        button = IconButton("x", words.remove())
        self.stops = (*self.stops, button)
        button.clicked.connect(self.removed)
        first.addWidget(button)
        for row in (first, second):
            row.setSpacing(S)
        second.addSpacing(button.sizeHint().width() + S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, M)
        column.setSpacing(S)
        column.addLayout(first)
        column.addLayout(second)


class ReachLine(_Line):
    """A number or an address with what is safe to do with it."""

    def __init__(self, reach: Reach, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ComboBox(words.reaches())
        for kind in ReachKind:
            self._kind.addItem(words.reach_kind(kind), kind)
        self._kind.setCurrentIndex(list(ReachKind).index(reach.kind))
        self._value = _field(words.reach_value(), reach.value)
        self._label = _field(words.reach_label(), reach.label)
        self._code = _field(words.code_name(), reach.code_name)
        self._voicemail = CheckBox(words.voicemail_ok())
        self._text = CheckBox(words.text_ok())
        self._mail = CheckBox(words.mail_ok())
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._kind)
        first.addWidget(self._value, 1)
        ticks = ((self._voicemail, reach.voicemail_ok), (self._text, reach.text_ok))
        for tick, on in (*ticks, (self._mail, reach.mail_ok)):
            tick.setChecked(on)
            tick.toggled.connect(self.changed)
            second.addWidget(tick)
        second.addSpacing(S)
        second.addWidget(self._label, 1)
        second.addWidget(self._code, 1)
        ticked = (self._voicemail, self._text, self._mail)
        self.stops = (self._kind, self._value, *ticked, self._label, self._code)
        self._lay_out(first, second)
        for field in (self._value, self._label, self._code):
            field.textEdited.connect(self.changed)
        self._kind.activated.connect(self.changed)

    def value(self) -> Reach:
        """Give what stands in the line."""
        return Reach(
            kind=list(ReachKind)[self._kind.currentIndex()],
            value=self._value.text(),
            label=self._label.text(),
            voicemail_ok=self._voicemail.isChecked(),
            text_ok=self._text.isChecked(),
            mail_ok=self._mail.isChecked(),
            code_name=self._code.text(),
        )

    def focus(self) -> None:
        """Go to where the number is typed."""
        self._value.setFocus()


class ContactLine(_Line):
    """Somebody to call when the client is in danger."""

    def __init__(self, contact: EmergencyContact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = _field(words.contact_name(), contact.name)
        self._relationship = _field(words.relationship(), contact.relationship)
        self._phone = _field(words.phone(), contact.phone)
        self._note = _field(words.note(), contact.note)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._name, 1)
        first.addWidget(self._phone, 1)
        second.addWidget(self._relationship, 1)
        second.addWidget(self._note, 1)
        self.stops = (self._name, self._phone, self._relationship, self._note)
        self._lay_out(first, second)
        for field in (self._name, self._relationship, self._phone, self._note):
            field.textEdited.connect(self.changed)

    def value(self) -> EmergencyContact:
        """Give what stands in the line."""
        return EmergencyContact(
            self._name.text(), self._relationship.text(), self._phone.text(), self._note.text()
        )

    def focus(self) -> None:
        """Go to where the name is typed."""
        self._name.setFocus()


class Lines(QWidget):
    """Any number of lines of one sort, with the button that adds one and what is wrong."""

    changed = Signal()

    def __init__(self, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[ReachLine | ContactLine] = []
        self._problem = ProblemLine()
        self.adding = Button(add, "link", icon="plus")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(S)
        outer.addLayout(self._column)
        outer.addWidget(self._problem)
        outer.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in the order of the eye."""
        return [*(stop for line in self.lines for stop in line.stops), self.adding]

    def clear(self) -> None:
        """Take all lines away."""
        while self.lines:
            self._drop(self.lines[-1])

    def add(self, line: ReachLine | ContactLine) -> None:
        """Append a line."""
        self.lines.append(line)
        self._column.addWidget(line)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._remove(line))

    def set_problem(self, sentence: str) -> None:
        """Say below the lines what is wrong with one of them."""
        self._problem.show_sentence(sentence)

    def _remove(self, line: ReachLine | ContactLine) -> None:
        self._drop(line)
        self.adding.setFocus()
        self.changed.emit()

    def _drop(self, line: ReachLine | ContactLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
