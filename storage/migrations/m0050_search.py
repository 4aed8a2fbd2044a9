"""Search: notes by time, third persons by name, and an index over the documents' words.

The titles and the texts of documents have an index each, shaped like the one over passages; see
`m0010_first` for what its settings are for.
"""

from typing import Final

VERSION: Final = 50


def _index(name: str, table: str, column: str) -> tuple[str, ...]:
    into = f"INSERT INTO {name}"
    delete = f"{into} ({name}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column})"
    insert = f"{into} (rowid, {column}) VALUES (NEW.id, NEW.{column})"
    return (
        f"""
        CREATE VIRTUAL TABLE {name} USING fts5 (
            {column},
            content = '{table}',
            content_rowid = 'id',
            prefix = '2',
            tokenize = 'unicode61 remove_diacritics 2'
        )
        """,
        f"{into} ({name}, rank) VALUES ('secure-delete', 1)",
        f"{into} ({name}, rank) VALUES ('pgsz', 512)",
        f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {insert}; END",
        f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {delete}; END",
        f"""
        CREATE TRIGGER {name}_update AFTER UPDATE OF id, {column} ON {table}
        WHEN OLD.id IS NOT NEW.id OR OLD.{column} IS NOT NEW.{column}
        BEGIN
            {delete};
            {insert};
        END
        """,
        f"{into} ({name}) VALUES ('rebuild')",
    )


STATEMENTS: Final = (
    "CREATE INDEX note_by_time ON note (happened_at_utc)",
    "CREATE INDEX passage_by_third_person ON passage (third_person) WHERE third_person > ''",
    *_index("document_title_fts", "document", "title"),
    *_index("document_text_fts", "document_text", "text"),
)
