"""What the cards of the settings page have in common."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.settings.fields import Choice, Number
from ui.settings.view_model import SettingsViewModel
from ui.strings import settings as words
from ui.widgets.card import Card


class SettingsCard(Card):
    """The settings of one matter; what a subclass adds to it stores itself and shows what is kept.

    A number that can't be kept stays as it was typed, with what to do beside it.
    """

    def __init__(self, title: str, model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._vm = model
        self._choices: dict[str, Choice] = {}
        self._numbers: dict[str, Number] = {}

    def enter(self, field: str = "") -> None:
        """Go to one of its lists, or to its first field; the page scrolls along."""
        if field:
            self._choices[field].setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        parts = self.findChildren(QWidget)
        stops = (one for one in parts if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        next(stops, self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_kept(self) -> None:
        """Show what is kept."""
        for name, choice in self._choices.items():
            choice.show_value(getattr(self._vm.settings, name))
        for name, number in self._numbers.items():
            if name not in self._vm.problems:
                number.show_value(getattr(self._vm.settings, name))

    def show_problems(self) -> None:
        """Say beside each field what is wrong with it."""
        for name, number in self._numbers.items():
            kept = getattr(self._vm.settings, name)
            wrong = name in self._vm.problems
            number.set_problem(words.number_problem(name, kept) if wrong else "")

    def _add_choice(self, name: str, choice: Choice) -> None:
        self._choices[name] = choice
        choice.chosen.connect(partial(self._vm.choose, name))
        self.body.addWidget(choice)

    def _add_number(self, name: str, number: Number) -> None:
        self._numbers[name] = number
        number.typed.connect(partial(self._vm.type_number, name))
        self.body.addWidget(number)
