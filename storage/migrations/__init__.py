"""Numbered changes of the database's shape; each stands alone and is never edited again."""

from dataclasses import dataclass
from typing import Final

from storage.connection import Connection
from storage.migrations import (
    m0010_first,
    m0020_measures,
    m0030_documents,
    m0040_meetings,
    m0050_search,
    m0060_writing,
    m0070_amendments,
    m0080_measure_looks,
    m0090_review_words,
    m0100_consent_days,
    m0110_unfinished_forms,
    m0120_first_words,
    m0130_linked_meetings,
    m0140_form_kinds,
    m0150_third_persons,
    m0160_changed_meetings,
    m0170_document_tries,
    m0180_held_meetings,
    m0190_held_units,
    p0010_process_notes,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead to one version."""

    version: int
    statements: tuple[str, ...]


MIGRATIONS: Final = (
    Migration(m0010_first.VERSION, m0010_first.STATEMENTS),
    Migration(m0020_measures.VERSION, m0020_measures.STATEMENTS),
    Migration(m0030_documents.VERSION, m0030_documents.STATEMENTS),
    Migration(m0040_meetings.VERSION, m0040_meetings.STATEMENTS),
    Migration(m0050_search.VERSION, m0050_search.STATEMENTS),
    Migration(m0060_writing.VERSION, m0060_writing.STATEMENTS),
    Migration(m0070_amendments.VERSION, m0070_amendments.STATEMENTS),
    Migration(m0080_measure_looks.VERSION, m0080_measure_looks.STATEMENTS),
    Migration(m0090_review_words.VERSION, m0090_review_words.STATEMENTS),
    Migration(m0100_consent_days.VERSION, m0100_consent_days.STATEMENTS),
    Migration(m0110_unfinished_forms.VERSION, m0110_unfinished_forms.STATEMENTS),
    Migration(m0120_first_words.VERSION, m0120_first_words.STATEMENTS),
    Migration(m0130_linked_meetings.VERSION, m0130_linked_meetings.STATEMENTS),
    Migration(m0140_form_kinds.VERSION, m0140_form_kinds.STATEMENTS),
    Migration(m0150_third_persons.VERSION, m0150_third_persons.STATEMENTS),
    Migration(m0160_changed_meetings.VERSION, m0160_changed_meetings.STATEMENTS),
    Migration(m0170_document_tries.VERSION, m0170_document_tries.STATEMENTS),
    Migration(m0180_held_meetings.VERSION, m0180_held_meetings.STATEMENTS),
    Migration(m0190_held_units.VERSION, m0190_held_units.STATEMENTS),
)
NEWEST: Final = MIGRATIONS[-1].version
APPLICATION_ID: Final = m0010_first.APPLICATION_ID


@dataclass(frozen=True, slots=True)
class Shape:
    """What a file of the vault must be: whose it is, and the migrations that lead to its shape."""

    application_id: int
    migrations: tuple[Migration, ...]

    @property
    def newest(self) -> int:
        """The version that the last migration leads to."""
        return self.migrations[-1].version


RECORDS: Final = Shape(APPLICATION_ID, MIGRATIONS)
PROCESS_NOTES: Final = Shape(
    p0010_process_notes.APPLICATION_ID,
    (Migration(p0010_process_notes.VERSION, p0010_process_notes.STATEMENTS),),
)


def version(connection: Connection) -> int:
    """Give the version of the database's shape, 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> list[int]:
    """Bring a database to the newest shape; answers the versions that it went through.

    Each migration is one transaction: an error leaves the database as the one before left it.
    The caller has a verified backup of any database that holds records.
    """
    taken = []
    for migration in migrations:
        if migration.version > version(connection):
            _take(connection, migration)
            taken.append(migration.version)
    return taken


def _take(connection: Connection, migration: Migration) -> None:
    # With foreign keys on, dropping a table that is being rebuilt deletes its children; the
    # switch has no effect inside a transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in migration.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {migration.version:d}")
            _require_references(connection, migration.version)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _require_references(connection: Connection, number: int) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise BrokenReferences(number)


class BrokenReferences(Exception):  # noqa: N818 -- named for what happened
    """A migration would have left rows that point nowhere; its version is the argument."""
