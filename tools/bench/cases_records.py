"""What the database's thread does: saving drafts, settling notes, listing."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tools.bench.cases import PERCENTILE_NEEDS, Must, case, clocked
from tools.bench.cases_life import NOTES_OF_CLIENT, SIZES
from tools.bench.sample_vaults import CLOCK, SampleVault, sample_vault
from vault.clients import ClientService
from vault.ids import ClientId, NoteId
from vault.note_service import NoteService

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.connection import Connection
    from vault.notes import NoteContent

PAGE_BYTES = 16 * 1024
MANY_CLIENTS = 10_000
REPEATS = 40
LIST_OF_CLIENTS = """
    SELECT id, name, used_name, birth_date, status, last_met_at_utc FROM client
    ORDER BY last_met_at_utc DESC, name_folded
"""
PUT_DRAFT = """
    INSERT INTO note_draft (note_id, body, version, saved_at_utc) VALUES (?, ?, 1, 1)
    ON CONFLICT (note_id) DO UPDATE SET body = excluded.body, version = version + 1
"""


@dataclass
class Records:
    """An open vault and its plain copy, with a note that is being written."""

    sample: SampleVault
    notes: NoteService
    clients: ClientService
    plain: Connection
    disk: int
    content: NoteContent
    version: int
    passage: int
    counted: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def note(self) -> NoteId:
        """The note that is being written."""
        return NoteId(self.sample.draft)

    def typed(self) -> NoteContent:
        """Returns the note with another word in its first passage."""
        first, *others = self.content.passages
        words = f"{first.text} {next(self.counted)}"
        return replace(self.content, passages=(replace(first, text=words), *others))

    def save(self, content: NoteContent) -> None:
        """Saves draft text."""
        self.version = self.notes.save_draft(self.note, content, base_version=self.version).value


@contextlib.contextmanager
def _records(notes: int, clients: int = 0) -> Iterator[Records]:
    sample = sample_vault(notes, clients)
    disk = os.open(sample.folder.with_suffix(".sync"), os.O_RDWR | os.O_CREAT, 0o600)
    with sample.opened() as store, sample.opened_plain() as plain:
        service = NoteService(store, CLOCK)
        service.settle_all()
        note = service.open(NoteId(sample.draft)).note
        (passage,) = plain.execute(
            "SELECT min(id) FROM passage WHERE note_id = ?", (sample.draft,)
        ).fetchone()
        yield Records(
            sample,
            service,
            ClientService(store, CLOCK),
            plain,
            disk,
            note.content,
            note.version,
            passage,
        )
    os.close(disk)


def _save_draft(records: Records) -> float:
    content = records.typed()
    return clocked(lambda: records.save(content))


def _sync(records: Records) -> float:
    """Writes a page over and waits for the disk."""

    def synced() -> None:
        os.pwrite(records.disk, os.urandom(PAGE_BYTES), 0)
        os.fdatasync(records.disk)

    return clocked(synced)


def _save_plain(records: Records) -> float:
    """Keeps the same text in a row of plain SQLite."""
    text = "\n".join(passage.text for passage in records.typed().passages)

    def saved() -> None:
        records.plain.execute("BEGIN IMMEDIATE")
        records.plain.execute(PUT_DRAFT, (records.sample.draft, text))
        records.plain.execute("COMMIT")

    return clocked(saved)


def _settle(records: Records) -> float:
    records.save(records.typed())
    return clocked(lambda: records.notes.settle(records.note))


def _settle_plain(records: Records) -> float:
    """Moves the same text into its row, and so into the index, of plain SQLite."""
    _save_plain(records)
    text = records.typed().passages[0].text

    def settled() -> None:
        records.plain.execute("BEGIN IMMEDIATE")
        change = "UPDATE passage SET text = ? WHERE id = ?"
        records.plain.execute(change, (text, records.passage))
        draft = (records.sample.draft,)
        records.plain.execute("UPDATE note SET version = version + 1 WHERE id = ?", draft)
        records.plain.execute("DELETE FROM note_draft WHERE note_id = ?", draft)
        records.plain.execute("COMMIT")

    return clocked(settled)


def _timeline(records: Records) -> float:
    return clocked(lambda: records.notes.timeline(ClientId(records.sample.busiest)))


def _timeline_plain(records: Records) -> float:
    busiest = (records.sample.busiest,)
    return clocked(lambda: records.plain.execute(NOTES_OF_CLIENT, busiest).fetchall())


def _client_list(records: Records) -> float:
    return clocked(records.clients.rows)


def _client_list_plain(records: Records) -> float:
    return clocked(lambda: records.plain.execute(LIST_OF_CLIENTS).fetchall())


for _notes in SIZES:
    _open = functools.partial(_records, _notes)
    _at = f"{_notes:,} notes"
    case(
        f"draft saved, beside one disk sync of 16 KiB, {_at}",
        repeats=PERCENTILE_NEEDS,
        must=[Must("median", 1)],
        setup=_open,
        floor=_sync,
    )(_save_draft)
    case(
        f"draft saved, beside plain SQLite, {_at}",
        repeats=PERCENTILE_NEEDS,
        must=[Must("median", 1)],
        setup=_open,
        floor=_save_plain,
    )(_save_draft)
    case(
        f"note settled with its index, {_at}",
        repeats=PERCENTILE_NEEDS,
        must=[Must("median", 2)],
        setup=_open,
        floor=_settle_plain,
    )(_settle)
    case(
        f"list of a client's notes, {_at}",
        repeats=REPEATS,
        setup=_open,
        floor=_timeline_plain,
    )(_timeline)

case(
    f"list of {MANY_CLIENTS:,} clients",
    repeats=REPEATS,
    setup=functools.partial(_records, MANY_CLIENTS, MANY_CLIENTS),
    floor=_client_list_plain,
)(_client_list)
