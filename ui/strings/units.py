"""Words on who is seen together: couples, families, groups."""

from collections.abc import Callable
from datetime import date

from ui import names
from ui.strings import dates, plural, translate
from ui.strings import notes as note_words
from vault.ids import ClientId
from vault.units import Member, Unit, UnitKind


def tab() -> str:
    """The tab of a client's file."""
    return translate("units", "People")


def page_name() -> str:
    """Accessible name of the tab's page."""
    return translate("units", "Who is seen together")


def new_unit() -> str:
    """The button that leads to the form."""
    return translate("units", "New couple, family or group")


def only_alone() -> str:
    """What stands there for a client who is seen alone."""
    return translate(
        "units",
        "Seen individually so far. Where sessions include a partner, a family or a group, add that"
        " here: its notes then show whom each paragraph is about.",
    )


def kind(kind_: UnitKind) -> str:
    """What a unit is."""
    return note_words.kind_name(kind_)


def unit_title(unit: Unit) -> str:
    """The head of a unit's card: its name, or what it is."""
    return names.shown(unit.name) or kind(unit.kind)


def unit_line(unit: Unit, today: date) -> str:
    """The line beside it: "Family · 6 people · since 3 Aug"."""
    parts = [kind(unit.kind)] if unit.name else []
    if unit.is_shared:
        parts.append(people_count(len(unit.current)))
    parts.append(_since(unit.opened_on, today))
    if unit.closed_on is not None:
        day = dates.short_day(unit.closed_on, today)
        parts.append(translate("units", "closed on {day}").format(day=day))
    return " · ".join(parts)


def seen(unit: Unit, client_id: ClientId) -> str:
    """How a client is seen in one of several units: "alone", "with Sam Okafor"."""
    if not unit.is_shared:
        return translate("units", "alone")
    if unit.name:
        return translate("units", "with {names}").format(names=names.shown(unit.name))
    members = unit.current or unit.members
    first, *more = [names.shown(one.called) for one in members if one.client_id != client_id]
    if not more:
        return translate("units", "with {names}").format(names=first)
    sentence = translate("units", "with {names} and %n more", "", len(more))
    return sentence.replace("%n", str(len(more))).format(names=first)


def people_count(count: int) -> str:
    """How many belong to it now."""
    many = translate("units", "%n people", "", count).replace("%n", str(count))
    return plural(count, translate("units", "1 person"), many)


def member_line(member: Member, today: date) -> str:
    """What is known of a member: "mother · since 3 Aug · left on 9 Nov"."""
    parts = [names.apart(names.veiled(member.role))] if member.role else []
    if member.client_id is None:
        parts.append(translate("units", "without a file"))
    if member.joined_on is not None:
        parts.append(_since(member.joined_on, today))
    if member.left_on is not None:
        day = dates.short_day(member.left_on, today)
        parts.append(translate("units", "left on {day}").format(day=day))
    return " · ".join(parts)


def member_for_reader(called: str, line: str, key: str) -> str:
    """What a screen reader hears of a member."""
    return ", ".join(part for part in (called, line, key) if part)


def tag_key(position: int) -> str:
    """The keys that tag a paragraph with this person, none beyond the ninth."""
    return f"Alt {position}" if position <= 9 else ""


def edit() -> str:
    """Button of a member."""
    return translate("units", "Change")


def edit_member(called: str) -> str:
    """The same for a screen reader."""
    return translate("units", "Change {name}").format(name=called)


def left() -> str:
    """Button of a member who goes."""
    return translate("units", "Mark as left…")


def left_member(called: str) -> str:
    """The same for a screen reader."""
    return translate("units", "Mark {name} as left…").format(name=called)


def came_back() -> str:
    """Button of a member who left."""
    return translate("units", "Mark as returned")


def came_back_member(called: str) -> str:
    """The same for a screen reader."""
    return translate("units", "Mark {name} as returned").format(name=called)


def open_file() -> str:
    """Button that leads to another client's file."""
    return translate("units", "Open file")


def open_file_of(called: str) -> str:
    """The same for a screen reader."""
    return translate("units", "Open the file of {name}").format(name=called)


def add_person() -> str:
    """Button of a unit."""
    return translate("units", "Add person")


def rename() -> str:
    """Button of a unit."""
    return translate("units", "Rename")


def close() -> str:
    """Button of a unit."""
    return translate("units", "Close")


def reopen() -> str:
    """Button of a closed unit."""
    return translate("units", "Open again")


def of_unit(label: str, title: str) -> str:
    """A unit's button for a screen reader: "Add person: Cruz"."""
    return f"{label}: {title}"


def undo() -> str:
    """The step that a banner offers."""
    return translate("units", "Undo")


def put_away() -> str:
    """What a banner says of a form that was given up with words in it."""
    return translate("units", "What you typed was put away.")


def was_added(called: str) -> str:
    """What a banner says."""
    return translate("units", "{name} was added today.").format(name=called)


def has_left(called: str, day: str) -> str:
    """What a banner says."""
    return translate("units", "{name} left on {day}. Old notes stay as they are.").format(
        name=called, day=day
    )


def was_closed() -> str:
    """What a banner says."""
    return translate("units", "Closed. Its notes stay; no new ones can be started.")


def save() -> str:
    """Button of a small form."""
    return translate("units", "Save")


def cancel() -> str:
    """Button beside it."""
    return translate("units", "Cancel")


def role() -> str:
    """Label of a field."""
    return translate("units", "Role")


def role_hint() -> str:
    """What stands in the empty field."""
    return translate("units", "Such as mother, partner, son")


def role_of(called: str) -> str:
    """Accessible name of a person's field."""
    return translate("units", "Role of {name}").format(name=called)


def since() -> str:
    """Label of a field."""
    return translate("units", "Since")


def left_on() -> str:
    """Label of a field."""
    return translate("units", "Left on")


def left_on_hint() -> str:
    """How to leave it."""
    return translate("units", "Leave it empty while they still come.")


def name() -> str:
    """Label of a field."""
    return translate("units", "Name")


def name_hint() -> str:
    """What to call a unit."""
    return translate("units", "Such as Cruz or Thursday grief. It can stay empty.")


def who() -> str:
    """Heading of the form's people."""
    return translate("units", "Who is in it")


def order_hint() -> str:
    """What their order means."""
    return translate(
        "units", "The order sets the keys: Alt 1 tags a paragraph with the first person."
    )


def find_person() -> str:
    """What stands in the field that finds people."""
    return translate("units", "Add a person: type a name")


def born(day_: str) -> str:
    """What tells people of one name apart."""
    return translate("units", "born {day}").format(day=day_)


def without_file(needle: str) -> str:
    """A line that adds somebody who has no file."""
    return translate("units", "Add “{name}” without a file").format(name=names.apart(needle))


def without_file_detail() -> str:
    """What it means."""
    return translate("units", "For someone who comes along, such as a child or a grandmother")


def with_file(needle: str) -> str:
    """A line that opens a file for somebody."""
    return translate("units", "Open a file for “{name}”").format(name=names.apart(needle))


def with_file_detail() -> str:
    """What it means."""
    return translate("units", "For someone who is a client too and may ask for a copy")


def gets_file() -> str:
    """What stands beside somebody whose file is opened with the unit."""
    return translate("units", "new file")


def no_file() -> str:
    """What stands beside somebody without a file."""
    return translate("units", "without a file")


def move_up(called: str) -> str:
    """Accessible name of a small button."""
    return translate("units", "Move {name} up").format(name=called)


def take_out(called: str) -> str:
    """Accessible name of a small button."""
    return translate("units", "Take {name} out").format(name=called)


def make(kind_: UnitKind) -> str:
    """The form's primary button."""
    return _MAKE[kind_]()


def too_few() -> str:
    """What is wrong with a unit of one."""
    return translate("units", "Add at least one more person.")


def too_many() -> str:
    """What is wrong with a unit of very many."""
    return translate("units", "That is too many: there can be up to 40 people.")


def rather_family() -> str:
    """What stands in the form of a couple of three people and more."""
    return translate("units", "More than two people are usually a family.")


def make_it_family() -> str:
    """The step beside it."""
    return translate("units", "Make it a family")


def taken() -> str:
    """What is wrong with somebody who belongs to it already."""
    return translate("units", "This person is in it already.")


def day(day_: date, today: date) -> str:
    """A day in a sentence."""
    return dates.short_day(day_, today)


def _since(day: date, today: date) -> str:
    return translate("units", "since {day}").format(day=dates.short_day(day, today))


_MAKE: dict[UnitKind, Callable[[], str]] = {
    UnitKind.COUPLE: lambda: translate("units", "Create couple"),
    UnitKind.FAMILY: lambda: translate("units", "Create family"),
    UnitKind.GROUP: lambda: translate("units", "Create group"),
}
