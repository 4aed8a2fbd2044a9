"""Words on search: the field, what narrows it down, and what was found."""

from collections.abc import Callable, Sequence

from ui import names
from ui.strings import dates, notes, plural, translate
from vault.named_people import Narrowed
from vault.search_query import Filter, Kind, Mistake, Order, Query, last_day
from vault.units import Unit, UnitKind

_MOST_NAMED = 3


def field() -> str:
    """The search button, and the hint in the empty field."""
    return translate("search", "Search notes, clients, documents")


def panel() -> str:
    """Accessible name of the panel."""
    return translate("search", "Search and commands")


def results() -> str:
    """Accessible name of the list."""
    return translate("search", "Results")


def clients() -> str:
    """Heading above clients."""
    return translate("search", "Clients")


def actions() -> str:
    """Heading above what can be done."""
    return translate("search", "Do")


def passages() -> str:
    """Heading above notes."""
    return translate("search", "Notes")


def documents() -> str:
    """Heading above documents."""
    return translate("search", "Documents")


def measures() -> str:
    """Heading above results of measures."""
    return translate("search", "Measures")


def kind(which: Kind) -> str:
    """What can be found besides notes, as it is offered behind `type:`."""
    return documents() if which is Kind.DOCUMENT else measures()


def page(number: int) -> str:
    """Where in a document the words stand; `number` counts from 1."""
    return translate("search", "page {number}").format(number=number)


def order(which: Order) -> str:
    """The button that says which results come first, and turns them around."""
    if which is Order.NEWEST:
        return translate("search", "Newest first")
    return translate("search", "Oldest first")


def turn_order() -> str:
    """What a screen reader hears of that button's use."""
    return translate("search", "Changes the order of notes and documents")


def found(count: int) -> str:
    """How many paragraphs have the words."""
    return plural(
        count,
        translate("search", "1 paragraph"),
        translate("search", "%n paragraphs", "", count).replace("%n", f"{count:,}"),
    )


def found_notes(count: int) -> str:
    """How many notes a filter without words lets through."""
    return plural(
        count,
        translate("search", "1 note"),
        translate("search", "%n notes", "", count).replace("%n", f"{count:,}"),
    )


def found_so_far(count: int) -> str:
    """How many are shown where nobody has counted all."""
    return translate("search", "{count} shown, more below").format(count=count)


def nothing(*, is_long: bool) -> str:
    """What stands where nothing was found, and what helps where there is much to leave out."""
    if is_long:
        return translate("search", "Nothing found. Fewer words or filters find more.")
    return translate("search", "Nothing found")


def of_nobody(typed: Sequence[str]) -> str:
    """What stands where a filter names clients whom there aren't."""
    said = translate("search", "No client is called “{names}”.")
    return said.format(names=_typed(", ".join(typed)))


def telling(kept: tuple[str, ...], which: Order) -> str:
    """Which words were looked for where nothing has all that were typed, and what comes first."""
    if which is Order.OLDEST:
        said = translate(
            "search", "No paragraph has all of these words. Shown: {words}, oldest first."
        )
    else:
        said = translate("search", "No paragraph has all of these words. Shown: {words}.")
    return said.format(words=_typed(" ".join(kept)))


def telling_of(kept: tuple[str, ...], which: Order) -> str:
    """Which words were looked for of those whom the question names, and what comes first."""
    if which is Order.OLDEST:
        said = translate("search", "Shown: {words}, oldest first")
    else:
        said = translate("search", "Shown: {words}")
    return said.format(words=_typed(" ".join(kept)))


def meant(narrowed: Narrowed) -> str:
    """Whose files are meant, or whom it is about, where the question names somebody."""
    clients = narrowed.clients
    if not clients:
        return about(_typed(" ".join(narrowed.names)))
    if len(clients) > _MOST_NAMED:
        return translate("search", "In the files of {count} clients").format(count=len(clients))
    said = plural(
        len(clients),
        translate("search", "In the file of {names}"),
        translate("search", "In the files of {names}", "", len(clients)),
    )
    return said.format(
        names=", ".join(names.with_case(one.called, one.case_number) for one in clients)
    )


def all_files() -> str:
    """The button that looks for the other words in everybody's files."""
    return translate("search", "Search all files")


def as_word() -> str:
    """The button that looks for a client's name as for any word."""
    return translate("search", "Take the name as a word")


def looking() -> str:
    """What stands while older notes are still being looked through."""
    return translate("search", "Looking further back…")


def names_only() -> str:
    """What stands while one letter is typed."""
    return translate("search", "One letter looks through names. Two look through everything.")


def failed() -> str:
    """What stands where the search itself failed."""
    return translate("search", "The search stopped. Change a letter to try again.")


def others(count: int) -> str:
    """How many paragraphs more of a note have the words."""
    return plural(
        count,
        translate("search", "1 more in this note"),
        translate("search", "%n more in this note", "", count).replace("%n", str(count)),
    )


def filter_hint(which: Filter) -> str:
    """What a filter takes, said while nothing is typed behind it yet."""
    return _FILTERS[which]()


def mistake(what: Mistake) -> str:
    """What a filter takes, where it was given something else."""
    return _MISTAKES[what.filter]().format(value=_typed(what.value))


def narrowed(query: Query) -> str:
    """What the days of a question mean: "from 1 May 2024 to 31 May 2024"."""
    parts = []
    if query.after is not None:
        parts.append(translate("search", "from {day}").format(day=dates.dated(query.after)))
    if query.before is not None and query.before.toordinal() > 1:
        day = dates.dated(last_day(query.before))
        parts.append(translate("search", "to {day}").format(day=day))
    return " ".join(parts)


def people(unit: Unit) -> str:
    """Whose note it is: one person, a couple's two names, or what a family or a group is called."""
    if unit.name and unit.kind in {UnitKind.FAMILY, UnitKind.GROUP}:
        return names.shown(unit.name)
    return names.joined(tuple(one.called for one in unit.members))


def row_for_reader(*parts: str) -> str:
    """What a screen reader hears of a row."""
    return ", ".join(part for part in parts if part)


def about(person: str) -> str:
    """Whom a paragraph is about."""
    return notes.about(person)


def _typed(words: str) -> str:
    """What was typed; it may be a name, and the field shows dots where initials stand for them."""
    return "…" if names.style.initials_only else names.apart(words)


_FILTERS: dict[Filter, Callable[[], str]] = {
    Filter.CLIENT: lambda: translate("search", "In one client's file"),
    Filter.ABOUT: lambda: translate("search", "Paragraphs about one person"),
    Filter.TYPE: lambda: translate("search", "One kind of note, documents, or measures"),
    Filter.BEFORE: lambda: translate("search", "Before a day, a month or a year"),
    Filter.AFTER: lambda: translate("search", "From a day, a month or a year on"),
    Filter.SIGNED: lambda: translate("search", "Signed notes, or drafts"),
}

_MISTAKES: dict[Filter, Callable[[], str]] = {
    Filter.ABOUT: lambda: translate("search", "Left out: “{value}” is nobody's name."),
    Filter.TYPE: lambda: translate("search", "Left out: no kind of note is called “{value}”."),
    Filter.BEFORE: lambda: translate(
        "search", "Left out: “{value}” is no date such as 2026-05-31, 2026-05 or 2026."
    ),
    Filter.AFTER: lambda: translate(
        "search", "Left out: “{value}” is no date such as 2026-05-31, 2026-05 or 2026."
    ),
    Filter.SIGNED: lambda: translate("search", "Left out: signed: takes yes or no."),
}
