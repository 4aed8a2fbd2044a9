"""A counselor at the editor who does everything in any order; what must hold after each step."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desk import Desk, StillTimer, timers_of
from tests.ui.notes import lettered
from tests.ui.notes.lettered import Said, in_order, letter_source, retagged, said
from ui.autosave import DELAY_MS
from ui.notes.editor import NoteEditor
from ui.notes.passage_edit import PassageEdit
from ui.notes.third_person import ThirdPersonField
from ui.notes.view import NotesView
from ui.notes.view_model import NotesViewModel
from vault.ids import MemberId, NoteId
from vault.notes import NoteContent
from vault.passages import LAYOUTS, UNTAGGED, About, Passage, Section, Template
from vault.pasted import LONGEST

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

places, sections, stretches = lettered.places, lettered.sections, lettered.stretches


class EditorMachine(RuleBasedStateMachine):
    """Edits a couple's note; words are never lost nor moved to another person unasked."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        unit = self.desk.couple()
        self.members: tuple[MemberId, ...] = tuple(one.id for one in unit.members)
        client_id = unit.members[0].client_id
        assert client_id is not None
        self.client_id = client_id
        self.letters = letter_source()
        self.stored = NoteContent(LAYOUTS[0], ())
        self.states: set[NoteContent] = set()
        self.view: NotesView
        self.vm: NotesViewModel

    @initialize(lengths=st.lists(st.integers(0, 2), min_size=2, max_size=5))
    def begin(self, lengths: list[int]) -> None:
        """Begin with paragraphs that are all tagged differently."""
        self.open_view()
        self.vm.start_usual()
        self.note_id = self.shown_note()
        dana, marcus = self.members
        tags = (
            Passage(Section.SUBJECTIVE, "", About.of(dana)),
            Passage(Section.SUBJECTIVE, "", About.of(marcus), marcus, in_confidence=True),
            Passage(Section.SUBJECTIVE, "", About.all()),
            Passage(Section.SUBJECTIVE, "", About.of(dana), marcus),
            Passage(Section.SUBJECTIVE, "", About.somebody_else("her sister")),
        )
        passages = tuple(
            replace(tag, text="".join(self.letters() for _ in range(length)))
            for tag, length in zip(tags, lengths, strict=False)
        )
        self.close_view()
        notes = self.desk.cabinet.notes
        self.stored = NoteContent(Template.SOAP, passages)
        version = notes.open(self.note_id).note.version
        notes.save_draft(self.note_id, self.stored, base_version=version)
        self.open_view()
        self.reopen(self.stored)

    def open_view(self) -> None:
        self.vm = NotesViewModel(self.desk.vault, None, StillTimer)
        self.view = NotesView(self.desk.vault, self.vm)
        self.view.resize(700, 500)
        self.view.show()
        QApplication.processEvents()
        self.view.activateWindow()
        # A field without the focus takes tags over only later, in the middle of a step.
        assert QTest.qWaitForWindowActive(self.view)
        self.vm.show_client(self.client_id)

    def teardown(self) -> None:
        if hasattr(self, "view"):
            self.close_view()

    def close_view(self) -> None:
        self.view.close()
        self.view.deleteLater()
        self.vm.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def shown_note(self) -> NoteId:
        assert self.vm.file is not None
        return self.vm.file.note.id

    @property
    def editor(self) -> NoteEditor:
        return self.view.findChildren(NoteEditor)[0]

    def content(self) -> NoteContent:
        return self.editor.content()

    def remember(self) -> None:
        self.states.add(self.content())

    def field(self, section: int, stretch: tuple[int, int] = (0, 0)) -> PassageEdit:
        fields = [one for one in self.editor.fields if one.is_editable]
        field = fields[section % len(fields)]
        field.setFocus()
        if field.text.isEmpty() and not field.text.isUndoAvailable():
            assert field.text.tag_of(field.text.firstBlock()).about == UNTAGGED
        cursor = QTextCursor(field.text)
        on = QTextCursor.MoveOperation.NextCharacter
        cursor.movePosition(on, n=stretch[0])
        cursor.movePosition(on, QTextCursor.MoveMode.KeepAnchor, stretch[1] - stretch[0])
        field.setTextCursor(cursor)
        return field

    def type_into(self, field: PassageEdit, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, NONE, letter)
                QApplication.sendEvent(field, event)

    def kept_apart(self, before: Said, *, gone: bool) -> None:
        """Check that what stays is about whom it was, or about nobody until that is said."""
        after = said(self.content())
        if not gone:
            assert before.keys() <= after.keys()
        for letter in before.keys() & after.keys():
            was, now = before[letter], after[letter]
            assert now.about in {was.about, UNTAGGED}
            assert now.said_by in {was.said_by, None}
            assert now.in_confidence >= was.in_confidence
        self.remember()

    @rule(section=sections, place=places, count=st.integers(1, 3))
    def type(self, section: int, place: int, count: int) -> None:
        field = self.field(section, (place, place))
        before = said(self.content())
        self.type_into(field, "".join(self.letters() for _ in range(count)))
        self.kept_apart(before, gone=False)

    @rule(section=sections, stretch=stretches)
    def type_over(self, section: int, stretch: tuple[int, int]) -> None:
        field = self.field(section, stretch)
        before = said(self.content())
        self.type_into(field, self.letters())
        self.kept_apart(before, gone=True)

    @rule(section=sections, place=places)
    def break_paragraph(self, section: int, place: int) -> None:
        field = self.field(section, (place, place))
        before = said(self.content())
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.kept_apart(before, gone=False)

    @rule(
        section=sections,
        stretch=stretches | st.tuples(places).map(lambda at: (at[0], at[0])),
        key=st.sampled_from([Qt.Key.Key_Backspace, Qt.Key.Key_Delete]),
        held=st.sampled_from([NONE, CTRL]),
    )
    def delete(
        self, section: int, stretch: tuple[int, int], key: Qt.Key, held: Qt.KeyboardModifier
    ) -> None:
        field = self.field(section, stretch)
        before = said(self.content())
        QTest.keyClick(field, key, held)
        self.kept_apart(before, gone=True)

    @rule(section=sections, stretch=stretches, to=sections, place=places)
    def cut_and_paste(self, section: int, stretch: tuple[int, int], to: int, place: int) -> None:
        before = said(self.content())
        QTest.keyClick(self.field(section, stretch), Qt.Key.Key_X, CTRL)
        self.remember()
        moved = set(text := QGuiApplication.clipboard().text())
        target = self.field(to, (place, place))
        landing = target.text.tag_of(target.textCursor().block())
        QTest.keyClick(target, Qt.Key.Key_V, CTRL)
        after = said(self.content())
        # One paragraph is tagged like where it lands, others aren't tagged; the rest is kept apart.
        taken = {landing.about} if "\n" not in text else {landing.about, UNTAGGED}
        assert all(after[one].about in taken for one in moved & after.keys())
        self.kept_apart({one: tag for one, tag in before.items() if one not in moved}, gone=True)
        QGuiApplication.clipboard().clear()

    @rule(
        section=sections,
        place=places,
        lines=st.integers(1, 3),
        page=st.booleans(),
        far_apart=st.sampled_from([False, False, False, True]),
    )
    def paste(self, section: int, place: int, lines: int, page: bool, far_apart: bool) -> None:
        field = self.field(section, (place, place))
        before = said(self.content())
        texts = [self.letters() for _ in range(lines)]
        pasted = QMimeData()
        if page:
            pasted.setHtml("".join(f"<p>{one}</p>" for one in texts))
        else:
            # Two letters far apart become two paragraphs, and many come in a slice at a time.
            texts += [self.letters() for _ in texts] if far_apart else []
            parts = [(" " * LONGEST).join(texts[at::lines]) for at in range(lines)]
            pasted.setText("\r\n".join(parts))
        field.insertFromMimeData(pasted)
        after = said(self.content())
        assert set(texts) <= after.keys()
        assert all(after[one].about == UNTAGGED for one in texts[1:lines])
        self.kept_apart(before, gone=False)

    @rule(
        section=sections,
        stretch=stretches,
        key=st.sampled_from([0, 1, 2]),
        adds=st.booleans(),
    )
    def say_whom(self, section: int, stretch: tuple[int, int], key: int, adds: bool) -> None:
        field = self.field(section, stretch)
        held = ALT | SHIFT if adds else ALT
        self.check_tagging(field, lambda: QTest.keyClick(field, Qt.Key(Qt.Key.Key_0 + key), held))

    @rule(section=sections, stretch=stretches)
    def say_in_confidence(self, section: int, stretch: tuple[int, int]) -> None:
        field = self.field(section, stretch)
        self.check_tagging(field, lambda: QTest.keyClick(field, Qt.Key.Key_C, ALT))

    @rule(section=sections, stretch=stretches, speaker=st.integers(0, 2))
    def say_who_said_it(self, section: int, stretch: tuple[int, int], speaker: int) -> None:
        field = self.field(section, stretch)

        def choose() -> None:
            QTest.keyClick(field, Qt.Key.Key_S, ALT)
            menu = QApplication.activePopupWidget()
            assert menu is not None
            actions = [one for one in menu.actions() if one.isCheckable()]
            actions[speaker].trigger()
            menu.close()

        self.check_tagging(field, choose)

    @rule(section=sections, stretch=stretches, name=st.sampled_from(["her sister", "Dr. Lam"]))
    def name_somebody_else(self, section: int, stretch: tuple[int, int], name: str) -> None:
        field = self.field(section, stretch)

        def choose() -> None:
            QTest.keyClick(field, Qt.Key.Key_P, ALT)
            (asked,) = field.findChildren(ThirdPersonField)
            asked.setText(name)
            QTest.keyClick(asked, Qt.Key.Key_Return)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

        self.check_tagging(field, choose)

    def check_tagging(self, field: PassageEdit, tag: Callable[[], Any]) -> None:
        """Tag what is selected and check that nothing else was touched."""
        cursor = field.textCursor()
        meant = set(
            "".join(
                block.text()
                for block in field.text.blocks(cursor.selectionStart(), cursor.selectionEnd())
            )
        )
        before = said(self.content())
        tag()
        after = said(self.content())
        assert before.keys() == after.keys()
        assert all(before[one] == after[one] for one in before if one not in meant)
        self.remember()

    @rule(section=sections, again=st.booleans())
    def undo(self, section: int, again: bool) -> None:
        before = self.content()
        self.turn(section, CTRL)
        assert self.content() in self.states
        if again and self.content() != before:
            self.turn(section, CTRL | SHIFT)
            assert self.content() == before

    def turn(self, section: int, held: Qt.KeyboardModifier) -> None:
        """Undo or redo; of a tag, the next key would tag what that changed."""
        before = self.content()
        QTest.keyClick(self.field(section), Qt.Key.Key_Z, held)
        assert (field := self.editor.recent) is not None
        changed = retagged(before, self.content())
        assert not changed or changed & set(field.textCursor().block().text())

    @rule(template=st.sampled_from(LAYOUTS))
    def switch_layout(self, template: Template) -> None:
        before = self.content()
        self.editor.set_template(template)
        # Whatever is written stays, in its order and with its tags; `in_order` leaves out at most
        # an empty paragraph that comes to be alone in its section.
        assert self.content() == in_order(replace(before, template=template))
        self.remember()

    @rule()
    def pause(self) -> None:
        if self.fire(DELAY_MS):
            self.stored = self.content()

    def fire(self, wait: int) -> bool:
        due = [timer for timer in timers_of(self.vm) if timer.waits == wait]
        for timer in due:
            timer.go_off()
        return bool(due)

    # Hypothesis fills what it shortens with the rule whose name comes first: let it be a quick one.
    @rule()
    def hide_and_come_back(self) -> None:
        before, place = self.content(), self.editor.place
        self.editor.clear_texts()
        assert not any(field.toPlainText() for field in self.editor.fields)
        assert self.content() == before
        self.editor.restore_texts()
        assert (self.content(), self.editor.place) == (before, place)

    @rule()
    def pause_behind_the_cover(self) -> None:
        before = self.content()
        self.editor.clear_texts()
        self.pause()
        self.editor.restore_texts()
        assert self.content() == before

    @rule(name=st.sampled_from(["Dana Reyes", "Xanthe Reyes"]))
    def rename_a_member(self, name: str) -> None:
        before, place = self.content(), self.editor.place
        clients = self.desk.cabinet.clients
        client = clients.get(self.client_id)
        details = replace(client.details, name=name)
        done = clients.update(self.client_id, details, base_version=client.version)
        self.desk.hub.changed.emit(done.changes)
        assert (self.content(), self.editor.place) == (before, place)

    @precondition(lambda self: any(one.text.strip() for one in self.content().passages))
    @rule()
    def leave_and_come_back(self) -> None:
        last = self.content()
        self.vm.leave()
        self.stored = self.desk.cabinet.notes.open(self.note_id).note.content
        assert in_order(self.stored) == in_order(last)
        self.vm.open(self.note_id)
        self.reopen(last)

    @rule()
    def lose_power(self) -> None:
        self.close_view()
        self.open_view()
        self.reopen(self.stored)

    @rule()
    def lock_and_come_back(self) -> None:
        last = self.content()
        for save in self.vm.pending_saves():
            save()
            self.stored = last
        self.close_view()
        self.open_view()
        self.reopen(last)

    def reopen(self, expected: NoteContent) -> None:
        if self.vm.file is None:
            self.vm.open(self.note_id)
        assert self.content() == in_order(expected)
        self.states = {self.content()}

    @precondition(lambda self: self.stored.passages)
    @rule()
    def somebody_else_wrote_in_it(self) -> None:
        notes = self.desk.cabinet.notes
        section = (self.content().passages or self.stored.passages)[0].section
        theirs = Passage(section, self.letters(), About.all())
        there = notes.open(self.note_id).note
        changed = replace(there.content, passages=(*there.content.passages, theirs))
        notes.save_draft(self.note_id, changed, base_version=there.version)
        self.type_into(self.field(0), self.letters())
        mine = said(self.content())
        self.fire(DELAY_MS)
        self.vm.keep_both()
        after = said(self.content())
        assert mine.items() <= after.items()
        assert after[theirs.text].about == About.all()
        self.stored = notes.open(self.note_id).note.content
        self.states = {self.content()}

    @invariant()
    def what_was_stored_is_what_was_seen(self) -> None:
        if hasattr(self, "note_id"):
            kept = self.desk.cabinet.notes.open(self.note_id).note.content
            assert kept == self.stored
