"""How much of a PDF is looked at: kept by the process that reads it, required by the program."""

from typing import Final

from storage.sealed_chunks import CHUNK_BYTES

PART_BYTES: Final = CHUNK_BYTES
"""What the process asks for at a time."""
MOST_PAGES: Final = 20_000
MOST_PIXELS: Final = 48_000_000
MOST_LETTERS: Final = 5_000_000
MOST_HITS: Final = 500
MOST_SPOTS: Final = 20
LONGEST_SIDE: Final = 20_000.0
FARTHEST: Final = 10.0
"""How many pages' widths and heights a place on a page may be away from its corner."""
