"""From what was typed into a form to the result that is kept."""

from dataclasses import replace
from datetime import date

from ui.clients import birth_date
from ui.open_vault import OpenVault
from vault.changes import Done
from vault.errors import InvalidField, Problem
from vault.ids import ClientId
from vault.measures import MeasureDraft, MeasureEntry, MeasureResult


def day_of(typed: MeasureDraft) -> date:
    """Read the day. Raises InvalidField."""
    try:
        day = birth_date.read(typed.taken_on)
    except birth_date.NotADayError as error:
        raise InvalidField("taken_on", error.problem) from None
    if day is None:
        raise InvalidField("taken_on", Problem.EMPTY)
    return day


def total_of(typed: MeasureDraft) -> float | None:
    """Read the score, None where it comes of the answers. Raises InvalidField."""
    if typed.answers or not typed.total.strip():
        return None
    try:
        return float(typed.total.strip().replace(",", "."))
    except ValueError:
        raise InvalidField("total", Problem.NOT_TEXT) from None


def keep(vault: OpenVault, client_id: ClientId, typed: MeasureDraft) -> Done[MeasureResult]:
    """Record or correct a result, on the database's thread. Raises as `MeasureService` does.

    A correction that leaves day and session as they were leaves the time as it was.
    """
    day, measures = day_of(typed), vault.cabinet.measures
    meetings = measures.meetings_on(client_id, day)
    meeting = next((one for one in meetings if one.id == typed.meeting_id), None)
    meeting_id = meeting.id if meeting is not None else None
    taken_at = measures.taken_at(day, meeting)
    entry = MeasureEntry(taken_at, typed.answers, total_of(typed), meeting_id)
    if typed.corrects is None:
        return measures.record(client_id, typed.measure_id, entry)
    before = measures.get(typed.corrects).entry
    if meeting_id == before.meeting_id and vault.clock.local(before.taken_at_utc).date() == day:
        entry = replace(entry, taken_at_utc=before.taken_at_utc)
    return measures.correct(typed.corrects, entry, typed.reason, base_version=typed.base_version)
