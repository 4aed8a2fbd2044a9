from datetime import timedelta

import pytest

from tests.builders import a_passage, keep_alone, some_content
from tests.fakes import FakeClock, FakeStore
from vault.audit import AuditKind
from vault.changes import NOTHING, Changes, Noun
from vault.errors import InvalidField, OutOfOrder, Problem
from vault.ids import NoteId, UnitId
from vault.note_service import NoteService
from vault.notes import NoteContent, NoteType
from vault.passages import Section, Template
from vault.reviews import Review, ReviewService
from vault.today import TodayService

PLAN = NoteContent(
    Template.TREATMENT_PLAN,
    (a_passage("Panic on trains.", section=Section.PROBLEMS), a_passage("Ride alone.")),
)


class Office:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.notes = NoteService(self.store, self.clock)
        self.reviews = ReviewService(self.store, self.clock)
        with self.store.write() as work:
            self.client_id, self.unit_id = keep_alone(work)

    def a_plan(self, *, signed: bool = True, unit_id: UnitId | None = None) -> NoteId:
        unit_id = unit_id or self.unit_id
        note_id = self.notes.start(unit_id, NoteType.TREATMENT_PLAN, Template.TREATMENT_PLAN).value
        version = self.notes.save_draft(note_id, PLAN, base_version=1).value
        if signed:
            self.notes.sign(note_id, base_version=version)
        return note_id

    def review(self, note_id: NoteId) -> Review:
        review = self.notes.open(note_id).review
        assert review is not None
        return review

    def shown(self) -> list[NoteId]:
        today = TodayService(self.store, self.clock).today()
        return [one.review.note_id for one in today.reviews]


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_new_plan_begins_with_a_review_and_other_notes_have_none(office: Office) -> None:
    plan = office.a_plan(signed=False)
    assert office.review(plan) == Review(plan, office.clock.today() + timedelta(days=90))
    letter = office.notes.start(office.unit_id, NoteType.LETTER, Template.LETTER).value
    assert office.notes.open(letter).review is None
    with pytest.raises(InvalidField):
        office.reviews.put_due(letter, office.clock.today())


def test_a_review_is_put_on_another_day_that_isnt_over(office: Office) -> None:
    plan, today = office.a_plan(), office.clock.today()
    done = office.reviews.put_due(plan, today)
    assert (done.value, done.changes) == (Review(plan, today), Changes.of(Noun.REVIEW, plan))
    with pytest.raises(InvalidField) as caught:
        office.reviews.put_due(plan, today - timedelta(days=1))
    assert caught.value.problem is Problem.TOO_LONG_AGO
    assert office.review(plan).due_on == today


def test_a_review_waits_on_today_from_a_month_before_until_it_is_done(office: Office) -> None:
    plan, today = office.a_plan(), office.clock.today()
    office.reviews.put_due(plan, today + timedelta(days=31))
    assert office.shown() == []
    office.reviews.put_due(plan, today + timedelta(days=30))
    assert office.shown() == [plan]
    office.clock.now += timedelta(days=400)
    assert office.shown() == [plan]
    office.reviews.finish(plan, "Ended last week.")
    assert office.shown() == []


def test_a_draft_of_a_plan_has_nothing_to_review_yet(office: Office) -> None:
    plan = office.a_plan(signed=False)
    office.reviews.put_due(plan, office.clock.today())
    assert office.shown() == []
    with pytest.raises(OutOfOrder):
        office.reviews.begin_next(plan)


def test_a_review_ends_only_with_a_reason_which_the_audit_trail_doesnt_hold(
    office: Office,
) -> None:
    plan = office.a_plan()
    with pytest.raises(InvalidField) as caught:
        office.reviews.finish(plan, " ")
    assert (caught.value.field, caught.value.problem) == ("reason", Problem.EMPTY)
    done = office.reviews.finish(plan, " Rode the train alone. ")
    assert not done.value.is_open
    assert office.review(plan).reason == "Rode the train alone."
    assert office.store.records.audit[-1].kind is AuditKind.REVIEW_DONE
    assert not any("train" in detail for detail in office.store.records.details)


def test_the_next_plan_begins_with_the_words_of_the_last_and_ends_its_review(
    office: Office,
) -> None:
    plan = office.a_plan()
    done = office.reviews.begin_next(plan)
    next_plan = office.notes.open(done.value)
    texts = [(one.text, one.copied_from) for one in next_plan.note.content.passages]
    assert texts == [("Panic on trains.", plan), ("Ride alone.", plan)]
    assert next_plan.note.type is NoteType.TREATMENT_PLAN
    assert office.review(plan).next_note == done.value
    assert office.review(done.value).is_open
    again = office.reviews.begin_next(plan)
    assert (again.value, again.changes) == (done.value, NOTHING)


def test_a_next_plan_that_is_emptied_and_left_opens_the_review_again(office: Office) -> None:
    plan = office.a_plan()
    next_id = office.reviews.begin_next(plan).value
    office.notes.save_draft(next_id, some_content(""), base_version=1)
    assert office.notes.discard_empty(next_id).value
    assert office.review(plan).is_open


def test_a_half_typed_reason_finishes_nothing_and_goes_with_the_review(office: Office) -> None:
    plan = office.a_plan()
    done = office.reviews.keep_typed(plan, "Rode al")
    assert (done.value.typed, done.value.is_open, done.changes) == ("Rode al", True, NOTHING)
    office.reviews.put_due(plan, office.clock.today())
    assert office.review(plan).typed == "Rode al"
    office.reviews.finish(plan, "Rode alone.")
    assert office.review(plan).typed == ""
    office.reviews.keep_typed(plan, "Too late")
    assert office.review(plan).typed == ""


def test_a_note_without_a_review_has_no_next_plan(office: Office) -> None:
    with pytest.raises(LookupError):
        office.reviews.finish(NoteId(404), "x")
