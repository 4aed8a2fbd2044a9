"""The Process notes tab of a client's file."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, M, S
from ui import sweep
from ui.clients.tab import ClientTab, is_in_front
from ui.input_watch import TOUCHES
from ui.open_vault import OpenVault
from ui.process_notes.locked import LockedPage
from ui.process_notes.models import ProcessNoteDelegate, ProcessNoteModel
from ui.process_notes.opening import State
from ui.process_notes.sheet import NoteSheet
from ui.process_notes.steps import MovedOut, Standing
from ui.process_notes.view_model import ProcessNotesViewModel
from ui.row_list import RowList
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import notes as note_words
from ui.strings import process_notes as words
from ui.widgets.banner import Banner, BannerTone
from ui.widgets.button import Button
from ui.widgets.card import Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.menus import pop_up
from ui.widgets.text import Line
from vault.clients import Client
from vault.errors import NoteSigned, ProcessNotesMissing, UnderLegalHold
from vault.ids import ProcessNoteId
from vault.process_notes import ClosedBy

_WIDE = 912
_LIST_WIDTH, _LIST_LEAST = 260, 200


class ProcessNotesTab(ClientTab):
    """Closed until the passphrase is typed; then a list, and a sheet to write on.

    While they are open it sees every key and every movement of the mouse in this tab, and
    nothing else keeps the notes open.
    """

    def __init__(
        self,
        vault: OpenVault,
        view_model: ProcessNotesViewModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._vm = view_model or ProcessNotesViewModel(vault, self)
        self._locked = LockedPage()
        self._was_open = False
        self._model = ProcessNoteModel(vault.clock, self._vm, self)
        self._list = RowList(words.timeline(), self._model, ProcessNoteDelegate(), "paper")
        self._new = Button(words.new_note(), icon="plus")
        self._sheet = NoteSheet(vault.clock)
        self._behind = Banner()
        self._banner = Banner()
        self._undo = Banner()
        self._countdown = Line("", "small", "ink-2", icon="timer")
        self._close = Button(words.close(), icon="lock")
        self._nothing = EmptyState("notebook-text", words.choose_note())
        self._empty = EmptyState("notebook-pen", words.no_notes(), words.new_note())
        self._papers = QStackedWidget()
        for page in (self._nothing, self._sheet, self._empty):
            self._papers.addWidget(page)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._locked)
        self._pages.addWidget(self._make_open_page())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pages)
        self._connect()
        for before, after in pairwise(self._stops()):
            QWidget.setTabOrder(before, after)
        self._show_state()

    def _stops(self) -> list[QWidget]:
        sheet, locked = self._sheet.stops, self._locked.stops
        return [*locked, self._new, self._list, *sheet, self._empty.button, self._close]

    def _make_open_page(self) -> QWidget:
        page = QWidget()
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(S)
        above = QHBoxLayout()
        above.setContentsMargins(M, 0, M, 0)
        above.addWidget(self._new, 1)
        column.addLayout(above)
        column.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(XL, S, XL, S)
        foot.setSpacing(M)
        foot.addWidget(self._countdown, 1)
        foot.addWidget(self._close)
        self._banners = QWidget()
        self._banners.hide()
        banners = QVBoxLayout(self._banners)
        banners.setContentsMargins(XL, M, XL, M)
        banners.setSpacing(S)
        for banner in (self._behind, self._banner, self._undo):
            banner.hide()
            banners.addWidget(banner)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._banners)
        right.addWidget(self._papers, 1)
        right.addWidget(Rule())
        right.addLayout(foot)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._column)
        row.addWidget(Rule(upright=True))
        row.addLayout(right, 1)
        return page

    def _connect(self) -> None:
        vm, opening, sheet = self._vm, self._vm.opening, self._sheet
        vm.set_reader(sheet.edit.text, lambda: sheet.edit.position)
        vm.rows_changed.connect(self._show_rows)
        vm.note_changed.connect(self._show_note)
        vm.started.connect(sheet.edit.go_to_end)
        vm.came_back.connect(sheet.edit.come_back)
        vm.saved.connect(sheet.show_saved)
        vm.trouble.connect(self._show_trouble)
        vm.undo_changed.connect(self._show_undo)
        vm.held.connect(sheet.hold_still)
        vm.passage_gone.connect(sheet.edit.take_out)
        vm.passage_back.connect(sheet.edit.put_in)
        vm.lookout.changed.connect(self._show_warnings)
        opening.changed.connect(self._show_state)
        opening.opened.connect(self._on_opened)
        opening.refused.connect(self._on_refused)
        opening.counted.connect(self._count)
        self._locked.submitted.connect(opening.open)
        self._locked.given_up.connect(opening.give_up)
        self._list.chosen.connect(lambda row: vm.open_note(self._model.row(row).id))
        self._list.entered_row.connect(lambda _row: sheet.edit.go_to_end())
        self._new.clicked.connect(lambda: self._start(self._new))
        self._empty.filled.connect(lambda: self._start(self._empty.button))
        self._close.clicked.connect(lambda: vm.close(ClosedBy.ASKED))
        self._undo.step_taken.connect(vm.undo)
        sheet.edited.connect(vm.touch)
        sheet.walked.connect(self._show_warnings)
        sheet.edit.overfull.connect(lambda: self._say(self._banner, words.overfull(), "warn"))
        sheet.day_changed.connect(vm.put_day)
        sheet.delete_asked.connect(vm.remove)
        sheet.advice.move_asked.connect(vm.move)
        sheet.advice.leave_asked.connect(vm.lookout.leave_there)
        sheet.advice.show_asked.connect(sheet.edit.go_to)

    def arrive(self) -> None:
        """Go to the passphrase: typed elsewhere, it would stand there for everybody to read."""
        self.setFocus()

    def show_client(self, client: Client) -> None:
        """Show a client's process notes, where they are open."""
        self._vm.show_client(client)

    def leave(self) -> None:
        """Store what stands in the note now; it stays open until its two minutes are over."""
        self._vm.autosave.save_now()

    def mark(self) -> str:
        """Say in numbers which note is open, or was, and where the cursor is in it."""
        standing = self._vm.standing
        return f"{standing.note_id}:{standing.cursor}" if standing is not None else ""

    def go_to_mark(self, mark: str) -> None:
        """Come back to the note and the cursor as soon as the notes are opened."""
        note_id, _, cursor = mark.partition(":")
        if note_id.isdecimal() and cursor.isdecimal():
            self._vm.stand_at(Standing(ProcessNoteId(int(note_id)), int(cursor)))

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give a call for each text that isn't stored yet, for the database's thread."""
        return list(self._vm.pending_saves())

    def cover(self) -> None:
        """Close the notes: they don't wait behind a cover."""
        self._locked.forget()
        # What had the keyboard goes with the notes; anything else gets it back by itself.
        self._was_open = self._vm.opening.is_open
        self._vm.close(ClosedBy.HIDDEN)

    def uncover(self) -> None:
        """Have the keyboard ready for the passphrase, where the notes stood open in front."""
        if self._was_open and is_in_front(self):
            self._locked.setFocus()
        self._was_open = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count input in this tab as the counselor's own."""
        if event.type() in TOUCHES and isinstance(watched, QWidget) and self._holds(watched):
            self._vm.opening.touch()
        return False

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the note to the list."""
        if event.key() == Qt.Key.Key_Escape and self._sheet.edit.hasFocus():
            self._list.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share of the width."""
        super().resizeEvent(event)
        share = min(1.0, self.width() / _WIDE)
        self._column.setFixedWidth(max(_LIST_LEAST, round(_LIST_WIDTH * share)))

    def _show_state(self) -> None:
        state, app = self._vm.opening.state, QApplication.instance()
        self._locked.set_busy(state is State.OPENING)
        was_open = self._pages.currentIndex() == 1
        self._pages.setCurrentIndex(1 if state is State.OPEN else 0)
        self.setFocusProxy(self._list if state is State.OPEN else self._locked)
        if app is not None:
            app.removeEventFilter(self)
            if state is State.OPEN:
                app.installEventFilter(self)
        if was_open and state is State.CLOSED:
            self._countdown.setText("")
            self._say(self._behind, "")
            # What was copied out of them doesn't outlive them on the clipboard.
            sweep.take_back_copies()

    def _on_opened(self, missing: int) -> None:
        self._say(self._behind, words.behind(missing) if missing else "", "warn")
        if not self._sheet.edit.hasFocus():
            (self._list if self._vm.rows else self._new).setFocus()

    def _on_refused(self, error: object) -> None:
        self._locked.refuse(_sentence(error), is_lost=isinstance(error, ProcessNotesMissing))

    def _count(self, seconds: int, few: bool) -> None:
        self._countdown.setText(words.closes_in(seconds))
        self._countdown.set_ink("warn" if few else "ink-2")

    def _show_rows(self) -> None:
        self._model.set_rows(self._vm.rows)
        self._mark()
        self._show_paper()

    def _show_note(self) -> None:
        note = self._vm.note
        if note is None:
            self._sheet.show_nothing()
        else:
            unit = self._vm.unit_of(note)
            self._sheet.show_note(note.on, unit, note.text)
        self._mark()
        self._show_paper()

    def _mark(self) -> None:
        note = self._vm.note
        self._list.mark(self._model.place_of(note.id if note else None))

    def _show_paper(self) -> None:
        if self._vm.note is not None:
            self._papers.setCurrentWidget(self._sheet)
        else:
            self._papers.setCurrentWidget(self._nothing if self._vm.rows else self._empty)

    def _show_warnings(self) -> None:
        lookout = self._vm.lookout
        self._sheet.show_warnings(lookout.warnings, lookout.at(self._sheet.edit.place))

    def _show_undo(self) -> None:
        step = self._vm.undo_step
        if step is None:
            self._say(self._undo, "")
            return
        today = self._clock.today()
        if isinstance(step, MovedOut):
            at = self._clock.local(step.moved.happened_at_utc).date()
            sentence = words.moved(dates.short_day(at, today))
        else:
            sentence = words.deleted(dates.short_day(step.note.on, today))
        self._say(self._undo, sentence, "ok", words.undo())

    def _show_trouble(self, error: object) -> None:
        if error is None:
            self._say(self._banner, "")
        elif isinstance(error, UnderLegalHold | NoteSigned):
            self._say(self._banner, _sentence(error), "warn")
        else:
            self._say(self._banner, note_words.not_saved(error_words.words_for(error)[0]), "stop")

    def _say(
        self, banner: Banner, sentence: str, tone: BannerTone = "accent", step: str = ""
    ) -> None:
        """Show a sentence above the note, or take it away."""
        banner.show_message(sentence, tone, step)
        banner.setVisible(bool(sentence))
        all_ = (self._behind, self._banner, self._undo)
        self._banners.setVisible(not all(one.isHidden() for one in all_))

    def _start(self, below: QWidget) -> None:
        units = self._vm.open_units
        if len(units) == 1:
            self._vm.start(units[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for unit in units:
            action = menu.addAction(note_words.for_whom(unit).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, unit=unit: self._vm.start(unit))
        pop_up(menu, below)


def _sentence(error: object) -> str:
    return " ".join(filter(None, error_words.words_for(error)))
