"""What a form was typed for and forgetting the form happen together, or neither does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any, cast

import pytest

from tests.builders import DAY, a_time, keep_alone, keep_meeting, some_details
from tests.fakes import FakeCalendars, FakeClock, FakeOutbox, FakePress
from vault.cabinet import Cabinet
from vault.calendar_events import CalendarEvent, CalendarSheet
from vault.calendar_proposals import Proposal, Step
from vault.ids import ClientId, MeasureResultId, MeetingId, UnitId
from vault.measures import MeasureEntry
from vault.meetings import MeetingForm, MeetingSource, NewMeeting
from vault.phrases import Phrase
from vault.place import FormKey, FormKind
from vault.ports import Store, Work
from vault.requests import AskedHow, IdentityCheck
from vault.units import NewMember, NewUnit, UnitKind

NINE = (0,) * 8 + (1,)


class Cut(Exception):  # noqa: N818 -- named for what happens
    """The power goes."""


class Faulty:
    """A store over which the power goes at the so-manieth step of its first write."""

    def __init__(self, store: Store, at: int) -> None:
        self._store = store
        self._left = at

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Cut

    @contextmanager
    def write(self) -> Iterator[Any]:
        with self._store.write() as work:
            yield Stepping(work, self.step)
            self.step()

    def read(self) -> Any:
        return self._store.read()


class Stepping:
    """The repositories, or one of them, each call of which is a step."""

    def __init__(self, inner: object, step: Callable[[], None]) -> None:
        self._inner = inner
        self._step = step

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return Stepping(found, self._step)

        def call(*args: Any, **facts: Any) -> Any:
            self._step()
            return found(*args, **facts)

        return call


@dataclass(frozen=True)
class Practice:
    """What the forms are about."""

    client_id: ClientId
    family: UnitId
    meeting_id: MeetingId
    result_id: MeasureResultId


def cabinet_over(store: object) -> Cabinet:
    return Cabinet.over(cast("Store", store), FakeClock(), FakePress(), FakeOutbox(), FakeCalendars)


def a_practice(store: Store) -> Practice:
    with store.write() as work:
        client_id, alone = keep_alone(work)
        meeting_id = keep_meeting(work, alone)
    cabinet = cabinet_over(store)
    members = (NewMember(client_id), NewMember(name="Luis Cruz"))
    family = cabinet.units.found(NewUnit(UnitKind.FAMILY, DAY, members, "Cruz")).value
    entry = MeasureEntry(a_time(day=11), NINE)
    result = cabinet.measures.record(client_id, "phq-9", entry).value
    return Practice(client_id, family, meeting_id, result.id)


def _change_meeting(cabinet: Cabinet, at: Practice, form: FormKey) -> object:
    meeting = cabinet.meetings.get(at.meeting_id).meeting
    return cabinet.meetings.change(replace(meeting, place="Elm Street 4"), form)


def _change_member(cabinet: Cabinet, at: Practice, form: FormKey) -> object:
    member = cabinet.units.get(at.family).members[1]
    return cabinet.units.change_member(
        at.family, member.id, role="uncle", joined_on=None, left_on=None, finishes=form
    )


def _update(cabinet: Cabinet, at: Practice, form: FormKey) -> object:
    client = cabinet.clients.get(at.client_id)
    details = replace(client.details, used_name="Joe")
    return cabinet.clients.update(client.id, details, base_version=client.version, finishes=form)


def _begin_release(cabinet: Cabinet, at: Practice, form: FormKey) -> object:
    return cabinet.releases.begin(
        at.client_id,
        received_on=date(2026, 11, 11),
        asked_how=AskedHow.WRITING,
        identity=IdentityCheck.PHOTO_ID,
        finishes=form,
    )


def _take_in(cabinet: Cabinet, at: Practice, form: FormKey) -> object:
    event = CalendarEvent(MeetingSource("a"), "Cruz", a_time(day=13), 50)
    new = CalendarEvent(MeetingSource("b"), "Xylander", a_time(day=14), 50)
    sheet = CalendarSheet((event, new), frozenset({"a", "b"}), a_time(day=1), a_time(day=20))
    chosen = [Proposal(Step.ADD, event, at.family), Proposal(Step.ADD, new, opens="Xylander")]
    return cabinet.calendars.take_in(sheet, chosen, form)


FINISHING: dict[str, tuple[FormKind, Callable[[Cabinet, Practice, FormKey], object]]] = {
    "create": (FormKind.CLIENT, lambda to, _at, form: to.clients.create(some_details(), form)),
    "update": (FormKind.DETAILS, _update),
    "plan": (
        FormKind.MEETING,
        lambda to, at, form: to.meetings.plan(
            NewMeeting(at.family, a_time(day=13), 50, MeetingForm.PHONE), form
        ),
    ),
    "change": (FormKind.MEETING, _change_meeting),
    "take_in": (FormKind.IMPORT, _take_in),
    "found": (
        FormKind.UNIT,
        lambda to, at, form: to.units.found(
            NewUnit(UnitKind.COUPLE, DAY, (NewMember(at.client_id), NewMember(name="Eva"))), form
        ),
    ),
    "rename": (FormKind.CARD, lambda to, at, form: to.units.rename(at.family, "Cruz-Vega", form)),
    "change_member": (FormKind.CARD, _change_member),
    "add_member": (
        FormKind.CARD,
        lambda to, at, form: to.units.add_member(at.family, NewMember(name="Teo"), form),
    ),
    "withdraw": (
        FormKind.WITHDRAWAL,
        lambda to, at, form: to.measures.withdraw(
            at.result_id, "Another client's", base_version=1, finishes=form
        ),
    ),
    "look_at": (
        FormKind.LOOK,
        lambda to, at, form: to.measures.look_at(
            at.result_id, "Asked on the phone", base_version=1, finishes=form
        ),
    ),
    "begin": (FormKind.REQUEST, _begin_release),
    "keep": (
        FormKind.PHRASE,
        lambda to, _at, form: to.phrases.keep(Phrase("mse", "Alert."), finishes=form),
    ),
}


def _done(work: Work) -> object:
    """Give what differs once something was done: what is no client's isn't in the trail."""
    return work.audit.anchor(), work.phrases.all()


@pytest.mark.parametrize("name", FINISHING)
def test_a_cut_at_any_step_leaves_the_form_and_nothing_done_or_everything_done_and_no_form(
    store: Store, name: str
) -> None:
    kind, act = FINISHING[name]
    at, form = a_practice(store), FormKey(kind, 7)
    with store.write() as work:
        work.settings.put_unfinished(*form, ("half typ",))
        before = _done(work)
    for step in count(1):
        try:
            act(cabinet_over(Faulty(store, step)), at, form)
        except Cut:
            with store.read() as work:
                assert work.settings.unfinished(kind) == {7: ("half typ",)}, step
                assert _done(work) == before, step
        else:
            break
    assert step > 3, "no step of it was cut"
    with store.read() as work:
        assert work.settings.unfinished(kind) == {}
        assert _done(work) != before


def test_what_changes_nothing_finishes_its_form_all_the_same(store: Store) -> None:
    at, cabinet = a_practice(store), cabinet_over(store)
    meeting = cabinet.meetings.get(at.meeting_id).meeting
    client = cabinet.clients.get(at.client_id)
    version = client.version
    for form, act in (
        (FormKey(FormKind.MEETING), lambda form: cabinet.meetings.change(meeting, form)),
        (FormKey(FormKind.CARD, 3), lambda form: cabinet.units.rename(at.family, "Cruz", form)),
        (
            FormKey(FormKind.DETAILS, 1),
            lambda form: cabinet.clients.update(
                client.id, client.details, base_version=version, finishes=form
            ),
        ),
    ):
        cabinet.practice.keep_unfinished(*form, ("half typ",))
        act(form)
        assert cabinet.practice.unfinished(form.kind) == {}, form
