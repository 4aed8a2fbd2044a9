"""A window in a process of its own that is closed while it makes its first vault.

Everything is the real program, but for a key derivation that costs nothing and a making that
begins only when the window has gone. It exits with 0 where the vault stands, locked, when the
program ends.
"""

import sys
import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

import main
from storage import doors
from storage.glance import glance
from storage.keeper import VaultKeeper
from tests.journeys.home import PROFILE, fast_keeper
from ui.app import Casekeep, make_application
from ui.first_run.view import FirstRunView
from vault.first_run import FirstRunPorts, Step
from vault.first_run_steps import KitKept
from vault.glance import Sight
from vault.ports import Store


class Leaver(QObject):
    """Answers what the wizard asks, and closes the window once the vault is being made."""

    def __init__(self, casekeep: Casekeep) -> None:
        super().__init__()
        self._casekeep = casekeep
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        page = self._casekeep.window.page
        if not isinstance(page, FirstRunView):
            return
        model, run = page.model, page.model.first_run
        if run.step is Step.MAKING:
            self._timer.stop()
            self._casekeep.window.close()
            gone.set()
            return
        if run.passphrase.offered:
            run.passphrase.type_again(bytearray(run.passphrase.offered.encode()))
        if run.kit.keys is not None:
            run.kit.keep(KitKept.PRINTED)
            for group in run.kit.asked:
                run.kit.type_group(
                    group, bytearray(run.kit.keys.recovery_groups[group - 1], "ascii")
                )
        run.set_profile(PROFILE)
        model.go_on()


def make_late(keeper: VaultKeeper, *told: object) -> Store:
    """Make a vault, a while after the window has gone."""
    gone.wait()
    threading.Event().wait(0.5)
    return create(keeper, *told)  # type: ignore[arg-type]


def ports() -> FirstRunPorts:
    """Give the wizard a keeper that is quick to derive and late to begin."""
    return replace(doors.first_run_ports(), keeper_for=fast_keeper)


gone = threading.Event()
create = VaultKeeper.create

if __name__ == "__main__":
    VaultKeeper.create = make_late  # type: ignore[method-assign, assignment]
    folder = Path(sys.argv[1])
    app = make_application(sys.argv)
    casekeep = Casekeep(app, replace(main.rooms(folder), first_run_ports=ports), folder)
    casekeep.start()
    leaver = Leaver(casekeep)
    app.exec()
    sys.exit(glance(folder).sight is not Sight.LOCKED)
