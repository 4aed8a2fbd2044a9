"""The database's shape, tried with literal rows."""

from collections.abc import Iterator

import pytest
from sqlcipher3 import dbapi2

from storage.connection import Connection
from storage.migrations import (
    MIGRATIONS,
    NEWEST,
    BrokenReferences,
    Migration,
    migrate,
    version,
)
from storage.opener import READING_SETTINGS, memory_database

ROWS = """
INSERT INTO client (id, case_number, name, name_folded, status, opened_on, created_at_utc,
    changed_at_utc)
VALUES (1, 'C-0001', 'Ann Ashgrove', 'ann ashgrove', 'open', '2026-01-05', 1, 1),
       (2, 'C-0002', 'Ben Ashgrove', 'ben ashgrove', 'open', '2026-01-05', 1, 1);
INSERT INTO reach (client_id, position, kind, value) VALUES (1, 1, 'phone', '555-0142');
INSERT INTO emergency_contact (client_id, position, name) VALUES (1, 1, 'Cleo');
INSERT INTO unit (id, kind, opened_on) VALUES (1, 'couple', '2026-01-05');
INSERT INTO unit_member (id, unit_id, position, client_id) VALUES (1, 1, 1, 1), (2, 1, 2, 2);
INSERT INTO meeting (id, unit_id, number, starts_at_utc, minutes, form)
VALUES (1, 1, 1, 1000, 50, 'video');
INSERT INTO attendance (meeting_id, member_id) VALUES (1, 1), (1, 2);
INSERT INTO note (id, unit_id, meeting_id, type, template, happened_at_utc, created_at_utc,
    changed_at_utc)
VALUES (1, 1, 1, 'progress', 'soap', 1000, 1, 1), (2, 1, NULL, 'free', 'free', 2000, 2, 2);
INSERT INTO passage (id, note_id, position, section, text, about_kind, said_by)
VALUES (1, 1, 1, 'plan', 'Breathing exercise', 'members', 1),
       (2, 2, 1, 'text', 'A draft', 'untagged', NULL);
INSERT INTO passage_about (passage_id, member_id) VALUES (1, 1);
INSERT INTO note_draft (note_id, body, version, saved_at_utc) VALUES (2, '{}', 2, 5);
UPDATE note SET state = 'signed', signed_at_utc = 9, signed_by = 'M', sha256 = 'SHA' WHERE id = 1;
INSERT INTO note_review (note_id, due_on, typed) VALUES (1, '2026-03-09', 'Rides al');
INSERT INTO request (id, kind, client_id, received_on, asked_how, identity, due_on)
VALUES (1, 'access', 1, '2026-02-01', 'email', 'known', '2026-03-03');
INSERT INTO release (id, request_id, client_id, started_at_utc) VALUES (1, 1, 1, 1);
INSERT INTO release_note (release_id, position, note_id) VALUES (1, 1, 1);
INSERT INTO disclosure (id, release_id, client_id, at_utc, recipient, recipient_role, ground,
    purpose, description, sha256, size, pages, in_accounting)
VALUES (1, 1, 1, 3000, 'Ann Ashgrove', 'client', 'to_client', 'access', '1 note', 'SHA', 9, 1, 0);
INSERT INTO disclosure_note (disclosure_id, position, note_id) VALUES (1, 1, 1);
INSERT INTO disclosure_delivery (disclosure_id, outcome, at_utc) VALUES (1, 'written', 3001);
INSERT INTO profile VALUES (1, 'Mara Quill', 'LMFT', '', '', 'OR', '', '');
INSERT INTO setting VALUES ('idle_minutes', '5');
INSERT INTO place VALUES (1, 'client', 1, 'notes', 1, 'plan', 3, 3, 0, NULL);
INSERT INTO audit VALUES (1, 1, 1, 'vault.created', '', zeroblob(32), zeroblob(32), zeroblob(32));
INSERT INTO audit_detail VALUES (1, 'detail');
INSERT INTO measure_result (id, client_id, measure) VALUES (1, 1, 'phq-9');
INSERT INTO measure_revision VALUES (1, 1, 5, '', 0, 1000, 1, '[1,null,2]', NULL),
    (1, 2, 6, 'Misread', 0, 1000, NULL, '[]', 24.5);
INSERT INTO measure_draft VALUES (1, '{}', 5);
INSERT INTO unfinished_form VALUES ('client', 0, '["Ro"]');
INSERT INTO measure_look VALUES (1, 2, 7, 'Mara Quill, LMFT', 'Asked on the phone');
INSERT INTO document (id, unit_id, title, kind, media_type, ending, blob_id, sealed_key, blob_size,
    size, sha256, added_at_utc, about_kind)
VALUES (1, 1, 'Letter', 'pdf', 'application/pdf', 'pdf', 'BLOB', zeroblob(60), 9, 9, 'SHA', 7,
    'members');
INSERT INTO document_about VALUES (1, 2);
INSERT INTO document_text (document_id, page, text) VALUES (1, 0, 'Dear Mara');
INSERT INTO meeting_source (meeting_id, uid, recurrence, imported_at_utc)
VALUES (1, 'weekly@example', '', 1000);
INSERT INTO dictionary_word VALUES ('Ozempic');
INSERT INTO phrase VALUES ('mse', 'Alert and oriented.')
""".replace("'SHA'", f"'{'e' * 64}'").replace("'BLOB'", f"'{'b' * 32}'")


@pytest.fixture
def empty() -> Iterator[Connection]:
    connection = memory_database()
    yield connection
    connection.close()


@pytest.fixture
def filled(empty: Connection) -> Connection:
    for statement in ROWS.split(";\n"):
        empty.execute(statement)
    return empty


def refused(connection: Connection, statement: str) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(statement)


def test_literal_rows_of_every_table_are_kept(filled: Connection) -> None:
    tables = [
        name
        for (name,) in filled.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'passage_fts%' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    assert tables
    for table in tables:
        assert filled.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table
    assert filled.execute("PRAGMA foreign_key_check").fetchall() == []
    assert filled.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_table_is_strict(filled: Connection) -> None:
    loose = filled.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'"
        " AND name NOT LIKE 'sqlite_%'"
    )
    assert loose.fetchall() == []


def test_every_reference_is_indexed_on_its_own_side(filled: Connection) -> None:
    for (table,) in filled.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
    ).fetchall():
        for _, _, _, column, *_ in filled.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            if table == "place":
                continue  # one row
            plan = filled.execute(
                f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1"
            ).fetchall()
            assert plan[0][3].startswith("SEARCH"), (table, column)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE note SET template = 'dap' WHERE id = 1",
        (
            "UPDATE note SET state = 'draft', signed_at_utc = NULL, signed_by = NULL, sha256 = NULL"
            " WHERE id = 1"
        ),
        "DELETE FROM note WHERE id = 1",
        (
            "INSERT OR REPLACE INTO note (id, unit_id, type, template, happened_at_utc,"
            " created_at_utc, changed_at_utc) VALUES (1, 1, 'free', 'free', 1, 1, 1)"
        ),
        "UPDATE passage SET text = 'x' WHERE id = 1",
        "UPDATE passage SET note_id = 1, position = 2 WHERE id = 2",
        "UPDATE passage SET note_id = 2, position = 2 WHERE id = 1",
        "DELETE FROM passage WHERE id = 1",
        (
            "INSERT INTO passage (note_id, position, section, text, about_kind)"
            " VALUES (1, 2, 'plan', 'x', 'all')"
        ),
        (
            "INSERT OR REPLACE INTO passage (id, note_id, position, section, text, about_kind)"
            " VALUES (1, 2, 9, 'plan', 'x', 'all')"
        ),
        "INSERT INTO passage_about VALUES (1, 2)",
        "UPDATE passage_about SET member_id = 2",
        "DELETE FROM passage_about",
        "INSERT INTO note_draft VALUES (1, '{}', 3, 1)",
    ],
)
def test_a_signed_note_never_changes(filled: Connection, statement: str) -> None:
    before = _contents(filled)
    refused(filled, statement)
    assert _contents(filled) == before


def test_a_note_is_not_signed_over_a_waiting_draft(filled: Connection) -> None:
    sign = (
        "UPDATE note SET state = 'signed', signed_at_utc = 1, signed_by = '',"
        f" sha256 = '{'0' * 64}' WHERE id = 2"
    )
    refused(filled, sign)
    filled.execute("DELETE FROM note_draft")
    filled.execute(sign)


@pytest.mark.parametrize(
    "table",
    [
        "audit",
        "audit_detail",
        "disclosure",
        "disclosure_note",
        "disclosure_delivery",
        "counter",
        "measure_result",
        "measure_revision",
        "measure_look",
    ],
)
def test_what_is_append_only_stays(filled: Connection, table: str) -> None:
    before = filled.execute(f"SELECT * FROM {table}").fetchall()
    refused(filled, f"DELETE FROM {table}")
    column = filled.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
    refused(filled, f"UPDATE {table} SET {column} = {column}")
    refused(filled, f"REPLACE INTO {table} SELECT * FROM {table}")
    assert filled.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("ground", ["''", "NULL"])
def test_a_disclosure_needs_a_ground(filled: Connection, ground: str) -> None:
    refused(
        filled,
        "INSERT INTO disclosure (client_id, at_utc, recipient, recipient_role, ground, purpose,"
        f" description, in_accounting) VALUES (1, 1, 'x', 'x', {ground}, '', '', 1)",
    )


def test_a_disclosure_by_word_of_mouth_has_no_bytes(filled: Connection) -> None:
    filled.execute(
        "INSERT INTO disclosure (client_id, at_utc, recipient, recipient_role, ground, purpose,"
        " description, in_accounting) VALUES (1, 1, 'x', 'x', 'threat', '', '', 1)"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO unit_member (unit_id, position) VALUES (1, 3)",
        "INSERT INTO unit_member (unit_id, position, name) VALUES (1, 1, 'X')",
        "INSERT INTO unit_member (unit_id, position, client_id) VALUES (1, 3, 99)",
        "UPDATE client SET status = 'gone'",
        "UPDATE client SET name = '' WHERE id = 1",
        "UPDATE client SET minor = 2 WHERE id = 1",
        "UPDATE client SET case_number = 'C-0001' WHERE id = 2",
        (
            "INSERT INTO meeting (unit_id, number, starts_at_utc, minutes, form)"
            " VALUES (1, 1, 5, 50, 'video')"
        ),
        (
            "INSERT INTO note (unit_id, type, template, happened_at_utc, created_at_utc,"
            " changed_at_utc) VALUES (1, 'addendum', 'free', 1, 1, 1)"
        ),
        (
            "INSERT INTO note (unit_id, amends, type, template, happened_at_utc, created_at_utc,"
            " changed_at_utc) VALUES (1, 1, 'free', 'free', 1, 1, 1)"
        ),
        "UPDATE note SET state = 'signed' WHERE id = 2",
        "UPDATE request SET decision = 'given'",
        "UPDATE request SET closed_at_utc = 1",
        "INSERT INTO profile VALUES (2, '', '', '', '', '', '', '')",
        "INSERT INTO measure_result (client_id, measure) VALUES (99, 'phq-9')",
        "INSERT INTO measure_revision VALUES (1, 4, 5, 'x', 0, 1000, NULL, '[]', 1)",
        "INSERT INTO measure_revision VALUES (1, 3, 5, '', 0, 1000, NULL, '[]', 1)",
        "INSERT INTO measure_revision VALUES (1, 3, 5, 'x', 0, 1000, NULL, '[]', NULL)",
        "INSERT INTO measure_revision VALUES (1, 3, 5, 'x', 0, 1000, NULL, 'three', NULL)",
        "INSERT INTO measure_revision VALUES (1, 3, 5, 'x', 2, 1000, NULL, '[]', 1)",
        "UPDATE note_review SET typed = printf('%.*c', 1001, 'x')",
        "INSERT INTO measure_look VALUES (1, 1, 7, 'Mara Quill', 'Not what holds now')",
        "INSERT INTO measure_look VALUES (1, 2, 8, 'Mara Quill', 'Twice')",
        "INSERT INTO measure_look VALUES (99, 1, 8, 'Mara Quill', 'Nothing')",
        "UPDATE document SET client_id = 1",
        "UPDATE document SET unit_id = NULL",
        "UPDATE document SET unit_id = 99",
        "UPDATE document SET kind = 'film'",
        "UPDATE document SET sealed_key = zeroblob(59)",
        "UPDATE document SET removed_at_utc = 5",
        "INSERT INTO document_about VALUES (1, 99)",
        "INSERT INTO document_text (document_id, page, text) VALUES (1, 0, 'twice')",
        "DELETE FROM client WHERE id = 1",
        "DELETE FROM meeting",
    ],
)
def test_rows_that_make_no_sense_are_refused(filled: Connection, statement: str) -> None:
    refused(filled, statement)


def test_a_column_takes_no_other_type(filled: Connection) -> None:
    refused(filled, "UPDATE client SET created_at_utc = 'yesterday'")


def test_a_removed_draft_takes_its_passages_along_and_its_number_is_never_used_again(
    filled: Connection,
) -> None:
    filled.execute("DELETE FROM note WHERE id = 2")
    assert filled.execute("SELECT id FROM passage").fetchall() == [(1,)]
    assert filled.execute("SELECT count(*) FROM note_draft").fetchone() == (0,)
    filled.execute(
        "INSERT INTO note (unit_id, type, template, happened_at_utc, created_at_utc,"
        " changed_at_utc) VALUES (1, 'free', 'free', 1, 1, 1)"
    )
    assert filled.execute("SELECT max(id) FROM note").fetchone() == (3,)


@pytest.mark.parametrize(
    ("query", "plan"),
    [
        (
            "SELECT id FROM client ORDER BY last_met_at_utc DESC, name_folded",
            ["SCAN client USING COVERING INDEX client_by_last_met"],
        ),
        (
            (
                "SELECT id FROM client WHERE status = 'open'"
                " ORDER BY last_met_at_utc DESC, name_folded"
            ),
            ["SEARCH client USING COVERING INDEX client_by_status_and_last_met (status=?)"],
        ),
        (
            "SELECT * FROM unit_member WHERE client_id = 1",
            ["SEARCH unit_member USING INDEX unit_member_by_client (client_id=?)"],
        ),
        (
            "SELECT * FROM note WHERE unit_id = 1 ORDER BY happened_at_utc DESC",
            ["SEARCH note USING INDEX note_by_unit_and_time (unit_id=?)"],
        ),
        (
            "SELECT * FROM note WHERE amends = 1 ORDER BY id",
            ["SEARCH note USING INDEX note_by_amended (amends=?)"],
        ),
        (
            "SELECT * FROM note WHERE meeting_id = 1",
            ["SEARCH note USING INDEX note_by_meeting (meeting_id=?)"],
        ),
        (
            "SELECT * FROM note WHERE state = 'draft' ORDER BY happened_at_utc",
            ["SCAN note USING INDEX note_draft_by_time"],
        ),
        (
            (
                "SELECT * FROM meeting WHERE starts_at_utc >= 1 AND starts_at_utc < 2"
                " ORDER BY starts_at_utc"
            ),
            ["SEARCH meeting USING INDEX meeting_by_start (starts_at_utc>? AND starts_at_utc<?)"],
        ),
        (
            "SELECT max(starts_at_utc) FROM meeting WHERE unit_id = 1",
            ["SEARCH meeting USING COVERING INDEX meeting_by_unit_and_start (unit_id=?)"],
        ),
        (
            "SELECT * FROM request WHERE decision IS NULL ORDER BY due_on, id",
            ["SCAN request USING INDEX request_open_by_due"],
        ),
        (
            "SELECT * FROM release WHERE handed_over_at_utc IS NULL ORDER BY started_at_utc DESC",
            ["SCAN release USING INDEX release_open_by_start"],
        ),
        (
            "SELECT * FROM disclosure WHERE client_id = 1 ORDER BY at_utc DESC",
            ["SEARCH disclosure USING INDEX disclosure_by_client (client_id=?)"],
        ),
        (
            (
                "SELECT * FROM measure_result"
                " JOIN measure_revision ON result_id = measure_result.id"
                " WHERE client_id = 1 ORDER BY id, version"
            ),
            [
                "SEARCH measure_result USING INDEX measure_result_by_client (client_id=?)",
                "SEARCH measure_revision USING PRIMARY KEY (result_id=?)",
            ],
        ),
        (
            (
                "SELECT max(happened_at_utc) FROM note"
                " WHERE unit_id = 1 AND type = 'risk_assessment'"
            ),
            ["SEARCH note USING COVERING INDEX note_of_risk (unit_id=?)"],
        ),
        (
            "SELECT * FROM document WHERE client_id = 1 OR unit_id IN (1, 2)",
            [
                "MULTI-INDEX OR",
                "INDEX 1",
                "SEARCH document USING INDEX document_by_client (client_id=?)",
                "INDEX 2",
                "SEARCH document USING INDEX document_by_unit (unit_id=?)",
            ],
        ),
        (
            "SELECT * FROM document WHERE is_examined = 0 ORDER BY id",
            ["SCAN document USING INDEX document_unexamined"],
        ),
    ],
)
def test_a_query_of_every_day_needs_no_scan_and_no_sorting(
    filled: Connection, query: str, plan: list[str]
) -> None:
    rows = filled.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert [row[3] for row in rows] == plan


def test_migrations_are_numbered_in_tens_and_in_order() -> None:
    numbers = [migration.version for migration in MIGRATIONS]
    assert numbers == [10 * place for place in range(1, len(numbers) + 1)]


def test_a_database_of_the_newest_shape_is_left_alone(filled: Connection) -> None:
    before = _contents(filled)
    assert migrate(filled) == []
    assert _contents(filled) == before


def test_a_later_migration_starts_from_the_shape_before_it(filled: Connection) -> None:
    later = (*MIGRATIONS, Migration(NEWEST + 10, ("ALTER TABLE unit ADD COLUMN colour TEXT",)))
    assert migrate(filled, later) == [NEWEST + 10]
    assert version(filled) == NEWEST + 10
    assert filled.execute("SELECT name, colour FROM unit").fetchone() == ("", None)
    assert filled.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("CREATE TABLE unit (id INTEGER)", dbapi2.OperationalError),
        ("DELETE FROM client", BrokenReferences),
    ],
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    filled: Connection, statement: str, error: type[Exception]
) -> None:
    bad = Migration(NEWEST + 10, ("ALTER TABLE unit ADD COLUMN colour TEXT", statement))
    before = _contents(filled)
    with pytest.raises(error):
        migrate(filled, (*MIGRATIONS, bad))
    assert version(filled) == NEWEST
    assert _contents(filled) == before
    assert filled.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert not filled.in_transaction


def test_a_first_migration_that_fails_leaves_nothing() -> None:
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    for name, value, _ in READING_SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    cut_short = Migration(10, (*MIGRATIONS[0].statements, "nonsense"))
    with pytest.raises(dbapi2.OperationalError):
        migrate(connection, (cut_short,))
    assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    assert version(connection) == 0
    assert connection.execute("PRAGMA application_id").fetchone() == (0,)
    connection.close()


def _contents(connection: Connection) -> list[object]:
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'passage_fts'"
            " ORDER BY name"
        ).fetchall()
    ]
    return [(table, connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables]


def test_a_document_takes_its_tags_and_its_text_along(filled: Connection) -> None:
    filled.execute("DELETE FROM document WHERE id = 1")
    for table in ("document_about", "document_text"):
        assert filled.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_a_phrase_needs_a_name_of_its_own_and_a_text(filled: Connection) -> None:
    refused(filled, "INSERT INTO phrase VALUES ('', 'x')")
    refused(filled, "INSERT INTO phrase VALUES ('end', '')")
    refused(filled, "INSERT INTO phrase VALUES ('mse', 'Another.')")
    refused(filled, "INSERT INTO dictionary_word VALUES ('')")
    refused(filled, "INSERT INTO dictionary_word VALUES ('Ozempic')")


def test_only_a_signed_consent_has_a_day_of_its_signature(filled: Connection) -> None:
    assert filled.execute("SELECT consent_signed_on FROM document").fetchall() == [(None,)]
    refused(filled, "UPDATE document SET consent_signed_on = '2026-03-02'")
    filled.execute("UPDATE document SET is_consent_scan = 1, consent_signed_on = '2026-03-02'")
