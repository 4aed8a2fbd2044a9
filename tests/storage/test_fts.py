from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from storage.connection import Connection
from storage.fts import INDEXES, match, rebuild, require_sound
from storage.migrations import MIGRATIONS, m0150_third_persons, migrate
from storage.opener import READING_SETTINGS, memory_database, read_database
from tests.storage.opened import RAW_KEY, file_store
from vault.search_query import parse

NOTE = """
INSERT INTO note (unit_id, type, template, happened_at_utc, created_at_utc, changed_at_utc)
VALUES (1, 'free', 'free', 1, 1, 1)
"""
PASSAGE = """
INSERT INTO passage (note_id, position, section, text, about_kind)
VALUES (1, ?, 'text', ?, 'untagged')
"""


@pytest.fixture
def connection() -> Iterator[Connection]:
    opened = memory_database()
    opened.execute("INSERT INTO unit (kind, opened_on) VALUES ('individual', '2026-01-05')")
    opened.execute(NOTE)
    yield opened
    opened.close()


def found(connection: Connection, typed: str) -> list[int]:
    rows = connection.execute(
        "SELECT rowid FROM passage_fts WHERE passage_fts MATCH ? ORDER BY rowid",
        (match(parse(typed).terms),),
    )
    return [number for (number,) in rows]


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", ""),
        ("  \t\n", ""),
        ("!? -- *", ""),
        ("sleep", '"sleep"*'),
        ("s", '"s"'),
        ("poor sleep", '"poor"* "sleep"*'),
        ("the sleep", '"the" "sleep"*'),
        ('said "oh no"', '"said"* "oh no"'),
        ("5'10\"", '"5\'10"""*'),
        ("AND OR NEAR(", '"AND" "OR" "NEAR("*'),
        ("a\0b", '"a" "b"'),
    ],
)
def test_what_is_typed_is_words_and_nothing_else(typed: str, query: str) -> None:
    assert match(parse(typed).terms) == query


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_breaks_the_query(typed: str) -> None:
    connection = memory_database()
    query = match(parse(typed.encode("utf-8", "replace").decode()).terms)
    for index in INDEXES if query else ():
        connection.execute(f"SELECT 1 FROM {index.name} WHERE {index.name} MATCH ?", (query,))
    connection.close()


def test_passages_are_found_by_their_beginnings_whatever_the_accents(
    connection: Connection,
) -> None:
    connection.execute(PASSAGE, (1, "Breathing exercise at Zoë's café"))
    connection.execute(PASSAGE, (2, "Sleeps poorly"))
    assert found(connection, "br") == [1]
    assert found(connection, "BREATHING exer") == [1]
    assert found(connection, "zoe cafe") == [1]
    assert found(connection, "sle") == [2]
    assert found(connection, "breathing sleeps") == []


@pytest.mark.parametrize("letters", range(2, 10))
def test_words_are_found_by_beginnings_of_every_length(
    connection: Connection, letters: int
) -> None:
    connection.execute(PASSAGE, (1, "breathing"))
    connection.execute(PASSAGE, (2, "bread"))
    connection.execute(PASSAGE, (3, "walks"))
    beginning = "breathing"[:letters]
    assert found(connection, beginning) == ([1, 2] if "bread".startswith(beginning) else [1])


def test_the_index_follows_every_change_of_a_passage(connection: Connection) -> None:
    connection.execute(PASSAGE, (1, "Breathing exercise"))
    connection.execute("UPDATE passage SET text = 'Walks daily' WHERE id = 1")
    assert (found(connection, "breathing"), found(connection, "walks")) == ([], [1])
    connection.execute("UPDATE passage SET position = 5 WHERE id = 1")
    assert found(connection, "walks") == [1]
    connection.execute("DELETE FROM passage")
    assert found(connection, "walks") == []
    require_sound(connection)


def test_deleted_words_do_not_stay_in_the_index(connection: Connection) -> None:
    connection.execute(PASSAGE, (1, "quixotic zephyr"))
    connection.execute(PASSAGE, (2, "walks"))
    connection.execute("DELETE FROM passage WHERE id = 1")
    segments = connection.execute("SELECT block FROM passage_fts_data").fetchall()
    assert not any(b"quixotic" in block or b"zephyr" in block for (block,) in segments)


NAMED = """
INSERT INTO passage (note_id, position, section, text, about_kind, third_person)
VALUES (1, ?, 'text', ?, 'third_person', ?)
"""


def test_a_third_person_s_name_follows_the_tag_and_needs_words(connection: Connection) -> None:
    connection.execute(NAMED, (1, "He drinks", "Quixotic Rob"))
    connection.execute(NAMED, (2, "", "Quixotic Rob"))
    assert found(connection, "rob") == [1]
    connection.execute("UPDATE passage SET text = 'So he said' WHERE id = 2")
    assert found(connection, "rob") == [1, 2]
    connection.execute("UPDATE passage SET about_kind = 'untagged', third_person = ''")
    assert found(connection, "rob") == []
    segments = connection.execute("SELECT block FROM passage_fts_data").fetchall()
    assert not any(b"quixotic" in block for (block,) in segments)
    require_sound(connection)


def test_third_persons_from_before_they_were_looked_for_are_found() -> None:
    opened: Connection = dbapi2.connect(":memory:", isolation_level=None)
    for name, value, _ in READING_SETTINGS:
        opened.execute(f"PRAGMA {name} = {value}")
    migrate(opened, tuple(one for one in MIGRATIONS if one.version < m0150_third_persons.VERSION))
    opened.execute("INSERT INTO unit (kind, opened_on) VALUES ('individual', '2026-01-05')")
    opened.execute(NOTE)
    opened.execute(NAMED, (1, "He drinks", "uncle Rob"))
    opened.execute(NAMED, (2, " ", "uncle Rob"))
    migrate(opened)
    assert found(opened, "rob drinks") == [1]
    assert found(opened, "rob") == [1]
    require_sound(opened)
    opened.close()


def test_a_sound_index_is_sound_and_the_check_leaves_nothing(connection: Connection) -> None:
    for place in range(1, 60):
        connection.execute(PASSAGE, (place, f"word{place} again and again " * 20))
    for _ in range(2):
        require_sound(connection)
    left = connection.execute("SELECT count(*) FROM temp.sqlite_schema").fetchone()
    assert left == (0,)


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TRIGGER passage_fts_update",
        "DROP TRIGGER passage_fts_delete",
        "DROP TRIGGER passage_fts_insert",
    ],
)
def test_an_index_that_lost_step_with_the_passages_is_found_and_mended(
    connection: Connection, damage: str
) -> None:
    connection.execute(PASSAGE, (1, "Breathing exercise"))
    connection.execute(PASSAGE, (2, "Sleeps poorly"))
    connection.execute(damage)
    connection.execute("UPDATE passage SET text = 'Walks' WHERE id = 1")
    connection.execute("DELETE FROM passage WHERE id = 2")
    connection.execute(PASSAGE, (3, "Eats well"))
    with pytest.raises(dbapi2.DatabaseError):
        require_sound(connection)
    rebuild(connection)
    require_sound(connection)


def test_the_index_is_checked_without_the_means_to_write(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        store._connection.execute(
            "INSERT INTO unit (kind, opened_on) VALUES ('group', '2026-01-05')"
        )
        store._connection.execute(NOTE)
        store._connection.execute(PASSAGE, (1, "Breathing exercise"))
    reading = read_database(tmp_path / "vault.db", RAW_KEY, immutable=True)
    require_sound(reading)
    reading.close()
