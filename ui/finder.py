"""Looking for somebody by a few letters: a field, and below it what they lead to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import M, S
from ui import names
from ui.autosave import MakeTimer
from ui.open_vault import OpenVault
from ui.row_list import RowList, paint_ground
from ui.row_model import Index, RowModel
from ui.strings import finder as words
from ui.tasks import Op
from ui.theme import icon
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.own_words import OwnField
from ui.widgets.paint import ICON, mirrored

PAUSE_MS = 120
MOST_ROWS = 6
ROW_HEIGHT = 46


@dataclass(frozen=True, slots=True)
class Found:
    """One line of what was found; `what` is the thing itself, for whoever asked."""

    id: int
    title: str
    detail: str
    icon: str
    what: object


Ask = Callable[[str], Sequence[Found]]


class FinderViewModel(QObject):
    """Asks with each rest of the keys; `ask` runs on the database's thread.

    On the window's thread `fits` leaves out what can't be chosen, and `offer` adds what can be done
    with a name that nobody has, with `offers_last` only where nobody was found. `undecided` comes
    where only that is left for Enter to take.
    """

    rows_changed = Signal()
    undecided = Signal()

    def __init__(
        self,
        vault: OpenVault,
        ask: Ask,
        offer: Ask = lambda _needle: (),
        fits: Callable[[Found], bool] = lambda _found: True,
        parent: QObject | None = None,
        make_timer: MakeTimer = QTimer,
        *,
        offers_last: bool = False,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._ask = ask
        self._offer = offer
        self._fits = fits
        self._offers_last = offers_last
        self._question = 0
        self.needle = ""
        self.rows: tuple[Found, ...] = ()
        self._first: Callable[[Found], object] | None = None
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.load)
        names.style.changed.connect(self._show_names)

    def look_for(self, needle: str) -> None:
        """Look for these letters once the keys rest; for none at all nobody is found."""
        self.needle = needle
        self._first = None
        if needle.strip():
            self._again.start(PAUSE_MS)
        else:
            self.clear()

    def choose_first(self, chosen: Callable[[Found], object]) -> None:
        """Give the first who is found by the letters, once that is known; never an offer."""
        if self.needle.strip():
            self._again.stop()
            self._first = chosen
            self.load()

    def suggest(self, rows: Sequence[Found]) -> None:
        """Show what is likely before a letter is typed."""
        self.clear()
        self._show(rows)

    def clear(self) -> None:
        """Forget the question and what was found."""
        self._again.stop()
        self._question += 1
        self.needle = ""
        self._show(())

    def load(self) -> None:
        """Ask now."""
        self._question += 1
        question, needle = self._question, self.needle.strip()
        ask = self._ask

        def asked(found: Sequence[Found]) -> None:
            if question == self._question:
                fitting = [one for one in found if self._fits(one)]
                offers = () if fitting and self._offers_last else self._offer(needle)
                self._show(fitting[:MOST_ROWS], offers)

        Op(self, lambda: ask(needle)).success(asked).on(self._vault.tasks)

    def _show_names(self) -> None:
        if self.needle.strip():
            self.load()
        else:
            self.clear()

    def _show(self, known: Sequence[Found], offers: Sequence[Found] = ()) -> None:
        self.rows = (*known, *offers)
        self.rows_changed.emit()
        first, self._first = self._first, None
        if first is not None and known:
            first(known[0])
        elif first is not None and offers:
            self.undecided.emit()


class Finder(QWidget):
    """Emits `chosen` with what a line stands for, and `passed` for Enter in the empty field.

    Enter takes the first who is found; where there is nobody it goes to the list, as Down does.
    """

    chosen = Signal(object)
    passed = Signal()

    def __init__(
        self, view_model: FinderViewModel, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.view_model = view_model
        self.field = OwnField()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setClearButtonEnabled(True)
        mark = self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        mark.setText(hint)
        self._model = FoundModel(self)
        self.list = RowList(words.found(), self._model, FoundDelegate(), "sheet")
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(view_model.look_for)
        self.field.returnPressed.connect(self._enter)
        self.list.clicked.connect(lambda index: self._choose(self._model.row(index.row())))
        self.list.entered_row.connect(lambda row: self._choose(self._model.row(row)))
        view_model.rows_changed.connect(self._show_rows)
        view_model.undecided.connect(self._on_undecided)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of the eye."""
        return (self.field, self.list)

    def clear(self) -> None:
        """Empty the field and the list."""
        self.field.clear()
        self.view_model.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field into the list; Esc goes back, and then empties the field."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.view_model.rows:
            self._walk_down()
        elif event.key() == Qt.Key.Key_Escape and self.list.hasFocus():
            self.field.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.field.text().strip():
            self.view_model.choose_first(self._choose)
        else:
            self.passed.emit()

    def _on_undecided(self) -> None:
        if self.field.hasFocus():
            self._walk_down()

    def _walk_down(self) -> None:
        self.list.setFocus()
        self.list.setCurrentIndex(self._model.index(0, 0))

    def _show_rows(self) -> None:
        rows = self.view_model.rows
        self._model.set_rows(rows)
        self.list.setFixedHeight(ROW_HEIGHT * len(rows) + 2)
        self.list.setVisible(bool(rows))

    def _choose(self, found: Found) -> None:
        # The list goes: the focus isn't to fall to whatever stands behind it.
        self.field.setFocus()
        self.clear()
        self.chosen.emit(found.what)


class FoundModel(RowModel[Found]):
    """What was found."""

    def spoken(self, at: int) -> str:
        """Say what a screen reader hears of a line."""
        row = self.row(at)
        return ", ".join(part for part in (row.title, row.detail) if part)


class FoundDelegate(QStyledItemDelegate):
    """Paints an icon, and beside it a name over what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each row is as high as the others."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, on the ground of the selection where it is selected."""
        model = index.model()
        if not isinstance(model, FoundModel):
            return
        row, direction = model.row(index.row()), option.direction
        paint_ground(painter, option, option.rect)
        inner = option.rect.adjusted(M, 0, -M, 0)
        mark = QRect(inner.left(), inner.top(), ICON, inner.height())
        paint_icon(painter, row.icon, "ink-2", mirrored(direction, inner, mark))
        area = inner.adjusted(ICON + M, 0, 0, 0)
        if not row.detail:
            paint.text(painter, mirrored(direction, inner, area), row.title, "body", "ink")
            return
        upper = QRect(area.left(), area.top() + 5, area.width(), 19)
        lower = QRect(area.left(), area.top() + 24, area.width(), 17)
        paint.text(painter, mirrored(direction, inner, upper), row.title, "body-medium", "ink")
        paint.text(painter, mirrored(direction, inner, lower), row.detail, "small", "ink-2")
