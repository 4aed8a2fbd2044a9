"""Tagging the paragraphs of one section, by key and from the menus."""

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QTextBlock
from PySide6.QtWidgets import QTextEdit

from ui.notes.aids import WritingAids
from ui.notes.margin import Margin
from ui.notes.passage_document import PassageDocument
from ui.notes.tag_keys import TagKey, tag_key
from ui.notes.tag_menu import Change, PeopleMenu, SpeakerMenu, TagMenu
from ui.notes.tags import People, TagBook
from ui.notes.third_person import ThirdPersonField
from ui.widgets.announce import announce
from ui.widgets.menus import caret_of, pop_up_beside
from vault.passages import About


class Tagging:
    """Changes tags where the cursor is, where a selection is, or beside a pill that was clicked."""

    def __init__(
        self,
        edit: QTextEdit,
        text: PassageDocument,
        margin: Margin,
        people: People,
        book: TagBook,
        aids: WritingAids | None,
    ) -> None:
        self._edit = edit
        self._text = text
        self._margin = margin
        self._people = people
        self._book = book
        self._aids = aids
        self._naming: ThirdPersonField | None = None

    @property
    def is_shared(self) -> bool:
        """Whether there is more than one person in the unit whom a paragraph can be about."""
        return self._people.is_shared

    def retag(self, change: Change) -> None:
        """Change the tags of the paragraphs of the cursor or of the selection."""
        cursor = self._edit.textCursor()
        self._retag(cursor.selectionStart(), cursor.selectionEnd(), change)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key does to tags; answers whether it does anything to them."""
        key = tag_key(event)
        if key is None:
            return False
        block = self._edit.textCursor().block()
        if key is TagKey.MENU:
            self.open_menu(block, by_key=True)
        elif key is TagKey.SPEAKER:
            tag = self._text.tag_of(block)
            self._pop_up(SpeakerMenu(self._people, tag, self.retag, self._edit))
        elif key is TagKey.CONFIDENCE:
            told = not self._text.tag_of(block).in_confidence
            self.retag(lambda tag: replace(tag, in_confidence=told))
        elif key is TagKey.THIRD_PERSON:
            cursor = self._edit.textCursor()
            self._ask_name(cursor.selectionStart(), cursor.selectionEnd())
        else:
            self._tag_member(key)
        return True

    def open_menu(self, block: QTextBlock, *, by_key: bool) -> None:
        """Open the menu of a paragraph, at its pill unless by key; it is a selection's inside."""
        start, end = self._meant(block)
        menu = TagMenu(
            self._people,
            self._text.tag_of(block),
            lambda change: self._retag(start, end, change),
            lambda: self._ask_name(start, end),
            self._edit,
        )
        self._pop_up(menu, None if by_key else block)

    def keep_name(self) -> None:
        """Take a name that is half typed as it stands, because the texts go off the screen."""
        if self._naming is not None:
            self._naming.keep()

    def describe(self) -> None:
        """Tell a screen reader the whole tag of the paragraph that the cursor is in."""
        tag = self._text.tag_of(self._edit.textCursor().block())
        self._edit.setAccessibleDescription(self._people.spoken(tag))

    def say(self) -> None:
        """Have a screen reader say the tag of the paragraph that the cursor is in."""
        self.describe()
        announce(self._edit, self._edit.accessibleDescription())

    def _retag(self, start: int, end: int, change: Change) -> None:
        self._text.retag(start, end, change)
        self.describe()
        announce(self._edit, self._people.spoken(self._text.tag_of(self._text.findBlock(start))))

    def _tag_member(self, key: TagKey) -> None:
        adds = key.adds and self._people.is_shared
        member = self._people.member_at_key(key.digit) if adds else None
        about = None if key.adds else self._people.at_key(key.digit)
        if member is not None:
            self.retag(lambda tag: replace(tag, about=tag.about.turned(member)))
        elif about is not None:
            self.retag(lambda tag: replace(tag, about=about))

    def _meant(self, block: QTextBlock) -> tuple[int, int]:
        cursor = self._edit.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if self._text.findBlock(start).position() <= block.position() <= end:
            return start, end
        return block.position(), block.position()

    def _pop_up(self, menu: PeopleMenu, clicked: QTextBlock | None = None) -> None:
        """Open a menu at the pill that was clicked, or else at the cursor."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if clicked is None:
            pop_up_beside(menu, caret_of(self._edit), by_key=True)
            return
        pill = self._pill(clicked)
        line = QRect(self._edit.mapToGlobal(pill.topLeft()), pill.size())
        pop_up_beside(menu, line, by_key=False)

    def _ask_name(self, start: int, end: int) -> None:
        block = self._text.findBlock(start)
        name = self._text.tag_of(block).about.third_person
        field = ThirdPersonField(name, self._book.third_persons(), self._pill(block), self._edit)
        field.named.connect(lambda person: self._name(start, end, person))
        field.ended.connect(self._forget_field)
        self._naming = field
        field.show()
        field.setFocus()

    def _name(self, start: int, end: int, person: str) -> None:
        self._retag(start, end, lambda tag: replace(tag, about=About.somebody_else(person)))
        if self._aids is not None:
            self._aids.meet([person])

    def _pill(self, block: QTextBlock) -> QRect:
        return self._margin.pill_area(block).translated(self._margin.pos())

    def _forget_field(self) -> None:
        self._naming = None
