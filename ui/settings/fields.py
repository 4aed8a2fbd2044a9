"""The two kinds of field on the settings page."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.choice import ComboBox
from ui.widgets.form import FieldRow

_WIDE = 260
_NARROW = 96


class Choice(FieldRow):
    """One of a list; `chosen` carries it. What is kept and isn't on offer stands there too."""

    chosen = Signal(object)

    def __init__(
        self,
        label: str,
        hint: str,
        offered: Iterable[Any],
        say: Callable[[Any], str],
        parent: QWidget | None = None,
    ) -> None:
        self.list = ComboBox(label)
        super().__init__(label, self.list, hint, parent)
        self._offered = list(offered)
        self._listed: list[Any] = []
        self._say = say
        self.list.setMaximumWidth(_WIDE)
        self.list.activated.connect(lambda at: self.chosen.emit(self._listed[at]))

    def show_value(self, value: Any) -> None:  # noqa: ANN401 -- whatever is on offer
        """Show what is kept."""
        known = value in self._offered
        listed = self._offered if known else sorted([*self._offered, value])
        if listed != self._listed:
            self._listed = listed
            self.list.clear()
            self.list.addItems([self._say(one) for one in listed])
        self.list.setCurrentIndex(listed.index(value))


class Number(FieldRow):
    """A whole number; `typed` carries what stands there."""

    typed = Signal(str)

    def __init__(self, label: str, hint: str, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint, parent)
        self.line.setMaximumWidth(_NARROW)
        self.line.textEdited.connect(self.typed)

    def show_value(self, value: int) -> None:
        """Show what is kept."""
        if self.line.text().strip() != str(value):
            self.line.setText(str(value))
