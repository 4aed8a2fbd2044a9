from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from tests.builders import NOW, a_time, keep_alone, keep_client, keep_meeting, keep_unit
from tests.fakes import FakeClock, FakeStore
from vault.audit import AuditKind
from vault.changes import Noun
from vault.errors import ChangedElsewhere, InvalidField, OutOfOrder, Problem
from vault.ids import ClientId, MeasureResultId
from vault.measures import (
    MeasureDraft,
    MeasureEntry,
    MeasureResult,
    MeasureService,
    fingerprint,
)
from vault.meetings import MeetingForm, NewMeeting
from vault.note_service import NoteService
from vault.passages import Template
from vault.units import UnitKind

PHQ = (1, 1, 2, 0, 1, 0, 1, 0, 0)


@dataclass
class Drawer:
    """A service over an empty store with one client."""

    store: FakeStore = field(default_factory=FakeStore)

    def __post_init__(self) -> None:
        clock = self.store.clock
        assert isinstance(clock, FakeClock)
        self.clock = clock
        self.measures = MeasureService(self.store, clock)
        with self.store.write() as work:
            self.client_id, self.unit_id = keep_alone(work)

    def an_entry(self, *answers: int | None, **changes: object) -> MeasureEntry:
        entry = MeasureEntry(self.clock.now_utc() - timedelta(hours=1), answers or PHQ)
        return replace(entry, **changes)  # type: ignore[arg-type]

    def record(self, measure_id: str = "phq-9", entry: MeasureEntry | None = None) -> MeasureResult:
        return self.measures.record(self.client_id, measure_id, entry or self.an_entry()).value

    def audited(self) -> list[tuple[AuditKind, str, str]]:
        return [
            (entry.kind, entry.subject, detail)
            for entry, detail in zip(
                self.store.records.audit, self.store.records.details, strict=True
            )
        ]


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def test_a_result_is_kept_with_its_total_and_recorded(drawer: Drawer) -> None:
    done = drawer.measures.record(drawer.client_id, "phq-9", drawer.an_entry())
    result = done.value
    assert result.entry.total == 6
    assert drawer.measures.of_client(drawer.client_id) == [result]
    assert done.changes.numbers(Noun.MEASURE) == {result.id}
    assert drawer.audited() == [
        (AuditKind.MEASURE_RECORDED, f"measure:{result.id}", fingerprint(result))
    ]


def test_a_missing_answer_leaves_the_result_without_a_total(drawer: Drawer) -> None:
    result = drawer.record(entry=drawer.an_entry(1, None, 0, 0, 0, 0, 0, 0, 1))
    assert result.entry.total is None


def test_a_total_that_was_sent_along_gives_way_to_the_sum(drawer: Drawer) -> None:
    result = drawer.record(entry=drawer.an_entry(*PHQ, total=27.0))
    assert result.entry.total == 6


@pytest.mark.parametrize(
    ("measure_id", "entry", "wrong", "problem"),
    [
        ("phq-9", MeasureEntry(NOW), "total", Problem.EMPTY),
        ("phq-9", MeasureEntry(NOW, (None,) * 9), "answers", Problem.EMPTY),
        ("phq-9", MeasureEntry(NOW, (1,) * 8), "answers", Problem.OUT_OF_RANGE),
        ("phq-9", MeasureEntry(NOW, (4, *PHQ[1:])), "answers", Problem.OUT_OF_RANGE),
        ("phq-9", MeasureEntry(NOW, (-1, *PHQ[1:])), "answers", Problem.OUT_OF_RANGE),
        ("phq-9", MeasureEntry(NOW, total=28), "total", Problem.OUT_OF_RANGE),
        ("phq-9", MeasureEntry(NOW, total=6.5), "total", Problem.OUT_OF_RANGE),
        ("phq-9", MeasureEntry(NOW, total=float("nan")), "total", Problem.OUT_OF_RANGE),
        ("c-ssrs", MeasureEntry(NOW, total=4), "total", Problem.OUT_OF_RANGE),
        ("audit-c", MeasureEntry(NOW, (1, 2, 3)), "answers", Problem.OUT_OF_RANGE),
        ("ors", MeasureEntry(NOW, total=1_001), "total", Problem.OUT_OF_RANGE),
        ("ors", MeasureEntry(NOW, total=24.35), "total", Problem.OUT_OF_RANGE),
        ("mmpi", MeasureEntry(NOW, total=1), "measure", Problem.UNKNOWN_CHOICE),
    ],
)
def test_an_entry_that_cant_be_right_is_refused(
    drawer: Drawer, measure_id: str, entry: MeasureEntry, wrong: str, problem: Problem
) -> None:
    entry = replace(entry, taken_at_utc=drawer.clock.now_utc())
    with pytest.raises(InvalidField) as refused:
        drawer.record(measure_id, entry)
    assert (refused.value.field, refused.value.problem) == (wrong, problem)
    assert drawer.measures.of_client(drawer.client_id) == []


@pytest.mark.parametrize(
    ("days", "problem"), [(1, Problem.IN_THE_FUTURE), (-60_000, Problem.TOO_LONG_AGO)]
)
def test_a_day_that_cant_be_is_refused(drawer: Drawer, days: int, problem: Problem) -> None:
    entry = drawer.an_entry(taken_at_utc=drawer.clock.now_utc() + timedelta(days=days))
    with pytest.raises(InvalidField) as refused:
        drawer.record(entry=entry)
    assert (refused.value.field, refused.value.problem) == ("taken_on", problem)


def test_a_score_without_a_known_range_may_have_tenths(drawer: Drawer) -> None:
    entry = MeasureEntry(drawer.clock.now_utc(), total=24.3)
    assert drawer.record("ors", entry).entry.total == 24.3


def test_a_correction_stands_over_what_was_entered_first_and_says_why(drawer: Drawer) -> None:
    first = drawer.record()
    entry = drawer.an_entry(*(3,) * 9)
    after = drawer.measures.correct(first.id, entry, " Misread the form ", base_version=1).value
    assert after.entry.total == 27
    assert after.revisions[0] == first.revisions[0]
    assert after.revisions[1].reason == "Misread the form"
    assert drawer.audited()[-1] == (
        AuditKind.MEASURE_CORRECTED,
        f"measure:{first.id}",
        fingerprint(after),
    )


def test_a_correction_without_a_reason_is_refused(drawer: Drawer) -> None:
    first = drawer.record()
    with pytest.raises(InvalidField) as refused:
        drawer.measures.correct(first.id, drawer.an_entry(*(3,) * 9), " ", base_version=1)
    assert refused.value.field == "reason"
    assert drawer.measures.of_client(drawer.client_id) == [first]


def test_correcting_nothing_changes_nothing(drawer: Drawer) -> None:
    first = drawer.record()
    done = drawer.measures.correct(first.id, first.entry, "", base_version=1)
    assert (done.value, bool(done.changes)) == (first, False)
    assert len(drawer.audited()) == 1


def test_two_corrections_of_the_same_version_clash(drawer: Drawer) -> None:
    first = drawer.record()
    drawer.measures.correct(first.id, drawer.an_entry(*(3,) * 9), "One", base_version=1)
    with pytest.raises(ChangedElsewhere):
        drawer.measures.correct(first.id, drawer.an_entry(*(2,) * 9), "Two", base_version=1)
    with pytest.raises(ChangedElsewhere):
        drawer.measures.withdraw(first.id, "Two", base_version=1)


def test_a_withdrawn_result_stays_readable_and_final(drawer: Drawer) -> None:
    first = drawer.record()
    gone = drawer.measures.withdraw(first.id, "Another client's form", base_version=1).value
    assert gone.is_withdrawn
    assert gone.entry == first.entry
    assert drawer.measures.of_client(drawer.client_id) == [gone]
    assert drawer.audited()[-1][0] is AuditKind.MEASURE_WITHDRAWN
    with pytest.raises(OutOfOrder):
        drawer.measures.correct(first.id, drawer.an_entry(*(3,) * 9), "x", base_version=2)
    with pytest.raises(OutOfOrder):
        drawer.measures.withdraw(first.id, "x", base_version=2)


def test_a_missing_result_is_a_lookup_error(drawer: Drawer) -> None:
    with pytest.raises(LookupError):
        drawer.measures.withdraw(MeasureResultId(404), "x", base_version=1)


def test_the_fingerprint_covers_everything_that_was_entered(drawer: Drawer) -> None:
    result = drawer.record(entry=drawer.an_entry(*PHQ))
    last = result.revisions[-1]
    others = [
        replace(result, client_id=ClientId(99)),
        replace(result, measure_id="gad-7"),
        replace(result, revisions=(last, last)),
        replace(result, revisions=(replace(last, reason="x"),)),
        replace(result, revisions=(replace(last, withdrawn=True),)),
        replace(result, revisions=(replace(last, entered_at_utc=a_time(day=1)),)),
        *(
            replace(result, revisions=(replace(last, entry=entry),))
            for entry in (
                replace(last.entry, answers=(0, *PHQ[1:])),
                replace(last.entry, total=7.0),
                replace(last.entry, taken_at_utc=a_time(day=1)),
            )
        ),
    ]
    assert len({fingerprint(one) for one in (result, *others)}) == 1 + len(others)


def test_no_word_of_a_client_stands_in_the_audit_trail(drawer: Drawer) -> None:
    first = drawer.record()
    drawer.measures.withdraw(first.id, "heronfeather", base_version=1)
    assert "heronfeather" not in repr(drawer.audited())


def test_an_unfinished_form_is_kept_until_it_is_recorded(drawer: Drawer) -> None:
    draft = MeasureDraft("phq-9", "12 Nov 2026", (1, None, *(None,) * 7))
    drawer.measures.save_draft(drawer.client_id, replace(draft, taken_on=" 12 Nov 2026 "))
    assert drawer.measures.draft(drawer.client_id) == draft
    drawer.record()
    assert drawer.measures.draft(drawer.client_id) is None


def test_an_unfinished_form_can_be_dropped(drawer: Drawer) -> None:
    drawer.measures.save_draft(drawer.client_id, MeasureDraft("phq-9", ""))
    drawer.measures.drop_draft(drawer.client_id)
    assert drawer.measures.draft(drawer.client_id) is None


def test_the_meetings_of_a_day_are_those_at_which_the_client_was(drawer: Drawer) -> None:
    day = drawer.clock.local(drawer.clock.now_utc()).date()
    noon = drawer.measures.taken_at(day - timedelta(days=1), None)
    with drawer.store.write() as work:
        other = keep_client(work, "Dana Reyes")
        couple = keep_unit(work, UnitKind.COUPLE, drawer.client_id, other)
        both = work.units.get(couple).members
        own = keep_meeting(work, drawer.unit_id, noon)
        together = keep_meeting(work, couple, noon + timedelta(hours=1))
        keep_meeting(work, couple, noon + timedelta(hours=2), both[1].id)
        keep_meeting(work, keep_unit(work, UnitKind.INDIVIDUAL, other), noon)
        keep_meeting(work, drawer.unit_id, noon + timedelta(days=1))
    found = drawer.measures.meetings_on(drawer.client_id, day - timedelta(days=1))
    assert [one.id for one in found] == [own, together]


def test_a_result_of_a_meeting_has_its_time_and_one_of_another_day_noon(drawer: Drawer) -> None:
    with drawer.store.write() as work:
        meeting = work.meetings.get(keep_meeting(work, drawer.unit_id, a_time(day=3, hour=15)))
    taken_at = drawer.measures.taken_at
    assert taken_at(date(2026, 11, 3), meeting) == a_time(day=3, hour=15)
    assert taken_at(drawer.clock.today(), None) == drawer.clock.now_utc()
    noon = drawer.clock.local(taken_at(date(2026, 7, 1), None))
    assert (noon.date(), noon.hour, noon.minute) == (date(2026, 7, 1), 12, 0)


def test_a_meeting_at_which_a_measure_was_taken_outlives_the_empty_note_that_began_it(
    drawer: Drawer,
) -> None:
    notes = NoteService(drawer.store, drawer.clock)
    new = NewMeeting(drawer.unit_id, a_time(), 50, MeetingForm.IN_PERSON)
    started = notes.start_with_meeting(new, Template.SOAP).value
    meeting_id = notes.open(started).note.meeting_id
    assert meeting_id is not None
    drawer.record(entry=drawer.an_entry(meeting_id=meeting_id))
    assert not notes.clear_untouched(started).value
    assert notes.discard_empty(started).value
    with drawer.store.read() as work:
        assert work.meetings.get(meeting_id).id == meeting_id
    with pytest.raises(LookupError):
        notes.open(started)


@pytest.mark.parametrize(("hours", "taken_after"), [(2, 0), (-2, -2)])
def test_a_form_of_todays_session_was_taken_at_its_start_or_now_if_that_is_earlier(
    drawer: Drawer, hours: int, taken_after: int
) -> None:
    now = drawer.clock.now_utc()
    with drawer.store.write() as work:
        meeting_id = keep_meeting(work, drawer.unit_id, now + timedelta(hours=hours))
        meeting = work.meetings.get(meeting_id)
    taken_at = drawer.measures.taken_at(drawer.clock.today(), meeting)
    assert taken_at == now + timedelta(hours=taken_after)
    result = drawer.record(entry=MeasureEntry(taken_at, PHQ, meeting_id=meeting_id))
    assert result.entry.meeting_id == meeting_id


def test_a_form_of_another_days_session_was_taken_at_its_start(drawer: Drawer) -> None:
    tomorrow = drawer.clock.now_utc() + timedelta(days=1)
    with drawer.store.write() as work:
        meeting = work.meetings.get(keep_meeting(work, drawer.unit_id, tomorrow))
    assert drawer.measures.taken_at(drawer.clock.local(tomorrow).date(), meeting) == tomorrow
