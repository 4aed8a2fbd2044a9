"""The releases page: the shelf, a new request, or the desk."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.curtain import Curtain
from ui.page import Page
from ui.releases.desk_view import DeskView
from ui.releases.request_view import RequestView
from ui.releases.shelf_view import ShelfView
from ui.releases.view_model import Page as Shown
from ui.releases.view_model import ReleasesViewModel
from ui.strings import releases as words
from ui.widgets.late_stack import LateStack
from vault.ids import ClientId, ReleaseId, RequestId
from vault.place import Place
from vault.ports import Clock

SCREEN = "releases"


class ReleasesView(Page):
    """Shows a ReleasesViewModel; `clients_asked` leads to the clients."""

    clients_asked = Signal()

    def __init__(
        self,
        model: ReleasesViewModel,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.title())
        self._model = model
        self._clock = clock
        self._veil: Curtain | None = None
        self._pages = LateStack()
        self._places = {
            Shown.SHELF: self._pages.add(self._make_shelf),
            Shown.REQUEST: self._pages.add(self._make_request),
            Shown.DESK: self._pages.add(self._make_desk),
        }
        self._pages.go_to(self._places[Shown.SHELF])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        model.page_changed.connect(self._on_page)
        model.bring_back()

    @property
    def model(self) -> ReleasesViewModel:
        """What the page knows, without its window."""
        return self._model

    @property
    def open_release(self) -> ReleaseId | None:
        """The release on the desk, for coming back to it."""
        return self._model.open_release

    def go_to_release(self, release_id: ReleaseId | None) -> None:
        """Put a release on the desk, or go to the shelf."""
        self._model.go_to_release(release_id)

    def go_to_request(self, request_id: RequestId) -> None:
        """Put a request on the desk, or show it where the desk can't answer it."""
        self._model.go_to_request(request_id)

    def start_for(self, client_id: ClientId) -> None:
        """Begin a request of a client for their own file."""
        self._model.start_for(client_id)

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each choice that isn't stored yet."""
        return list(self._model.pending_saves())

    def place(self) -> Place:
        """Say which release is on the desk."""
        return Place(SCREEN, release_id=self.open_release)

    def go_to(self, place: Place) -> None:
        """Put the release back on the desk that was there."""
        if place.release_id is not None:
            self.go_to_release(place.release_id)

    def clear_texts(self) -> None:
        """Let go of everything that belongs to a client, in widgets and behind them."""
        self._model.hide()
        if self._veil is not None:
            self._veil.draw()

    def restore_texts(self) -> None:
        """Show again what `clear_texts` took away."""
        if self._veil is not None:
            self._veil.open()
        self._model.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what changes while it can be seen."""
        super().showEvent(event)
        self._model.set_active(active=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing while it can't be seen."""
        super().hideEvent(event)
        self._model.set_active(active=False)

    def _make_shelf(self) -> QWidget:
        shelf = ShelfView(self._model, self._clock)
        shelf.clients_asked.connect(self.clients_asked)
        return shelf

    def _make_request(self) -> QWidget:
        request = RequestView(self._model)
        self._veil = Curtain(request)
        return request

    def _make_desk(self) -> QWidget:
        desk = DeskView(self._model.desk)
        desk.left.connect(lambda: self._model.go_to_release(None))
        desk.record_asked.connect(self._model.go_to_disclosure)
        return desk

    def _on_page(self) -> None:
        page = self._pages.go_to(self._places[self._model.page])
        if isinstance(page, RequestView):
            page.start()
        elif isinstance(page, DeskView):
            page.focus_step()
