"""A counselor at work, until somebody kills the process.

usage: python -m tests.soak.writer FOLDER

Opens the vault and saves drafts, settles, signs, rests, locks and unlocks without a pause. What
is known to be kept is said on standard output, one line each, after the call came back:
`draft NOTE VERSION` and `signed NOTE VERSION`.
"""

import itertools
import sys
from pathlib import Path
from random import Random

from storage.keeper import VaultKeeper
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of
from vault.clients import ClientDetails, ClientService
from vault.ids import NoteId, UnitId
from vault.lifecycle import LockReason
from vault.note_service import NoteService
from vault.notes import NoteContent, NoteType
from vault.passages import Passage, Section, Template
from vault.ports import Store

SAVES_A_NOTE = 25
REST_EVERY = 40
LOCK_EVERY = 150


def text_of(note: int, version: int) -> str:
    """The text that every version of a note has, so that a reader can tell."""
    words = Random(note * 1_000_003 + version).choices(("walked", "slept", "called", "wept"), k=40)
    return f"{note} {version} {' '.join(words)}"


def content_of(note: int, version: int) -> NoteContent:
    """That text as a note's content."""
    return NoteContent(Template.FREE, (Passage(Section.TEXT, text_of(note, version)),))


def say(*words: object) -> None:
    """Tell the parent."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def work(folder: Path) -> None:
    """Write until killed."""
    keeper = keeper_of(folder)
    say("loaded")
    steps = itertools.count(1)
    while True:
        store = keeper.unlock(PASSPHRASE)
        write(keeper, store, steps)
        keeper.close(LockReason.ASKED, 0)


def write(keeper: VaultKeeper, store: Store, steps: "itertools.count[int]") -> None:
    """Write note after note, until it is time to lock."""
    notes = NoteService(store, StillClock())
    unit_id = unit(store)
    while True:
        note_id = notes.start(unit_id, NoteType.FREE, Template.FREE).value
        version = notes.open(note_id).note.version
        for _ in range(SAVES_A_NOTE):
            content = content_of(note_id, version + 1)
            version = notes.save_draft(note_id, content, base_version=version).value
            say("draft", note_id, version)
            step = next(steps)
            if step % 7 == 0:
                notes.settle(note_id)
            if step % REST_EVERY == 0:
                keeper.rest()
            if step % LOCK_EVERY == 0:
                return
        notes.sign(NoteId(note_id), base_version=version)
        say("signed", note_id, version)


def unit(store: Store) -> UnitId:
    """The one client's unit, made when it isn't there yet."""
    with store.read() as work:
        clients = work.clients.rows("", None)
    if not clients:
        client_id = ClientService(store, StillClock()).create(ClientDetails(name="Ann")).value
    else:
        client_id = clients[0].id
    with store.read() as work:
        return work.units.of_client(client_id)[0].id


if __name__ == "__main__":
    work(Path(sys.argv[1]))
