"""What the repositories promise beyond their ports: rows left alone, and lists by an index."""

from typing import Any

import pytest

from storage.connection import Connection
from storage.opener import memory_database
from tests.builders import (
    DAY,
    NOW,
    a_passage,
    a_time,
    keep_alone,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
    some_content,
)
from tests.storage.opened import store_over
from vault.ids import MemberId, NoteId
from vault.notes import NoteContent, NoteType
from vault.passages import About, Template
from vault.ports import Store
from vault.units import UnitKind


@pytest.fixture
def connection() -> Connection:
    return memory_database()


@pytest.fixture
def store(connection: Connection) -> Store:
    return store_over(connection)


def a_kept_note(store: Store, *texts: str) -> NoteId:
    with store.write() as work:
        _, unit_id = keep_alone(work)
        return keep_note(work, unit_id, *texts)


def settle(store: Store, note_id: NoteId, content: NoteContent) -> None:
    with store.write() as work:
        version = work.notes.get(note_id).version
        work.notes.save_draft(note_id, content, NOW, base_version=version)
        work.notes.settle(note_id)


def passage_rows(connection: Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT text, id FROM passage ORDER BY position"))


def found(connection: Connection, word: str) -> list[Any]:
    rows = connection.execute("SELECT rowid FROM passage_fts WHERE text MATCH ?", (word,))
    return [row for (row,) in rows]


@pytest.mark.parametrize(
    "texts",
    [
        ("new", "alpha", "beta", "gamma"),
        ("alpha", "gamma"),
        ("gamma", "beta", "alpha"),
        ("alpha", "new", "gamma", "newer", "beta"),
        (),
    ],
)
def test_settling_leaves_the_rows_of_unchanged_passages_alone(
    connection: Connection, store: Store, texts: tuple[str, ...]
) -> None:
    note_id = a_kept_note(store, "alpha", "beta", "gamma")
    before = passage_rows(connection)
    content = NoteContent(Template.SOAP, tuple(a_passage(text) for text in texts))
    settle(store, note_id, content)
    after = passage_rows(connection)
    assert tuple(after) == texts
    assert {t: n for t, n in after.items() if t in before} == {
        t: n for t, n in before.items() if t in texts
    }
    positions = [row for (row,) in connection.execute("SELECT position FROM passage ORDER BY 1")]
    assert positions == list(range(1, len(texts) + 1))


def test_a_changed_tag_replaces_the_passage(connection: Connection, store: Store) -> None:
    note_id = a_kept_note(store, "alpha", "beta")
    with store.read() as work:
        member: MemberId = work.units.get(work.notes.get(note_id).unit_id).members[0].id
    tagged = a_passage("alpha", about=About.of(member))
    settle(store, note_id, NoteContent(Template.SOAP, (tagged, a_passage("beta"))))
    with store.read() as work:
        assert work.notes.get(note_id).content.passages[0].about == About.of(member)
    assert connection.execute("SELECT count(*) FROM passage_about").fetchone() == (1,)


def test_the_index_follows_only_when_a_draft_is_settled(
    connection: Connection, store: Store
) -> None:
    note_id = a_kept_note(store, "alpha")
    with store.write() as work:
        work.notes.save_draft(note_id, some_content("omega"), NOW, base_version=1)
    assert (len(found(connection, "alpha")), len(found(connection, "omega"))) == (1, 0)
    with store.write() as work:
        work.notes.settle(note_id)
    assert (len(found(connection, "alpha")), len(found(connection, "omega"))) == (0, 1)
    connection.execute("INSERT INTO passage_fts (passage_fts, rank) VALUES ('integrity-check', 1)")


def test_saving_a_draft_writes_its_one_row(connection: Connection, store: Store) -> None:
    note_id = a_kept_note(store, "alpha")
    with store.write() as work:
        before = connection.total_changes
        work.notes.save_draft(note_id, some_content("beta"), NOW, base_version=1)
        assert connection.total_changes == before + 1


# The client list reads every client; the others hold what is open only.
SCANS = {
    "SCAN client USING INDEX client_by_last_met",
    "SCAN unit_member USING COVERING INDEX sqlite_autoindex_unit_member_1",
    "SCAN note USING INDEX note_draft_by_time",
    "SCAN request USING INDEX request_open_by_due",
    "SCAN release USING INDEX release_open_by_start",
}


class WatchedConnection:
    """Notes the statements that go through it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.asked: list[tuple[str, Any]] = []

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        self.asked.append((sql, parameters))
        return self._connection.execute(sql, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def test_no_list_reads_a_whole_growing_table() -> None:
    plain = memory_database()
    watched = WatchedConnection(plain)
    store = store_over(watched)
    with store.write() as work:
        client_id, unit_id = keep_alone(work)
        couple = keep_unit(work, UnitKind.COUPLE, client_id, keep_client(work))
        keep_meeting(work, couple)
        note_id = keep_note(work, unit_id)
    watched.asked.clear()
    with store.read() as work:
        work.clients.rows("", None)
        client = work.clients.get(client_id)
        work.clients.rows("bell", client.details.status)
        work.units.of_client(client_id)
        work.meetings.between(a_time(hour=0), a_time(hour=23))
        work.notes.get(note_id)
        work.notes.addenda(note_id)
        work.notes.timeline(client_id)
        work.notes.of_client(client_id)
        work.notes.drafts()
        work.notes.last_before(note_id, (NoteType.PROGRESS,))
        work.reviews.get(note_id)
        work.reviews.due_by(DAY)
        work.requests.open_ones()
        work.releases.open_ones()
        work.disclosures.of_client(client_id)
    steps = [
        step
        for sql, parameters in watched.asked
        if sql.lstrip().startswith("SELECT")
        for *_, step in plain.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
    ]
    scans = {step for step in steps if step.startswith("SCAN") and "json_each" not in step}
    assert scans - {"SCAN wanted VIRTUAL TABLE INDEX 1:"} == SCANS
    assert any("client_by_status_and_last_met" in step for step in steps)
