"""Builds what shows the records while the passphrase is typed, a little at a time."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.open_vault import OpenVault
    from ui.releases.view import ReleasesView
    from ui.settings.view import SettingsView
    from ui.shell import Shell
    from vault.ids import ClientId, RequestId
    from vault.printed import DocumentPress

# What a first visit to a tab or the palette needs; loaded once the records are shown.
_VISITS = (
    "ui.units.view_model",
    "ui.units.form",
    "ui.units.view",
    "ui.finder",
    "ui.search.rows",
    "ui.search.models",
    "ui.search.view",
    "ui.command_palette",
    "ui.measures.view_model",
    "ui.measures.plot",
    "ui.measures.form",
    "ui.measures.detail",
    "ui.measures.view",
    "ui.documents.book",
    "ui.documents.text_sheet",
    "ui.documents.viewing",
    "ui.documents.view_model",
    "ui.documents.sheet",
    "ui.documents.viewer",
    "ui.documents.view",
    "ui.process_notes.view_model",
    "ui.process_notes.sheet",
    "ui.process_notes.locked",
    "ui.process_notes.view",
    "ui.settings.view_model",
    "ui.settings.view",
)

Page = TypeVar("Page", bound=QWidget)

# Long enough for keys and paints in between; a passphrase takes seconds to type.
_PAUSE_MS = 3
# The records of last time come up first.
_FIRST_VISIT_MS = 1500
_VISIT_MS = 40

# One to a turn of the event loop, what others need first: each takes some milliseconds.
_MODULES = (
    "ui.widgets.tab_strip",
    "ui.strings.notes",
    "ui.notes.tags",
    "vault.pasted",
    "ui.notes.passage_document",
    "ui.notes.passage_edit",
    "ui.notes.history",
    "ui.notes.editor",
    "ui.notes.view_model",
    "ui.today.view",
    "ui.notes.tools",
    "ui.notes.reading",
    "ui.notes.view",
    "ui.clients.column",
    "ui.clients.details",
    "ui.clients.view",
    "ui.shell",
    "ui.releases.preview",
    "ui.releases.desk",
    "ui.releases.rows",
    "ui.releases.shelf_view",
    "ui.releases.record_list",
    "ui.releases.desk_view",
    "ui.releases.view",
)


class RoomBuilder(QObject):
    """Builds one shell; `finish` does at once whatever is left to do.

    What the shell's parts need on a first visit is loaded after it was given. `built` tells, in
    a turn of its own, that nothing is left to build.
    """

    built = Signal()

    def __init__(
        self,
        window: QWidget,
        vault: "OpenVault",
        press: "DocumentPress",
        folder: Callable[[], Path],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._vault = vault
        self._press = press
        self._folder = folder
        self._steps: Iterator[None] | None = None
        self._shell: Shell | None = None
        self._whole = False
        self._is_given = False
        self._visits = iter(_VISITS)

    def start(self) -> None:
        """Begin, where nothing is built yet."""
        if self._steps is None and not self._is_given:
            self._steps = self._build()
            QTimer.singleShot(_PAUSE_MS, self, self._on_turn)

    def finish(self) -> "Shell":
        """Give the shell."""
        self._steps = self._steps or self._build()
        for _ in self._steps:
            pass
        self._steps, shell, self._shell = None, self._shell, None
        self._is_given = True
        if shell is None:
            raise RuntimeError("the shell was built and given away")
        QTimer.singleShot(_FIRST_VISIT_MS, self, self._on_visit)
        return shell

    @property
    def is_done(self) -> bool:
        """Whether the shell waits, whole, to be given."""
        return self._whole

    def _on_visit(self) -> None:
        """Load the next module that isn't there yet."""
        module = next(self._visits, None)
        if module is not None:
            import_module(module)
            QTimer.singleShot(_VISIT_MS, self, self._on_visit)

    def _on_turn(self) -> None:
        if self._steps is not None and next(self._steps, self) is None:
            QTimer.singleShot(_PAUSE_MS, self, self._on_turn)

    def _build(self) -> Iterator[None]:
        for module in _MODULES:
            import_module(module)
            yield
        from ui.clients.view import ClientsView, made_notes  # noqa: PLC0415
        from ui.releases.view import ReleasesView  # noqa: PLC0415 -- imported just now
        from ui.releases.view_model import ReleasesViewModel  # noqa: PLC0415
        from ui.shell import Shell  # noqa: PLC0415
        from ui.today.view import TodayView  # noqa: PLC0415

        today = _aside(TodayView(self._vault), self._window)
        yield
        notes = _aside(made_notes(self._vault), self._window)
        yield
        clients = _aside(ClientsView(self._vault, notes), self._window)
        yield
        shell = self._shell = _aside(Shell(self._vault, today, clients), self._window)
        yield
        model = ReleasesViewModel(self._vault, self._press, self._folder, shell)
        _join(shell, ReleasesView(model, self._vault.clock))
        _join_settings(shell, self._vault)
        self._whole = True
        yield
        self.built.emit()


def _aside(page: Page, window: QWidget) -> Page:
    """Keep a page with the window that it will stand in, out of sight."""
    page.setParent(window)
    page.hide()
    return page


def _join(shell: "Shell", releases: "ReleasesView") -> None:
    from ui.clients.view import SCREEN as CLIENTS  # noqa: PLC0415 -- imported with the shell
    from ui.releases.view import SCREEN as RELEASES  # noqa: PLC0415
    from ui.strings import releases as words  # noqa: PLC0415

    releases.clients_asked.connect(lambda: shell.show_page(CLIENTS))
    shell.add_page(RELEASES, releases, words.title(), "file-output")
    shell.deadlines_counted.connect(lambda count: shell.set_badge(RELEASES, count))

    def start_release(client_id: "ClientId") -> None:
        shell.show_page(RELEASES)
        releases.start_for(client_id)

    def go_to_request(request_id: "RequestId") -> None:
        shell.show_page(RELEASES)
        releases.go_to_request(request_id)

    shell.release_requested.connect(start_release)
    shell.request_requested.connect(go_to_request)


def _join_settings(shell: "Shell", vault: "OpenVault") -> None:
    from ui.actions import Action  # noqa: PLC0415 -- imported with the shell
    from ui.page import LatePage  # noqa: PLC0415
    from ui.settings import GOALS, SCREEN  # noqa: PLC0415
    from ui.strings import settings as words  # noqa: PLC0415
    from vault.place import Place  # noqa: PLC0415

    def make() -> "SettingsView":
        from ui.settings.view import SettingsView  # noqa: PLC0415 -- on its first visit

        page = SettingsView(vault)
        page.initials_asked.connect(lambda: shell.known_actions.take("names.initials"))
        return page

    shell.add_page(SCREEN, LatePage(SCREEN, make), words.title(), "settings", "Ctrl+,")
    for goal in GOALS:
        place = Place(SCREEN, field=goal)
        going = Action(
            f"settings.{goal}",
            words.goal_action(goal),
            partial(shell.go_to, place),
            icon="settings",
            keywords=words.goal_keywords(goal),
        )
        shell.known_actions.add(going)
