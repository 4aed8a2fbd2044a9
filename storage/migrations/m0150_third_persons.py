"""Search: what is about a third person is found by that name too, passages and documents.

A passage without words stays out of its index, although its tag waits for some. The settings of
the indexes are those of `m0010_first` and `m0050_search`.
"""

from typing import Final

VERSION: Final = 150

_WHERE_WORDS: Final = "iif(trim({row}.text) = '', '', {row}.third_person)"


def _index(
    table: str, text: str, name: str, content: str, third_person: str = "{row}.third_person"
) -> tuple[str, ...]:
    into = f"INSERT INTO {name}"
    columns = f"rowid, {text}, third_person"
    old, new = (f"{row}.id, {row}.{text}, {third_person.format(row=row)}" for row in ("OLD", "NEW"))
    delete = f"{into} ({name}, {columns}) VALUES ('delete', {old})"
    insert = f"{into} ({columns}) VALUES ({new})"
    return (
        *(f"DROP TRIGGER {name}_{event}" for event in ("insert", "delete", "update")),
        f"DROP TABLE {name}",
        f"""
        CREATE VIRTUAL TABLE {name} USING fts5 (
            {text},
            third_person,
            content = '{content}',
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
        CREATE TRIGGER {name}_update AFTER UPDATE OF id, {text}, third_person ON {table}
        WHEN OLD.id IS NOT NEW.id OR OLD.{text} IS NOT NEW.{text}
            OR OLD.third_person IS NOT NEW.third_person
        BEGIN
            {delete};
            {insert};
        END
        """,
        f"{into} ({name}) VALUES ('rebuild')",
    )


STATEMENTS: Final = (
    """
    CREATE VIEW passage_words AS
    SELECT id, text, iif(trim(text) = '', '', third_person) AS third_person FROM passage
    """,
    *_index("passage", "text", "passage_fts", "passage_words", _WHERE_WORDS),
    *_index("document", "title", "document_title_fts", "document"),
)
