"""What each tab of a client's file can do."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from ui.page import Page
from ui.widgets.focus import stops_in
from vault.clients import Client


class ClientTab(QWidget):
    """One tab of a client's file; it is built when it is first gone to.

    A tab follows the client that is shown, keeps what is typed in it, and shows nothing new
    while it is covered: its texts themselves are taken off by the page's curtain.
    """

    def show_client(self, client: Client) -> None:
        """Show a client's part; called again when the client's details changed."""
        raise NotImplementedError

    def arrive(self) -> None:
        """Take the keyboard where something is to be typed, for the tab was just gone to."""

    def take_keyboard(self) -> None:
        """Take the keyboard, for what had it isn't there any more: at the first field, if any."""
        stops = [one for one in stops_in(self) if one.isVisibleTo(self) and one.isEnabled()]
        fields = [one for one in stops if isinstance(one, QLineEdit)]
        for stop in (fields or stops)[:1]:
            stop.setFocus()

    def leave(self) -> None:
        """Store what stands in the fields now."""

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return []

    def mark(self) -> str:
        """Say what is open in it, as the field of a Place."""
        return ""

    def go_to_mark(self, mark: str) -> None:
        """Come back to what was open, where it is still there."""

    def cover(self) -> None:
        """Show nothing new while the page is covered."""

    def uncover(self) -> None:
        """Show what came in the meantime."""


def may_take_keyboard(form: QWidget) -> bool:
    """Say whether a form that comes back may: it is in front, and nobody types elsewhere."""
    return is_in_front(form) and not isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit)


def is_in_front(part: QWidget) -> bool:
    """Say whether no other tab and no other page stands in place of those that a part is on.

    It is in front behind the cover too, where the keyboard is for when the cover goes.
    """
    around: QWidget | None = part
    while around is not None:
        if isinstance(around, ClientTab | Page) and around.isHidden():
            return False
        around = around.parentWidget()
    return True
