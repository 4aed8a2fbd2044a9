"""A client's notes: the timeline, and beside it the note that is open."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from resources.tokens import S
from ui.clients.tab import ClientTab
from ui.notes.aids import WritingAids
from ui.notes.attendance_model import AttendanceModel
from ui.notes.draft import says_nothing_yet
from ui.notes.editor import NoteEditor
from ui.notes.foot import NoteFoot
from ui.notes.head import NoteHead
from ui.notes.models import TimelineDelegate, TimelineModel
from ui.notes.new_menu import NewMenu
from ui.notes.open_note import OpenNote
from ui.notes.trouble import TroubleLine
from ui.notes.view_model import NotesViewModel
from ui.open_vault import OpenVault
from ui.row_list import RowList
from ui.strings import notes as words
from ui.theme import colour
from ui.widgets.card import Rule
from ui.widgets.empty_state import EmptyState
from vault.clients import Client
from vault.ids import NoteId
from vault.notes import NoteFile
from vault.passages import Section, Template
from vault.place import TO_CURSOR, Place


class NotesView(ClientTab):
    """The Notes tab of a client's file.

    `chosen` comes as a note is begun from one of its menus, which open over any tab.
    """

    left = Signal()
    chosen = Signal()

    def __init__(
        self, vault: OpenVault, view_model: NotesViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._vm = view_model
        self._covered = False
        self._stale = False
        self._place: Place | None = None
        self._to_write: NoteId | None = None
        self._model = TimelineModel(vault.clock, self)
        self._list = RowList(words.timeline(), self._model, TimelineDelegate(), "paper")
        self._list.setUniformItemSizes(False)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, S + 2, 0, 0)
        column.addWidget(self._list)
        self._attendance = AttendanceModel(vault, self)
        self._head = NoteHead(vault.clock, self._attendance)
        self._foot = NoteFoot(vault.clock, self._attendance)
        self._trouble = TroubleLine()
        self._aids = WritingAids(vault, self)
        self._editor = NoteEditor(self._aids)
        self._note = OpenNote(vault, self._editor)
        self._nothing = EmptyState("notebook-text", words.choose_note())
        self._empty = EmptyState("notebook-pen", words.no_notes(), words.new_note())
        self._sheet = _Sheet(self._head, self._note, self._foot)
        self._pages = QStackedWidget(self)
        for page in (self._nothing, self._sheet, self._empty):
            self._pages.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._column)
        row.addWidget(Rule(upright=True))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._trouble)
        right.addWidget(self._pages, 1)
        row.addLayout(right, 1)
        self._connect()

    def _connect(self) -> None:
        vm = self._vm
        vm.set_reader(self._note.words_of)
        vm.timeline_changed.connect(self._show_timeline)
        vm.file_changed.connect(self._show_file)
        vm.people_changed.connect(self._show_people)
        vm.hindrance_changed.connect(self._show_hindrance)
        vm.saved.connect(self._on_saved)
        vm.trouble.connect(self._trouble.show_error)
        vm.started.connect(self._on_started)
        vm.signing_changed.connect(self._editor.hold_still)
        vm.signing_changed.connect(self._head.hold_still)
        self._attendance.changed.connect(self._show_attendance)
        self._head.stops_changed.connect(self._order_stops)
        self._list.chosen.connect(lambda row: vm.open(self._model.row(row).id))
        self._list.entered_row.connect(lambda _row: self._editor.focus_draft())
        self._editor.edited.connect(vm.touch)
        self._editor.edited.connect(self._on_edited)
        self._head.template_chosen.connect(self._change_template)
        self._editor.layout_changed.connect(self._head.show_template)
        self._editor.layout_changed.connect(vm.change_template)
        self._foot.signed.connect(self._attendance.save_now)
        self._foot.signed.connect(vm.sign)
        self._foot.addendum_asked.connect(vm.add_addendum)
        self._foot.untagged_asked.connect(self._editor.show_untagged)
        self._foot.writing_resumed.connect(self._editor.focus_draft)
        self._foot.risk_asked.connect(vm.add_risk_assessment)
        self._foot.deletion_asked.connect(vm.delete_draft)
        self._foot.asked.connect(lambda: self._foot.show_copies(vm.copies()))
        self._foot.correction_asked.connect(self._note.ask_for_statement)
        self._note.choosing_changed.connect(self._foot.setHidden)
        self._note.correction_left.connect(self._foot.focus_correction)
        self._note.statement_chosen.connect(vm.add_addendum)
        self._note.copy_asked.connect(self._copy_forward)
        self._note.begun.connect(vm.show_started)
        self._trouble.step_taken.connect(vm.keep_both)
        self._trouble.focus_lost.connect(self._editor.focus_draft)
        self._empty.filled.connect(vm.start_usual)

    def show_client(self, client: Client) -> None:
        """Show a client's notes; the note that is open stays open for the same client."""
        self._vm.show_client(client.id)

    def leave(self) -> None:
        """Store what stands in the note now; it stays open."""
        self._vm.autosave.save_now()
        self._note.leave()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        saves = (self._vm, self._attendance, self._note)
        stored = [save for one in saves for save in one.pending_saves()]
        return [*stored, *self._aids.phrase_form.pending()]

    @property
    def model(self) -> NotesViewModel:
        """What leads the notes that it shows."""
        return self._vm

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in the order of the eye."""
        return [self._list, *self._head.stops, *self._note.stops, *self._foot.stops]

    def take_keyboard(self) -> None:
        """Take the keyboard back into what is written, else into the list."""
        recent = self._editor.recent
        chosen = recent if recent is not None and recent.can_write else self._list
        chosen.setFocus()

    def set_timeline_width(self, width: int) -> None:
        """Make the list of notes so wide."""
        self._column.setFixedWidth(width)

    def open_unit_menu(self, below: QWidget) -> None:
        """Open the list of units that a session's note can be for, unless it came to be covered."""
        if self._covered or not below.isVisible():
            return
        self._new_menu().offer_units(below)

    def open_new_menu(self, below: QWidget) -> None:
        """Open the list of other kinds of note, and of units where there are several."""
        if self._covered or not below.isVisible():
            return
        self._new_menu().offer_kinds(below)

    def go_to(self, place: Place) -> None:
        """Come back to a note and to the cursor in it."""
        if place.note_id is None:
            return
        self._place = place
        file = self._vm.file
        if file is not None and file.note.id == place.note_id:
            self._come_back(file)
        else:
            self._vm.open(place.note_id)

    def write_in(self, note_id: NoteId) -> None:
        """Put the cursor into a note's draft, once that note is shown."""
        self._to_write = note_id

    def place(self) -> tuple[NoteId | None, str, int, int, int]:
        """Say which note is open, and the field, cursor, anchor and scroll in it."""
        file = self._vm.file
        return (file.note.id if file else None, *self._note.place)

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True
        self._note.cover()

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        self._note.uncover()
        self._show_timeline()
        if self._stale:
            self._show_file()
        self._show_what_is_written()
        self._show_attendance()
        self._show_hindrance()
        self._trouble.show_again()

    def focus_list(self) -> None:
        """Go to the list of notes."""
        self._list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up signing, else goes from the note to the list, else out; Ctrl+F finds."""
        if event.matches(QKeySequence.StandardKey.Find) and self._vm.file is not None:
            self._note.open_find()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not (self._note.step_back() or self._foot.step_back()):
            if self._list.hasFocus():
                self.left.emit()
            else:
                self._list.setFocus()

    def _new_menu(self) -> NewMenu:
        menu = NewMenu(self._vm, self)
        menu.chosen.connect(self.chosen)
        return menu

    def _on_started(self) -> None:
        if not self._covered:
            self._editor.focus_draft()

    def _show_timeline(self) -> None:
        if self._covered:
            return
        scroll = self._list.verticalScrollBar().value()
        self._model.show_client(self._vm.client_id, self._vm.timeline.units)
        if self._model.set_rows(self._vm.timeline.rows):
            self._list.verticalScrollBar().setValue(scroll)
        self._mark()
        self._show_page()

    def _show_file(self) -> None:
        self._stale = self._covered
        if self._covered:
            # What stands in the editor is another note's, or an older text of this one.
            self._editor.close_parts()
            return
        file = self._vm.file
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        self._attendance.show_file(file)
        if file is None:
            self._note.close_file()
        else:
            # The text's edge stays where it is from note to note of one file.
            aligned = any(unit.is_shared for unit in (file.unit, *self._vm.timeline.units))
            self._note.show_file(file, aligned=aligned)
            self._head.show_file(file)
            self._foot.show_file(file, self._vm.hindrance)
            self._foot.show_blank(blank=says_nothing_yet(file))
            self._order_stops()
        self._mark()
        self._show_page()
        if was_here and not (focused and isValid(focused) and focused.isVisible()):
            # What had the focus is gone: a button that did its work, a text that is signed now.
            self._list.setFocus()
        if file is not None:
            self._come_back(file)

    def _order_stops(self) -> None:
        for before, after in pairwise(self.stops):
            QWidget.setTabOrder(before, after)

    def _on_edited(self) -> None:
        if any(one.is_editable and not one.text.isEmpty() for one in self._editor.fields):
            self._foot.show_blank(blank=False)

    def _on_saved(self) -> None:
        self._head.show_saved()
        self._show_what_is_written()

    def _show_people(self) -> None:
        if self._vm.file is not None:
            self._note.show_people(self._vm.file.unit)
            self._attendance.show_file(self._vm.file)

    def _show_what_is_written(self) -> None:
        file = self._vm.file
        if file is not None and not self._covered:
            self._note.show_copies(file)
            self._foot.show_blank(blank=says_nothing_yet(file))

    def _show_attendance(self) -> None:
        if not self._covered:
            self._head.show_attendance()
            self._foot.show_attendance()

    def _come_back(self, file: NoteFile) -> None:
        place, self._place = self._place, None
        to_write, self._to_write = self._to_write, None
        if to_write == file.note.id and self._editor.focus_draft():
            return
        if place is not None and place.note_id == file.note.id:
            if place.scroll == TO_CURSOR:
                # Where words were found, they stand as they were written.
                self._note.read_as_signed()
            self._note.go_to(place.field, place.cursor, place.anchor, place.scroll)

    def _show_page(self) -> None:
        if self._vm.file is not None:
            self._pages.setCurrentWidget(self._sheet)
        else:
            self._pages.setCurrentWidget(self._nothing if self._vm.timeline.rows else self._empty)

    def _mark(self) -> None:
        file = self._vm.file
        self._list.mark(self._model.place_of(file.note.id if file else None))

    def _show_hindrance(self) -> None:
        if self._vm.file is not None and not self._covered:
            self._foot.show_hindrance(self._vm.hindrance)

    def _copy_forward(self, sections: tuple[Section, ...]) -> None:
        self._editor.append(self._vm.copy_forward(sections))
        self._editor.focus_draft()
        self._show_what_is_written()

    def _change_template(self, template: Template) -> None:
        self._editor.set_template(template)
        self._editor.focus_draft()


class _Sheet(QWidget):
    """The white sheet with a note on it."""

    def __init__(self, head: NoteHead, note: OpenNote, foot: NoteFoot) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(note, 1)
        column.addWidget(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White as paper to write on."""
        QPainter(self).fillRect(event.rect(), colour("sheet"))
