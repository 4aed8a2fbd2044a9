"""Of a document it is known how often somebody began to look into it and never came to an end.

It is counted before each look: what ends the program, or the process that reads for it, isn't
looked into for ever.
"""

from typing import Final

VERSION: Final = 170

STATEMENTS: Final = (
    "ALTER TABLE document ADD COLUMN tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0)",
)
