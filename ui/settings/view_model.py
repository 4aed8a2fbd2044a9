"""Settings and profile while they are chosen and typed: what can be kept is kept at once."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import Autosave, MakeTimer, Save
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Changes, Noun
from vault.errors import FaultError, InvalidField, Problem
from vault.profile import Profile
from vault.settings import LIMITS, Settings

_MOST_DIGITS: Final = 6


class SettingsViewModel(QObject):
    """Keeps the settings and the profile of one vault.

    `changed` comes when they are others than what was chosen and typed here; `problems` names the
    fields that can't be kept as they were typed, and stay as they were.
    """

    changed = Signal()
    problems_changed = Signal()
    saved = Signal()
    trouble = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self.settings = Settings()
        self.profile = Profile()
        self.problems: dict[str, Problem] = {}
        self._chosen: dict[str, Any] = {}
        self._typed: dict[str, str] = {}
        self._of_settings = Autosave(vault.tasks, self, make_timer)
        self._of_profile = Autosave(vault.tasks, self, make_timer)
        self._of_settings.follow(self._settings_save)
        self._of_profile.follow(self._profile_save)
        self._of_settings.saved.connect(self._on_settings_saved)
        self._of_profile.saved.connect(self._on_profile_saved)
        for one in (self._of_settings, self._of_profile):
            one.failed.connect(lambda error: self.trouble.emit(error or FaultError()))
        vault.hub.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read both; what is being typed here stays as typed."""
        practice = self._vault.cabinet.practice

        def read() -> tuple[Settings, Profile]:
            return practice.settings(), practice.profile()

        Op(self, read).success(self._on_loaded).on(self._vault.tasks)

    def choose(self, name: str, value: object) -> None:
        """Keep one setting, now."""
        self._chosen[name] = value
        self._of_settings.touch()
        self._of_settings.save_now()

    def type_number(self, name: str, text: str) -> None:
        """Keep a number as soon as the typing rests, where it is inside its limits."""
        number = _number(text)
        lowest, highest = LIMITS[name]
        if number is None or not lowest <= number <= highest:
            self._chosen.pop(name, None)
            self._set_problem(name, Problem.OUT_OF_RANGE)
            return
        self._set_problem(name, None)
        self._chosen[name] = number
        self._of_settings.touch()

    def type_profile(self, name: str, text: str) -> None:
        """Keep a part of the profile as soon as the typing rests, where it can be."""
        self._typed[name] = text
        wanted, problems = self._understand()
        for one in {**self._typed, **problems}:
            self._set_problem(one, problems.get(one))
        if wanted != self.profile or self._of_profile.is_dirty:
            self._of_profile.touch()

    def save_now(self) -> None:
        """Keep what was typed without waiting for a rest."""
        self._of_settings.save_now()
        self._of_profile.save_now()

    def pending_saves(self) -> list[Save]:
        """Give a call for each that isn't stored yet, for the database's thread."""
        return [*self._of_settings.pending(), *self._of_profile.pending()]

    def _settings_save(self) -> Save:
        practice, chosen = self._vault.cabinet.practice, dict(self._chosen)
        # Read anew: what was chosen elsewhere meanwhile isn't this page's to take back.
        return lambda: practice.put_settings(replace(practice.settings(), **chosen))

    def _profile_save(self) -> Save:
        practice, (wanted, _) = self._vault.cabinet.practice, self._understand()
        return lambda: practice.put_profile(wanted)

    def _understand(self) -> tuple[Profile, dict[str, Problem]]:
        """Give the profile to keep; a field with a problem stays as it was before."""
        problems: dict[str, Problem] = {}
        wanted = replace(self.profile, **self._typed)
        while True:
            try:
                return wanted.checked(), problems
            except InvalidField as error:
                if error.field in problems:
                    # What was kept before can't be refused twice: better nothing than a loop.
                    return self.profile, problems
                problems[error.field] = error.problem
                wanted = replace(wanted, **{error.field: getattr(self.profile, error.field)})

    def _set_problem(self, name: str, problem: Problem | None) -> None:
        if problem == self.problems.get(name):
            return
        if problem is None:
            del self.problems[name]
        else:
            self.problems[name] = problem
        self.problems_changed.emit()

    def _on_loaded(self, found: tuple[Settings, Profile]) -> None:
        settings, profile = found
        if self._of_settings.is_dirty:
            settings = self.settings
        if self._of_profile.is_dirty:
            profile = self.profile
        if (settings, profile) != (self.settings, self.profile):
            self.settings, self.profile = settings, profile
            self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(Noun.SETTING, Noun.PROFILE):
            self.load()

    def _on_settings_saved(self, settings: Settings) -> None:
        self.settings = settings
        if not self._of_settings.is_dirty:
            self._chosen = {}
        self._on_saved()

    def _on_profile_saved(self, profile: Profile) -> None:
        self.profile = profile
        if not self._of_profile.is_dirty:
            self._typed = {one: self._typed[one] for one in self._typed if one in self.problems}
        self._on_saved()

    def _on_saved(self) -> None:
        if not self._of_settings.is_dirty and not self._of_profile.is_dirty:
            self.trouble.emit(None)
        self.saved.emit()


def _number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None
