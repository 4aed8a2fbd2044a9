"""The search indexes (FTS5, kept in step by triggers), and how they are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from storage.connection import Connection
from vault.search_query import Term


@dataclass(frozen=True, slots=True)
class Index:
    """An index over columns of a table, or of a view, whose rows have an `id`."""

    name: str
    table: str
    columns: str


INDEXES: Final = (
    Index("passage_fts", "passage_words", "text, third_person"),
    Index("document_title_fts", "document", "title, third_person"),
    Index("document_text_fts", "document_text", "text"),
)


def match(terms: Iterable[Term]) -> str:
    """Give the question for an index in which every term must stand; "" where there is none.

    Nothing in a term has a meaning of its own: quotes, stars, AND and NEAR are words like others.
    """
    return " ".join(
        '"' + one.text.replace("\0", " ").replace('"', '""') + '"' + "*" * one.is_beginning
        for one in terms
    )


def rebuild(connection: Connection) -> None:
    """Make the indexes anew from the texts; linear in the vault's size."""
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('rebuild')")  # noqa: S608 -- names of our own


def require_sound(connection: Connection) -> None:
    """Compare each index with every text, without writing to the vault.

    FTS5 checks an index only where it may write. So its tables are copied into the temporary
    database, which lies in memory, over a view of the texts. Raises SQLite's own error
    (SQLITE_CORRUPT) where an index and its texts differ.
    """
    for index in INDEXES:
        _require_sound(connection, index)


def _require_sound(connection: Connection, index: Index) -> None:
    table, columns = index.table, index.columns
    connection.execute(f"CREATE TEMP VIEW {table} AS SELECT id, {columns} FROM main.{table}")  # noqa: S608 -- names of our own, here and below
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.copy_fts USING fts5 ({columns}, content = '{table}',"
        " content_rowid = 'id', prefix = '2', tokenize = 'unicode61 remove_diacritics 2')"
    )
    try:
        for part in ("data", "idx", "docsize", "config"):
            copy, original = f"temp.copy_fts_{part}", f"main.{index.name}_{part}"
            connection.execute(f"DELETE FROM {copy}")  # noqa: S608
            connection.execute(f"INSERT INTO {copy} SELECT * FROM {original}")  # noqa: S608
        connection.execute(
            "INSERT INTO temp.copy_fts (copy_fts, rank) VALUES ('integrity-check', 1)"
        )
    finally:
        connection.execute("DROP TABLE temp.copy_fts")
        connection.execute(f"DROP VIEW temp.{table}")
