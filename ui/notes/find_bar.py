"""Finding words in the note that is open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.tokens import XL, S
from ui.notes.aids import WritingAids
from ui.notes.passage_edit import PassageEdit
from ui.notes.spans import units
from ui.strings import editor as words
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.own_words import OwnField
from ui.widgets.text import Line
from vault.finding import occurrences

_FIELD_WIDTH = 420


class FindBar(QWidget):
    """A field with the count of hits; Enter goes to the next, with Shift back, Esc closes it."""

    typed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.find())
        self.field = OwnField()
        self.field.setAccessibleName(words.find())
        self.field.setPlaceholderText(words.find())
        self._count = Line("", "small", "ink-2")
        back = Button(words.find_previous(), "quiet", icon="chevron-up")
        on = Button(words.find_next(), "quiet", icon="chevron-down")
        close = Button(words.close(), "quiet", icon="x")
        self.field.setMaximumWidth(_FIELD_WIDTH)
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        back.clicked.connect(lambda: self.stepped.emit(-1))
        on.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL - 2, S, XL - 2, S)
        row.setSpacing(S)
        row.addWidget(self.field, 4)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (back, on, close):
            row.addWidget(button)

    def show_count(self, which: int, count: int) -> None:
        """Say how many hits there are, and tell a screen reader."""
        sentence = words.hits(which, count) if self.field.text().strip() else ""
        self._count.setText(sentence)
        self.field.setAccessibleDescription(sentence)
        announce(self.field, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step with Enter, also back."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return False
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.stepped.emit(-1 if shifted else 1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of one section's text, as Qt counts."""

    edit: PassageEdit
    start: int
    end: int


class Finder:
    """Looks for words in all sections and addenda and leads from hit to hit."""

    def __init__(
        self,
        bar: FindBar,
        fields: Callable[[], tuple[PassageEdit, ...]],
        show: Callable[[PassageEdit], object],
    ) -> None:
        self._bar = bar
        self._fields = fields
        self._show = show
        self._wanted = ""
        self._hits: list[Hit] = []
        self._at = -1
        bar.typed.connect(self.look_for)
        bar.stepped.connect(self.step)

    def open(self, recent: PassageEdit | None) -> None:
        """Ask what to look for; what is selected in a section is proposed."""
        chosen = recent.textCursor().selectedText() if recent is not None else ""
        if chosen and "\u2029" not in chosen:
            self._bar.field.setText(chosen)
        self.look_for(self._bar.field.text())
        self._bar.field.setFocus()
        self._bar.field.selectAll()

    def close(self, recent: PassageEdit | None) -> None:
        """Take the marks away and go back into the text, to the hit that was shown."""
        last = self.last or recent
        self.look_for("")
        if last is not None:
            last.setFocus()

    def look_for(self, wanted: str) -> None:
        """Mark every hit; an empty word takes the marks away."""
        self._wanted = wanted
        self._at = -1
        for edit in self._fields():
            edit.show_hits(wanted)
        self.look_again()

    def look_again(self) -> None:
        """Count again after the text changed."""
        self._hits = [hit for edit in self._fields() for hit in _hits(edit, self._wanted)]
        self._at = min(self._at, len(self._hits) - 1)
        self._bar.show_count(self._at + 1, len(self._hits))

    def step(self, by: int) -> None:
        """Select the next hit or the one before, going round at the ends."""
        self.look_again()
        if not self._hits:
            return
        self._at = (max(self._at, 0 if by < 0 else -1) + by) % len(self._hits)
        hit = self._hits[self._at]
        hit.edit.go_to(hit.end, hit.start)
        self._show(hit.edit)
        self._bar.show_count(self._at + 1, len(self._hits))

    @property
    def last(self) -> PassageEdit | None:
        """The section of the hit that was shown last."""
        return self._hits[self._at].edit if 0 <= self._at < len(self._hits) else None


def add_find_keys(sheet: QWidget, open_find: Callable[[], object], finder: Finder) -> None:
    """Let Ctrl+F open the bar of a sheet, F3 and Shift+F3 step from hit to hit."""
    keys: dict[str, Callable[[], object]] = {
        "Ctrl+F": open_find,
        "F3": lambda: finder.step(1),
        "Shift+F3": lambda: finder.step(-1),
    }
    for key, act in keys.items():
        add_key(sheet, key, act)


def add_key(sheet: QWidget, key: str, act: Callable[[], object]) -> None:
    """Let a key do something wherever the focus is on a sheet."""
    shortcut = QShortcut(QKeySequence(key), sheet)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)


def next_wrong(
    fields: tuple[PassageEdit, ...], recent: PassageEdit | None, aids: WritingAids
) -> tuple[PassageEdit, QTextCursor] | None:
    """Select the first misspelt word behind the cursor, going round at the end of the note."""
    drafts = [edit for edit in fields if edit.is_editable]
    if not drafts:
        return None
    first = drafts.index(recent) if recent in drafts else 0
    order = [*drafts[first:], *drafts[:first]]
    for number, edit in enumerate([*order, order[0]]):
        behind = edit.textCursor().selectionEnd() if number == 0 else -1
        for cursor in _wrong_words(edit, aids):
            if cursor.selectionStart() >= behind:
                return edit, cursor
    return None


def _wrong_words(edit: PassageEdit, aids: WritingAids) -> Iterator[QTextCursor]:
    for block in edit.text.blocks():
        text, at = block.text(), block.position()
        for start, end in aids.wrong_in(text):
            cursor = QTextCursor(edit.text)
            cursor.setPosition(at + units(text, start))
            cursor.setPosition(at + units(text, end), QTextCursor.MoveMode.KeepAnchor)
            yield cursor


def _hits(edit: PassageEdit, wanted: str) -> list[Hit]:
    found = []
    for block in edit.text.blocks():
        text, at = block.text(), block.position()
        for start, end in occurrences(text, wanted):
            found.append(Hit(edit, at + units(text, start), at + units(text, end)))
    return found
