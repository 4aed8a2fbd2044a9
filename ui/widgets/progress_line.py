"""A thin line that moves while something is being done."""

from PySide6.QtCore import QRect, QSize, QTimerEvent
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from resources.tokens import Token
from ui.strings import widgets as words
from ui.widgets import paint

_HEIGHT = 4
_FRAME_MS = 33
_ROUND_FRAMES = 42


class ProgressLine(QProgressBar):
    """Moves on its own until a range is set with setRange and setValue; still while hidden."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        ink: Token = "accent",
        track: Token = "accent-soft",
    ) -> None:
        super().__init__(parent)
        self._ink: Token = ink
        self._track: Token = track
        self._frame = 0
        self._timer = 0
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setAccessibleName(words.working())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A hair, as wide as its place."""
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A hair."""
        return QSize(40, _HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        """Start to move."""
        super().showEvent(event)
        if not self._timer:
            self._timer = self.startTimer(_FRAME_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still, so that a hidden line costs nothing."""
        super().hideEvent(event)
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        """One frame further."""
        if event.timerId() != self._timer:
            super().timerEvent(event)
        elif self.maximum() == 0:
            self._frame = (self._frame + 1) % _ROUND_FRAMES
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, and the part that is done or passing by."""
        del event
        painter = QPainter(self)
        radius = self.height() / 2
        paint.panel(painter, self.rect(), self._track, radius=radius)
        painter.setClipRect(self.rect())
        area = paint.mirrored(self.layoutDirection(), self.rect(), self._done())
        paint.panel(painter, area, self._ink, radius=radius)

    def _done(self) -> QRect:
        if self.maximum() > self.minimum():
            share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
            return QRect(0, 0, round(self.width() * share), self.height())
        length = self.width() // 3
        left = round((self.width() + length) * self._frame / _ROUND_FRAMES) - length
        return QRect(left, 0, length, self.height())
