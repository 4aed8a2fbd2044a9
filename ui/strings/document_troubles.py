"""Words on documents that can't be added or shown, each with a next step."""

from collections.abc import Callable

from ui.strings import documents as document_words
from ui.strings import plural, translate
from vault import errors


def trouble(error: object) -> str:
    """What went wrong with a document, in a sentence or two; empty for what isn't a document's."""
    if isinstance(error, errors.ContentUnreadable) and error.locked:
        return translate(
            "documents",
            "This PDF asks for a password of its own. Casekeep can't show it; open it outside.",
        )
    if isinstance(error, errors.DocumentTooLarge):
        return translate(
            "documents",
            "It is larger than {limit}, the most that a document can have. Add it in parts, or a"
            " smaller copy of it.",
        ).format(limit=document_words.size(error.most_bytes))
    if isinstance(error, errors.SourceUnreadable):
        return _SOURCES[error.trouble]()
    for kind, words in _TROUBLES.items():
        if isinstance(error, kind):
            return words()
    return ""


def not_added(name: str, why: str) -> str:
    """Why something wasn't added."""
    return translate("documents", "{name} wasn't added. {why}").format(name=name, why=why)


def more_troubles(count: int) -> str:
    """How many more sentences there would be."""
    return plural(
        count,
        translate("documents", "And 1 more wasn't added."),
        translate("documents", "And %n more weren't added.", "", count).replace("%n", str(count)),
    )


def there_already(called: list[str]) -> str:
    """What was to be added has the same content as a document that is there."""
    if len(called) == 1:
        return translate(
            "documents", "{name} is in this record already, so it wasn't added again."
        ).format(name=called[0] or document_words.pasted())
    return translate(
        "documents", "%n of these are in this record already, so they weren't added again."
    ).replace("%n", str(len(called)))


def add_again(count: int) -> str:
    """The button that adds one or several of them all the same."""
    one, several = translate("documents", "Add it again"), translate("documents", "Add them again")
    return plural(count, one, several)


_TROUBLES: dict[type[errors.CasekeepError], Callable[[], str]] = {
    errors.DocumentEmpty: lambda: translate(
        "documents",
        "It is empty: there is nothing in it to keep. Check the file, and save it anew.",
    ),
    errors.ContentDamaged: lambda: translate(
        "documents",
        "This document's stored copy is damaged or missing, so nothing of it is shown. Restore the"
        " vault's folder “blobs” from a backup.",
    ),
    errors.ContentGivenUp: lambda: translate(
        "documents",
        "Reading this document takes more time or memory than it may, which can mean that it was"
        " made to do harm. It is kept as it came. Open it outside only if you know who made it.",
    ),
    errors.ContentUnreadable: lambda: translate(
        "documents",
        "This document can't be shown: it is broken, or made in a way that Casekeep doesn't know."
        " It is kept as it came.",
    ),
}
_SOURCES: dict[errors.SourceTrouble, Callable[[], str]] = {
    errors.SourceTrouble.GONE: lambda: translate(
        "documents", "It isn't there any more. Look where it was moved to, and add it from there."
    ),
    errors.SourceTrouble.FOLDER: lambda: translate(
        "documents", "It is a folder. Open it, and add the files in it."
    ),
    errors.SourceTrouble.NOT_ALLOWED: lambda: translate(
        "documents", "This computer doesn't let you read it. Ask whoever owns the file for a copy."
    ),
    errors.SourceTrouble.CHANGED: lambda: translate(
        "documents",
        "It changed while it was read. Wait until it is saved or copied completely, then add it"
        " again.",
    ),
    errors.SourceTrouble.OURS: lambda: translate(
        "documents", "It is one of the vault's own files, which are safe where they are."
    ),
    errors.SourceTrouble.OTHER: lambda: translate(
        "documents", "It isn't a file that can be read. Copy it to another folder, then try again."
    ),
}
