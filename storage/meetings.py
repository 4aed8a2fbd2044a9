"""Meetings, and who was present."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from storage.connection import Connection
from storage.dates import from_text
from storage.times import from_stored, to_stored
from storage.units import members_of
from vault.clients import ClientFlags, under_eighteen
from vault.ids import ClientId, MeetingId, MemberId, UnitId
from vault.meetings import DayMeeting, Meeting, MeetingForm, MeetingSource, NewMeeting
from vault.units import Member, UnitKind

_PARKED = 1_000_000

Attendance = defaultdict[MeetingId | None, tuple[MemberId, ...]]

_MEETING = (
    "meeting.id, meeting.unit_id, meeting.number, meeting.starts_at_utc, meeting.minutes, "
    "meeting.form, meeting.place, "
    "EXISTS (SELECT 1 FROM note WHERE meeting_id = meeting.id AND state = 'signed')"
)


class SqlMeetingRepo:
    """The meetings of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewMeeting) -> MeetingId:
        """Keep a meeting; its number is the next one of its unit."""
        meeting_id = MeetingId(
            self._connection.execute(
                """
                INSERT INTO meeting (unit_id, number, starts_at_utc, minutes, form, place)
                VALUES (
                    :unit_id,
                    (SELECT coalesce(max(number), 0) + 1 FROM meeting WHERE unit_id = :unit_id),
                    :starts_at_utc, :minutes, :form, :place
                )
                """,
                {
                    "unit_id": new.unit_id,
                    "starts_at_utc": to_stored(new.starts_at_utc),
                    "minutes": new.minutes,
                    "form": new.form,
                    "place": new.place,
                },
            ).lastrowid
        )
        self._put_present(meeting_id, new.present)
        return meeting_id

    def change(self, meeting: Meeting) -> None:
        """Keep all of a meeting but its unit and number; a draft about it moves along in time.

        Raises LookupError, and FaultError for one that a signed note holds.
        """
        starts_at_utc = to_stored(meeting.starts_at_utc)
        changed = self._connection.execute(
            "UPDATE meeting SET starts_at_utc = ?, minutes = ?, form = ?, place = ? WHERE id = ?",
            (starts_at_utc, meeting.minutes, meeting.form, meeting.place, meeting.id),
        ).rowcount
        if not changed:
            raise LookupError(meeting.id)
        self._connection.execute("DELETE FROM attendance WHERE meeting_id = ?", (meeting.id,))
        self._put_present(meeting.id, meeting.present)
        self._connection.execute(
            """
            UPDATE note SET happened_at_utc = ?
            WHERE meeting_id = ? AND state = 'draft' AND amends IS NULL
            """,
            (starts_at_utc, meeting.id),
        )

    def remove(self, meeting_id: MeetingId) -> None:
        """Take away a meeting that no note is about; raises LookupError."""
        self.get(meeting_id)
        self._connection.execute("DELETE FROM attendance WHERE meeting_id = ?", (meeting_id,))
        self._connection.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))

    def get(self, meeting_id: MeetingId) -> Meeting:
        """Give a meeting; raises LookupError."""
        row = self._connection.execute(
            f"SELECT {_MEETING} FROM meeting WHERE id = ?",  # noqa: S608 -- names of columns
            (meeting_id,),
        ).fetchone()
        if row is None:
            raise LookupError(meeting_id)
        return _meeting(row, attendance_of(self._connection, [meeting_id]))

    def row(self, meeting_id: MeetingId) -> DayMeeting:
        """Give a meeting as Today shows it; raises LookupError."""
        found = self._day_meetings("meeting.id = ?", (meeting_id,))
        if not found:
            raise LookupError(meeting_id)
        return found[0]

    def of_unit(self, unit_id: UnitId) -> list[tuple[Meeting, bool]]:
        """List a unit's meetings by number, each with whether a note is about it.

        Who was present is left out.
        """
        rows = self._connection.execute(
            f"""
            SELECT EXISTS (SELECT 1 FROM note WHERE meeting_id = meeting.id), {_MEETING}
            FROM meeting WHERE unit_id = ? ORDER BY number
            """,  # noqa: S608 -- names of columns
            (unit_id,),
        )
        nobody: Attendance = defaultdict(tuple)
        return [(_meeting(columns, nobody), bool(noted)) for noted, *columns in rows]

    def renumber(self, numbers: Mapping[MeetingId, int]) -> None:
        """Give meetings of one unit other numbers."""
        # By way of numbers that nobody has, because two may change places.
        for step in (_PARKED, 0):
            self._connection.executemany(
                "UPDATE meeting SET number = ? WHERE id = ?",
                [(number + step, meeting_id) for meeting_id, number in numbers.items()],
            )

    def link(self, meeting_id: MeetingId, source: MeetingSource) -> None:
        """Keep which event of a calendar a meeting follows, the only one; goes with the meeting."""
        at_utc = source.imported_at_utc
        self.unlink(meeting_id)
        self._connection.execute(
            """
            INSERT INTO meeting_source (meeting_id, uid, recurrence, imported_at_utc, changed)
            VALUES (?, ?, ?, ?, ?)
            """,
            (
                meeting_id,
                source.uid,
                source.recurrence,
                to_stored(at_utc) if at_utc else None,
                source.changed,
            ),
        )

    def unlink(self, meeting_id: MeetingId) -> None:
        """Let a meeting follow no event any more."""
        self._connection.execute("DELETE FROM meeting_source WHERE meeting_id = ?", (meeting_id,))

    def source_of(self, meeting_id: MeetingId) -> MeetingSource | None:
        """Give the event that a meeting follows, if it follows one."""
        row = self._connection.execute(
            """
            SELECT uid, recurrence, imported_at_utc, changed
            FROM meeting_source WHERE meeting_id = ?
            """,
            (meeting_id,),
        ).fetchone()
        if row is None:
            return None
        uid, recurrence, at_utc, changed = row
        came = from_stored(at_utc) if at_utc is not None else None
        return MeetingSource(uid, recurrence, came, bool(changed))

    def last_imported(self) -> list[DayMeeting]:
        """List the meetings that are left of those which came in last, in order."""
        return self._day_meetings(
            """
            meeting.id IN (
                SELECT meeting_id FROM meeting_source
                WHERE imported_at_utc = (SELECT max(imported_at_utc) FROM meeting_source)
            )
            """,
            (),
        )

    def linked(self, uids: Iterable[str]) -> dict[MeetingSource, Meeting]:
        """Give the meetings that follow these events."""
        rows = self._connection.execute(
            f"""
            SELECT uid, recurrence, {_MEETING}
            FROM json_each(?) AS wanted JOIN meeting_source ON uid = wanted.value
            JOIN meeting ON meeting.id = meeting_id
            ORDER BY starts_at_utc, meeting.id
            """,  # noqa: S608 -- names of columns
            (json.dumps(list(uids)),),
        ).fetchall()
        attendance = attendance_of(self._connection, [row[2] for row in rows])
        return {
            MeetingSource(uid, recurrence): _meeting(columns, attendance)
            for uid, recurrence, *columns in rows
        }

    def between(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        """List meetings that start in a span (its end not included), in order."""
        return self._day_meetings(
            "starts_at_utc >= ? AND starts_at_utc < ?", (to_stored(from_utc), to_stored(to_utc))
        )

    def unwritten(self, from_utc: datetime, to_utc: datetime) -> list[DayMeeting]:
        """List the meetings of a span that have no note, in order."""
        return self._day_meetings(
            "starts_at_utc >= ? AND starts_at_utc < ? AND note.id IS NULL",
            (to_stored(from_utc), to_stored(to_utc)),
        )

    def _put_present(self, meeting_id: MeetingId, present: tuple[MemberId, ...]) -> None:
        self._connection.executemany(
            "INSERT INTO attendance (meeting_id, member_id) VALUES (?, ?)",
            [(meeting_id, member_id) for member_id in present],
        )

    def _day_meetings(self, which: str, parameters: tuple[int, ...]) -> list[DayMeeting]:
        rows = self._connection.execute(
            f"""
            SELECT unit.kind, unit.name, note.id, note.state, {_MEETING}
            FROM meeting
            JOIN unit ON unit.id = meeting.unit_id
            LEFT JOIN note ON note.id = (
                SELECT min(id) FROM note WHERE meeting_id = meeting.id AND amends IS NULL
            )
            WHERE {which}
            ORDER BY starts_at_utc, meeting.id
            """,  # noqa: S608 -- names of columns, and a condition written above
            parameters,
        ).fetchall()
        attendance = attendance_of(self._connection, [row[4] for row in rows])
        members = members_of(self._connection, {row[5] for row in rows})
        found = []
        for kind, unit_name, note_id, state, *columns in rows:
            meeting = _meeting(columns, attendance)
            people = present_of(members[meeting.unit_id], meeting.present)
            clients = [one.client_id for one in people if one.client_id]
            everybody = [one.client_id for one in members[meeting.unit_id] if one.client_id]
            found.append(
                DayMeeting(
                    meeting=meeting,
                    kind=UnitKind(kind),
                    unit_name=unit_name,
                    people=tuple(one.called for one in people),
                    first_client_id=next(iter((*clients, *everybody)), None),
                    note_id=note_id,
                    note_signed=state == "signed",
                    any_minor=self._any_minor(clients, meeting.starts_at_utc),
                )
            )
        return found

    def _any_minor(self, clients: list[ClientId], at_utc: datetime) -> bool:
        rows = self._connection.execute(
            """
            SELECT birth_date, minor FROM client
            WHERE id IN (SELECT value FROM json_each(?))
            """,
            (json.dumps(clients),),
        )
        return any(
            under_eighteen(from_text(birth_date), ClientFlags(minor=bool(minor)), at_utc.date())
            for birth_date, minor in rows
        )


def attendance_of(connection: Connection, meeting_ids: Iterable[MeetingId]) -> Attendance:
    """Give who was present at each of these meetings, by position; nobody where it isn't known."""
    rows = connection.execute(
        """
        SELECT meeting_id, member_id
        FROM attendance JOIN unit_member ON unit_member.id = member_id
        WHERE meeting_id IN (SELECT value FROM json_each(?))
        ORDER BY meeting_id, position
        """,
        (json.dumps(list(meeting_ids)),),
    )
    found: Attendance = defaultdict(tuple)
    for meeting_id, member_id in rows:
        found[meeting_id] += (member_id,)
    return found


def present_of(members: tuple[Member, ...], present: tuple[MemberId, ...]) -> tuple[Member, ...]:
    """Give the members who were present, or all where it isn't known who was."""
    return tuple(one for one in members if one.id in present) if present else members


def _meeting(row: list[Any], attendance: Attendance) -> Meeting:
    meeting_id, unit_id, number, starts_at_utc, minutes, form, place, held = row
    return Meeting(
        id=meeting_id,
        unit_id=unit_id,
        number=number,
        starts_at_utc=from_stored(starts_at_utc),
        minutes=minutes,
        form=MeetingForm(form),
        place=place,
        present=attendance[meeting_id],
        held=bool(held),
    )
