"""What the unlock screen looks like; it decides nothing and keeps nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, QTimerEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL, XS, XXL, L, S
from ui.strings import unlock as words
from ui.unlock.recovery_key_field import RecoveryKeyField
from ui.widgets.button import Button
from ui.widgets.card import Rule
from ui.widgets.form import ProblemLine
from ui.widgets.mark import Mark
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text

_WIDTH = 400
_SECOND_MS = 1000
REST_MS = 60_000


class UnlockView(QWidget):
    """A passphrase or a recovery key goes in; sentences about how it went come back.

    The bytearray of `passphrase_submitted` belongs to whoever receives it, to be wiped. What is
    left half typed for a minute is forgotten.
    """

    passphrase_submitted = Signal(bytearray)
    recovery_submitted = Signal(str)
    other_vault_requested = Signal()
    typing_begun = Signal()

    def __init__(self, group_length: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group_length = group_length
        self._recovery: RecoveryKeyField | None = None
        self._busy = False
        self._wait = 0
        self._timer = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.start_anew)
        self._title = Text(words.title(), "title-large")
        self._practice = Line("", ink="ink-2")
        self._label = Line(words.passphrase(), "small-strong", "ink-2")
        self._passphrase = PassphraseField()
        self._label.setBuddy(self._passphrase)
        self._problem = ProblemLine()
        self._unlock = Button(words.unlock(), "primary", large=True)
        self._progress = ProgressLine()
        self._other_way = Button(words.use_recovery_kit(), "link-quiet", icon="key-round")
        self._other_vault = Button(words.open_another_vault(), "link-quiet")
        self._footer = Text("", "small", "ink-2")
        self._rule = Rule()
        self._lay_out()
        self._passphrase.submitted.connect(self._on_submitted)
        self._passphrase.edited.connect(self._on_edited)
        self._unlock.clicked.connect(self._on_submitted)
        self._other_way.clicked.connect(self._on_other_way)
        self._other_vault.clicked.connect(self.other_vault_requested)
        self.setFocusProxy(self._passphrase)

    def set_practice(self, text: str) -> None:
        """Whose vault this is, as the key file says it."""
        self._practice.setText(text)

    def set_footer(self, lines: Sequence[str]) -> None:
        """Why it locked, what was saved, when the last backup was verified."""
        self._footer.setText("\n".join(lines))
        self._footer.setVisible(bool(lines))
        self._rule.setVisible(bool(lines))

    def set_busy(self, busy: bool) -> None:
        """Show that the key is being derived, and take no other try meanwhile."""
        self._busy = busy
        self._rest.stop()
        if busy:
            self._show_problem("")
        elif self._recovery:
            self._rest.start()
        self._progress.setVisible(busy)
        self._refresh()

    def set_wait(self, seconds: int) -> None:
        """Take no other try for some seconds, counting them down on the button."""
        self._stop_timer()
        self._wait = max(0, seconds)
        if self._wait:
            self._timer = self.startTimer(_SECOND_MS)
        self._refresh()

    def show_problem(self, sentence: str, next_step: str = "", *, group: int = 0) -> None:
        """Say beside the field what was wrong and what to do; group is the one with the typo."""
        self._show_problem(" ".join(filter(None, (sentence, next_step))))
        if self._recovery and group:
            self._recovery.point_at(group)
        else:
            self.focus_field()

    def focus_field(self) -> None:
        """Put the cursor where the passphrase or the recovery key goes."""
        self._field().setFocus()

    def forget(self) -> None:
        """Empty every field; call it before the view is deleted."""
        self._passphrase.forget()
        if self._recovery:
            self._recovery.clear()

    def start_anew(self) -> None:
        """Forget what was typed and ask for the passphrase, all of it painted at once."""
        self._rest.stop()
        self.forget()
        self._show_problem("")
        if self._recovery:
            self._on_other_way()
        if layout := self.layout():
            layout.activate()
        self.repaint()

    def timerEvent(self, event: QTimerEvent) -> None:
        """One second less to wait."""
        if event.timerId() != self._timer:
            super().timerEvent(event)
            return
        self._wait -= 1
        if not self._wait:
            self._stop_timer()
        self._refresh()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        for widget, gap_above in (
            (Mark("archive", "accent", 40), 0),
            (self._title, L),
            (self._practice, XS),
            (self._label, XL),
            (self._passphrase, S),
            (self._problem, S),
            (self._unlock, S),
            (self._progress, S),
        ):
            self._column.addSpacing(gap_above)
            self._column.addWidget(widget)
        self._column.addSpacing(XS)
        self._column.addLayout(self._links())
        self._column.addSpacing(XXL * 2)
        self._column.addWidget(self._rule)
        self._column.addSpacing(L)
        self._column.addWidget(self._footer)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addLayout(self._column)
        middle.addStretch(1)
        page = QHBoxLayout(self)
        page.addStretch(1)
        page.addLayout(middle)
        page.addStretch(1)
        for widget in (self._title, self._footer, self._passphrase, self._problem):
            widget.setFixedWidth(_WIDTH)
        # Progress keeps its place while it is hidden, so that nothing jumps when it starts.
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self._progress.hide()
        self._problem.setContentsMargins(0, 0, 0, S)
        self.set_footer(())

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._other_way)
        row.addStretch(1)
        row.addWidget(self._other_vault)
        return row

    def _field(self) -> PassphraseField | RecoveryKeyField:
        return self._recovery or self._passphrase

    def _on_submitted(self) -> None:
        if self._busy or self._wait:
            return
        if self._recovery:
            if self._recovery.is_complete():
                self.recovery_submitted.emit(self._recovery.text())
            else:
                self.show_problem(words.groups_missing())
        elif self._passphrase.is_empty():
            self.show_problem(words.nothing_typed())
        else:
            self.passphrase_submitted.emit(self._passphrase.take())

    def _on_edited(self) -> None:
        self._rest.start()
        self.typing_begun.emit()
        self._show_problem("")

    def _on_other_way(self) -> None:
        """Change between passphrase and recovery key; what was typed is forgotten."""
        self._rest.stop()
        self._show_problem("")
        self.forget()
        if self._recovery:
            self._recovery.hide()
            self._recovery.deleteLater()
            self._recovery = None
        else:
            self._rest.start()
            self._recovery = RecoveryKeyField(self._group_length)
            self._recovery.setFixedWidth(_WIDTH)
            self._recovery.submitted.connect(self._on_submitted)
            self._recovery.edited.connect(self._on_edited)
            self._column.insertWidget(self._column.indexOf(self._passphrase), self._recovery)
            QWidget.setTabOrder(self._recovery, self._unlock)
        recovering = self._recovery is not None
        self._passphrase.setVisible(not recovering)
        self._title.setText(words.recovery_title() if recovering else words.title())
        self._label.setText(words.recovery_key() if recovering else words.passphrase())
        way_back = words.use_passphrase() if recovering else words.use_recovery_kit()
        self._other_way.set_label(way_back)
        self.setFocusProxy(self._field())
        self.focus_field()

    def _show_problem(self, sentence: str) -> None:
        self._problem.show_sentence(sentence)
        self._passphrase.set_problem("" if self._recovery else sentence)
        if self._recovery:
            self._recovery.point_at(0)

    def _refresh(self) -> None:
        waiting = self._busy or self._wait > 0
        self._field().setEnabled(not self._busy)
        self._unlock.setEnabled(not waiting)
        self._other_way.setEnabled(not self._busy)
        self._other_vault.setEnabled(not self._busy)
        if self._busy:
            self._unlock.set_label(words.unlocking())
        else:
            self._unlock.set_label(words.wait(self._wait) if self._wait else words.unlock())

    def _stop_timer(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0
