"""The column with the client list, its filter, and the small form for a new client."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from resources.tokens import XS, L, M, S
from ui.autosave import Save
from ui.clients.models import ClientDelegate, ClientListModel
from ui.clients.tab import may_take_keyboard
from ui.clients.view_model import ClientsViewModel
from ui.open_vault import OpenVault
from ui.row_list import RowList
from ui.strings import clients as words
from ui.strings import errors as error_words
from ui.theme import colour, icon
from ui.widgets.button import Button, YieldingButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import FieldRow
from ui.widgets.own_words import OwnField
from ui.widgets.text import Line, Text
from vault.errors import InvalidField, Problem
from vault.place import FormWords


class NewClientForm(QWidget):
    """One field: the name. Enter opens the file, Esc gives up.

    `edited` comes with each key, and where the form is shown or put away.
    """

    submitted = Signal(str)
    cancelled = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = OwnField()
        self._row = FieldRow(words.name(), self._field)
        create = YieldingButton(words.create(), rank=2)
        cancel = Button(words.cancel())
        self._field.returnPressed.connect(self._submit)
        self._field.textEdited.connect(lambda: self._row.set_problem(""))
        self._field.textChanged.connect(self.edited)
        create.clicked.connect(self._submit)
        cancel.clicked.connect(self.cancelled)
        self.stops: tuple[QWidget, ...] = (self._field, cancel, create)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(create)
        column = QVBoxLayout(self)
        column.setContentsMargins(L + 2, 0, L + 2, M)
        column.setSpacing(S)
        column.addWidget(self._row)
        column.addLayout(buttons)
        self.hide()

    def ask(self, name: str = "") -> None:
        """Show the form with what stood in it when it was put away, else with `name`."""
        if not self._field.text():
            self._field.setText(name)
        self.show()
        self._field.setFocus()
        self.edited.emit()

    def finish(self) -> None:
        """Put the form away, empty."""
        self._field.clear()
        self.put_away()

    def bring_back(self, name: str) -> None:
        """Show the form with a name that was half typed."""
        if not self._field.text():
            self._field.setText(name)
            self.show()

    @property
    def typed(self) -> FormWords:
        """What stands in the form while it is shown."""
        name = "" if self.isHidden() else self._field.text()
        return (name,) if name else ()

    def put_away(self) -> None:
        """Put the form away; what was typed stands in it when it is asked for again."""
        self.hide()
        self._row.set_problem("")
        self.edited.emit()

    def show_problem(self, error: object) -> None:
        """Say below the field why there is no file yet; what was typed stays."""
        sentence, step = error_words.words_for(error)
        self._row.set_problem(f"{sentence} {step}".strip())
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if self._field.text().strip():
            self.submitted.emit(self._field.text())
        else:
            self.show_problem(InvalidField("name", Problem.EMPTY))


class ClientColumn(QWidget):
    """The list; `entered` when Enter leads from it into the file."""

    entered = Signal()

    def __init__(
        self, vault: OpenVault, view_model: ClientsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vm = view_model
        self._covered = False
        self._model = ClientListModel(vault.clock, self)
        self._list = RowList(words.list_name(), self._model, ClientDelegate(), "sheet-2")
        self._count = Line("", "small", "ink-2")
        self._new = Button(words.new(), icon="plus")
        self._new.setAccessibleName(words.new_client())
        self._form = NewClientForm()
        self._filter = OwnField()
        self._filter.setPlaceholderText(words.filter_hint())
        self._filter.setAccessibleName(words.filter_hint())
        self._filter.setClearButtonEnabled(True)
        mark = self._filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        mark.setText(words.filter_hint())
        self._none = Text("", "body", "ink-2")
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._none.setContentsMargins(L, L, L, L)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._none)
        self._lay_out()
        self._connect()
        view_model.new_client.follow(lambda: {0: self._form.typed})
        view_model.new_client.ask(self._bring_back)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(L + 2, M + 2, L + 2, S + 1)
        head.setSpacing(S + 2)
        head.addWidget(Line(words.title(), "section"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._new)
        search = QHBoxLayout()
        search.setContentsMargins(S, 0, S, S)
        search.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._form)
        column.addLayout(search)
        column.addWidget(self._pages, 1)
        column.addSpacing(XS)

    def _connect(self) -> None:
        vm = self._vm
        vm.rows_changed.connect(self._show_rows)
        vm.client_changed.connect(self._mark)
        vm.created.connect(lambda _client_id: self._form.finish())
        vm.refused.connect(self._form.show_problem)
        self._list.chosen.connect(lambda row: vm.open(self._model.row(row).id))
        self._list.entered_row.connect(lambda _row: self.entered.emit())
        self._list.typed.connect(self._type_into_filter)
        self._filter.textChanged.connect(vm.filter)
        self._filter.returnPressed.connect(vm.open_first)
        self._new.clicked.connect(lambda _checked=False: self.ask_for_new())
        self._form.submitted.connect(vm.create)
        self._form.cancelled.connect(self._on_cancelled)
        self._form.edited.connect(vm.new_client.touch)

    def ask_for_new(self, name: str = "") -> None:
        """Show the form for a new client, with as much of the name as is known."""
        self._form.ask(name)

    def pending_saves(self) -> list[Save]:
        """Give a call for a name that is half typed, for the database's thread."""
        return self._vm.new_client.pending()

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in the order of the eye."""
        return [self._new, *self._form.stops, self._filter, self._list]

    def focus_list(self) -> None:
        """Go to the list."""
        self._list.setFocus()

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        self._show_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the filter; Down goes from it into the list."""
        if event.key() == Qt.Key.Key_Escape and self._filter.text():
            self._filter.clear()
            self._list.setFocus()
        elif event.key() == Qt.Key.Key_Down and self._filter.hasFocus():
            self._list.setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a list beside a sheet."""
        QPainter(self).fillRect(event.rect(), colour("sheet-2"))

    def _show_rows(self) -> None:
        if self._covered:
            return
        scroll = self._list.verticalScrollBar().value()
        if self._model.set_rows(self._vm.rows):
            self._list.verticalScrollBar().setValue(scroll)
        self._count.setText(words.open_count(self._vm.open_count))
        self._filter.setVisible(bool(self._vm.rows or self._vm.needle))
        nobody = not self._vm.rows and bool(self._vm.needle)
        self._none.setText(words.none_called(self._vm.needle) if nobody else "")
        self._pages.setCurrentWidget(self._none if nobody else self._list)
        self._mark()

    def _mark(self) -> None:
        if not self._covered:
            client = self._vm.client
            self._list.mark(self._model.place_of(client.id if client else None))

    def _type_into_filter(self, letters: str) -> None:
        self._filter.setFocus()
        self._filter.insert(letters)

    def _bring_back(self) -> None:
        for name in self._vm.new_client.take(0):
            show = self._form.ask if may_take_keyboard(self._form) else self._form.bring_back
            show(name)

    def _on_cancelled(self) -> None:
        self._form.put_away()
        self._list.setFocus()


def nobody_yet() -> EmptyState:
    """What stands in the file's place while there are no clients at all."""
    return EmptyState("users", words.no_clients(), words.new_client())


def nobody_chosen() -> EmptyState:
    """What stands in the file's place while none is open."""
    return EmptyState("folder-lock", words.choose_client())
