"""What a signed note holds beside itself: tried with SQL, and with a database of before."""

from collections.abc import Iterator

import pytest
from sqlcipher3 import dbapi2

from storage.connection import Connection
from storage.migrations import MIGRATIONS, migrate
from storage.migrations.m0180_held_meetings import VERSION
from storage.notes import SqlNoteRepo
from storage.opener import READING_SETTINGS
from tests.builders import (
    NOW,
    a_passage,
    a_time,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
    sign,
    some_content,
)
from tests.storage.opened import store_over
from tests.storage.test_amendments import ROWS
from vault.ids import NoteId
from vault.notes import NoteContent, NoteType
from vault.passages import About, Template
from vault.signing import is_whole
from vault.units import NewMember, UnitKind

HELD = """
UPDATE meeting SET starts_at_utc = 1 WHERE id = 1
UPDATE meeting SET minutes = 1440 WHERE id = 1
UPDATE meeting SET form = 'phone', place = 'Elsewhere' WHERE id = 1
UPDATE meeting SET number = 9 WHERE id = 1
UPDATE OR REPLACE meeting SET id = 1 WHERE id = 2
REPLACE INTO meeting SELECT id, unit_id, number, 1, minutes, form, place FROM meeting WHERE id = 1
DELETE FROM attendance WHERE meeting_id = 1
UPDATE attendance SET member_id = 2 WHERE meeting_id = 1
UPDATE attendance SET meeting_id = 1 WHERE meeting_id = 2
INSERT INTO attendance VALUES (1, 2)
REPLACE INTO attendance VALUES (1, 1)
UPDATE unit_member SET client_id = 2 WHERE id = 1
UPDATE unit_member SET client_id = NULL, name = 'Nobody' WHERE id = 1
UPDATE unit_member SET client_id = 1 WHERE id = 3
UPDATE unit_member SET name = 'Uncle' WHERE id = 3
UPDATE OR REPLACE unit_member SET id = 3 WHERE id = 4
REPLACE INTO unit_member SELECT id, unit_id, position, 2, '', role, joined_on, left_on
    FROM unit_member WHERE id = 1
UPDATE note SET seal_version = 1 WHERE id = 2
UPDATE note_draft SET note_id = 2
""".strip().replace("\n    ", " ")
HELD_UNIT = """
UPDATE unit SET kind = 'individual' WHERE id = 1
UPDATE unit SET id = 9 WHERE id = 1
UPDATE OR REPLACE unit SET id = 1 WHERE id = 2
REPLACE INTO unit (id, kind, opened_on) VALUES (1, 'group', '2026-01-05')
DELETE FROM unit WHERE id = 1
""".strip()
FREE = """
UPDATE unit SET name = 'Reyes', closed_on = '2026-11-20' WHERE id = 1
UPDATE unit SET kind = 'couple' WHERE id = 2
UPDATE meeting SET minutes = 80 WHERE id = 2
DELETE FROM attendance WHERE meeting_id = 2
UPDATE unit_member SET role = 'mother', left_on = '2026-11-20' WHERE id = 1
DELETE FROM unit_member WHERE id = 4
""".strip()


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A family at two sessions; a draft and a signed note are about the first."""
    made: Connection = dbapi2.connect(":memory:", isolation_level=None)
    for name, value, _ in READING_SETTINGS:
        made.execute(f"PRAGMA {name} = {value}")
    yield made
    made.close()


def fill(connection: Connection) -> NoteId:
    with store_over(connection).write() as work:
        unit_id = keep_unit(work, UnitKind.FAMILY, keep_client(work), keep_client(work))
        keep_unit(work, UnitKind.GROUP)
        for name in ("Aunt", "Neighbour"):
            work.units.add_member(unit_id, NewMember(name=name))
        first, second, aunt, _ = (one.id for one in work.units.get(unit_id).members)
        met = keep_meeting(work, unit_id, a_time(5), first)
        keep_meeting(work, unit_id, a_time(6), second)
        draft = keep_note(work, unit_id, "A draft.", meeting_id=met)
        work.notes.save_draft(draft, some_content("A draft."), NOW, base_version=1)
        note_id = keep_note(work, unit_id, meeting_id=met, type=NoteType.RISK)
        content = NoteContent(Template.RISK, (a_passage("Said.", about=About.of(aunt)),))
        work.notes.save_draft(note_id, content, NOW, base_version=1)
    return note_id


@pytest.mark.parametrize("statement", HELD.splitlines())
def test_the_database_refuses_to_change_what_a_signed_note_holds(
    connection: Connection, statement: str
) -> None:
    migrate(connection)
    note_id = fill(connection)
    with store_over(connection).write() as work:
        sign(work, note_id)
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(statement)


@pytest.mark.parametrize("statement", HELD_UNIT.splitlines())
def test_a_unit_with_a_signed_note_stays_what_it_is(connection: Connection, statement: str) -> None:
    migrate(connection)
    note_id = fill(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    with store_over(connection).write() as work:
        sign(work, note_id)
    with pytest.raises(dbapi2.IntegrityError, match="a signed note holds it"):
        connection.execute(statement)


@pytest.mark.parametrize("statement", FREE.splitlines())
def test_the_rest_can_change(connection: Connection, statement: str) -> None:
    migrate(connection)
    note_id = fill(connection)
    with store_over(connection).write() as work:
        sign(work, note_id)
    assert connection.execute(statement).rowcount == 1
    assert is_whole(SqlNoteRepo(connection).get(note_id))


@pytest.mark.parametrize("statement", HELD.splitlines())
def test_a_change_behind_the_triggers_shows(connection: Connection, statement: str) -> None:
    migrate(connection)
    note_id = fill(connection)
    with store_over(connection).write() as work:
        sign(work, note_id)
    triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    puts_back_the_same = statement == "REPLACE INTO attendance VALUES (1, 1)"
    assert is_whole(SqlNoteRepo(connection).get(note_id)) == puts_back_the_same


def test_what_was_signed_before_keeps_its_seal(connection: Connection) -> None:
    migrate(connection, tuple(one for one in MIGRATIONS if one.version < VERSION))
    for statement in ROWS.split(";\n"):
        connection.execute(statement)
    before = connection.execute("SELECT * FROM note ORDER BY id").fetchall()
    migrate(connection)
    after = connection.execute("SELECT * FROM note ORDER BY id").fetchall()
    assert after == [(*row, 1) for row in before]
