"""Amendments, copies, reviews of plans, and what a signature says of the signer.

A passage can correct one of the signed note that its own note amends, or of a signed addendum of
that note, and can be marked as copied from a signed note.
"""

from typing import Final

VERSION: Final = 70

_SIGNATURES: Final = (
    "ALTER TABLE note ADD COLUMN signed_licence TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE note ADD COLUMN late_hours INTEGER NOT NULL DEFAULT 24 CHECK (late_hours >= 1)",
)

_PASSAGES: Final = (
    "ALTER TABLE passage ADD COLUMN corrects INTEGER REFERENCES passage (id)",
    "ALTER TABLE passage ADD COLUMN copied_from INTEGER REFERENCES note (id)",
    "CREATE INDEX passage_by_corrected ON passage (corrects) WHERE corrects IS NOT NULL",
    "CREATE INDEX passage_by_source ON passage (copied_from) WHERE copied_from IS NOT NULL",
)

_RIGHT_SOURCES: Final = tuple(
    statement
    for event, name in (
        ("INSERT", "insert"),
        ("UPDATE OF note_id, corrects, copied_from", "update"),
    )
    for statement in (
        f"""
        CREATE TRIGGER passage_corrects_{name} BEFORE {event} ON passage
        WHEN NEW.corrects IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM passage AS said
            JOIN note AS signed ON signed.id = said.note_id
            JOIN note AS later ON later.id = NEW.note_id
            WHERE said.id = NEW.corrects AND signed.state = 'signed' AND signed.id <> later.id
                AND later.amends IN (signed.id, signed.amends)
        )
        BEGIN
            SELECT RAISE(ABORT, 'only what was signed of the amended note is corrected');
        END
        """,  # noqa: S608 -- names of events
        f"""
        CREATE TRIGGER passage_copied_{name} BEFORE {event} ON passage
        WHEN NEW.copied_from IS NOT NULL
            AND (SELECT state FROM note WHERE id = NEW.copied_from) IS NOT 'signed'
        BEGIN
            SELECT RAISE(ABORT, 'only what was signed is copied');
        END
        """,  # noqa: S608 -- names of events
    )
)

_REVIEWS: Final = (
    """
    CREATE TABLE note_review (
        note_id INTEGER PRIMARY KEY REFERENCES note (id) ON DELETE CASCADE,
        due_on TEXT NOT NULL CHECK (length(due_on) = 10),
        next_note INTEGER REFERENCES note (id) ON DELETE SET NULL,
        done_at_utc INTEGER,
        reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
        CHECK ((done_at_utc IS NULL) = (length(reason) = 0)),
        CHECK (next_note <> note_id)
    ) STRICT
    """,
    """
    CREATE INDEX note_review_open_by_due ON note_review (due_on, note_id)
    WHERE next_note IS NULL AND done_at_utc IS NULL
    """,
    "CREATE INDEX note_review_by_next ON note_review (next_note) WHERE next_note IS NOT NULL",
)

STATEMENTS: Final = (*_SIGNATURES, *_PASSAGES, *_RIGHT_SOURCES, *_REVIEWS)
