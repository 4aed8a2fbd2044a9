"""After the cover the keys go on where they went, on every page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.harness.secrecy import Canaries
from tests.journeys.home import PASSPHRASE, Home
from tests.journeys.test_first_run_to_file import type_on_the_cover
from tests.journeys.test_hide_and_lock import at_home, canaries, editor, place
from ui.clients.file_tabs import DETAILS, DOCUMENTS, MEASURES, PEOPLE, PROCESS
from ui.clients.tabs import ClientTabs
from ui.clients.view import SCREEN as CLIENTS
from ui.releases.view import SCREEN as RELEASES
from ui.today.view import SCREEN as TODAY
from ui.widgets.focus import stops_in
from vault.lifecycle import State
from vault.place import Place

__all__ = ["at_home", "canaries", "place"]

# Of each page every field, and so many of whatever else Tab stops at.
OTHERS = 3


def hide_and_come_back(qtbot: QtBot, made: Home, part: QWidget) -> None:
    QTest.keyClick(part, Qt.Key.Key_F9)
    assert made.lifecycle.state is State.HIDDEN
    type_on_the_cover(made, PASSPHRASE)
    qtbot.waitUntil(lambda: made.lifecycle.state is State.OPEN)
    # A page may read something again before it gives the focus back.
    qtbot.waitUntil(lambda: QApplication.focusWidget() is part)


@pytest.mark.parametrize(
    ("screen", "tab"),
    [
        (TODAY, ""),
        (RELEASES, ""),
        *((CLIENTS, tab) for tab in (DETAILS, PEOPLE, DOCUMENTS, MEASURES, PROCESS)),
    ],
)
def test_the_keys_go_on_where_they_went(
    qtbot: QtBot, at_home: Home, canaries: Canaries, place: Place, screen: str, tab: str
) -> None:
    del canaries, place
    room = at_home.lifecycle.room
    assert room is not None
    page = room.widget()
    editor(qtbot)
    room.go_to(Place(screen))
    if tab:
        qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(ClientTabs)))
        tabs = next(one for one in page.findChildren(ClientTabs) if one.isVisible())
        tabs.go_to(tab)
    stops = [one for one in stops_in(page) if one.isVisible() and one.isEnabled()]
    fields = [one for one in stops if isinstance(one, QLineEdit)]
    others = [one for one in stops if one not in fields]
    assert others
    for stop in (*fields, *others[-OTHERS:]):
        stop.setFocus()
        if isinstance(stop, QLineEdit):
            stop.setCursorPosition(len(stop.text()) // 2)
            hide_and_come_back(qtbot, at_home, stop)
            assert stop.cursorPosition() == len(stop.text()) // 2
        else:
            hide_and_come_back(qtbot, at_home, stop)
