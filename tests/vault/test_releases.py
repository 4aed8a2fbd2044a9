"""The release desk over fakes: who is asked, what leaves, and in which order it is kept."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.builders import (
    a_passage,
    a_profile,
    a_time,
    keep_alone,
    keep_client,
    keep_note,
    keep_unit,
    sign,
    some_details,
)
from tests.fakes import FakeClock, FakeComposer, FakeOutbox, FakePress, FakeStore
from vault.audit import AuditKind
from vault.changes import Noun
from vault.disclosures import Delivery
from vault.errors import DiskFault, DiskFull, FolderGone, ReleaseBlocked
from vault.ids import ClientId, NoteId, ReleaseId, UnitId
from vault.notes import NoteContent, NoteType
from vault.passages import Template
from vault.printed import (
    FileCopy,
    NotSealed,
)
from vault.release_gate import Outcome, Reason
from vault.releases import OWN_FILE, Desk, HandedOver, Prepared, ReleaseService
from vault.requests import AskedHow, Decision, IdentityCheck
from vault.units import UnitKind

DESTINATION = Path("/media/stick/copy.pdf")
PASSWORD = "six words that nobody guesses"
RECEIVED = date(2026, 11, 10)


@dataclass
class Office:
    """A practice with one client seen alone, who has two signed notes and one draft."""

    events: list[str] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)
    press: FakePress = field(default_factory=FakePress)
    composer: FakeComposer = field(default_factory=FakeComposer)
    store: FakeStore = field(init=False)
    outbox: FakeOutbox = field(init=False)
    desk: ReleaseService = field(init=False)
    client_id: ClientId = field(init=False)
    unit_id: UnitId = field(init=False)
    notes: list[NoteId] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = FakeStore(self.clock, self.events)
        self.outbox = FakeOutbox(self.events)
        self.desk = ReleaseService(self.store, self.clock, self.press, self.outbox)
        with self.store.write() as work:
            work.profile.put(a_profile())
            self.client_id, self.unit_id = keep_alone(work, "Jonah Bell")
        self.notes = [self.signed_note("First words.", day=2), self.signed_note("Later.", day=9)]
        with self.store.write() as work:
            keep_note(work, self.unit_id, "Only a draft.")

    def signed_note(self, *texts: str, day: int = 5) -> NoteId:
        with self.store.write() as work:
            note_id = keep_note(work, self.unit_id, *texts, at_utc=a_time(day=day))
            sign(work, note_id)
            return note_id

    def begin(self, identity: IdentityCheck = IdentityCheck.KNOWN) -> ReleaseId:
        return self.desk.begin(
            self.client_id, received_on=RECEIVED, asked_how=AskedHow.EMAIL, identity=identity
        ).value

    def prepare(self, release_id: ReleaseId) -> Prepared:
        return self.desk.typeset(self.desk.compose(release_id, self.composer))

    def hand_over(self, prepared: Prepared) -> HandedOver:
        return self.desk.hand_over(self.desk.seal(prepared, PASSWORD), DESTINATION).value

    def recorded(self) -> list[tuple[AuditKind, str]]:
        return [(one.kind, one.subject) for one in self.store.records.audit]

    def printed(self) -> str:
        return "\n".join(self.press.text(self.press.typeset(self.press.copies[-1]).pdf))


@pytest.fixture
def office() -> Office:
    return Office()


def blocks(office: Office, prepared: Prepared) -> tuple[str, ...]:
    """Try to hand over; give the gate's reasons after making sure that nothing left."""
    before = office.store.records.snapshot()
    with pytest.raises(ReleaseBlocked) as caught:
        office.hand_over(prepared)
    assert office.store.records == before
    assert (office.outbox.files, office.outbox.staged) == ({}, {})
    return caught.value.reasons


class TestAsking:
    def test_a_request_starts_its_clock_and_stands_on_the_desk(self, office: Office) -> None:
        done = office.desk.begin(
            office.client_id,
            received_on=RECEIVED,
            asked_how=AskedHow.IN_PERSON,
            identity=IdentityCheck.NOT_YET,
        )
        desk = office.desk.desk(done.value)
        assert (desk.request.received_on, desk.request.due_on) == (RECEIVED, date(2026, 12, 10))
        assert desk.request.asked_how is AskedHow.IN_PERSON
        assert done.changes.numbers(Noun.RELEASE) == {done.value}
        assert done.changes.numbers(Noun.REQUEST) == {desk.request.id}
        assert office.recorded() == [(AuditKind.REQUEST_RECEIVED, f"request:{desk.request.id}")]
        assert [one.release_id for one in office.desk.waiting()] == [done.value]

    def test_nothing_is_prepared_before_it_is_known_who_asks(self, office: Office) -> None:
        release_id = office.begin(IdentityCheck.NOT_YET)
        with pytest.raises(ReleaseBlocked) as caught:
            office.prepare(release_id)
        assert caught.value.reasons == (Reason.IDENTITY_NOT_CHECKED,)
        assert office.press.copies == []
        office.desk.check_identity(release_id, IdentityCheck.PHOTO_ID)
        assert office.prepare(release_id).desk.request.identity is IdentityCheck.PHOTO_ID


class TestChoosing:
    def test_all_that_may_go_is_chosen_from_the_start_and_no_more(self, office: Office) -> None:
        desk = office.desk.desk(office.begin())
        assert [one.note.id for one in desk.chosen] == office.notes
        assert [one.outcome for one in desk.answer.verdicts].count(Outcome.STAYS) == 1

    def test_a_choice_is_kept_and_cannot_reach_past_the_gate(self, office: Office) -> None:
        with office.store.write() as work:
            other = keep_client(work, "Dana Reyes")
            couple = keep_unit(work, UnitKind.COUPLE, office.client_id, other)
            shared = keep_note(work, couple, "About both.")
            sign(work, shared)
        release_id = office.begin()
        done = office.desk.choose(release_id, [shared, office.notes[1]])
        assert done.changes.numbers(Noun.RELEASE) == {release_id}
        desk = office.desk.desk(release_id)
        assert [one.note.id for one in desk.chosen] == [office.notes[1]]

    def test_nothing_chosen_is_nothing_to_hand_over(self, office: Office) -> None:
        release_id = office.begin()
        office.desk.choose(release_id, [])
        with pytest.raises(ReleaseBlocked) as caught:
            office.prepare(release_id)
        assert caught.value.reasons == ("nothing_chosen",)

    def test_a_draft_addendum_stays_and_a_signed_one_goes_with_its_note(
        self, office: Office
    ) -> None:
        with office.store.write() as work:
            for text, is_signed in (("Added.", True), ("Not yet.", False)):
                addendum = keep_note(
                    work,
                    office.unit_id,
                    text,
                    type=NoteType.ADDENDUM,
                    amends=office.notes[0],
                )
                if is_signed:
                    sign(work, addendum)
        first = office.desk.desk(office.begin()).chosen[0]
        assert [one.content.passages[0].text for one in first.addenda] == ["Added."]


class TestWhatIsPrinted:
    def test_no_word_that_stays_reaches_the_composer(self, office: Office) -> None:
        with office.store.write() as work:
            note_id = keep_note(work, office.unit_id)
            passages = (
                a_passage("Told in confidence.", in_confidence=True),
                a_passage("Told openly."),
            )
            content = NoteContent(Template.SOAP, passages)
            work.notes.save_draft(note_id, content, a_time(), base_version=1)
            sign(work, note_id)
            addendum = keep_note(work, office.unit_id, "x", type=NoteType.ADDENDUM, amends=note_id)
            hidden = NoteContent(
                Template.FREE, (a_passage("Confidence added.", in_confidence=True),)
            )
            work.notes.save_draft(addendum, hidden, a_time(), base_version=1)
            sign(work, addendum)
            couple = keep_unit(work, UnitKind.COUPLE, office.client_id, keep_client(work))
            sign(work, keep_note(work, couple, "About both."))
        prepared = office.prepare(office.begin())
        printed = office.printed()
        assert "Told openly." in printed
        assert "First words." in printed
        for stays in ("Told in confidence", "Confidence added", "About both", "Only a draft"):
            assert stays not in printed
            assert stays.encode() not in prepared.made.pdf
        office.hand_over(prepared)
        (disclosure,) = office.desk.disclosures(office.client_id)
        assert "Told in confidence" not in disclosure.facts.description
        assert office.store.records.requests[prepared.desk.request.id].decision is (
            Decision.GIVEN_IN_PART
        )

    def test_the_place_of_a_withheld_passage_is_kept_for_its_mark(self, office: Office) -> None:
        seen: list[Desk] = []

        class Watching(FakeComposer):
            def file_copy(self, desk: Desk, now_utc: datetime) -> FileCopy:
                seen.append(desk)
                return super().file_copy(desk, now_utc)

        with office.store.write() as work:
            note_id = keep_note(work, office.unit_id)
            secret = a_passage("Secret.", in_confidence=True)
            content = NoteContent(Template.SOAP, (secret, a_passage("Open.")))
            work.notes.save_draft(note_id, content, a_time(), base_version=1)
            sign(work, note_id)
        release_id = office.begin()
        office.desk.choose(release_id, [note_id])
        office.desk.compose(release_id, Watching())
        (candidate,) = seen[0].chosen
        assert [(p.text, p.in_confidence) for p in candidate.note.content.passages] == [
            ("", True),
            ("Open.", False),
        ]

    def test_sealing_opens_only_with_the_password(self, office: Office) -> None:
        sealed = office.desk.seal(office.prepare(office.begin()), PASSWORD)
        assert b"First words" not in sealed.data
        assert sealed.pages == office.press.verify(sealed.data, PASSWORD)
        with pytest.raises(NotSealed):
            office.press.verify(sealed.data, "guess")


class TestHandingOver:
    def test_bytes_are_durable_before_the_record_and_named_after_it(self, office: Office) -> None:
        prepared = office.prepare(office.begin())
        office.events.clear()
        office.hand_over(prepared)
        assert office.events == ["stage", "commit", "publish", "commit"]

    def test_the_record_says_what_left(self, office: Office) -> None:
        office.clock.now = datetime(2026, 11, 13, 16, 0, tzinfo=UTC)
        release_id = office.begin()
        handed = office.hand_over(office.prepare(release_id))
        sealed = office.outbox.files[DESTINATION]
        (disclosure,) = office.desk.disclosures(office.client_id)
        facts = disclosure.facts
        assert disclosure.delivery is Delivery.WRITTEN
        assert (facts.sha256, facts.size) == (hashlib.sha256(sealed).hexdigest(), len(sealed))
        assert (facts.recipient, facts.recipient_role) == ("Jonah Bell", "client")
        assert (facts.ground, facts.in_accounting) == (OWN_FILE, False)
        assert (facts.at_utc, facts.notes) == (office.clock.now, tuple(office.notes))
        assert handed == HandedOver(disclosure.id, facts.sha256, facts.size, facts.pages)
        assert office.desk.waiting() == []
        subject = f"disclosure:{disclosure.id}"
        assert office.recorded()[-2:] == [
            (AuditKind.RELEASE_HANDED_OVER, subject),
            (AuditKind.DELIVERY_WRITTEN, subject),
        ]
        assert office.store.records.details[-2] == facts.sha256

    @pytest.mark.parametrize("choose_all", [True, False])
    def test_the_decision_is_given_only_when_the_whole_file_went(
        self, office: Office, choose_all: bool
    ) -> None:
        with office.store.write() as work:
            sign(work, work.notes.of_client(office.client_id)[-1])
        release_id = office.begin()
        if not choose_all:
            office.desk.choose(release_id, office.notes[:1])
        prepared = office.prepare(release_id)
        office.hand_over(prepared)
        request = office.store.records.requests[prepared.desk.request.id]
        assert request.decision is (Decision.GIVEN if choose_all else Decision.GIVEN_IN_PART)
        assert request.closed_at_utc == office.clock.now

    def test_what_was_handed_over_is_not_handed_over_again(self, office: Office) -> None:
        prepared = office.prepare(office.begin())
        office.hand_over(prepared)
        office.outbox.files.clear()
        assert blocks(office, prepared) == ("changed_since_prepared",)


class TestFailing:
    def test_a_disk_that_takes_no_bytes_leaves_no_record(self, office: Office) -> None:
        prepared = office.prepare(office.begin())
        office.outbox.fail_stage = DiskFull()
        before = office.store.records.snapshot()
        with pytest.raises(DiskFull):
            office.hand_over(prepared)
        assert office.store.records == before

    def test_a_record_that_cannot_be_kept_takes_the_bytes_back(self, office: Office) -> None:
        prepared = office.prepare(office.begin())
        office.events.clear()
        office.store.fail_next_commit = DiskFault()
        before = office.store.records.snapshot()
        with pytest.raises(DiskFault):
            office.hand_over(prepared)
        assert office.store.records == before
        assert (office.outbox.files, office.outbox.staged) == ({}, {})
        assert office.events == ["stage", "discard"]

    @pytest.mark.parametrize("error", [FolderGone(), OSError()])
    def test_bytes_that_never_arrived_are_recorded_as_such_and_wait_again(
        self, office: Office, error: Exception
    ) -> None:
        release_id = office.begin()
        prepared = office.prepare(release_id)
        office.outbox.fail_publish = error
        with pytest.raises(type(error)):
            office.hand_over(prepared)
        assert (office.outbox.files, office.outbox.staged) == ({}, {})
        (disclosure,) = office.desk.disclosures(office.client_id)
        assert disclosure.delivery is Delivery.FAILED
        assert office.recorded()[-1] == (
            AuditKind.DELIVERY_FAILED,
            f"disclosure:{disclosure.id}",
        )
        (waiting,) = office.desk.waiting()
        assert (waiting.release_id, waiting.request.decision) == (release_id, None)

    def test_a_second_try_after_a_failed_delivery_succeeds(self, office: Office) -> None:
        release_id = office.begin()
        office.outbox.fail_publish = FolderGone()
        with pytest.raises(FolderGone):
            office.hand_over(office.prepare(release_id))
        office.outbox.fail_publish = None
        office.hand_over(office.prepare(release_id))
        deliveries = [one.delivery for one in office.desk.disclosures(office.client_id)]
        assert deliveries == [Delivery.WRITTEN, Delivery.FAILED]
        assert DESTINATION in office.outbox.files


class TestChangesMeanwhile:
    @pytest.fixture
    def prepared(self, office: Office) -> Prepared:
        return office.prepare(office.begin())

    def test_another_signed_note_blocks(self, office: Office, prepared: Prepared) -> None:
        office.signed_note("Newer.")
        assert blocks(office, prepared) == ("changed_since_prepared",)

    def test_another_choice_blocks(self, office: Office, prepared: Prepared) -> None:
        office.desk.choose(prepared.desk.release.id, office.notes[:1])
        assert blocks(office, prepared) == ("changed_since_prepared",)

    def test_a_new_name_blocks(self, office: Office, prepared: Prepared) -> None:
        with office.store.write() as work:
            details = some_details("Jonas Bell")
            work.clients.change(office.client_id, details, None, a_time(), base_version=1)
        assert blocks(office, prepared) == ("changed_since_prepared",)

    def test_a_new_profile_blocks(self, office: Office, prepared: Prepared) -> None:
        with office.store.write() as work:
            work.profile.put(a_profile(practice="Elm Street Counseling"))
        assert blocks(office, prepared) == ("changed_since_prepared",)

    def test_a_taken_back_identity_check_blocks(self, office: Office, prepared: Prepared) -> None:
        office.desk.check_identity(prepared.desk.release.id, IdentityCheck.NOT_YET)
        assert blocks(office, prepared) == (Reason.IDENTITY_NOT_CHECKED,)

    def test_a_signed_addendum_blocks(self, office: Office, prepared: Prepared) -> None:
        with office.store.write() as work:
            addendum = keep_note(
                work, office.unit_id, "More.", type=NoteType.ADDENDUM, amends=office.notes[0]
            )
            sign(work, addendum)
        assert blocks(office, prepared) == ("changed_since_prepared",)

    def test_a_note_altered_after_signing_blocks(self, office: Office, prepared: Prepared) -> None:
        notes = office.store.records.notes
        altered = NoteContent(Template.SOAP, (a_passage("Never said."),))
        notes[office.notes[0]] = replace(notes[office.notes[0]], content=altered)
        assert blocks(office, prepared) == ("altered_after_signing",)
        with pytest.raises(ReleaseBlocked):
            office.prepare(prepared.desk.release.id)

    def test_a_draft_that_goes_on_blocks_nothing(self, office: Office, prepared: Prepared) -> None:
        with office.store.write() as work:
            keep_note(work, office.unit_id, "Another draft.")
        office.hand_over(prepared)
        assert DESTINATION in office.outbox.files
