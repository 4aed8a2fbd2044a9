"""Every way to say whom a paragraph is about, who said it, and whether in confidence."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import DAY, a_couple, alone
from tests.ui.notes.test_editor import ALT, DANA, MARCUS, an_editor, click_pill, fields, subjective
from ui.notes.margin import Margin
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People
from ui.notes.third_person import ThirdPersonField
from vault.ids import MemberId, UnitId
from vault.passages import UNTAGGED, About, Passage, Section, Template
from vault.units import Member, Unit, UnitKind

JONAH = About.of(alone().members[0].id)
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
    click_pill(field)
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


def alone_with(qtbot: QtBot, *texts: str) -> PassageEdit:
    return first(qtbot, *(subjective(text, JONAH) for text in texts), unit=alone())


def name_somebody_else(field: PassageEdit, name: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_P, ALT)
    (asked,) = field.findChildren(ThirdPersonField)
    asked.setText(name)
    QTest.keyClick(asked, Qt.Key.Key_Return)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_of_somebody_seen_alone_only_what_was_set_is_shown(qtbot: QtBot) -> None:
    field = alone_with(qtbot, "Slept.", "Ate.")
    (margin,) = field.findChildren(Margin)
    assert not margin.isVisible()
    assert field.accessibleDescription() == ""
    name_somebody_else(field, "his sister")
    assert margin.isVisible()
    assert field.accessibleDescription() == "About: his sister."
    assert [People(alone()).shows(one) for one in field.passages()] == [True, False]


def test_somebody_seen_alone_can_be_said_to_have_said_it_and_in_confidence(qtbot: QtBot) -> None:
    field = alone_with(qtbot, "Slept.")
    QTest.keyClick(field, Qt.Key.Key_C, ALT)
    QTest.keyClick(field, Qt.Key.Key_S, ALT)
    choose("Jonah")
    told = replace(subjective("Slept.", JONAH), said_by=JONAH.members[0], in_confidence=True)
    assert field.passages() == [told]
    assert field.accessibleDescription() == "About: Jonah. Told in confidence by Jonah."


@pytest.mark.parametrize("digit", [Qt.Key.Key_0, Qt.Key.Key_1])
def test_alt_0_and_alt_1_both_mean_the_one_who_is_seen_alone(qtbot: QtBot, digit: Qt.Key) -> None:
    field = alone_with(qtbot, "Slept.")
    name_somebody_else(field, "his sister")
    QTest.keyClick(field, digit, ALT)
    QTest.keyClick(field, Qt.Key.Key_1, ALT | SHIFT)
    assert field.passages() == [subjective("Slept.", JONAH)]
    assert field.accessibleDescription() == ""


def test_the_menu_of_somebody_seen_alone_offers_what_can_be_said(qtbot: QtBot) -> None:
    field = alone_with(qtbot, "Slept.")
    QTest.keyClick(field, Qt.Key.Key_Down, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [one.text().split("\t")[0] for one in menu.actions() if one.text()]
    assert offered == ["Jonah", "Someone else…", "Who said it", "Told in confidence"]
    menu.close()


def test_the_room_for_a_tag_is_there_again_with_the_note_and_after_undo(qtbot: QtBot) -> None:
    sister = subjective("Rang.", About.somebody_else("his sister"))
    editor = an_editor(qtbot, sister, unit=alone())
    assert all(one.isVisible() for one in fields(editor)[Section.SUBJECTIVE].findChildren(Margin))
    editor.set_template(Template.BIRP)
    assert all(one.viewport().x() > 0 for one in editor.fields)


def test_a_new_paragraph_names_its_person_at_once(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept.", About.of(DANA)), subjective("Ate."))
    field.go_to(6, 6)
    (margin,) = field.findChildren(Margin)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.accessibleDescription() == "About: Dana."
    new = field.textCursor().block()
    assert new.text() == ""
    assert is_whole(qtbot, margin, margin.pill_area(new))


@pytest.mark.parametrize("place", [0, 8])
@pytest.mark.parametrize("speaker", [None, DANA])
def test_each_change_of_a_tag_is_painted_in_full(
    qtbot: QtBot, place: int, speaker: MemberId | None
) -> None:
    tags = (subjective("Slept.", About.of(DANA)), subjective("Ate."))
    field = first(qtbot, *(replace(tag, said_by=speaker) for tag in tags))
    assert is_whole(qtbot, field, field.rect())
    field.go_to(place, place)
    for key, held in (
        (Qt.Key.Key_C, ALT),
        (Qt.Key.Key_2, ALT),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Z, CTRL | SHIFT),
    ):
        QTest.keyClick(field, key, held)
        assert is_whole(qtbot, field, field.rect()), (key, held)


def is_whole(qtbot: QtBot, widget: QWidget, area: QRect) -> bool:
    """Say whether the screen shows what the widget would paint anew, the cursor left out."""
    for _ in range(3):
        QApplication.processEvents()
    window = widget.window()
    place = QRect(widget.mapTo(window, area.topLeft()), area.size())
    shown = window.screen().grabWindow(window.winId()).toImage().copy(place)
    painted = window.grab().toImage().copy(place)
    fmt = QImage.Format.Format_RGB32
    return bool(shown.convertToFormat(fmt) == painted.convertToFormat(fmt))


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
