"""A few fields in a unit's card."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from resources.tokens import M
from ui.strings import errors as error_words
from ui.strings import units as words
from ui.widgets.button import Button
from ui.widgets.form import FieldRow
from ui.widgets.own_words import OwnLine
from vault.errors import ActionableError, InvalidField
from vault.place import FormWords


class SmallForm(QWidget):
    """A few fields side by side, below whom they are about; Enter saves, Esc gives up.

    `about` is the member's number, 0 where they are the unit's own. `edited` comes with each key.
    """

    submitted = Signal()
    cancelled = Signal()
    edited = Signal()

    def __init__(self, whose: str = "", about: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self.rows: list[FieldRow] = []
        self._fields: list[QLineEdit] = []
        self._before: list[str] = []
        self._line = QHBoxLayout()
        self._line.setSpacing(M)
        cancel, save = self._buttons = (Button(words.cancel()), Button(words.save()))
        cancel.clicked.connect(self.cancelled)
        save.clicked.connect(self.submitted)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, M)
        if whose:
            column.addWidget(OwnLine(whose, "small-strong"))
        column.addLayout(self._line)
        column.addLayout(buttons)

    def add(self, row: FieldRow, share: int) -> None:
        """Append a field."""
        field = row.field
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(self.submitted)
            field.textChanged.connect(self.edited)
            self._fields.append(field)
            self._before.append(field.text())
        self._line.addWidget(row, share, Qt.AlignmentFlag.AlignTop)
        self.rows.append(row)
        if len(self.rows) == 1:
            self.setFocusProxy(field)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of the eye."""
        return (*self._fields, *self._buttons)

    @property
    def holds_words(self) -> bool:
        """Whether anything was typed in it."""
        return [field.text() for field in self._fields] != self._before

    @property
    def typed(self) -> FormWords:
        """Whom it is about, and what stands in it, where anything was typed."""
        return (str(self._about), *(one.text() for one in self._fields)) if self.holds_words else ()

    def fill(self, texts: Iterable[str]) -> None:
        """Show again what stood in it."""
        for field, text in zip(self._fields, texts, strict=True):
            field.setText(text)

    def text(self, at: int) -> str:
        """Give what stands in a field."""
        return self._fields[at].text()

    def refuse(self, error: ActionableError, fields: list[str]) -> None:
        """Say beside the field that is named what can't be kept, else beside the first."""
        if not isValid(self):
            return
        sentence, step = error_words.words_for(error)
        named = error.field if isinstance(error, InvalidField) else ""
        row = self.rows[fields.index(named) if named in fields else 0]
        row.set_problem(f"{sentence} {step}".strip())
        row.setFocus()
