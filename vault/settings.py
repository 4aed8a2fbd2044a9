"""Settings: few, each with a safe value from the start and limits that hold everywhere."""

from dataclasses import dataclass, replace
from enum import StrEnum

from vault.errors import InvalidField, Problem


class Theme(StrEnum):
    """Which colours to show."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the counselor chose. Minutes: idle 1 to 30, hidden 1 to 60."""

    idle_minutes: int = 5
    hidden_minutes: int = 10
    theme: Theme = Theme.SYSTEM
    template: str = "soap"
    meeting_minutes: int = 50

    def checked(self) -> "Settings":
        """Give the same settings. Raises InvalidField where a limit is passed."""
        for name, lowest, highest in (
            ("idle_minutes", 1, 30),
            ("hidden_minutes", 1, 60),
            ("meeting_minutes", 5, 480),
        ):
            if not lowest <= getattr(self, name) <= highest:
                raise InvalidField(name, Problem.OUT_OF_RANGE)
        return replace(self)

    def weaker_than(self, other: "Settings") -> bool:
        """Say whether these leave the vault open for longer than `other` do."""
        return self.idle_minutes > other.idle_minutes or self.hidden_minutes > other.hidden_minutes
