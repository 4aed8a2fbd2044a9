"""The one signal that carries what a write changed."""

from PySide6.QtCore import QObject, Signal

from vault.changes import Changes


class Hub(QObject):
    """Announces changes; views refresh from it, and nothing else announces."""

    changed = Signal(Changes)

    def announce(self, changes: Changes) -> None:
        """Tell everybody what was touched; an empty change is kept quiet."""
        if changes:
            self.changed.emit(changes)
