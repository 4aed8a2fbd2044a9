from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import keep_client, keep_unit
from tests.harness.secrecy import Canaries
from tests.ui.process_notes.world import Drawer
from ui.process_notes.edit import ProcessEdit
from ui.process_notes.opening import State
from ui.process_notes.view import ProcessNotesTab
from ui.strings import process_notes as words
from vault.fields import PASSAGE_LENGTH
from vault.pasted import LONGEST
from vault.units import UnitKind

PASSPHRASE = "six words that nobody guesses"


@pytest.fixture
def drawer(qapp: object) -> Drawer:
    return Drawer()


@pytest.fixture
def tab(qtbot: QtBot, drawer: Drawer) -> Iterator[ProcessNotesTab]:
    made = ProcessNotesTab(drawer.desk.vault, drawer.vm)
    drawer.vm.setParent(made)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.activateWindow()
    made.show_client(drawer.client())
    yield made
    made.cover()


def type_passphrase(tab: ProcessNotesTab, text: str = PASSPHRASE) -> None:
    line = tab._locked._field.line
    line.setFocus()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def edit(tab: ProcessNotesTab) -> ProcessEdit:
    return tab._sheet.edit


def texts(tab: QWidget) -> str:
    return " ".join(text for part in tab.findChildren(QWidget) for text in _texts(part))


def _texts(part: QWidget) -> list[str]:
    found = [part.accessibleName(), part.accessibleDescription()]
    for name in ("text", "toPlainText"):
        give = getattr(part, name, None)
        if callable(give):
            found.append(give())
    return found


def test_says_why_it_is_closed_in_two_sentences(tab: ProcessNotesTab) -> None:
    shown = texts(tab._locked)
    assert "no search, export, release or print ever sees them" in shown
    assert "close after two minutes" in shown


def test_the_passphrase_opens_the_newest_note(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("I felt watched.")
    type_passphrase(tab)
    assert edit(tab).isVisible()
    assert edit(tab).text() == "I felt watched."
    assert tab._locked._field.is_empty()
    assert not tab._locked.isVisible()


def test_a_wrong_passphrase_is_answered_beside_the_field(tab: ProcessNotesTab) -> None:
    type_passphrase(tab, "some other words")
    assert tab._locked._problem.isVisible()
    assert "Caps Lock" in tab._locked._field.line.accessibleDescription()
    assert not edit(tab).isVisible()
    QTest.keyClick(tab._locked._field.line, Qt.Key.Key_A)
    assert not tab._locked._problem.isVisible()


def test_a_lost_file_can_be_given_up(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("Lost.")
    drawer.desk.store.process_notes.is_there = False
    drawer.desk.store.process_notes.notes.clear()
    assert not tab._locked._anew.isVisible()
    type_passphrase(tab)
    assert "process.db" in tab._locked._field.line.accessibleDescription()
    tab._locked._anew.click()
    type_passphrase(tab)
    assert drawer.vm.opening.is_open
    assert drawer.vm.rows == ()


def test_an_empty_passphrase_is_answered_too(tab: ProcessNotesTab) -> None:
    tab._locked._button.click()
    assert tab._locked._problem.isVisible()


def test_an_empty_drawer_says_what_goes_there_and_offers_one_button(
    drawer: Drawer, tab: ProcessNotesTab
) -> None:
    type_passphrase(tab)
    assert tab._empty.isVisible()
    tab._empty.button.click()
    assert edit(tab).hasFocus()
    QTest.keyClicks(edit(tab), "What did she want me to feel?")
    drawer.pause()
    assert drawer.stored(drawer.vm.rows[0].id) == "What did she want me to feel?"
    assert tab._sheet._saved.isVisible()


def test_a_unit_is_asked_for_where_several_could_be_meant(
    drawer: Drawer, tab: ProcessNotesTab
) -> None:
    with drawer.desk.store.write() as work:
        keep_unit(work, UnitKind.COUPLE, drawer.client_id, keep_client(work, "Dana Reyes"))
    type_passphrase(tab)
    tab._new.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert len(menu.actions()) == 2
    menu.actions()[0].trigger()
    menu.close()
    assert drawer.vm.note is not None


def test_closing_leaves_no_word_anywhere_in_the_tab(drawer: Drawer, tab: ProcessNotesTab) -> None:
    canaries = Canaries("first", "deleted", "typed")
    drawer.a_note(f"{canaries['first']}\nDiagnosis: {canaries['first']}")
    drawer.a_note(canaries["deleted"])
    type_passphrase(tab)
    tab._sheet._delete.click()
    QTest.keyClicks(edit(tab), canaries["typed"])
    edit(tab).selectAll()
    edit(tab).copy()
    seen = {hit.label for hit in canaries.on_screen()}
    assert seen == {"first", "typed"}, "the scanner must see what is shown"
    tab._close.click()
    assert canaries.on_screen() == []
    assert canaries.in_bytes(texts(tab).encode()) == set()
    edit(tab).undo()
    assert edit(tab).text() == ""
    assert tab._model.rowCount() == 0


def test_a_cover_closes_them_and_they_stay_closed_behind_it(
    drawer: Drawer, tab: ProcessNotesTab
) -> None:
    note_id = drawer.a_note("Before. ")
    type_passphrase(tab)
    edit(tab).go_to_end()
    QTest.keyClicks(edit(tab), "After.")
    tab.cover()
    tab.uncover()
    assert drawer.vm.opening.state is State.CLOSED
    assert drawer.stored(note_id) == "Before. After."
    assert edit(tab).text() == ""


def test_a_cover_forgets_a_half_typed_passphrase(tab: ProcessNotesTab) -> None:
    QTest.keyClicks(tab._locked._field.line, "six wor")
    tab.cover()
    assert tab._locked._field.is_empty()


def test_only_input_in_this_tab_keeps_them_open(
    qtbot: QtBot, drawer: Drawer, tab: ProcessNotesTab
) -> None:
    elsewhere = QLineEdit()
    qtbot.addWidget(elsewhere)
    drawer.a_note("I felt watched.")
    type_passphrase(tab)
    drawer.pass_seconds(100)
    QTest.keyClick(elsewhere, Qt.Key.Key_A)
    assert "0:20" in tab._countdown.text()
    QTest.keyClick(edit(tab), Qt.Key.Key_Right)
    assert "2:00" in tab._countdown.text()
    drawer.pass_seconds(119)
    QTest.keyClick(elsewhere, Qt.Key.Key_A)
    drawer.pass_seconds(1)
    assert drawer.vm.opening.state is State.CLOSED
    assert tab._locked.isVisible()


def test_a_paragraph_that_belongs_elsewhere_is_marked_named_and_moved(
    drawer: Drawer, tab: ProcessNotesTab
) -> None:
    note_id = drawer.a_note("I felt watched.")
    type_passphrase(tab)
    edit(tab).go_to_end()
    QTest.keyClick(edit(tab), Qt.Key.Key_Return)
    QTest.keyClicks(edit(tab), "Plan: wait.")
    assert not tab._sheet.advice.isVisible()
    drawer.look()
    advice = tab._sheet.advice
    assert advice.isVisible()
    assert "a treatment plan" in advice.accessibleName()
    assert "45 CFR 164.501" in advice.accessibleName()
    assert not advice._show.isVisible()
    advice._move.click()
    assert edit(tab).text() == "I felt watched."
    assert drawer.stored(note_id) == "I felt watched."
    assert not advice.isVisible()
    assert tab._undo.isVisible()
    tab._undo.step_taken.emit()
    assert edit(tab).text() == drawer.stored(note_id) == "I felt watched.\nPlan: wait."


def test_a_paragraph_elsewhere_in_the_note_can_be_gone_to(
    drawer: Drawer, tab: ProcessNotesTab
) -> None:
    drawer.a_note("Plan: wait.\nI felt watched.")
    type_passphrase(tab)
    edit(tab).go_to_end()
    assert tab._sheet.advice._show.isVisible()
    tab._sheet.advice._show.click()
    assert edit(tab).place == 0
    assert not tab._sheet.advice._show.isVisible()
    tab._sheet.advice._leave.click()
    assert not tab._sheet.advice.isVisible()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_taking_a_paragraph_out_and_putting_it_in_again_changes_nothing(
    tab: ProcessNotesTab, place: int
) -> None:
    text = "One.\nTwo\u00a0two.\nThree."
    edit(tab).show_text(text)
    passage = text.split("\n")[place]
    edit(tab).take_out(place)
    assert edit(tab).text() == "\n".join(one for one in text.split("\n") if one != passage)
    edit(tab).put_in(place, passage)
    assert edit(tab).text() == text


def test_the_only_paragraph_can_go_and_come_back(tab: ProcessNotesTab) -> None:
    edit(tab).show_text("Plan: wait.")
    edit(tab).take_out(0)
    assert edit(tab).text() == ""
    edit(tab).put_in(0, "Plan: wait.")
    assert edit(tab).text() == "Plan: wait."


def test_a_deleted_note_comes_back_by_one_step(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("Gone and back.")
    type_passphrase(tab)
    tab._sheet._delete.click()
    assert tab._empty.isVisible()
    assert tab._undo.isVisible()
    tab._undo.step_taken.emit()
    assert edit(tab).text() == "Gone and back."
    assert not tab._undo.isVisible()


def test_the_day_can_be_another_but_none_to_come(drawer: Drawer, tab: ProcessNotesTab) -> None:
    note_id = drawer.a_note("Of yesterday.")
    type_passphrase(tab)
    day = tab._sheet._day
    for typed, kept in (("11/20/2026", 12), ("soon", 12), ("", 12), ("11/3/2026", 3)):
        day.setText(typed)
        day.editingFinished.emit()
        assert drawer.desk.store.process_notes.notes[note_id].on.day == kept
        assert tab._sheet._problem.isVisible() == (kept == 12)


def test_pasting_and_copying_carry_plain_text_alone(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("I felt watched.")
    type_passphrase(tab)
    QApplication.clipboard().setText("one\ntwo")
    edit(tab).moveCursor(QTextCursor.MoveOperation.Start)
    edit(tab).paste()
    assert edit(tab).text() == "one\ntwoI felt watched."
    edit(tab).selectAll()
    edit(tab).copy()
    data = QApplication.clipboard().mimeData()
    assert data is not None
    assert data.formats() == ["text/plain"]
    QApplication.clipboard().clear()


def test_every_control_has_a_name_and_tab_reaches_it(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("Plan: wait.")
    type_passphrase(tab)
    for part in tab._stops():
        named = part.focusProxy() or part
        assert named.accessibleName(), part


def test_escape_goes_from_the_note_to_the_list(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("I felt watched.")
    type_passphrase(tab)
    edit(tab).setFocus()
    QTest.keyClick(edit(tab), Qt.Key.Key_Escape)
    assert tab._list.hasFocus()


def test_after_idling_the_cursor_stands_where_it_stood(
    drawer: Drawer, tab: ProcessNotesTab
) -> None:
    drawer.a_note("I felt watched.\nAnd small.")
    drawer.a_note("A newer one.")
    type_passphrase(tab)
    drawer.vm.open_note(drawer.vm.rows[1].id)
    edit(tab).come_back(8)
    mark = tab.mark()
    drawer.pass_seconds(120)
    assert tab.mark() == mark
    type_passphrase(tab)
    assert edit(tab).hasFocus()
    assert (edit(tab).text(), edit(tab).position) == ("I felt watched.\nAnd small.", 8)


def test_a_lock_leads_back_to_the_note_and_its_cursor(drawer: Drawer, tab: ProcessNotesTab) -> None:
    first = drawer.a_note("I felt watched.")
    drawer.a_note("A newer one.")
    tab.go_to_mark(f"{first}:99")
    type_passphrase(tab)
    assert (edit(tab).text(), edit(tab).position) == ("I felt watched.", 15)


def test_what_would_be_too_long_to_keep_is_not_pasted(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("I felt watched.")
    type_passphrase(tab)
    pasted = QMimeData()
    pasted.setText("x" * PASSAGE_LENGTH)
    edit(tab).insertFromMimeData(pasted)
    assert edit(tab).text() == "I felt watched."
    assert tab._banner.accessibleName() == words.overfull()


def test_a_line_too_long_for_a_paragraph_is_pasted_as_several(
    drawer: Drawer, tab: ProcessNotesTab
) -> None:
    drawer.a_note("")
    type_passphrase(tab)
    pasted = QMimeData()
    pasted.setText("She came in May. " * 1_000)
    edit(tab).insertFromMimeData(pasted)
    assert edit(tab).text().replace("\n", "") == pasted.text()
    assert max(len(line) for line in edit(tab).text().split("\n")) <= LONGEST


def test_what_is_pasted_loses_what_no_text_has(drawer: Drawer, tab: ProcessNotesTab) -> None:
    drawer.a_note("I felt watched.")
    type_passphrase(tab)
    edit(tab).go_to_end()
    pasted = QMimeData()
    pasted.setText("\ufeff She\u00a0left.\r\n\x00Then\u200b I.")
    edit(tab).insertFromMimeData(pasted)
    assert edit(tab).text() == "I felt watched. She left.\nThen I."


def test_coming_back_from_the_cover_the_keyboard_is_ready_for_the_passphrase(
    tab: ProcessNotesTab, qtbot: QtBot
) -> None:
    pages, cover = QStackedWidget(), QLineEdit()
    qtbot.addWidget(pages)
    pages.addWidget(tab)
    pages.addWidget(cover)
    pages.show()
    pages.activateWindow()
    type_passphrase(tab)
    QTest.keyClick(tab._new, Qt.Key.Key_Space)
    pages.setCurrentWidget(cover)
    cover.setFocus()
    tab.cover()
    tab.uncover()
    pages.setCurrentWidget(tab)
    line = tab._locked._field.line
    qtbot.waitUntil(line.hasFocus)
    tab.setParent(None)
