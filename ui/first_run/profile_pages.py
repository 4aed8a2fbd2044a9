"""The last two steps: who keeps the vault, and when it locks by itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from resources import reference
from ui.first_run.pages import Page
from ui.first_run.view_model import FirstRunViewModel
from ui.strings import first_run as words
from ui.widgets.choice import ComboBox
from ui.widgets.form import FieldRow
from vault.profile import Profile
from vault.settings import IDLE_MINUTES


class ProfilePage(Page):
    """Who keeps the vault."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(model)
        profile = model.first_run.profile
        self._fields = {
            "name": (words.name(), QLineEdit(profile.name)),
            "credential": (words.credential(), QLineEdit(profile.credential)),
            "practice": (words.practice(), QLineEdit(profile.practice)),
            "licence_number": (words.licence_number(), QLineEdit(profile.licence_number)),
            "phone": (words.phone(), QLineEdit(profile.phone)),
            "address": (words.address(), QLineEdit(profile.address)),
        }
        self._state = ComboBox(words.state())
        self._state.setPlaceholderText(words.choose_state())
        for code, name in reference.states():
            self._state.addItem(name, code)
        self._state.setCurrentIndex(self._state.findData(profile.state))
        hints = {"practice": words.practice_hint()}
        self._rows = {
            name: FieldRow(label, field, hints.get(name, ""))
            for name, (label, field) in self._fields.items()
        }
        self._rows["state"] = FieldRow(words.state(), self._state)
        self.add_pair(self._rows["name"], self._rows["credential"])
        self.column.addWidget(self._rows["practice"])
        self.add_pair(self._rows["licence_number"], self._rows["state"])
        self.column.addWidget(self._rows["phone"])
        self.column.addWidget(self._rows["address"])
        for name, (_, field) in self._fields.items():
            field.textEdited.connect(lambda _, name=name: self._on_edited(name))
            field.returnPressed.connect(self.submitted)
        self._state.currentIndexChanged.connect(lambda _: self._on_edited("state"))

    def rows(self) -> dict[str, FieldRow]:
        """Every field, in the order of reading."""
        order = ("name", "credential", "practice", "licence_number", "state", "phone", "address")
        return {name: self._rows[name] for name in order}

    def _on_edited(self, name: str) -> None:
        typed = {one: field.text() for one, (_, field) in self._fields.items()}
        self.model.first_run.set_profile(Profile(**typed, state=self._state.currentData() or ""))
        self._rows[name].set_problem("")


class IdlePage(Page):
    """After how many minutes it locks."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(model)
        self._minutes = ComboBox(words.idle_minutes())
        chosen = model.first_run.idle_minutes
        for minutes in sorted({*IDLE_MINUTES, chosen}):
            self._minutes.addItem(words.minutes(minutes), minutes)
        self._minutes.setCurrentIndex(self._minutes.findData(chosen))
        self._row = FieldRow(words.idle_minutes(), self._minutes, words.idle_hint())
        self.column.addWidget(self._row)
        self._minutes.currentIndexChanged.connect(self._on_chosen)

    def rows(self) -> dict[str, FieldRow]:
        """The minutes."""
        return {"idle_minutes": self._row}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; a closed list of choices leaves the key to the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        self.model.choose_idle_minutes(self._minutes.currentData())
