"""Words of the unlock screen."""

from ui.strings import plural, translate


def title() -> str:
    """The page's title."""
    return translate("unlock", "Unlock your records")


def recovery_title() -> str:
    """The page's title while the recovery key is asked for."""
    return translate("unlock", "Use your recovery kit")


def passphrase() -> str:
    """Label of the field."""
    return translate("unlock", "Passphrase")


def unlock() -> str:
    """The button."""
    return translate("unlock", "Unlock")


def unlocking() -> str:
    """The button while the key is being derived."""
    return translate("unlock", "Unlocking")


def wait(seconds: int) -> str:
    """The button while another try has to wait."""
    return plural(
        seconds,
        translate("unlock", "Try again in 1 second"),
        translate("unlock", "Try again in %n seconds", "", seconds),
    )


def use_recovery_kit() -> str:
    """The way from the passphrase to the recovery key."""
    return translate("unlock", "Use a recovery kit")


def use_passphrase() -> str:
    """The way back from the recovery key."""
    return translate("unlock", "Use your passphrase")


def open_another_vault() -> str:
    """The way to a vault elsewhere."""
    return translate("unlock", "Open another vault")


def recovery_key() -> str:
    """Label of the eight groups."""
    return translate("unlock", "Recovery key")


def recovery_group(number: int) -> str:
    """Accessible name of one group, counted from 1."""
    return translate("unlock", "Recovery key, group {number} of 8").format(number=number)


def nothing_typed() -> str:
    """The problem of an empty passphrase."""
    return translate("unlock", "Type your passphrase first.")


def groups_missing() -> str:
    """The problem of a recovery key with gaps."""
    return translate("unlock", "Some groups are not complete yet.")
