from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.autolock import AutoLock, Clocks, Verdict
from vault.lifecycle import LockReason

IDLE, HIDDEN = 300.0, 600.0


@dataclass
class Computer:
    """Three clocks, and the rule that is asked about them."""

    clocks: Clocks = field(default_factory=lambda: Clocks(1_000.0, 5_000.0, 1_700_000_000.0))
    rule: AutoLock = field(init=False)

    def __post_init__(self) -> None:
        self.rule = AutoLock(self.clocks, idle_seconds=IDLE, hidden_seconds=HIDDEN)

    def run(self, seconds: float) -> None:
        now = self.clocks
        self.clocks = Clocks(now.monotonic + seconds, now.boot + seconds, now.wall + seconds)

    def sleep(self, seconds: float) -> None:
        now = self.clocks
        self.clocks = Clocks(now.monotonic, now.boot + seconds, now.wall + seconds)

    def set_wall(self, by: float) -> None:
        now = self.clocks
        self.clocks = Clocks(now.monotonic, now.boot, now.wall + by)

    def touch(self) -> None:
        self.rule.touch(self.clocks.monotonic)

    def hide(self) -> None:
        self.rule.hide(self.clocks.monotonic)

    def show(self) -> None:
        self.rule.show(self.clocks.monotonic)

    def ask(self) -> Verdict:
        return self.rule.ask(self.clocks)


@pytest.fixture
def computer() -> Computer:
    return Computer()


def test_counts_down_warns_in_the_last_half_minute_and_locks(computer: Computer) -> None:
    assert computer.ask() == Verdict(seconds_left=300)
    computer.run(269.5)
    assert computer.ask() == Verdict(seconds_left=31)
    computer.run(0.5)
    assert computer.ask() == Verdict(seconds_left=30, warn=True)
    computer.run(29.9)
    assert computer.ask() == Verdict(seconds_left=1, warn=True)
    computer.run(0.1)
    assert computer.ask() == Verdict(lock=LockReason.IDLE)


def test_the_counselors_input_starts_the_count_again(computer: Computer) -> None:
    computer.run(299)
    computer.touch()
    computer.rule.touch(0.0)
    assert computer.ask() == Verdict(seconds_left=300)


def test_hidden_time_has_its_own_limit_and_no_warning(computer: Computer) -> None:
    computer.run(299)
    computer.hide()
    computer.run(590)
    computer.touch()
    assert computer.ask() == Verdict(seconds_left=10)
    computer.run(10)
    assert computer.ask() == Verdict(lock=LockReason.HIDDEN_TOO_LONG)


def test_hiding_again_does_not_start_the_count_again(computer: Computer) -> None:
    computer.hide()
    computer.run(500)
    computer.hide()
    computer.run(100)
    assert computer.ask().lock is LockReason.HIDDEN_TOO_LONG


def test_coming_back_counts_idle_time_from_then(computer: Computer) -> None:
    computer.hide()
    computer.run(500)
    computer.show()
    assert computer.ask() == Verdict(seconds_left=300)


def test_new_limits_hold_at_once(computer: Computer) -> None:
    computer.run(100)
    computer.rule.set_limits(idle_seconds=60, hidden_seconds=60)
    assert computer.ask().lock is LockReason.IDLE


@pytest.mark.parametrize(("seconds", "reason"), [(20, None), (20.1, LockReason.SUSPEND)])
def test_locks_after_the_computer_slept(
    computer: Computer, seconds: float, reason: LockReason | None
) -> None:
    computer.sleep(seconds)
    assert computer.ask().lock is reason


def test_many_short_sleeps_count_as_idle(computer: Computer) -> None:
    for _ in range(14):
        computer.sleep(20)
        assert computer.ask().lock is None
    computer.sleep(20)
    assert computer.ask().lock is LockReason.IDLE


def test_many_short_sleeps_count_as_hidden_time(computer: Computer) -> None:
    computer.hide()
    for _ in range(29):
        computer.sleep(20)
        assert computer.ask().lock is None
    computer.sleep(20)
    assert computer.ask().lock is LockReason.HIDDEN_TOO_LONG


def test_says_once_that_the_clock_was_set_back_and_stays_open(computer: Computer) -> None:
    computer.run(1)
    computer.set_wall(-121)
    verdict = computer.ask()
    assert (verdict.lock, verdict.clock_set_back) == (None, True)
    computer.run(1)
    assert not computer.ask().clock_set_back


@pytest.mark.parametrize("by", [-119, 3_600, 86_400])
def test_a_corrected_or_advanced_clock_is_no_set_back(computer: Computer, by: float) -> None:
    computer.set_wall(by)
    assert computer.ask() == Verdict(seconds_left=300)


def test_a_clock_set_back_while_the_computer_slept_is_seen(computer: Computer) -> None:
    computer.sleep(8 * 3_600)
    computer.set_wall(-7 * 3_600)
    assert computer.ask() == Verdict(lock=LockReason.SUSPEND, clock_set_back=True)


Event = tuple[object, ...]
EVENTS: st.SearchStrategy[list[Event]] = st.lists(
    st.one_of(
        st.tuples(st.just("run"), st.floats(0, 400)),
        st.tuples(st.just("sleep"), st.floats(0, 30)),
        st.tuples(st.just("set_wall"), st.floats(-1e6, 1e6)),
        st.sampled_from([("touch",), ("hide",), ("show",), ("ask",)]),
    ),
    max_size=40,
)


@given(EVENTS)
def test_whatever_happens_it_is_never_open_beyond_its_limit(
    events: list[Event],
) -> None:
    """`open_for` is what the counselor would measure: by a clock that sleep doesn't stop."""
    computer = Computer()
    since, hidden, limit = computer.clocks.boot, False, IDLE
    for name, *arguments in events:
        if name != "ask":
            getattr(computer, str(name))(*arguments)
        verdict = computer.ask()
        if verdict.lock is not None:
            return
        if name == "touch" and not hidden:
            since = computer.clocks.boot
        elif name == "show":
            since, hidden, limit = computer.clocks.boot, False, IDLE
        elif name == "hide" and not hidden:
            since, hidden, limit = computer.clocks.boot, True, HIDDEN
        open_for = computer.clocks.boot - since
        assert open_for < limit + 1e-6
        assert 0 < verdict.seconds_left <= limit
