import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.builders import a_couple, alone
from ui.notes.editor import NoteEditor, Part
from ui.notes.margin import Margin
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People
from vault.notes import NoteContent
from vault.passages import UNTAGGED, About, Passage, Section, Template
from vault.units import Unit

COUPLE = a_couple()
DANA, MARCUS = (member.id for member in COUPLE.members)
ALT = Qt.KeyboardModifier.AltModifier


def an_editor(
    qtbot: QtBot, *passages: Passage, unit: Unit = COUPLE, template: Template = Template.SOAP
) -> NoteEditor:
    editor = NoteEditor()
    qtbot.addWidget(editor)
    editor.show_parts([Part(NoteContent(template, passages), editable=True)], People(unit))
    editor.resize(600, 500)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    return editor


def fields(editor: NoteEditor) -> dict[Section, PassageEdit]:
    return {edit.section: edit for edit in editor.findChildren(PassageEdit)}


def subjective(text: str, about: About = UNTAGGED) -> Passage:
    return Passage(Section.SUBJECTIVE, text, about)


def test_alt_and_a_digit_say_whom_the_paragraph_is_about(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept."), subjective("Ate."))
    field = fields(editor)[Section.SUBJECTIVE]
    field.go_to(7, 7)
    QTest.keyClick(field, Qt.Key.Key_2, ALT)
    assert [one.about for one in editor.content().passages] == [UNTAGGED, About.of(MARCUS)]


def test_alt_0_tags_every_paragraph_of_the_selection(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept.", About.of(DANA)), subjective("Ate."))
    field = fields(editor)[Section.SUBJECTIVE]
    field.go_to(0, 9)
    QTest.keyClick(field, Qt.Key.Key_0, ALT)
    assert [one.about for one in editor.content().passages] == [About.all(), About.all()]


def test_a_digit_that_no_member_has_changes_nothing_and_types_nothing(qtbot: QtBot) -> None:
    before = subjective("Slept.", About.of(DANA))
    editor = an_editor(qtbot, before)
    QTest.keyClick(fields(editor)[Section.SUBJECTIVE], Qt.Key.Key_7, ALT)
    assert editor.content().passages == (before,)


@pytest.mark.parametrize("about", [About.of(MARCUS), About.all(), About.somebody_else("Uncle")])
def test_a_section_begins_about_nobody_yet_whomever_the_one_above_is_about(
    qtbot: QtBot, about: About
) -> None:
    editor = an_editor(qtbot, subjective("Slept.", about))
    plan = fields(editor)[Section.PLAN]
    plan.setFocus()
    qtbot.waitUntil(plan.hasFocus)
    QTest.keyClicks(plan, "Rest")
    assert editor.content().passages[-1] == Passage(Section.PLAN, "Rest", UNTAGGED)


def test_the_very_first_paragraph_of_a_couple_is_about_nobody_yet(qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    field = fields(editor)[Section.SUBJECTIVE]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Hm")
    assert editor.content().passages == (subjective("Hm"),)


def test_the_first_paragraph_of_somebody_alone_is_about_them(qtbot: QtBot) -> None:
    unit = alone()
    editor = an_editor(qtbot, unit=unit)
    field = fields(editor)[Section.SUBJECTIVE]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Hm")
    assert editor.content().passages == (subjective("Hm", About.of(unit.members[0].id)),)


def test_switching_the_layout_there_and_back_gives_the_same_note(qtbot: QtBot) -> None:
    passages = (
        subjective("Slept.", About.of(DANA)),
        Passage(Section.OBJECTIVE, "Calm.", About.all()),
        Passage(Section.PLAN, "Diary."),
    )
    editor = an_editor(qtbot, *passages)
    for template in (Template.BIRP, Template.FREE, Template.SOAP):
        editor.set_template(template)
        assert set(editor.content().passages) == set(passages)
    assert editor.content() == NoteContent(Template.SOAP, passages)


def test_another_layout_leaves_out_only_empty_paragraphs_that_come_to_be_alone(
    qtbot: QtBot,
) -> None:
    slept, ate = subjective("Slept.", About.of(DANA)), subjective("Ate.", About.of(MARCUS))
    blank = Passage(Section.PLAN, "", About.of(MARCUS))
    editor = an_editor(qtbot, slept, blank, ate, template=Template.FREE)
    editor.set_template(Template.SOAP)
    assert editor.content().passages == (slept, ate)
    QTest.keySequence(editor.fields[0], QKeySequence(QKeySequence.StandardKey.Undo))
    assert editor.content().passages == (slept, blank, ate)


def test_pasted_text_comes_in_plain(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept.", About.of(DANA)))
    field = fields(editor)[Section.SUBJECTIVE]
    field.go_to(6, 6)
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b>")
    pasted.setText(" bold\nnext")
    field.insertFromMimeData(pasted)
    assert editor.content().passages == (
        subjective("Slept. bold", About.of(DANA)),
        subjective("next"),
    )


def test_what_is_copied_is_plain(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept."))
    field = fields(editor)[Section.SUBJECTIVE]
    field.selectAll()
    assert field.createMimeDataFromSelection().formats() == ["text/plain"]


def test_the_text_keeps_its_edge_from_note_to_note_of_one_file(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept.", About.all()))
    edges = [text_edge(editor)]
    own = [Part(NoteContent(Template.SOAP, (subjective("Slept."),)), editable=True)]
    for aligned in (True, False):
        editor.show_parts(own, People(alone()), aligned=aligned)
        edges.append(text_edge(editor))
    assert edges[0] == edges[1] > edges[2]


def click_pill(field: PassageEdit) -> None:
    (margin,) = field.findChildren(Margin)
    assert margin.isVisible()
    at = margin.pill_area(field.text.firstBlock()).center()
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=at)


def text_edge(editor: NoteEditor) -> int:
    field = fields(editor)[Section.SUBJECTIVE]
    field.go_to(0, 0)
    return field.viewport().mapTo(editor, field.cursorRect().topLeft()).x()


def test_tab_goes_from_section_to_section(qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    first, second = fields(editor)[Section.SUBJECTIVE], fields(editor)[Section.OBJECTIVE]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Backtab)
    assert first.hasFocus()


def test_the_arrow_keys_walk_on_into_the_next_section(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept."))
    first, second = fields(editor)[Section.SUBJECTIVE], fields(editor)[Section.OBJECTIVE]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()


def test_a_field_grows_with_what_is_written(qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    field = fields(editor)[Section.SUBJECTIVE]
    before = field.height()
    for _ in range(4):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.height() > 2 * before


def test_nothing_is_left_in_the_fields_behind_the_cover(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept badly."))
    editor.clear_texts()
    assert [edit.toPlainText() for edit in fields(editor).values()] == [""] * 4
    assert editor.content().passages == (subjective("Slept badly."),)


def test_the_cover_gives_back_cursor_selection_and_steps_to_undo(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept badly."))
    field = fields(editor)[Section.SUBJECTIVE]
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, " Ate.")
    field.go_to(5, 2)
    place = editor.place
    editor.clear_texts()
    assert editor.place == place
    editor.restore_texts()
    assert editor.place == place
    assert field.textCursor().selectedText() == "ept"
    field.undo()
    assert editor.content().passages == (subjective("Slept badly."),)


def test_a_signed_note_can_be_selected_and_not_changed(qtbot: QtBot) -> None:
    editor = NoteEditor()
    qtbot.addWidget(editor)
    content = NoteContent(Template.SOAP, (subjective("Slept.", About.of(DANA)),))
    editor.show_parts([Part(content, editable=False)], People(COUPLE))
    (field,) = fields(editor).values()
    field.setFocus()
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_0, ALT)
    field.selectAll()
    assert field.textCursor().selectedText() == "Slept."
    assert field.passages() == list(content.passages)


def test_a_place_in_a_note_comes_back(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept badly."))
    assert editor.go_to("subjective", 8, 3, 0)
    assert editor.place[:3] == ("subjective", 8, 3)


def test_a_place_behind_the_end_of_a_shorter_text_becomes_its_end(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Short."))
    editor.go_to("subjective", 900, 900, 0)
    assert editor.place[:3] == ("subjective", 6, 6)


def test_text_from_right_to_left_is_kept_as_it_was_typed(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("نامت جيدا 🌿"))
    assert editor.content().passages[0].text == "نامت جيدا 🌿"


def test_undo_by_key_takes_a_tag_back(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept.", About.of(DANA)))
    field = fields(editor)[Section.SUBJECTIVE]
    QTest.keyClick(field, Qt.Key.Key_0, ALT)
    QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Undo))
    assert editor.content().passages[0].about == About.of(DANA)


def test_a_pill_opens_the_list_of_people_and_so_does_alt_down(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept."), subjective("Ate."))
    field = fields(editor)[Section.SUBJECTIVE]
    field.go_to(8, 8)
    QTest.keyClick(field, Qt.Key.Key_Down, ALT)
    menu = field.findChild(QMenu)
    assert menu is not None
    assert [action.text().split("\t")[0] for action in menu.actions()[:3]] == [
        "Both",
        *(member.called.split()[0] for member in COUPLE.members),
    ]
    menu.actions()[2].trigger()
    menu.close()
    assert [one.about for one in editor.content().passages] == [UNTAGGED, About.of(MARCUS)]
    click_pill(field)
    menus = [one for one in field.findChildren(QMenu) if one.isVisible()]
    assert len(menus) == 1
    menus[0].actions()[0].trigger()
    menus[0].close()
    assert editor.content().passages[0].about == About.all()


def test_a_draft_that_is_held_still_takes_no_letter_and_no_tag(qtbot: QtBot) -> None:
    before = subjective("Slept.", About.of(DANA))
    editor = an_editor(qtbot, before)
    field = fields(editor)[Section.SUBJECTIVE]
    editor.hold_still(True)
    QTest.keyClicks(field, "lost")
    QTest.keyClick(field, Qt.Key.Key_2, ALT)
    assert editor.content().passages == (before,)
    editor.hold_still(False)
    QTest.keyClicks(field, "Ate. ")
    assert editor.content().passages[0].text == "Ate. Slept."
