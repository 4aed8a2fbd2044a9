"""A page that scrolls, no wider than is comfortable to read."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QWidget,
)

from ui.widgets.overlay_bar import OverlayBar

_ENDS = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class MeasuredSheet(QScrollArea):
    """Holds one part at its leading edge; what is beyond `widest` stays free.

    It scrolls to where the focus goes, also where the page grew to make room for it.
    """

    def __init__(self, part: QWidget, widest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part.setMaximumWidth(widest)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        OverlayBar(self)
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(part, 1)
        row.addStretch(0)
        row.setAlignment(part, Qt.AlignmentFlag(0))
        self.setWidget(sheet)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the focus in sight when the page changes its height."""
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() is QEvent.Type.Resize:
            self._follow(None, QApplication.focusWidget())
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the ends of the page, besides the keys that a scroll area knows."""
        end = _ENDS.get(Qt.Key(event.key()))
        if end is None:
            super().keyPressEvent(event)
        else:
            self.verticalScrollBar().triggerAction(end)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # What is being clicked must stay below the pointer.
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and not pressed and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)
