"""The sheet that a note is written on: its sections, one field each."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from resources.tokens import XL, L, S
from ui import names
from ui.clients.tab import is_in_front
from ui.notes.aids import WritingAids
from ui.notes.fields import END, Fields
from ui.notes.history import History
from ui.notes.layouts import Layout, LayoutChange
from ui.notes.name_veil import hide_names, places_shown
from ui.notes.passage_document import PassageDocument
from ui.notes.passage_edit import PassageEdit
from ui.notes.sheet_area import SheetArea
from ui.notes.tags import People, TagBook
from ui.notes.tools import EditorTools
from ui.strings import notes as words
from ui.widgets.text import Line
from vault.notes import NoteContent
from vault.passages import SECTIONS, Passage, Section, Template, laid_out


@dataclass(frozen=True, slots=True)
class Part:
    """A note on the sheet; addenda stand below the note that they amend, under a heading."""

    content: NoteContent
    editable: bool
    heading: str = ""


def field_name(section: Section, part: int) -> str:
    """Name a field of the sheet in a Place; the note itself is part 0, its addenda follow."""
    return f"{section.value}@{part}" if part else section.value


class NoteEditor(QWidget):
    """Shows a note with its addenda; one of them at most can be written in.

    `edited` comes with each change of text or tag, `layout_changed` with the draft's template
    when it was laid out under another one, also by undo.
    """

    edited = Signal()
    layout_changed = Signal(object)

    def __init__(self, aids: WritingAids | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = SheetArea()
        self._fields = Fields(self._area)
        self._people: People | None = None
        self._has_room = False
        self._aids = aids
        self._book = TagBook()
        self._layout = Layout(Template.FREE, ())
        self._documents: list[PassageDocument] = []
        self._history = History(self._show_step)
        self._parts: list[Part] = []
        self._tools = EditorTools(self, aids)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools)
        column.addWidget(self._area, 1)
        names.style.changed.connect(self.show_anew)
        if aids is not None:
            aids.changed.connect(self.show_anew)

    def show_parts(self, parts: list[Part], people: People, *, aligned: bool = False) -> None:
        """Show a note; what stood here before is gone.

        `aligned` keeps the room for tags free also where a note has none.
        """
        self._parts = parts
        passages = [one for part in parts for one in part.content.passages]
        self._has_room = aligned or people.needs_room(passages)
        self._people = people
        self._book = TagBook()
        outdated, self._documents = self._documents, []
        self._history.clear()
        self._layout = Layout(Template.FREE, ())
        for part in parts:
            if part.editable:
                self._layout = self._laid_out(part.content)
        self._build()
        for document in outdated:
            document.deleteLater()
        if self._aids is not None:
            self._aids.load()
            self._aids.meet(self._book.third_persons())

    def close_parts(self) -> None:
        """Take everything off the sheet."""
        self._parts = []
        self._fields.clear()
        self._area.put(QWidget())
        self._tools.begin()

    @property
    def shows_draft(self) -> bool:
        """Whether anything on the sheet can be written in."""
        return bool(self._fields.drafts)

    def content(self) -> NoteContent:
        """Give what stands in the draft now, also while the texts are off the screen."""
        passages: list[Passage] = []
        for edit in self._fields.drafts:
            passages += edit.passages()
        return NoteContent(self._layout.template, tuple(passages))

    @property
    def fields(self) -> tuple[PassageEdit, ...]:
        """The fields of all sections, from top to bottom."""
        return tuple(self._fields)

    def hold_still(self, held: bool) -> None:
        """Take no key into the draft until it is let go."""
        for edit in self._fields.drafts:
            edit.setReadOnly(held)

    def set_template(self, template: Template) -> None:
        """Lay the draft out under another template; nothing of its text is lost."""
        self._lay_out_anew(NoteContent(template, self.content().passages))

    def append(self, passages: tuple[Passage, ...]) -> None:
        """Put passages below what is written in their sections, as one step of undo."""
        written = self.content()
        self._lay_out_anew(replace(written, passages=written.passages + passages))

    def _lay_out_anew(self, content: NoteContent) -> None:
        if self._people is None or not self._layout.documents:
            return
        before = self._layout
        after = self._laid_out(content)
        self._history.add(LayoutChange(before, after, self._show_layout))
        self._show_layout(after)

    def show_anew(self) -> None:
        """Show names and marks as they are to be shown now."""
        self._fields.show_anew()

    def open_find(self) -> None:
        """Ask what to look for in the note."""
        self._tools.open_find()

    def focus_draft(self) -> bool:
        """Put the cursor at the end of what is written, or into the first section."""
        drafts = self._fields.drafts
        if not drafts:
            return False
        written = [edit for edit in drafts if edit.passages()]
        chosen = written[-1] if written else drafts[0]
        self._focus(chosen)
        chosen.go_to(END, END)
        self._area.follow(chosen)
        return True

    def show_untagged(self) -> None:
        """Put the cursor into the first paragraph without a tag."""
        any(edit.show_untagged() for edit in self._fields.drafts)

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far the sheet is scrolled."""
        return self._area.bar

    @property
    def recent(self) -> PassageEdit | None:
        """The section that was written in last."""
        return self._fields.recent

    def follow(self, edit: PassageEdit) -> None:
        """Bring the cursor of a section onto the screen."""
        self._area.show_cursor(edit)

    @property
    def place(self) -> tuple[str, int, int, int]:
        """The section that was written in last, with cursor and anchor, and the scroll."""
        edit = self._fields.recent
        position, anchor = edit.position if edit is not None else (0, 0)
        return self._fields.recent_name, position, anchor, self._area.offset

    def go_to(self, field: str, cursor: int, anchor: int, scroll: int) -> bool:
        """Come back to a place; answers whether its section is there."""
        found = self._fields.named(field)
        if found is not None:
            found.go_to(*places_shown(found.text, cursor, anchor))
            self._focus(found)
            self._fields.recent = found
        self._area.go_back(scroll, found)
        return found is not None

    def clear_texts(self) -> None:
        """Put every text aside; see `PassageEdit`."""
        self._fields.clear_texts()
        self._tools.clear_texts()

    def restore_texts(self) -> None:
        """Bring every text back."""
        self._fields.restore_texts()
        self._tools.restore_texts()

    def _focus(self, edit: PassageEdit) -> None:
        # A note may have come only after its reader went to another page.
        if is_in_front(self):
            edit.setFocus()

    def _laid_out(self, content: NoteContent) -> Layout:
        documents = tuple(
            PassageDocument(section, passages, self._book, self)
            for section, passages in laid_out(content.template, content.passages).items()
        )
        for document in documents:
            self._documents.append(document)
            self._history.watch(document)
        return Layout(content.template, documents)

    def _show_layout(self, layout: Layout) -> None:
        self._layout = layout
        self._build()
        self.layout_changed.emit(layout.template)
        self.edited.emit()

    def _show_step(
        self, document: QTextDocument, cursor: QTextCursor, retagged: list[QTextBlock]
    ) -> None:
        for edit in self._fields:
            if edit.text is document:
                if not retagged:
                    edit.setTextCursor(cursor)
                elif edit.textCursor().block() not in retagged:
                    edit.setTextCursor(QTextCursor(retagged[0]))
                edit.setFocus()
                self.follow(edit)

    def _build(self) -> None:
        self._fields.clear()
        sheet = QWidget()
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(XL - 2, S, XL - 2, XL)
        outer.setSpacing(0)
        for at, part in enumerate(self._parts):
            self._add_part(outer, part, at)
        outer.addStretch(1)
        self._area.put(sheet)
        self._tools.begin()

    def _add_part(self, outer: QVBoxLayout, part: Part, at: int) -> None:
        if part.heading:
            outer.addSpacing(L)
            outer.addWidget(Line(part.heading, "body-strong"))
            outer.addSpacing(S)
        if part.editable:
            for document in self._layout.documents:
                self._add_field(outer, self._layout.template, document.section, (), at, document)
            return
        template = part.content.template
        for section, passages in laid_out(template, part.content.passages).items():
            if passages:
                self._add_field(outer, template, section, passages, at, None)

    def _add_field(
        self,
        outer: QVBoxLayout,
        template: Template,
        section: Section,
        passages: tuple[Passage, ...],
        at: int,
        document: PassageDocument | None,
    ) -> None:
        people = self._people
        assert people is not None  # noqa: S101 -- a field exists only once people are known
        if len(SECTIONS[template]) > 1:
            outer.addWidget(Line(words.section_name(section), "small-strong", "ink-2"))
            outer.addSpacing(S - 1)
        edit = PassageEdit(
            section,
            passages,
            people,
            self._book,
            editable=document is not None,
            has_room=self._has_room,
            document=document,
            aids=self._aids if document is not None else None,
        )
        hide_names(edit, edit.text, None if document is not None else passages)
        outer.addWidget(edit)
        outer.addSpacing(L)
        self._fields.add(edit, field_name(section, at))
        edit.turned.connect(self._turn)
        edit.noticed.connect(self._tools.say)
        edit.edited.connect(self._on_edited)

    def _on_edited(self) -> None:
        people = self._people
        if not self._has_room and people is not None and people.needs_room(self._book.tags):
            self._has_room = True
            for edit in self._fields:
                edit.give_room()
        self.edited.emit()

    def _turn(self, way: int) -> None:
        (self._history.undo if way < 0 else self._history.redo)()
