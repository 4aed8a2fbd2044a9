"""Words on the window itself."""

from ui.strings import translate


def title() -> str:
    """Give the title of the window while it isn't covered; never a client's name."""
    return translate("window", "Casekeep")


def covered_title() -> str:
    """Give the title while the window is covered; it says nothing of what this program is."""
    return translate("window", "Clock")


def wrong_passphrase() -> str:
    """Say on the cover that the passphrase wasn't the right one."""
    return translate("window", "That isn't the passphrase. Try again.")
