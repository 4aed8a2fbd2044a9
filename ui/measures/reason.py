"""A question for a reason, below the result that it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.tokens import S
from ui.strings import measures as words
from ui.unfinished import Unfinished
from ui.widgets.button import Button, Kind
from ui.widgets.form import FieldRow
from ui.widgets.own_words import OwnField
from vault.place import FormWords


class ReasonRow(QWidget):
    """A field with what to do beside it; hidden while nothing is asked.

    `given` carries the reason as it was typed; `closed` comes when the question is taken back,
    and says whether the focus was here. A reason that isn't given yet waits for its result.
    """

    given = Signal(str)
    closed = Signal(bool)

    def __init__(
        self,
        hint: str,
        step: str,
        kind: Kind,
        unfinished: Unfinished,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._unfinished = unfinished
        self._about: int | None = None
        self._is_given = False
        self._field = OwnField()
        self._why = FieldRow(words.reason(), self._field, hint)
        do, never = Button(step, kind), Button(words.cancel(), "quiet")
        do.clicked.connect(self._on_done)
        never.clicked.connect(self.close_question)
        if kind != "danger":
            self._field.returnPressed.connect(self._on_done)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._why, 1)
        for button in (never, do):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        self._field.textChanged.connect(unfinished.touch)
        unfinished.follow(self._half_typed)

    def show_about(self, about: int | None) -> None:
        """Go over to another result, or to none; a reason that was half typed waits there."""
        if about != self._about:
            if self._about is not None:
                self._unfinished.put_aside(self._about, self._half_typed().get(self._about, ()))
            self.close_question()
            self._about = about
        self.bring_back()

    def bring_back(self) -> None:
        """Ask again where a reason for this result waits."""
        typed = self._unfinished.take(self._about) if self._about is not None else ()
        for reason in typed:
            self._show(reason)

    def ask(self) -> None:
        """Ask, with an empty field."""
        self._show("")
        self._why.setFocus()

    def close_question(self) -> None:
        """Take the question back."""
        if not self.isHidden():
            had_focus = self.isAncestorOf(self.window().focusWidget())
            self.hide()
            self._unfinished.touch()
            self.closed.emit(had_focus)

    def finish(self) -> None:
        """Close the question where its answer was given."""
        if self._is_given:
            self.close_question()

    def refuse(self, sentence: str) -> None:
        """Say what keeps it from being done."""
        self._is_given = False
        self._why.set_problem(sentence)

    def _show(self, reason: str) -> None:
        self._is_given = False
        self._field.setText(reason)
        self._why.set_problem("")
        self.show()

    def _half_typed(self) -> dict[int, FormWords]:
        reason = "" if self.isHidden() else self._field.text()
        return {self._about: (reason,)} if reason and self._about is not None else {}

    def _on_done(self) -> None:
        self._is_given = True
        self.given.emit(self._field.text())
