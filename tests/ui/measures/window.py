"""The Measures tab in a window."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.measures.world import Tab
from ui.measures.answers import AnswerCells
from ui.measures.form import ResultForm
from ui.measures.plot import ScorePlot
from ui.row_list import RowList
from ui.widgets.banner import Banner
from ui.widgets.button import Button


class Window:
    """The tab on the screen."""

    def __init__(self, qtbot: QtBot) -> None:
        self.tab = Tab()
        self.view = self.tab.view()
        self.tab.vm.setParent(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(870, 740)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.activateWindow()

    @property
    def form(self) -> ResultForm:
        for _ in range(4):
            QApplication.processEvents()  # a long form comes in slices
        (form,) = [one for one in self.view.findChildren(ResultForm) if one.isVisible()]
        return form

    @property
    def cells(self) -> list[AnswerCells]:
        return self.form.findChildren(AnswerCells)

    @property
    def plot(self) -> ScorePlot:
        return self.view.findChildren(ScorePlot)[0]

    def press(self, label: str) -> None:
        (button,) = [
            one for one in self.view.findChildren(Button) if one.isVisible() and one.text() == label
        ]
        button.click()

    def banners(self) -> list[str]:
        return [one.accessibleName() for one in self.view.findChildren(Banner) if one.isVisible()]

    def list_of(self, model: type) -> RowList:
        found = [one for one in self.view.findChildren(RowList) if isinstance(one.model(), model)]
        return found[0]
