from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.page import LatePage, Page
from vault.place import Place


class Desk(Page):
    """A page with one field, which says what is asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)

    def arrive(self) -> None:
        self.heard.append("arrive")

    def leave(self) -> None:
        self.heard.append("leave")

    def pending_saves(self) -> list[Callable[[], object]]:
        return [lambda: "stored"]

    def place(self) -> Place:
        return Place("desk", tab="open")

    def go_to(self, place: Place) -> None:
        self.heard.append(f"go to {place.tab}")

    def clear_texts(self) -> None:
        self.heard.append("clear")

    def restore_texts(self) -> None:
        self.heard.append("restore")


def made(qtbot: QtBot) -> tuple[LatePage, list[Desk]]:
    built: list[Desk] = []

    def make() -> Desk:
        built.append(Desk())
        return built[-1]

    page = LatePage("desk", make)
    qtbot.addWidget(page)
    return page, built


def test_nothing_is_built_before_it_is_gone_to(qtbot: QtBot) -> None:
    page, built = made(qtbot)
    page.leave()
    page.clear_texts()
    page.restore_texts()
    assert (page.pending_saves(), page.place()) == ([], Place("desk"))
    assert built == []


def test_it_is_built_once_and_then_asked(qtbot: QtBot) -> None:
    page, built = made(qtbot)
    page.arrive()
    page.go_to(Place("desk", tab="drawer"))
    page.leave()
    page.clear_texts()
    page.restore_texts()
    assert [desk.heard for desk in built] == [
        ["arrive", "go to drawer", "leave", "clear", "restore"]
    ]
    assert [save() for save in page.pending_saves()] == ["stored"]
    assert page.place().tab == "open"


def test_what_is_built_behind_the_cover_is_empty_from_the_start(qtbot: QtBot) -> None:
    page, built = made(qtbot)
    page.clear_texts()
    page.arrive()
    assert built[0].heard == ["clear", "arrive"]


def test_its_focus_is_that_of_the_page(qtbot: QtBot) -> None:
    page, built = made(qtbot)
    page.arrive()
    page.resize(300, 200)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(built[0].field.hasFocus)
