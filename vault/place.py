"""The place to come back to after a lock, and the forms that were half typed, in the vault."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

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
    """Which form isn't finished, and in brackets what its number is that of."""

    CLIENT = "client"
    """A new client (0)."""
    MEETING = "meeting"
    """A session, new or to be changed (0)."""
    IMPORT = "import"
    """A calendar that is being looked through, with what was chosen (0)."""
    UNIT = "unit"
    """A new couple, family or group (the client in whose file it stands)."""
    CARD = "card"
    """A unit's name, a member's role and days, or whom to add (the unit)."""

    DETAILS = "details"
    """What can't be kept yet of a client's details (the client)."""

    WITHDRAWAL = "withdrawal"
    """Why a measure's result was entered by mistake (the result)."""

    LOOK = "look"
    """Why a result that calls for a risk assessment needs no note (the result)."""

    REQUEST = "request"
    """A client's request for their own file (the client)."""

    WORDS = "words"
    """That six words were shown which open a file, never the words (the release)."""

    PHRASE = "phrase"
    """A phrase, new or to be changed (0)."""


class FormKey(NamedTuple):
    """One form: its kind, and what it is about.

    A call that takes one as `finishes` does what the form was typed for, and forgets in the same
    transaction what was kept of it: no crash brings back a form that is finished.
    """

    kind: FormKind
    about: int = 0


FormWords = tuple[str, ...]
"""What stands in the fields of a form, in an order of its own; empty for nothing."""
