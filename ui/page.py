"""What each page of an open vault answers."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.place import Place


class Page(QWidget):
    """A page that the sidebar leads to; what one doesn't need it leaves as it is here."""

    def arrive(self) -> None:
        """Come up to date, for the page is about to be seen."""

    def leave(self) -> None:
        """Store what stands in the fields, for another page is about to be seen."""

    def come_home(self) -> None:
        """Go back to what stands in front at first: its entry was chosen while it can be seen."""

    def take_keyboard(self) -> None:
        """Take the keyboard, for what had it isn't there any more."""
        self.setFocus()

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


class LatePage(Page):
    """A page that is built when it is first gone to, and until then is only its `screen`."""

    def __init__(
        self, screen: str, make: Callable[[], Page], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._screen = screen
        self._make = make
        self._page: Page | None = None
        self._is_covered = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def arrive(self) -> None:
        """Build the page where it isn't there yet, and bring it up to date."""
        self._built().arrive()

    def leave(self) -> None:
        """Store what stands in the fields."""
        if self._page is not None:
            self._page.leave()

    def take_keyboard(self) -> None:
        """Take the keyboard, for what had it isn't there any more."""
        self._built().take_keyboard()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet; none before anything can be typed."""
        return self._page.pending_saves() if self._page is not None else []

    def place(self) -> Place:
        """Say where on the page the counselor is."""
        return self._page.place() if self._page is not None else Place(self._screen)

    def go_to(self, place: Place) -> None:
        """Come back to a place."""
        self._built().go_to(place)

    def clear_texts(self) -> None:
        """Empty the page, also one that is built behind the cover."""
        self._is_covered = True
        if self._page is not None:
            self._page.clear_texts()

    def restore_texts(self) -> None:
        """Show again what `clear_texts` took away."""
        self._is_covered = False
        if self._page is not None:
            self._page.restore_texts()

    def _built(self) -> Page:
        if self._page is None:
            self._page = self._make()
            self._column.addWidget(self._page)
            self.setFocusProxy(self._page)
            if self._is_covered:
                self._page.clear_texts()
        return self._page
