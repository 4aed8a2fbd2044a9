"""Initials only on pages that take more than a shell to open."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.aloud import read_aloud
from tests.ui.documents.world import World as Cabinet
from tests.ui.measures.world import Tab
from tests.ui.notes.office import PLAN, Office
from tests.ui.process_notes.world import Drawer
from tests.ui.releases.world import World as Desk
from ui import names
from ui.documents.sheet import PageSheet
from ui.documents.view import DocumentsView
from ui.known_names import KnownNamesReader
from ui.measures.detail import MeasureDetail
from ui.notes.statements import StatementChooser
from ui.open_vault import OpenVault
from ui.process_notes.view import ProcessNotesTab
from ui.releases.preview_view import PageSheet as PreviewSheet
from ui.releases.view import ReleasesView
from vault.passages import Passage, Section

NAMES = ("jonah", "bell", "dana", "reyes", "marcus", "okafor")

Reads = Callable[[OpenVault], None]


@pytest.fixture(autouse=True)
def names_shown_again() -> Iterator[None]:
    yield
    names.style.show_initials(only=False)


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def left() -> list[str]:
    said = read_aloud().casefold()
    return [name for name in NAMES if name in said]


def goes_and_comes_back() -> None:
    """Show initials and then names: no name may be left, and all has to come back."""
    QApplication.processEvents()
    before = read_aloud()
    assert left()
    names.style.show_initials(only=True)
    QApplication.processEvents()
    assert left() == []
    names.style.show_initials(only=False)
    QApplication.processEvents()
    assert read_aloud() == before
    names.style.show_initials(only=True)


def show(qtbot: QtBot, view: QWidget) -> None:
    view.setParent(None)
    qtbot.addWidget(view)
    view.resize(1100, 720)
    with qtbot.waitExposed(view):
        view.show()


def test_a_document_of_plain_text_and_its_title(qtbot: QtBot, owner: QObject) -> None:
    world = Cabinet()
    KnownNamesReader(world.desk.vault, owner)
    view = DocumentsView(world.desk.vault, world.open_file)
    show(qtbot, view)
    view.show_client(world.client)
    view._vm.add([world.file("letter of Marcus.txt", b"Dana Reyes wrote to Okafor.")], world.unit)
    view._vm.open(world.documents()[0].id)
    goes_and_comes_back()
    assert "letter of M." in read_aloud()
    assert "D.R. wrote to O." in read_aloud()


def pixels(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_the_pages_of_a_document_are_blurred(qtbot: QtBot) -> None:
    sheet = PageSheet()
    show(qtbot, sheet)
    sheet.show_pages(((60.0, 80.0),))
    page = QImage(600, 800, QImage.Format.Format_RGB32)
    for line in range(800):
        for at in range(600):
            page.setPixel(at, line, 0 if line // 4 % 2 else 0xFFFFFF)
    sheet.take((0, 600, 0), page)
    clear = pixels(sheet)
    names.style.show_initials(only=True)
    assert pixels(sheet) != clear
    middle = sheet.viewport().rect().center()
    column = [pixels(sheet).pixelColor(middle.x(), y).lightness() for y in range(300, 400)]
    assert max(column) - min(column) < 60
    assert 60 < column[0] < 200
    names.style.show_initials(only=False)
    assert pixels(sheet) == clear


def test_a_process_note_and_its_line_in_the_list(qtbot: QtBot, owner: QObject) -> None:
    drawer = Drawer()
    KnownNamesReader(drawer.desk.vault, owner)
    note_id = drawer.a_note("Bell reminds me of somebody.")
    tab = ProcessNotesTab(drawer.desk.vault, drawer.vm)
    drawer.vm.setParent(tab)
    show(qtbot, tab)
    drawer.open()
    drawer.vm.open_note(note_id)
    goes_and_comes_back()
    assert "B. reminds" in read_aloud()
    assert drawer.text == "Bell reminds me of somebody."
    tab.cover()


def test_the_reason_why_a_result_was_withdrawn(qtbot: QtBot, owner: QObject) -> None:
    tab = Tab()
    KnownNamesReader(tab.desk.vault, owner)
    result = tab.take("phq-9", *(1,) * 9)
    tab.measures.withdraw(result.id, "Filled in by Bell's brother.", base_version=1)
    view = tab.view()
    tab.vm.setParent(view)
    show(qtbot, view)
    goes_and_comes_back()
    assert view.findChild(MeasureDetail) is not None


def test_an_amended_note_and_the_statements_to_choose_from(qtbot: QtBot, owner: QObject) -> None:
    office = Office(qtbot)
    KnownNamesReader(office.desk.vault, owner)
    note_id = office.keep(Passage(Section.SUBJECTIVE, "Bell slept."), PLAN)
    office.amend(note_id, 1, "Jonah Bell didn't sleep.", "Said Jonah.")
    office.open(note_id)
    office.view.setFocus()
    goes_and_comes_back()
    assert "J.B. didn't sleep." in office.texts
    office.button("Correct…").click()
    chooser = office.view.findChild(StatementChooser)
    assert chooser is not None
    assert chooser.isVisible()
    assert left() == []


def test_the_release_desk(qtbot: QtBot, owner: QObject) -> None:
    world = Desk()
    KnownNamesReader(world.vault, owner)
    dana = world.client()
    world.note(world.unit_of(dana), "Dana said it.")
    view = ReleasesView(world.model, world.clock)
    show(qtbot, view)
    release = world.request(dana)
    world.open(release)
    goes_and_comes_back()
    assert view.findChildren(PreviewSheet)


def test_what_is_typed_elsewhere_is_known_at_once(qtbot: QtBot, owner: QObject) -> None:
    world = Cabinet()
    KnownNamesReader(world.desk.vault, owner)
    names.style.show_initials(only=True)
    assert names.veiled("Tamsin came.") == "Tamsin came."
    done = world.desk.cabinet.clients.create(world.client.details)
    with world.desk.store.write() as work:
        before = work.clients.get(done.value)
    details = before.details
    changed = world.desk.cabinet.clients.update(
        done.value, type(details)(name="Tamsin Oake"), base_version=before.version
    )
    world.desk.hub.announce(changed.changes)
    assert names.veiled("Tamsin came.") == "T. came."
