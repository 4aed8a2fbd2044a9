"""The switch between light and dark."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from resources.stylesheets import stylesheet
from resources.tokens import Scheme
from ui.theme import colours
from ui.theme.fonts import font

ThemeChoice = Literal["system", "light", "dark"]

_PINS: dict[ThemeChoice, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def choice_of(name: str) -> ThemeChoice:
    """Give the choice of this name, the system's where there is none."""
    return next((choice for choice in _PINS if choice == name), "system")


class ThemeService(QObject):
    """Keeps palette, stylesheet and icons in one theme: the system's, or the one pinned."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeChoice = choice
        app.setStyle("Fusion")
        app.setFont(font("body"))
        app.styleHints().setColorScheme(_PINS[choice])
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply(self._wanted())

    @property
    def choice(self) -> ThemeChoice:
        """What was asked for."""
        return self._choice

    @property
    def scheme(self) -> Scheme:
        """What is shown."""
        return colours.scheme()

    def choose(self, choice: ThemeChoice) -> None:
        """Pin a theme, or follow the system again; every window changes at once."""
        self._choice = choice
        # Asks the platform as well, so that title bars and native dialogs go along.
        self._app.styleHints().setColorScheme(_PINS[choice])
        self._show(self._wanted())

    def _wanted(self) -> Scheme:
        if self._choice != "system":
            return self._choice
        return _scheme_for(self._app.styleHints().colorScheme())

    def _on_system_changed(self, system: Qt.ColorScheme) -> None:
        # A pin comes back through this signal as well, and is already shown.
        if self._choice == "system":
            self._show(_scheme_for(system))

    def _show(self, wanted: Scheme) -> None:
        if wanted != colours.scheme():
            self._apply(wanted)
            self.changed.emit()

    def _apply(self, wanted: Scheme) -> None:
        colours.use(wanted)
        # Always both: a palette alone leaves old colours behind once a stylesheet is set.
        self._app.setPalette(colours.palette())
        self._app.setStyleSheet(stylesheet(wanted))


def _scheme_for(system: Qt.ColorScheme) -> Scheme:
    return "dark" if system is Qt.ColorScheme.Dark else "light"
