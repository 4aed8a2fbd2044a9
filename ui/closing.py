"""The end of a lock, on the database's thread: the texts, the place, then the keys."""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from vault.errors import FaultError
from vault.lifecycle import LockReason
from vault.place import Place
from vault.ports import Keeper

if TYPE_CHECKING:
    from vault.cabinet import Cabinet

Save = Callable[[], object]

_log = logging.getLogger("casekeep.lifecycle")


def close(
    keeper: Keeper,
    cabinet: "Cabinet | None",
    saves: Sequence[Save],
    place: Place,
    reason: LockReason,
) -> None:
    """Store what can be stored, then close; the unlock window tells what couldn't be."""
    done = [_done(save) for save in saves]
    saved, lost = done.count(True), done.count(False)
    try:
        if cabinet is not None:
            saved = max(saved, cabinet.notes.settle_all().value)
            cabinet.practice.put_place(place)
            cabinet.examinations.leave()
    finally:
        keeper.close(reason, saved, lost)


def unread() -> None:
    """Stand for the texts of a page that can't say which they are: they count as lost."""
    raise FaultError("pending_saves")


def _done(save: Save) -> bool:
    """Say whether a text could be stored; one that couldn't doesn't keep the others back."""
    try:
        save()
    except Exception as error:  # noqa: BLE001 -- nothing can veto the lock
        _log.error("lock.draft %s", type(error).__name__)
        return False
    return True
