"""Words on the open vault's frame."""

from ui.strings import translate


def name() -> str:
    """The wordmark."""
    return translate("shell", "Casekeep")


def sidebar() -> str:
    """Accessible name of the sidebar."""
    return translate("shell", "Pages")


def hide() -> str:
    """The button that covers everything."""
    return translate("shell", "Hide")


def lock() -> str:
    """The button that locks the vault."""
    return translate("shell", "Lock")


def locks_in(minutes: int, seconds: int) -> str:
    """How long there is until the vault locks by itself: "Locks in 4:12 when idle"."""
    return translate("shell", "Locks in {time} when idle").format(time=f"{minutes}:{seconds:02d}")


def names_shown() -> str:
    """What stands beside the button while names are shown."""
    return translate("shell", "Names shown")


def initials_shown() -> str:
    """What stands beside the button while initials are."""
    return translate("shell", "Initials shown")


def initials_only() -> str:
    """The button and the action that show initials in place of names."""
    return translate("shell", "Initials only")


def page_blurred() -> str:
    """What stands on a page that can't be read while initials are shown."""
    return translate("shell", "Blurred while initials are shown")


def show_names() -> str:
    """The button that shows names again."""
    return translate("shell", "Show names")


def clock_set_back() -> str:
    """A warning; what is written gets its dates from that clock."""
    return translate(
        "shell",
        "This computer's clock was set back: it shows an earlier time than when this vault was used"
        " last. Check date and time before you write, sign or hand over.",
    )


def clock_read() -> str:
    """The button that puts the warning about the clock away."""
    return translate("shell", "OK")
