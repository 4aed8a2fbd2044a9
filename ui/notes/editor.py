"""The sheet that a note is written on: its sections, one field each."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import XL, L, S
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People, TagBook
from ui.strings import notes as words
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.text import Line
from vault.notes import NoteContent
from vault.passages import SECTIONS, About, Passage, Template, laid_out

MEASURE = 780
_MARGIN_AROUND_CURSOR = 40
_PATIENCE_MS = 500
_END = 1 << 30


@dataclass(frozen=True, slots=True)
class Part:
    """A note on the sheet; addenda stand below the note that they amend, under a heading."""

    content: NoteContent
    editable: bool
    heading: str = ""


class NoteEditor(QScrollArea):
    """Shows a note with its addenda; one of them at most can be written in."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._people: People | None = None
        self._aligned = False
        self._template = Template.FREE
        self._parts: list[Part] = []
        self._edits: list[PassageEdit] = []
        self._wanted_scroll: int | None = None
        self._recent: PassageEdit | None = None
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        OverlayBar(self)

    def show_parts(self, parts: list[Part], people: People, *, aligned: bool = False) -> None:
        """Show a note; what stood here before is gone.

        `aligned` keeps the room for tags free also where a note has none.
        """
        self._parts = parts
        self._aligned = aligned
        self._people = people
        self._edits = []
        self._recent = None
        self._wanted_scroll = None
        sheet = QWidget()
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(XL - 2, S, XL - 2, XL)
        outer.setSpacing(0)
        book = TagBook()
        for part in parts:
            self._add_part(outer, part, people, book)
        outer.addStretch(1)
        self._put(sheet)
        self._link()

    def close_parts(self) -> None:
        """Take everything off the sheet."""
        self._parts = []
        self._edits = []
        self._recent = None
        self._put(QWidget())

    def content(self) -> NoteContent:
        """Give what stands in the draft now, also while the texts are off the screen."""
        passages: list[Passage] = []
        for edit in self._drafts():
            passages += edit.passages()
        return NoteContent(self._template, tuple(passages))

    @property
    def fields(self) -> tuple[PassageEdit, ...]:
        """The fields of all sections, from top to bottom."""
        return tuple(self._edits)

    def hold_still(self, held: bool) -> None:
        """Take no key into the draft until it is let go."""
        for edit in self._drafts():
            edit.setReadOnly(held)

    def set_template(self, template: Template) -> None:
        """Lay the draft out under another template; nothing of its text is lost."""
        if self._people is None:
            return
        content = NoteContent(template, self.content().passages)
        parts = [Part(content, True, one.heading) if one.editable else one for one in self._parts]
        self.show_parts(parts, self._people, aligned=self._aligned)

    def focus_draft(self) -> bool:
        """Put the cursor at the end of what is written, or into the first section."""
        drafts = self._drafts()
        if not drafts:
            return False
        written = [edit for edit in drafts if edit.passages()]
        chosen = written[-1] if written else drafts[0]
        chosen.setFocus()
        chosen.go_to(_END, _END)
        self._follow(chosen)
        return True

    def show_untagged(self) -> None:
        """Put the cursor into the first paragraph without a tag."""
        any(edit.show_untagged() for edit in self._drafts())

    @property
    def place(self) -> tuple[str, int, int, int]:
        """The section that was written in last, with cursor and anchor, and the scroll."""
        scroll = self._wanted_scroll
        if scroll is None:
            scroll = self.verticalScrollBar().value()
        edit = self._recent
        if edit is None:
            return "", 0, 0, scroll
        position, anchor = edit.position
        return edit.section.value, position, anchor, scroll

    def go_to(self, field: str, cursor: int, anchor: int, scroll: int) -> bool:
        """Come back to a place; answers whether its section is there."""
        found = next((edit for edit in self._edits if edit.section == field), None)
        if found is not None:
            found.go_to(cursor, anchor)
            found.setFocus()
            self._recent = found
        # The sheet has its height only once it is laid out at the window's width.
        self._wanted_scroll = scroll
        QTimer.singleShot(0, self, self._scroll_to_wanted)
        QTimer.singleShot(_PATIENCE_MS, self, self._forget_wanted)
        return found is not None

    def clear_texts(self) -> None:
        """Put every text aside; see `PassageEdit`."""
        for edit in self._edits:
            edit.clear_texts()

    def restore_texts(self) -> None:
        """Bring every text back."""
        for edit in self._edits:
            edit.restore_texts()

    def _put(self, sheet: QWidget) -> None:
        self.setWidget(sheet)
        # A scroll area has its widget fill its ground, which would cover the sheet's white.
        sheet.setAutoFillBackground(False)

    def _drafts(self) -> list[PassageEdit]:
        return [edit for edit in self._edits if edit.is_editable]

    def _add_part(self, outer: QVBoxLayout, part: Part, people: People, book: TagBook) -> None:
        if part.editable:
            self._template = part.content.template
        if part.heading:
            outer.addSpacing(L)
            outer.addWidget(Line(part.heading, "body-strong"))
            outer.addSpacing(S)
        sections = laid_out(part.content.template, part.content.passages)
        for section, passages in sections.items():
            if not (passages or part.editable):
                continue
            if len(SECTIONS[part.content.template]) > 1:
                outer.addWidget(Line(words.section_name(section), "small-strong", "ink-2"))
                outer.addSpacing(S - 1)
            first_about = self._first_about if part.editable else None
            edit = PassageEdit(section, passages, people, book, first_about, aligned=self._aligned)
            edit.setMaximumWidth(MEASURE)
            outer.addWidget(edit)
            outer.addSpacing(L)
            self._edits.append(edit)

    def _link(self) -> None:
        for edit in self._edits:
            edit.entered.connect(lambda edit=edit: self._remember(edit))
            edit.moved.connect(lambda edit=edit: self._follow(edit))
            edit.stepped.connect(lambda step, edit=edit: self._step(edit, step))
            if edit.is_editable:
                edit.edited.connect(self.edited)

    def _first_about(self, asking: PassageEdit) -> About:
        people = self._people
        assert people is not None  # noqa: S101 -- a field exists only once people are known
        before = self._edits[: self._edits.index(asking)]
        for edit in reversed([one for one in before if one.is_editable]):
            about = edit.last_about()
            if about is not None:
                return about
        return people.default()

    def _step(self, edit: PassageEdit, step: int) -> None:
        index = self._edits.index(edit) + step
        if 0 <= index < len(self._edits):
            neighbour = self._edits[index]
            end = _END if step < 0 else 0
            neighbour.setFocus()
            neighbour.go_to(end, end)
            self._follow(neighbour)

    def _remember(self, edit: PassageEdit) -> None:
        self._recent = edit

    def _follow(self, edit: PassageEdit) -> None:
        sheet = self.widget()
        if edit.hasFocus() and self._wanted_scroll is None and sheet is not None:
            cursor = edit.cursorRect().center()
            point = edit.viewport().mapTo(sheet, QPoint(0, cursor.y()))
            self.ensureVisible(0, point.y(), 0, _MARGIN_AROUND_CURSOR)

    def _on_range(self) -> None:
        if self._wanted_scroll is not None:
            self._scroll_to_wanted()

    def _forget_wanted(self) -> None:
        # A note that is shorter now never gets as long as the place that was kept.
        self._wanted_scroll = None

    def _scroll_to_wanted(self) -> None:
        wanted = self._wanted_scroll
        bar = self.verticalScrollBar()
        if wanted is not None and self.isVisible() and bar.maximum() >= wanted:
            bar.setValue(wanted)
            self._wanted_scroll = None
