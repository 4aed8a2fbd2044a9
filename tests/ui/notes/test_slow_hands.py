"""Hands that click twice where once is enough."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.notes.office import SLEPT, Office

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def double_click(office: Office, button: QAbstractButton) -> None:
    """Click twice in one place of the window, whatever comes to be there."""
    at = button.mapTo(office.view, button.rect().center())
    QTest.mouseDClick(office.view.windowHandle(), LEFT, NONE, at)


def test_a_double_click_asks_whether_to_sign_and_doesnt_sign(qtbot: QtBot) -> None:
    office = Office(qtbot)
    office.open(office.keep(SLEPT, signed=False))
    double_click(office, office.button("Sign…"))
    assert not office.file.note.is_signed
    QTest.mouseClick(office.button("Sign this note"), LEFT)
    assert office.file.note.is_signed
