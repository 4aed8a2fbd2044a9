"""Search and commands, over whatever page is in front."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from resources.tokens import S
from ui.actions import Actions
from ui.open_vault import OpenVault
from ui.search.view import SearchPanel
from ui.search.view_model import SearchViewModel
from ui.widgets.overlay import Overlay
from vault.place import Place

WIDE, HIGH = 720, 620


class CommandPalette(Overlay):
    """The panel where the search button stands; it is empty whenever it isn't open.

    `place_wanted` carries where to go, `action_wanted` what to do, once the panel is closed.
    """

    place_wanted = Signal(object)
    action_wanted = Signal(str)

    def __init__(self, page: QWidget, beside: QWidget, vault: OpenVault, actions: Actions) -> None:
        super().__init__(page)
        self._beside = beside
        self._model = SearchViewModel(vault, actions, self)
        self._search = SearchPanel(self._model, vault.clock)
        self.hold(self._search)
        self._search.left.connect(self.dismiss)
        self._model.place_wanted.connect(self._go)
        self._model.action_wanted.connect(self._take)

    def open(self) -> None:
        """Lay the panel over the page, ready to type into."""
        super().open()
        self._search.open()

    def empty(self) -> None:
        """Forget what was asked and what was found."""
        self._search.empty()

    def place(self, area: QRect) -> QRect:
        """Begin where the search button does."""
        corner = self._beside.mapTo(self._page, QPoint(0, 0))
        wide = min(WIDE, area.width() - 2 * S)
        left = min(corner.x(), area.right() - wide - S)
        if self.layoutDirection().name == "RightToLeft":
            left = max(S, corner.x() + self._beside.width() - wide)
        return QRect(left, corner.y(), wide, min(HIGH, area.height() - corner.y() - S))

    def _go(self, place: Place) -> None:
        self.dismiss()
        self.place_wanted.emit(place)

    def _take(self, name: str) -> None:
        self.dismiss()
        self.action_wanted.emit(name)
