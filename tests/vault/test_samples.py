"""What a sample vault holds."""

import json
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.measures import measure
from tests.fakes import FakeClock, FakeOutbox, FakePress, FakeRecords, FakeStore
from vault.clients import ClientService, ClientStatus, age_in_years
from vault.errors import InvalidField
from vault.ids import ClientId
from vault.note_service import NoteService
from vault.notes import NoteType
from vault.passages import SECTIONS, AboutKind, Section, Template
from vault.reading import as_amended
from vault.release_gate import Outcome
from vault.releases import ReleaseService, Selection
from vault.risk_calls import open_calls
from vault.samples import SampleCounts, SampleMaker, sample_profile
from vault.signing import is_whole
from vault.today import TodayService
from vault.units import UnitKind

CLOCK = FakeClock()
TODAY = CLOCK.today()


def made(clients: int = 12, notes: int = 120, seed: int = 7) -> tuple[FakeStore, SampleCounts]:
    store = FakeStore(clock=CLOCK)
    return store, SampleMaker(store, CLOCK, seed).make(clients, notes)


def records(store: FakeStore) -> FakeRecords:
    return store.records


def client_called(store: FakeStore, name: str) -> ClientId:
    return next(one.id for one in records(store).clients.values() if one.details.name == name)


@settings(max_examples=25)
@given(clients=st.integers(1, 60), notes=st.integers(0, 150), seed=st.integers(0, 9))
def test_every_number_asked_for_is_the_number_made(clients: int, notes: int, seed: int) -> None:
    store, counts = made(clients, notes, seed)
    kept = records(store)
    assert (counts.clients, counts.notes) == (clients, notes)
    assert len(kept.clients) == clients
    assert len(kept.notes) == counts.notes == counts.signed + counts.drafts
    assert len(kept.meetings) == counts.meetings
    assert sum(counts.units.values()) == len(kept.units)
    assert counts.passages == sum(len(one.content.passages) for one in kept.notes.values())
    assert counts.addenda == sum(one.amends is not None for one in kept.notes.values())


def test_the_same_seed_gives_the_same_vault() -> None:
    first, _ = made(20, 90)
    again, _ = made(20, 90)
    other, _ = made(20, 90, seed=8)
    assert records(first).notes == records(again).notes
    assert records(first).clients == records(again).clients
    assert records(first).measures == records(again).measures
    assert records(first).notes != records(other).notes


def test_the_counts_can_be_written_as_json() -> None:
    _, counts = made()
    assert json.loads(json.dumps(counts.as_dict()))["units"]["couple"] == 1


@pytest.mark.parametrize(("clients", "notes"), [(0, 0), (-1, 5), (3, -1)])
def test_a_senseless_number_is_refused(clients: int, notes: int) -> None:
    with pytest.raises(InvalidField):
        made(clients, notes)


def test_today_holds_the_three_meetings_of_the_drawing() -> None:
    store, _ = made()
    meetings = TodayService(store, CLOCK).today().meetings
    shown = [
        (f"{CLOCK.local(one.meeting.starts_at_utc):%H:%M}", one.people, one.note_signed)
        for one in meetings
    ]
    assert shown == [
        ("10:00", ("Jonah Bell",), True),
        ("14:00", ("Dana Reyes", "Marcus Okafor"), False),
        ("16:30", ("Lily Tran",), False),
    ]
    assert meetings[1].meeting.number == 12
    assert meetings[1].note_id is not None
    assert meetings[2].note_id is None
    assert meetings[2].any_minor


def test_the_draft_of_today_is_the_one_of_the_drawing() -> None:
    store, _ = made()
    draft = max(records(store).notes.values(), key=lambda one: (one.happened_at_utc, -one.id))
    unit = records(store).unit(draft.unit_id)
    assert not draft.is_signed
    assert [one.called for one in unit.members] == ["Dana Reyes", "Marcus Okafor"]
    dana, marcus = (member.id for member in unit.members)
    tags = [(one.section, one.about.kind, one.about.members) for one in draft.content.passages]
    assert tags == [
        (Section.SUBJECTIVE, AboutKind.ALL, ()),
        (Section.SUBJECTIVE, AboutKind.MEMBERS, (dana,)),
        (Section.SUBJECTIVE, AboutKind.MEMBERS, (marcus,)),
        (Section.OBJECTIVE, AboutKind.ALL, ()),
        (Section.ASSESSMENT, AboutKind.ALL, ()),
    ]
    assert draft.content.passages[1].in_confidence


def test_the_couple_s_tenth_session_was_with_one_of_them_and_the_ninth_has_an_addendum() -> None:
    store, _ = made()
    rows = NoteService(store, CLOCK).timeline(client_called(store, "Dana Reyes"))
    by_number = {row.number: row for row in rows if row.kind is UnitKind.COUPLE}
    assert by_number[10].people == ("Dana Reyes",)
    assert by_number[9].addenda == 1
    assert [row.minutes for row in rows if row.type is NoteType.PHONE] == [12]


def test_what_comes_after_signing_can_be_looked_at() -> None:
    store, _ = made()
    notes = NoteService(store, CLOCK)
    rows = notes.timeline(client_called(store, "Dana Reyes"))
    assert [row.number for row in rows if row.late] == [7]
    ninth = next(row for row in rows if row.number == 9)
    file = notes.open(ninth.id)
    lines = as_amended(file.note, file.signed_addenda).lines
    assert [line.passage.text[:18] for line in lines[:2]] == [
        "Quarrel on Friday ",
        "Quarrel on Saturda",
    ]
    assert [line.struck is not None for line in lines[:3]] == [True, False, False]
    (due,) = TodayService(store, CLOCK).today().reviews
    assert (due.type, due.review.due_on) == (NoteType.TREATMENT_PLAN, TODAY + timedelta(days=17))
    plan = notes.open(due.review.note_id).note
    assert {one.section for one in plan.content.passages} == set(SECTIONS[Template.TREATMENT_PLAN])


def test_the_people_of_the_drawings_are_there() -> None:
    store, counts = made()
    rows = {row.called: row for row in ClientService(store, CLOCK).rows()}
    lily, ed, tom = rows["Lily Tran"], rows["Ed Hale"], rows["Tom Nowak"]
    assert lily.birth_date is not None
    assert age_in_years(lily.birth_date, TODAY) == 15
    assert ed.flags.part2_records
    assert (tom.status, tom.closed_on) == (ClientStatus.CLOSED, date(2024, 2, 2))
    assert (rows["Priya Walsh"].kind, rows["Priya Walsh"].unit_name) == (
        UnitKind.GROUP,
        "Thursday grief",
    )
    assert rows["Rosa Cruz"].kind is UnitKind.FAMILY
    assert len(rows["Rosa Cruz"].others) == 4
    assert counts.minors >= 1
    assert counts.closed >= 1


def test_a_group_has_at_most_twelve_members_and_a_family_six() -> None:
    store, counts = made(300, 0)
    most = {UnitKind.INDIVIDUAL: 1, UnitKind.COUPLE: 2, UnitKind.FAMILY: 6, UnitKind.GROUP: 12}
    assert all(len(one.members) <= most[one.kind] for one in records(store).units.values())
    assert all(count >= 1 for count in counts.units.values())


def test_every_signed_note_is_whole_and_every_passage_of_several_people_is_tagged() -> None:
    store, _ = made(40, 300)
    for note in records(store).notes.values():
        unit = records(store).units[note.unit_id]
        members = {member.id for member in unit.members}
        assert not note.is_signed or is_whole(note)
        for passage in note.content.passages:
            assert set(passage.about.members) <= members
            assert not unit.is_shared or passage.about.kind is not AboutKind.UNTAGGED


def test_measures_were_taken_at_the_clients_own_meetings_and_can_be_kept_as_they_stand() -> None:
    store, counts = made(40, 400)
    results = records(store).measures.values()
    assert len(results) == counts.measures > 20
    for result in results:
        (revision,) = result.revisions
        assert revision.entry.checked(measure(result.measure_id), CLOCK.now_utc()) == revision.entry
        assert revision.entry.meeting_id is not None
        meeting = records(store).meetings[revision.entry.meeting_id]
        member = records(store).units[meeting.unit_id].member_of(result.client_id)
        assert member is not None
        assert member.id in meeting.present
        assert revision.entry.taken_at_utc == meeting.starts_at_utc


def test_somebody_of_low_mood_once_had_thoughts_that_called_for_a_risk_assessment() -> None:
    store, _ = made(40, 400)
    tom = client_called(store, "Tom Nowak")
    own = [one for one in records(store).measures.values() if one.client_id == tom]
    assert {one.measure_id for one in own} == {"phq-9", "c-ssrs"}


def test_what_called_for_a_risk_assessment_waits_no_longer_than_two_weeks() -> None:
    store, _ = made(40, 1_000)
    with store.read() as work:
        waiting = open_calls(work, CLOCK)
    assert any(one.look for result in records(store).measures.values() for one in result.revisions)
    assert all(one.taken_at_utc >= CLOCK.now_utc() - timedelta(days=14) for one in waiting)


def test_nothing_was_signed_or_written_in_the_future() -> None:
    store, _ = made(12, 200)
    now = CLOCK.now_utc()
    for note in records(store).notes.values():
        assert note.created_at_utc <= now
        assert note.signature is None or note.created_at_utc <= note.signature.signed_at_utc <= now


def test_whatever_is_written_can_be_kept_as_it_stands() -> None:
    store, _ = made(40, 400)
    for note in records(store).notes.values():
        assert note.content.checked() == note.content
        assert not any("{" in passage.text for passage in note.content.passages)
        assert not note.content.is_empty
    for client in records(store).clients.values():
        checked = client.details.checked(TODAY)
        assert unicodedata.normalize("NFC", client.details.name) == checked.name


def test_hard_names_and_hard_text_are_among_them() -> None:
    store, _ = made(24, 300)
    names = [one.details.name for one in records(store).clients.values()]
    texts = [p.text for n in records(store).notes.values() for p in n.content.passages]
    said = "".join(texts)
    assert any(len(name) == 80 for name in names)
    assert any("\u0600" <= name[0] <= "\u06ff" for name in names)
    assert any("\u0590" <= name[0] <= "\u05ff" for name in names)
    assert any("O'Neil" in name for name in names)
    assert any(unicodedata.category(letter) == "So" for letter in said)


def test_notes_reach_back_over_months_in_the_order_of_their_numbers() -> None:
    store, _ = made(12, 300)
    notes = [one for one in records(store).notes.values() if one.amends is None]
    times = [one.happened_at_utc for one in notes]
    assert times == sorted(times)
    assert times[-1] - times[0] > timedelta(days=90)


def test_fewer_notes_than_the_drawings_show_leave_out_the_oldest() -> None:
    _, counts = made(12, 3)
    assert counts.notes == 3
    assert counts.drafts == 1


def test_a_client_seen_alone_can_be_handed_their_file() -> None:
    store, _ = made()
    releases = ReleaseService(store, CLOCK, FakePress(), FakeOutbox())
    waiting = next(one for one in releases.waiting() if one.called == "Jonah Bell")
    assert waiting.release_id is not None
    jonah = releases.desk(waiting.release_id)
    assert not jonah.answer.blocks
    assert jonah.release.selection == Selection(None)
    assert jonah.chosen
    assert all(one.outcome is Outcome.GOES for one in jonah.answer.verdicts)


def test_the_chain_of_the_audit_trail_is_sound() -> None:
    store, _ = made()
    with store.read() as work:
        assert work.audit.first_bad() is None


def test_the_counselor_of_the_samples_has_a_complete_profile() -> None:
    profile = sample_profile()
    assert profile.checked() == profile
    assert profile.signs_as == "Morgan Ellis, LPC"


def test_a_few_documents_are_there_to_look_at() -> None:
    store, counts = made()
    documents = records(store).documents.values()
    assert counts.documents == len(documents) == 3
    assert {one.media.kind.value for one in documents} == {"pdf", "text", "image"}
    assert all(one.is_examined for one in documents)


def test_the_days_to_come_hold_the_family_and_the_group() -> None:
    store, _ = made()
    service = TodayService(store, CLOCK)
    days = [service.today(TODAY + timedelta(days=days)).meetings for days in (1, 2, 8, 9)]
    assert [[one.unit_name for one in day] for day in days] == [
        ["Cruz"],
        ["Thursday grief"],
        ["Cruz"],
        ["Thursday grief"],
    ]
    assert all(one.note_id is None for day in days for one in day)
