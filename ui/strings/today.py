"""Words on Today: the day's sessions, and what waits for the counselor."""

from datetime import date

from ui import names
from ui.strings import dates, plural, translate
from ui.strings import meetings as meeting_words
from ui.strings import notes as note_words
from vault.meetings import DayMeeting
from vault.notes import NoteRow
from vault.risk_calls import RiskCall
from vault.today import WaitingDraft
from vault.units import UnitKind


def title() -> str:
    """The page's entry in the sidebar."""
    return translate("today", "Today")


def summary(meetings: int, calls: int, deadlines: int, drafts: int) -> str:
    """The line below the date: "3 sessions, 2 things with a deadline"."""
    parts = [_meetings(meetings)]
    if calls:
        parts.append(_calls(calls))
    if deadlines:
        parts.append(_deadlines(deadlines))
    if drafts:
        parts.append(note_words.drafts_waiting(drafts))
    return ", ".join(parts)


def sessions() -> str:
    """Heading of a card."""
    return translate("today", "Sessions")


def needs_you() -> str:
    """Heading of a card."""
    return translate("today", "Needs you")


def no_sessions(*, present: bool = True) -> str:
    """What the first card says on a free day."""
    if present:
        return translate("today", "No sessions today. A new note in a client's file starts one.")
    return translate("today", "No sessions on this day.")


def no_clients() -> str:
    """What it says while nobody has a file."""
    return translate("today", "Begin with a client's file.")


def from_calendar() -> str:
    """The link that leads to the import of a calendar."""
    return translate("today", "From a calendar…")


def nothing_waits() -> str:
    """What the second card says when nothing is due."""
    return translate("today", "Nothing waits for you.")


def start_note() -> str:
    """The button of a session without a note."""
    return translate("today", "Start note")


def start_note_for(people: str) -> str:
    """The same for a screen reader."""
    return translate("today", "Start note for {people}").format(people=people)


def open_it() -> str:
    """The link at the end of a row."""
    return translate("today", "Open")


def meeting_line(meeting: DayMeeting, *, clashes: bool = False) -> str:
    """A session's second line: "Couple · session 12 · overlaps"."""
    kind = note_words.kind_name(meeting.kind)
    if meeting.unit_name:
        kind = f"{kind}: {names.shown(meeting.unit_name)}"
    if meeting.any_minor and len(meeting.people) == 1:
        kind = translate("today", "Minor")
    number = translate("today", "session {number}").format(number=meeting.meeting.number)
    parts = [kind, number]
    if clashes:
        parts.append(meeting_words.same_time())
    return " · ".join(parts)


def due(on: date | None, today: date) -> str:
    """A deadline as a sentence: "Due 9 Dec, 17 days left"."""
    if on is None:
        return translate("today", "No deadline is known for it.")
    day = dates.short_day(on, today)
    left = (on - today).days
    if left < 0:
        return _late(day, -left)
    if left == 0:
        return translate("today", "Due today")
    many = translate("today", "Due {day}, %n days left", "", left).replace("%n", str(left))
    return plural(left, translate("today", "Due {day}, 1 day left"), many).format(day=day)


def risk_call(call: RiskCall) -> str:
    """A result that calls for a risk assessment: "PHQ-9 calls for a risk assessment"."""
    from resources.measures import measure  # noqa: PLC0415 -- loads with the first result

    name = measure(call.measure_id).name
    return translate("today", "{measure} calls for a risk assessment").format(measure=name)


def risk_call_line(call: RiskCall, day: str, *, begun: bool) -> str:
    """From when it is, and whose: "11 Nov · draft not signed · Dana Reyes".

    A long name never takes the place of the others.
    """
    state = translate("today", "draft not signed") if begun else ""
    return " · ".join(part for part in (day, state, names.shown(call.called)) if part)


def begin_risk_note() -> str:
    """The link at the end of such a row."""
    return translate("today", "Assess")


def risk_note_for(called: str, *, begun: bool) -> str:
    """The same for a screen reader, also of the link that leads to the draft."""
    if begun:
        return translate("today", "Open the risk assessment of {name}").format(
            name=names.shown(called)
        )
    return translate("today", "Write a risk assessment for {name}").format(name=names.shown(called))


def draft_waits(draft: WaitingDraft) -> str:
    """An unsigned note: "Session 11 isn't signed"."""
    title_ = note_words.title(draft.row.type, draft.row.number)
    return translate("today", "{note} isn't signed").format(note=title_)


def draft_line(draft: WaitingDraft, day: str) -> str:
    """From when it is, for how long it has waited, and whose; long names never take their place."""
    return " · ".join(part for part in (day, _age(draft.days), _whose(draft.row)) if part)


def without_note(count: int) -> str:
    """Past sessions that no note is about: "3 sessions have no note"."""
    many = translate("today", "%n sessions have no note", "", count).replace("%n", str(count))
    return plural(count, translate("today", "1 session has no note"), many)


def oldest(day: str, people: str) -> str:
    """The first of them, which its row leads to: "The oldest: Mon 9 Nov · Dana Reyes"."""
    return translate("today", "The oldest: {day} · {people}").format(day=day, people=people)


def row_for_reader(*parts: str) -> str:
    """What a screen reader hears of a row."""
    return ", ".join(part for part in parts if part)


def _whose(row: NoteRow) -> str:
    """Whose note it is: "Dana Reyes", "Couple: Dana Reyes, Marcus Okafor", "Family: Cruz"."""
    who = names.shown(row.unit_name) or names.joined(row.people)
    return who if row.kind is UnitKind.INDIVIDUAL else f"{note_words.kind_name(row.kind)}: {who}"


def _age(days: int) -> str:
    if days == 0:
        return ""
    many = translate("today", "%n days old", "", days).replace("%n", str(days))
    return plural(days, translate("today", "1 day old"), many)


def _meetings(count: int) -> str:
    if count == 0:
        return translate("today", "No sessions")
    many = translate("today", "%n sessions", "", count).replace("%n", str(count))
    return plural(count, translate("today", "1 session"), many)


def _calls(count: int) -> str:
    many = translate("today", "%n risks to assess", "", count).replace("%n", str(count))
    return plural(count, translate("today", "1 risk to assess"), many)


def _deadlines(count: int) -> str:
    many = translate("today", "%n things with a deadline", "", count).replace("%n", str(count))
    return plural(count, translate("today", "1 thing with a deadline"), many)


def _late(day: str, days: int) -> str:
    many = translate("today", "Was due {day}, %n days ago", "", days).replace("%n", str(days))
    return plural(days, translate("today", "Was due {day}, 1 day ago"), many).format(day=day)
