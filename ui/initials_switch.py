"""Shows initials in place of every name, for eyes that pass by, and names again."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.tokens import M
from ui import names
from ui.known_names import KnownNamesReader
from ui.open_vault import OpenVault
from ui.strings import shell as words
from ui.tasks import Op
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.text import Line
from vault.changes import Done
from vault.settings import Settings


class InitialsSwitch(QWidget):
    """Says whether names are shown, and turns it around; what was chosen outlasts a lock."""

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._reader = KnownNamesReader(vault, self)
        self._state = Line("", "small", "ink-2")
        self.button = Button("", icon="venetian-mask")
        self.button.clicked.connect(self.turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._state)
        row.addWidget(self.button)
        names.style.changed.connect(self._show)
        self._show()

    def turn(self) -> None:
        """Show initials only, or names again."""
        only = not names.style.initials_only
        names.style.show_initials(only=only)
        announce(self, self._state.text())
        practice = self._vault.cabinet.practice

        def keep() -> Done[Settings]:
            return practice.put_settings(replace(practice.settings(), initials_only=only))

        # Where it can't be stored it still holds until the next lock.
        Op(self, keep).on(self._vault.tasks)

    def _show(self) -> None:
        only = names.style.initials_only
        self._state.setText(words.initials_shown() if only else words.names_shown())
        self.button.set_label(words.show_names() if only else words.initials_only())
