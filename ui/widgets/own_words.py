"""Labels and fields that hold what somebody wrote, where names give way to initials."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from resources.tokens import TextRole, Token
from ui import names
from ui.widgets.banner import Banner, BannerTone
from ui.widgets.text import Line, Text

if TYPE_CHECKING:
    _Label = QLabel
else:
    # With two bases of Qt's own a widget would be two, which paint one over the other.
    _Label = object


class _OwnWords(_Label):
    def __init__(self, words: str = "", role: TextRole = "body", ink: Token = "ink") -> None:
        # What comes next is a label of the house, which takes all three.
        super().__init__(words, role, ink)  # type: ignore[call-overload]
        names.style.changed.connect(self._show)

    @property
    def words(self) -> str:
        """What was written."""
        return self._words

    def setText(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self._show()

    def _show(self) -> None:
        super().setText(names.veiled(self._words))


class OwnText(_OwnWords, Text):
    """Running text of somebody's own."""


class OwnLine(_OwnWords, Line):
    """One line of somebody's own, which gives way as `Line` does."""


class OwnBanner(Banner):
    """A banner whose sentence names somebody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        names.style.changed.connect(self._on_names)

    @property
    def words(self) -> str:
        """What it says, with its names."""
        return self._said[0]

    def show_message(self, sentence: str, tone: BannerTone, step: str = "") -> None:
        """Change what it says, and tell a screen reader that it does."""
        self._said = (sentence, tone, step)
        super().show_message(names.veiled(sentence), tone, step)

    def _on_names(self) -> None:
        if self.accessibleName():
            self.show_message(*self._said)


_GONE_THERE = {
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
}


class OwnField(QLineEdit):
    """Takes what may be a name; dots stand in for it while initials do, until one goes to it.

    A page that merely brings the focus along as it opens shows nothing yet; a key does then.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._is_aside = False
        self._is_wanted = False
        names.style.changed.connect(self._on_names)
        self._show()

    def clear_texts(self) -> None:
        """Show nothing to anybody; cursor and undo steps stay, unlike with another text."""
        self._is_aside = True
        self._show()

    def restore_texts(self) -> None:
        """Show again what stands in it."""
        self._is_aside = False
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let it be read by whoever goes there."""
        super().focusInEvent(event)
        self._want(wanted=event.reason() in _GONE_THERE)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it from whoever looks on."""
        super().focusOutEvent(event)
        self._want(wanted=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let it be read while it is typed."""
        self._want(wanted=True)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let it be read where it has the focus and is clicked."""
        self._want(wanted=True)
        super().mousePressEvent(event)

    def _on_names(self) -> None:
        self._want(wanted=False)

    def _want(self, *, wanted: bool) -> None:
        self._is_wanted = wanted
        self._show()

    def _show(self) -> None:
        mode = QLineEdit.EchoMode.Normal
        if self._is_aside:
            mode = QLineEdit.EchoMode.NoEcho
        elif names.style.initials_only and not self._is_wanted:
            mode = QLineEdit.EchoMode.Password
        if mode != self.echoMode():
            self.setEchoMode(mode)
