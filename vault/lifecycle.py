"""The lifecycle of a window onto a vault: one table of states, and what leads where.

Every state but OPEN shows no client data. Nothing on the way into LOCKING can refuse it.
"""

from dataclasses import dataclass
from enum import StrEnum

from vault.errors import OutOfOrder


class State(StrEnum):
    """Where the window stands."""

    NO_VAULT = "no_vault"
    LOCKED = "locked"
    UNLOCKING = "unlocking"
    RECOVERY = "recovery"
    OPEN = "open"
    HIDDEN = "hidden"
    RETURNING = "returning"
    LOCKING = "locking"


class Step(StrEnum):
    """What can happen to it."""

    CREATED = "created"
    CREATED_HIDDEN = "created_hidden"
    """The window was covered while the vault was being made."""
    TRY = "try"
    TRY_RECOVERY = "try_recovery"
    REFUSED = "refused"
    OPENED = "opened"
    HIDE = "hide"
    TRY_RETURN = "try_return"
    RETURNED = "returned"
    UNDO_HIDE = "undo_hide"
    LOCK = "lock"


class LockReason(StrEnum):
    """What locked a vault; the code stands in the key file, the sentence on the unlock window."""

    JUST_MADE = "just_made"
    """Nobody has opened it yet."""
    ASKED = "asked"
    IDLE = "idle"
    HIDDEN_TOO_LONG = "hidden_too_long"
    HIDDEN_WITHOUT_PASSPHRASE = "hidden_without_passphrase"  # noqa: S105
    """The recovery key had opened it, and no new passphrase was set yet."""
    WINDOW_CLOSED = "window_closed"
    ENDED_BY_SYSTEM = "ended_by_system"
    CLOCK_JUMPED = "clock_jumped"
    SUSPEND = "suspend"
    SCREEN_LOCKED = "screen_locked"
    FAULT = "fault"


TABLE: dict[tuple[State, Step], State] = {
    (State.NO_VAULT, Step.CREATED): State.OPEN,
    (State.NO_VAULT, Step.CREATED_HIDDEN): State.HIDDEN,
    (State.LOCKED, Step.TRY): State.UNLOCKING,
    (State.LOCKED, Step.TRY_RECOVERY): State.RECOVERY,
    (State.UNLOCKING, Step.REFUSED): State.LOCKED,
    (State.UNLOCKING, Step.OPENED): State.OPEN,
    (State.RECOVERY, Step.REFUSED): State.LOCKED,
    (State.RECOVERY, Step.OPENED): State.OPEN,
    (State.OPEN, Step.HIDE): State.HIDDEN,
    (State.HIDDEN, Step.TRY_RETURN): State.RETURNING,
    (State.HIDDEN, Step.UNDO_HIDE): State.OPEN,
    (State.RETURNING, Step.REFUSED): State.HIDDEN,
    (State.RETURNING, Step.RETURNED): State.OPEN,
    (State.UNLOCKING, Step.LOCK): State.LOCKING,
    (State.RECOVERY, Step.LOCK): State.LOCKING,
    (State.OPEN, Step.LOCK): State.LOCKING,
    (State.HIDDEN, Step.LOCK): State.LOCKING,
    (State.RETURNING, Step.LOCK): State.LOCKING,
    (State.LOCKING, Step.LOCK): State.LOCKING,
}

HOLDS_KEYS = frozenset({State.OPEN, State.HIDDEN, State.RETURNING, State.LOCKING})


@dataclass(slots=True)
class Lifecycle:
    """The present state; `take` is the only way to another."""

    state: State

    def take(self, step: Step) -> State:
        """Go where a step leads. Raises OutOfOrder where it leads nowhere from here."""
        target = TABLE.get((self.state, step))
        if target is None:
            raise OutOfOrder(self.state, step)
        self.state = target
        return target

    def can(self, step: Step) -> bool:
        """Say whether a step leads anywhere from here."""
        return (self.state, step) in TABLE
