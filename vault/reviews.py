"""Reviews: the day on which a plan is to be looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.copying import copied
from vault.errors import InvalidField, OutOfOrder, Problem
from vault.ids import ClientId, NoteId
from vault.notes import NewNote, NoteContent, NoteType, Source
from vault.passages import SECTIONS
from vault.ports import Clock, Store, Work

# Ours, not a rule: with what a plan begins. Boards and payers have rules of their own, and each
# plan's day can be changed.
SUGGESTED_DAYS: Mapping[NoteType, int] = {NoteType.TREATMENT_PLAN: 90, NoteType.SAFETY_PLAN: 30}
SHOWN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Review:
    """When a plan's review is due, and how it came to be done.

    It is done when the next plan was begun (`next_note`), or when `reason` says why none is needed;
    `typed` is that reason as far as it stands in its field.
    """

    note_id: NoteId
    due_on: date
    next_note: NoteId | None = None
    done_at_utc: datetime | None = None
    reason: str = ""
    typed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at the plan."""
        return self.next_note is None and self.done_at_utc is None


@dataclass(frozen=True, slots=True)
class DueReview:
    """An open review as Today shows it, with the plan's first client."""

    review: Review
    type: NoteType
    called: str
    client_id: ClientId


def plan_review(work: Work, note_id: NoteId, note_type: NoteType, today: date) -> None:
    """Keep when a new note is to be looked at again, where notes of its type are."""
    days = SUGGESTED_DAYS.get(note_type)
    if days is not None:
        work.reviews.put(Review(note_id, today + timedelta(days=days)))


class ReviewService:
    """Says when plans are looked at again, and that they were."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def put_due(self, note_id: NoteId, due_on: date) -> Done[Review]:
        """Have a plan looked at again on a day; a review that was done is open again.

        Raises InvalidField for a day that is over, and for a note that has no reviews.
        """
        if due_on < self._clock.today():
            raise InvalidField("due_on", Problem.TOO_LONG_AGO)
        with self._store.write() as work:
            if work.notes.get(note_id).type not in SUGGESTED_DAYS:
                raise InvalidField("due_on", Problem.UNKNOWN_CHOICE)
            before = work.reviews.get(note_id)
            review = Review(note_id, due_on, typed=before.typed if before else "")
            work.reviews.put(review)
            work.audit.append(AuditKind.REVIEW_PLANNED, f"note:{note_id}", due_on.isoformat())
        return Done(review, Changes.of(Noun.REVIEW, note_id))

    def keep_typed(self, note_id: NoteId, reason: str) -> Done[Review]:
        """Keep a reason that is half typed, while the review is open.

        Raises InvalidField where it is too long, LookupError where no review was planned.
        """
        typed = fields.line("reason", reason)
        with self._store.write() as work:
            review = _planned(work, note_id)
            if review.is_open:
                review = replace(review, typed=typed)
                work.reviews.put(review)
        return Done(review)

    def finish(self, note_id: NoteId, reason: str) -> Done[Review]:
        """Say that a plan was looked at and why it stays without a next one.

        Raises InvalidField without a reason, LookupError where no review was planned.
        """
        why = fields.line("reason", reason, required=True)
        now = self._clock.now_utc()
        with self._store.write() as work:
            review = replace(_planned(work, note_id), done_at_utc=now, reason=why, typed="")
            work.reviews.put(review)
            work.audit.append(AuditKind.REVIEW_DONE, f"note:{note_id}")
        return Done(review, Changes.of(Noun.REVIEW, note_id))

    def begin_next(self, note_id: NoteId) -> Done[NoteId]:
        """Begin the next plan with the words of a signed one, which is thereby reviewed.

        Answers the next plan that was begun already, if any. Raises OutOfOrder for a draft.
        """
        now = self._clock.now_utc()
        with self._store.write() as work:
            review = _planned(work, note_id)
            if review.next_note is not None:
                return Done(review.next_note)
            plan = work.notes.get(note_id)
            if not plan.is_signed:
                raise OutOfOrder("draft", "begin_next")
            addenda = tuple(one for one in work.notes.addenda(note_id) if one.is_signed)
            template = plan.content.template
            passages = copied(Source(plan, addenda, None), SECTIONS[template])
            new = NewNote(plan.unit_id, plan.type, NoteContent(template, passages), now)
            next_id = work.notes.add(new, now)
            plan_review(work, next_id, plan.type, self._clock.today())
            work.reviews.put(replace(review, next_note=next_id, typed=""))
            work.audit.append(AuditKind.NOTE_CREATED, f"note:{next_id}")
            work.audit.append(AuditKind.REVIEW_DONE, f"note:{note_id}")
        changes = Changes.of(Noun.NOTE, next_id) | Changes.of(Noun.REVIEW, note_id, next_id)
        return Done(next_id, changes)


def _planned(work: Work, note_id: NoteId) -> Review:
    review = work.reviews.get(note_id)
    if review is None:
        raise LookupError(note_id)
    return review
