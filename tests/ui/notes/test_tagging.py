"""Every way to say whom a paragraph is about, who said it, and whether in confidence."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.builders import DAY, a_couple, alone
from tests.ui.notes.test_editor import ALT, DANA, MARCUS, an_editor, fields, subjective
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People
from ui.notes.third_person import ThirdPersonField
from vault.ids import MemberId, UnitId
from vault.passages import UNTAGGED, About, Passage, Section
from vault.units import Member, Unit, UnitKind

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ["Ana", "Bo", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Leo"]


def a_group() -> Unit:
    members = tuple(
        Member(MemberId(at), at, f"{name} Quarterly-Longname") for at, name in enumerate(NAMES, 1)
    )
    return Unit(UnitId(9), UnitKind.GROUP, "Grief", DAY, members=members)


def first(qtbot: QtBot, *passages: Passage, unit: Unit | None = None) -> PassageEdit:
    editor = an_editor(qtbot, *passages, unit=unit or a_couple())
    field = fields(editor)[Section.SUBJECTIVE]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def choose(label: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = [one for one in menu.actions() if one.text().split("\t")[0] == label]
    assert len(found) == 1, [one.text() for one in menu.actions()]
    found[0].trigger()
    menu.close()


def test_alt_shift_and_a_digit_adds_a_member_and_takes_one_out_again(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)))
    QTest.keyClick(field, Qt.Key.Key_2, ALT | SHIFT)
    assert field.passages()[0].about == About.of(DANA, MARCUS)
    QTest.keyClick(field, Qt.Key.Key_1, ALT | SHIFT)
    assert field.passages()[0].about == About.of(MARCUS)


@pytest.mark.skipif("sys.platform != 'linux'", reason="the place of a key is told otherwise there")
def test_a_digit_counts_by_its_place_where_shift_makes_it_another_sign(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)))
    key_with_1_and_exclamation_mark = 10
    for place in (key_with_1_and_exclamation_mark, key_with_1_and_exclamation_mark + 1):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Exclam, ALT | SHIFT, place, 0, 0, "!")
        QApplication.sendEvent(field, event)
    assert field.passages() == [subjective("Slept.", About.of(MARCUS))]


def test_alt_c_marks_what_was_told_in_confidence_and_takes_the_mark_back(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)), subjective("Ate."))
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, ALT)
    assert [one.in_confidence for one in field.passages()] == [True, True]
    field.go_to(0, 0)
    QTest.keyClick(field, Qt.Key.Key_C, ALT)
    assert [one.in_confidence for one in field.passages()] == [False, True]


def test_alt_s_and_a_digit_say_who_said_it(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)))
    QTest.keyClick(field, Qt.Key.Key_S, ALT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert field.passages() == [replace(subjective("Slept.", About.of(DANA)), said_by=MARCUS)]
    QTest.keyClick(field, Qt.Key.Key_S, ALT)
    choose("Not noted")
    assert field.passages()[0].said_by is None


def test_alt_p_names_somebody_outside_the_unit(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)), subjective("Ate."))
    field.go_to(8, 8)
    QTest.keyClick(field, Qt.Key.Key_P, ALT)
    (asked,) = field.findChildren(ThirdPersonField)
    QTest.keyClicks(asked, "  her   sister ")
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert [one.about for one in field.passages()] == [
        About.of(DANA),
        About.somebody_else("her sister"),
    ]
    assert field.hasFocus()


def test_esc_leaves_the_tag_as_it_was(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)))
    QTest.keyClick(field, Qt.Key.Key_P, ALT)
    (asked,) = field.findChildren(ThirdPersonField)
    QTest.keyClicks(asked, "her sister")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert field.passages() == [subjective("Slept.", About.of(DANA))]


def test_a_name_that_is_half_typed_when_the_cover_comes_is_kept(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept."))
    QTest.keyClick(field, Qt.Key.Key_P, ALT)
    (asked,) = field.findChildren(ThirdPersonField)
    QTest.keyClicks(asked, "her sis")
    field.clear_texts()
    assert field.passages() == [subjective("Slept.", About.somebody_else("her sis"))]
    assert not asked.isVisible()


def test_the_menu_of_a_pill_says_all_and_changes_all_of_a_tag(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)))
    QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    checked = [one.text().split("\t")[0] for one in menu.actions() if one.isChecked()]
    assert checked == ["Dana"]
    choose("Told in confidence")
    assert field.passages() == [replace(subjective("Slept.", About.of(DANA)), in_confidence=True)]


def test_a_group_of_twelve_has_nine_keys_and_a_list_that_can_be_narrowed(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Came late."), unit=a_group())
    QTest.keyClick(field, Qt.Key.Key_9, ALT)
    assert field.passages()[0].about == About.of(MemberId(9))
    QTest.keyClick(field, Qt.Key.Key_Down, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (narrow,) = menu.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    QTest.keyClicks(narrow, "KI")
    listed = [one.text() for one in menu.actions() if one.isCheckable() and one.isVisible()]
    assert listed[0] == "Kim"
    QTest.keyClick(narrow, Qt.Key.Key_Return)
    assert field.passages()[0].about == About.of(MemberId(11))


def test_a_screen_reader_hears_the_whole_tag_of_the_paragraph(qtbot: QtBot) -> None:
    told = replace(subjective("Slept.", About.of(DANA, MARCUS)), said_by=DANA, in_confidence=True)
    field = first(qtbot, told, subjective("Ate."), subjective("Left.", About.somebody_else("Ed")))
    heard = []
    for place in (0, 8, 13):
        field.go_to(place, place)
        heard.append(field.accessibleDescription())
    assert heard == [
        "About: Dana, Marcus. Told in confidence by Dana.",
        "About: No tag.",
        "About: Ed.",
    ]


def test_who_said_it_is_shown_in_words() -> None:
    people = People(a_couple())
    told = Passage(Section.PLAN, "", About.of(DANA))
    assert people.caption(told) == ""
    assert people.caption(replace(told, said_by=MARCUS)) == "Said by Marcus"
    assert people.caption(replace(told, in_confidence=True)) == "Told in confidence"


@pytest.mark.parametrize("place", [0, 8])
def test_a_line_below_the_paragraph_makes_room_for_itself_and_undo_takes_it_away(
    qtbot: QtBot, place: int
) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)), subjective("Ate."))
    field.go_to(place, place)
    low = field.height()
    QTest.keyClick(field, Qt.Key.Key_C, ALT)
    high = field.height()
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.height() == low < high


def test_somebody_seen_alone_has_no_tags_to_set(qtbot: QtBot) -> None:
    unit = alone()
    before = subjective("Slept.", About.of(unit.members[0].id))
    field = first(qtbot, before, unit=unit)
    for key in (Qt.Key.Key_C, Qt.Key.Key_0, Qt.Key.Key_P):
        QTest.keyClick(field, key, ALT)
    assert field.passages() == [before]
    assert field.findChildren(ThirdPersonField) == []


def test_backspace_between_two_people_leaves_the_words_untagged_and_undo_brings_both_back(
    qtbot: QtBot,
) -> None:
    before = [subjective("Slept.", About.of(DANA)), subjective("Drank.", About.of(MARCUS))]
    field = first(qtbot, *before)
    field.go_to(7, 7)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.passages() == [subjective("Slept.Drank.", UNTAGGED)]
    assert field.accessibleDescription() == "About: No tag."
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.passages() == before


@pytest.mark.parametrize(
    ("key", "held", "place"),
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, 6),
        (Qt.Key.Key_Delete, CTRL, 6),
        (Qt.Key.Key_Backspace, CTRL, 7),
        (Qt.Key.Key_Backspace, SHIFT, 7),
    ],
)
def test_no_deleting_key_moves_words_to_another_person(
    qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, place: int
) -> None:
    field = first(
        qtbot, subjective("Slept.", About.of(DANA)), subjective("Drank.", About.of(MARCUS))
    )
    field.go_to(place, place)
    QTest.keyClick(field, key, held)
    assert [one.about for one in field.passages()] == [UNTAGGED]


def test_typing_over_paragraphs_of_two_people_is_one_step(qtbot: QtBot) -> None:
    before = [subjective("Slept.", About.of(DANA)), subjective("Drank.", About.of(MARCUS))]
    field = first(qtbot, *before)
    field.go_to(3, 9)
    QTest.keyClicks(field, "x")
    assert field.passages() == [subjective("Slexank.", UNTAGGED)]
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.passages() == before


def test_backspace_in_an_empty_paragraph_leaves_the_next_one_its_person(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("", About.of(DANA)), subjective("Drank.", About.of(MARCUS)))
    field.go_to(1, 1)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.passages() == [subjective("Drank.", About.of(MARCUS))]


def test_enter_after_something_told_in_confidence_begins_without_the_mark(qtbot: QtBot) -> None:
    told = replace(subjective("Slept.", About.of(DANA)), said_by=DANA, in_confidence=True)
    field = first(qtbot, told)
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Ate.")
    assert field.passages() == [told, subjective("Ate.", About.of(DANA))]


def test_undo_goes_through_the_sections_in_the_order_of_writing(qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    both = fields(editor)[Section.SUBJECTIVE], fields(editor)[Section.PLAN]
    for field, text in zip((*both, both[0]), ("one", "two", " three"), strict=True):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        QTest.keyClicks(field, text)
    seen = []
    for _ in range(3):
        QTest.keyClick(both[1], Qt.Key.Key_Z, CTRL)
        seen.append([one.text for one in editor.content().passages])
    assert seen == [["one", "two"], ["one"], []]
    for _ in range(3):
        QTest.keyClick(both[1], Qt.Key.Key_Z, CTRL | SHIFT)
    assert [one.text for one in editor.content().passages] == ["one three", "two"]
    assert both[0].hasFocus()


def test_undo_takes_back_a_change_of_layout_and_what_came_before_it(qtbot: QtBot) -> None:
    editor = an_editor(qtbot, subjective("Slept.", About.of(DANA)))
    QTest.keyClick(fields(editor)[Section.SUBJECTIVE], Qt.Key.Key_0, ALT)
    before = editor.content()
    with qtbot.waitSignal(editor.layout_changed):
        editor.set_template(before.template.__class__.BIRP)
    switched = editor.content()
    QTest.keyClicks(editor.fields[-1], "Rest.")
    for expected in (switched, before):
        QTest.keyClick(editor.fields[0], Qt.Key.Key_Z, CTRL)
        assert editor.content() == expected
    QTest.keyClick(editor.fields[0], Qt.Key.Key_Z, CTRL)
    assert editor.content().passages == (subjective("Slept.", About.of(DANA)),)
    for _ in range(2):
        QTest.keyClick(editor.fields[0], Qt.Key.Key_Z, CTRL | SHIFT)
    assert editor.content() == switched
