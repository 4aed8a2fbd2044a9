"""Words on sessions: planning, changing and cancelling them, and who was there."""

from ui import names
from ui.strings import notes as note_words
from ui.strings import translate
from ui.strings import units as unit_words
from vault.meetings import DayMeeting
from vault.units import UnitKind, UnitRow


def new() -> str:
    """The button that leads to the form, and its title."""
    return translate("meetings", "New session")


def change() -> str:
    """The form's title for a session that is there already, and an entry of its menu."""
    return translate("meetings", "Change session…")


def cancel_it() -> str:
    """An entry of a session's menu."""
    return translate("meetings", "Cancel this session")


def more(people: str) -> str:
    """Accessible name of the button that opens a session's menu."""
    return translate("meetings", "More about the session of {people}").format(people=people)


def previous_day() -> str:
    """Accessible name of a button."""
    return translate("meetings", "The day before")


def next_day() -> str:
    """Accessible name of a button."""
    return translate("meetings", "The day after")


def present_day() -> str:
    """The button that comes back to the present day."""
    return translate("meetings", "Today")


def whose() -> str:
    """Label of a field."""
    return translate("meetings", "Who comes")


def nobody_called(name: str) -> str:
    """The line where a typed name leads to nobody."""
    return translate("meetings", "Nobody is called “{name}”").format(name=names.apart(name))


def open_file_for(name: str) -> str:
    """What that line leads to."""
    return translate("meetings", "Open a file for {name}").format(name=names.apart(name))


def find_unit() -> str:
    """What stands in the field that finds a client, couple, family or group."""
    return translate("meetings", "Type a name")


def choose_other() -> str:
    """The button that takes the choice back."""
    return translate("meetings", "Choose another")


def unit_title(row: UnitRow) -> str:
    """Who a unit is: its name, or its people."""
    return names.shown(row.name) or names.joined(row.people)


def unit_detail(row: UnitRow) -> str:
    """What it is: "Individual · C-0042 · closed", "Family · C-0007 · Rosa Cruz, Teo"."""
    parts = [note_words.kind_name(row.kind), row.case_number]
    if row.kind is UnitKind.GROUP:
        parts.append(unit_words.people_count(len(row.people)))
    elif row.name:
        parts.append(names.joined(row.people))
    if row.is_closed:
        parts.append(translate("meetings", "closed"))
    return " · ".join(part for part in parts if part)


def day() -> str:
    """Label of a field."""
    return translate("meetings", "Day")


def time() -> str:
    """Label of a field."""
    return translate("meetings", "Time")


def minutes() -> str:
    """Label of a field."""
    return translate("meetings", "Minutes")


def how() -> str:
    """Heading of the choice between in person, video and phone."""
    return translate("meetings", "How")


def place() -> str:
    """Label of a field."""
    return translate("meetings", "Place")


def present() -> str:
    """Heading of the ticks."""
    return translate("meetings", "Who is there")


def plan() -> str:
    """The form's primary button."""
    return translate("meetings", "Schedule session")


def save() -> str:
    """The same for a session that is there already."""
    return translate("meetings", "Save session")


def give_up() -> str:
    """The button beside it."""
    return translate("meetings", "Go back")


def not_a_time() -> str:
    """What is wrong with a time."""
    return translate("meetings", "Write a time like 14:00 or 2 pm.")


def not_minutes() -> str:
    """What is wrong with a length."""
    return translate("meetings", "Write the minutes as a number, from 1 to 1440.")


def nobody_chosen() -> str:
    """What is wrong where nobody comes."""
    return translate("meetings", "Choose who comes.")


def nobody_there() -> str:
    """What is wrong where nobody is ticked."""
    return translate("meetings", "Tick at least one person.")


def clash(meeting: DayMeeting, time_: str) -> str:
    """A hint: "At the same time: Jonah Bell at 14:00. That is fine if you meant it."."""
    return translate(
        "meetings", "At the same time: {people} at {time}. That is fine if you meant it."
    ).format(people=who(meeting), time=time_)


def who(meeting: DayMeeting) -> str:
    """Whose session it is."""
    return names.shown(meeting.unit_name) or names.joined(meeting.people)


def same_time() -> str:
    """What a row says of a session that runs at the time of another one."""
    return translate("meetings", "overlaps")


def put_away() -> str:
    """What a banner says of a form that was given up with words in it."""
    return unit_words.put_away()


def cancelled(meeting: DayMeeting, time_: str) -> str:
    """What a banner says."""
    return translate("meetings", "The session of {people} at {time} is canceled.").format(
        people=who(meeting), time=time_
    )


def planned(on: str, time_: str) -> str:
    """What a banner says."""
    return translate("meetings", "Scheduled: {day} at {time}.").format(day=on, time=time_)


def undo() -> str:
    """The step that a banner offers."""
    return unit_words.undo()
