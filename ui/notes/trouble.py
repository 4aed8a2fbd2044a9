"""What is said above a note where its words couldn't be stored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from resources.tokens import XL, S
from ui.strings import errors as error_words
from ui.strings import notes as words
from ui.widgets.banner import Banner
from vault.errors import ChangedElsewhere


class TroubleLine(QWidget):
    """Says what keeps words from being stored; `step_taken` asks to keep both of two texts.

    `focus_lost` comes when it goes away with the focus in it.
    """

    step_taken = Signal()
    focus_lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: object = None
        self._banner = Banner()
        self._banner.step_taken.connect(self.step_taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - 2, S, XL - 2, S)
        column.addWidget(self._banner)
        self.hide()

    def show_error(self, error: object) -> None:
        """Say an error; None takes away what was said."""
        self._error = error
        if error is None:
            self._go()
        elif isinstance(error, ChangedElsewhere):
            self._banner.show_message(words.clash(), "warn", words.keep_both())
            self.show()
        else:
            sentence, _step = error_words.words_for(error)
            self._banner.show_message(words.not_saved(sentence), "stop")
            self.show()

    def show_again(self) -> None:
        """Say it anew, since what hid the page brought back what it had taken off the screen."""
        self.show_error(self._error)

    def _go(self) -> None:
        focused = QApplication.focusWidget()
        stood_here = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if stood_here:
            self.focus_lost.emit()
