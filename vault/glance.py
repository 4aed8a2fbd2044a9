"""What can be seen of a vault from outside, before any key is derived."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sight(StrEnum):
    """What stands in a folder."""

    NO_VAULT = "no_vault"
    LOCKED = "locked"
    IN_USE = "in_use"
    KEY_FILE_DAMAGED = "key_file_damaged"
    KEY_FILE_MISSING = "key_file_missing"
    TOO_NEW = "too_new"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Glance:
    """What the unlock window may show; `practice` and `reason` are anybody's text until unlocked.

    `fell_back` tells that one copy of the key file was damaged and another served.
    """

    sight: Sight
    practice: str = ""
    locked_at_utc: datetime | None = None
    reason: str = ""
    drafts_saved: int = 0
    drafts_lost: int = 0
    fell_back: bool = False
    needs: str = ""
