"""The form for one meeting."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, XXL, L, M, S
from ui import names
from ui.finder import Finder
from ui.meetings import times
from ui.meetings.form_model import MeetingFormModel, Typed
from ui.open_vault import OpenVault
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import meetings as words
from ui.strings import notes as note_words
from ui.unfinished import Unfinished
from ui.units import days
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.choice import NameTick, RadioButton
from ui.widgets.form import FieldRow, ProblemLine
from ui.widgets.own_words import OwnField
from ui.widgets.text import Line
from vault.errors import InvalidField
from vault.ids import MeetingId, UnitId
from vault.meetings import LONGEST_MINUTES, DayMeeting, Meeting, MeetingForm, Usual
from vault.place import FormWords
from vault.units import Member, Unit, UnitRow

WIDEST = 704


class MeetingFormView(QWidget):
    """Emits `closed` when it is given up, and `kept` with the local time of what was stored.

    `client_asked` carries the name of somebody who has no file yet.
    """

    closed = Signal()
    client_asked = Signal(str)
    kept = Signal(object)

    def __init__(
        self, vault: OpenVault, unfinished: Unfinished, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._unfinished = unfinished
        self._vm = MeetingFormModel(vault, unfinished, self)
        self._coming: FormWords = ()
        self._ticks: dict[Member, NameTick] = {}
        self._before: tuple[str, ...] = ()
        self._covered = False
        self._stale = False
        self._title = Line("", "title-large")
        self._finder = Finder(self._vm.finder, words.find_unit())
        self._chosen = Line("", "body-medium")
        self._kind = Line("", "small", "ink-2")
        self._other = Button(words.choose_other(), "link")
        self._nobody = ProblemLine()
        self._day = FieldRow(words.day(), QLineEdit())
        self._time = FieldRow(words.time(), QLineEdit())
        self._minutes = FieldRow(words.minutes(), QLineEdit())
        self._place = FieldRow(words.place(), OwnField())
        self._rows = (self._day, self._time, self._minutes, self._place)
        self._forms = {one: RadioButton(note_words.form_name(one)) for one in MeetingForm}
        self._present = QWidget()
        self._grid = QGridLayout()
        self._absent = ProblemLine()
        self._clash = Banner()
        self._back = Button(words.give_up())
        self._act = Button(words.plan(), "primary")
        self._lay_out()
        self._connect()

    def begin(self, day: date, meeting: DayMeeting | None = None) -> None:
        """Show the form for a new meeting of a day, or for one that is there already."""
        known = meeting.meeting if meeting else None
        self._name_act(changes=known is not None)
        for row in self._rows:
            row.set_problem("")
        self._finder.clear()
        if known is None:
            self._fill(day, None)
        else:
            self._fill(self._clock.local(known.starts_at_utc).date(), known)
        self._vm.begin(known)
        self._before = self._typed()
        self._coming = ()
        (self._time if known else self._finder).setFocus()

    @property
    def holds_words(self) -> bool:
        """Whether anything was typed or chosen since it was shown."""
        chosen = self._vm.unit is not None and self._vm.meeting is None
        return chosen or self._typed() != self._before

    @property
    def typed(self) -> FormWords:
        """What stands in it, where anything was typed or chosen."""
        if self._coming or not self.holds_words:
            return self._coming
        meeting, unit = self._vm.meeting, self._vm.unit
        absent = (str(one.id) for one, tick in self._ticks.items() if not tick.isChecked())
        numbers = str(meeting.id) if meeting else "", str(unit.id) if unit else ""
        return (*numbers, *self._typed(), *absent)

    def bring_back(self, typed: FormWords) -> None:
        """Show again what stood in it."""
        self._coming = typed
        meeting, unit, sought, day, at, minutes, place, form, *absent = typed
        self._finder.field.setText(sought)
        _set(self._day, day)
        _set(self._time, at)
        _set(self._minutes, minutes)
        _set(self._place, place)
        self._forms[MeetingForm(form)].setChecked(True)
        self._vm.bring_back(
            MeetingId(int(meeting)) if meeting else None,
            UnitId(int(unit)) if unit else None,
            lambda: self._tick_again(absent),
        )

    def _tick_again(self, absent: Sequence[str]) -> None:
        self._coming = ()
        self._name_act(changes=self._vm.meeting is not None)
        for member, tick in self._ticks.items():
            tick.setChecked(str(member.id) not in absent)

    def _name_act(self, *, changes: bool) -> None:
        self._title.setText(words.change() if changes else words.new())
        self._act.set_label(words.save() if changes else words.plan())

    def go_on(self) -> None:
        """Take the keyboard again after it was put away."""
        is_chosen = self._vm.unit is not None or any(self._coming[:2])
        (self._time if is_chosen else self._finder).setFocus()

    def _typed(self) -> tuple[str, ...]:
        form = next((one for one, radio in self._forms.items() if radio.isChecked()), "")
        return (self._finder.field.text(), *(_text(row) for row in self._rows), form)

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        stale, self._stale = self._stale, False
        if stale:
            self._show_unit()
            self._show_clashes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(M)
        chosen.addWidget(self._chosen)
        chosen.addWidget(self._kind, 1)
        chosen.addWidget(self._other)
        when = QHBoxLayout()
        when.setSpacing(L)
        for row, share in ((self._day, 2), (self._time, 1), (self._minutes, 1)):
            when.addWidget(row, share, Qt.AlignmentFlag.AlignTop)
        forms = QHBoxLayout()
        forms.setSpacing(L)
        group = QButtonGroup(self)
        for radio in self._forms.values():
            group.addButton(radio)
            radio.toggled.connect(self._unfinished.touch)
            forms.addWidget(radio)
        forms.addStretch(1)
        present = QVBoxLayout(self._present)
        present.setContentsMargins(0, 0, 0, 0)
        present.setSpacing(S)
        present.addWidget(Line(words.present(), "small-strong", "ink-2"))
        present.addLayout(self._grid)
        present.addWidget(self._absent)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(XXL, XL - 2, XXL, XL)
        column.setSpacing(L)
        column.addWidget(self._title)
        column.addWidget(Line(words.whose(), "small-strong", "ink-2"))
        column.addWidget(self._finder)
        column.addLayout(chosen)
        column.addWidget(self._nobody)
        column.addLayout(when)
        column.addWidget(self._clash)
        column.addWidget(Line(words.how(), "small-strong", "ink-2"))
        column.addLayout(forms)
        column.addWidget(self._place)
        column.addWidget(self._present)
        column.addLayout(buttons)
        column.addStretch(1)

    def _connect(self) -> None:
        vm = self._vm
        vm.unit_changed.connect(self._show_unit)
        vm.unit_changed.connect(self._unfinished.touch)
        vm.usual_known.connect(self._show_usual)
        vm.clashes_changed.connect(self._show_clashes)
        vm.refused.connect(self._show_problem)
        vm.kept.connect(self.kept)
        names.style.changed.connect(self._show_names)
        self._finder.chosen.connect(self._choose)
        self._finder.field.textChanged.connect(self._unfinished.touch)
        self._other.clicked.connect(self._choose_other)
        self._back.clicked.connect(self.closed)
        self._act.clicked.connect(self._submit)
        for row in self._rows:
            field = row.field
            assert isinstance(field, QLineEdit)  # noqa: S101 -- made above
            field.returnPressed.connect(self._submit)
            field.textChanged.connect(self._unfinished.touch)
            if row is not self._place:
                field.textChanged.connect(self._look_for_clashes)
            if row is self._minutes:
                field.textChanged.connect(self._show_minutes)

    def _fill(self, day: date, meeting: Meeting | None) -> None:
        now = self._clock.local(self._clock.now_utc())
        starts = self._clock.local(meeting.starts_at_utc) if meeting else times.next_hour(now)
        _set(self._day, days.shown(day))
        _set(self._time, dates.clock_time(starts))
        _set(self._minutes, str(meeting.minutes) if meeting else "")
        _set(self._place, meeting.place if meeting else "")
        self._forms[meeting.form if meeting else MeetingForm.IN_PERSON].setChecked(True)

    def _choose(self, row: object) -> None:
        if isinstance(row, UnitRow):
            self._nobody.show_sentence("")
            self._vm.choose(row.id)
            self._time.setFocus()
        elif isinstance(row, str):
            self.client_asked.emit(row)

    def _choose_other(self) -> None:
        self._vm.forget_unit()
        self._finder.setFocus()

    def _show_unit(self) -> None:
        self._stale = self._stale or self._covered
        if self._covered:
            return
        unit = self._vm.unit
        self._finder.setVisible(unit is None and self._vm.meeting is None)
        for part in (self._chosen, self._kind, self._other):
            part.setVisible(unit is not None)
        self._other.setVisible(unit is not None and self._vm.meeting is None)
        self._show_present()
        if unit is not None:
            self._kind.setText(note_words.kind_name(unit.kind))
            self._show_names()

    def _show_names(self) -> None:
        if self._vm.unit is not None and not self._covered:
            self._chosen.setText(_title(self._vm.unit))
            for member, tick in self._ticks.items():
                tick.set_label(names.shown(member.called))
            self._show_clashes()

    def _show_present(self) -> None:
        for tick in self._ticks.values():
            self._grid.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = {}
        people, present = self._vm.people, self._vm.present
        for place, member in enumerate(people):
            tick = NameTick(names.shown(member.called))
            tick.setChecked(member.id in present)
            tick.toggled.connect(self._unfinished.touch)
            self._grid.addWidget(tick, place // 2, place % 2)
            self._ticks[member] = tick
        self._present.setVisible(len(people) > 1)
        self._absent.show_sentence("")
        self._order_stops()

    def _order_stops(self) -> None:
        fields = (row.field for row in (self._day, self._time, self._minutes))
        ticks, forms = self._ticks.values(), self._forms.values()
        first = (*self._finder.stops, self._other)
        stops = (*first, *fields, *forms, self._place.field, *ticks, self._back, self._act)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_usual(self, usual: Usual) -> None:
        _set(self._minutes, str(usual.minutes))
        _set(self._place, usual.place)
        self._forms[usual.form].setChecked(True)

    def _show_minutes(self, typed: str) -> None:
        self._minutes.set_problem("" if times.may_last(typed) else words.not_minutes())

    def _look_for_clashes(self) -> None:
        try:
            day = days.understood(_text(self._day))
            at, minutes = times.read(_text(self._time)), int(_text(self._minutes))
        except ValueError:
            return
        if day is not None and 0 < minutes <= LONGEST_MINUTES:
            self._vm.look_at(day, at, minutes)

    def _show_clashes(self) -> None:
        self._stale = self._stale or self._covered
        if self._covered:
            return
        clashes = self._vm.clashes
        if clashes:
            at = self._clock.local(clashes[0].meeting.starts_at_utc)
            self._clash.show_message(words.clash(clashes[0], dates.clock_time(at)), "warn")
        self._clash.setVisible(bool(clashes))

    def _submit(self) -> None:
        typed = self._read()
        if typed is not None:
            self._vm.keep(typed)

    def _read(self) -> Typed | None:
        """Give what was typed, or say beside each field what is wrong with it."""
        self._time.set_problem("")
        self._minutes.set_problem("")
        wrong: list[QWidget] = []
        day = at = None
        minutes = 0
        try:
            day = days.read(_text(self._day), self._day)
        except ValueError:
            wrong.append(self._day)
        try:
            at = times.read(_text(self._time))
        except ValueError:
            self._time.set_problem(words.not_a_time())
            wrong.append(self._time)
        try:
            minutes = int(_text(self._minutes))
        except ValueError:
            self._minutes.set_problem(words.not_minutes())
            wrong.append(self._minutes)
        present = tuple(one.id for one, tick in self._ticks.items() if tick.isChecked())
        self._nobody.show_sentence("" if self._vm.unit else words.nobody_chosen())
        self._absent.show_sentence("" if present else words.nobody_there())
        if self._vm.unit is None:
            self._finder.setFocus()
            return None
        if wrong:
            wrong[0].setFocus()
        if wrong or not present or day is None or at is None:
            return None
        form = next(one for one, radio in self._forms.items() if radio.isChecked())
        return Typed(day, at, minutes, form, _text(self._place), present)

    def _show_problem(self, error: object) -> None:
        sentence, step = error_words.words_for(error)
        field = error.field if isinstance(error, InvalidField) else ""
        row = {"minutes": self._minutes, "place": self._place, "starts_at": self._day}.get(field)
        if row is None:
            self._clash.show_message(f"{sentence} {step}".strip(), "stop")
            self._clash.show()
        else:
            row.set_problem(words.not_minutes() if field == "minutes" else sentence)
            row.setFocus()


def _title(unit: Unit) -> str:
    people = tuple(one.called for one in unit.current or unit.members)
    return names.shown(unit.name) or names.joined(people)


def _text(row: FieldRow) -> str:
    field = row.field
    return field.text() if isinstance(field, QLineEdit) else ""


def _set(row: FieldRow, text: str) -> None:
    if isinstance(row.field, QLineEdit):
        row.field.setText(text)
