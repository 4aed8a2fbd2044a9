"""Pictures between bytes and pixels, in memory alone; slow, so never on the window's thread."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QTransform

from vault.errors import ContentUnreadable

MOST_PIXELS = 100_000_000
_KEPT_PIXELS = 24_000_000
_MEBIBYTES = 512


def picture_of(data: bytes) -> QImage:
    """Decode a picture, upright as its camera was held.

    One of more than 24 million pixels is made smaller, so that it takes 100 MB at most once it is
    decoded. Raises ContentUnreadable for what is no picture, and before decoding for one of more
    than 100 million pixels, which a small file can claim.
    """
    held = QBuffer()
    held.setData(QByteArray(data))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MEBIBYTES)
    reader = QImageReader(held)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    pixels = size.width() * size.height()
    if not size.isValid() or pixels > MOST_PIXELS:
        raise ContentUnreadable
    if pixels > _KEPT_PIXELS:
        reader.setScaledSize(size * (_KEPT_PIXELS / pixels) ** 0.5)
    image = reader.read()
    if image.isNull():
        raise ContentUnreadable
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def drawn(image: QImage, width: int, quarter_turns: int) -> QImage:
    """Give a picture at a width in pixels, turned clockwise by so many quarters."""
    turned = image.transformed(QTransform().rotate(quarter_turns % 4 * 90))
    size = turned.size().scaled(QSize(width, 1 << 15), Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() * size.height() > MOST_PIXELS:
        return turned
    smooth = Qt.TransformationMode.SmoothTransformation
    return turned.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def png_of(image: QImage) -> bytes:
    """Encode a picture from the clipboard, without a word beside it."""
    bare = image.copy()
    for key in bare.textKeys():
        bare.setText(key, "")
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(held, QByteArray(b"png")).write(bare):
        raise ContentUnreadable
    return bytes(held.data().data())
