"""Takes a picture of every screen there is, light and dark, from the real window.

The body of `main.py tour`; what it prints is described in docs/commands.md.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.app import Rooms, make_application
from ui.first_run.kit_page import as_image
from ui.tour_guide import Album, NotReached
from ui.tour_stops import STOPS, Trip
from vault.lifecycle import LockReason
from vault.samples import SAMPLE_PASSPHRASE, SampleMaker, sample_profile
from vault.settings import Settings

if TYPE_CHECKING:
    from vault.samples import SampleCounts

CLIENTS, NOTES, SEED = 42, 600, 1
HANDED_OVER = "handed-over"
_PAGE_WIDTH = 1_000
_DONE, _FAILED = 0, 1
_OURS = re.compile(rf"\d\d-[a-z-]+-(light|dark)\.png|{HANDED_OVER}(\.pdf|-\d\d\.png)")


def take_tour(
    out: Path,
    rooms: Rooms,
    stops: Sequence[Callable[[Trip], None]] = STOPS,
    *,
    clients: int = CLIENTS,
    notes: int = NOTES,
) -> int:
    """Leave numbered pictures and the handed-over file in `out`; answers the exit code.

    `out` has to be empty or to hold nothing but an earlier tour, which is replaced. The vaults
    lie in a private folder that is gone afterwards.
    """
    # No display is needed: a platform that was asked for by name still counts.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    album = Album(out)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else make_application(["casekeep"])
    flash = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    try:
        if not _make_room(out):
            sys.stderr.write("The folder holds something else than an earlier tour.\n")
            return _FAILED
        with tempfile.TemporaryDirectory(prefix="casekeep-tour-") as private:
            trip, counts = _prepare(app, rooms, Path(private), album, clients, notes)
            for stop in stops:
                stop(trip)
            pages = _keep_file(trip)
    except NotReached:
        last = album.names[-1] if album.names else "its start"
        sys.stderr.write(f"The tour ended after {last}: the next screen didn't come.\n")
        return _FAILED
    except OSError:
        sys.stderr.write("The pictures can't be written there.\n")
        return _FAILED
    finally:
        app.setCursorFlashTime(flash)
    line = {
        "screens": len(album.names),
        "pictures": album.pictures,
        "pages": pages,
        "clients": counts.clients,
        "notes": counts.notes,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    return _DONE


def _make_room(out: Path) -> bool:
    """Take an earlier tour away; answers whether the folder is free for this one."""
    out.mkdir(parents=True, exist_ok=True)
    there = list(out.iterdir())
    if not all(_OURS.fullmatch(one.name) and one.is_file() for one in there):
        return False
    for one in there:
        one.unlink()
    return True


def _prepare(
    app: QApplication, rooms: Rooms, private: Path, album: Album, clients: int, notes: int
) -> "tuple[Trip, SampleCounts]":
    """Make the sample vault, with keys as expensive as any vault's."""
    folder = private / "sample"
    keeper = rooms.make_keeper(folder)
    keys = rooms.first_run_ports().new_keys()
    store = keeper.create(keys, bytearray(SAMPLE_PASSPHRASE.encode()), sample_profile(), Settings())
    try:
        counts = SampleMaker(store, rooms.clock, SEED).make(clients, notes)
    finally:
        keeper.close(LockReason.ASKED, 0)
    return Trip(app, rooms, private, folder, keys.recovery_groups, album), counts


def _keep_file(trip: Trip) -> int:
    """Copy what was handed over, and draw its pages; answers how many there are."""
    for sealed in trip.private.glob("records*.pdf"):
        (trip.album.folder / f"{HANDED_OVER}.pdf").write_bytes(sealed.read_bytes())
    if not trip.press.unsealed:
        return 0
    with trip.rooms.make_press().pages(trip.press.unsealed) as pages:
        for number in range(pages.count):
            file = trip.album.folder / f"{HANDED_OVER}-{number + 1:02}.png"
            as_image(pages.image(number, _PAGE_WIDTH)).save(str(file))
        return pages.count
