"""What the lifecycle asks of the page that shows records."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from vault.place import Place


class Room(Protocol):
    """What the lifecycle asks of the page that shows records."""

    def widget(self) -> QWidget:
        """Give the page itself."""

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""

    def place(self) -> Place:
        """Say where the counselor is."""

    def go_to(self, place: Place) -> None:
        """Go where the counselor was."""

    def clear_texts(self) -> None:
        """Empty everything that shows records, down to the accessibility tree."""

    def restore_texts(self) -> None:
        """Show what `clear_texts` took away."""

    def set_idle(self, seconds_left: int, *, warn: bool) -> None:
        """Show how long there is until the lock."""

    def warn_of_clock(self) -> None:
        """Say that the computer's clock was set back."""
