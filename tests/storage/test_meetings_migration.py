"""What planning meetings changed in the database's shape, tried with literal rows."""

from sqlcipher3 import dbapi2

from storage.connection import Connection
from storage.migrations import MIGRATIONS, m0040_meetings, migrate
from storage.migrations import m0130_linked_meetings as m0130
from tests.storage.test_migrations import ROWS, empty, filled, refused

__all__ = ["empty", "filled"]

SOURCE = "INSERT INTO meeting_source (meeting_id, uid, recurrence, imported_at_utc) VALUES %s"


def test_the_time_of_the_last_meeting_or_note_follows_them(filled: Connection) -> None:
    def last() -> list[int | None]:
        rows = filled.execute("SELECT last_met_at_utc FROM client ORDER BY id").fetchall()
        return [moment for (moment,) in rows]

    assert last() == [2000, 2000]
    filled.execute("DELETE FROM note WHERE id = 2")
    assert last() == [1000, 1000]
    filled.execute(
        "INSERT INTO meeting (unit_id, number, starts_at_utc, minutes, form)"
        " VALUES (1, 2, 7000, 50, 'phone')"
    )
    assert last() == [1000, 1000]
    note = (
        "INSERT INTO note (unit_id, amends, type, template, happened_at_utc, created_at_utc,"
        " changed_at_utc) VALUES (1, %s, %s, 'free', %s, 1, 1)"
    )
    filled.execute(note % ("NULL", "'free'", 5000))
    filled.execute(note % (1, "'addendum'", 9000))
    assert last() == [5000, 5000]
    filled.execute("UPDATE note SET happened_at_utc = 4000 WHERE happened_at_utc = 5000")
    assert last() == [4000, 4000]


def test_a_vault_from_before_planning_is_told_anew_when_its_clients_were_last_met() -> None:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    before = tuple(one for one in MIGRATIONS if one.version < m0040_meetings.VERSION)
    migrate(connection, before)
    for statement in ROWS.split(";\n"):
        if statement.split()[2] in {"client", "unit", "unit_member", "meeting"}:
            connection.execute(statement)
    last = "SELECT last_met_at_utc FROM client ORDER BY id"
    assert connection.execute(last).fetchall() == [(1000,), (1000,)]
    connection.execute(
        "INSERT INTO note (unit_id, type, template, happened_at_utc, created_at_utc,"
        " changed_at_utc) VALUES (1, 'free', 'free', 400, 1, 1)"
    )
    migrate(connection, (*before, *(one for one in MIGRATIONS if one not in before)))
    assert connection.execute(last).fetchall() == [(400,), (400,)]
    connection.close()


def test_planned_meetings_dont_say_when_a_client_was_last_met(filled: Connection) -> None:
    last = "SELECT last_met_at_utc FROM client ORDER BY id"
    filled.execute("INSERT INTO unit (id, kind, opened_on) VALUES (2, 'group', '2026-01-05')")
    filled.execute("INSERT INTO unit_member (id, unit_id, position, client_id) VALUES (9, 2, 1, 1)")
    filled.execute(
        "INSERT INTO note (unit_id, type, template, happened_at_utc, created_at_utc,"
        " changed_at_utc) VALUES (2, 'free', 'free', 3000, 1, 1)"
    )
    assert filled.execute(last).fetchall() == [(3000,), (2000,)]
    filled.execute("INSERT INTO unit_member (unit_id, position, client_id) VALUES (2, 2, 2)")
    filled.execute("DELETE FROM unit_member WHERE id = 9")
    assert filled.execute(last).fetchall() == [(2000,), (3000,)]


def test_the_event_that_a_meeting_came_from_goes_with_it_and_stands_once(
    filled: Connection,
) -> None:
    filled.execute(
        "INSERT INTO meeting (id, unit_id, number, starts_at_utc, minutes, form)"
        " VALUES (2, 1, 2, 7000, 50, 'phone')"
    )
    refused(filled, SOURCE % "(2, 'weekly@example', '', 1)")
    refused(filled, SOURCE % "(2, '', '', 1)")
    filled.execute(SOURCE % "(2, 'weekly@example', '20261112', 1)")
    filled.execute("DELETE FROM meeting WHERE id = 2")
    assert filled.execute("SELECT meeting_id FROM meeting_source").fetchall() == [(1,)]


def test_what_came_in_before_a_meeting_could_be_linked_stays_and_by_hand_has_no_time() -> None:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    migrate(connection, tuple(one for one in MIGRATIONS if one.version < m0130.VERSION))
    for statement in ROWS.split(";\n"):
        if statement.split()[2] in {"unit", "meeting", "meeting_source"}:
            connection.execute(statement)
    migrate(connection)
    sources = "SELECT * FROM meeting_source"
    assert connection.execute(sources).fetchall() == [(1, "weekly@example", "", 1000, 0)]
    refused(connection, "UPDATE meeting_source SET changed = 2")
    connection.execute("UPDATE meeting_source SET imported_at_utc = NULL")
    refused(connection, SOURCE % "(2, 'weekly@example', '', 1)")
    connection.execute("DELETE FROM meeting")
    assert connection.execute(sources).fetchall() == []
    connection.close()
