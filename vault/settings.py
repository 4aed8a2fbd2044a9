"""Settings: few, each with a safe value from the start and limits that hold everywhere."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resources.spelling import LANGUAGES
from vault.errors import InvalidField, Problem
from vault.late_entries import LATE_HOURS

LIMITS: Final = {
    "idle_minutes": (1, 30),
    "hidden_minutes": (1, 60),
    "meeting_minutes": (5, 480),
    "late_hours": (1, 720),
    "draft_days": (1, 30),
}
"""The lowest and the highest value of each number."""

IDLE_MINUTES: Final = (1, 2, 3, 5, 10, 15, 20, 30)
"""The idle times on offer; any other one from 1 to 30 minutes is kept as well."""


class Theme(StrEnum):
    """Which colours to show."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the counselor chose; `LIMITS` holds for every number.

    A note that is begun more than `late_hours` after its meeting is a late entry; a draft waits
    on Today from `draft_days` on. `spelling` is the language that notes are checked in, "" for
    none; `initials_only` shows initials in place of every name.
    """

    idle_minutes: int = 5
    hidden_minutes: int = 10
    theme: Theme = Theme.SYSTEM
    template: str = "soap"
    meeting_minutes: int = 50
    late_hours: int = LATE_HOURS
    draft_days: int = 1
    spelling: str = "en-US"
    initials_only: bool = False

    def checked(self) -> "Settings":
        """Give the same settings; raises InvalidField past a limit or for another language."""
        for name, (lowest, highest) in LIMITS.items():
            if not lowest <= getattr(self, name) <= highest:
                raise InvalidField(name, Problem.OUT_OF_RANGE)
        if self.spelling not in (*LANGUAGES, ""):
            raise InvalidField("spelling", Problem.UNKNOWN_CHOICE)
        return self

    def weaker_than(self, other: "Settings") -> bool:
        """Say whether these leave the vault open for longer than `other` do."""
        return self.idle_minutes > other.idle_minutes or self.hidden_minutes > other.hidden_minutes
