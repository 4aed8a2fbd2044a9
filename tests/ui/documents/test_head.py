"""What is typed and chosen above a document reaches that document, and no other."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.builders import keep_unit
from tests.ui.documents.shown import Shown, hide_and_seek
from ui.documents.head import TagButton
from ui.strings import document_moves as move_words
from ui.strings import documents as words
from vault.documents import Tagging
from vault.passages import About
from vault.units import UnitKind


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_a_title_that_is_being_typed_is_kept_when_another_document_comes(shown: Shown) -> None:
    shown.add("letter.pdf")
    QTest.keyClick(shown.view, Qt.Key.Key_F2)
    QTest.keyClicks(shown.view._head._field, "School report")
    shown.add("other.txt", b"other")
    assert [one.title for one in shown.model.documents] == ["other", "School report"]
    assert shown.view._head._title.text() == "other"


def test_a_title_and_a_name_that_are_being_typed_are_kept_at_hide_and_leave_the_screen(
    shown: Shown,
) -> None:
    shown.add("letter.pdf")
    QTest.keyClick(shown.view, Qt.Key.Key_F2)
    QTest.keyClicks(shown.view._head._field, "Quillfeather")
    hide_and_seek(shown)
    assert shown.model.documents[0].title == "Quillfeather"
    third_person(shown)
    QTest.keyClicks(asked_name(shown), "the uncle")
    hide_and_seek(shown)
    assert shown.model.documents[0].about == About.somebody_else("the uncle")
    assert shown.find(TagButton).text() == "the uncle"  # type: ignore[attr-defined]


def third_person(shown: Shown) -> None:
    """Choose somebody who isn't in the unit."""
    shown.find(TagButton).click()  # type: ignore[attr-defined]
    (menu,) = [one for one in shown.view.findChildren(QMenu) if one.isVisible()]
    menu.actions()[-1].trigger()
    menu.close()
    QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def asked_name(shown: Shown) -> QLineEdit:
    field = shown.view._head._asking
    assert field is not None
    return field


def test_somebody_outside_the_unit_is_named_as_in_a_note(shown: Shown) -> None:
    shown.window.activateWindow()
    shown.add("letter.pdf")
    third_person(shown)
    field = asked_name(shown)
    assert field.hasFocus()
    QTest.keyClicks(field, "the uncle")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.model.documents[0].about == About.somebody_else("the uncle")
    assert shown.model.third_persons == ["the uncle"]
    assert shown.find(TagButton).hasFocus()
    third_person(shown)
    assert asked_name(shown).text() == "the uncle"
    QTest.keyClick(asked_name(shown), Qt.Key.Key_Escape)
    assert shown.view._head._asking is None


def test_moving_asks_whom_it_is_about_there(shown: Shown) -> None:
    client_id = shown.world.client.id
    with shown.world.desk.store.write() as work:
        alone = keep_unit(work, UnitKind.INDIVIDUAL, client_id)
    shown.model._reload()
    shown.add("letter.pdf")
    shown.button(words.more()).click()
    (menu,) = [one for one in shown.view.findChildren(QMenu) if one.isVisible()]
    (units,) = [one for one in menu.actions() if one.text() == move_words.move_to()]
    submenu = units.menu()
    assert isinstance(submenu, QMenu)
    submenu.actions()[0].trigger()
    menu.close()
    (asked,) = [one for one in shown.view.findChildren(QMenu) if one.isVisible()]
    assert "Dana" in asked.actions()[0].text()
    assert not asked.actions()[0].isEnabled()
    asked.actions()[3].trigger()
    asked.close()
    (document,) = shown.model.documents
    assert document.belonging.unit_id == alone
    assert not shown.view._head._tag.isVisible()


def test_a_signed_consent_says_of_which_day_it_is(shown: Shown) -> None:
    shown.add("consent.pdf")
    day = shown.view._head._consent
    assert not day.isVisible()
    shown.model.tag(shown.model.documents[0].id, Tagging(is_consent_scan=True))
    assert day.isVisible()
    for typed, kept in (("11/20/2026", None), ("soon", None), ("3/2/2026", date(2026, 3, 2))):
        day.field.setText(typed)
        day.field.editingFinished.emit()
        assert shown.model.documents[0].tagging.consent_signed_on == kept
        assert bool(day.field.accessibleDescription()) == (kept is None)
    day.field.clear()
    day.field.editingFinished.emit()
    assert shown.model.documents[0].tagging == Tagging(is_consent_scan=True)


def test_what_is_typed_for_one_document_never_reaches_another(shown: Shown) -> None:
    shown.window.activateWindow()
    shown.add("letter.pdf")
    third_person(shown)
    QTest.keyClicks(asked_name(shown), "the uncle")
    shown.add("other.txt", b"other")
    shown.model.tag(shown.model.documents[0].id, Tagging(is_consent_scan=True))
    shown.view._head._consent.field.setFocus()
    QTest.keyClicks(shown.view._head._consent.field, "3/2/2026")
    shown.add("third.txt", b"third")
    third, other, letter = (one.tagging for one in shown.model.documents)
    assert third == Tagging()
    assert other == Tagging(is_consent_scan=True, consent_signed_on=date(2026, 3, 2))
    assert letter.about == About.somebody_else("the uncle")
