"""Eight groups of a recovery key, typed from paper."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from resources.tokens import L, S
from ui.strings import unlock as words
from ui.theme.fonts import metrics
from ui.widgets.form import mark_problem

GROUPS = 8
_COLUMNS = 4


class RecoveryKeyField(QWidget):
    """Moves on by itself when a group is full; a whole key pasted anywhere fills all of them."""

    submitted = Signal()
    edited = Signal()

    def __init__(self, group_length: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length = group_length
        # A key reads from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(S)
        self._groups: list[_Group] = []
        for index in range(GROUPS):
            group = _Group(words.recovery_group(index + 1))
            group.textEdited.connect(partial(self._on_edited, index))
            group.returnPressed.connect(self.submitted)
            group.went_back.connect(partial(self._on_went_back, index))
            self._groups.append(group)
            grid.addWidget(group, index // _COLUMNS, index % _COLUMNS)
        self.setFocusProxy(self._groups[0])

    def text(self) -> str:
        """The groups in capitals, joined by hyphens."""
        return "-".join(group.text() for group in self._groups)

    def is_complete(self) -> bool:
        """Whether every group is full."""
        return all(len(group.text()) == self._length for group in self._groups)

    def clear(self) -> None:
        """Empty every group, its undo history included."""
        for group in self._groups:
            group.setText("")

    def point_at(self, number: int) -> None:
        """Go to the group with the typo, counted from 1, and mark it; 0 marks none."""
        for index, group in enumerate(self._groups, start=1):
            mark_problem(group, present=index == number)
            if index == number:
                group.setFocus()
                group.selectAll()

    def _on_edited(self, index: int, typed: str) -> None:
        """Keep letters and digits; what is too much for this group goes into the next ones."""
        rest = "".join(letter for letter in typed.upper() if letter.isalnum())
        cursor = self._groups[index].cursorPosition()
        last = index
        for position in range(index, GROUPS):
            if position > index and not rest:
                break
            last = position
            self._groups[position].setText(rest[: self._length])
            rest = rest[self._length :]
        if last > index:
            self._groups[last].setFocus()
        elif cursor == self._length and index + 1 < GROUPS:
            self._groups[index + 1].setFocus()
        else:
            self._groups[index].setCursorPosition(cursor)
        self.edited.emit()

    def _on_went_back(self, index: int) -> None:
        if index:
            self._groups[index - 1].setFocus()
            self._groups[index - 1].end(False)


class _Group(QLineEdit):
    went_back = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedHeight(metrics("body").height() + L)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in an empty group goes back to the one before."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.went_back.emit()
            return
        super().keyPressEvent(event)
