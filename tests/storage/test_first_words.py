"""A database of before it was known when a note's first words were kept."""

from sqlcipher3 import dbapi2

from storage.migrations import MIGRATIONS, migrate
from storage.migrations.m0120_first_words import VERSION
from storage.notes import SqlNoteRepo
from storage.opener import READING_SETTINGS
from tests.storage.test_amendments import ROWS
from vault.ids import NoteId


def test_its_notes_count_from_when_they_were_made_signed_ones_unchanged() -> None:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    for name, value, _ in READING_SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    migrate(connection, tuple(one for one in MIGRATIONS if one.version < VERSION))
    for statement in ROWS.split(";\n"):
        connection.execute(statement)
    before = connection.execute("SELECT * FROM note ORDER BY id").fetchall()
    migrate(connection, tuple(one for one in MIGRATIONS if one.version == VERSION))
    after = connection.execute("SELECT * FROM note ORDER BY id").fetchall()
    assert [row[:-1] for row in after] == before
    assert [row[-1] for row in after] == [None, 2, 3, 4, 5]
    migrate(connection)
    # What a signature covers is the same time as before.
    for note_id in (1, 2):
        note = SqlNoteRepo(connection).get(NoteId(note_id))
        assert note.begun_at_utc == note.created_at_utc
    connection.close()
