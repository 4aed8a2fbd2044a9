"""The Clients page: the list, and the file of the client that is open."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import names
from ui.clients.column import ClientColumn, nobody_chosen, nobody_yet
from ui.clients.details import DetailsTab
from ui.clients.file_tabs import DETAILS, NOTES, file_tabs
from ui.clients.head import ClientHead
from ui.clients.tabs import ClientTabs
from ui.clients.view_model import ClientsViewModel
from ui.curtain import Curtain
from ui.notes.starting import start_about
from ui.notes.view import NotesView
from ui.notes.view_model import NotesViewModel
from ui.open_vault import OpenVault
from ui.page import Page
from ui.strings import units as unit_words
from ui.tasks import Op
from ui.widgets.card import Rule
from vault.ids import ClientId, NoteId
from vault.notes import NoteType
from vault.place import Place

SCREEN = "clients"
_WIDE = 1228
COLUMN_LEAST = 248
TIMELINE_LEAST = 232


def made_notes(vault: OpenVault) -> NotesView:
    """Build the notes of a client's file, the most costly part of it."""
    model = NotesViewModel(vault)
    view = NotesView(vault, model)
    model.setParent(view)
    return view


class ClientsView(Page):
    """Shows clients; `release_requested` carries the number of the client that is open.

    `notes` may have been built beforehand.
    """

    release_requested = Signal(object)

    def __init__(
        self, vault: OpenVault, notes: NotesView | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._clock = vault.clock
        self._clients = ClientsViewModel(vault, self)
        self._column = ClientColumn(vault, self._clients)
        self._head = ClientHead()
        self._notes_view = notes or made_notes(vault)
        self._notes = self._notes_view.model
        self._tabs = ClientTabs(
            file_tabs(vault, self._notes_view, self._on_risk_note_asked, self.open_file)
        )
        self._curtain = Curtain(self)
        self._arriving: Place | None = None
        self._new_id: ClientId | None = None
        self._lay_out()
        self._connect()
        stops = (*self._column.stops, *self._head.stops, self._tabs.strip, *self._notes_view.stops)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._clients.load()

    def _lay_out(self) -> None:
        file = QWidget()
        column = QVBoxLayout(file)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._tabs, 1)
        self._file = file
        self._nobody = nobody_yet()
        self._none = nobody_chosen()
        self._pages = QStackedWidget(self)
        for page in (self._none, self._nobody, file):
            self._pages.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._column)
        row.addWidget(Rule(upright=True))
        row.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._clients.rows_changed.connect(self._show_page)
        self._clients.client_changed.connect(self._show_client)
        self._clients.created.connect(self._on_created)
        self._nobody.filled.connect(self._column.ask_for_new)
        self._column.entered.connect(self._notes_view.focus_list)
        self._head.release_asked.connect(self._on_release)
        self._head.note_asked.connect(self.begin_note)
        self._notes.unit_wanted.connect(lambda: self._notes_view.open_unit_menu(self._head.note))
        self._head.other_notes_asked.connect(
            lambda: self._notes_view.open_new_menu(self._head.others)
        )
        self._notes.timeline_changed.connect(self._show_usual_unit)
        self._notes.file_changed.connect(self._show_usual_unit)
        names.style.changed.connect(self._show_usual_unit)
        self._notes_view.chosen.connect(lambda: self._tabs.go_to(NOTES))
        self._notes_view.left.connect(self._column.focus_list)
        new_note = QShortcut(QKeySequence("Ctrl+N"), self)
        new_note.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new_note.activated.connect(self.begin_note)

    def ask_for_new(self, name: str = "") -> None:
        """Show the form for a new client, with as much of the name as is known."""
        self._column.ask_for_new(name)

    def open_file(self, client_id: ClientId) -> None:
        """Open a client's file at its notes."""
        self.go_to(Place(SCREEN, client_id, NOTES))

    def open_note(self, client_id: ClientId, note_id: NoteId) -> None:
        """Open a client's file at a note, to write in where it isn't signed."""
        self._notes_view.write_in(note_id)
        self.go_to(Place(SCREEN, client_id, NOTES, note_id))

    def take_keyboard(self) -> None:
        """Take the keyboard, for what had it isn't there any more: in the file that is open."""
        if self._clients.client is not None:
            self._tabs.front.take_keyboard()
        else:
            self._column.focus_list()

    def leave(self) -> None:
        """Store what stands in the fields now; the note stays open."""
        self._tabs.leave()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return [*self._column.pending_saves(), *self._tabs.pending_saves()]

    def place(self) -> Place:
        """Say which client, tab and note are open, and where the cursor is."""
        client = self._clients.client
        if client is None:
            return self._arriving or Place(SCREEN)
        note_id, field, cursor, anchor, scroll = self._notes_view.place()
        if self._tabs.key != NOTES:
            mark = self._tabs.front.mark()
            return Place(SCREEN, client.id, self._tabs.key, note_id, mark)
        return Place(SCREEN, client.id, NOTES, note_id, field, cursor, anchor, scroll)

    def go_to(self, place: Place) -> None:
        """Come back to a place."""
        if place.client_id is None:
            return
        self._arriving = place
        client = self._clients.client
        if client is not None and client.id == place.client_id:
            self._show_client()
        else:
            self._clients.open(place.client_id)

    def clear_texts(self) -> None:
        """Empty everything that shows records, down to the accessibility tree."""
        self._head.show_unit("")
        self._column.cover()
        self._tabs.cover()
        self._curtain.draw()

    def restore_texts(self) -> None:
        """Show what `clear_texts` took away."""
        self._curtain.open()
        self._column.uncover()
        self._tabs.uncover()
        self._show_client()
        self._show_usual_unit()
        self._show_page()

    def minimumSizeHint(self) -> QSize:
        """What is left at the columns' narrowest; they follow the window in `resizeEvent`."""
        return QSize(COLUMN_LEAST + TIMELINE_LEAST + 390, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its share of the window."""
        super().resizeEvent(event)
        share = min(1.0, self.width() / _WIDE)
        self._column.setFixedWidth(max(COLUMN_LEAST, round(315 * share)))
        self._notes_view.set_timeline_width(max(TIMELINE_LEAST, round(290 * share)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would have Tab leap over all that stands before it."""
        super().focusInEvent(event)
        self._column.focus_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self._column.focus_list()
        else:
            super().keyPressEvent(event)

    def _show_client(self) -> None:
        client = self._clients.client
        if client is None or self._curtain.is_drawn:
            return
        self._head.show_client(client, self._clock.today())
        # Whichever tab is in front, a note can be begun.
        self._notes_view.show_client(client)
        self._tabs.show_client(client)
        if self._new_id == client.id:
            self._new_id = None
            details = self._tabs.go_to(DETAILS)
            if isinstance(details, DetailsTab):
                details.focus_first()
        self._show_page()
        place, self._arriving = self._arriving, None
        if place is not None and place.client_id == client.id:
            tab = self._tabs.go_to(place.tab)
            if tab is self._notes_view:
                self._notes_view.go_to(place)
            else:
                self._notes_view.go_to(replace(place, field=""))
                tab.go_to_mark(place.field)

    def _show_usual_unit(self) -> None:
        client, unit = self._clients.client, self._notes.usual_unit
        if client is None or self._curtain.is_drawn:
            return
        several = len(self._notes.timeline.open_units) > 1
        self._head.show_unit(unit_words.seen(unit, client.id) if unit and several else "")

    def _show_page(self) -> None:
        if self._curtain.is_drawn:
            return
        if self._clients.client is not None:
            self._pages.setCurrentWidget(self._file)
        else:
            empty = not self._clients.rows and not self._clients.needle
            self._pages.setCurrentWidget(self._nobody if empty else self._none)

    def begin_note(self) -> None:
        """Begin a session's note for the client that is open, if one is: with the usual unit."""
        if self._clients.client is not None:
            self._tabs.go_to(NOTES)
            self._notes.start_usual()

    def new_note_label(self) -> str:
        """Say what `begin_note` would do, with the unit where it could be for several."""
        return self._head.note.text()

    def _on_risk_note_asked(self, begun: NoteId | None) -> None:
        client, cabinet = self._clients.client, self._vault.cabinet
        if client is not None and begun is not None:
            self.open_note(client.id, begun)
        elif client is not None:
            client_id = client.id
            op = Op(self, lambda: start_about(cabinet, client_id, NoteType.RISK))
            op.success(lambda note_id: self.open_note(client_id, note_id)).on(self._vault.tasks)

    def _on_created(self, client_id: ClientId) -> None:
        self._new_id = client_id

    def _on_release(self) -> None:
        client = self._clients.client
        if client is not None:
            self.release_requested.emit(client.id)
