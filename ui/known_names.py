"""Keeps the names that initials stand in for in step with the records."""

from PySide6.QtCore import QObject

from ui import names
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Changes, Noun
from vault.known_names import KnownNames

_NAMING = (Noun.CLIENT, Noun.UNIT, Noun.NOTE, Noun.DOCUMENT)


class KnownNamesReader(QObject):
    """Reads the vault's names when they are first to be hidden, and again when one changes."""

    def __init__(self, vault: OpenVault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._turn = 0
        names.style.changed.connect(self._on_style)
        vault.hub.changed.connect(self._on_changed)
        self._on_style()

    def _on_style(self) -> None:
        if names.style.initials_only and names.style.known is None:
            self._read()

    def _on_changed(self, changes: Changes) -> None:
        if names.style.initials_only and changes.touch(*_NAMING):
            self._read()

    def _read(self) -> None:
        self._turn += 1
        turn, known_names = self._turn, self._vault.cabinet.known_names
        before = names.style.known

        def arrived(known: KnownNames) -> None:
            if turn == self._turn:
                names.style.learn(known)

        Op(self, lambda: known_names.all(before)).success(arrived).on(self._vault.tasks)
