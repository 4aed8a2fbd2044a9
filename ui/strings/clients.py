"""Words on clients: the list, the head of a file, the details."""

from collections.abc import Callable
from datetime import date

from ui import names
from ui.strings import plural, translate
from vault.clients import ClientFlags, ClientRow, ReachKind, age_in_years, under_eighteen
from vault.units import UnitKind

BETWEEN = " · "
"""What stands between the parts of a row's second line."""


def title() -> str:
    """The page's title and its entry in the sidebar."""
    return translate("clients", "Clients")


def open_count(count: int) -> str:
    """How many clients are open, beside the title."""
    return plural(
        count,
        translate("clients", "1 open"),
        translate("clients", "%n open", "", count).replace("%n", str(count)),
    )


def new() -> str:
    """The small button above the list."""
    return translate("clients", "New")


def new_client() -> str:
    """The button of an empty list, and what the small button is called."""
    return translate("clients", "New client")


def create() -> str:
    """The button of the form for a new client."""
    return translate("clients", "Create")


def cancel() -> str:
    """The button beside it."""
    return translate("clients", "Cancel")


def filter_hint() -> str:
    """What stands in the empty filter."""
    return translate("clients", "Filter by name")


def list_name() -> str:
    """Accessible name of the list."""
    return translate("clients", "Clients, last met first")


def no_clients() -> str:
    """What an empty list says."""
    return translate("clients", "Your clients will appear here.")


def none_called(needle: str) -> str:
    """What a list says in which the filter leaves nobody."""
    return translate("clients", "No client's name contains “{needle}”.").format(
        needle=names.apart(needle)
    )


def choose_client() -> str:
    """What the place of the file says while none is open."""
    return translate("clients", "Choose a client to open the file.")


def release() -> str:
    """The button that leads to the release desk."""
    return translate("clients", "Release…")


def kind_line(row: ClientRow, today: date) -> str:
    """A row's second line: "Couple with M. Okafor", "Minor, 15", "Individual · Part 2 records"."""
    parts = [_first_part(row, today)]
    if row.kind is not UnitKind.INDIVIDUAL and under_eighteen(row.birth_date, row.flags, today):
        parts.insert(0, minor(row.birth_date, today))
    if row.closed_on is not None:
        parts = [closed()]
    if row.flags.part2_records:
        parts.append(part2())
    if row.flags.legal_hold:
        parts.append(legal_hold())
    return BETWEEN.join(parts)


def minor(birth_date: date | None, today: date) -> str:
    """What a client under eighteen is, with the age where it is known."""
    if birth_date is None:
        return translate("clients", "Minor")
    return translate("clients", "Minor, {age}").format(age=age_in_years(birth_date, today))


def closed() -> str:
    """State of a client."""
    return translate("clients", "Closed")


def part2() -> str:
    """Mark of a file with substance use records under 42 CFR Part 2."""
    return translate("clients", "Part 2 records")


def paid_in_full() -> str:
    """Mark of a file of which a health plan isn't told."""
    return translate("clients", "Paid in full")


def legal_hold() -> str:
    """Mark of a file that may not be destroyed."""
    return translate("clients", "Legal hold")


def no_records() -> str:
    """Mark of a client who chose that no records are kept."""
    return translate("clients", "No records")


def facts(pronouns: str, age: int | None, since: str, full_name: str) -> str:
    """The line below the name: "she/her · 36 · since Aug 2026"."""
    parts = [pronouns, str(age) if age is not None else ""]
    parts.append(translate("clients", "since {month}").format(month=since))
    if full_name:
        parts.append(translate("clients", "recorded as {name}").format(name=full_name))
    return " · ".join(part for part in parts if part)


def row_for_reader(name: str, line: str, when: str) -> str:
    """What a screen reader hears of a row."""
    return ", ".join(part for part in (name, line, when) if part)


def measures() -> str:
    """The tab of measures; here, because their own words load the whole pack."""
    return translate("clients", "Measures")


def details() -> str:
    """The tab with what the counselor knows about a client."""
    return translate("clients", "Details")


def name() -> str:
    """Label of a field."""
    return translate("clients", "Name")


def used_name() -> str:
    """Label of a field."""
    return translate("clients", "Name they use")


def used_name_hint() -> str:
    """What the field is for."""
    return translate("clients", "Lists show only this: surname too, or empty.")


def pronouns() -> str:
    """Label of a field."""
    return translate("clients", "Pronouns")


def birth_date() -> str:
    """Label of a field."""
    return translate("clients", "Birth date")


def birth_date_hint() -> str:
    """How it can be typed."""
    return translate("clients", "Such as 1990-04-27, 27 Apr 1990 or 4/27/1990.")


def about() -> str:
    """Heading of the first fields."""
    return translate("clients", "Who they are")


def reaches() -> str:
    """Heading of numbers and addresses."""
    return translate("clients", "How to reach them")


def reaches_hint() -> str:
    """What safe contact means."""
    return translate("clients", "Tick only what the client said is safe.")


def add_reach() -> str:
    """The button that adds a number or an address."""
    return translate("clients", "Add a number or address")


def reach_kind(kind: ReachKind) -> str:
    """A way to reach somebody."""
    return _REACHES[kind]()


def reach_value() -> str:
    """Accessible name of a field."""
    return translate("clients", "Number or address")


def reach_label() -> str:
    """What stands in an empty field."""
    return translate("clients", "Whose or where")


def voicemail_ok() -> str:
    """A tick."""
    return translate("clients", "Voicemail")


def text_ok() -> str:
    """A tick."""
    return translate("clients", "Text")


def mail_ok() -> str:
    """A tick."""
    return translate("clients", "Mail")


def code_name() -> str:
    """What stands in an empty field."""
    return translate("clients", "Code name")


def remove() -> str:
    """Name of the small button at the end of a line."""
    return translate("clients", "Remove this line")


def emergency() -> str:
    """Heading of emergency contacts."""
    return translate("clients", "In an emergency")


def add_contact() -> str:
    """The button that adds an emergency contact."""
    return translate("clients", "Add a person to call")


def contact_name() -> str:
    """What stands in an empty field."""
    return translate("clients", "Name")


def relationship() -> str:
    """What stands in an empty field."""
    return translate("clients", "Who they are to the client")


def phone() -> str:
    """What stands in an empty field."""
    return translate("clients", "Number")


def note() -> str:
    """What stands in an empty field."""
    return translate("clients", "Good to know")


def the_file() -> str:
    """Heading of status and flags."""
    return translate("clients", "The file")


def is_closed() -> str:
    """A tick."""
    return translate("clients", "Closed: you don't work together at present")


def is_minor() -> str:
    """A tick."""
    return translate("clients", "Minor (where the birth date isn't known)")


def has_part2() -> str:
    """A tick."""
    return translate("clients", "Holds substance use records (42 CFR Part 2)")


def has_paid_in_full() -> str:
    """A tick."""
    return translate("clients", "Paid in full: the health plan isn't told")


def has_legal_hold() -> str:
    """A tick."""
    return translate("clients", "Legal hold: nothing is destroyed")


def has_no_records() -> str:
    """A tick."""
    return translate("clients", "Chose that no records are kept")


def fill_name() -> str:
    """What is wrong with an empty name."""
    return translate("clients", "Write a name. The last one is kept until then.")


def clash() -> str:
    """What a banner says where the stored details are newer."""
    return translate(
        "clients", "These details were changed in the meantime. What you typed is still here."
    )


def keep_mine() -> str:
    """The step that a clash offers."""
    return translate("clients", "Keep what I typed")


def flags(flags_: ClientFlags) -> list[str]:
    """The pills of a file that every flow heeds."""
    marks = (
        (flags_.part2_records, part2),
        (flags_.paid_in_full, paid_in_full),
        (flags_.no_records_election, no_records),
    )
    return [words() for on, words in marks if on]


def _first_part(row: ClientRow, today: date) -> str:
    if row.kind is UnitKind.COUPLE:
        return translate("clients", "Couple with {name}").format(
            name=", ".join(names.short(one) for one in row.others)
        )
    if row.kind is UnitKind.FAMILY:
        return translate("clients", "Family: {name}").format(name=_unit_name(row))
    if row.kind is UnitKind.GROUP:
        return translate("clients", "Group: {name}").format(name=_unit_name(row))
    if under_eighteen(row.birth_date, row.flags, today):
        return minor(row.birth_date, today)
    return translate("clients", "Individual")


def _unit_name(row: ClientRow) -> str:
    return names.shown(row.unit_name) or ", ".join(names.short(one) for one in row.others)


_REACHES: dict[ReachKind, Callable[[], str]] = {
    ReachKind.PHONE: lambda: translate("clients", "Phone"),
    ReachKind.EMAIL: lambda: translate("clients", "Email"),
    ReachKind.ADDRESS: lambda: translate("clients", "Address"),
}
