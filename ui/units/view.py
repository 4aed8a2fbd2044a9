"""The People tab of a client's file: who is seen together."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.tokens import XL, L
from ui import names
from ui.autosave import Save
from ui.clients.tab import ClientTab, may_take_keyboard
from ui.finder import FinderViewModel
from ui.open_vault import OpenVault
from ui.strings import errors as error_words
from ui.strings import units as words
from ui.units.cards import UnitCard
from ui.units.form import WIDEST as FORM_WIDEST
from ui.units.form import UnitForm, members_problem
from ui.units.view_model import PeopleViewModel, Person
from ui.widgets.banner import BannerTone
from ui.widgets.button import Button
from ui.widgets.discard import discard
from ui.widgets.measured_sheet import MeasuredSheet
from ui.widgets.own_words import OwnBanner
from ui.widgets.text import Line, Text
from vault.clients import Client
from vault.errors import InvalidField
from vault.ids import ClientId
from vault.place import FormWords
from vault.units import Unit

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
        self._cards: list[UnitCard] = []
        self._begun: dict[ClientId, MeasuredSheet] = {}
        self._aside: MeasuredSheet | None = None
        self._way_back: Callable[[], object] | None = None
        self._new = Button(words.new_unit(), icon="plus")
        self._banner = OwnBanner()
        self._alone = Text(words.only_alone(), "body", "ink-2")
        self._alone.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(L)
        self._pages = QStackedWidget()
        self._lay_out()
        self._new.clicked.connect(self._begin)
        self._banner.step_taken.connect(self._take_back)
        self._vm.units_changed.connect(self._show_units)
        names.style.changed.connect(self._show_names)
        self._vm.undo_changed.connect(self._show_undo)
        self._vm.trouble.connect(self._show_trouble)
        self._vm.new_units.follow(self._half_typed_units)
        self._vm.cards.follow(self._half_typed_cards)
        for kept in (self._vm.new_units, self._vm.cards):
            kept.ask(self._bring_back)

    def show_client(self, client: Client) -> None:
        """Show a client's units, or the form that was left open there."""
        before = self._vm.client
        if before is not None and before.id != client.id:
            for unit_id, typed in self._half_typed_cards().items():
                self._vm.cards.put_aside(unit_id, typed)
            self.leave()
        self._vm.show_client(client)
        if before is None or before.id != client.id:
            self._pages.setCurrentWidget(self._begun.get(client.id, self._list))

    def leave(self) -> None:
        """Store what stands in a card; the form for a new unit stays as it is."""
        for card in self._cards:
            card.store()

    def pending_saves(self) -> list[Save]:
        """Give a call for each form that is half typed, for the database's thread."""
        return [*self._vm.new_units.pending(), *self._vm.cards.pending()]

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        if self._stale:
            self._show_units(anew=True)
            self._show_undo()

    def _half_typed_units(self) -> dict[int, FormWords]:
        return {
            client_id: form.typed
            for client_id, sheet in self._begun.items()
            for form in sheet.findChildren(UnitForm)
        }

    def _half_typed_cards(self) -> dict[int, FormWords]:
        return {card.unit.id: card.typed for card in self._cards}

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Line(words.page_name(), "section"), 1)
        head.addWidget(self._new)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(XL, L, XL, XL)
        column.setSpacing(L)
        column.addLayout(head)
        column.addWidget(self._alone)
        column.addLayout(self._column)
        column.addStretch(1)
        self._list = MeasuredSheet(holder, _WIDEST)
        self._pages.addWidget(self._list)
        # Above what scrolls, so that the way back is in sight wherever one is.
        self._notice = QWidget()
        notice = QHBoxLayout(self._notice)
        notice.setContentsMargins(XL, L, XL, 0)
        notice.addWidget(self._banner)
        self._notice.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._notice)
        outer.addWidget(self._pages, 1)

    def _begin(self) -> None:
        client = self._vm.client
        if client is not None:
            form = self._made_form(client.id)
            form.begin(Person(client.called, client.id), self._clock.today())

    def _bring_back(self) -> None:
        """Show again what wasn't finished when it was last seen."""
        client = self._vm.client
        if self._covered or client is None:
            return
        for card in self._cards:
            if typed := self._vm.cards.take(card.unit.id):
                card.bring_back(typed)
        if typed := self._vm.new_units.take(client.id):
            form = self._made_form(client.id)
            form.bring_back(typed)
            if may_take_keyboard(form):
                form.go_on()

    def _made_form(self, client_id: ClientId) -> UnitForm:
        form = UnitForm(self._vm, client_id)
        sheet = MeasuredSheet(form, FORM_WIDEST)
        form.edited.connect(self._vm.new_units.touch)
        form.made.connect(lambda: self._put_away(client_id, sheet))
        form.given_up.connect(lambda: self._give_up(client_id, sheet, form))
        self._pages.addWidget(sheet)
        self._show_form(client_id, sheet)
        return form

    def _show_form(self, client_id: ClientId, sheet: MeasuredSheet) -> None:
        self._begun[client_id] = sheet
        self._vm.new_units.touch()
        self._pages.setCurrentWidget(sheet)

    def _give_up(self, client_id: ClientId, sheet: MeasuredSheet, form: UnitForm) -> None:
        """Put a form away; with words in it, it can come back."""
        if not form.holds_words:
            self._put_away(client_id, sheet)
            return

        def back() -> None:
            self._aside = None
            self._show_form(client_id, sheet)
            form.go_on()

        self._put_away(client_id, self._aside)
        self._aside = sheet
        self._offer_back(back)

    def _put_away(self, client_id: ClientId, sheet: MeasuredSheet | None) -> None:
        was_open = self._pages.currentWidget() is self._begun.pop(client_id, None)
        self._vm.new_units.touch()
        if sheet is not None:
            self._pages.removeWidget(sheet)
            sheet.deleteLater()
        if was_open:
            self._pages.setCurrentWidget(self._list)
            if not self._covered:
                self._new.setFocus()

    def _show_units(self, *, anew: bool = False) -> None:
        self._stale = self._covered
        client = self._vm.client
        if self._covered or client is None:
            return
        today = self._clock.today()
        known = {card.unit.id: card for card in self._cards}
        self._cards = []
        for place, unit in enumerate(self._vm.units):
            card = known.pop(unit.id, None)
            if card is None:
                card = self._made_card(unit, client.id, today)
            elif anew or (card.unit, card.today) != (unit, today):
                card.show_unit(unit, today)
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            self._cards.append(card)
        for card in known.values():
            self._column.removeWidget(card)
            discard(card)
        shared = any(unit.is_shared for unit in self._vm.units)
        self._alone.setVisible(bool(self._vm.units) and not shared)
        self._order_stops()
        self._bring_back()

    def _show_names(self) -> None:
        self._show_units(anew=True)

    def _made_card(self, unit: Unit, own: ClientId, today: date) -> UnitCard:
        card = UnitCard(unit, own, today, self._vm, self._finder)
        card.file_asked.connect(self.file_asked)
        card.person_found.connect(lambda person: self._vm.add_member(card.unit, person))
        card.given_up.connect(self._offer_back)
        card.part_shown.connect(self._order_stops)
        card.edited.connect(self._vm.cards.touch)
        return card

    def _order_stops(self) -> None:
        for before, after in pairwise((self._new, *(one for c in self._cards for one in c.order))):
            QWidget.setTabOrder(before, after)

    def _finder(self, card: UnitCard) -> FinderViewModel:
        def taken() -> frozenset[ClientId]:
            known = (one.client_id for one in card.unit.current)
            return frozenset(one for one in known if one is not None)

        return self._vm.finder(taken, card)

    def _offer_back(self, back: Callable[[], object]) -> None:
        """Offer to show again what was typed and put away."""
        self._way_back = back
        self._show_notice(words.put_away(), "accent", words.undo())

    def _take_back(self) -> None:
        back, self._way_back = self._way_back, None
        if back is None:
            self._vm.take_back()
        else:
            self._show_undo()
            back()

    def _show_undo(self) -> None:
        self._way_back = None
        self._stale = self._stale or self._covered
        if self._covered:
            return
        undo = self._vm.undo
        if undo is not None:
            self._show_notice(undo.sentence, "ok", words.undo())
        self._notice.setVisible(undo is not None)

    def _show_trouble(self, error: object) -> None:
        if self._covered:
            return
        sentence, step = error_words.words_for(error)
        if isinstance(error, InvalidField) and error.field == "members":
            sentence = members_problem(error.problem)
        self._show_notice(f"{sentence} {step}".strip(), "stop")

    def _show_notice(self, sentence: str, tone: BannerTone, step: str = "") -> None:
        self._banner.show_message(sentence, tone, step)
        self._notice.show()
