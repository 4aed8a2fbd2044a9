"""Words of the page that sets a new passphrase."""

from ui.strings import translate


def title() -> str:
    """Give the page's title."""
    return translate("new_passphrase", "Set a new passphrase")


def lead() -> str:
    """Say why the page is here."""
    return translate(
        "new_passphrase",
        "The recovery kit opened your records. Set a new passphrase now: the old one stops"
        " working, and the kit goes on working.",
    )


def hiding_locks() -> str:
    """Say what hiding does while no new passphrase is set."""
    return translate(
        "new_passphrase",
        "If you hide Casekeep before a new passphrase is set, it locks: your kit opens it again,"
        " and this page comes back.",
    )


def offered() -> str:
    """Head the card with the six words."""
    return translate("new_passphrase", "Six words, drawn for you")


def other_words() -> str:
    """Name the button that draws again."""
    return translate("new_passphrase", "Other words")


def new_one() -> str:
    """Label the first field."""
    return translate("new_passphrase", "New passphrase: these words, or your own")


def once_more() -> str:
    """Label the second field."""
    return translate("new_passphrase", "Once more")


def act() -> str:
    """Name the button that sets it."""
    return translate("new_passphrase", "Set the passphrase")


def later() -> str:
    """Name the link that leaves everything as it is."""
    return translate("new_passphrase", "Later")


def different() -> str:
    """Say that the two fields differ."""
    return translate("new_passphrase", "The two are not the same. Type both again.")
