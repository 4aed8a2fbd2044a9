"""A document that was put into the wrong client's file."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.documents.shown import Shown
from tests.ui.hands import find, settle, texts
from ui.curtain import Curtain
from ui.finder import Finder
from ui.strings import document_moves as move_words
from ui.strings import documents as words
from vault.clients import Client, ClientDetails, ClientStatus


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    shown = Shown(qtbot)
    shown.world.desk.alone("Jonah Bell")
    closed, _ = shown.world.desk.alone("Jonas Closed")
    clients = shown.world.desk.cabinet.clients
    details = ClientDetails("Jonas Closed", status=ClientStatus.CLOSED)
    clients.update(closed, details, base_version=1)
    shown.add("letter.pdf")
    return shown


def ask_elsewhere(shown: Shown) -> None:
    shown.button(words.more()).click()
    (menu,) = [one for one in shown.view.findChildren(QMenu) if one.isVisible()]
    (places,) = [one for one in menu.actions() if one.text() == move_words.move_to()]
    submenu = places.menu()
    assert isinstance(submenu, QMenu)
    submenu.actions()[-1].trigger()
    menu.close()


def jonah(shown: Shown) -> Client:
    clients = shown.world.desk.cabinet.clients
    (row,) = clients.rows("jonah")
    return clients.get(row.id)


def titles(shown: Shown, client: Client) -> list[str]:
    found = shown.world.desk.cabinet.documents.of_client(client.id).documents
    return [one.title for one in found]


def test_it_is_asked_whose_file_told_which_and_moved_and_moved_back(shown: Shown) -> None:
    (before,) = shown.model.documents
    ask_elsewhere(shown)
    assert "Whose file does “letter” belong in?" in texts(shown.view)
    find(shown.view, move_words.find_file(), "jona")
    assert shown.banner == (
        "“letter” leaves the file of Dana Reyes, Marcus Okafor and goes to the file of Jonah Bell."
        " Say again there whom it is about."
    )
    assert shown.model.documents == (before,)
    shown.button(move_words.move_it()).click()
    settle()
    assert titles(shown, shown.world.client) == []
    assert shown.view.mark() == ""
    assert shown.banner == "“letter” is in the file of Jonah Bell now."
    assert titles(shown, jonah(shown)) == ["letter"]
    shown.button(move_words.undo()).click()
    settle()
    assert shown.model.documents == (before,)
    assert titles(shown, jonah(shown)) == []
    assert shown.banner == "“letter” is in the file of Dana Reyes, Marcus Okafor again."


def test_closed_files_and_the_one_that_it_is_in_arent_offered(shown: Shown) -> None:
    ask_elsewhere(shown)
    (finder,) = shown.view.findChildren(Finder)
    for letters, found in (("jona", ["Jonah Bell"]), ("dana", [])):
        finder.field.setText(letters)
        finder.view_model.load()
        assert [one.title for one in finder.view_model.rows] == found


def test_a_second_press_moves_it_no_second_time(shown: Shown) -> None:
    ask_elsewhere(shown)
    find(shown.view, move_words.find_file(), "jona")
    shown.world.desk.lane.held = True
    shown.button(move_words.move_it()).click()
    shown.button(move_words.move_it()).click()
    shown.world.desk.lane.let_go()
    settle()
    shown.button(move_words.undo()).click()
    settle()
    assert titles(shown, shown.world.client) == ["letter"]


def test_what_comes_of_it_after_another_client_was_gone_to_isnt_told_there(shown: Shown) -> None:
    ask_elsewhere(shown)
    find(shown.view, move_words.find_file(), "jona")
    shown.world.desk.lane.held = True
    shown.button(move_words.move_it()).click()
    shown.view.show_client(jonah(shown))
    shown.world.desk.lane.let_go()
    settle()
    assert not shown.view._moving.is_shown


def press_esc(shown: Shown) -> None:
    QTest.keyClick(shown.view.focusWidget(), Qt.Key.Key_Escape)


def go_to_jonah(shown: Shown) -> None:
    shown.view.show_client(jonah(shown))


@pytest.mark.parametrize("leave", [press_esc, go_to_jonah])
def test_esc_and_another_client_let_it_be(shown: Shown, leave: Callable[[Shown], None]) -> None:
    ask_elsewhere(shown)
    shown_before = shown.view._moving.is_shown
    leave(shown)
    assert (shown_before, shown.view._moving.is_shown) == (True, False)
    assert titles(shown, shown.world.client) == ["letter"]
    assert not any("letter" in one.text() for one in shown.view._moving.findChildren(QLabel))


def test_nothing_of_it_is_read_behind_the_cover(shown: Shown) -> None:
    ask_elsewhere(shown)
    find(shown.view, move_words.find_file(), "jona")
    curtain = Curtain(shown.view)
    shown.world.desk.lane.held = True
    shown.button(move_words.move_it()).click()
    shown.view.cover()
    curtain.draw()
    shown.world.desk.lane.let_go()
    settle()
    assert not any(name in shown.heard for name in ("Jonah", "letter"))
    curtain.open()
    shown.view.uncover()
    assert shown.banner == "“letter” is in the file of Jonah Bell now."
