"""The People tab of a client's file: who is seen together."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.tokens import XL, L
from ui import names
from ui.clients.tab import ClientTab
from ui.finder import FinderViewModel
from ui.open_vault import OpenVault
from ui.strings import errors as error_words
from ui.strings import units as words
from ui.units.cards import UnitCard
from ui.units.form import WIDEST as FORM_WIDEST
from ui.units.form import UnitForm, members_problem
from ui.units.view_model import PeopleViewModel, Person
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.measured_sheet import MeasuredSheet
from ui.widgets.text import Line, Text
from vault.clients import Client
from vault.errors import InvalidField
from vault.ids import ClientId

KEY = "people"
_WIDEST = 860


class PeopleTab(ClientTab):
    """Shows a client's units; `file_asked` carries the number of another client."""

    file_asked = Signal(object)

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._vm = PeopleViewModel(vault, self)
        self._covered = False
        self._stale = False
        self._trouble: object = None
        self._cards: list[UnitCard] = []
        self._new = Button(words.new_unit(), icon="plus")
        self._banner = Banner()
        self._banner.hide()
        self._alone = Text(words.only_alone(), "body", "ink-2")
        self._alone.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(L)
        self._form: UnitForm | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self._new.clicked.connect(self._ask)
        self._banner.step_taken.connect(self._vm.take_back)
        self._vm.units_changed.connect(self._show_units)
        names.style.changed.connect(self._show_units)
        self._vm.undo_changed.connect(self._show_banner)
        self._vm.trouble.connect(self._show_trouble)
        self._vm.founded.connect(self._close_form)

    def show_client(self, client: Client) -> None:
        """Show a client's units."""
        if self._vm.client is None or self._vm.client.id != client.id:
            self._close_form()
        self._vm.show_client(client)

    def leave(self) -> None:
        """Nothing waits here to be stored: each form says itself when it is done."""

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        if self._stale:
            self._show_units()
            self._show_banner()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Line(words.page_name(), "section"), 1)
        head.addWidget(self._new)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(XL, L, XL, XL)
        column.setSpacing(L)
        column.addLayout(head)
        column.addWidget(self._banner)
        column.addWidget(self._alone)
        column.addLayout(self._column)
        column.addStretch(1)
        self._pages.addWidget(MeasuredSheet(holder, _WIDEST))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _ask(self) -> None:
        client = self._vm.client
        if client is None:
            return
        if self._form is None:
            self._form = UnitForm(self._vm)
            self._form.closed.connect(self._close_form)
            self._pages.addWidget(MeasuredSheet(self._form, FORM_WIDEST))
        self._pages.setCurrentIndex(1)
        self._form.begin(Person(client.called, client.id), self._clock.today())

    def _close_form(self) -> None:
        was_open = self._pages.currentIndex() == 1
        self._pages.setCurrentIndex(0)
        if was_open and not self._covered:
            self._new.setFocus()

    def _show_units(self) -> None:
        self._stale = self._covered
        client = self._vm.client
        if self._covered or client is None:
            return
        for card in self._cards:
            self._column.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        self._cards = []
        for unit in self._vm.units:
            card = UnitCard(unit, client.id, self._clock.today(), self._vm, self._finder)
            card.file_asked.connect(self.file_asked)
            card.person_found.connect(lambda person, unit=unit: self._vm.add_member(unit, person))
            self._column.addWidget(card)
            self._cards.append(card)
        shared = any(unit.is_shared for unit in self._vm.units)
        self._alone.setVisible(bool(self._vm.units) and not shared)
        stops = (self._new, *(stop for card in self._cards for stop in card.stops))
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _finder(self, card: UnitCard) -> FinderViewModel:
        def taken() -> frozenset[ClientId]:
            known = (one.client_id for one in card.unit.current)
            return frozenset(one for one in known if one is not None)

        return self._vm.finder(taken, card)

    def _show_banner(self) -> None:
        self._stale = self._stale or self._covered
        if self._covered:
            return
        undo = self._vm.undo
        if undo is not None:
            self._banner.show_message(undo.sentence, "ok", words.undo())
        self._banner.setVisible(undo is not None)

    def _show_trouble(self, error: object) -> None:
        if self._covered:
            return
        sentence, step = error_words.words_for(error)
        if isinstance(error, InvalidField) and error.field == "members":
            sentence = members_problem(error.problem)
        self._banner.show_message(f"{sentence} {step}".strip(), "stop")
        self._banner.show()
