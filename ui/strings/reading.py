"""Words on a note after it was signed: reading it, correcting it, copying from it, late entries."""

from ui import names
from ui.strings import plural, translate


def as_amended() -> str:
    """The choice that shows a note as it reads now."""
    return translate("reading", "As amended")


def as_signed() -> str:
    """The choice that shows a note as it was signed, with its addenda below."""
    return translate("reading", "As signed")


def which_reading() -> str:
    """Accessible name of the two choices."""
    return translate("reading", "How to read this note")


def corrected(by: str, day: str, time: str) -> str:
    """The line between what a note said and what is to be read now."""
    return translate("reading", "Corrected {day}, {time}, by {by}:").format(
        by=names.apart(by), day=day, time=time
    )


def added(by: str, day: str, time: str) -> str:
    """Heading of what an addendum adds."""
    return translate("reading", "Added {day}, {time}, by {by}").format(
        by=names.apart(by), day=day, time=time
    )


def no_longer_read() -> str:
    """What a screen reader hears of a struck paragraph."""
    return translate("reading", "Struck: this is what the note said before.")


def amendment_of(day: str, time: str) -> str:
    """Heading of an addendum that corrects something."""
    return translate("reading", "Amendment, {day}, {time}").format(day=day, time=time)


def correct() -> str:
    """The button of a signed note that leads to its statements."""
    return translate("reading", "Correct…")


def which_statement() -> str:
    """What stands above the statements of a note."""
    return translate(
        "reading",
        "Which statement is wrong? Click it, or go to it with the arrow keys and press Enter. The"
        " signed note stays as it is: your correction is shown beside it, with its date.",
    )


def statements() -> str:
    """Accessible name of the list of statements."""
    return translate("reading", "Statements of this note")


def leave_as_it_is() -> str:
    """The button that leads back from the statements."""
    return translate("reading", "Leave it as it is")


def corrects(statement: str) -> str:
    """What stands above an amendment that is being written."""
    return translate("reading", "Corrects: “{statement}”").format(statement=statement)


def altered(day: str) -> str:
    """What a banner says of a note that doesn't match its hash."""
    return translate(
        "reading",
        "This isn't what was signed on {day}: the note was changed outside Casekeep since. Leave"
        " it as it is, and compare it with an older copy of this vault.",
    ).format(day=day)


def late_entry() -> str:
    """The label of a note that was begun long after its session."""
    return translate("reading", "Late entry")


def late_line(happened: str, begun: str, hours: int) -> str:
    """Both times of a late entry, and by which rule it is one."""
    line = translate("reading", "Late entry: about {happened}, begun {begun}.")
    rule = translate(
        "reading",
        "A note counts as late %n hours after its session; check with your board.",
        "",
        hours,
    ).replace("%n", str(hours))
    return f"{line.format(happened=happened, begun=begun)} {rule}"


def day_and_time(day: str, time: str) -> str:
    """A time with its day: "12 Nov 2026, 14:00"."""
    return translate("reading", "{day}, {time}").format(day=day, time=time)


def copy_from(title: str, day: str) -> str:
    """The button that opens the list of what can be copied."""
    return translate("reading", "Copy from {title}, {day}…").format(title=title, day=day)


def copy_section(section: str, count: int) -> str:
    """An entry of that list."""
    many = translate("reading", "{section}, %n paragraphs", "", count).replace("%n", str(count))
    return plural(count, translate("reading", "{section}, 1 paragraph"), many).format(
        section=section
    )


def copy_all() -> str:
    """The last entry of that list."""
    return translate("reading", "All of it")


def copied(count: int, title: str, day: str) -> str:
    """How much of a draft is word for word what an earlier note says."""
    many = translate(
        "reading", "%n paragraphs are copied word for word from {title}, {day}.", "", count
    ).replace("%n", str(count))
    one = translate("reading", "1 paragraph is copied word for word from {title}, {day}.")
    return plural(count, one, many).format(title=title, day=day)


def is_copied() -> str:
    """The line above a paragraph that was copied from an earlier note."""
    return translate("reading", "Copied")


def still_true(count: int) -> str:
    """What signing asks where paragraphs are copied and weren't changed."""
    return plural(
        count,
        translate("reading", "1 paragraph is copied and wasn't changed: is it still so?"),
        translate(
            "reading", "%n paragraphs are copied and weren't changed: are they still so?", "", count
        ).replace("%n", str(count)),
    )
