"""What stands between a note's head and its text: what is to be known of it before it is read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from resources.tokens import XL, L, S
from ui.notes.draft import unsigned_note
from ui.strings import dates
from ui.strings import notes as note_words
from ui.strings import reading as words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.choice import RadioButton
from ui.widgets.menus import pop_up
from ui.widgets.own_words import OwnText
from ui.widgets.text import Text
from vault.copying import USUAL, current_words, still_copied
from vault.late_entries import is_late
from vault.notes import Note, NoteFile, Source
from vault.passages import Section
from vault.ports import Clock
from vault.reading import what_is_said
from vault.snippets import beginning

_QUOTED = 80


class NoteLines(QWidget):
    """Says that a note was altered or is late, what it corrects and copies, and how to read it."""

    amended_chosen = Signal(bool)
    copy_asked = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._earlier: Source | None = None
        self._altered = Banner()
        self._late = Text("", "small", "ink-2")
        self._corrects = OwnText("", "small", "ink-2")
        self._copied = Text("", "small", "ink-2")
        self._copy = Button("", "link", opens_menu=True)
        self._copy.clicked.connect(self._open_menu)
        self._amended = RadioButton(words.as_amended())
        self._signed = RadioButton(words.as_signed())
        self._reading = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self._reading.setAccessibleName(words.which_reading())
        choices = QButtonGroup(self)
        row = QHBoxLayout(self._reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        for choice in (self._amended, self._signed):
            choices.addButton(choice)
            row.addWidget(choice)
        row.addStretch(1)
        self._amended.clicked.connect(lambda: self.amended_chosen.emit(True))
        self._signed.clicked.connect(lambda: self.amended_chosen.emit(False))
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - 2, 0, XL - 2, S - 2)
        column.setSpacing(S - 2)
        for line in (self._altered, self._late, self._corrects, self._copied):
            column.addWidget(line)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._reading)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at."""
        return (self._copy, self._amended, self._signed)

    def show_file(self, file: NoteFile, *, amended: bool | None) -> None:
        """Show what is to be known of a note; `amended` is None where there is one reading only."""
        draft = unsigned_note(file)
        self._show_altered(file)
        _show(self._late, self._late_line(file))
        _show(self._corrects, "\n".join(self._what_is_corrected(file, draft)))
        self.show_copies(file)
        self._reading.setVisible(amended is not None)
        self._amended.setChecked(bool(amended))
        self._signed.setChecked(not amended)

    def _show_altered(self, file: NoteFile) -> None:
        parts = [one for one in (file.note, *file.addenda) if one.id in file.altered]
        self._altered.setVisible(bool(parts))
        if parts and parts[0].signature is not None:
            at = self._clock.local(parts[0].signature.signed_at_utc)
            self._altered.show_message(words.altered(dates.dated(at.date())), "stop")

    def _late_line(self, file: NoteFile) -> str:
        note = file.note
        minutes = file.meeting.minutes if file.meeting else 0
        hours = note.signature.late_hours if note.signature else file.late_hours
        if not is_late(note.happened_at_utc, minutes, note.begun_at_utc, hours):
            return ""
        happened, begun = (self._day_and_time(note, begun=begun) for begun in (False, True))
        return words.late_line(happened, begun, hours)

    def _day_and_time(self, note: Note, *, begun: bool) -> str:
        at = self._clock.local(note.begun_at_utc if begun else note.happened_at_utc)
        return words.day_and_time(dates.dated(at.date()), dates.clock_time(at))

    def _what_is_corrected(self, file: NoteFile, draft: Note | None) -> list[str]:
        if draft is None:
            return []
        said = what_is_said((file.note, *file.signed_addenda))
        wanted = dict.fromkeys(one.corrects for one in draft.content.passages if one.corrects)
        return [words.corrects(_quoted(said[one])) for one in wanted if one in said]

    def show_copies(self, file: NoteFile) -> None:
        """Show what can be copied into a draft, and what in it still is a copy."""
        draft = unsigned_note(file)
        earlier = file.earlier if draft is not None else None
        if earlier is not None:
            self._copy.set_label(words.copy_from(*self._named(earlier)))
        self._earlier = earlier
        self._copy.setVisible(earlier is not None and bool(current_words(earlier)))
        content = (draft or file.note).content
        counts = ((one, len(still_copied(content, (one,)))) for one in file.sources)
        copied = (words.copied(count, *self._named(one)) for one, count in counts if count)
        _show(self._copied, " ".join(copied))

    def _named(self, source: Source) -> tuple[str, str]:
        at = self._clock.local(source.note.happened_at_utc)
        title = note_words.title(source.note.type, source.number)
        return title, dates.short_day(at.date(), self._clock.today())

    def _open_menu(self) -> None:
        if self._earlier is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found = current_words(self._earlier)
        for section in sorted(found, key=lambda one: one not in USUAL):
            label = words.copy_section(note_words.section_name(section), len(found[section]))
            self._add(menu, label, (section,))
        if len(found) > 1:
            menu.addSeparator()
            self._add(menu, words.copy_all(), tuple(found))
        pop_up(menu, self._copy)

    def _add(self, menu: QMenu, label: str, sections: Sequence[Section]) -> None:
        action = menu.addAction(label.replace("&", "&&"))
        action.triggered.connect(lambda: self.copy_asked.emit(sections))


def _show(line: Text, sentence: str) -> None:
    line.setText(sentence)
    line.setVisible(bool(sentence))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{beginning(line, _QUOTED)}…"
