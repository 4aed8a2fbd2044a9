"""The one window: a stack of pages, of which the cover can always come first."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.strings import window as words

SMALLEST = (1100, 680)
USUAL = (1440, 900)

_KEPT_STATES = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen


class Window(QWidget):
    """Shows one page at a time. `closing` comes before the window goes."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(*SMALLEST)
        self.resize(_fitting(QGuiApplication.primaryScreen().availableSize()))
        self.setWindowTitle(words.title())
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._closes = False
        self._may_close: Callable[[], bool] = lambda: True

    @property
    def page(self) -> QWidget | None:
        """The page in front."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, adding it where it is new."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def show_at_once(self, page: QWidget, title: str) -> None:
        """Bring a page to the front and paint it before anything else happens."""
        self.setUpdatesEnabled(True)
        self.show_page(page)
        self.setWindowTitle(title)
        self.repaint()
        page.repaint()

    def drop_page(self, page: QWidget) -> None:
        """Take a page off the stack and delete it."""
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def place_on_screen(self) -> str:
        """Give position, size and state as text, for the process that takes this one's place."""
        # Qt's own saveGeometry counts from the frame, whose size nobody knows before it is there.
        area, state = self.normalGeometry(), self.windowState() & _KEPT_STATES
        numbers = (area.x(), area.y(), area.width(), area.height(), state.value)
        return ",".join(map(str, numbers))

    def take_place(self, place: str) -> None:
        """Take what `place_on_screen` gave; nonsense, or a place on no screen, is ignored."""
        try:
            left, top, wide, high, state = (int(one) for one in place.split(","))
            area = QRect(left, top, wide, high)
        except ValueError:
            return
        if any(one.geometry().contains(area.center()) for one in QGuiApplication.screens()):
            self.setGeometry(area)
            self.setWindowState(Qt.WindowState(state & _KEPT_STATES.value))

    def ask_before_closing(self, may_close: Callable[[], bool]) -> None:
        """Ask this before the window closes; where it answers False the window stays."""
        self._may_close = may_close

    def close_unasked(self) -> None:
        """Close with nobody's leave; what is open locks first."""
        self._may_close = lambda: True
        self.close()

    def close_for_good(self) -> None:
        """Close, and lock nothing."""
        self._closes = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window closes, unless it may not; what is open locks first."""
        if not self._closes:
            if not self._may_close():
                event.ignore()
                return
            self._closes = True
            self.closing.emit()
        event.accept()


def _fitting(free: QSize) -> QSize:
    """Give the usual size, or what a smaller screen leaves of it."""
    usual, smallest = QSize(*USUAL), QSize(*SMALLEST)
    # Where not even the smallest window fits, it is the same which one doesn't.
    return usual.boundedTo(free) if free.expandedTo(smallest) == free else usual
