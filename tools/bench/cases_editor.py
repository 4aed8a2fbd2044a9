"""What the editor does in a long note: opened, a letter on the screen, a word's hits counted."""

from __future__ import annotations

import contextlib
import random
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from storage.clock import SystemClock
from tools.bench.cases import Must, NotMeasured, case, clocked
from ui.hub import Hub
from ui.notes.aids import WritingAids
from ui.notes.editor import NoteEditor, Part
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People
from ui.open_vault import OpenVault
from ui.tasks import HeldTasks, Tasks
from vault.finding import occurrences
from vault.ids import MemberId, UnitId
from vault.notes import NoteContent
from vault.passages import SECTIONS, About, Passage, Template
from vault.spelling import Speller, Vocabulary
from vault.units import Member, Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vault.cabinet import Cabinet

REPEATS = 400
OPENINGS = 40
PASSAGES = 500
WORDS = 20
SIZE = (900, 700)
KEYS_IN_ONE_PLACE = 20
TYPED = "and then it was calm agian "
SENTENCE = (
    "she said that the week was calmer though nights were short and the argument went round in "
    "her head until four \u201cagain\u201d while neither wanted to keep score of who gave way"
)


class ReadyAids(WritingAids):
    """The editor's aids with their words read and no vault behind them: what is asked waits."""

    def __init__(self) -> None:
        hub = Hub()
        vault = OpenVault(cast("Cabinet", None), HeldTasks(Tasks(hub)), hub, SystemClock())
        super().__init__(vault)
        self._hub = hub
        self._speller = Speller(Vocabulary("en-US"))

    def load(self) -> None:
        """Do nothing: it is ready."""


class LongNote(QObject):
    """A note of 10,000 words on the screen, and the same text in a bare text edit beside it."""

    def __init__(
        self,
        parts: list[Part],
        people: People,
        editor: NoteEditor,
        bare: QTextEdit,
        draw: random.Random,
    ) -> None:
        super().__init__()
        self.editor = editor
        self.bare = bare
        self._parts = parts
        self._people = people
        self.draw = draw
        self.typed = 0
        self.painted = 0
        for edit in (*editor.fields, bare):
            edit.viewport().installEventFilter(self)

    def open(self) -> None:
        """Shows the note anew, painted."""
        self.editor.show_parts(self._parts, self._people)
        QApplication.processEvents()

    def open_bare(self) -> None:
        """Shows its text in the bare text edit, painted."""
        self.bare.setPlainText("\n".join(one.text for one in self._parts[0].content.passages))
        QApplication.processEvents()

    def type_into(self, edit: QTextEdit) -> float:
        """Returns the time of one key, from the window's thread getting it to its pixels."""
        edit.window().activateWindow()
        edit.setFocus()
        edit.ensureCursorVisible()
        if isinstance(edit, PassageEdit):
            self.editor.follow(edit)
        QApplication.processEvents()
        painted = self.painted
        letter = TYPED[self.typed % len(TYPED)]
        pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)

        def press() -> None:
            QApplication.sendEvent(edit, pressed)
            QApplication.processEvents()

        taken = clocked(press)
        if self.painted == painted:
            raise NotMeasured("the letter was not painted")
        return taken

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Counts what is painted."""
        self.painted += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def move(self) -> None:
        """Goes to another place after some keys."""
        self.typed += 1
        if self.typed % KEYS_IN_ONE_PLACE == 1:
            for edit in (*self.editor.fields, self.bare):
                cursor = QTextCursor(edit.document())
                cursor.setPosition(self.draw.randrange(edit.document().characterCount()))
                edit.setTextCursor(cursor)
            QApplication.processEvents()


@contextlib.contextmanager
def _long_note() -> Iterator[LongNote]:
    app = QApplication.instance() or QApplication([])
    draw = random.Random(7)
    members = tuple(
        Member(MemberId(at), at, name) for at, name in enumerate(("Dana Reyes", "Marcus Okafor"), 1)
    )
    unit = Unit(UnitId(1), UnitKind.COUPLE, "", date(2026, 1, 5), members=members)
    abouts = (About.all(), *(About.of(member.id) for member in members))
    sections = SECTIONS[Template.SOAP]
    passages = tuple(
        Passage(
            sections[at * len(sections) // PASSAGES],
            " ".join(draw.choices(SENTENCE.split(), k=WORDS)),
            draw.choice(abouts),
            in_confidence=at % 20 == 0,
        )
        for at in range(PASSAGES)
    )
    editor, bare = NoteEditor(ReadyAids()), QTextEdit()
    parts, people = [Part(NoteContent(Template.SOAP, passages), editable=True)], People(unit)
    editor.show_parts(parts, people)
    bare.setPlainText("\n".join(one.text for one in passages))
    shown: tuple[QWidget, ...] = (editor, bare)
    for widget in shown:
        widget.resize(*SIZE)
        widget.show()
    app.processEvents()
    yield LongNote(parts, people, editor, bare, draw)
    for widget in shown:
        widget.close()
        widget.deleteLater()
    app.processEvents()


def _key(note: LongNote) -> float:
    field = note.editor.fields[note.typed // KEYS_IN_ONE_PLACE % len(note.editor.fields)]
    return note.type_into(field)


def _key_bare(note: LongNote) -> float:
    note.move()
    return note.type_into(note.bare)


def _open(note: LongNote) -> float:
    return clocked(note.open)


def _open_bare(note: LongNote) -> float:
    return clocked(note.open_bare)


def _count_hits(note: LongNote) -> float:
    texts = [block.text() for edit in note.editor.fields for block in edit.text.blocks()]
    return clocked(lambda: [occurrences(text, "agä") for text in texts])


case(
    "key to letter, 10,000 words in 500 passages, spelling on",
    repeats=REPEATS,
    must=[Must("p95", 16)],
    setup=_long_note,
    floor=_key_bare,
)(_key)
case(
    "the same note opened and painted, which blocks the window",
    repeats=OPENINGS,
    must=[Must("max", 50)],
    setup=_long_note,
    floor=_open_bare,
)(_open)
case("all hits of a word in the same note", repeats=REPEATS, setup=_long_note)(_count_hits)
