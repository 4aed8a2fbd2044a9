"""A unit as a card: who belongs to it, and what can be done with it."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources.tokens import PERSON_TONES, L, M, S
from ui import names
from ui.finder import Finder, FinderViewModel
from ui.strings import errors as error_words
from ui.strings import units as words
from ui.units import days
from ui.widgets.button import Button
from ui.widgets.card import Card, Rule
from ui.widgets.form import FieldRow
from ui.widgets.pill import Pill
from ui.widgets.text import Line
from vault.errors import ActionableError, InvalidField
from vault.ids import ClientId
from vault.units import Member, Unit

_PILL_WIDTH = 112
_KEY_WIDTH = 40


class Actions(Protocol):
    """What a card asks of its view model."""

    def change_member(
        self,
        unit: Unit,
        member: Member,
        role: str,
        joined_on: date | None,
        left_on: date | None,
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Keep a member's role and days."""

    def bring_back(self, unit: Unit, member: Member) -> None:
        """Note that somebody who left comes again."""

    def rename(self, unit: Unit, name: str, refused: Callable[[ActionableError], object]) -> None:
        """Give a unit another name."""

    def close(self, unit: Unit) -> None:
        """Note that a unit isn't seen together any more."""

    def reopen(self, unit: Unit) -> None:
        """Note that a closed unit is seen together again."""


class UnitCard(Card):
    """Shows one unit; `file_asked` carries the number of a client whose file is wanted."""

    file_asked = Signal(object)
    person_found = Signal(object)

    def __init__(
        self,
        unit: Unit,
        own: ClientId,
        today: date,
        actions: Actions,
        finder: Callable[["UnitCard"], FinderViewModel],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.unit_title(unit), words.unit_line(unit, today), parent, flush=True)
        self.unit = unit
        self._today = today
        self._actions = actions
        self._make_finder = finder
        self._finder: Finder | None = None
        self._editing: QWidget | None = None
        self.setAccessibleDescription(words.unit_line(unit, today))
        tags = names.tags(unit)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.stops: list[QWidget] = []
        for member in unit.members:
            row = MemberRow(member, tags[member.id], own, today, shared=unit.is_shared)
            row.edit_asked.connect(self._edit)
            row.back_asked.connect(lambda _member, one=member: actions.bring_back(unit, one))
            row.file_asked.connect(self.file_asked)
            self._rows.addWidget(row)
            self.stops += row.stops
        self._below = QVBoxLayout()
        self._below.setContentsMargins(L, 0, L, 0)
        self.body.addLayout(self._below)
        if unit.is_shared:
            self._add_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts an open field away."""
        if event.key() == Qt.Key.Key_Escape and self._editing is not None:
            self._put_away()
            self.stops[0].setFocus()
        else:
            super().keyPressEvent(event)

    def _add_buttons(self) -> None:
        unit, title = self.unit, words.unit_title(self.unit)
        row = QHBoxLayout()
        row.setContentsMargins(L, M, L, M)
        row.setSpacing(L)
        acts: list[tuple[str, str, Callable[[], object]]] = []
        if unit.closed_on is None:
            acts.append((words.add_person(), "user-plus", self._find))
        acts.append((words.rename(), "pencil", self._rename))
        if unit.closed_on is None:
            acts.append((words.close(), "archive", lambda: self._actions.close(unit)))
        else:
            acts.append((words.reopen(), "rotate-ccw", lambda: self._actions.reopen(unit)))
        for label, icon, act in acts:
            button = Button(label, "link", icon=icon)
            button.setAccessibleName(words.of_unit(label, title))
            button.clicked.connect(act)
            row.addWidget(button)
            self.stops.append(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def _find(self) -> None:
        self._put_away()
        finder = Finder(self._make_finder(self), words.find_person())
        finder.chosen.connect(self.person_found)
        self._open(finder)

    def _rename(self) -> None:
        form = SmallForm()
        form.add(FieldRow(words.name(), QLineEdit(self.unit.name), words.name_hint()), 1)

        def submit() -> None:
            name = form.text(0)
            if name.strip() == self.unit.name:
                self._put_away()
            else:
                self._actions.rename(
                    self.unit, name, lambda error: form.refuse(error, ["unit_name"])
                )

        self._open_form(form, submit)

    def _edit(self, member: Member, leaves: bool) -> None:
        form = SmallForm()
        role = QLineEdit(member.role)
        role.setPlaceholderText(words.role_hint())
        form.add(FieldRow(words.role(), role), 2)
        form.add(FieldRow(words.since(), QLineEdit(days.shown(member.joined_on))), 1)
        left_on = self._today if leaves else member.left_on
        form.add(FieldRow(words.left_on(), QLineEdit(days.shown(left_on)), words.left_on_hint()), 1)
        fields = ["role", "joined_on", "left_on"]

        def submit() -> None:
            try:
                joined, left = (days.read(form.text(at), form.rows[at]) for at in (1, 2))
            except ValueError:
                return
            self._actions.change_member(
                self.unit,
                member,
                form.text(0),
                joined,
                left,
                lambda error: form.refuse(error, fields),
            )

        self._open_form(form, submit)
        form.rows[2 if leaves else 0].setFocus()

    def _open_form(self, form: "SmallForm", submit: Callable[[], object]) -> None:
        self._put_away()
        form.submitted.connect(submit)
        form.cancelled.connect(self._put_away)
        self._open(form)

    def _open(self, part: QWidget) -> None:
        self._editing = part
        self._below.setContentsMargins(L, M, L, 0)
        self._below.addWidget(part)
        part.setFocus()

    def _put_away(self) -> None:
        part, self._editing = self._editing, None
        if part is not None:
            self._below.removeWidget(part)
            self._below.setContentsMargins(L, 0, L, 0)
            part.hide()
            part.deleteLater()


class MemberRow(QWidget):
    """One member: the tag as notes show it, the name, and what is known."""

    edit_asked = Signal(object, bool)
    back_asked = Signal(object)
    file_asked = Signal(object)

    def __init__(
        self,
        member: Member,
        tag: str,
        own: ClientId,
        today: date,
        *,
        shared: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        called, line = names.shown(member.called), words.member_line(member, today)
        key = words.tag_key(member.position) if shared else ""
        self.setAccessibleName(words.member_for_reader(called, line, key))
        tone = PERSON_TONES[(member.position - 1) % len(PERSON_TONES)]
        place = QWidget()
        place.setFixedWidth(_PILL_WIDTH)
        pills = QHBoxLayout(place)
        pills.setContentsMargins(0, 0, 0, 0)
        pills.addWidget(Pill(tag, tone if member.left_on is None else "neutral"))
        pills.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(Line(called, "body-medium"))
        if line:
            texts.addWidget(Line(line, "small", "ink-2"))
        row = QHBoxLayout()
        row.setContentsMargins(L, S + 1, L, S + 1)
        row.setSpacing(M)
        row.addWidget(place)
        row.addLayout(texts, 1)
        keys = Line(key, "small", "ink-2")
        keys.setFixedWidth(_KEY_WIDTH)
        row.addWidget(keys)
        self.stops: list[QWidget] = []
        for button in self._buttons(member, called, own, shared=shared):
            row.addWidget(button)
            self.stops.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule())

    def _buttons(self, member: Member, called: str, own: ClientId, *, shared: bool) -> list[Button]:
        found = []
        if member.client_id not in {None, own}:
            button = Button(words.open_file(), "link-quiet")
            button.setAccessibleName(words.open_file_of(called))
            button.clicked.connect(lambda: self.file_asked.emit(member.client_id))
            found.append(button)
        if shared:
            button = Button(words.edit(), "link-quiet")
            button.setAccessibleName(words.edit_member(called))
            button.clicked.connect(lambda: self.edit_asked.emit(member, False))
            found.append(button)
        if shared and member.left_on is None:
            button = Button(words.left(), "link-quiet")
            button.setAccessibleName(words.left_member(called))
            button.clicked.connect(lambda: self.edit_asked.emit(member, True))
            found.append(button)
        elif shared:
            button = Button(words.came_back(), "link-quiet")
            button.setAccessibleName(words.came_back_member(called))
            button.clicked.connect(lambda: self.back_asked.emit(member))
            found.append(button)
        return found


class SmallForm(QWidget):
    """A few fields side by side; Enter saves, Esc gives up."""

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FieldRow] = []
        self._fields: list[QLineEdit] = []
        self._line = QHBoxLayout()
        self._line.setSpacing(M)
        cancel = Button(words.cancel())
        save = Button(words.save(), "primary")
        cancel.clicked.connect(self.cancelled)
        save.clicked.connect(self.submitted)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, M)
        column.addLayout(self._line)
        column.addLayout(buttons)

    def add(self, row: FieldRow, share: int) -> None:
        """Append a field."""
        field = row.field
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(self.submitted)
            self._fields.append(field)
        self._line.addWidget(row, share, Qt.AlignmentFlag.AlignTop)
        self.rows.append(row)
        if len(self.rows) == 1:
            self.setFocusProxy(field)

    def text(self, at: int) -> str:
        """Give what stands in a field."""
        return self._fields[at].text()

    def refuse(self, error: ActionableError, fields: list[str]) -> None:
        """Say beside the field that is named what can't be kept, else beside the first."""
        sentence, step = error_words.words_for(error)
        named = error.field if isinstance(error, InvalidField) else ""
        row = self.rows[fields.index(named) if named in fields else 0]
        row.set_problem(f"{sentence} {step}".strip())
        row.setFocus()
