"""Beginning notes, on the database's thread."""

from datetime import datetime, timedelta

from vault.cabinet import Cabinet
from vault.changes import NOTHING, Done
from vault.ids import ClientId, MeetingId, NoteId, UnitId
from vault.meetings import MeetingForm, NewMeeting
from vault.note_service import template_for
from vault.notes import NoteType
from vault.passages import template_named
from vault.units import Unit

ROUND_MINUTES = 5


def start_meeting(cabinet: Cabinet, unit: Unit, now_utc: datetime) -> Done[NoteId]:
    """Begin the note of the session that is planned for now, or else of one that begins now.

    Now is rounded down to five minutes. A session's note that was begun just now is gone on with
    while it is untouched: whoever clicks twice begins one session.
    """
    fresh = cabinet.notes.fresh(unit.id, NoteType.PROGRESS)
    if fresh is not None:
        return Done(fresh, NOTHING)
    settings = cabinet.practice.settings()
    template = template_named(settings.template)
    planned = cabinet.meetings.at_hand(unit.id)
    if planned is not None:
        return cabinet.notes.start(unit.id, NoteType.PROGRESS, template, meeting_id=planned)
    over = timedelta(minutes=now_utc.minute % ROUND_MINUTES)
    starts = (now_utc - over).replace(second=0, microsecond=0)
    present = tuple(one.id for one in unit.current)
    meeting = NewMeeting(
        unit.id, starts, settings.meeting_minutes, MeetingForm.IN_PERSON, "", present
    )
    return cabinet.notes.start_with_meeting(meeting, template)


def start_note(
    cabinet: Cabinet, unit_id: UnitId, note_type: NoteType, meeting_id: MeetingId | None = None
) -> Done[NoteId]:
    """Begin a note of a type, about a session that is on record or about none."""
    usual = template_named(cabinet.practice.settings().template)
    template = template_for(note_type, usual)
    return cabinet.notes.start(unit_id, note_type, template, meeting_id=meeting_id)


def start_about(cabinet: Cabinet, client_id: ClientId, note_type: NoteType) -> Done[NoteId]:
    """Begin a note about one client: for them alone, where they are seen alone too.

    One that was begun just now is gone on with while it is untouched. Raises LookupError where the
    client belongs to no unit.
    """
    units = cabinet.units.of_client(client_id)
    # Closed units and shared ones come last.
    by_choice = sorted(units, key=lambda unit: (unit.closed_on is not None, unit.is_shared))
    if not by_choice:
        raise LookupError(client_id)
    unit_id = by_choice[0].id
    fresh = cabinet.notes.fresh(unit_id, note_type)
    if fresh is not None:
        return Done(fresh, NOTHING)
    return start_note(cabinet, unit_id, note_type)
