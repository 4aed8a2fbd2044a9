"""The tabs of a client's file, each built when it is first gone to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL
from ui.clients.tab import ClientTab
from ui.theme import colour
from ui.widgets.late_stack import LateStack
from ui.widgets.tab_strip import TabStrip
from vault.clients import Client


@dataclass(frozen=True, slots=True)
class TabPlan:
    """A tab to be: `key` names it in a Place, `label` on the screen."""

    key: str
    label: str
    make: Callable[[], ClientTab]
    icon: str = ""


class ClientTabs(QWidget):
    """Shows one client in one tab after another; a tab learns of a client when it is seen."""

    def __init__(self, plans: Sequence[TabPlan], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = [plan.key for plan in plans]
        self._built: dict[str, ClientTab] = {}
        self._seen: dict[str, Client] = {}
        self._client: Client | None = None
        self.strip = TabStrip()
        self._stack = LateStack()
        for plan in plans:
            self.strip.add(plan.label, icon=plan.icon)
            self._stack.add(partial(self._make, plan))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Row(self.strip))
        column.addWidget(self._stack, 1)
        self._stack.go_to(0)
        self._key = self._keys[0]
        self.strip.currentChanged.connect(self._on_current)

    @property
    def key(self) -> str:
        """The tab that is in front."""
        return self._key

    @property
    def front(self) -> ClientTab:
        """The tab itself that is in front."""
        return self._built[self._key]

    def go_to(self, key: str) -> ClientTab:
        """Bring a tab to the front, the first one for a key that no tab has."""
        self.strip.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)
        return self._built[self._key]

    def show_client(self, client: Client) -> None:
        """Show a client in the tab that is in front, and in the others once they are seen."""
        self._client = client
        self._show()

    def leave(self) -> None:
        """Store what stands in the fields of the tab in front."""
        self._built[self._key].leave()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return [save for tab in self._built.values() for save in tab.pending_saves()]

    def cover(self) -> None:
        """Let no tab show anything new."""
        for tab in self._built.values():
            tab.cover()

    def uncover(self) -> None:
        """Let every tab show what came in the meantime."""
        for tab in self._built.values():
            tab.uncover()

    def _make(self, plan: TabPlan) -> ClientTab:
        tab = self._built[plan.key] = plan.make()
        return tab

    def _on_current(self, at: int) -> None:
        self._built[self._key].leave()
        self._key = self._keys[at]
        self._stack.go_to(at)
        self._show()
        # Who walks along the tabs with the arrow keys stays there.
        if not self.strip.hasFocus():
            self._built[self._key].arrive()

    def _show(self) -> None:
        if self._client is not None and self._seen.get(self._key) is not self._client:
            self._seen[self._key] = self._client
            self._built[self._key].show_client(self._client)


class _Row(QWidget):
    """The tabs, on a line that runs on to the window's edge."""

    def __init__(self, strip: TabStrip) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, 0, XL, 0)
        row.addWidget(strip, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Continue the tabs' own line."""
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
