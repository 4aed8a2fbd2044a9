"""The line on a cover through which one comes back."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.tokens import S
from ui.strings import cover as words
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_line import ProgressLine
from ui.widgets.secret_line import GROUNDS, Ground
from ui.widgets.text import Line

_WIDTH = 400


class ReturnLine(QWidget):
    """A passphrase field for a dark cover; made when it is asked for, deleted with it."""

    submitted = Signal(bytearray)
    grown = Signal()

    def __init__(self, ground: Ground, parent: QWidget) -> None:
        super().__init__(parent)
        inks = GROUNDS[ground]
        self._busy = False
        self._field = PassphraseField(words.passphrase(), ground)
        self._error = Line("", "small", inks.stop)
        self._error.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._progress = ProgressLine(ink=inks.quiet, track=inks.track)
        for still in (self._error, self._progress):
            policy = still.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            still.setSizePolicy(policy)
            still.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._error)
        column.addWidget(self._field)
        column.addWidget(self._progress)
        self.setFixedWidth(_WIDTH)
        self.setFocusProxy(self._field)
        self._field.submitted.connect(self._on_submitted)
        self._field.edited.connect(self._on_edited)

    def event(self, event: QEvent) -> bool:
        """Tell the cover when a line has come or gone, for no layout holds this widget."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return handled

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab goes round between the field and its eye, in both directions."""
        del next_one
        self._field.turn_focus()
        return True

    def show_error(self, sentence: str) -> None:
        """Say above the field why it did not open."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._field.set_problem(sentence)

    def set_busy(self, *, busy: bool) -> None:
        """Take no other passphrase while one is being checked."""
        self._busy = busy
        self._progress.setVisible(busy)
        self._field.setEnabled(not busy)
        if not busy:
            self._field.setFocus()

    def take_key(self, event: QKeyEvent) -> None:
        """Type a key that came before the field was there."""
        QCoreApplication.sendEvent(self._field.line, event)

    def forget(self) -> None:
        """Empty the field."""
        self._field.forget()

    def _on_submitted(self) -> None:
        if not self._busy and not self._field.is_empty():
            self.submitted.emit(self._field.take())

    def _on_edited(self) -> None:
        if not self._error.isHidden():
            self.show_error("")
