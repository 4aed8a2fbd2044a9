"""Results that call for a risk assessment: who looked at one, and why no note was needed."""

from typing import Final

VERSION: Final = 80

STATEMENTS: Final = (
    """
    CREATE TABLE measure_look (
        result_id INTEGER NOT NULL REFERENCES measure_result (id),
        version INTEGER NOT NULL,
        looked_at_utc INTEGER NOT NULL,
        looked_by TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) > 0),
        PRIMARY KEY (result_id, version)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER measure_look_insert BEFORE INSERT ON measure_look
    WHEN NEW.version IS NOT (
        SELECT max(version) FROM measure_revision WHERE result_id = NEW.result_id
    )
    BEGIN
        SELECT RAISE(ABORT, 'only what holds now of a result is looked at');
    END
    """,
    *(
        f"""
        CREATE TRIGGER measure_look_{verb} BEFORE {verb.upper()} ON measure_look BEGIN
            SELECT RAISE(ABORT, 'append-only');
        END
        """
        for verb in ("update", "delete")
    ),
    "CREATE INDEX measure_result_by_measure ON measure_result (measure, client_id)",
    "CREATE INDEX measure_revision_by_time ON measure_revision (taken_at_utc)",
    """
    CREATE INDEX note_of_risk ON note (unit_id, happened_at_utc) WHERE type = 'risk_assessment'
    """,
)
