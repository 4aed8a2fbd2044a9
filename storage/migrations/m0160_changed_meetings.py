"""Of a meeting that came from a calendar it is known whether it was changed by hand since.

What came in before isn't known to have been changed.
"""

from typing import Final

VERSION: Final = 160

STATEMENTS: Final = (
    """
    ALTER TABLE meeting_source
    ADD COLUMN changed INTEGER NOT NULL DEFAULT 0 CHECK (changed IN (0, 1))
    """,
)
