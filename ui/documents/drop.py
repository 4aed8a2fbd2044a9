"""What is brought to the page: files and pictures, dropped or pasted."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from resources.tokens import CARD_RADIUS, M
from ui.documents.adding import Source
from ui.strings import documents as words
from ui.widgets import paint


def brought(data: QMimeData) -> list[Source]:
    """Give the files on this computer, or else the picture, that is brought."""
    files: list[Source] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files or not data.hasImage():
        return files
    image = data.imageData()
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def ask_for_files(parent: QWidget) -> QFileDialog:
    """Open Qt's own dialog for one file or several; it starts at home and keeps no list."""
    dialog = QFileDialog(parent, words.dialog_title(), str(Path.home()))
    dialog.setObjectName("documents")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class DropVeil(QWidget):
    """Lies over a page while something is held over it; `dropped` carries what is let go there."""

    dropped = Signal(object, QPoint)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files and pictures, and nothing else."""
        if isinstance(event, QDragEnterEvent):
            if not brought(event.mimeData()):
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.setGeometry(self._page.rect())
            self.raise_()
            self.show()
            return True
        if isinstance(event, QDragLeaveEvent):
            self.hide()
            return False
        if isinstance(event, QDropEvent) and type(event) is QDropEvent:
            self.hide()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            place = self._page.mapToGlobal(event.position().toPoint())
            self.dropped.emit(brought(event.mimeData()), place)
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground, an edge, and one sentence."""
        del event
        painter = QPainter(self)
        area = self.rect().adjusted(M, M, -M, -M)
        paint.panel(painter, area, "accent-soft", "accent", radius=CARD_RADIUS, stroke=2)
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.text(painter, area, words.drop_here(), "section", "accent", centre)
