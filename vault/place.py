"""The place to come back to after a lock, and the forms that were half typed, in the vault."""

from dataclasses import dataclass
from enum import StrEnum
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


class FormKind(StrEnum):
    """Which form was half typed, and in brackets what its number is that of."""

    CLIENT = "client"
    """A new client (0)."""
    MEETING = "meeting"
    """A session, new or to be changed (0)."""
    UNIT = "unit"
    """A new couple, family or group (the client in whose file it stands)."""
    CARD = "card"
    """A unit's name, or a member's role and days (the unit)."""


FormWords = tuple[str, ...]
"""What stands in the fields of a form, in an order of its own; empty for nothing."""
