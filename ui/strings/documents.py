"""Words of a client's documents."""

from collections.abc import Callable

from PySide6.QtCore import QLocale

from ui.strings import plural, translate
from vault.documents import RemovalReason
from vault.media import DocumentKind

_MEBIBYTE = 1024 * 1024


def tab() -> str:
    """The tab's name."""
    return translate("documents", "Documents")


def list_name() -> str:
    """The list, to those who hear it."""
    return translate("documents", "Documents")


def add() -> str:
    """The button that adds."""
    return translate("documents", "Add documents")


def dialog_title() -> str:
    """Title of the dialog; it names nobody."""
    return translate("documents", "Choose documents to add")


def nothing_yet() -> str:
    """What stands where there is no document."""
    return translate(
        "documents",
        "Letters, reports, forms, pictures and recordings that belong to this file. Drop them"
        " here, paste them, or choose them; they are stored encrypted.",
    )


def choose_one() -> str:
    """What stands beside the list while none is chosen."""
    return translate("documents", "Choose a document, or drop one here to add it.")


def drop_here() -> str:
    """What is said while something is held over the page."""
    return translate("documents", "Let go to add it to this file")


def untitled() -> str:
    """A document without a title."""
    return translate("documents", "Untitled")


def title_name() -> str:
    """The field of the title."""
    return translate("documents", "Title")


def kind_name(kind: DocumentKind, ending: str) -> str:
    """What a document is: "PDF", "Picture", "Text", or by its ending "DOCX"."""
    if kind is DocumentKind.OTHER and ending:
        return ending.upper()
    return _KINDS[kind]()


def pages(count: int) -> str:
    """How many pages."""
    return plural(
        count,
        translate("documents", "1 page"),
        translate("documents", "%n pages", "", count).replace("%n", str(count)),
    )


def size(count: int) -> str:
    """A size: "1.2 MB"."""
    language = translate("dates", "en", "code of the language that you translate to")
    digits = 1 if _MEBIBYTE <= count < 100 * _MEBIBYTE else 0
    form = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    return QLocale(language).formattedDataSize(count, digits, form)


def added_on(day: str) -> str:
    """When it was added."""
    return translate("documents", "added {day}").format(day=day)


def row_for_reader(title: str, kind: str, size_: str, when: str, person: str) -> str:
    """A row as a screen reader says it."""
    return translate("documents", "{title}, {kind}, {size}, {when}, about {person}").format(
        title=title, kind=kind, size=size_, when=when, person=person
    )


def removed_row(spoken: str) -> str:
    """The same of a removed document."""
    return translate("documents", "{row}, removed").format(row=spoken)


def removed() -> str:
    """The pill of a removed document."""
    return translate("documents", "Removed")


def show_removed(count: int) -> str:
    """The link that shows removed documents."""
    return plural(
        count,
        translate("documents", "Show 1 removed"),
        translate("documents", "Show %n removed", "", count).replace("%n", str(count)),
    )


def hide_removed() -> str:
    """The link that takes them out of the list again."""
    return translate("documents", "Don't show removed")


def adding(name: str) -> str:
    """What is being added."""
    return translate("documents", "Adding {name}").format(name=name)


def more_to_add(count: int) -> str:
    """How many wait behind it."""
    return plural(
        count,
        translate("documents", "1 more waits"),
        translate("documents", "%n more wait", "", count).replace("%n", str(count)),
    )


def pasted() -> str:
    """What a picture from the clipboard is called while it is added."""
    return translate("documents", "a pasted picture")


def cancel() -> str:
    """The button that stops adding."""
    return translate("documents", "Cancel")


def more() -> str:
    """The button with everything else that can be done."""
    return translate("documents", "More about this document")


def whom_about() -> str:
    """What the button beside the title is for."""
    return translate("documents", "Whom it is about; Alt and a digit change it")


def whom() -> str:
    """The entry that asks whom it is about."""
    return translate("documents", "Whom it is about…")


def rename() -> str:
    """Give it another title."""
    return translate("documents", "Rename")


def in_confidence() -> str:
    """It was given to the counselor alone."""
    return translate("documents", "Given in confidence")


def consent_scan() -> str:
    """It is a consent that somebody signed."""
    return translate("documents", "Is a signed consent")


def consent_signed_on() -> str:
    """The field for the day of the signature."""
    return translate("documents", "Signed consent of")


def day_hint() -> str:
    """What stands in that field while no day is known."""
    return translate("documents", "Day, if known")


def strip() -> str:
    """Take hidden details out of a picture."""
    return translate("documents", "Remove hidden details")


def has_details() -> str:
    """A picture says more than it shows."""
    return translate(
        "documents",
        "This picture carries hidden details, such as where and when it was taken.",
    )


def stripped(day: str) -> str:
    """Hidden details were taken out."""
    return translate("documents", "hidden details removed {day}").format(day=day)


def not_looked_into() -> str:
    """Looking into it took too much, more than once."""
    return translate("documents", "couldn't be looked into, so search doesn't find its words")


def open_outside() -> str:
    """Open with another program."""
    return translate("documents", "Open outside")


def outside_warning(*, memory: bool) -> str:
    """What opening outside means, before it is done."""
    if memory:
        return translate(
            "documents",
            "Another program will see this document unencrypted, and may keep a copy or a list of"
            " what it opened. Ours lies in memory only, and goes when you close it here, hide or"
            " lock.",
        )
    return translate(
        "documents",
        "Another program will see this document unencrypted, and may keep a copy or a list of"
        " what it opened. Ours is written to this computer's disk, and deleted when you close it"
        " here, hide or lock; traces can stay on the disk.",
    )


def outside_open() -> str:
    """It is open outside at present."""
    return translate("documents", "Open in another program. The copy goes when you close it here.")


def take_back() -> str:
    """The button that takes the copy away."""
    return translate("documents", "Take the copy away")


def no_program() -> str:
    """No program took it."""
    return translate("documents", "No program on this computer opens this kind of document.")


def remove() -> str:
    """Take it out of the file."""
    return translate("documents", "Remove from this file")


def reason(why: RemovalReason) -> str:
    """Why it is taken out."""
    return _REASONS[why]()


def was_removed(why: RemovalReason) -> str:
    """What stands above a removed document."""
    return translate("documents", "Removed from this file: {reason}. It is still kept.").format(
        reason=reason(why)
    )


def put_back() -> str:
    """The button that undoes it."""
    return translate("documents", "Put back")


def toolbar() -> str:
    """The row of buttons above a document."""
    return translate("documents", "How the document is shown")


def zoom_in() -> str:
    """Larger."""
    return translate("documents", "Larger")


def zoom_out() -> str:
    """Smaller."""
    return translate("documents", "Smaller")


def fit_width() -> str:
    """As wide as there is room."""
    return translate("documents", "Fit the width")


def rotate() -> str:
    """Turn clockwise."""
    return translate("documents", "Turn to the right")


def find_hint() -> str:
    """The field that looks for words."""
    return translate("documents", "Find in this document")


def find() -> str:
    """The same where there is little room."""
    return translate("documents", "Find")


def next_hit() -> str:
    """The next place."""
    return translate("documents", "Next place")


def previous_hit() -> str:
    """The place before."""
    return translate("documents", "Previous place")


def hit_of(at: int, count: int, *, more: bool) -> str:
    """Which place of how many."""
    if more:
        return translate("documents", "{at} of {count}+").format(at=at, count=count)
    return translate("documents", "{at} of {count}").format(at=at, count=count)


def no_hits() -> str:
    """Nothing was found."""
    return translate("documents", "Not found")


def page_of(page: int, count: int) -> str:
    """Which page is in front."""
    return translate("documents", "Page {page} of {count}").format(page=page, count=count)


def picture() -> str:
    """What a screen reader says of a picture."""
    return translate("documents", "Picture")


def cut_off() -> str:
    """A long text isn't shown to its end."""
    return translate(
        "documents", "This is the beginning of a long text. To see all of it, open it outside."
    )


def page_not_drawn() -> str:
    """What stands on a page that can't be drawn."""
    return translate("documents", "This page can't be shown. It is kept as it came.")


def cannot_show(kind: str) -> str:
    """A kind that isn't shown in the window."""
    return translate(
        "documents",
        "Casekeep keeps {kind} documents safe but can't show them. To look at it, open it outside.",
    ).format(kind=kind)


def cannot_show_unknown() -> str:
    """A document of no known kind."""
    return translate(
        "documents",
        "Casekeep keeps this document safe but doesn't know its kind, so it can't show it. To look"
        " at it, open it outside.",
    )


def damaged_pdf() -> str:
    """A PDF without a page that could be drawn."""
    return translate("documents", "This file is damaged, or isn't a PDF.")


def too_large_to_show(limit: str) -> str:
    """Kept, and too large for the window."""
    return translate(
        "documents", "This document is larger than {limit}, too large to be shown here."
    ).format(limit=limit)


def understood() -> str:
    """The button that takes such a sentence away."""
    return translate("documents", "OK")


_KINDS: dict[DocumentKind, Callable[[], str]] = {
    DocumentKind.PDF: lambda: translate("documents", "PDF"),
    DocumentKind.IMAGE: lambda: translate("documents", "Picture"),
    DocumentKind.TEXT: lambda: translate("documents", "Text"),
    DocumentKind.OTHER: lambda: translate("documents", "File"),
}
_REASONS: dict[RemovalReason, Callable[[], str]] = {
    RemovalReason.MISTAKE: lambda: translate("documents", "added by mistake"),
    RemovalReason.WRONG_FILE: lambda: translate("documents", "belongs to another file"),
    RemovalReason.DUPLICATE: lambda: translate("documents", "a duplicate"),
    RemovalReason.REPLACED: lambda: translate("documents", "replaced by a newer one"),
}
