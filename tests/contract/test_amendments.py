from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import (
    NOW,
    a_passage,
    a_time,
    keep_alone,
    keep_client,
    keep_note,
    keep_unit,
    sign,
)
from vault.clients import ClientStatus
from vault.ids import ClientId, NoteId, UnitId
from vault.notes import NoteContent, NoteType
from vault.passages import Passage, Statement, Template
from vault.ports import Store, Work
from vault.reviews import DueReview, Review
from vault.units import UnitKind

DUE = date(2026, 12, 9)


def put(work: Work, note_id: NoteId, *passages: Passage) -> None:
    version = work.notes.get(note_id).version
    content = NoteContent(Template.AMENDMENT, passages)
    work.notes.save_draft(note_id, content, NOW, base_version=version)
    work.notes.settle(note_id)


def an_amended_note(work: Work) -> tuple[NoteId, NoteId]:
    """A signed note of two passages, and the draft of an addendum to it."""
    _, unit_id = keep_alone(work)
    note_id = keep_note(work, unit_id, "Slept six hours.", "Eats well.")
    sign(work, note_id)
    return note_id, keep_note(work, unit_id, type=NoteType.ADDENDUM, amends=note_id)


class TestCorrectionsAndCopies:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(st.sampled_from([None, 1, 2]), st.booleans()), max_size=5))
    def test_what_a_passage_corrects_and_comes_from_is_kept_as_a_draft_and_settled(
        self, kept: Store, marks: list[tuple[int | None, bool]]
    ) -> None:
        with kept.write() as work:
            note_id, addendum = an_amended_note(work)
            passages = tuple(
                a_passage(
                    "Said.",
                    corrects=Statement(note_id, place) if place else None,
                    copied_from=note_id if copied else None,
                )
                for place, copied in marks
            )
            content = NoteContent(Template.AMENDMENT, passages)
            work.notes.save_draft(addendum, content, NOW, base_version=1)
            assert work.notes.get(addendum).content == content
            work.notes.settle(addendum)
            assert work.notes.get(addendum).content == content
            assert sign(work, addendum).content == content

    def test_a_note_is_amended_once_a_correction_is_signed_and_not_by_more_words(
        self, store: Store
    ) -> None:
        with store.write() as work:
            note_id, addendum = an_amended_note(work)
            client_id = work.notes.drafts()[0][1]

            def amended() -> list[bool]:
                return [row.amended for row in work.notes.timeline(client_id)]

            put(work, addendum, a_passage("More."))
            sign(work, addendum)
            assert amended() == [False]
            unit_id = work.notes.get(note_id).unit_id
            second = keep_note(work, unit_id, type=NoteType.ADDENDUM, amends=note_id)
            put(work, second, a_passage("Slept four.", corrects=Statement(note_id, 1)))
            assert amended() == [False]
            sign(work, second)
            assert amended() == [True]

    def test_only_a_place_that_is_there_can_be_corrected(self, store: Store) -> None:
        with store.write() as work:
            note_id, addendum = an_amended_note(work)
            for wrong in (Statement(note_id, 3), Statement(NoteId(404), 1)):
                with pytest.raises(LookupError):
                    put(work, addendum, a_passage(corrects=wrong))
                work.notes.save_draft(
                    addendum,
                    NoteContent(Template.FREE, ()),
                    NOW,
                    base_version=work.notes.get(addendum).version,
                )

    def test_the_signer_and_the_rule_for_late_entries_come_back(self, store: Store) -> None:
        with store.write() as work:
            note_id, addendum = an_amended_note(work)
            signature = work.notes.get(note_id).signature
            assert signature is not None
            other = replace(signature, licence="", late_hours=72)
            work.notes.sign(addendum, other)
            assert work.notes.get(addendum).signature == other


class TestTheLastNoteBefore:
    def test_is_the_newest_signed_one_of_the_same_unit_and_of_these_types(
        self, store: Store
    ) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            _, other_unit = keep_alone(work, "Dana Reyes")
            intake = self.kept(work, unit_id, 1, NoteType.INTAKE)
            first = self.kept(work, unit_id, 2)
            self.kept(work, other_unit, 3)
            self.kept(work, unit_id, 3, NoteType.LETTER)
            second = self.kept(work, unit_id, 4)
            keep_note(work, unit_id, at_utc=a_time(day=5))
            now = keep_note(work, unit_id, at_utc=a_time(day=6))
            self.kept(work, unit_id, 7)
            assert work.notes.last_before(now, (NoteType.PROGRESS, NoteType.INTAKE)) == second
            assert work.notes.last_before(second, (NoteType.PROGRESS,)) == first
            assert work.notes.last_before(first, (NoteType.PROGRESS, NoteType.INTAKE)) == intake
            assert work.notes.last_before(intake, (NoteType.INTAKE,)) is None

    def kept(
        self, work: Work, unit_id: UnitId, day: int, note_type: NoteType = NoteType.PROGRESS
    ) -> NoteId:
        note_id = keep_note(work, unit_id, at_utc=a_time(day=day), type=note_type)
        sign(work, note_id)
        return note_id


class TestReviewRepo:
    def plan(self, work: Work, unit_id: UnitId, *, signed: bool = True) -> NoteId:
        note_id = keep_note(work, unit_id, type=NoteType.TREATMENT_PLAN)
        if signed:
            sign(work, note_id)
        return note_id

    def test_a_note_has_one_review_the_newest(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            plan, following = self.plan(work, unit_id), self.plan(work, unit_id)
            assert work.reviews.get(plan) is None
            for review in (
                Review(plan, DUE),
                Review(plan, DUE, done_at_utc=NOW, reason="Rode the train 🚆."),
                Review(plan, DUE, next_note=following),
                Review(plan, date(2027, 1, 4), typed="Rode the tr"),
            ):
                work.reviews.put(review)
                assert work.reviews.get(plan) == review

    def test_open_ones_come_in_the_order_of_their_days_with_the_first_client(
        self, store: Store
    ) -> None:
        with store.write() as work:
            dana, alone = keep_alone(work, "Dana Reyes")
            marcus = keep_client(work, "Marcus Okafor", used_name="Marc")
            both = keep_unit(work, UnitKind.COUPLE, marcus, dana)
            later, sooner = self.plan(work, alone), self.plan(work, both)
            for note_id, day in ((later, 9), (sooner, 8)):
                work.reviews.put(Review(note_id, date(2026, 12, day)))
            for note_id in (self.plan(work, alone), self.plan(work, alone)):
                work.reviews.put(Review(note_id, date(2026, 12, 10)))
            work.reviews.put(Review(self.plan(work, alone, signed=False), DUE))
            work.reviews.put(Review(self.plan(work, alone), DUE, done_at_utc=NOW, reason="x"))
            work.reviews.put(Review(self.plan(work, alone), DUE, next_note=later))
            found = work.reviews.due_by(DUE)
        assert found == [
            self.due(sooner, 8, "Marc", marcus),
            self.due(later, 9, "Dana Reyes", dana),
        ]

    def due(self, note_id: NoteId, day: int, called: str, client_id: ClientId) -> DueReview:
        review = Review(note_id, date(2026, 12, day))
        return DueReview(review, NoteType.TREATMENT_PLAN, called, client_id)

    def test_a_closed_clients_plan_waits_for_nobody(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            work.reviews.put(Review(self.plan(work, unit_id), DUE))
            details = work.clients.get(client_id).details
            closed = replace(details, status=ClientStatus.CLOSED)
            work.clients.change(client_id, closed, DUE, NOW, base_version=1)
            assert work.reviews.due_by(DUE) == []

    def test_a_review_goes_with_its_draft_and_opens_again_without_the_next_one(
        self, store: Store
    ) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            plan = self.plan(work, unit_id)
            following = keep_note(work, unit_id, "", type=NoteType.TREATMENT_PLAN)
            work.reviews.put(Review(following, DUE))
            work.reviews.put(Review(plan, DUE, next_note=following))
            work.notes.remove_empty(following)
            assert work.reviews.get(following) is None
            assert work.reviews.get(plan) == Review(plan, DUE)


def test_a_row_tells_when_the_note_was_begun_and_by_which_rule_it_was_signed(store: Store) -> None:
    begun: datetime = NOW
    with store.write() as work:
        client_id, unit_id = keep_alone(work)
        draft = keep_note(work, unit_id, at_utc=a_time(day=2))
        signed = keep_note(work, unit_id, at_utc=a_time(day=3))
        sign(work, signed)
        rows = {row.id: row for row in work.notes.timeline(client_id)}
    assert (rows[draft].begun_at_utc, rows[draft].late_hours) == (begun, None)
    assert (rows[signed].begun_at_utc, rows[signed].late_hours) == (begun, 24)
