"""Every key that does something, on one page."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import CARD_RADIUS, XL, L, M, S
from ui.actions import Actions, key_cap
from ui.strings import actions as words
from ui.widgets import paint
from ui.widgets.overlay import Overlay
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.text import Line

WIDE, HIGH = 560, 640


class ShortcutsPanel(Overlay):
    """The keys of all actions, made from their list, and those of notes and of search."""

    def __init__(self, page: QWidget, actions: Actions) -> None:
        super().__init__(page)
        self._actions = actions
        self._keys = _Keys(actions)
        self.hold(self._keys)

    def open(self) -> None:
        """Lay the page of keys over the window."""
        super().open()
        self._keys.setFocus()

    def place(self, area: QRect) -> QRect:
        """The middle of the window."""
        panel = QRect(0, 0, min(WIDE, area.width() - XL), min(HIGH, area.height() - XL))
        panel.moveCenter(area.center())
        return panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, and so does the key that opened it."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F1}:
            self.dismiss()
        else:
            super().keyPressEvent(event)


class _Keys(QScrollArea):
    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAccessibleName(words.shortcuts())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayBar(self)
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(XL, L, XL, XL)
        self._column.setSpacing(S)
        self._column.addWidget(Line(words.shortcuts(), "title"))
        # The pages first, in the sidebar's order, whichever of them joined late.
        acts = sorted(actions, key=lambda one: not one.id.startswith("go."))
        self._add(words.anywhere(), [(one.label, one.keys) for one in acts if one.keys])
        self._add(
            words.in_search(),
            [
                (words.walk_results(), "Down"),
                (words.open_result(), "Return"),
                (words.complete(), "Tab"),
                (words.back(), "Esc"),
            ],
        )
        self._add(
            words.in_a_note(),
            [
                (words.tag_everybody(), "Alt+0"),
                (words.tag_one(), "Alt+1"),
                (words.add_one(), "Alt+Shift+1"),
                (words.name_another(), "Alt+P"),
                (words.say_speaker(), "Alt+S"),
                (words.mark_confidence(), "Alt+C"),
                (words.choose_tag(), "Alt+Down"),
                (words.walk_sections(), "Ctrl+Down"),
                (words.find_in_note(), "Ctrl+F"),
                (words.list_phrases(), "Ctrl+J"),
                (words.insert_date(), "Ctrl+;"),
                (words.next_misspelt(), "F7"),
                (words.undo(), "Ctrl+Z"),
                (words.back(), "Esc"),
            ],
        )
        self._column.addStretch(1)
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)

    def _add(self, heading: str, keys: list[tuple[str, str]]) -> None:
        self._column.addSpacing(M)
        self._column.addWidget(Line(heading, "small-strong", "ink-2"))
        for label, key in keys:
            self._column.addWidget(_KeyRow(label, key_cap(key)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with an edge."""
        painter = QPainter(self.viewport())
        paint.panel(painter, self.viewport().rect(), "sheet", "line", radius=CARD_RADIUS)
        painter.end()
        super().paintEvent(event)


class _KeyRow(QWidget):
    def __init__(self, label: str, cap: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Line(label), 1)
        row.addWidget(_Cap(cap))


class _Cap(QLabel):
    def __init__(self, words_on_it: str) -> None:
        super().__init__(words_on_it)
        self.setFixedSize(paint.key_size(words_on_it))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A key cap."""
        del event
        paint.key(QPainter(self), self.rect(), self.text())
