"""A unit with a signed note stays what it is: a couple, a group. What it is called may change."""

from typing import Final

VERSION: Final = 190

STATEMENTS: Final = (
    """
    CREATE TRIGGER unit_held_update BEFORE UPDATE OF id, kind ON unit
    WHEN (OLD.id IS NOT NEW.id OR OLD.kind IS NOT NEW.kind)
        AND EXISTS (SELECT 1 FROM note WHERE unit_id = OLD.id AND state = 'signed')
    BEGIN
        SELECT RAISE(ABORT, 'a signed note holds it');
    END
    """,
    # REPLACE takes away the row that stands in its way.
    """
    CREATE TRIGGER unit_held_delete BEFORE DELETE ON unit
    WHEN EXISTS (SELECT 1 FROM note WHERE unit_id = OLD.id AND state = 'signed')
    BEGIN
        SELECT RAISE(ABORT, 'a signed note holds it');
    END
    """,
)
