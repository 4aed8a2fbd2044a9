"""When to lock by itself: a pure rule, asked once a second.

It is told three clocks: monotonic (stands still in suspend), boot time (runs on in suspend)
and the wall clock. All times in seconds.
"""

from dataclasses import dataclass

from vault.lifecycle import LockReason

WARNING_SECONDS = 30
JUMP_SECONDS = 20
SET_BACK_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Clocks:
    """One reading of the three clocks, in seconds."""

    monotonic: float
    boot: float
    wall: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says now: lock for a reason, or how many whole seconds are left.

    `warn` is true in the last half minute; `clock_set_back` once after each time.
    """

    lock: LockReason | None = None
    seconds_left: int = 0
    warn: bool = False
    clock_set_back: bool = False


class AutoLock:
    """Counts idle and hidden time against their limits."""

    def __init__(self, now: Clocks, *, idle_seconds: float, hidden_seconds: float) -> None:
        self._idle_seconds = idle_seconds
        self._hidden_seconds = hidden_seconds
        self._last = now
        self._touched = now.monotonic
        self._hidden_since: float | None = None

    def set_limits(self, *, idle_seconds: float, hidden_seconds: float) -> None:
        """Take new limits from the settings; they hold from the next question on."""
        self._idle_seconds = idle_seconds
        self._hidden_seconds = hidden_seconds

    def touch(self, monotonic: float) -> None:
        """Note the counselor's own input: a key, the mouse, the wheel, a touch."""
        self._touched = max(self._touched, monotonic)

    def hide(self, monotonic: float) -> None:
        """Start to count hidden time instead of idle time; hiding again changes nothing."""
        if self._hidden_since is None:
            self._hidden_since = monotonic

    def show(self, monotonic: float) -> None:
        """Go back to counting idle time."""
        self._hidden_since = None
        self._touched = monotonic

    def ask(self, now: Clocks) -> Verdict:
        """Say whether to lock now.

        A jump of boot time against monotonic time means that the computer slept; a sleep too
        short to lock for counts as idle, so that many of them lock as well.
        """
        passed = now.boot - self._last.boot
        slept = max(0.0, passed - (now.monotonic - self._last.monotonic))
        set_back = now.wall < self._last.wall + passed - SET_BACK_SECONDS
        self._last = now
        self._touched -= slept
        if self._hidden_since is not None:
            self._hidden_since -= slept
        if slept > JUMP_SECONDS:
            return Verdict(lock=LockReason.SUSPEND, clock_set_back=set_back)
        if self._hidden_since is not None:
            left = self._hidden_seconds - (now.monotonic - self._hidden_since)
            reason = LockReason.HIDDEN_TOO_LONG
        else:
            left = self._idle_seconds - (now.monotonic - self._touched)
            reason = LockReason.IDLE
        if left <= 0:
            return Verdict(lock=reason, clock_set_back=set_back)
        return Verdict(
            seconds_left=int(left) + (left > int(left)),
            warn=self._hidden_since is None and left <= WARNING_SECONDS,
            clock_set_back=set_back,
        )
