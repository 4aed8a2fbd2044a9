"""The line of a plan that says when it is looked at again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from resources.tokens import XL, L, S
from ui.notes.review_model import ReviewViewModel
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import notes as note_words
from ui.strings import reviews as words
from ui.widgets.button import Button
from ui.widgets.menus import pop_up
from ui.widgets.own_words import OwnField, OwnText
from ui.widgets.text import Text
from vault.errors import InvalidField
from vault.fields import LINE_LENGTH
from vault.ports import Clock


class ReviewLine(QWidget):
    """Shows a plan's review, and leads on: to another day, to the next plan, or to a reason."""

    def __init__(
        self, clock: Clock, view_model: ReviewViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._vm = view_model
        self._covered = False
        self._stale = False
        self._sentence = OwnText("", "small", "ink-2")
        self._next = Button(words.begin_next(), "link")
        self._day = Button(words.another_day(), "link", opens_menu=True)
        self._none = Button(words.finish(), "link")
        self._why = OwnField()
        self._why.setMaxLength(LINE_LENGTH)
        self._why.setPlaceholderText(words.why())
        self._why.setAccessibleName(words.why())
        self._done = Button(words.reviewed())
        self._cancel = Button(words.cancel(), "quiet")
        self._reason = QWidget()
        self._trouble = Text("", "small", "stop")
        self._lay_out()
        view_model.changed.connect(self._show)
        view_model.refused.connect(self._show_trouble)
        self._next.clicked.connect(view_model.begin_next)
        self._day.clicked.connect(self._open_menu)
        self._none.clicked.connect(self._ask_why)
        self._why.returnPressed.connect(self._finish)
        self._done.clicked.connect(self._finish)
        self._why.textEdited.connect(view_model.type)
        self._cancel.clicked.connect(self._give_up)

    def _lay_out(self) -> None:
        links = QHBoxLayout()
        links.setSpacing(L)
        for link in (self._next, self._day, self._none):
            links.addWidget(link)
        links.addStretch(1)
        reason = QHBoxLayout(self._reason)
        reason.setContentsMargins(0, 0, 0, 0)
        reason.setSpacing(S)
        reason.addWidget(self._why, 1)
        reason.addWidget(self._done)
        reason.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - 2, 0, XL - 2, S)
        column.setSpacing(S - 2)
        column.addWidget(self._sentence)
        column.addLayout(links)
        column.addWidget(self._reason)
        column.addWidget(self._trouble)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at."""
        return (self._next, self._day, self._none, self._why, self._done, self._cancel)

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Show what came in the meantime; a reason that is half typed stays."""
        self._covered = False
        if self._stale:
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the reason up."""
        if event.key() == Qt.Key.Key_Escape and self._reason.isVisible():
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        self._stale = self._covered
        if self._covered:
            return
        review = self._vm.review
        waits = review is not None and review.is_open
        self.setVisible(self._vm.plan is not None)
        self._sentence.setText(self._said())
        self._sentence.set_ink("stop" if self._is_overdue() else "ink-2")
        self._next.setVisible(waits and self._vm.is_signed)
        self._none.setVisible(waits and self._vm.is_signed)
        if self._why.text() != self._vm.typed:
            self._why.setText(self._vm.typed)
        focused = QApplication.focusWidget()
        was_typing = focused is not None and self._reason.isAncestorOf(focused)
        self._reason.setVisible(waits and self._vm.is_signed and bool(self._vm.typed))
        if was_typing and self._reason.isHidden():
            self._day.setFocus()
        self._trouble.hide()

    def _said(self) -> str:
        review = self._vm.review
        if review is None:
            return words.none_planned()
        if review.next_note is not None:
            return words.followed()
        if review.done_at_utc is not None:
            day = dates.dated(self._clock.local(review.done_at_utc).date())
            return words.finished(day, review.reason)
        plan = note_words.type_name(self._vm.plan) if self._vm.plan else ""
        return words.due(plan, review.due_on, self._vm.today)

    def _is_overdue(self) -> bool:
        review = self._vm.review
        return review is not None and review.is_open and review.due_on < self._vm.today

    def _ask_why(self) -> None:
        self._reason.show()
        self._why.setFocus()

    def _give_up(self) -> None:
        self._vm.type("")
        self._show()
        self._none.setFocus()

    def _finish(self) -> None:
        self._vm.finish(self._why.text())

    def _show_trouble(self, error: object) -> None:
        if self._covered:
            return
        if error is None:
            self._trouble.hide()
            return
        if isinstance(error, InvalidField):
            sentence = words.why()
        else:
            sentence, _step = error_words.words_for(error)
        self._trouble.setText(sentence)
        self._trouble.show()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for days, day in self._vm.offered:
            action = menu.addAction(words.in_days(days, dates.short_day(day, self._vm.today)))
            action.triggered.connect(lambda _checked=False, day=day: self._vm.put_due(day))
        pop_up(menu, self._day)
