"""The search index over the settled passages (FTS5, kept in step by triggers)."""

from typing import Final

from storage.connection import Connection

LEAST_PREFIX: Final = 2
"""Letters before a word may be looked for by its beginning; one letter would match everything."""


def match_for(typed: str) -> str:
    """Turn what was typed into an FTS5 query; "" where there is nothing to look for.

    Every word must be there, the last one as a beginning. Nothing that is typed has a meaning
    of its own: quotes, stars, AND and NEAR are words like any other.
    """
    words = [word for word in typed.replace("\0", " ").split() if any(map(str.isalnum, word))]
    if not words:
        return ""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    beginning = "*" if sum(map(str.isalnum, words[-1])) >= LEAST_PREFIX else ""
    return " ".join(quoted) + beginning


def rebuild(connection: Connection) -> None:
    """Make the index anew from the passages; linear in the vault's size."""
    connection.execute("INSERT INTO passage_fts (passage_fts) VALUES ('rebuild')")


def require_sound(connection: Connection) -> None:
    """Compare the index with every passage, without writing to the vault.

    FTS5 checks an index only where it may write. So its tables are copied into the temporary
    database, which lies in memory, over a view of the passages. Raises SQLite's own error
    (SQLITE_CORRUPT) where index and passages differ.
    """
    connection.execute("CREATE TEMP VIEW passage AS SELECT id, text FROM main.passage")
    connection.execute(
        "CREATE VIRTUAL TABLE temp.copy_fts USING fts5 (text, content = 'passage',"
        " content_rowid = 'id', prefix = '2', tokenize = 'unicode61 remove_diacritics 2')"
    )
    try:
        for table in ("data", "idx", "docsize", "config"):
            copy, original = f"temp.copy_fts_{table}", f"main.passage_fts_{table}"
            connection.execute(f"DELETE FROM {copy}")  # noqa: S608 -- names of our own
            connection.execute(f"INSERT INTO {copy} SELECT * FROM {original}")  # noqa: S608
        connection.execute(
            "INSERT INTO temp.copy_fts (copy_fts, rank) VALUES ('integrity-check', 1)"
        )
    finally:
        connection.execute("DROP TABLE temp.copy_fts")
        connection.execute("DROP VIEW temp.passage")
