from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import DAY, every_detail, some_details
from tests.ui.desk import Desk, StillTimer, timers_of, waiting
from ui.autosave import DELAY_MS, RETRY_MS
from ui.clients.details_model import (
    DetailsViewModel,
    Typed,
    understand,
    unkept,
    with_unkept,
)
from vault.clients import Client, EmergencyContact, Reach, ReachKind
from vault.errors import ChangedElsewhere, DiskFull, Problem
from vault.place import FormKind, FormWords

BEFORE = some_details("Dana Reyes")


def test_every_field_is_understood_as_it_was_typed() -> None:
    details, problems = understand(Typed.of(every_detail()), BEFORE, DAY)
    assert details == every_detail().checked(DAY)
    assert problems == {}


def test_a_birth_date_that_cant_be_read_keeps_the_last_one_and_saves_the_rest() -> None:
    typed = replace(Typed.of(BEFORE), birth_date="31 Feb 1990", pronouns="she/her")
    details, problems = understand(typed, BEFORE, DAY)
    assert details == replace(BEFORE, pronouns="she/her")
    assert problems == {"birth_date": Problem.NOT_A_DATE}


def test_each_field_that_cant_be_kept_is_named_and_the_others_are_kept() -> None:
    typed = replace(
        Typed.of(BEFORE), name="  ", used_name="D\0", birth_date="2031-01-01", pronouns="she/her"
    )
    details, problems = understand(typed, BEFORE, DAY)
    assert details == replace(BEFORE, pronouns="she/her")
    assert problems == {
        "name": Problem.EMPTY,
        "used_name": Problem.CONTROL_CHARACTER,
        "birth_date": Problem.IN_THE_FUTURE,
    }


def test_lines_that_nobody_filled_in_are_left_out() -> None:
    typed = replace(
        Typed.of(BEFORE),
        reaches=(Reach(ReachKind.PHONE, " "), Reach(ReachKind.PHONE, "303-555-0101")),
        emergency_contacts=(EmergencyContact(""),),
    )
    details, problems = understand(typed, BEFORE, DAY)
    assert [one.value for one in details.reaches] == ["303-555-0101"]
    assert details.emergency_contacts == ()
    assert problems == {}


class Filling:
    """A form that is only a value, over a kept client."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.client_id, _unit = self.desk.alone("Dana Reyes")
        self.vm = DetailsViewModel(self.desk.vault, None, StillTimer)
        self.vm.show_client(self.kept)
        self.typed = Typed.of(self.kept.details)
        self.vm.set_reader(lambda: self.typed)
        self.troubles: list[object] = []
        self.vm.trouble.connect(self.troubles.append)

    @property
    def kept(self) -> Client:
        return self.desk.cabinet.clients.get(self.client_id)

    def type(self, **fields: str) -> None:
        self.typed = replace(self.typed, **fields)  # type: ignore[arg-type]
        self.vm.touch()

    def pause(self, msec: int = DELAY_MS) -> None:
        waiting(self.vm, msec).go_off()


@pytest.fixture
def filling(qapp: object) -> Iterator[Filling]:
    filling = Filling()
    yield filling
    filling.vm.deleteLater()


def test_what_is_typed_is_stored_at_the_pause(filling: Filling) -> None:
    filling.type(pronouns="she/her", birth_date="27 Apr 1990")
    filling.pause()
    assert filling.kept.details.pronouns == "she/her"
    assert filling.kept.details.birth_date == date(1990, 4, 27)


def test_a_problem_is_said_while_it_is_typed_and_goes_with_it(filling: Filling) -> None:
    filling.type(birth_date="27 Ap")
    assert filling.vm.problems == {"birth_date": Problem.NOT_A_DATE}
    filling.type(birth_date="27 Apr 1990")
    assert filling.vm.problems == {}


def test_an_own_save_doesnt_fill_the_form_anew(filling: Filling) -> None:
    filling.type(pronouns="she")
    filling.pause()
    changed: list[object] = []
    filling.vm.client_changed.connect(lambda: changed.append(1))
    filling.vm.show_client(filling.kept)
    filling.type(pronouns="she/")
    filling.vm.show_client(filling.kept)
    assert changed == []


def test_a_clash_keeps_what_was_typed_until_the_counselor_decides(filling: Filling) -> None:
    elsewhere = replace(filling.kept.details, pronouns="they/them")
    filling.desk.cabinet.clients.update(
        filling.client_id, elsewhere, base_version=filling.kept.version
    )
    filling.type(pronouns="she/her")
    filling.pause()
    assert isinstance(filling.troubles[-1], ChangedElsewhere)
    assert filling.kept.details.pronouns == "they/them"
    filling.vm.keep_mine()
    assert filling.kept.details.pronouns == "she/her"
    assert filling.troubles[-1] is None


def test_details_that_were_left_on_a_full_disk_are_stored_later(filling: Filling) -> None:
    other, _unit = filling.desk.alone("Amira Saleh")
    filling.type(pronouns="she/her")
    filling.desk.store.fail_next_commit = DiskFull()
    filling.vm.show_client(filling.desk.cabinet.clients.get(other))
    assert isinstance(filling.troubles.pop(), DiskFull)
    assert len(filling.vm.pending_saves()) == 1
    filling.pause(RETRY_MS)
    assert filling.troubles.pop() is None
    assert filling.kept.details.pronouns == "she/her"
    assert filling.vm.pending_saves() == []


def test_a_half_typed_field_can_be_taken_at_once(filling: Filling) -> None:
    filling.type(pronouns="sh")
    for save in filling.vm.pending_saves():
        save()
    assert filling.kept.details.pronouns == "sh"


def test_what_cant_be_kept_yet_waits_beside_the_details_and_goes_with_the_problem(
    filling: Filling,
) -> None:
    def kept() -> dict[int, FormWords]:
        return filling.desk.cabinet.practice.unfinished(FormKind.DETAILS)

    filling.type(birth_date="27 Ap", pronouns="she/her")
    for timer in timers_of(filling.vm):
        if timer.waits == DELAY_MS:
            timer.go_off()
    assert kept() == {filling.client_id: ("birth_date", "1", "27 Ap")}
    assert filling.kept.details.pronouns == "she/her"
    filling.type(birth_date="27 Apr 1990")
    waiting(filling.vm.autosave, DELAY_MS).go_off()
    assert kept() == {}, "the words go with what they became"
    assert filling.kept.details.birth_date == date(1990, 4, 27)


def test_words_of_a_client_who_was_left_wait_until_the_client_is_shown_again(
    filling: Filling,
) -> None:
    other, _ = filling.desk.alone("Marcus Okafor")
    filling.type(birth_date="27 Ap")
    filling.vm.show_client(filling.desk.cabinet.clients.get(other))
    filling.typed = Typed.of(filling.vm.client.details)  # type: ignore[union-attr]
    for save in filling.vm.pending_saves():
        save()
    words = ("birth_date", "1", "27 Ap")
    practice = filling.desk.cabinet.practice
    assert practice.unfinished(FormKind.DETAILS) == {filling.client_id: words}
    assert filling.vm.unkept.take(filling.client_id) == words


@pytest.mark.parametrize(
    "typed",
    [
        Typed("", "x" * 999, birth_date="27 Ap"),
        Typed("Dana", reaches=(Reach(ReachKind.EMAIL, "", "work", False, True, True, "Aunt"),)),
        Typed(
            "Dana",
            reaches=(Reach(ReachKind.PHONE, "1" * 999), Reach(ReachKind.PHONE, "303")),
            emergency_contacts=(EmergencyContact("", "brother", "", "café"),),
        ),
    ],
)
def test_all_that_cant_be_kept_comes_back_as_it_was_typed(typed: Typed) -> None:
    details, problems = understand(typed, BEFORE, DAY)
    assert with_unkept(Typed.of(details), unkept(typed, problems)) == typed


def test_a_line_that_was_only_added_is_nothing_to_keep() -> None:
    typed = replace(Typed.of(BEFORE), reaches=(Reach(ReachKind.PHONE, ""),))
    assert unkept(typed, {}) == ()
