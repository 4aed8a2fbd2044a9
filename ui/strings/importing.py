"""Words on bringing sessions in from a calendar."""

from collections.abc import Callable

from ui import names
from ui.strings import errors, meetings, plural, translate
from vault.calendars import DAYS_AHEAD, DAYS_BACK, CalendarSheet, Intake, Step
from vault.units import UnitRow


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


def step(step_: Step, *, told: bool, several: bool) -> str:
    """What becomes of an event; `told` where it is known whose session it is."""
    if step_ is Step.ADD and not told:
        if several:
            return translate("importing", "Several match")
        return translate("importing", "Who is it?")
    return _STEPS[step_]()


def left_out() -> str:
    """What becomes of an event that isn't wanted."""
    return translate("importing", "Left out")


def file_closed() -> str:
    """Why an event that fits a client isn't ticked."""
    return translate("importing", "This file is closed")


def whose(unit: UnitRow | None) -> str:
    """Whose session an event is."""
    return meetings.unit_title(unit) if unit else ""


def row_line(title_: str, unit: UnitRow | None) -> str:
    """A row's second line: what the calendar calls it, and whose it is."""
    called = names.shown(title_) or translate("importing", "without a title")
    return f"{called} → {whose(unit)}" if unit else called


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
    return translate("importing", "Your choice holds for every event of this name or series.")


def bring_in(count: int, planned: int = 0) -> str:
    """The primary button; where nothing is ticked it links what is planned already."""
    if planned and not count:
        many = translate("importing", "Link %n events", "", planned).replace("%n", str(planned))
        return plural(planned, translate("importing", "Link 1 event"), many)
    many = translate("importing", "Import %n events", "", count).replace("%n", str(count))
    return plural(count, translate("importing", "Import 1 event"), many)


def back() -> str:
    """The button beside it."""
    return translate("importing", "Go back")


def summary(sheet: CalendarSheet, untold: int) -> str:
    """What was found, and what was left out."""
    count = len(sheet.events)
    many = translate("importing", "%n events", "", count).replace("%n", str(count))
    parts = [plural(count, translate("importing", "1 event"), many)]
    if untold:
        text = translate("importing", "%n still without a client", "", untold)
        parts.append(text.replace("%n", str(untold)))
    if sheet.all_day:
        text = translate("importing", "%n all-day left out", "", sheet.all_day)
        parts.append(text.replace("%n", str(sheet.all_day)))
    if sheet.unreadable:
        text = translate("importing", "%n unreadable left out", "", sheet.unreadable)
        parts.append(text.replace("%n", str(sheet.unreadable)))
    return ", ".join(parts)


def nothing_found() -> str:
    """What stands there where no event falls into the span."""
    return translate("importing", "This calendar has no events in these days.")


def came_in(intake: Intake) -> str:
    """What a banner says: "Sessions: 12 imported, 1 moved, 2 canceled."."""
    counts = (len(intake.added), len(intake.linked), len(intake.changed), len(intake.removed))
    texts = (
        translate("importing", "{count} imported"),
        translate("importing", "{count} linked"),
        translate("importing", "{count} moved"),
        translate("importing", "{count} canceled"),
    )
    parts = [text.format(count=count) for count, text in zip(counts, texts, strict=True) if count]
    if intake.kept:
        text = translate("importing", "{count} left alone because of their notes")
        parts.append(text.format(count=intake.kept))
    return translate("importing", "Sessions: {parts}.").format(parts=", ".join(parts))


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
    many = translate("importing", "%n sessions have notes and stay.", "", stay)
    one = translate("importing", "1 session has a note and stays.")
    rest = plural(stay, one, many.replace("%n", str(stay)))
    return translate("importing", "The last import is undone. {rest}").format(rest=rest)


def trouble(error: object) -> str:
    """Why a file can't be brought in."""
    sentence, next_step = errors.words_for(error)
    return f"{sentence} {next_step}".strip()


_STEPS: dict[Step, Callable[[], str]] = {
    Step.ADD: lambda: translate("importing", "New"),
    Step.CHANGE: lambda: translate("importing", "Moved"),
    Step.REMOVE: lambda: translate("importing", "To cancel"),
    Step.SAME: lambda: translate("importing", "Already here"),
    Step.FIXED: lambda: translate("importing", "Stays: has a note"),
    Step.PLANNED: lambda: translate("importing", "Is planned already"),
}
