from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.desk import DeskLane, StillTimer, timers_of, waiting
from ui.autosave import DELAY_MS, REST_MS, RETRY_MS, Autosave
from ui.hub import Hub
from vault.errors import DiskFull


class Page:
    """A text that is typed, and what was stored of it."""

    def __init__(self) -> None:
        self.text = ""
        self.stored: list[str] = []
        self.full = False

    def source(self) -> Callable[[], None]:
        text = self.text
        return lambda: self.keep(text)

    def keep(self, text: str) -> None:
        if self.full:
            raise DiskFull
        self.stored.append(text)


class Bench:
    def __init__(self, parent: QObject) -> None:
        self.lane = DeskLane(Hub(parent))
        self.page = Page()
        self.autosave = Autosave(self.lane, parent, StillTimer)
        self.autosave.follow(self.page.source)

    def type(self, text: str) -> None:
        self.page.text += text
        self.autosave.touch()

    def wait(self, msec: int) -> None:
        waiting(self.autosave, msec).go_off()

    @property
    def waits(self) -> list[int]:
        return [timer.waits for timer in timers_of(self.autosave) if timer.waits is not None]


@pytest.fixture
def bench(qapp: object) -> Iterator[Bench]:
    parent = QObject()
    yield Bench(parent)
    parent.deleteLater()


def test_a_save_inside_a_second_of_the_first_key_while_typing_goes_on(bench: Bench) -> None:
    bench.type("a")
    first = waiting(bench.autosave, DELAY_MS)
    bench.type("b")
    assert waiting(bench.autosave, DELAY_MS) is first, "the second key put the save off"
    assert DELAY_MS < 1_000
    bench.wait(DELAY_MS)
    assert bench.page.stored == ["ab"]


def test_one_save_is_under_way_at_a_time_and_the_newest_text_follows(bench: Bench) -> None:
    bench.lane.held = True
    bench.type("a")
    bench.wait(DELAY_MS)
    bench.type("b")
    assert bench.waits == []
    bench.autosave.save_now()
    assert len(bench.lane.waiting) == 1
    bench.lane.let_go()
    bench.wait(DELAY_MS)
    assert bench.page.stored == ["a", "ab"]


def test_a_save_that_failed_is_tried_again_with_the_newest_text(bench: Bench, qtbot: QtBot) -> None:
    bench.page.full = True
    bench.type("a")
    with qtbot.waitSignal(bench.autosave.failed) as failed:
        bench.wait(DELAY_MS)
    assert isinstance(failed.args[0], DiskFull)
    assert bench.autosave.is_dirty
    bench.type("b")
    bench.page.full = False
    bench.wait(RETRY_MS)
    assert bench.page.stored == ["ab"]
    assert not bench.autosave.is_dirty


def test_what_another_try_cant_mend_waits_for_the_next_key(bench: Bench) -> None:
    bench.page.full = True
    bench.autosave.failed.connect(lambda _error: bench.autosave.hold())
    bench.type("a")
    bench.wait(DELAY_MS)
    assert bench.waits == []
    assert bench.autosave.is_dirty
    bench.type("b")
    assert bench.waits == [DELAY_MS]


def test_the_newest_text_can_be_taken_at_once_and_stays_unsaved_until_it_is(bench: Bench) -> None:
    bench.type("half a w")
    (save,) = bench.autosave.pending()
    assert bench.autosave.is_dirty
    save()
    assert bench.page.stored == ["half a w"]


def test_a_text_whose_save_is_under_way_is_still_pending(bench: Bench) -> None:
    bench.lane.held = True
    bench.type("a")
    bench.wait(DELAY_MS)
    assert len(bench.autosave.pending()) == 1


def test_nothing_is_pending_once_everything_is_stored(bench: Bench) -> None:
    bench.type("a")
    bench.wait(DELAY_MS)
    assert bench.autosave.pending() == []


def test_a_late_answer_for_a_text_that_was_left_says_nothing(bench: Bench, qtbot: QtBot) -> None:
    bench.lane.held = True
    bench.type("a")
    bench.wait(DELAY_MS)
    other = Page()
    bench.autosave.follow(other.source)
    with qtbot.assertNotEmitted(bench.autosave.saved):
        bench.lane.let_go()
    assert not bench.autosave.is_dirty


def test_a_text_rests_five_seconds_after_its_last_save(bench: Bench, qtbot: QtBot) -> None:
    bench.type("a")
    bench.wait(DELAY_MS)
    bench.type("b")
    assert bench.waits == [DELAY_MS], "it would rest while it is written"
    bench.wait(DELAY_MS)
    with qtbot.waitSignal(bench.autosave.rested):
        bench.wait(REST_MS)


def test_keys_without_a_text_to_follow_start_nothing(bench: Bench) -> None:
    bench.autosave.follow(None)
    bench.autosave.touch()
    assert bench.waits == []
    assert bench.autosave.pending() == []
