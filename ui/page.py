"""What each page of an open vault answers."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from vault.place import Place


class Page(QWidget):
    """A page that the sidebar leads to; what one doesn't need it leaves as it is here."""

    def arrive(self) -> None:
        """Come up to date, for the page is about to be seen."""

    def leave(self) -> None:
        """Store what stands in the fields, for another page is about to be seen."""

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return []

    def place(self) -> Place:
        """Say where on the page the counselor is."""
        raise NotImplementedError

    def go_to(self, place: Place) -> None:
        """Come back to a place."""

    def clear_texts(self) -> None:
        """Empty everything that shows records, down to the accessibility tree."""
        raise NotImplementedError

    def restore_texts(self) -> None:
        """Show again what `clear_texts` took away."""
        raise NotImplementedError
