"""Scrolls the sheet that a note stands on."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QTextEdit, QWidget

from ui.widgets.overlay_bar import OverlayBar
from vault.place import TO_CURSOR

_AROUND_CURSOR = 40
_PATIENCE_MS = 500


class SheetArea(QScrollArea):
    """Goes along with a cursor, and back to a place that was left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: int | None = None
        self._wanted_in: QTextEdit | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.rangeChanged.connect(self._go_back)
        OverlayBar(self)

    def put(self, sheet: QWidget) -> None:
        """Show another sheet; the one that stood here is deleted."""
        self._forget_wanted()
        self.setWidget(sheet)
        # A scroll area has its widget fill its ground, which would cover the sheet's white.
        sheet.setAutoFillBackground(False)

    @property
    def bar(self) -> QScrollBar:
        """How far the sheet is scrolled."""
        return self.verticalScrollBar()

    @property
    def offset(self) -> int:
        """How far the sheet is scrolled, or will be once it has its height."""
        wanted = self._wanted
        return self.bar.value() if wanted is None or wanted == TO_CURSOR else wanted

    def follow(self, edit: QTextEdit) -> None:
        """Go along with a cursor that keys go to, unless on the way back to a place."""
        if edit.hasFocus() and self._wanted is None:
            self.show_cursor(edit)

    def show_cursor(self, edit: QTextEdit, margin: int = _AROUND_CURSOR) -> None:
        """Bring the cursor of a text onto the screen, so far from its edges."""
        sheet = self.widget()
        if sheet is not None:
            point = edit.viewport().mapTo(sheet, edit.cursorRect().center())
            self.ensureVisible(0, point.y(), 0, margin)

    @property
    def page(self) -> int:
        """How far a page key leads: the next page begins with the last lines of this one."""
        return max(_AROUND_CURSOR, self.bar.pageStep() - _AROUND_CURSOR)

    def go_back(self, scroll: int, edit: QTextEdit | None = None) -> None:
        """Come back to a place, which may be TO_CURSOR of a text."""
        # The sheet has its height only once it is laid out at the window's width.
        self._wanted, self._wanted_in = scroll, edit
        QTimer.singleShot(0, self, self._go_back)
        QTimer.singleShot(_PATIENCE_MS, self, self._forget_wanted)

    def _go_back(self) -> None:
        wanted, edit, bar = self._wanted, self._wanted_in, self.bar
        if wanted == TO_CURSOR:
            if edit is not None:
                self.show_cursor(edit, self.viewport().height() // 3)
        elif wanted is not None and self.isVisible() and bar.maximum() >= wanted:
            bar.setValue(wanted)
            self._forget_wanted()

    def _forget_wanted(self) -> None:
        # A note that is shorter now never gets as long as the place that was kept.
        self._wanted = self._wanted_in = None
