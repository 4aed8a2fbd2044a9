"""What every view model over an open vault is given."""

from dataclasses import dataclass

from ui.hub import Hub
from ui.tasks import HeldTasks, Tasks
from vault.cabinet import Cabinet
from vault.ports import Clock


@dataclass(frozen=True, slots=True)
class OpenVault:
    """An open vault as the window sees it.

    The cabinet's services are called only inside an `Op`: on the database's thread, but for those
    that say that they need no database.
    """

    cabinet: Cabinet
    tasks: Tasks | HeldTasks
    hub: Hub
    clock: Clock
