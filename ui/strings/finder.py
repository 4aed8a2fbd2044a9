"""Words where somebody is looked for by a few letters."""

from ui.strings import translate


def found() -> str:
    """Accessible name of the list below the field."""
    return translate("finder", "Found")
