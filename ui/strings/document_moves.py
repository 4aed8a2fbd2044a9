"""Words on documents that go elsewhere: to another unit of the client, or to another's file."""

from ui.strings import translate


def move_to() -> str:
    """The list of where a document can go."""
    return translate("documents", "Move to")


def elsewhere() -> str:
    """The entry for a document that is in the wrong client's file."""
    return translate("documents", "Another client's file…")


def whom_there(unit: str) -> str:
    """The question before a document goes to a unit of other people: "For Dana alone"."""
    return translate("documents", "{unit}: whom is it about there?").format(unit=unit)


def whose_file(title: str) -> str:
    """What stands above the field in which somebody is looked for."""
    return translate("documents", "Whose file does “{title}” belong in?").format(title=title)


def find_file() -> str:
    """What that field says while it is empty."""
    return translate("documents", "Type a client's name")


def question(title: str, leaves: str, goes: str) -> str:
    """What is asked before it goes."""
    return translate(
        "documents",
        "“{title}” leaves the file of {leaves} and goes to the file of {goes}. Say again"
        " there whom it is about.",
    ).format(title=title, leaves=leaves, goes=goes)


def move_it() -> str:
    """The button that does it."""
    return translate("documents", "Move it")


def moved(title: str, goes: str) -> str:
    """What is said afterwards."""
    return translate("documents", "“{title}” is in the file of {goes} now.").format(
        title=title, goes=goes
    )


def moved_back(title: str, leaves: str) -> str:
    """What is said once that is undone."""
    return translate("documents", "“{title}” is in the file of {leaves} again.").format(
        title=title, leaves=leaves
    )


def undo() -> str:
    """The button that takes it back."""
    return translate("documents", "Undo")


def cancel() -> str:
    """The button that lets the document be where it is."""
    return translate("documents", "Cancel")
