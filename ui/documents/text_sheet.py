"""The sheet that plain text is read on."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from ui import names
from ui.documents.viewing import MOST_HITS
from ui.theme import colour, font

LONGEST_LINE = 4_000


class TextSheet(QPlainTextEdit):
    """Shows text that can be read and copied, and marks what was found in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._lines: list[str] = []
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setFont(font("body"))
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.document().setDocumentMargin(24)
        names.style.changed.connect(self._show)

    def show_text(self, text: str) -> None:
        """Show another text; a line without end is broken, for laying it out would take forever."""
        self._lines = [
            line[at : at + LONGEST_LINE]
            for line in text.splitlines() or [""]
            for at in range(0, max(1, len(line)), LONGEST_LINE)
        ]
        self._show()

    def _show(self) -> None:
        scroll = self.verticalScrollBar().value()
        self.setPlainText("\n".join(map(names.veiled, self._lines)))
        self.setExtraSelections([])
        self.verticalScrollBar().setValue(scroll)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Never begin to drag text out."""
        cursor = self.textCursor()
        if cursor.hasSelection() and event.button() == Qt.MouseButton.LeftButton:
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def find_all(self, needle: str) -> list[QTextCursor]:
        """Find a text everywhere, case aside, up to a thousand times."""
        found: list[QTextCursor] = []
        cursor = QTextCursor(self.document())
        while needle.strip() and len(found) < MOST_HITS:
            cursor = self.document().find(needle, cursor, QTextDocument.FindFlag(0))
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        return found

    def mark(self, hits: list[QTextCursor], current: int) -> None:
        """Mark what was found; the current one is brought into sight."""
        soft, strong = QColor(colour("warn")), QColor(colour("accent"))
        soft.setAlphaF(0.30)
        strong.setAlphaF(0.45)
        selections = []
        for number, cursor in enumerate(hits):
            marked = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            form.setBackground(strong if number == current else soft)
            marked.format = form
            marked.cursor = cursor
            selections.append(marked)
        self.setExtraSelections(selections)
        if 0 <= current < len(hits):
            place = QTextCursor(hits[current])
            place.clearSelection()
            self.setTextCursor(place)
            self.centerCursor()
