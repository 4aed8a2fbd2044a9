"""The shelf: what waits on the desk, and what left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from resources.tokens import XL, L
from ui import names
from ui.releases.rows import FittedList, PillWords, Row, RowDelegate, RowsModel, padded
from ui.releases.view_model import ReleasesViewModel
from ui.row_list import RowList
from ui.strings import dates
from ui.strings import releases as words
from ui.strings import requests as request_words
from ui.strings.errors import words_for
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Line, Text
from vault.disclosures import Delivery, Disclosure
from vault.ids import DisclosureId, RequestId
from vault.ports import Clock
from vault.releases import Waiting


class ShelfView(QWidget):
    """Shows the shelf; `clients_asked` leads to where a request begins."""

    clients_asked = Signal()

    def __init__(
        self, model: ReleasesViewModel, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._clock = clock
        empty = EmptyState("file-output", words.empty(), words.choose_client())
        empty.filled.connect(self.clients_asked)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._make_lists())
        self._pages.addWidget(empty)
        model.shelf_changed.connect(self._render)
        names.style.changed.connect(self._render)
        model.trouble.connect(self._on_trouble)
        self._render()

    def _make_lists(self) -> QWidget:
        self._waiting: RowsModel[RequestId] = RowsModel(parent=self)
        self._left: RowsModel[DisclosureId] = RowsModel(parent=self)
        self._waiting_list = FittedList(words.waiting(), self._waiting)
        self._waiting_list.chosen.connect(self._on_chosen)
        self._left_list = RowList(words.what_left(), self._left, RowDelegate(), "sheet")
        self._banner = Banner()
        self._told = Banner()
        for one in (self._banner, self._told):
            one.hide()
        self._begin = Button(words.choose_client(), icon="plus")
        self._begin.clicked.connect(self.clients_asked)
        head = QHBoxLayout()
        head.addWidget(Line(words.title(), "title"), 1)
        head.addWidget(self._begin)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(XL + 2, L, XL + 2, XL - 2)
        column.setSpacing(L)
        column.addLayout(head)
        column.addWidget(self._banner)
        column.addWidget(self._told)
        self._nothing_waits = padded(Text(words.nothing_waits(), "small", "ink-2"))
        self._nothing_left = EmptyState("file-output", words.nothing_left(), words.choose_client())
        self._nothing_left.filled.connect(self.clients_asked)
        waiting = _listed(words.waiting(), self._waiting_list, self._nothing_waits)
        waiting.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        left = _listed(words.what_left(), self._left_list, self._nothing_left)
        self._unconfirmed = padded(Text(words.unconfirmed(), "small", "ink-2"))
        left.body.addWidget(self._unconfirmed)
        column.addWidget(waiting)
        column.addWidget(left, 1)
        return page

    def _render(self) -> None:
        shelf = self._model.shelf
        self._waiting.show(_waiting_row(one, self._model) for one in shelf.waiting)
        self._left.show(_left_row(one, self._clock) for one in shelf.handed)
        self._nothing_waits.setVisible(not shelf.waiting)
        self._waiting_list.setVisible(bool(shelf.waiting))
        self._nothing_left.setVisible(not shelf.handed)
        self._left_list.setVisible(bool(shelf.handed))
        unconfirmed = any(one.delivery is Delivery.RECORDED for one in shelf.handed)
        self._unconfirmed.setVisible(unconfirmed)
        # One way to begin at a time: the empty list offers it as well.
        self._begin.setVisible(bool(shelf.handed))
        nothing = self._model.is_read and not shelf.waiting and not shelf.handed
        self._pages.setCurrentIndex(1 if nothing else 0)
        self._tell()
        marked = self._model.marked
        at = self._left.place_of(marked) if marked is not None else -1
        if at >= 0:
            self._left_list.mark(at)
            self._left_list.scrollTo(self._left.index(at))
            self._left_list.setFocus()

    def _on_chosen(self, at: int) -> None:
        row = self._waiting.row(at)
        if row is not None:
            self._model.go_to_request(row.key)

    def _tell(self) -> None:
        """Say of the request that was gone to that it can't be answered here, and mark it."""
        told = self._model.told_of
        if told is None:
            self._told.show_message("", "warn")
            self._told.hide()
            return
        said = request_words.not_here_yet(told.request, names.shown(told.called))
        self._told.show_message(said, "warn")
        self._waiting_list.mark(self._waiting.place_of(told.request.id))
        if self._told.isHidden():
            self._told.show()
            self._waiting_list.setFocus()

    def _on_trouble(self, error: object) -> None:
        self._banner.setVisible(error is not None)
        if error is not None:
            self._banner.show_message(" ".join(words_for(error)).strip(), "stop")


def _listed(title: str, rows: RowList, nothing: QWidget) -> Card:
    card = Card(title, flush=True)
    card.body.setContentsMargins(1, 0, 1, 1)
    card.body.addWidget(nothing, 1)
    card.body.addWidget(rows, 1)
    return card


def _waiting_row(one: Waiting, model: ReleasesViewModel) -> Row[RequestId]:
    due, tone = words.due(one.request.due_on, model.today)
    asked = words.asked(
        one.request.asked_how, dates.short_day(one.request.received_on, model.today)
    )
    pills = (PillWords(due, tone, "clock"),) if due else ()
    if one.release_id is None:
        pills = (PillWords(request_words.not_here(), "warn"), *pills)
    title = request_words.asked(one.request.kind, names.shown(one.called))
    return Row(one.request.id, title, f"{asked} · {one.request.number}", pills)


def _left_row(one: Disclosure, clock: Clock) -> Row[DisclosureId]:
    facts = one.facts
    at = clock.local(facts.at_utc)
    when = f"{dates.dated(at.date())}, {dates.clock_time(at)}"
    line = " · ".join((when, words.pages(facts.pages), facts.description))
    title = words.given_to(names.shown(facts.recipient))
    return Row(one.id, title, line, (PillWords(*words.delivery(one.delivery)),))
