import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resources.measures import measure
from tests.harness.secrecy import Canaries
from tests.ui.measures.window import Window
from ui.curtain import Curtain
from ui.measures.models import SeriesModel


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_nothing_of_it_can_be_read_behind_the_curtain(qtbot: QtBot) -> None:
    canaries = Canaries("reason", "typed")
    window = Window(qtbot)
    first = window.tab.take("phq-9", *(0,) * 8, 1)
    window.tab.measures.withdraw(first.id, canaries["reason"], base_version=1)
    window.tab.take("phq-2", 3, 3, days_ago=4)
    window.tab.vm.load()
    window.tab.vm.start(measure("phq-9"))
    QTest.keyClicks(window.cells[0], "3")
    window.form._day.field.setText(canaries["typed"])  # type: ignore[attr-defined]
    before = window.form.typed()
    assert {hit.label for hit in canaries.on_screen()} == {"reason", "typed"}
    curtain = Curtain(window.view)
    window.view.cover()
    curtain.draw()
    assert canaries.on_screen() == []
    assert all(cells.answer is None for cells in window.cells)
    assert window.plot.accessibleDescription() == ""
    # What comes meanwhile isn't shown.
    window.tab.take("gad-7", *(1,) * 7)
    window.tab.vm.load()
    assert canaries.on_screen() == []
    curtain.open()
    window.view.uncover()
    assert window.form.typed() == before
    window.tab.vm.close_form()
    assert window.list_of(SeriesModel).model().rowCount() == 3


def test_a_form_that_is_hidden_over_is_stored_with_its_answers(window: Window) -> None:
    window.tab.vm.start(measure("phq-9"))
    QTest.keyClicks(window.cells[0], "3")
    saves = window.view.pending_saves()
    window.view.cover()
    for save in saves:
        save()
    draft = window.tab.measures.draft(window.tab.client_id)
    assert draft is not None
    assert draft.answers[0] == 3


def test_an_autosave_behind_the_cover_stores_the_answers_that_stood_there(window: Window) -> None:
    window.tab.vm.start(measure("phq-9"))
    QTest.keyClicks(window.cells[0], "3")
    window.view.cover()
    window.tab.vm.leave()
    draft = window.tab.measures.draft(window.tab.client_id)
    assert draft is not None
    assert draft.answers[0] == 3
