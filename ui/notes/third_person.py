"""The small field that asks for the name of somebody outside the unit."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from ui import names
from ui.strings import editor as words
from ui.widgets.own_words import OwnField
from vault.fields import NAME_LENGTH

_WIDTH = 220


class ThirdPersonField(OwnField):
    """Stands where a paragraph's pill is; Enter or leaving it keeps the name, Esc doesn't.

    `named` comes with a name that isn't blank, `ended` before the field goes.
    """

    named = Signal(str)
    ended = Signal()

    def __init__(self, name: str, known: list[str], pill: QRect, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._over = False
        self._host = parent
        self.setMaxLength(NAME_LENGTH)
        self.setAccessibleName(words.who_is_it())
        self.setPlaceholderText(words.who_is_it())
        # Where initials stand for names, no name that nobody typed is to appear.
        completer = QCompleter([] if names.style.initials_only else known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.setCompleter(completer)
        tall = self.sizeHint().height()
        top = max(0, min(pill.center().y() - tall // 2, parent.height() - tall))
        self.setGeometry(0, top, _WIDTH, tall)
        self.selectAll()

    def keep(self) -> None:
        """Take the name as it stands, and go."""
        name = " ".join(self.text().split())
        if name and not self._over:
            self.named.emit(name)
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Enter or Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.keep()
            self._host.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self._end()
            self._host.setFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed, unless only the window lost the focus."""
        super().focusOutEvent(event)
        if event.reason() not in {
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        }:
            self.keep()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self.ended.emit()
            self.hide()
            self.deleteLater()
