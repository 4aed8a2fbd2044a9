"""A new request: when it came, how, and how the counselor knows who asks."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources import reference
from resources.tokens import XL, L, M
from ui import names
from ui.clients import birth_date as typed_day
from ui.releases.record_list import rule_words
from ui.releases.steps import IdentityChoice
from ui.releases.view_model import ReleasesViewModel
from ui.strings import dates
from ui.strings import releases as words
from ui.strings import requests as request_words
from ui.strings.errors import problem, words_for
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import ComboBox
from ui.widgets.form import FieldRow, Form
from ui.widgets.text import Line, Text
from vault.clients import Client, age_in_years, under_eighteen
from vault.errors import Problem
from vault.place import FormWords
from vault.release_gate import Reason
from vault.requests import AskedHow, IdentityCheck, RequestKind

_WIDTH = 560


class RequestView(QWidget):
    """Shows the form; what is typed in it stays until it is sent or left."""

    def __init__(self, model: ReleasesViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._title = Line("", "title")
        self._banner = Banner()
        self._banner.step_taken.connect(self._on_step)
        self._minor = Banner()
        self._before: FormWords = ()
        self._day = QLineEdit()
        self._how = ComboBox(words.how_asked())
        for how in AskedHow:
            self._how.addItem(words.asked_how(how), how)
        self._identity = IdentityChoice()
        self._due = Text("", "small", "ink-2")
        form = Form()
        self._day_row = FieldRow(words.received_on(), self._day)
        form.add_pair(self._day_row, FieldRow(words.how_asked(), self._how))
        form.add(words.who_asks(), self._identity)
        card = Card(words.new_request())
        card.setMaximumWidth(_WIDTH)
        card.body.addWidget(form)
        card.body.addWidget(self._due)
        card.body.addLayout(self._make_foot())
        column = QVBoxLayout(self)
        column.setContentsMargins(XL + 2, L, XL + 2, XL)
        column.setSpacing(L)
        column.addWidget(self._title)
        column.addWidget(self._banner)
        column.addWidget(self._minor)
        column.addWidget(card)
        column.addStretch(1)
        self._day.textChanged.connect(self._render_due)
        model.requests.follow(self._half_typed)
        self._day.textChanged.connect(model.requests.touch)
        self._how.activated.connect(model.requests.touch)
        self._identity.chosen.connect(model.requests.touch)
        model.client_changed.connect(self._render)
        names.style.changed.connect(self._render)
        model.trouble.connect(self._on_trouble)
        self._banner.hide()

    def start(self) -> None:
        """Begin with a form of today, or go on with the one that was half typed."""
        self._before = (dates.dated(self._model.today), next(iter(AskedHow)), IdentityCheck.NOT_YET)
        asking = self._model.asking
        typed = self._model.requests.take(asking) if asking is not None else ()
        day, how, identity = typed or self._before
        self._day.setText(day)
        self._how.setCurrentIndex(self._how.findData(AskedHow(how)))
        self._identity.choose(IdentityCheck(identity))
        self._day_row.set_problem("")
        self._banner.hide()
        self._render()
        self._day.setFocus()
        self._day.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._model.go_to_release(None)
            return
        super().keyPressEvent(event)

    def _half_typed(self) -> dict[int, FormWords]:
        asking = self._model.asking
        typed = (self._day.text(), self._how.currentData(), self._identity.choice)
        return {asking: typed} if asking is not None and typed != self._before else {}

    def _make_foot(self) -> QHBoxLayout:
        cancel = Button(words.cancel())
        cancel.clicked.connect(lambda: self._model.go_to_release(None))
        self._begin = Button(words.put_on_desk(), "primary")
        self._begin.clicked.connect(self._on_begin)
        foot = QHBoxLayout()
        foot.setSpacing(M - 2)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self._begin)
        return foot

    def _render(self) -> None:
        client = self._model.client
        self._begin.setEnabled(client is not None)
        self._render_minor(client)
        if client is None:
            self._title.setText("")
            return
        self._title.setText(request_words.asked(RequestKind.ACCESS, names.shown(client.called)))
        waiting = self._model.waiting
        self._banner.setVisible(waiting is not None)
        if waiting is not None:
            day = dates.short_day(waiting.request.received_on, self._model.today)
            self._banner.show_message(words.already_waiting(day), "warn", words.go_there())

    def _render_minor(self, client: Client | None) -> None:
        said = _of_a_minor(client, self._model.today) if client is not None else ""
        self._minor.show_message(said, "warn")
        self._minor.setVisible(bool(said))

    def _render_due(self) -> None:
        self._day_row.set_problem("")
        clock = reference.clock_for(RequestKind.ACCESS)
        try:
            received = typed_day.read(self._day.text())
        except ValueError:
            received = None
        due = self._model.due_on(received) if received is not None else None
        self._due.setText(words.due_by(due, clock.rule.section) if due and clock else "")

    def _on_step(self) -> None:
        waiting = self._model.waiting
        if waiting is not None:
            self._model.go_to_release(waiting.release_id)

    def _on_begin(self) -> None:
        try:
            received = typed_day.read(self._day.text())
        except typed_day.NotADayError as error:
            self._day_row.set_problem(problem(error.problem))
            return
        if received is None or received > self._model.today:
            what = Problem.EMPTY if received is None else Problem.IN_THE_FUTURE
            self._day_row.set_problem(problem(what))
            return
        self._model.begin(received, AskedHow(self._how.currentData()), self._identity.choice)

    def _on_trouble(self, error: object) -> None:
        if error is not None and self.isVisible():
            self._banner.show_message(" ".join(words_for(error)).strip(), "stop")
            self._banner.show()


def _of_a_minor(client: Client, today: date) -> str:
    """Say before anything is filled in what the gate will refuse; empty for an adult."""
    born, flags = client.details.birth_date, client.details.flags
    if not under_eighteen(born, flags, today):
        return ""
    age = None if flags.minor or born is None else age_in_years(born, today)
    who = words.minor(names.shown(client.called), age)
    return f"{who} {words.minor_next()} {rule_words(Reason.MINOR)}"
