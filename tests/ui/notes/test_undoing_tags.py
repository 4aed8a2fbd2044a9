"""Where the cursor stands once a tag was taken back, for the next key tags that paragraph."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import ALT, subjective
from tests.ui.notes.test_tagging import CTRL, SHIFT, first
from vault.passages import About


def test_the_cursor_stays_in_the_paragraph_whose_tag_is_taken_back_and_given_again(
    qtbot: QtBot,
) -> None:
    field = first(qtbot, subjective("Slept.", About.somebody_else("Ed")), subjective("Ate."))
    field.go_to(9, 9)
    QTest.keyClick(field, Qt.Key.Key_2, ALT)
    for held in (CTRL, CTRL | SHIFT, CTRL):
        QTest.keyClick(field, Qt.Key.Key_Z, held)
        assert field.position == (9, 9)
    QTest.keyClick(field, Qt.Key.Key_0, ALT)
    assert [one.about for one in field.passages()] == [About.somebody_else("Ed"), About.all()]


def test_the_cursor_comes_to_a_paragraph_whose_tag_is_taken_back(qtbot: QtBot) -> None:
    field = first(qtbot, subjective("Slept."), subjective("Ate."))
    field.go_to(9, 9)
    QTest.keyClick(field, Qt.Key.Key_2, ALT)
    field.go_to(2, 2)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.position == (7, 7)
