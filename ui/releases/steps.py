"""The first two steps of the desk: who asks, and on what ground the file leaves."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from resources import reference
from resources.tokens import S
from ui.releases.desk import DeskViewModel
from ui.releases.record_list import rule_words
from ui.strings import releases as words
from ui.widgets.card import Card
from ui.widgets.choice import RadioButton
from ui.widgets.focus import hand_focus_on
from ui.widgets.text import Text
from vault.release_gate import Reason
from vault.releases import OWN_FILE
from vault.requests import IdentityCheck


class IdentityChoice(QWidget):
    """How the counselor made sure who asks, one of several; `chosen` comes from the person."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.who_asks())
        self._group = QButtonGroup(self)
        self._buttons = {check: RadioButton(words.identity(check)) for check in IdentityCheck}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S - 2)
        for check, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, check=check: self.chosen.emit(check))
            column.addWidget(button)
        self.choose(IdentityCheck.NOT_YET)

    @property
    def choice(self) -> IdentityCheck:
        """What is chosen."""
        return next(check for check, button in self._buttons.items() if button.isChecked())

    def choose(self, check: IdentityCheck) -> None:
        """Show a choice."""
        self._buttons[check].setChecked(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to what is chosen."""
        super().focusInEvent(event)
        self._buttons[self.choice].setFocus(event.reason())


class WhoStep(QWidget):
    """The first step."""

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.choice = IdentityChoice()
        self.choice.chosen.connect(desk.check_identity)
        hand_focus_on(self, self.choice)
        card = Card(words.who_asks())
        card.body.addWidget(self.choice)
        card.body.addWidget(Text(rule_words(Reason.IDENTITY_NOT_CHECKED), "small", "ink-2"))
        _fill(self, card)
        desk.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        desk = self._desk.desk
        self.choice.choose(desk.request.identity if desk else IdentityCheck.NOT_YET)


class AuthorityStep(QWidget):
    """The second step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rule = reference.ground(OWN_FILE).rule
        card = Card(words.authority())
        card.body.addWidget(Text(rule.paraphrase))
        source = words.rule(f"{rule.section}.", rule.source, rule.checked_on)
        card.body.addWidget(Text(source, "small", "ink-2"))
        _fill(self, card)


def _fill(page: QWidget, card: Card) -> None:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
