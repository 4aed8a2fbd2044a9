"""The card with the counselor's profile."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from resources import reference
from resources.tokens import L
from ui.settings.card import SettingsCard
from ui.settings.view_model import SettingsViewModel
from ui.strings import errors as error_words
from ui.strings import first_run as field_words
from ui.strings import settings as words
from ui.widgets.choice import ComboBox
from ui.widgets.form import FieldRow
from ui.widgets.text import Text


class PracticeCard(SettingsCard):
    """Who keeps the vault."""

    def __init__(self, model: SettingsViewModel) -> None:
        super().__init__(words.practice(), model)
        labels = {
            "name": field_words.name(),
            "credential": field_words.credential(),
            "practice": field_words.practice(),
            "licence_number": field_words.licence_number(),
            "phone": field_words.phone(),
            "address": field_words.address(),
        }
        hints = {"practice": field_words.practice_hint()}
        self._lines = {name: QLineEdit() for name in labels}
        self._state = ComboBox(field_words.state())
        self._state.setPlaceholderText(field_words.choose_state())
        for code, name in reference.states():
            self._state.addItem(name, code)
        self._rows = {
            name: FieldRow(label, self._lines[name], hints.get(name, ""))
            for name, label in labels.items()
        }
        self._rows["state"] = FieldRow(field_words.state(), self._state)
        self.body.addWidget(Text(words.practice_hint(), "small", "ink-2"))
        self._add("name", "credential")
        self._add("practice")
        self._add("licence_number", "state")
        self._add("phone")
        self._add("address")
        order = ("name", "credential", "practice", "licence_number", "state", "phone", "address")
        for before, after in pairwise(order):
            QWidget.setTabOrder(self._rows[before].field, self._rows[after].field)
        for name, line in self._lines.items():
            line.textEdited.connect(partial(model.type_profile, name))
        self._state.activated.connect(
            lambda _: model.type_profile("state", self._state.currentData())
        )

    def show_kept(self) -> None:
        """Show what is kept; a field that can't be kept as it stands is left as it was typed."""
        profile, problems = self._vm.profile, self._vm.problems
        for name, line in self._lines.items():
            kept = getattr(profile, name)
            # A blank at the end is left: a word is about to follow it.
            if name not in problems and line.text().strip() != kept:
                line.setText(kept)
        self._state.setCurrentIndex(self._state.findData(profile.state))

    def show_problems(self) -> None:
        """Say beside each field what is wrong with it."""
        for name, row in self._rows.items():
            problem = self._vm.problems.get(name)
            row.set_problem(error_words.problem(problem) if problem else "")

    def _add(self, *names: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(L)
        for name in names:
            line.addWidget(self._rows[name], 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
