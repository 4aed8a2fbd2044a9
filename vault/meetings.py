"""Meetings: when the counselor and a unit met, who was there, and how.

On screen a meeting is a session, the counselor's own word.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vault.ids import ClientId, MeetingId, MemberId, NoteId, UnitId
from vault.units import UnitKind


class MeetingForm(StrEnum):
    """How people met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting that is about to be kept; its number is the next of its unit."""

    unit_id: UnitId
    starts_at_utc: datetime
    minutes: int
    form: MeetingForm
    place: str = ""
    present: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; `number` counts a unit's meetings from 1."""

    id: MeetingId
    unit_id: UnitId
    number: int
    starts_at_utc: datetime
    minutes: int
    form: MeetingForm
    place: str = ""
    present: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True)
class DayMeeting:
    """A meeting as Today shows it: with its people's names, and its note if there is one."""

    meeting: Meeting
    kind: UnitKind
    unit_name: str
    people: tuple[str, ...]
    first_client_id: ClientId | None
    note_id: NoteId | None
    note_signed: bool
    any_minor: bool = False
