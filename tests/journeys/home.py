"""A window over a real vault, in this process: every room is the real one.

Two things are not: the key derivation costs nothing, and the end of the process is written
down instead of happening. `fresh` then opens the window that would have taken its place.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storage import doors
from storage.clock import SystemClock
from storage.glance import glance
from storage.keeper import VaultKeeper
from storage.new_vault import DrawnVault
from tests.fast_keys import FAST_PARAMETERS, FAST_POLICY
from tests.storage.opened import CountingBytes
from ui.app import Casekeep, Rooms
from ui.furnish import House
from ui.lifecycle import VaultLifecycle
from vault.cabinet import Cabinet
from vault.first_run import FirstRunPorts
from vault.ids import ClientId, NoteId
from vault.lifecycle import LockReason, State
from vault.notes import NoteContent, NoteType
from vault.passages import About, Passage, Section, Template
from vault.ports import Keeper
from vault.profile import Profile
from vault.settings import Settings

PASSPHRASE = "gravel teapot anthem mosaic ferry quilt"
PROFILE = Profile(name="Mara Quill", credential="LMFT", practice="Quill Counseling", state="OR")


def fast_keeper(folder: Path) -> VaultKeeper:
    """A real keeper whose key derivation costs nothing."""
    return VaultKeeper(
        folder,
        SystemClock(),
        policy=FAST_POLICY,
        measure=lambda _policy: FAST_PARAMETERS,
        lock_wait_seconds=0.0,
    )


def make_vault(folder: Path, fill: Callable[[Cabinet], None], passphrase: str = PASSPHRASE) -> str:
    """Make a vault, let `fill` write into it, lock it; answers the recovery key."""
    keeper = fast_keeper(folder)
    plan = DrawnVault(CountingBytes())
    store = keeper.create(plan, bytearray(passphrase.encode()), PROFILE, Settings())
    fill(Cabinet.over(store, SystemClock(), doors.press(), doors.outbox(), doors.calendars))
    keeper.close(LockReason.ASKED, 0)
    return "-".join(plan.recovery_groups)


def write_draft(cabinet: Cabinet, client_id: ClientId, text: str) -> tuple[NoteId, int]:
    """Write a draft of one paragraph about a client seen alone; answers its number and version."""
    unit = cabinet.units.of_client(client_id)[0]
    note_id = cabinet.notes.start(unit.id, NoteType.PROGRESS, Template.SOAP).value
    passage = Passage(Section.SUBJECTIVE, text, About.of(unit.members[0].id))
    content = NoteContent(Template.SOAP, (passage,))
    return note_id, cabinet.notes.save_draft(note_id, content, base_version=1).value


@dataclass
class Home:
    """One window after another over one vault folder."""

    qtbot: QtBot
    folder: Path
    endings: list[bool] = field(default_factory=list)
    keepers: list[Keeper] = field(default_factory=list)
    remembered: list[Path] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    casekeep: Casekeep | None = None
    sample: Path = Path("/nowhere")

    def open_window(self) -> Casekeep:
        """Start the window as the front door does, and wait until it is furnished."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        casekeep = Casekeep(app, self._rooms(), self.folder)
        casekeep.start()
        self.casekeep = casekeep
        casekeep.window.activateWindow()
        self.qtbot.waitUntil(casekeep.window.isActiveWindow)
        self.qtbot.waitUntil(lambda: casekeep.house is not None)
        return casekeep

    def unlock(self, passphrase: str = PASSPHRASE) -> VaultLifecycle:
        """Type the passphrase into the window and wait for the records."""
        assert self.casekeep is not None
        page = self.casekeep.window.page
        assert page is not None
        page.passphrase_submitted.emit(bytearray(passphrase.encode()))  # type: ignore[attr-defined]
        self.qtbot.waitUntil(lambda: self.lifecycle.state is State.OPEN)
        return self.lifecycle

    def fresh(self) -> Casekeep:
        """Let go of the ended window and open the one that takes its place."""
        self.close()
        return self.open_window()

    def close(self) -> None:
        """Take the window away as the end of its process would."""
        if self.casekeep is None:
            return
        casekeep, self.casekeep = self.casekeep, None
        if casekeep.house is not None:
            casekeep.house.close()
            casekeep.house.lifecycle.tasks.finish(self._close_keepers, 5.0)
            casekeep.house.lifecycle.tasks.close()
        self.keepers.clear()
        casekeep.window.close_for_good()
        casekeep.window.deleteLater()
        casekeep.theme.deleteLater()
        casekeep.deleteLater()
        delete_what_was_left()

    def _close_keepers(self) -> None:
        for keeper in self.keepers:
            keeper.close(LockReason.ASKED, 0)

    @property
    def house(self) -> House:
        """What stands behind the present window."""
        assert self.casekeep is not None
        assert self.casekeep.house is not None
        return self.casekeep.house

    @property
    def lifecycle(self) -> VaultLifecycle:
        """The present window's lifecycle."""
        return self.house.lifecycle

    def _rooms(self) -> Rooms:
        def keeper(folder: Path) -> Keeper:
            made = fast_keeper(folder)
            self.keepers.append(made)
            return made

        def ports() -> FirstRunPorts:
            real = doors.first_run_ports()
            return FirstRunPorts(
                inspect=real.inspect,
                words=real.words,
                randbelow=real.randbelow,
                strength=real.strength,
                new_keys=real.new_keys,
                keeper_for=keeper,
            )

        return Rooms(
            clock=SystemClock(),
            glance=glance,
            make_keeper=keeper,
            make_press=doors.press,
            make_outbox=doors.outbox,
            make_calendars=doors.calendars,
            first_run_ports=ports,
            proposed_folder=lambda: self.folder,
            make_sample=lambda: (self.sample, PASSPHRASE),
            remember=self.remembered.append,
            theme=lambda: self.themes[-1] if self.themes else "",
            remember_theme=self.themes.append,
            harden=lambda: None,
            ending=lambda _command: self.endings.append,
        )


def delete_what_was_left() -> None:
    """Delete now what the event loop deletes when it comes round, in a process that has one."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@contextmanager
def home(qtbot: QtBot, folder: Path) -> Iterator[Home]:
    """Give a home, and close its window afterwards."""
    made = Home(qtbot, folder)
    try:
        yield made
    finally:
        made.close()
