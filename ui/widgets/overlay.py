"""A panel that lies over a page for a moment, inside the same window."""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from resources.tokens import XS
from ui.theme import colour

_VEIL = 0.6


class Overlay(QWidget):
    """Dims the page below and holds one panel; a click beside it or the loss of focus closes it.

    A subclass says what is to be emptied when it closes, and where the panel stands.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._panel: QWidget | None = None
        self._back_to: QWidget | None = None
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it lies over the page at present."""
        return not self.isHidden()

    def hold(self, panel: QWidget) -> None:
        """Take the panel that is shown."""
        self._panel = panel
        panel.setParent(self)

    def open(self) -> None:
        """Lay the panel over the page; whoever has the focus gets it back."""
        if self.is_open:
            return
        focused = QApplication.focusWidget()
        inside = focused is not None and self._page.isAncestorOf(focused)
        self._back_to = focused if inside else None
        self._fit()
        self.raise_()
        self.show()
        self._page.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def dismiss(self) -> None:
        """Close it and give the focus back."""
        if self.is_open:
            self.close_quietly()
            self.give_back()

    def close_quietly(self) -> None:
        """Close it, and leave the focus alone."""
        if not self.is_open:
            return
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        self._page.removeEventFilter(self)
        self.hide()
        self.empty()

    def give_back(self) -> None:
        """Give the focus to whoever had it when the panel came."""
        back_to, self._back_to = self._back_to, None
        if back_to is not None:
            back_to.setFocus()

    def empty(self) -> None:
        """Take off what nobody may read any more."""

    def place(self, area: QRect) -> QRect:
        """Say where on the page the panel stands."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size."""
        if watched is self._page and event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close; a click on the panel itself doesn't come here."""
        event.accept()
        self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the page."""
        veil = colour("shelf")
        veil.setAlphaF(_VEIL)
        QPainter(self).fillRect(event.rect(), veil)

    def _fit(self) -> None:
        self.setGeometry(self._page.rect())
        if self._panel is not None:
            most = self.rect().adjusted(XS, XS, -XS, -XS)
            self._panel.setGeometry(self.place(self.rect()).intersected(most))

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or self.isAncestorOf(now):
            return
        if self._page.isAncestorOf(now):
            self._back_to = None
        self.close_quietly()
