"""The client list, and the client whose file is open."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer
from ui.open_vault import OpenVault
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Changes, Noun
from vault.clients import Client, ClientDetails, ClientRow, ClientStatus
from vault.ids import ClientId
from vault.place import FormKind

FILTER_MS = 120
QUIET_MS = 2_500


class ClientsViewModel(QObject):
    """Leads the list and opens files.

    `client_changed` comes when another file is open, or when its client changed; `created` with
    a new client's number; `refused` with what is wrong with a new client.
    """

    rows_changed = Signal()
    client_changed = Signal()
    created = Signal(object)
    refused = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._asked: ClientId | None = None
        self._question = 0
        self._first_wanted = False
        self.needle = ""
        self.rows: list[ClientRow] = []
        self.open_count = 0
        self.client: Client | None = None
        self.new_client = Unfinished(vault, FormKind.CLIENT, self, make_timer)
        self._is_creating = False
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.load)
        vault.hub.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read the list anew."""
        clients = self._vault.cabinet.clients
        needle = self.needle
        self._question += 1
        question = self._question

        def read() -> tuple[list[ClientRow], int]:
            return clients.rows(needle), clients.count(ClientStatus.OPEN)

        def loaded(found: tuple[list[ClientRow], int]) -> None:
            if question == self._question:
                self.rows, self.open_count = found
                self.rows_changed.emit()
                self._open_wanted()

        Op(self, read).success(loaded).on(self._vault.tasks)

    def filter(self, needle: str) -> None:
        """Show only clients whose names hold this, once the keys rest."""
        self.needle = needle
        self._first_wanted = False
        self._again.start(FILTER_MS)

    def open_first(self) -> None:
        """Open the first client that the filter leaves, once the list is what was typed."""
        if self.needle:
            self._again.stop()
            self._first_wanted = True
            self.load()

    def open(self, client_id: ClientId) -> None:
        """Open a client's file, which is recorded."""
        if self.client is not None and self.client.id == client_id:
            return
        self._asked = client_id
        clients = self._vault.cabinet.clients
        op = Op(self, lambda: clients.open_file(client_id)).success(self._on_opened)
        op.fault(self.load).on(self._vault.tasks)

    def create(self, name: str) -> None:
        """Open a file for a new client of this name; only once if asked twice."""
        if self._is_creating:
            return
        clients = self._vault.cabinet.clients

        def made(client_id: ClientId) -> None:
            self._is_creating = False
            self.created.emit(client_id)
            self.open(client_id)

        def refused(error: object = None) -> None:
            self._is_creating = False
            self.refused.emit(error)

        self._is_creating = True
        create = self.new_client.finish(0, partial(clients.create, ClientDetails(name)))
        op = Op(self, create).success(made)
        op.failure(refused).fault(refused).on(self._vault.tasks)

    def _open_wanted(self) -> None:
        wanted, self._first_wanted = self._first_wanted, False
        if wanted and self.rows:
            self.open(self.rows[0].id)

    def _on_opened(self, client: Client) -> None:
        if client.id == self._asked:
            self.client = client
            self.client_changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(Noun.CLIENT, Noun.UNIT, Noun.MEETING):
            self.load()
        elif changes.touch(Noun.NOTE):
            # A draft is saved each second while it is written; the list only says the last day.
            self._again.start(QUIET_MS)
        client = self.client
        if client is not None and client.id in changes.numbers(Noun.CLIENT):
            self._reread(client.id)

    def _reread(self, client_id: ClientId) -> None:
        clients = self._vault.cabinet.clients
        op = Op(self, lambda: clients.get(client_id)).success(self._on_opened)
        op.on(self._vault.tasks)
