"""Measures: results that are entered over and never changed, and forms that aren't finished."""

from typing import Final

VERSION: Final = 20

_TABLES: Final = (
    """
    CREATE TABLE measure_result (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        client_id INTEGER NOT NULL REFERENCES client (id),
        measure TEXT NOT NULL CHECK (length(measure) > 0)
    ) STRICT
    """,
    "CREATE INDEX measure_result_by_client ON measure_result (client_id)",
    """
    CREATE TABLE measure_revision (
        result_id INTEGER NOT NULL REFERENCES measure_result (id),
        version INTEGER NOT NULL CHECK (version >= 1),
        entered_at_utc INTEGER NOT NULL,
        reason TEXT NOT NULL,
        withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
        taken_at_utc INTEGER NOT NULL,
        meeting_id INTEGER REFERENCES meeting (id),
        answers TEXT NOT NULL CHECK (json_valid(answers)),
        total REAL,
        PRIMARY KEY (result_id, version),
        CHECK ((version = 1) = (length(reason) = 0)),
        CHECK (answers <> '[]' OR total IS NOT NULL)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE INDEX measure_revision_by_meeting ON measure_revision (meeting_id)
    WHERE meeting_id IS NOT NULL
    """,
    """
    CREATE TRIGGER measure_revision_insert BEFORE INSERT ON measure_revision
    WHEN NEW.version IS NOT (
        SELECT coalesce(max(version), 0) + 1 FROM measure_revision WHERE result_id = NEW.result_id
    )
    BEGIN
        SELECT RAISE(ABORT, 'a result is entered over, one version after the other');
    END
    """,
    """
    CREATE TABLE measure_draft (
        client_id INTEGER PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
        body TEXT NOT NULL CHECK (json_valid(body)),
        saved_at_utc INTEGER NOT NULL
    ) STRICT
    """,
)

_APPEND_ONLY: Final = tuple(
    f"""
    CREATE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table} BEGIN
        SELECT RAISE(ABORT, 'append-only');
    END
    """
    for table in ("measure_result", "measure_revision")
    for verb in ("update", "delete")
)

STATEMENTS: Final = (*_TABLES, *_APPEND_ONLY)
