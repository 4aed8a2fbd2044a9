"""The settings page as it is used."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from tests.ui.test_shell import heard
from ui import names
from ui.row_list import RowList
from ui.settings.practice_card import PracticeCard
from ui.settings.view import SettingsView
from ui.widgets import banner
from ui.widgets.choice import CheckBox
from ui.widgets.measured_sheet import MeasuredSheet
from vault.errors import DiskFull
from vault.known_names import KnownNames
from vault.phrases import Phrase
from vault.place import Place
from vault.settings import Settings

IDLE = "Lock when nothing is done for"
LATE = "Late entry after, in hours"
W = TypeVar("W", bound=QWidget)
WORDS = ("Heffalump", "Vermicious", "Zorblax")


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    made = Desk()
    for word in WORDS:
        made.cabinet.spelling.add(word)
    made.cabinet.phrases.keep(Phrase("quenby", "Quenby came on time."))
    yield made
    names.style.show_initials(only=False)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SettingsView:
    made = SettingsView(desk.vault)
    qtbot.addWidget(made)
    made.resize(900, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.arrive()
    qtbot.waitUntil(lambda: made.findChild(PracticeCard) is not None)
    return made


def called(page: QWidget, kind: type[W], name: str) -> W:
    (found,) = (one for one in page.findChildren(kind) if one.accessibleName() == name)
    return found


def combo(page: QWidget, name: str) -> QComboBox:
    return called(page, QComboBox, name)


def field(page: QWidget, name: str) -> QLineEdit:
    return called(page, QLineEdit, name)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(page: QWidget, words: str) -> None:
    buttons = page.findChildren(QAbstractButton)
    next(one for one in buttons if one.text() == words and one.isVisible()).click()


def test_a_choice_by_keys_is_stored_at_once(page: SettingsView, desk: Desk) -> None:
    idle = combo(page, IDLE)
    assert idle.currentText() == "5 minutes"
    idle.setFocus()
    QTest.keyClick(idle, Qt.Key.Key_Down)
    assert desk.cabinet.practice.settings().idle_minutes == 10
    assert any(words.startswith("Saved ") for words in heard(page))


def test_a_stored_number_of_minutes_that_isnt_on_offer_stands_among_them(
    page: SettingsView, desk: Desk
) -> None:
    desk.hub.announce(desk.cabinet.practice.put_settings(Settings(idle_minutes=7)).changes)
    idle = combo(page, IDLE)
    listed = [idle.itemText(at) for at in range(idle.count())]
    assert listed[3:6] == ["5 minutes", "7 minutes", "10 minutes"]
    assert idle.currentText() == "7 minutes"


def test_the_wheel_scrolls_past_a_list_and_chooses_nothing(page: SettingsView, desk: Desk) -> None:
    idle = combo(page, IDLE)
    down = QWheelEvent(
        QPointF(5, 5),
        idle.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(idle, down)
    assert not down.isAccepted()
    assert idle.currentText() == "5 minutes"


def test_keys_that_scroll_the_page_change_no_field_before_one_is_gone_to(
    page: SettingsView, desk: Desk
) -> None:
    page.setFocus()
    bar = page.findChild(MeasuredSheet).verticalScrollBar()  # type: ignore[union-attr]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        before = bar.value()
        QTest.keyClick(focused(), key)
        assert bar.value() > before
    assert bar.value() == bar.maximum()
    QTest.keyClick(focused(), Qt.Key.Key_Home)
    assert bar.value() == 0
    assert desk.cabinet.practice.settings() == Settings()


def test_a_bad_number_says_what_to_type_and_stays_as_it_was_typed(
    page: SettingsView, desk: Desk
) -> None:
    late = field(page, LATE)
    late.selectAll()
    QTest.keyClicks(late, "900")
    assert "Type a whole number from 1 to 720. Until then 24 holds." in heard(page)
    page.leave()
    page.arrive()
    assert late.text() == "900"
    assert desk.cabinet.practice.settings().late_hours == 24
    QTest.keyClick(late, Qt.Key.Key_Backspace)
    page.leave()
    assert desk.cabinet.practice.settings().late_hours == 90
    assert not any("Type a whole number" in words for words in heard(page))


def test_a_word_is_removed_by_key_and_put_back_by_undo(page: SettingsView, desk: Desk) -> None:
    rows = page.findChild(RowList)
    assert rows is not None
    rows.setFocus()
    rows.mark(1)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert desk.cabinet.spelling.words() == ["Heffalump", "Zorblax"]
    assert rows.currentIndex().data() == "Zorblax"
    assert "“Vermicious” was removed." in heard(page)
    press(page, "Undo")
    assert desk.cabinet.spelling.words() == list(WORDS)
    assert "“Vermicious” was removed." not in heard(page)


def test_a_word_that_is_a_name_stands_as_its_initials_in_the_list_and_the_banner(
    page: SettingsView,
) -> None:
    rows = page.findChild(RowList)
    assert rows is not None
    rows.mark(1)
    press(page, "Remove")
    assert "“Vermicious” was removed." in heard(page)
    names.style.show_initials(only=True)
    names.style.learn(KnownNames(["Oswin Vermicious", "Quenby Zorblax"]))
    assert not any(one in words for words in heard(page) for one in ("Vermicious", "Zorblax"))
    spoken = [rows.model().index(at, 0).data() for at in range(rows.model().rowCount())]
    assert spoken == ["Heffalump", "Z."]
    names.style.show_initials(only=False)
    assert "“Vermicious” was removed." in heard(page)


def test_a_removed_word_is_told_once_whatever_changes_afterwards(
    page: SettingsView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(banner, "announce", lambda _widget, sentence: told.append(sentence))
    desk.cabinet.spelling.remove("Zorblax")
    rows = page.findChild(RowList)
    assert rows is not None
    rows.mark(0)
    press(page, "Remove")
    desk.hub.announce(desk.cabinet.practice.put_settings(Settings(draft_days=2)).changes)
    assert told == ["“Heffalump” was removed."]


def test_a_word_that_the_disk_would_not_let_go_of_stays_and_says_so(
    page: SettingsView, desk: Desk
) -> None:
    rows = page.findChild(RowList)
    assert rows is not None
    rows.mark(0)
    desk.store.fail_next_commit = DiskFull()
    press(page, "Remove")
    assert any("The disk is full." in words for words in heard(page))
    assert rows.model().rowCount() == 3
    press(page, "Remove")
    assert "“Heffalump” was removed." in heard(page)
    assert not any("The disk is full." in words for words in heard(page))


def test_the_button_can_be_pressed_as_soon_as_the_list_has_the_focus(page: SettingsView) -> None:
    remove = next(one for one in page.findChildren(QAbstractButton) if one.text() == "Remove")
    assert not remove.isEnabled()
    rows = page.findChild(RowList)
    assert rows is not None
    rows.setFocus()
    assert remove.isEnabled()


def test_without_words_of_ones_own_it_says_how_they_come_to_be(
    page: SettingsView, desk: Desk
) -> None:
    for word in WORDS:
        desk.hub.announce(desk.cabinet.spelling.remove(word).changes)
    assert any(words.startswith("None yet.") for words in heard(page))
    assert page.findChild(RowList).isHidden()  # type: ignore[union-attr]


def test_nothing_can_be_read_behind_the_cover_and_everything_comes_back(
    page: SettingsView, qtbot: QtBot
) -> None:
    rows = page.findChild(RowList)
    assert rows is not None
    rows.mark(0)
    press(page, "Remove")
    before = heard(page)
    assert all(any(word in words for words in before) for word in (*WORDS, "Halloran"))
    page.clear_texts()
    leaked = [words for words in heard(page) if any(one in words for one in (*WORDS, "Halloran"))]
    assert leaked == []
    page.restore_texts()
    assert heard(page) == before


def test_what_comes_behind_the_cover_is_shown_when_it_lifts(page: SettingsView, desk: Desk) -> None:
    page.clear_texts()
    desk.hub.announce(desk.cabinet.spelling.add("Snark").changes)
    desk.hub.announce(desk.cabinet.practice.put_settings(Settings(idle_minutes=1)).changes)
    assert not any("Snark" in words for words in heard(page))
    page.restore_texts()
    assert any("Snark" in words for words in heard(page))
    assert combo(page, IDLE).currentText() == "1 minute"


def test_a_page_that_is_covered_while_it_is_built_is_built_on_when_the_cover_lifts(
    qtbot: QtBot, desk: Desk
) -> None:
    page = SettingsView(desk.vault)
    qtbot.addWidget(page)
    page.clear_texts()
    page.arrive()
    qtbot.wait(20)
    assert page.findChild(PracticeCard) is None
    page.restore_texts()
    qtbot.waitUntil(lambda: page.findChild(PracticeCard) is not None)
    assert field(page, "Your name").text() == "Ines Halloran"


def test_a_half_typed_name_is_given_for_storing_also_behind_the_cover(
    page: SettingsView, desk: Desk
) -> None:
    name = field(page, "Your name")
    name.end(False)
    QTest.keyClicks(name, "-Vale")
    page.clear_texts()
    for save in page.pending_saves():
        save()
    assert desk.cabinet.practice.profile().name == "Ines Halloran-Vale"
    page.restore_texts()
    assert name.text() == "Ines Halloran-Vale"


def test_a_blank_between_two_words_survives_the_save(page: SettingsView, desk: Desk) -> None:
    name = field(page, "Your name")
    name.end(False)
    QTest.keyClicks(name, " ")
    QTest.keyClicks(field(page, "Phone"), "1")
    page.leave()
    desk.hub.announce(desk.cabinet.practice.put_settings(Settings(draft_days=2)).changes)
    assert name.text() == "Ines Halloran "


def test_an_empty_name_is_said_beside_it_and_comes_to_nothing(
    page: SettingsView, desk: Desk
) -> None:
    name = field(page, "Your name")
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    page.leave()
    assert "Fill this in." in heard(page)
    assert desk.cabinet.practice.profile().name == "Ines Halloran"


def test_the_tick_for_initials_asks_for_the_switch_and_follows_it(
    page: SettingsView, qtbot: QtBot
) -> None:
    tick = page.findChild(CheckBox)
    assert tick is not None
    with qtbot.waitSignal(page.initials_asked):
        tick.click()
    names.style.show_initials(only=True)
    assert tick.isChecked()
    names.style.show_initials(only=False)
    assert not tick.isChecked()


def test_a_full_disk_is_said_above_the_cards(page: SettingsView, desk: Desk) -> None:
    desk.store.fail_next_commit = DiskFull()
    idle = combo(page, IDLE)
    QTest.keyClick(idle, Qt.Key.Key_Down)
    assert any("The disk is full." in words for words in heard(page))
    assert idle.currentText() == "10 minutes"
    for save in page.pending_saves():
        save()
    assert desk.cabinet.practice.settings().idle_minutes == 10


def test_tab_goes_down_the_page(page: SettingsView, qtbot: QtBot) -> None:
    page.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    seen: list[str] = []
    for _ in range(19):
        seen.append(focused().accessibleName())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert seen[:5] == [
        IDLE,
        "Lock when hidden for",
        "Layout of a new note",
        LATE,
        "Old draft after, in days",
    ]
    assert seen.index("Spelling") < seen.index("Words you added") < seen.index("Initials only")
    assert seen.index("Colors") < seen.index("Your name")
    order = ["Your name", "Credential", "Practice", "License number", "State of the license"]
    at = seen.index("Your name")
    assert seen[at : at + 7] == [*order, "Phone", "Address"]


def test_it_is_where_the_counselor_is(page: SettingsView) -> None:
    assert page.place() == Place("settings")
