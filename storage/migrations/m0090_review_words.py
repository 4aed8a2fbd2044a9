"""The reason of a review, as far as it is typed."""

from typing import Final

VERSION: Final = 90

STATEMENTS: Final = (
    """
    ALTER TABLE note_review
    ADD COLUMN typed TEXT NOT NULL DEFAULT '' CHECK (length(typed) <= 1000)
    """,
)
