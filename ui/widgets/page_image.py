"""Pages as pixels, in which names can't be told from other words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from resources.tokens import M
from ui import names
from ui.strings import shell as words
from ui.widgets import paint

_GRAINS = 24


def paint_page(painter: QPainter, area: QRectF, image: QImage) -> None:
    """Paint a page, blurred beyond reading while initials stand in for names.

    The painter has to smooth what it scales.
    """
    if not names.style.initials_only:
        painter.drawImage(area, image)
        return
    grains = image.scaledToWidth(_GRAINS, Qt.TransformationMode.SmoothTransformation)
    painter.drawImage(area, grains)
    size = paint.pill_size(words.page_blurred(), "venetian-mask")
    pill = area.toRect().adjusted(0, M, 0, 0)
    pill.setLeft(pill.center().x() - size.width() // 2)
    pill.setSize(size)
    painter.save()
    paint.pill(painter, pill, words.page_blurred(), "neutral", "venetian-mask")
    painter.restore()
