"""A scroll bar that lies over what it scrolls."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_WIDTH = 10


class OverlayBar(QScrollBar):
    """Stands at an area's trailing edge and takes no room from it.

    What is in the area keeps its width whether there is anything to scroll or not. The area's
    own scroll bar stays the one to ask: this one follows it.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        self._own = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.installEventFilter(self)
        self._own.rangeChanged.connect(self._follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the edge."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange}:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setRange(self._own.minimum(), self._own.maximum())
        self.setValue(self._own.value())
        self.setVisible(self._own.maximum() > self._own.minimum())
        area = self._area
        mirrored = area.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setGeometry(0 if mirrored else area.width() - _WIDTH, 0, _WIDTH, area.height())
        self.raise_()
