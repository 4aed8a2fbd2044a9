"""A unit as a card: who belongs to it, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from resources.tokens import PERSON_TONES, L, M, S
from ui import names
from ui.finder import Finder, FinderViewModel
from ui.strings import units as words
from ui.units import days
from ui.units.small_form import SmallForm
from ui.widgets.button import Button
from ui.widgets.card import Card, Rule
from ui.widgets.discard import discard
from ui.widgets.form import FieldRow
from ui.widgets.own_words import OwnField
from ui.widgets.pill import Pill
from ui.widgets.text import Line, Text
from vault.errors import ActionableError
from vault.ids import ClientId
from vault.place import FormWords
from vault.units import Member, Unit

_PILL_WIDTH = 112
_KEY_WIDTH = 40
_FINDING = "find"


class Actions(Protocol):
    """What a card asks of its view model."""

    def change_member(
        self,
        unit: Unit,
        before: Member,
        after: Member,
        kept: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Keep a member's role and days."""

    def bring_back(self, unit: Unit, member: Member) -> None:
        """Note that somebody who left comes again."""

    def rename(
        self,
        unit: Unit,
        name: str,
        kept: Callable[[], object],
        refused: Callable[[ActionableError], object],
    ) -> None:
        """Give a unit another name."""

    def close(self, unit: Unit) -> None:
        """Note that a unit isn't seen together any more."""

    def reopen(self, unit: Unit) -> None:
        """Note that a closed unit is seen together again."""


class UnitCard(Card):
    """Shows one unit; what is being typed in it stays when the unit changes.

    `file_asked` carries the number of a client whose file is wanted, `person_found` whom to add,
    `given_up` a call that brings back a form which was put away with words in it. `part_shown`
    tells that there are more stops for Tab, in `order`; `edited` that something else is `typed`.
    """

    file_asked = Signal(object)
    person_found = Signal(object)
    given_up = Signal(object)
    part_shown = Signal()
    edited = Signal()

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
        self._own = own
        self._actions = actions
        self._make_finder = finder
        self._open: SmallForm | Finder | None = None
        self._aside: QWidget | None = None
        self._asked_by = 0
        self.stops: list[Button] = []
        self._members = QVBoxLayout()
        self._members.setSpacing(0)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(L, 0, L, 0)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(L)
        for part in (self._members, self._below, self._acts):
            self.body.addLayout(part)
        self.show_unit(unit, today)

    def show_unit(self, unit: Unit, today: date) -> None:
        """Show the unit as it is now; the focus stays where it was."""
        self.unit, self.today = unit, today
        title, line = words.unit_title(unit), words.unit_line(unit, today)
        self.title.setText(title)
        self.aside.setText(line)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        focused = next((at for at, one in enumerate(self.stops) if one.hasFocus()), -1)
        _clear(self._members)
        _clear(self._acts)
        self.stops = []
        tags = names.tags(unit)
        for member in unit.members:
            row = MemberRow(member, tags[member.id], self._own, today, shared=unit.is_shared)
            row.edit_asked.connect(self._edit)
            row.back_asked.connect(lambda one: self._actions.bring_back(self.unit, one))
            row.file_asked.connect(self.file_asked)
            self._members.addWidget(row)
            self.stops += row.stops
        if unit.is_shared:
            self._add_acts(title)
        if focused >= 0:
            self._focus(focused)

    @property
    def order(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of the eye."""
        acts = self._acts.count() and self._acts.count() - 1
        members = len(self.stops) - acts
        below = self._open.stops if self._open is not None else ()
        return (*self.stops[:members], *below, *self.stops[members:])

    def store(self) -> None:
        """Keep what was typed, as far as it can be kept."""
        if isinstance(self._open, SmallForm) and self._open.holds_words:
            self._open.submitted.emit()

    @property
    def typed(self) -> FormWords:
        """What stands in the form that is open, where anything was typed in it."""
        if isinstance(self._open, Finder):
            sought = self._open.field.text()
            return (_FINDING, sought) if sought else ()
        return self._open.typed if self._open is not None else ()

    def bring_back(self, typed: FormWords) -> None:
        """Open the form that `typed` stood in."""
        about, *texts = typed
        if about == _FINDING:
            self._find().field.setText(*texts)
            return
        member = next((one for one in self.unit.members if str(one.id) == about), None)
        if member is not None:
            self._edit(member, leaves=False)
        elif self.unit.is_shared:
            self._rename()
        if isinstance(self._open, SmallForm):
            self._open.fill(texts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts an open field away."""
        if event.key() == Qt.Key.Key_Escape and self._open is not None:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _add_acts(self, title: str) -> None:
        self._acts.setContentsMargins(L, M, L, M)
        is_open = self.unit.closed_on is None
        acts: list[tuple[str, str, Callable[[], object]]] = [
            (words.rename(), "pencil", self._rename)
        ]
        if is_open:
            acts.insert(0, (words.add_person(), "user-plus", self._find))
            acts.append((words.close(), "archive", lambda: self._actions.close(self.unit)))
        else:
            acts.append((words.reopen(), "rotate-ccw", lambda: self._actions.reopen(self.unit)))
        for label, icon, act in acts:
            button = Button(label, "link", icon=icon)
            button.setAccessibleName(words.of_unit(label, title))
            button.clicked.connect(act)
            self._acts.addWidget(button)
            self.stops.append(button)
        self._acts.addStretch(1)

    def _find(self) -> Finder:
        finder = Finder(self._make_finder(self), words.find_person())
        finder.chosen.connect(self._on_found)
        finder.field.textChanged.connect(self.edited)
        self._show_below(finder)
        return finder

    def _on_found(self, person: object) -> None:
        self._put_away()
        self.person_found.emit(person)

    def _rename(self) -> None:
        form = SmallForm()
        form.add(FieldRow(words.name(), OwnField(self.unit.name), words.name_hint()), 1)

        def submit() -> None:
            self._actions.rename(
                self.unit,
                form.text(0),
                lambda: self._on_kept(form),
                lambda error: form.refuse(error, ["unit_name"]),
            )

        self._show_form(form, submit)

    def _edit(self, member: Member, leaves: bool) -> None:
        form = SmallForm(member.called, member.id)
        role = OwnField(member.role)
        role.setPlaceholderText(words.role_hint())
        form.add(FieldRow(words.role(), role), 2)
        form.add(FieldRow(words.since(), QLineEdit(days.shown(member.joined_on))), 1)
        left_on = self.today if leaves else member.left_on
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
                replace(member, role=form.text(0), joined_on=joined, left_on=left),
                lambda: self._on_kept(form),
                lambda error: form.refuse(error, fields),
            )

        self._show_form(form, submit)
        form.rows[2 if leaves else 0].setFocus()

    def _show_form(self, form: SmallForm, submit: Callable[[], object]) -> None:
        form.submitted.connect(submit)
        form.cancelled.connect(self._give_up)
        form.edited.connect(self.edited)
        self._show_below(form)

    def _show_below(self, part: SmallForm | Finder) -> None:
        asked_by = next((at for at, one in enumerate(self.stops) if one.hasFocus()), self._asked_by)
        self._give_up()
        self._open, self._asked_by = part, asked_by
        self._below.setContentsMargins(L, M, L, 0)
        self._below.addWidget(part)
        part.show()
        self.part_shown.emit()
        self.edited.emit()
        part.setFocus()

    def _on_kept(self, form: SmallForm) -> None:
        if isValid(self) and form is self._open:
            self._put_away()

    def _give_up(self) -> None:
        """Put the open form away; with words in it, it can come back."""
        form = self._open
        if isinstance(form, SmallForm) and form.holds_words:
            self._put_away(keep=True)
            self.given_up.emit(lambda: self._bring_back(form))
        else:
            self._put_away()

    def _bring_back(self, form: SmallForm) -> None:
        if isValid(self) and form is self._aside:
            self._aside = None
            self._show_below(form)

    def _put_away(self, *, keep: bool = False) -> None:
        part, self._open = self._open, None
        if part is None:
            return
        self.edited.emit()
        focused = QApplication.focusWidget()
        held_focus = focused is not None and part.isAncestorOf(focused)
        self._below.removeWidget(part)
        self._below.setContentsMargins(L, 0, L, 0)
        part.hide()
        gone: QWidget | None = part
        if keep:
            gone, self._aside = self._aside, part
        if gone is not None:
            gone.deleteLater()
        if held_focus:
            self._focus(self._asked_by)

    def _focus(self, stop: int) -> None:
        if self.stops:
            self.stops[min(stop, len(self.stops) - 1)].setFocus()


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
            texts.addWidget(Text(line, "small", "ink-2"))
        row = QHBoxLayout()
        row.setContentsMargins(L, S + 1, L, S + 1)
        row.setSpacing(M)
        row.addWidget(place)
        row.addLayout(texts, 1)
        keys = Line(key, "small", "ink-2")
        keys.setFixedWidth(_KEY_WIDTH)
        row.addWidget(keys)
        self.stops: list[Button] = []
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


def _clear(layout: QLayout) -> None:
    """Take everything out of a layout, and at once out of what a screen reader finds."""
    while (item := layout.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            discard(part)
