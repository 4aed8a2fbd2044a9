from collections.abc import Iterator, Sequence

import pytest

from tests.ui.desk import Desk, StillTimer, waiting
from ui.finder import PAUSE_MS, FinderViewModel, Found

NAMES = ("Amira", "Ann", "Ben")


def found(name: str) -> Found:
    return Found(NAMES.index(name) if name in NAMES else -1, name, "", "user", name)


class Looking:
    def __init__(self) -> None:
        self.desk = Desk()
        self.asked: list[str] = []
        self.vm = FinderViewModel(
            self.desk.vault,
            self.ask,
            lambda needle: [found(f"new {needle}")],
            lambda one: one.what != "Ann",
            make_timer=StillTimer,
        )

    def ask(self, needle: str) -> Sequence[Found]:
        self.asked.append(needle)
        return [found(name) for name in NAMES if needle.lower() in name.lower()]

    @property
    def shown(self) -> list[str]:
        return [one.title for one in self.vm.rows]


@pytest.fixture
def looking(qapp: object) -> Iterator[Looking]:
    looking = Looking()
    yield looking
    looking.vm.deleteLater()


def test_it_asks_once_the_keys_rest_and_offers_what_else_can_be_done(looking: Looking) -> None:
    for letters in ("a", "am"):
        looking.vm.look_for(letters)
    assert looking.asked == []
    waiting(looking.vm, PAUSE_MS).go_off()
    assert looking.asked == ["am"]
    assert looking.shown == ["Amira", "new am"]


def test_who_cant_be_chosen_isnt_shown(looking: Looking) -> None:
    looking.vm.look_for("n")
    looking.vm.load()
    assert looking.shown == ["Ben", "new n"]


def test_an_answer_that_comes_late_is_dropped(looking: Looking) -> None:
    looking.desk.lane.held = True
    looking.vm.look_for("ben")
    looking.vm.load()
    looking.vm.look_for("")
    looking.desk.lane.let_go()
    assert looking.shown == []


def test_enter_waits_for_the_answer_to_what_was_typed(looking: Looking) -> None:
    looking.desk.lane.held = True
    chosen: list[str] = []
    looking.vm.look_for("ben")
    looking.vm.choose_first(lambda one: chosen.append(one.title))
    assert chosen == []
    looking.desk.lane.let_go()
    assert chosen == ["Ben"]


def test_enter_takes_nobody_where_something_else_is_typed_meanwhile(looking: Looking) -> None:
    looking.desk.lane.held = True
    chosen: list[str] = []
    looking.vm.look_for("ben")
    looking.vm.choose_first(lambda one: chosen.append(one.title))
    looking.vm.look_for("am")
    looking.desk.lane.let_go()
    assert chosen == []


def test_enter_never_takes_what_is_offered_for_a_name_that_nobody_has(looking: Looking) -> None:
    chosen: list[str] = []
    undecided: list[bool] = []
    looking.vm.undecided.connect(lambda: undecided.append(True))
    looking.vm.look_for("zoe")
    looking.vm.choose_first(lambda one: chosen.append(one.title))
    assert (chosen, undecided, looking.shown) == ([], [True], ["new zoe"])
