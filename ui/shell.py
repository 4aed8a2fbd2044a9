"""The frame of an open vault: the sidebar, and the page that is in front."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.tokens import XL, L, M, S
from ui.actions import Action, Actions, key_cap
from ui.clients.file_tabs import MEASURES
from ui.clients.view import SCREEN as CLIENTS
from ui.clients.view import ClientsView
from ui.initials_switch import InitialsSwitch
from ui.open_vault import OpenVault
from ui.page import Page
from ui.strings import actions as action_words
from ui.strings import clients as client_words
from ui.strings import shell as words
from ui.strings import today as today_words
from ui.theme import colour
from ui.today.view import SCREEN as TODAY
from ui.today.view import TodayView
from ui.top_bar import TopBar
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Rule
from ui.widgets.mark import Mark
from ui.widgets.sidebar_item import SidebarItem
from ui.widgets.text import Line
from vault.ids import ClientId, MeasureResultId, NoteId
from vault.place import Place

if TYPE_CHECKING:
    from ui.command_palette import CommandPalette
    from ui.shortcuts_panel import ShortcutsPanel
    from ui.widgets.overlay import Overlay

_WIDE = 1440
SIDEBAR_WIDTH = 211
SIDEBAR_LEAST = 196


class Shell(QWidget):
    """Shows an open vault; see `ui.room.Room`.

    `release_requested` carries a client's number, `request_requested` a request's,
    `deadlines_counted` how many requests are open; hiding and locking are asked for, never done.
    """

    hide_requested = Signal()
    lock_requested = Signal()
    release_requested = Signal(object)
    request_requested = Signal(object)
    deadlines_counted = Signal(int)

    def __init__(
        self,
        vault: OpenVault,
        today: TodayView,
        clients: ClientsView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self.known_actions = Actions()
        self._palette: CommandPalette | None = None
        self._shortcuts: ShortcutsPanel | None = None
        self._pages: dict[str, Page] = {}
        self._items: dict[str, SidebarItem] = {}
        self._screen = ""
        self._idle = Line("", "small", "ink-2", icon="timer")
        self._idle_seconds = -1
        self._warns = False
        self._entries = QVBoxLayout()
        self._entries.setSpacing(2)
        self._stack = QStackedWidget(self)
        hide = Button(words.hide(), icon="eye-off", key="F9")
        lock = Button(words.lock(), icon="lock", key="Ctrl L")
        self._buttons = (hide, lock)
        for button in self._buttons:
            # A click must not take the keyboard from where one comes back to.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sidebar = self._make_sidebar()
        self.top_bar = TopBar(key_cap("Ctrl+K"))
        self.top_bar.search.clicked.connect(self.open_palette)
        self._initials = InitialsSwitch(vault)
        self.top_bar.add(self._initials)
        self._clock_warning = Banner()
        self._clock_warning.step_taken.connect(self._clock_warning.hide)
        self._clock_warning.hide()
        pages = QVBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self.top_bar)
        pages.addWidget(self._clock_warning)
        pages.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self._sidebar)
        row.addWidget(Rule(upright=True))
        row.addLayout(pages, 1)
        self._today = today
        self._clients = clients
        self.add_page(TODAY, self._today, today_words.title(), "sun")
        self.add_page(CLIENTS, self._clients, client_words.title(), "folder-lock")
        self._today.note_requested.connect(self._open_note)
        self._today.result_requested.connect(self._open_result)
        self._today.client_requested.connect(self._new_client)
        self._today.request_requested.connect(self.request_requested)
        self._today.deadlines_counted.connect(self.deadlines_counted)
        self._clients.release_requested.connect(self.release_requested)
        self._add_actions()
        self.show_page(TODAY)

    def add_page(self, screen: str, page: Page, label: str, icon: str, keys: str = "") -> None:
        """Append a page and its entry in the sidebar, which Ctrl and its number or `keys` open."""
        item = SidebarItem(label, icon)
        item.clicked.connect(lambda: self._choose(screen))
        self._entries.addWidget(item)
        self._items[screen] = item
        self._pages[screen] = page
        self._stack.addWidget(page)
        keys = keys or f"Ctrl+{len(self._pages)}"
        going = action_words.go_to(label)
        go = Action(f"go.{screen}", going, lambda: self._walk_to(screen), keys, icon)
        self.known_actions.add(go, self)
        self._follow_the_eye()

    def set_badge(self, screen: str, count: int) -> None:
        """Say beside a page's name how many things wait there."""
        item = self._items.get(screen)
        if item is not None:
            item.set_count(count)

    def show_page(self, screen: str) -> None:
        """Bring a page to the front."""
        if screen == self._screen or screen not in self._pages:
            return
        before = self._pages.get(self._screen)
        if before is not None:
            before.leave()
        self._screen = screen
        page = self._pages[screen]
        self._items[screen].setChecked(True)
        self._stack.setCurrentWidget(page)
        page.arrive()

    def widget(self) -> QWidget:
        """Give the page itself, for the window."""
        return self

    def set_idle(self, seconds_left: int, *, warn: bool) -> None:
        """Show how long there is until the lock, in the tone of a warning near its end."""
        if seconds_left != self._idle_seconds:
            self._idle_seconds = seconds_left
            self._idle.setText(words.locks_in(*divmod(seconds_left, 60)))
        if warn != self._warns:
            self._warns = warn
            self._idle.set_ink("warn" if warn else "ink-2")

    def warn_of_clock(self) -> None:
        """Say above the page that the computer's clock was set back, until it is read."""
        self._clock_warning.show_message(words.clock_set_back(), "warn", words.clock_read())
        self._clock_warning.show()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return [save for page in self._pages.values() for save in page.pending_saves()]

    def place(self) -> Place:
        """Say where the counselor is."""
        return self._pages[self._screen].place()

    def go_to(self, place: Place) -> None:
        """Go where the counselor was; a screen that isn't there any more becomes Today."""
        self.show_page(place.screen if place.screen in self._pages else TODAY)
        page = self._pages[self._screen]
        page.setFocus()
        page.go_to(place)

    def clear_texts(self) -> None:
        """Empty every page, so that nothing can be read behind a cover."""
        for overlay in self._overlays():
            overlay.close_quietly()
        for page in self._pages.values():
            page.clear_texts()

    def restore_texts(self) -> None:
        """Show again what `clear_texts` took away."""
        for page in self._pages.values():
            page.restore_texts()
        for overlay in self._overlays():
            overlay.give_back()
        if not self._has_keyboard():
            self._pages[self._screen].take_keyboard()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Go on as Tab does; where what had the keyboard is gone, it stays on the page.

        Qt would go on to what comes next, in the end to the sidebar, where a space leads away.
        """
        if self._has_keyboard():
            return super().focusNextPrevChild(next_one)
        self._pages[self._screen].take_keyboard()
        return True

    def _has_keyboard(self) -> bool:
        """Say whether what had the keyboard last can have it still, also behind the cover."""
        part = self.focusWidget()
        return part is not None and part.isVisibleTo(self) and part.isEnabled()

    def minimumSizeHint(self) -> QSize:
        """What the pages need at their narrowest; columns follow the window in `resizeEvent`."""
        return QSize(SIDEBAR_LEAST + 850, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sidebar give way a little in a small window."""
        super().resizeEvent(event)
        share = min(1.0, self.width() / _WIDE)
        self._sidebar.setFixedWidth(max(SIDEBAR_LEAST, round(SIDEBAR_WIDTH * share)))

    def _make_sidebar(self) -> QWidget:
        sidebar = _Sidebar()
        sidebar.setAccessibleName(words.sidebar())
        brand = QHBoxLayout()
        brand.setContentsMargins(S, 0, 0, 0)
        brand.setSpacing(S)
        brand.addWidget(Mark("archive", "accent", 20))
        brand.addWidget(Line(words.name(), "wordmark", "accent"), 1)
        hide, lock = self._buttons
        hide.clicked.connect(self.hide_requested)
        lock.clicked.connect(self.lock_requested)
        idle = QHBoxLayout()
        idle.setContentsMargins(S, S, 0, 0)
        idle.addWidget(self._idle)
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(M, L + 3, M, L - 1)
        column.setSpacing(0)
        column.addLayout(brand)
        column.addSpacing(L)
        column.addLayout(self._entries)
        column.addStretch(1)
        column.addWidget(hide)
        column.addSpacing(S)
        column.addWidget(lock)
        column.addLayout(idle)
        return sidebar

    def _follow_the_eye(self) -> None:
        """Let Tab go down the sidebar and then into the page."""
        bar = (self.top_bar.search, self._initials.button, self._clock_warning.stop)
        down = [*self._items.values(), *self._buttons, *bar]
        for before, after in pairwise(down):
            QWidget.setTabOrder(before, after)

    def open_palette(self) -> None:
        """Lay search and commands over the page; what was typed there is stored first."""
        if self._palette is None:
            from ui.command_palette import CommandPalette  # noqa: PLC0415 -- on its first use

            self._palette = CommandPalette(
                self, self.top_bar.search, self._vault, self.known_actions
            )
            self._palette.place_wanted.connect(self.go_to)
            self._palette.action_wanted.connect(self.known_actions.take)
        self._pages[self._screen].leave()
        self._palette.open()

    def show_shortcuts(self) -> None:
        """Lay the page of keys over the page."""
        if self._shortcuts is None:
            from ui.shortcuts_panel import ShortcutsPanel  # noqa: PLC0415 -- on its first use

            self._shortcuts = ShortcutsPanel(self, self.known_actions)
        self._shortcuts.open()

    def _overlays(self) -> "list[Overlay]":
        return [one for one in (self._palette, self._shortcuts) if one is not None]

    def _add_actions(self) -> None:
        say, within = action_words, self
        for action in (
            Action(
                "search.open",
                say.search(),
                self.open_palette,
                "Ctrl+K",
                "search",
                lambda: self._palette is None or not self._palette.is_open,
            ),
            Action("client.new", say.new_client(), self._new_client, "Ctrl+Shift+N", "user-plus"),
            Action(
                "names.initials",
                words.initials_only(),
                self._initials.turn,
                "Ctrl+Shift+I",
                "venetian-mask",
            ),
            Action("keys.show", say.shortcuts(), self.show_shortcuts, "F1", "keyboard"),
        ):
            self.known_actions.add(action, within)
        # Others hear the keys of these: the page itself, and the window whatever is open.
        for action in (
            Action(
                "note.new",
                say.new_note(),
                self._new_note,
                "Ctrl+N",
                "plus",
                self._has_client,
                naming=self._clients.new_note_label,
            ),
            Action(
                "release.start",
                say.start_release(),
                self._start_release,
                icon="file-output",
                is_possible=self._has_client,
            ),
            Action("screen.hide", say.hide(), self.hide_requested.emit, "F9", "eye-off"),
            Action("vault.lock", say.lock(), self.lock_requested.emit, "Ctrl+L", "lock"),
        ):
            self.known_actions.add(action)

    def _has_client(self) -> bool:
        """Say whether a client's file is in front: what is done is done to whom one sees."""
        return self._screen == CLIENTS and self._clients.place().client_id is not None

    def _new_note(self) -> None:
        self._clients.begin_note()

    def _start_release(self) -> None:
        self.release_requested.emit(self._clients.place().client_id)

    def _choose(self, screen: str) -> None:
        if screen == self._screen:
            self._pages[screen].come_home()
        self.show_page(screen)

    def _walk_to(self, screen: str) -> None:
        self._choose(screen)
        self._pages[screen].setFocus()

    def _new_client(self, name: str = "") -> None:
        self.show_page(CLIENTS)
        self._clients.ask_for_new(name)

    def _open_note(self, client_id: ClientId, note_id: NoteId) -> None:
        self.show_page(CLIENTS)
        self._clients.open_note(client_id, note_id)

    def _open_result(self, client_id: ClientId, result_id: MeasureResultId) -> None:
        self.go_to(Place(CLIENTS, client_id, MEASURES, field=str(result_id)))


class _Sidebar(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(SIDEBAR_WIDTH, 10 * XL)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), colour("shelf"))
