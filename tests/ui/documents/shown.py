"""The Documents tab in a window, as tests see it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.harness.secrecy import screen_texts
from tests.ui.documents.world import World
from ui.curtain import Curtain
from ui.documents.view import DocumentsView
from ui.widgets.banner import Banner
from ui.widgets.button import Button

SECRETS = ("Quillfeather", "Dana", "Marcus", "uncle")


class Shown:
    """The tab in a window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.world = World()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(913, 700)
        self.view = DocumentsView(self.world.desk.vault, self.world.open_file, self.window)
        self.view.resize(913, 700)
        self.view.show_client(self.world.client)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.model = self.view._vm

    def add(self, name: str = "Quillfeather.pdf", *content: bytes) -> None:
        self.model.add([self.world.file(name, *content)], self.world.unit)
        self.settle()

    def settle(self) -> None:
        for _ in range(4):
            QGuiApplication.processEvents()

    def find(self, kind: type[QWidget]) -> QWidget:
        (found,) = [one for one in self.view.findChildren(kind) if one.isVisible()]
        return found

    def button(self, name: str) -> Button:
        found = [
            one
            for one in self.view.findChildren(Button)
            if one.isVisible() and one.accessibleName() == name
        ]
        assert len(found) == 1, name
        return found[0]

    @property
    def heard(self) -> str:
        """All that can be read of any window, by eye or by ear."""
        return " ".join(text for _, text in screen_texts())

    @property
    def banner(self) -> str:
        shown = [one for one in self.view.findChildren(Banner) if one.isVisible()]
        return " ".join(one.accessibleName() for one in shown)


def hide_and_seek(shown: Shown) -> None:
    """Hide, look for anything that can be read, and come back."""
    curtain = Curtain(shown.view)
    shown.view.cover()
    curtain.draw()
    assert [text for _, text in screen_texts() if any(one in text for one in SECRETS)] == []
    curtain.open()
    shown.view.uncover()
