"""The releases page: the shelf, a new request, and the release that is on the desk."""

import secrets
from collections.abc import Callable
from datetime import date
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import MakeTimer, Save
from ui.open_vault import OpenVault
from ui.releases.desk import DeskViewModel
from ui.releases.shelf import Shelf, read_shelf
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Changes, Done, Noun
from vault.clients import Client
from vault.errors import FaultError
from vault.ids import ClientId, DisclosureId, ReleaseId, RequestId
from vault.place import FormKey, FormKind
from vault.printed import DocumentPress
from vault.releases import Waiting
from vault.requests import AskedHow, IdentityCheck, RequestKind, due_on

_CONCERNS = (Noun.RELEASE, Noun.REQUEST, Noun.DISCLOSURE, Noun.CLIENT)


class Page(Enum):
    """What the page shows."""

    SHELF = auto()
    REQUEST = auto()
    DESK = auto()


class ReleasesViewModel(QObject):
    """Leads the releases page; `desk` leads the release that is open.

    `page_changed` comes with another page, `shelf_changed` and `client_changed` with what those
    show; `trouble` carries an error, None when it is over. `requests` are new requests that are
    half typed, by client.
    """

    page_changed = Signal()
    shelf_changed = Signal()
    client_changed = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        vault: OpenVault,
        press: DocumentPress,
        vault_folder: Callable[[], Path],
        parent: QObject | None = None,
        *,
        make_timer: MakeTimer = QTimer,
        randbelow: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._hidden = False
        self._active = False
        self._stale = True
        self._client_id: ClientId | None = None
        self.desk = DeskViewModel(
            vault, press, vault_folder, self, make_timer=make_timer, randbelow=randbelow
        )
        self.requests = Unfinished(vault, FormKind.REQUEST, self, make_timer)
        self.page = Page.SHELF
        self.shelf = Shelf()
        self.client: Client | None = None
        self.marked: DisclosureId | None = None
        self._told_of: RequestId | None = None
        self.is_read = False
        vault.hub.changed.connect(self._on_changed)

    @property
    def open_release(self) -> ReleaseId | None:
        """The release on the desk, for coming back to it."""
        return self.desk.release_id

    @property
    def today(self) -> date:
        """The present day."""
        return self._vault.clock.today()

    @property
    def asking(self) -> ClientId | None:
        """The client whose new request is shown."""
        return self._client_id if self.page is Page.REQUEST else None

    @property
    def waiting(self) -> Waiting | None:
        """The release that waits for the client of the new request already, if any."""
        return self.shelf.waiting_for(self._client_id) if self._client_id is not None else None

    @property
    def told_of(self) -> Waiting | None:
        """The open request that was gone to and can't be answered here yet."""
        return self.shelf.asked(self._told_of)

    def due_on(self, received_on: date) -> date | None:
        """Give the last day to act on a request received on a day."""
        return due_on(RequestKind.ACCESS, received_on)

    def set_active(self, *, active: bool) -> None:
        """Say whether the page can be seen; meanwhile it doesn't follow what changes elsewhere."""
        self._active = active
        self.desk.set_active(active=active)
        self._follow()

    def go_to_release(self, release_id: ReleaseId | None) -> None:
        """Put a release on the desk, or go back to the shelf."""
        self._client_id = self.client = None
        self.desk.open(release_id)
        self._show(Page.SHELF if release_id is None else Page.DESK)

    def go_to_request(self, request_id: RequestId) -> None:
        """Put a request's release on the desk, or show the request where it can't have one."""
        cabinet = self._vault.cabinet

        def found(shelf: Shelf) -> None:
            asked = shelf.asked(request_id)
            release_id = asked.release_id if asked is not None else None
            self.requests.put_shown_aside()
            self.go_to_release(release_id)
            self._told_of = request_id if release_id is None else None
            self._take(shelf)

        op = Op(self, lambda: read_shelf(cabinet)).success(found)
        op.fault(self._on_fault).on(self._vault.tasks)

    def go_to_disclosure(self, disclosure_id: DisclosureId) -> None:
        """Show one disclosure among those handed over."""
        self.marked = disclosure_id
        self.go_to_release(None)
        self.shelf_changed.emit()

    def start_for(self, client_id: ClientId) -> None:
        """Begin a request of a client for their own file."""
        self.requests.put_shown_aside()
        self.desk.open(None)
        self._client_id, self.client = client_id, None
        self._show(Page.REQUEST)
        self._read_client()

    def bring_back(self) -> None:
        """Go on with a request that was half typed when the vault was last open."""
        self.requests.ask(self._go_on_asking)

    def begin(self, received_on: date, asked_how: AskedHow, identity: IdentityCheck) -> None:
        """Record the request and put it on the desk."""
        client_id, releases = self._client_id, self._vault.cabinet.releases
        if client_id is None:
            return

        def put(form: FormKey) -> Done[ReleaseId]:
            return releases.begin(
                client_id,
                received_on=received_on,
                asked_how=asked_how,
                identity=identity,
                finishes=form,
            )

        op = Op(self, self.requests.finish(client_id, put)).success(self.go_to_release)
        op.failure(self.trouble.emit).fault(self._on_fault).on(self._vault.tasks)

    def pending_saves(self) -> list[Save]:
        """Give a call for all that isn't stored yet, for the database's thread."""
        return [*self.requests.pending(), *self.desk.pending_saves()]

    def hide(self) -> None:
        """Let go of everything that belongs to a client."""
        self._hidden = True
        self.client = None
        self.shelf = Shelf()
        self.is_read = False
        self.desk.hide()
        self.client_changed.emit()
        self.shelf_changed.emit()

    def show(self) -> None:
        """Read again what `hide` let go of."""
        self._hidden = False
        self._reread()
        self._read_client()
        self.desk.show()
        self._go_on_asking()

    def _go_on_asking(self) -> None:
        waiting = self.requests.waiting
        if waiting and self.page is Page.SHELF and not self._hidden:
            self.start_for(ClientId(waiting[0]))

    def _show(self, page: Page) -> None:
        self.trouble.emit(None)
        self.page = page
        self.page_changed.emit()
        if self._told_of is not None:
            self._told_of = None
            self.shelf_changed.emit()
        self.requests.touch()
        self._follow()

    def _on_fault(self) -> None:
        self.trouble.emit(FaultError())

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_CONCERNS):
            self._stale = True
            self._follow()

    def _follow(self) -> None:
        """Read the shelf again, unless nobody can see it."""
        if self._stale and self._active and self.page is not Page.DESK:
            self._reread()

    def _read_client(self) -> None:
        client_id, clients = self._client_id, self._vault.cabinet.clients
        if client_id is None:
            return

        def found(client: Client) -> None:
            if client_id == self._client_id and not self._hidden:
                self.client = client
                self.client_changed.emit()

        op = Op(self, lambda: clients.get(client_id)).success(found)
        op.failure(self.trouble.emit).fault(self._on_fault).on(self._vault.tasks)

    def _reread(self) -> None:
        cabinet = self._vault.cabinet
        self._stale = False
        op = Op(self, lambda: read_shelf(cabinet)).success(self._take)
        op.failure(self.trouble.emit).fault(self._on_fault).on(self._vault.tasks)

    def _take(self, shelf: Shelf) -> None:
        if not self._hidden:
            self.shelf = shelf
            self.is_read = True
            self.shelf_changed.emit()
            self.client_changed.emit()
