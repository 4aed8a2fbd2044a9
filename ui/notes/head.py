"""The line above a note: what it is, its state, its layout, who was present, when it was saved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from resources.tokens import XL, XS, M, S
from ui import names
from ui.notes.attendance import AttendanceTicks
from ui.notes.attendance_model import AttendanceModel
from ui.notes.draft import unsigned_note
from ui.strings import attendance as attendance_words
from ui.strings import dates
from ui.strings import notes as words
from ui.widgets.button import Button
from ui.widgets.menus import pop_up
from ui.widgets.pill import Pill
from ui.widgets.text import Line
from vault.notes import NoteFile
from vault.passages import LAYOUTS, Template
from vault.ports import Clock

_INSET, _GAP = XL - 2, S + 2


class NoteHead(QWidget):
    """Shows a note's title and state; a draft's layout and who was present can be changed.

    What is known of the meeting stands beside the title, or below it where that is too narrow, and
    so does the time it was saved.
    """

    template_chosen = Signal(object)
    stops_changed = Signal()

    def __init__(
        self, clock: Clock, attendance: AttendanceModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._file: NoteFile | None = None
        self._attendance = attendance
        self._template = Template.FREE
        self._title = Line("", "section")
        self._state = Pill("")
        self.layout_button = Button("", "link-quiet", opens_menu=True)
        self.layout_button.setAccessibleDescription(words.change_template())
        self.layout_button.clicked.connect(self._open_menu)
        self._present = Button("", "link-quiet", opens_menu=True)
        self._present.setAccessibleDescription(attendance_words.who_was_present())
        self._ticks = AttendanceTicks(attendance)
        self._ticks.hide()
        self._present.clicked.connect(self._turn_ticks)
        self._ticks.put_away.connect(self._put_ticks_away)
        self._ticks.stops_changed.connect(self.stops_changed)
        names.style.changed.connect(self.show_attendance)
        self._facts = Line("", "small", "ink-2")
        self._saved = Line("", "small", "ink-2", icon="check")
        for whole in (self._title, self._saved):
            whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._meeting = QWidget()
        self._beside, self._below = QHBoxLayout(), QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        meeting = QHBoxLayout(self._meeting)
        meeting.setContentsMargins(0, 0, 0, 0)
        meeting.setSpacing(_GAP)
        meeting.addWidget(self.layout_button)
        meeting.addWidget(self._facts)
        meeting.addWidget(self._present)
        self._beside.setSpacing(_GAP)
        self._beside.addWidget(self._title)
        self._beside.addWidget(self._state)
        self._beside.addWidget(self._meeting)
        self._beside.addStretch(1)
        self._beside.addWidget(self._saved)
        self._below.addStretch(1)
        rows = QVBoxLayout()
        rows.setContentsMargins(_INSET, M, _INSET, S - 1)
        rows.setSpacing(XS)
        rows.addLayout(self._beside)
        rows.addLayout(self._below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(rows)
        column.addWidget(self._ticks)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at."""
        return [self.layout_button, self._present, *self._ticks.stops]

    def show_file(self, file: NoteFile) -> None:
        """Show a note."""
        note, meeting = file.note, file.meeting
        if self._file is None or self._file.note.id != note.id:
            self._ticks.hide()
        self._file = file
        self._title.setText(words.title(note.type, meeting.number if meeting else None))
        if not note.is_signed:
            self._state.show_state(words.draft(), "warn")
        elif unsigned_note(file) is not None:
            self._state.show_state(words.signed_with_addendum_draft(), "warn", "lock")
        else:
            self._state.show_state(words.signed(), "ok", "lock")
        self.show_template(note.content.template)
        usual = note.content.template in LAYOUTS
        self.layout_button.setVisible(usual and not note.is_signed)
        # With its words, so that nothing has to give way when the first ones are stored.
        self.show_saved()
        self._saved.hide()
        self.show_attendance()

    def show_attendance(self) -> None:
        """Show how long and how people met, and who was present."""
        file, meeting = self._file, self._attendance.meeting
        if file is None:
            return
        note = file.note
        signed = note.is_signed and note.content.template in LAYOUTS
        parts = [words.template_name(note.content.template)] if signed else []
        if meeting is not None:
            parts += [words.minutes(meeting.minutes), words.form_name(meeting.form)]
        else:
            at = self._clock.local(note.happened_at_utc)
            parts += [dates.when(at, self._clock.today())]
        people, present = self._attendance.people, self._attendance.present
        there = sum(one in present for one in people)
        said = attendance_words.present_of(file.unit.kind, there, len(people))
        if people and not self._attendance.is_open:
            parts.append(said)
        self._facts.setText(" · ".join(parts))
        self._present.set_label(said)
        self._present.setVisible(bool(people) and self._attendance.is_open)
        self._ticks.show_people()
        if self._present.isHidden():
            self._ticks.hide()
        self._arrange()

    def show_template(self, template: Template) -> None:
        """Show which layout the draft has."""
        self._template = template
        self.layout_button.set_label(words.template_name(template))
        self._arrange()

    def show_saved(self) -> None:
        """Say that everything is stored as of now."""
        now = self._clock.local(self._clock.now_utc())
        self._saved.setText(words.saved_at(dates.exact_time(now)))
        self._saved.show()

    def hold_still(self, held: bool) -> None:
        """Let nothing be ticked until it is let go."""
        self._ticks.setDisabled(held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is known of the meeting where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        drafted = self._file is not None and unsigned_note(self._file) is not None
        first = _wide(self._title, self._state) + drafted * self._saved.sizeHint().width()
        room = self.width() - 2 * _INSET
        meeting = _wide(self.layout_button, self._facts, self._present)
        if first + meeting <= room:
            _put(self._meeting, self._beside, 2)
        else:
            _put(self._meeting, self._below, 0)
        _put(self._saved, self._beside if first <= room else self._below, -1)

    def _turn_ticks(self) -> None:
        self._ticks.setVisible(self._ticks.isHidden())
        self._ticks.enter()

    def _put_ticks_away(self) -> None:
        self._present.setFocus()
        self._ticks.hide()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for template in LAYOUTS:
            action = menu.addAction(words.template_name(template))
            action.setCheckable(True)
            action.setChecked(template is self._template)
            group.addAction(action)
            action.triggered.connect(
                lambda _checked=False, chosen=template: self.template_chosen.emit(chosen)
            )
        pop_up(menu, self.layout_button)


def _put(part: QWidget, row: QHBoxLayout, at: int) -> None:
    if row.indexOf(part) < 0:
        row.insertWidget(at, part)


def _wide(*parts: QWidget) -> int:
    """Give the room that parts take beside each other, those that are hidden none."""
    return sum(one.sizeHint().width() + _GAP for one in parts if not one.isHidden())
