"""The panel that is typed into to find something or to do something."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources.tokens import CARD_RADIUS, XS, L, M, S
from ui.row_list import RowList
from ui.search.models import SearchDelegate, SearchModel
from ui.search.view_model import SearchViewModel
from ui.strings import search as words
from ui.theme import icon
from ui.theme.fonts import metrics
from ui.widgets import paint
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.card import Rule
from ui.widgets.own_words import OwnField
from ui.widgets.text import Line
from vault.ports import Clock

PAGE = 8
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: PAGE,
    Qt.Key.Key_PageUp: -PAGE,
}


class SearchField(OwnField):
    """A line to type into, whose other keys walk the list below.

    `stepped` comes with how many lines to go on, `entered` with Enter, `completing` with Tab.
    """

    stepped = Signal(int)
    entered = Signal()
    completing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.can_complete = False
        self.setProperty("bare", True)
        self.setPlaceholderText(words.field())
        self.setAccessibleName(words.field())
        self.setMinimumHeight(metrics("body").height() + L)
        mark = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        mark.setText(words.field())

    def event(self, event: QEvent) -> bool:
        """Take Tab before it leads away, while there is something to complete."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() is QEvent.Type.KeyPress and self.can_complete:
            self.completing.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, or type."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SearchPanel(QFrame):
    """A field, what narrows a question down, and the results; `left` when it is to be closed."""

    left = Signal()

    def __init__(
        self, view_model: SearchViewModel, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vm = view_model
        self._enters = False
        self.setAccessibleName(words.panel())
        self.field = SearchField()
        self._chips = _Chips()
        self._status = Line("", "small", "ink-2")
        self._order = Button("", "link-quiet")
        self._order.setAccessibleDescription(words.turn_order())
        self._model = SearchModel(clock, self)
        self.list = RowList(words.results(), self._model, SearchDelegate(), "sheet")
        self.list.setUniformItemSizes(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(M, XS, M, XS)
        top.addWidget(self.field, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(L, S, L, S)
        foot.setSpacing(M)
        foot.addWidget(self._status, 1)
        foot.addWidget(self._order)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Rule())
        column.addWidget(self._chips)
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _connect(self) -> None:
        vm = self._vm
        vm.lines_changed.connect(self._show_lines)
        vm.status_changed.connect(self._show_status)
        self.field.textChanged.connect(self._on_text)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._enter)
        self.field.completing.connect(lambda: self._complete(0))
        self._chips.chosen.connect(self._complete)
        self._order.clicked.connect(vm.turn_around)
        self.list.chosen.connect(lambda row: vm.choose(self._model.line(row)))
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def open(self) -> None:
        """Begin with an empty field."""
        self._vm.open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def empty(self) -> None:
        """Take every word off: what was typed with its undo steps, and what was found."""
        self._enters = False
        self._vm.close()
        self.field.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; a letter goes to the field wherever the focus is in the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().isprintable() and event.text() and not self.field.hasFocus():
            self.field.setFocus()
            self.field.insert(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with an edge."""
        del event
        paint.panel(QPainter(self), self.rect(), "sheet", "line", radius=CARD_RADIUS)

    def _on_text(self, text: str) -> None:
        self._enters = False
        if text != self._vm.text:
            self._vm.ask(text)

    def _show_lines(self) -> None:
        if self._model.set_lines(self._vm.lines):
            before = self.list.currentIndex().row()
            self.list.mark(before if before > 0 else self._model.choice(-1, 0))
        if self._enters and not self._vm.is_looking:
            self._enter()

    def _show_status(self) -> None:
        status = self._vm.status
        if status != self._status.text():
            self._status.setText(status)
            self.field.setAccessibleDescription(status)
            announce(self.field, status)
        self._order.set_label(words.order(self._vm.order))
        self._chips.show_labels([label for label, _ in self._vm.offers])
        self.field.can_complete = self._vm.can_complete

    def _step(self, step: int) -> None:
        row = self._model.choice(self.list.currentIndex().row(), step)
        self.list.mark(row)
        if row >= 0:
            announce(self.field, self._model.spoken(row))
        if row == self._model.rowCount() - 1:
            self._vm.further()

    def _enter(self) -> None:
        """Open the line that is marked, once it is an answer to what was typed."""
        self._enters = self._vm.is_looking
        row = self.list.currentIndex().row()
        if not self._enters and row >= 0:
            self._vm.choose(self._model.line(row))

    def _complete(self, at: int) -> None:
        text = self._vm.offers[at][1]
        self.field.setText(text)
        self.field.setFocus()

    def _on_scrolled(self, value: int) -> None:
        if value and value == self.list.verticalScrollBar().maximum():
            self._vm.further()


class _Chips(QWidget):
    """Words in a row that complete what is typed; takes no room while there are none."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(L, S, L, XS)
        self._row.setSpacing(M)
        self._row.addStretch(1)
        self._buttons: list[Button] = []

    def show_labels(self, labels: list[str]) -> None:
        """Show these words."""
        while len(self._buttons) < len(labels):
            button = Button("", "link")
            at = len(self._buttons)
            button.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(at))
            self._buttons.append(button)
            self._row.insertWidget(at, button)
        for at, button in enumerate(self._buttons):
            label = labels[at] if at < len(labels) else ""
            if label != button.text():
                button.set_label(label)
        self.setVisible(bool(labels))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self.width() - 2 * L
        for at, button in enumerate(self._buttons):
            wide = button.sizeHint().width()
            button.setVisible(bool(button.text()) and (at == 0 or wide <= left))
            # What comes after one without room has none either, or the order would look random.
            left = left - wide - M if wide <= left else 0
