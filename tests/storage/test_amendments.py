"""The shape that amendments, copies and reviews are kept in, tried with literal rows."""

from collections.abc import Iterator

import pytest
from sqlcipher3 import dbapi2

from storage.connection import Connection
from storage.migrations import MIGRATIONS, Migration, migrate
from storage.migrations.m0070_amendments import VERSION
from storage.opener import READING_SETTINGS

BEFORE = tuple(one for one in MIGRATIONS if one.version < VERSION)
ROWS = """
INSERT INTO client (id, case_number, name, name_folded, status, opened_on, created_at_utc,
    changed_at_utc)
VALUES (1, 'C-0001', 'Ann Ashgrove', 'ann ashgrove', 'open', '2026-01-05', 1, 1);
INSERT INTO unit (id, kind, opened_on) VALUES (1, 'individual', '2026-01-05');
INSERT INTO unit_member (id, unit_id, position, client_id) VALUES (1, 1, 1, 1);
INSERT INTO note (id, unit_id, type, template, happened_at_utc, created_at_utc, changed_at_utc)
VALUES (1, 1, 'progress', 'soap', 1000, 1, 1), (2, 1, 'treatment_plan', 'treatment_plan', 2, 2, 2),
       (3, 1, 'free', 'free', 3, 3, 3);
INSERT INTO passage (id, note_id, position, section, text, about_kind)
VALUES (1, 1, 1, 'plan', 'Breathing exercise', 'all'), (2, 3, 1, 'text', 'A draft', 'untagged');
UPDATE note SET state = 'signed', signed_at_utc = 9, signed_by = 'M', sha256 = 'SHA' WHERE id = 1;
INSERT INTO note (id, unit_id, amends, type, template, happened_at_utc, created_at_utc,
    changed_at_utc)
VALUES (4, 1, 1, 'addendum', 'amendment', 4, 4, 4), (5, 1, 1, 'addendum', 'free', 5, 5, 5)
""".replace("'SHA'", f"'{'e' * 64}'")
CORRECTION = (
    "INSERT INTO passage (id, note_id, position, section, text, about_kind, corrects, copied_from)"
    " VALUES (9, {note}, 9, 'correction', 'Walks', 'all', {corrects}, {copied})"
)


@pytest.fixture
def filled() -> Iterator[Connection]:
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    for name, value, _ in READING_SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    migrate(connection, BEFORE)
    for statement in ROWS.split(";\n"):
        connection.execute(statement)
    own = next(one for one in MIGRATIONS if one.version == VERSION)
    assert migrate(connection, (*BEFORE, Migration(VERSION, own.statements))) == [VERSION]
    yield connection
    connection.close()


def refused(connection: Connection, statement: str) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(statement)


def test_rows_of_the_shape_before_stand_as_they_were(filled: Connection) -> None:
    rows = filled.execute("SELECT text, corrects, copied_from FROM passage ORDER BY id").fetchall()
    assert rows == [("Breathing exercise", None, None), ("A draft", None, None)]
    signed = filled.execute("SELECT signed_licence, late_hours FROM note WHERE id = 1").fetchone()
    assert signed == ("", 24)


def test_an_addendum_corrects_what_was_signed_of_its_note(filled: Connection) -> None:
    filled.execute(CORRECTION.format(note=4, corrects=1, copied=1))
    filled.execute(
        "UPDATE note SET state = 'signed', signed_at_utc = 10, signed_by = 'M',"
        f" sha256 = '{'e' * 64}' WHERE id = 4"
    )
    filled.execute(CORRECTION.format(note=5, corrects=9, copied=4).replace("(9, 5", "(10, 5"))
    refused(filled, "UPDATE passage SET corrects = NULL WHERE id = 9")
    refused(filled, "UPDATE passage SET copied_from = NULL WHERE id = 9")


@pytest.mark.parametrize(
    ("note", "corrects", "copied"),
    [(3, 1, "NULL"), (4, 2, "NULL"), (4, 77, "NULL"), (4, "NULL", 3), (4, "NULL", 77)],
)
def test_nothing_else_is_corrected_and_no_draft_is_copied(
    filled: Connection, note: int, corrects: object, copied: object
) -> None:
    refused(filled, CORRECTION.format(note=note, corrects=corrects, copied=copied))
    filled.execute(CORRECTION.format(note=note, corrects="NULL", copied="NULL"))
    refused(
        filled, f"UPDATE passage SET corrects = {corrects}, copied_from = {copied} WHERE id = 9"
    )


def test_a_correction_isnt_moved_to_another_note(filled: Connection) -> None:
    filled.execute(CORRECTION.format(note=4, corrects=1, copied="NULL"))
    refused(filled, "UPDATE passage SET note_id = 3 WHERE id = 9")


@pytest.mark.parametrize(
    "values",
    [
        "(2, '9 Dec', NULL, NULL, '')",
        "(2, '2026-12-09', 2, NULL, '')",
        "(2, '2026-12-09', NULL, 7, '')",
        "(2, '2026-12-09', NULL, NULL, 'Done')",
        "(77, '2026-12-09', NULL, NULL, '')",
    ],
)
def test_a_review_that_makes_no_sense_is_refused(filled: Connection, values: str) -> None:
    refused(filled, f"INSERT INTO note_review VALUES {values}")


def test_a_review_goes_with_its_note_and_opens_again_without_the_next_one(
    filled: Connection,
) -> None:
    filled.execute(
        "INSERT INTO note_review VALUES (2, '2026-12-09', NULL, NULL, ''),"
        " (1, '2026-12-08', 2, NULL, '')"
    )
    filled.execute("DELETE FROM note WHERE id = 2")
    assert filled.execute("SELECT note_id, next_note FROM note_review").fetchall() == [(1, None)]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT id FROM passage WHERE corrects = 1", "passage_by_corrected"),
        ("SELECT id FROM passage WHERE copied_from = 1", "passage_by_source"),
        ("SELECT note_id FROM note_review WHERE next_note = 1", "note_review_by_next"),
        (
            (
                "SELECT note_id FROM note_review WHERE next_note IS NULL AND done_at_utc IS NULL"
                " AND due_on <= '2026-12-09' ORDER BY due_on, note_id"
            ),
            "note_review_open_by_due",
        ),
    ],
)
def test_a_query_of_every_day_needs_no_scan_and_no_sorting(
    filled: Connection, query: str, index: str
) -> None:
    (step,) = filled.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert step[3].startswith("SEARCH")
    assert index in step[3]
