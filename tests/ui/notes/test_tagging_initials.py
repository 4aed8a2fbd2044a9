"""Tagging while initials stand in for names."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import ALT, subjective
from tests.ui.notes.test_tagging import NAMES, a_group, first
from ui import names
from ui.notes.third_person import ThirdPersonField
from vault.ids import MemberId
from vault.known_names import KnownNames
from vault.passages import About


@pytest.fixture
def initials_only() -> Iterator[None]:
    names.style.show_initials(only=True)
    names.style.learn(KnownNames(NAMES))
    yield
    names.style.show_initials(only=False)


def test_no_name_is_completed_while_initials_stand_for_names(
    qtbot: QtBot, initials_only: None
) -> None:
    field = first(qtbot, subjective("Rang.", About.somebody_else("Brondel")))
    QTest.keyClick(field, Qt.Key.Key_P, ALT)
    (asked,) = field.findChildren(ThirdPersonField)
    asked.clear()
    QTest.keyClicks(asked, "Bro")
    assert asked.displayText() == "Bro"


def test_letters_find_a_name_whose_initials_are_listed(qtbot: QtBot, initials_only: None) -> None:
    field = first(qtbot, subjective("Came late."), unit=a_group())
    QTest.keyClick(field, Qt.Key.Key_Down, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (narrow,) = menu.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    QTest.keyClicks(narrow, "kim")
    listed = [one.text() for one in menu.actions() if one.isCheckable() and one.isVisible()]
    assert listed == ["K.Q.", "Told in confidence\tAlt+C"]
    QTest.keyClick(narrow, Qt.Key.Key_Return)
    assert field.passages()[0].about == About.of(MemberId(11))
