"""When the first words of a note were kept, which says whether it is a late entry.

Signed notes can't be changed and stay without it, and drafts of before this migration count from
when they were made, as they did.
"""

from typing import Final

VERSION: Final = 120

STATEMENTS: Final = (
    "ALTER TABLE note ADD COLUMN first_words_at_utc INTEGER",
    "UPDATE note SET first_words_at_utc = created_at_utc WHERE state = 'draft'",
)
