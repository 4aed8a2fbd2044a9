"""The form for a new couple, family or group."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from resources.tokens import PERSON_TONES, XL, L, M, S
from ui import names
from ui.finder import Finder
from ui.strings import errors as error_words
from ui.strings import units as words
from ui.units import days
from ui.units.view_model import PeopleViewModel, Person, UnitPlan
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.choice import RadioButton
from ui.widgets.form import FieldRow, ProblemLine
from ui.widgets.own_words import OwnField
from ui.widgets.pill import Pill
from ui.widgets.text import Line
from vault.errors import ActionableError, InvalidField, Problem
from vault.ids import ClientId
from vault.place import FormWords
from vault.units import SHARED_KINDS, UnitKind

WIDEST = 720
_KEY_WIDTH = 52
_ROLE_WIDTH = 220


class UnitForm(QWidget):
    """Emits `made` when there is the new unit, `given_up` where there is to be none.

    `edited` comes when something else stands in it.
    """

    made = Signal()
    given_up = Signal()
    edited = Signal()

    def __init__(
        self, view_model: PeopleViewModel, client_id: ClientId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vm = view_model
        self._client_id = client_id
        self._lines: list[PersonLine] = []
        self._began = ""
        self._kinds = {one: RadioButton(words.kind(one)) for one in SHARED_KINDS}
        group = QButtonGroup(self)
        for radio in self._kinds.values():
            group.addButton(radio)
            radio.toggled.connect(self._name_act)
            radio.toggled.connect(self.edited)
        self._name = OwnField()
        self._name_row = FieldRow(words.name(), self._name, words.name_hint())
        self._since = QLineEdit()
        self._since_row = FieldRow(words.since(), self._since)
        self._people = QVBoxLayout()
        self._people.setSpacing(S)
        self._finder = Finder(view_model.finder(self._taken, self), words.find_person())
        self._rather = Banner(words.rather_family(), "accent", words.make_it_family())
        self._problem = ProblemLine()
        self._cancel = Button(words.cancel())
        self._act = Button(words.make(UnitKind.COUPLE), "primary")
        for field in (self._name, self._since, self._finder.field):
            field.textChanged.connect(self.edited)
        self._finder.chosen.connect(self._add)
        self._finder.passed.connect(self._go_on)
        self._rather.step_taken.connect(self._make_family)
        self._cancel.clicked.connect(self.given_up)
        self._act.clicked.connect(self._submit)
        names.style.changed.connect(self._show_names)
        self._lay_out()

    def begin(self, first: Person, today: date) -> None:
        """Begin with one person."""
        self._began = days.shown(today)
        self._since.setText(self._began)
        self._kinds[UnitKind.COUPLE].setChecked(True)
        self._add(first)
        self.go_on()

    def bring_back(self, typed: FormWords) -> None:
        """Show again what stood in it."""
        kind, name, since, sought, *people = typed
        self._kinds[UnitKind(kind)].setChecked(True)
        self._name.setText(name)
        self._since.setText(since)
        for called, number, opens_file, role in zip(*[iter(people)] * 4, strict=True):
            client_id = ClientId(int(number)) if number else None
            self._add(Person(called, client_id, bool(opens_file), role))
        self._finder.field.setText(sought)

    @property
    def typed(self) -> FormWords:
        """What stands in it, where anything was typed or chosen."""
        if not self.holds_words:
            return ()
        people = [_spelled_out(line.person) for line in self._lines]
        fields = (self._kind, self._name.text(), self._since.text(), self._finder.field.text())
        return (*fields, *(part for parts in people for part in parts))

    def go_on(self) -> None:
        """Go to where people are added."""
        self._finder.setFocus()

    @property
    def holds_words(self) -> bool:
        """Whether anything was typed or chosen in it."""
        typed = self._name.text() or self._finder.field.text() or len(self._lines) > 1
        roles = any(line.person.role for line in self._lines)
        return bool(typed) or roles or self._since.text() != self._began

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(L)
        for radio in self._kinds.values():
            kinds.addWidget(radio)
        kinds.addStretch(1)
        pair = QHBoxLayout()
        pair.setSpacing(L)
        pair.addWidget(self._name_row, 2, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self._since_row, 1, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, XL)
        column.setSpacing(L)
        column.addWidget(Line(words.new_unit(), "section"))
        column.addLayout(kinds)
        column.addLayout(pair)
        column.addWidget(Line(words.who(), "section"))
        column.addWidget(Line(words.order_hint(), "small", "ink-2"))
        column.addLayout(self._people)
        column.addWidget(self._finder)
        column.addWidget(self._rather)
        column.addWidget(self._problem)
        column.addLayout(buttons)
        column.addStretch(1)

    @property
    def _kind(self) -> UnitKind:
        return next(kind for kind, radio in self._kinds.items() if radio.isChecked())

    def _name_act(self, on: bool) -> None:
        if on:
            self._act.set_label(words.make(self._kind))
            self._suggest_family()

    def _make_family(self) -> None:
        self._kinds[UnitKind.FAMILY].setChecked(True)
        self.go_on()

    def _suggest_family(self) -> None:
        is_more = self._kinds[UnitKind.COUPLE].isChecked() and len(self._lines) > 2
        if is_more and self._rather.isHidden():
            announce(self._rather, words.rather_family())
        self._rather.setVisible(is_more)

    def _taken(self) -> frozenset[ClientId]:
        known = (line.person.client_id for line in self._lines)
        return frozenset(one for one in known if one is not None)

    def _add(self, person: object) -> None:
        if not isinstance(person, Person):
            return
        line = PersonLine(person)
        line.removed.connect(lambda: self._take_out(line))
        line.raised.connect(lambda: self._move_up(line))
        line.edited.connect(self.edited)
        self._lines.append(line)
        self._people.addWidget(line)
        self._count()

    def _go_on(self) -> None:
        if len(self._lines) > 1:
            self._act.setFocus()

    def _show_names(self) -> None:
        for line in self._lines:
            line.show_name()

    def _take_out(self, line: "PersonLine") -> None:
        self._lines.remove(line)
        self._people.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._count()
        self._finder.setFocus()

    def _move_up(self, line: "PersonLine") -> None:
        at = self._lines.index(line)
        if at:
            self._lines.insert(at - 1, self._lines.pop(at))
            self._people.insertWidget(at - 1, line)
            self._count()

    def _count(self) -> None:
        for position, line in enumerate(self._lines, start=1):
            line.show_position(position)
        self._problem.show_sentence("")
        self._suggest_family()
        self.edited.emit()
        lines = (stop for line in self._lines for stop in line.stops)
        kinds = self._kinds.values()
        stops = (*kinds, self._name, self._since, *lines, *self._finder.stops)
        for before, after in pairwise((*stops, self._rather.stop, self._cancel, self._act)):
            QWidget.setTabOrder(before, after)

    def _submit(self) -> None:
        try:
            opened_on = days.read(self._since.text(), self._since_row)
        except ValueError:
            self._since.setFocus()
            return
        if opened_on is None:
            self._show_problem(InvalidField("opened_on", Problem.EMPTY))
            return
        people = tuple(line.person for line in self._lines)
        plan = UnitPlan(self._kind, self._name.text(), opened_on, people)
        self._vm.found(self._client_id, plan, self._on_made, self._show_problem)

    def _on_made(self) -> None:
        if isValid(self):
            self.made.emit()

    def _show_problem(self, error: ActionableError) -> None:
        if not isValid(self):
            return
        sentence, step = error_words.words_for(error)
        field = error.field if isinstance(error, InvalidField) else ""
        row = {"unit_name": self._name_row, "opened_on": self._since_row}.get(field)
        if row is not None:
            row.set_problem(sentence)
            row.setFocus()
        elif isinstance(error, InvalidField) and field == "members":
            self._problem.show_sentence(members_problem(error.problem))
            self._finder.setFocus()
        else:
            self._problem.show_sentence(f"{sentence} {step}".strip())


class PersonLine(QWidget):
    """Somebody in the form: the key of their tag, the name, the role."""

    removed = Signal()
    raised = Signal()
    edited = Signal()

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = person
        self._key = Pill("")
        self._key.setFixedWidth(_KEY_WIDTH)
        self._name = Line("", "body-medium")
        self._role = OwnField(person.role)
        self._role.setPlaceholderText(words.role_hint())
        self._role.setFixedWidth(_ROLE_WIDTH)
        self._up = IconButton("chevron-up", "")
        self._out = IconButton("x", "")
        self._role.textChanged.connect(self.edited)
        self._up.clicked.connect(self.raised)
        self._out.clicked.connect(self.removed)
        self.stops: tuple[QWidget, ...] = (self._role, self._up, self._out)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._key)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._name)
        if person.client_id is None:
            told = words.gets_file() if person.opens_file else words.no_file()
            texts.addWidget(Line(told, "small", "ink-2"))
        row.addLayout(texts, 1)
        row.addWidget(self._role)
        row.addWidget(self._up)
        row.addWidget(self._out)
        self.show_name()

    def show_name(self) -> None:
        """Show the name, or the initials."""
        called = names.shown(self._person.called)
        self._name.setText(called)
        self._role.setAccessibleName(words.role_of(called))
        self._up.setAccessibleName(words.move_up(called))
        self._out.setAccessibleName(words.take_out(called))

    @property
    def person(self) -> Person:
        """The person with the role that was typed."""
        return replace(self._person, role=self._role.text())

    def show_position(self, position: int) -> None:
        """Show which tag the person gets."""
        tone = PERSON_TONES[(position - 1) % len(PERSON_TONES)]
        self._key.show_state(words.tag_key(position) or str(position), tone)
        self._up.setEnabled(position > 1)


def _spelled_out(person: Person) -> FormWords:
    number = str(person.client_id) if person.client_id else ""
    return (person.called, number, "1" if person.opens_file else "", person.role)


def members_problem(problem: Problem) -> str:
    """Say what is wrong with who belongs to a unit."""
    sentences = {
        Problem.EMPTY: words.too_few,
        Problem.OUT_OF_RANGE: words.too_many,
        Problem.ALREADY_TAKEN: words.taken,
    }
    return sentences[problem]() if problem in sentences else error_words.problem(problem)
