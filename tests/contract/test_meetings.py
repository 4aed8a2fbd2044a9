from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import (
    NOW,
    a_time,
    keep_alone,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
    sign,
)
from vault.errors import FaultError
from vault.ids import MeetingId
from vault.meetings import Meeting, MeetingForm, MeetingSource, NewMeeting
from vault.notes import NoteType
from vault.ports import Store
from vault.units import NewMember, UnitKind

MICROSECOND = timedelta(microseconds=1)


class TestMeetingRepo:
    def test_gives_back_every_field(self, store: Store) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
            here = work.units.get(unit_id).members[1].id
            meeting_id = work.meetings.add(
                NewMeeting(unit_id, NOW, 75, MeetingForm.VIDEO, "Zimmer 2, Küche", (here,))
            )
        with store.read() as work:
            assert work.meetings.get(meeting_id) == Meeting(
                meeting_id, unit_id, 1, NOW, 75, MeetingForm.VIDEO, "Zimmer 2, Küche", (here,)
            )

    def test_a_missing_meeting_is_a_lookup_error(self, store: Store) -> None:
        with store.read() as work, pytest.raises(LookupError):
            work.meetings.get(MeetingId(404))

    def test_a_meeting_without_a_note_can_be_taken_away(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            work.meetings.remove(meeting_id)
            with pytest.raises(LookupError):
                work.meetings.get(meeting_id)
            with pytest.raises(LookupError):
                work.meetings.remove(meeting_id)

    def test_counts_the_meetings_of_each_unit_from_one(self, store: Store) -> None:
        with store.write() as work:
            _, first = keep_alone(work)
            _, second = keep_alone(work)
            kept = [keep_meeting(work, unit_id) for unit_id in (first, first, second, first)]
            numbers = [work.meetings.get(meeting_id).number for meeting_id in kept]
        assert numbers == [1, 2, 1, 3]

    def test_lists_a_span_in_order_without_its_end(self, store: Store) -> None:
        start, end = a_time(day=12, hour=7), a_time(day=13, hour=7)
        with store.write() as work:
            _, unit_id = keep_alone(work)
            last = keep_meeting(work, unit_id, end - MICROSECOND)
            first = keep_meeting(work, unit_id, start)
            keep_meeting(work, unit_id, start - MICROSECOND)
            keep_meeting(work, unit_id, end)
            found = work.meetings.between(start, end)
        assert [one.meeting.id for one in found] == [first, last]

    def test_a_day_shows_who_was_there_and_whose_file_to_open(self, store: Store) -> None:
        with store.write() as work:
            dana = keep_client(work, "Dana Reyes")
            marcus = keep_client(work, "Marcus Okafor", used_name="Marc")
            couple = keep_unit(work, UnitKind.COUPLE, dana, marcus, name="Reyes and Okafor")
            marc = work.units.get(couple).members[1].id
            both = keep_meeting(work, couple, a_time(hour=15))
            one = keep_meeting(work, couple, a_time(hour=16), marc)
            found = work.meetings.between(a_time(hour=0), a_time(hour=23))
        assert [day.meeting.id for day in found] == [both, one]
        assert [day.people for day in found] == [("Dana Reyes", "Marc"), ("Marc",)]
        assert [day.first_client_id for day in found] == [dana, marcus]
        assert {(day.kind, day.unit_name) for day in found} == {
            (UnitKind.COUPLE, "Reyes and Okafor")
        }

    def test_where_no_client_is_there_the_file_is_one_of_the_unit(self, store: Store) -> None:
        with store.write() as work:
            rosa = keep_client(work, "Rosa Cruz")
            unit_id = keep_unit(work, UnitKind.FAMILY, rosa)
            abuela = work.units.add_member(unit_id, NewMember(name="Abuela Cruz"))
            meeting_id = keep_meeting(work, unit_id, a_time(), abuela)
            shown = work.meetings.row(meeting_id)
        assert (shown.people, shown.first_client_id) == (("Abuela Cruz",), rosa)

    def test_a_day_shows_the_note_of_each_meeting_and_whether_it_is_signed(
        self, store: Store
    ) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            meetings = [keep_meeting(work, unit_id, a_time(hour=hour)) for hour in (14, 15, 16)]
            draft = keep_note(work, unit_id, meeting_id=meetings[1])
            done = keep_note(work, unit_id, meeting_id=meetings[2])
            sign(work, done)
            keep_note(work, unit_id, meeting_id=meetings[2], type=NoteType.ADDENDUM, amends=done)
            found = work.meetings.between(a_time(hour=0), a_time(hour=23))
            unwritten = work.meetings.unwritten(a_time(hour=0), a_time(hour=23))
        assert [one.meeting.id for one in unwritten] == meetings[:1]
        assert [(one.note_id, one.note_signed) for one in found] == [
            (None, False),
            (draft, False),
            (done, True),
        ]

    @pytest.mark.parametrize(
        ("birth_date", "minor"), [(date(2008, 11, 12), False), (date(2008, 11, 13), True)]
    )
    def test_a_day_marks_a_meeting_with_a_minor(
        self, store: Store, birth_date: date, minor: bool
    ) -> None:
        with store.write() as work:
            adult, child = keep_client(work), keep_client(work, birth_date=birth_date)
            keep_meeting(work, keep_unit(work, UnitKind.FAMILY, adult, child), a_time(day=12))
            found = work.meetings.between(a_time(hour=0), a_time(hour=23))
        assert [one.any_minor for one in found] == [minor]

    def test_a_meeting_is_moved_with_all_but_its_number_and_its_draft_goes_along(
        self, store: Store
    ) -> None:
        with store.write() as work:
            unit_id = keep_unit(work, UnitKind.COUPLE, keep_client(work), keep_client(work))
            first, second = work.units.get(unit_id).members
            meeting_id = keep_meeting(work, unit_id, a_time(day=5), first.id)
            draft = keep_note(work, unit_id, meeting_id=meeting_id, at_utc=a_time(day=5))
            moved = Meeting(
                meeting_id, unit_id, 7, a_time(day=6), 80, MeetingForm.PHONE, "Home", (second.id,)
            )
            work.meetings.change(moved)
            assert work.meetings.get(meeting_id) == replace(moved, number=1)
            assert work.notes.get(draft).happened_at_utc == a_time(day=6)
            assert {row.last_met_at_utc for row in work.clients.rows("", None)} == {a_time(day=6)}
            with pytest.raises(LookupError):
                work.meetings.change(replace(moved, id=MeetingId(404)))

    def test_any_signed_note_holds_its_meeting_also_beside_a_draft(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id, a_time(day=5))
            keep_note(work, unit_id, meeting_id=meeting_id, at_utc=a_time(day=5))
            second = keep_note(work, unit_id, meeting_id=meeting_id, at_utc=a_time(day=5))
            assert not work.meetings.get(meeting_id).held
            sign(work, second)
            (shown,) = work.meetings.between(a_time(day=5, hour=0), a_time(day=5, hour=23))
            assert (shown.note_signed, shown.meeting.held) == (False, True)
        moved = replace(shown.meeting, starts_at_utc=a_time(day=6))
        with pytest.raises(FaultError), store.write() as work:
            work.meetings.change(moved)
        with store.read() as work:
            assert work.meetings.get(meeting_id).starts_at_utc == a_time(day=5)

    def test_one_meeting_is_given_as_its_day_shows_it(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            keep_note(work, unit_id, meeting_id=meeting_id)
            (shown,) = work.meetings.between(a_time(hour=0), a_time(hour=23))
            assert work.meetings.row(meeting_id) == shown
            with pytest.raises(LookupError):
                work.meetings.row(MeetingId(404))

    def test_a_units_meetings_come_with_whether_they_have_a_note_and_can_change_numbers(
        self, store: Store
    ) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            first, second, third = (
                keep_meeting(work, unit_id, a_time(day=day)) for day in (3, 4, 5)
            )
            keep_note(work, unit_id, meeting_id=second)
            keep_meeting(work, keep_alone(work)[1])
            work.meetings.renumber({first: 3, third: 1})
            found = work.meetings.of_unit(unit_id)
        assert [(one.id, one.number, noted) for one, noted in found] == [
            (third, 1, False),
            (second, 2, True),
            (first, 3, False),
        ]

    def test_knows_which_meetings_came_in_last(self, store: Store) -> None:
        later = NOW + timedelta(days=1)
        with store.write() as work:
            assert work.meetings.last_imported() == []
            _, unit_id = keep_alone(work)
            first, second, third, by_hand = (keep_meeting(work, unit_id) for _ in range(4))
            work.meetings.link(first, MeetingSource("a", imported_at_utc=NOW))
            work.meetings.link(second, MeetingSource("b", imported_at_utc=later))
            work.meetings.link(third, MeetingSource("c", imported_at_utc=later))
            work.meetings.link(by_hand, MeetingSource("d"))
        with store.read() as work:
            assert [one.meeting.id for one in work.meetings.last_imported()] == [second, third]
            source = work.meetings.source_of(second)
            assert source is not None
            assert source.imported_at_utc == later
            source = work.meetings.source_of(by_hand)
            assert source is not None
            assert source.imported_at_utc is None

    def test_lets_no_two_meetings_follow_one_event(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            first, second = keep_meeting(work, unit_id), keep_meeting(work, unit_id)
            work.meetings.link(first, MeetingSource("a"))
        with pytest.raises(FaultError), store.write() as work:
            work.meetings.link(second, MeetingSource("a"))

    def test_knows_which_event_of_a_calendar_a_meeting_came_from(self, store: Store) -> None:
        weekly = MeetingSource("weekly@example", "20261112T210000Z")
        with store.write() as work:
            _, unit_id = keep_alone(work)
            linked, other = keep_meeting(work, unit_id), keep_meeting(work, unit_id)
            work.meetings.link(linked, weekly)
        with store.read() as work:
            assert work.meetings.source_of(linked) == weekly
            assert work.meetings.source_of(other) is None
            assert work.meetings.linked(["weekly@example", "x"]) == {
                weekly: work.meetings.get(linked)
            }
            assert work.meetings.linked(["x"]) == {}
        with store.write() as work:
            work.meetings.remove(linked)
            assert work.meetings.linked(["weekly@example"]) == {}
            work.meetings.link(other, MeetingSource("before@example", imported_at_utc=NOW))
            work.meetings.link(other, replace(weekly, changed=True))
            source = work.meetings.source_of(other)
            assert source == weekly
            assert source.changed
            assert work.meetings.linked(["before@example"]) == {}
            work.meetings.unlink(other)
            assert work.meetings.source_of(other) is None
