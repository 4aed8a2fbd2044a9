"""The field for a passphrase: made for one unlock, emptied by `take`, deleted afterwards."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.tokens import XS, S
from ui.strings import widgets as words
from ui.theme.fonts import metrics
from ui.widgets.announce import announce
from ui.widgets.button import IconButton
from ui.widgets.form import mark_problem
from ui.widgets.secret_line import GROUNDS, Ground, SecretLine
from ui.widgets.text import Line

_EYE = 32


class PassphraseField(QWidget):
    """A line of dots, an eye that shows them, and a line that says when Caps Lock is on."""

    submitted = Signal()
    edited = Signal()

    def __init__(
        self, label: str = "", ground: Ground = "sheet", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        inks = GROUNDS[ground]
        self.line = SecretLine(ground)
        self.line.setAccessibleName(label or words.passphrase())
        self.line.setMinimumHeight(metrics("body").height() + 28)
        self._eye = IconButton("eye", words.show_passphrase(), self.line, ink=inks.quiet)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._caps_lock = Line(words.caps_lock_on(), "small", inks.warn, icon="arrow-big-up")
        self._caps_lock.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.line)
        column.addWidget(self._caps_lock)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.submitted)
        self.line.textEdited.connect(self._on_edited)
        self.line.caps_lock_changed.connect(self._on_caps_lock)
        self._eye.clicked.connect(self._on_eye)

    def take(self) -> bytearray:
        """What was typed, NFC in UTF-8, for the caller to wipe; the field is empty afterwards."""
        typed = self.line.take()
        self._show(shown=False)
        return typed

    def forget(self) -> None:
        """Empty the field without handing anything over."""
        self.line.forget()
        self._show(shown=False)

    def is_empty(self) -> bool:
        """Whether nothing has been typed."""
        return not self.line.text()

    def turn_focus(self) -> None:
        """Go from the line to its eye or back."""
        (self._eye if self.line.hasFocus() else self.line).setFocus()

    def set_problem(self, sentence: str) -> None:
        """Mark the field as the one to mend; an empty sentence takes the mark away."""
        mark_problem(self.line, present=bool(sentence))
        self.line.setAccessibleDescription(sentence)
        announce(self.line, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the eye at the trailing end of the line."""
        if watched is self.line and event.type() in {
            QEvent.Type.Resize,
            QEvent.Type.LayoutDirectionChange,
        }:
            self._place_eye()
        return super().eventFilter(watched, event)

    def _place_eye(self) -> None:
        top = (self.line.height() - _EYE) // 2
        rightmost = self.line.width() - _EYE - XS
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            self.line.setTextMargins(0, 0, _EYE, 0)
            self._eye.setGeometry(rightmost, top, _EYE, _EYE)
        else:
            self.line.setTextMargins(_EYE, 0, 0, 0)
            self._eye.setGeometry(XS, top, _EYE, _EYE)

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_eye(self) -> None:
        self._show(shown=not self.line.shown)
        self.line.setFocus()

    def _show(self, *, shown: bool) -> None:
        self.line.show_text(shown=shown)
        if shown:
            self._eye.set_icon("eye-off", words.hide_passphrase())
        else:
            self._eye.set_icon("eye", words.show_passphrase())

    def _on_caps_lock(self, on: bool) -> None:
        self._caps_lock.setVisible(on)
        if on:
            announce(self.line, words.caps_lock_on())
