"""What keeping forms of every kind changed in the database's shape, tried with literal rows."""

from contextlib import closing

from sqlcipher3 import dbapi2

from storage.migrations import MIGRATIONS, migrate
from storage.migrations import m0140_form_kinds as m0140
from tests.storage.test_migrations import refused

ROW = "INSERT INTO unfinished_form VALUES %s"
CARD = ("card", 4, '["1", "mo"]')
CLIENT = ("client", 0, '["Ro"]')
DETAILS = ("details", 4, '["name", "1", ""]')


def test_forms_that_were_kept_before_stand_there_and_any_other_kind_is_kept() -> None:
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, tuple(one for one in MIGRATIONS if one.version < m0140.VERSION))
        refused(connection, ROW % str(DETAILS))
        for row in (CLIENT, CARD):
            connection.execute(ROW % str(row))
        migrate(connection)
        connection.execute(ROW % str(DETAILS))
        rows = connection.execute("SELECT * FROM unfinished_form ORDER BY kind").fetchall()
        assert rows == [CARD, CLIENT, DETAILS]
        for row in (("", 4, "[]"), ("look", -1, "[]"), ("look", 1, "no list"), CLIENT):
            refused(connection, ROW % str(row))
