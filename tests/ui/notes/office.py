"""A client's notes on the screen, over a vault in memory, for what comes after signing."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.builders import keep_meeting
from tests.ui.desk import Desk, StillTimer
from ui.notes.passage_edit import PassageEdit
from ui.notes.view import NotesView
from ui.notes.view_model import NotesViewModel
from vault.ids import NoteId
from vault.notes import NoteContent, NoteFile, NoteType
from vault.passages import Passage, Section, Statement, Template

SLEPT = Passage(Section.SUBJECTIVE, "Slept six hours.")
PLAN = Passage(Section.PLAN, "Sleep diary.")


def notes_window(qtbot: QtBot, desk: Desk) -> tuple[NotesViewModel, NotesView]:
    """Show notes in a window of their own, which takes its model along when it goes."""
    vm = NotesViewModel(desk.vault, None, StillTimer)
    view = NotesView(desk.vault, vm)
    vm.setParent(view)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return vm, view


class Office:
    """One client, whose notes are open in a window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.desk = Desk()
        self.client_id, self.unit_id = self.desk.alone()
        self.vm, self.view = notes_window(qtbot, self.desk)

    def keep(
        self,
        *passages: Passage,
        note_type: NoteType = NoteType.PROGRESS,
        template: Template = Template.SOAP,
        met_at: datetime | None = None,
        signed: bool = True,
    ) -> NoteId:
        """Keep a note that is begun now."""
        notes = self.desk.cabinet.notes
        meeting_id = None
        if met_at is not None:
            with self.desk.store.write() as work:
                meeting_id = keep_meeting(work, self.unit_id, met_at)
        note_id = notes.start(self.unit_id, note_type, template, meeting_id=meeting_id).value
        content = NoteContent(template, passages)
        version = notes.save_draft(note_id, content, base_version=1).value
        if signed:
            notes.sign(note_id, base_version=version)
        return note_id

    def amend(self, note_id: NoteId, place: int, text: str, *added: str) -> NoteId:
        """Correct a statement of a signed note, and sign that."""
        notes = self.desk.cabinet.notes
        wrong = Statement(note_id, place)
        addendum = notes.add_addendum(note_id, corrects=wrong).value
        note = notes.open(addendum).note
        (passage,) = note.content.passages
        more = (Passage(Section.ADDITION, one) for one in added)
        content = replace(note.content, passages=(replace(passage, text=text), *more))
        version = notes.save_draft(addendum, content, base_version=note.version).value
        notes.sign(addendum, base_version=version)
        return addendum

    def open(self, note_id: NoteId) -> None:
        """Go to a note of the client."""
        if not self.vm.timeline.rows:
            self.vm.show_client(self.client_id)
        self.vm.open(note_id)

    @property
    def file(self) -> NoteFile:
        """What is open."""
        assert self.vm.file is not None
        return self.vm.file

    @property
    def fields(self) -> list[PassageEdit]:
        """The paragraphs that stand on the sheet."""
        return [one for one in self.view.findChildren(PassageEdit) if one.isVisible()]

    @property
    def texts(self) -> list[str]:
        """What stands in them."""
        return [one.toPlainText() for one in self.fields]

    @property
    def lines(self) -> str:
        """What stands around them."""
        labels = self.view.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible() and one.text())

    def button(self, label: str) -> QAbstractButton:
        """A button that can be seen."""
        return next(one for one in self.buttons if one.text() == label)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """What can be pressed now."""
        return [one for one in self.view.findChildren(QAbstractButton) if one.isVisible()]

    @property
    def offered(self) -> list[str]:
        """The entries of the menu that is open."""
        return [one.text() for one in self._menu.actions()]

    def choose(self, entry: str) -> None:
        """Choose an entry of the menu that is open."""
        menu = self._menu
        next(one for one in menu.actions() if one.text() == entry).trigger()
        menu.close()

    @property
    def _menu(self) -> QMenu:
        return next(one for one in self.view.findChildren(QMenu) if one.isVisible())
