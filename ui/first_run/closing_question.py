"""The question before a first run is closed that would lose a passphrase and a kit."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.tokens import M
from ui.strings import closing_question as words
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.overlay import Overlay
from ui.widgets.text import Text

_WIDTH = 460


class ClosingQuestion(Overlay):
    """Lies over the wizard's page; anything but its second button keeps going."""

    confirmed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._card = Card(words.title())
        self._keep_going = Button(words.keep_going(), "primary")
        self._keep_going.clicked.connect(self.dismiss)
        self._close = Button(words.close(), "danger")
        self._close.clicked.connect(self.confirmed)
        answers = QHBoxLayout()
        answers.setSpacing(M)
        answers.addStretch(1)
        answers.addWidget(self._close)
        answers.addWidget(self._keep_going)
        self._card.body.addWidget(Text(words.costs()))
        self._card.body.addLayout(answers)
        self.hold(self._card)

    def open(self) -> None:
        """Ask; Enter keeps going."""
        super().open()
        self._keep_going.setFocus()
        announce(self, f"{words.title()} {words.costs()}")

    def place(self, area: QRect) -> QRect:
        """The middle of the page."""
        panel = QRect(0, 0, _WIDTH, self._card.heightForWidth(_WIDTH))
        panel.moveCenter(area.center())
        return panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc keeps going."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forwards: bool) -> bool:
        """Tab goes from one answer to the other."""
        (self._close if self._keep_going.hasFocus() else self._keep_going).setFocus()
        return True
