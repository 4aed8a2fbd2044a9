"""Words on bringing sessions in from a calendar."""

from collections.abc import Callable, Sequence
from datetime import date

from ui import names
from ui.strings import dates, errors, meetings, plural, translate
from vault.calendar_events import CalendarSheet, LeftOut
from vault.calendar_proposals import Step
from vault.calendars import DAYS_AHEAD, DAYS_BACK, Intake
from vault.units import UnitRow

_NAMED = 3
_LONGEST = 60


def title() -> str:
    """The page's title."""
    return translate("importing", "Sessions from a calendar")


def what_it_does() -> str:
    """What is about to happen."""
    return translate(
        "importing",
        "Choose a calendar file (.ics) that another program wrote. Nothing is changed before you"
        " have looked through it, and nothing ever goes back into that calendar. Events of the past"
        " {back} and the next {ahead} days are looked at.",
    ).format(back=DAYS_BACK, ahead=DAYS_AHEAD)


def choose_file() -> str:
    """The button that opens the file dialog."""
    return translate("importing", "Choose a file…")


def file_kind() -> str:
    """The file dialog's filter."""
    return translate("importing", "Calendar files (*.ics *.ical *.ICS)")


def list_name() -> str:
    """Accessible name of the list."""
    return translate("importing", "Events of the calendar")


def step(step_: Step) -> str:
    """What becomes of an event."""
    return _STEPS[step_]()


def asks(step_: Step, *, several: bool) -> str:
    """What stands beside an event of which nobody knows whose session it is."""
    if step_ is Step.RENAMED:
        return translate("importing", "Another name")
    if several:
        return translate("importing", "Several match")
    return translate("importing", "Who is it?")


def perhaps_moved() -> str:
    """What stands beside an event on a day on which its client has another session."""
    return translate("importing", "Moved?")


def same_time() -> str:
    """What stands beside an event at the hour of another one of the same client."""
    return translate("importing", "Same time?")


def twin() -> str:
    """Why it is asked about."""
    return translate("importing", "same time as another of this file")


def overlaps(unit: UnitRow | None, time_: str) -> str:
    """A hint on an event that runs at the time of a session."""
    name = whose(unit) or translate("importing", "a session")
    return translate("importing", "overlaps {name} at {time}").format(name=name, time=time_)


def left_out() -> str:
    """What becomes of an event that isn't wanted."""
    return translate("importing", "Left out")


def file_closed() -> str:
    """Why an event that fits a client isn't ticked."""
    return translate("importing", "This file is closed")


def whose(unit: UnitRow | None) -> str:
    """Whose session an event is."""
    return meetings.unit_title(unit) if unit else ""


def new_file(name: str) -> str:
    """Whose session an event is that gets a file with the import."""
    return translate("importing", "New file: {name}").format(name=names.shown(name))


def still(unit: UnitRow) -> str:
    """A line that leaves an event with whose it was, whatever its title says."""
    return translate("importing", "It is still the session of {name}").format(name=whose(unit))


def called(title_: str) -> str:
    """What the calendar calls an event."""
    return names.shown(title_) or translate("importing", "without a title")


def so_far(unit: UnitRow | None, at: str) -> str:
    """When a session was so far, and whose where that was somebody else's."""
    if unit is None:
        return translate("importing", "so far {at}").format(at=at)
    return translate("importing", "so far {name}, {at}").format(name=whose(unit), at=at)


def without_event() -> str:
    """A row of a session whose event is gone."""
    return translate("importing", "No longer in the calendar")


def minutes(count: int) -> str:
    """How long an event is."""
    return translate("importing", "{count} min").format(count=count)


def row_for_reader(*parts: str) -> str:
    """What a screen reader hears of a row."""
    return ", ".join(part for part in parts if part)


def wanted() -> str:
    """The tick of one event."""
    return translate("importing", "Import this event")


def find_unit() -> str:
    """What stands in the field that finds whose session it is."""
    return translate("importing", "Whose session is it? Type a name")


def for_all() -> str:
    """What a choice means."""
    return translate("importing", "Your choice holds for every new event of this title.")


def leave_out() -> str:
    """A line that leaves out an event that is nobody's session."""
    return translate("importing", "Leave it out")


def leaves_out() -> str:
    """What it means."""
    return translate("importing", "It is no session with a client")


def move_it(at: str) -> str:
    """The tick of an event that may be a session of that day which was moved."""
    return translate("importing", "Move the session of {at} to this time").format(at=at)


def one_more() -> str:
    """The button beside it."""
    return translate("importing", "It is one more session")


def what_becomes_of(unit: UnitRow | None, at: str) -> str:
    """What a choice means where an event was somebody else's so far."""
    text = translate(
        "importing",
        "So far this was the session of {name} on {at}. Choose {name} to move it. Choose somebody"
        " else, and theirs comes in while the other stays: cancel that one yourself if it is off.",
    )
    return text.format(name=whose(unit), at=at)


def whose_hour_it_is(unit: UnitRow | None) -> str:
    """What a choice means where the very hour of a session may be somebody else's now."""
    return translate(
        "importing",
        "So far this is the session of {name}. Choose somebody else, and this hour becomes theirs:"
        " the session of {name} is canceled. Later events of the same series go along.",
    ).format(name=whose(unit))


def bring_in(count: int, planned: int = 0) -> str:
    """The primary button; where nothing is ticked it matches what is here already."""
    if planned and not count:
        many = translate("importing", "Match %n sessions", "", planned)
        one = translate("importing", "Match 1 session")
        return _counted(planned, one, many)
    many = translate("importing", "Import %n events", "", count)
    return _counted(count, translate("importing", "Import 1 event"), many)


def back() -> str:
    """The button beside it."""
    return translate("importing", "Go back")


def summary(sheet: CalendarSheet, untold: int) -> str:
    """What was found, and what was left out."""
    count = len(sheet.events)
    many = translate("importing", "%n events", "", count)
    parts = [_counted(count, translate("importing", "1 event"), many)]
    if untold:
        text = translate("importing", "%n still without a client", "", untold)
        parts.append(text.replace("%n", str(untold)))
    if sheet.all_day:
        text = translate("importing", "%n all-day left out", "", sheet.all_day)
        parts.append(text.replace("%n", str(sheet.all_day)))
    return ", ".join(parts)


def nothing_found() -> str:
    """What stands there where no event falls into the span."""
    return translate("importing", "This calendar has no events in these days.")


def to_be_heeded(sheet: CalendarSheet, today: date) -> str:
    """What a banner says of events that can't come in, or may not be what they seem."""
    parts = (
        unreadable(sheet.unreadable, today) if sheet.unreadable else "",
        unplaced(sheet.unplaced, today) if sheet.unplaced else "",
        doubled(sheet.doubled) if sheet.doubled else "",
    )
    return " ".join(part for part in parts if part)


def unreadable(events: Sequence[LeftOut], today: date) -> str:
    """What is said of events that make no sense."""
    count = len(events)
    one = translate(
        "importing",
        "1 event can't be read and is left out: {names}. Look it up in your calendar and schedule"
        " it yourself.",
    )
    many = translate(
        "importing",
        "%n events can't be read and are left out: {names}. Look them up in your calendar and"
        " schedule them yourself.",
        "",
        count,
    )
    return _counted(count, one, many).format(names=_listed(events, today))


def unplaced(events: Sequence[LeftOut], today: date) -> str:
    """What is said of events whose hour nobody knows."""
    count = len(events)
    one = translate(
        "importing",
        "1 event has an unknown time zone and is left out: {names}. Its hour would be a guess, so"
        " schedule it yourself.",
    )
    many = translate(
        "importing",
        "%n events have an unknown time zone and are left out: {names}. Their hour would be a"
        " guess, so schedule them yourself.",
        "",
        count,
    )
    return _counted(count, one, many).format(names=_listed(events, today))


def doubled(titles: Sequence[str]) -> str:
    """What is said of events that the file numbers alike though they differ."""
    text = translate(
        "importing",
        "Your calendar marks different events as the same one: {names}. Each is listed: check that"
        " it is a session of its own.",
    )
    return text.format(names=_named([called(title_) for title_ in titles]))


def came_in(intake: Intake, untold: int = 0) -> str:
    """What a banner says: "12 sessions imported. 1 moved. 2 canceled.".

    `untold` counts the events of which nobody said whose they are.
    """
    moved = {one.before.id for one in intake.changed}
    added, removed, kept = len(intake.added), len(intake.removed), intake.kept
    off, files = len(intake.let_go), len(intake.opened)
    matched = sum(one.meeting_id not in moved for one in intake.linked)
    one_matched = translate(
        "importing", "1 session was here already and follows your calendar from now on."
    )
    many_matched = translate(
        "importing",
        "%n sessions were here already and follow your calendar from now on.",
        "",
        matched,
    )
    one_kept = translate("importing", "1 session is left alone because of its note.")
    many_kept = translate(
        "importing", "%n sessions are left alone because of their notes.", "", kept
    )
    one_off = translate("importing", "1 session stays whose event is somebody else's now.")
    many_off = translate(
        "importing", "%n sessions stay whose events are somebody else's now.", "", off
    )
    one_file = translate("importing", "1 file opened; it stays when you undo this.")
    many_files = translate("importing", "%n files opened; they stay when you undo this.", "", files)
    one_untold = translate("importing", "1 event is still without a client and was left out.")
    many_untold = translate(
        "importing", "%n events are still without a client and were left out.", "", untold
    )
    parts = (
        (added, _imported(added)),
        (matched, _counted(matched, one_matched, many_matched)),
        (len(moved), translate("importing", "%n moved.", "", len(moved))),
        (removed, translate("importing", "%n canceled.", "", removed)),
        (kept, _counted(kept, one_kept, many_kept)),
        (off, _counted(off, one_off, many_off)),
        (files, _counted(files, one_file, many_files)),
        (untold, _counted(untold, one_untold, many_untold)),
    )
    return " ".join(text.replace("%n", str(count)) for count, text in parts if count)


def put_away() -> str:
    """What a banner says of a calendar that was looked through and not brought in."""
    return translate("importing", "The calendar was put away; nothing was imported.")


def last_import(intake: Intake, day: str) -> str:
    """What stands there as long as the import before can be taken back."""
    text = translate("importing", "Last import, {day}. {what}")
    return text.format(day=day, what=came_in(intake))


def take_back() -> str:
    """The step beside it."""
    return translate("importing", "Undo this import")


def taken_back(stay: int) -> str:
    """What a banner says once it is undone."""
    if not stay:
        return translate("importing", "The last import is undone.")
    many = translate(
        "importing", "%n sessions stay: they have notes or were changed since.", "", stay
    )
    one = translate("importing", "1 session stays: it has a note or was changed since.")
    rest = plural(stay, one, many.replace("%n", str(stay)))
    return translate("importing", "The last import is undone. {rest}").format(rest=rest)


def trouble(error: object) -> str:
    """Why a file can't be brought in."""
    sentence, next_step = errors.words_for(error)
    return f"{sentence} {next_step}".strip()


def _imported(count: int) -> str:
    many = translate("importing", "%n sessions imported.", "", count)
    return _counted(count, translate("importing", "1 session imported."), many)


def _counted(count: int, one: str, many: str) -> str:
    return plural(count, one, many.replace("%n", str(count)))


def _listed(events: Sequence[LeftOut], today: date) -> str:
    """List events by title, and by day where they have one."""
    each = [
        (called(one.title), dates.short_day(one.day, today) if one.day else "") for one in events
    ]
    return _named([f"{_brief(title_)} ({day})" if day else title_ for title_, day in each])


def _named(titles: Sequence[str]) -> str:
    """List the first few of several titles, and how many more there are."""
    each = list(dict.fromkeys(_brief(one) for one in titles))
    named, more = each[:_NAMED], len(each) - _NAMED
    if more > 0:
        named.append(translate("importing", "and %n more", "", more).replace("%n", str(more)))
    return ", ".join(named)


def _brief(title_: str) -> str:
    return title_ if len(title_) <= _LONGEST else f"{title_[: _LONGEST - 1].rstrip()}…"


_STEPS: dict[Step, Callable[[], str]] = {
    Step.ADD: lambda: translate("importing", "New"),
    Step.CHANGE: lambda: translate("importing", "Moved"),
    Step.REMOVE: lambda: translate("importing", "To cancel"),
    Step.SAME: lambda: translate("importing", "Already here"),
    Step.FIXED: lambda: translate("importing", "Stays: has a note"),
    Step.PLANNED: lambda: translate("importing", "Already here"),
    Step.MOVED: lambda: translate("importing", "Moved"),
}
