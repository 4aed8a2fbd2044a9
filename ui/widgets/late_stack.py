"""Pages in one place, each built when it is first gone to."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget


class LateStack(QStackedWidget):
    """Shows one of several pages: one that nobody goes to is never built."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: list[Callable[[], QWidget]] = []
        self._built: dict[int, QWidget] = {}

    def add(self, make: Callable[[], QWidget]) -> int:
        """Take what builds a page; answers its place, counted from 0."""
        self._makers.append(make)
        return len(self._makers) - 1

    def go_to(self, place: int) -> QWidget:
        """Show the page of a place, and give it. Raises IndexError."""
        page = self._built.get(place)
        if page is None:
            page = self._built[place] = self._makers[place]()
            self.addWidget(page)
        self.setCurrentWidget(page)
        return page

    def is_at(self, place: int) -> bool:
        """Say whether a place's page is the one that is shown."""
        return place in self._built and self.currentWidget() is self._built[place]
