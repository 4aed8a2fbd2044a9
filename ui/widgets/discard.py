"""Taking a part off a page for good."""

from PySide6.QtWidgets import QWidget


def discard(part: QWidget) -> None:
    """Take a part away at once, also for a screen reader.

    Hidden first: one that was laid out in this same turn of the loop would else be shown by Qt
    after its page had let it go, as a window of its own.
    """
    part.hide()
    part.setParent(None)
    part.deleteLater()
