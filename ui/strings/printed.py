"""Words of the documents that are handed over, beside those that stand in their templates."""

from collections.abc import Callable
from datetime import date

from ui.strings import dates, plural, translate
from vault.notes import NoteType
from vault.release_gate import Reason


def licence(number: str, state: str) -> str:
    """The letterhead's line about the licence: "LPC 12345, Colorado"."""
    return ", ".join(part for part in (number, state) if part)


def records(count: int) -> str:
    """How many records."""
    return plural(
        count,
        translate("printed", "1 record"),
        translate("printed", "%n records", "", count).replace("%n", str(count)),
    )


def kind_of_records(note_type: NoteType) -> str:
    """What a line of the summary counts."""
    return _KINDS[note_type]()


def span_of_numbers(count: int, first: int, last: int) -> str:
    """How many sessions, and which: "12 records, numbers 3 to 14"."""
    if first == last:
        return records(count)
    return translate("printed", "{records}, numbers {first} to {last}").format(
        records=records(count), first=first, last=last
    )


def period(first: date, last: date) -> str:
    """The span of days that a file covers: "3 Aug to 22 Nov 2026"."""
    if first == last:
        return dates.dated(first)
    start = dates.short_day(first, last)
    return translate("printed", "{first} to {last}").format(first=start, last=dates.dated(last))


def confidential() -> str:
    """Heading of the first notice."""
    return translate("printed", "Confidential")


def for_recipient(recipient: str) -> str:
    """The first notice, in words of our own."""
    return translate(
        "printed",
        "This file holds private records. It was made for {recipient}, who decides with whom to"
        " share it. If it came to you by mistake, please don't read on, and return it to the"
        " practice named above.",
    ).format(recipient=recipient)


def not_included() -> str:
    """Heading of the notice about what isn't in the file."""
    return translate("printed", "What is not in this file")


def notes_alone() -> str:
    """The first paragraph of that notice, the same in every copy."""
    return translate(
        "printed",
        "This copy holds notes and letters alone. Documents, results of questionnaires, contact"
        " details and appointments are not part of it, whether there are any or not: ask the"
        " practice for them.",
    )


def left_out(reason: Reason | None, count: int) -> str:
    """One paragraph of that notice; without a reason it is about what wasn't chosen."""
    words = _not_chosen if reason is None else _LEFT_OUT[reason]
    return words(count).replace("%n", str(count))


def described(count: int, period_: str, kinds: list[str]) -> str:
    """A disclosure's line: "14 records, 3 Aug to 22 Nov 2026: Session notes (12), Letters (2)"."""
    whole = ", ".join(part for part in (records(count), period_) if part)
    return f"{whole}: {', '.join(kinds)}" if kinds else whole


def counted(count: int, what: str) -> str:
    """A kind of record and how many there are: "Session notes (12)"."""
    return translate("printed", "{what} ({count})").format(what=what, count=count)


def in_part(count: int) -> str:
    """The end of a disclosure's line where passages stayed."""
    return plural(
        count,
        translate("printed", "1 of them in part"),
        translate("printed", "%n of them in part", "", count).replace("%n", str(count)),
    )


def _not_chosen(count: int) -> str:
    return plural(
        count,
        translate("printed", "1 more record is on file and isn't part of this copy."),
        translate("printed", "%n more records are on file and aren't part of this copy."),
    )


_KINDS: dict[NoteType, Callable[[], str]] = {
    NoteType.PROGRESS: lambda: translate("printed", "Session notes"),
    NoteType.INTAKE: lambda: translate("printed", "Intake notes"),
    NoteType.PHONE: lambda: translate("printed", "Phone contacts"),
    NoteType.RISK: lambda: translate("printed", "Risk assessments"),
    NoteType.SAFETY_PLAN: lambda: translate("printed", "Safety plans"),
    NoteType.TREATMENT_PLAN: lambda: translate("printed", "Treatment plans"),
    NoteType.DISCHARGE: lambda: translate("printed", "Discharge notes"),
    NoteType.LETTER: lambda: translate("printed", "Letters"),
    NoteType.FREE: lambda: translate("printed", "Other notes"),
    NoteType.ADDENDUM: lambda: translate("printed", "Addenda"),
}

_LEFT_OUT: dict[Reason, Callable[[int], str]] = {
    Reason.SEEN_WITH_OTHERS: lambda count: plural(
        count,
        translate("printed", "1 record of a session with others: it tells of them as well."),
        translate("printed", "%n records of sessions with others: they tell of them as well."),
    ),
    Reason.NOT_SIGNED: lambda count: plural(
        count,
        translate("printed", "1 record that is still a draft."),
        translate("printed", "%n records that are still drafts."),
    ),
    Reason.TOLD_IN_CONFIDENCE: lambda count: plural(
        count,
        translate(
            "printed",
            "1 passage that somebody else told in confidence. Its place is marked.",
        ),
        translate(
            "printed",
            "%n passages that somebody else told in confidence. Their places are marked.",
        ),
    ),
}
