"""Words on the preview of a document."""

from ui.strings import translate


def title() -> str:
    """Title of the preview."""
    return translate("preview", "Preview")


def page_of(page: int, count: int) -> str:
    """Where the preview is."""
    return translate("preview", "Page {page} of {count}").format(page=page, count=count)


def previous_page() -> str:
    """Name of a button."""
    return translate("preview", "Previous page")


def next_page() -> str:
    """Name of a button."""
    return translate("preview", "Next page")


def larger() -> str:
    """Name of the button that gives the preview the whole width."""
    return translate("preview", "Read it larger")


def smaller() -> str:
    """Name of the same button afterwards."""
    return translate("preview", "Beside the records again")


def no_preview() -> str:
    """What the preview says while nothing can go."""
    return translate("preview", "The file appears here as soon as something may go into it.")


def setting() -> str:
    """What the preview says while the document is made."""
    return translate("preview", "Setting the pages…")


def stop() -> str:
    """The button beside it."""
    return translate("preview", "Stop")


def stopped() -> str:
    """What the preview says afterwards."""
    return translate("preview", "The preview isn't up to date.")


def make_again() -> str:
    """The button beside it."""
    return translate("preview", "Make it now")
