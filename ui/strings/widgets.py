"""Words on the widgets that every screen shares."""

from ui.strings import translate


def show_passphrase() -> str:
    """Name of the eye beside a passphrase that is dots."""
    return translate("widgets", "Show passphrase")


def hide_passphrase() -> str:
    """Name of the eye beside a passphrase that can be read."""
    return translate("widgets", "Hide passphrase")


def passphrase() -> str:
    """Label of a passphrase field."""
    return translate("widgets", "Passphrase")


def caps_lock_on() -> str:
    """Line under a passphrase field."""
    return translate("widgets", "Caps Lock is on")


def working() -> str:
    """Name of a progress line."""
    return translate("widgets", "Working")


def with_count(label: str, count: int) -> str:
    """Accessible name of a sidebar entry that carries a number."""
    return translate("widgets", "{label}, {count} waiting").format(label=label, count=count)
