"""The place to come back to after a lock, kept inside the vault."""

from dataclasses import dataclass
from typing import Final

from vault.ids import ClientId, NoteId, ReleaseId

TO_CURSOR: Final = -1
"""A scroll for whoever doesn't know one: as far as it takes to see the cursor."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the counselor was: screen, client, note, field, cursor and scroll, or release.

    `cursor` and `anchor` count characters in the field; `scroll` is in pixels, or `TO_CURSOR`.
    """

    screen: str = "today"
    client_id: ClientId | None = None
    tab: str = ""
    note_id: NoteId | None = None
    field: str = ""
    cursor: int = 0
    anchor: int = 0
    scroll: int = 0
    release_id: ReleaseId | None = None
