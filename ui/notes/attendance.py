"""Ticks for who was present at the session of the note that is open."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from resources.tokens import XL, L, S
from ui import names
from ui.notes.attendance_model import AttendanceModel
from ui.strings import attendance as words
from ui.strings import errors as error_words
from ui.strings import meetings as meeting_words
from ui.strings import notes as note_words
from ui.widgets.choice import NameTick
from ui.widgets.form import ProblemLine
from ui.widgets.text import Text
from vault.errors import MeetingHeld
from vault.units import Member

_COLUMNS = 3


class AttendanceTicks(QWidget):
    """One tick a member, each of which counts at once; Esc puts them away (`put_away`)."""

    put_away = Signal()
    stops_changed = Signal()

    def __init__(self, model: AttendanceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = model
        self._ticks: dict[Member, NameTick] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(L)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnStretch(_COLUMNS, 1)
        self._held = Text(" ".join(error_words.words_for(MeetingHeld())), "small", "ink-2")
        self._problem = ProblemLine()
        self.setAccessibleName(words.who_was_present())
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - 2, 0, XL - 2, S)
        column.setSpacing(S)
        column.addLayout(self._grid)
        column.addWidget(self._held)
        column.addWidget(self._problem)
        model.trouble.connect(self._show_trouble)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at."""
        return list(self._ticks.values())

    def show_people(self) -> None:
        """Show who can have been there, and who was."""
        people = {one: names.shown(one.called) for one in self._vm.people}
        if list(people) != list(self._ticks):
            self._build(list(people))
        present = {one.id for one in self._vm.present}
        for member, tick in self._ticks.items():
            tick.setText(people[member])
            tick.setAccessibleName(people[member])
            tick.setChecked(member.id in present)
            tick.setDisabled(self._vm.is_held)
        self._held.setVisible(self._vm.is_held)
        self._problem.show_sentence("")

    def enter(self) -> None:
        """Go to the first tick."""
        for tick in list(self._ticks.values())[:1]:
            tick.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts them away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)

    def _build(self, people: list[Member]) -> None:
        for tick in self._ticks.values():
            self._grid.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = {}
        for place, member in enumerate(people):
            tick = self._ticks[member] = NameTick("")
            tick.clicked.connect(self._on_tick)
            self._grid.addWidget(tick, place // _COLUMNS, place % _COLUMNS)
        for before, after in pairwise(self._ticks.values()):
            QWidget.setTabOrder(before, after)
        self.stops_changed.emit()

    def _on_tick(self) -> None:
        present = tuple(one.id for one, tick in self._ticks.items() if tick.isChecked())
        self._problem.show_sentence("" if present else meeting_words.nobody_there())
        if present:
            self._vm.put_present(present)

    def _show_trouble(self, error: object) -> None:
        sentence = "" if error is None else note_words.not_saved(error_words.words_for(error)[0])
        self._problem.show_sentence(sentence)
