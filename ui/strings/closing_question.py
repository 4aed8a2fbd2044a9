"""Words of the question before the first run is closed in the middle."""

from ui.strings import translate


def title() -> str:
    """The question."""
    return translate("closing_question", "Close before there is a vault?")


def costs() -> str:
    """What closing does then."""
    return translate(
        "closing_question",
        "The vault is made at the end of these steps. If you close now there is none: the"
        " passphrase that you chose is forgotten, and a recovery kit that you printed or saved"
        " opens nothing. Next time you begin anew.",
    )


def keep_going() -> str:
    """The answer that closes nothing."""
    return translate("closing_question", "Keep going")


def close() -> str:
    """The answer that closes."""
    return translate("closing_question", "Close")
