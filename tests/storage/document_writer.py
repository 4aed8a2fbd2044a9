"""Adds a document to a vault and dies at a given step, as a kill would have it.

usage: python -m tests.storage.document_writer FOLDER STEP

Says `kept` once the document is said to be kept, and `done` where it wasn't stopped before.
"""

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

from storage import blob_intake, unit_of_work
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of
from vault.documents import Belonging, DocumentService
from vault.ids import UnitId
from vault.lifecycle import LockReason

CONTENT = b"%PDF-1.7 quixotic zephyr " + bytes(3 * 1024 * 1024)
STEPS = ("write_all", "sync", "sync_folder")


def dying(step: int) -> Callable[[Any], Any]:
    """Wrap calls so that the process ends before the one with this number."""
    taken = 0

    def wrapped(call: Any) -> Any:
        def counted(*arguments: Any, **named: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == step:
                os._exit(9)
            return call(*arguments, **named)

        return counted

    return wrapped


def main(folder: Path, step: int) -> None:
    """Add one document, and say how far it came."""
    opener = keeper_of(folder)
    opener._random_bytes = secrets.token_bytes
    store = opener.unlock(PASSPHRASE)
    documents = DocumentService(store, StillClock())
    wrapped = dying(step)
    for name in STEPS:
        setattr(blob_intake, name, wrapped(getattr(blob_intake, name)))
    Path.replace = wrapped(Path.replace)  # type: ignore[method-assign]
    unit_of_work.SqlStore.write = wrapped(unit_of_work.SqlStore.write)  # type: ignore[method-assign]
    arrival = documents.begin(CONTENT, Belonging(UnitId(1)), PurePath("letter.pdf"))
    while arrival.step():
        pass
    documents.keep(arrival, again=True)
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    wrapped(lambda: None)()
    opener.close(LockReason.ASKED, 0)
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
