"""The Documents tab as it is seen, pressed and read aloud."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.builders import keep_unit
from tests.ui.documents.shown import SECRETS, Shown
from tests.ui.documents.world import HIDING, a_picture
from ui.curtain import Curtain
from ui.documents.head import TagButton
from ui.documents.sheet import PageSheet
from ui.documents.text_sheet import TextSheet
from ui.documents.toolbar import FindField
from ui.row_list import RowList
from ui.strings import documents as words
from ui.widgets.button import Button
from ui.widgets.progress_line import ProgressLine
from vault.documents import RemovalReason
from vault.passages import About
from vault.units import UnitKind


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_an_empty_tab_says_what_goes_there_and_offers_one_button(shown: Shown) -> None:
    visible = [one for one in shown.view.findChildren(Button) if one.isVisible()]
    assert [one.text() for one in visible] == [words.add()]
    visible[0].click()
    dialog = shown.view.findChild(QFileDialog, "documents")
    assert dialog is not None
    assert dialog.directory().absolutePath() == str(Path.home())
    assert "Dana" not in dialog.windowTitle()
    dialog.filesSelected.emit([str(shown.world.file("letter.pdf"))])
    dialog.reject()
    assert [one.title for one in shown.model.documents] == ["letter"]


def test_a_file_that_is_dropped_is_added(shown: Shown) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(shown.world.file("letter.pdf")))])
    place, none = QPoint(300, 300), Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    entered = QDragEnterEvent(place, copy, data, left, none)
    QGuiApplication.sendEvent(shown.view, entered)
    assert entered.isAccepted()
    assert shown.view._veil.isVisible()
    QGuiApplication.sendEvent(shown.view, QDropEvent(QPointF(place), copy, data, left, none))
    assert not shown.view._veil.isVisible()
    assert [one.title for one in shown.model.documents] == ["letter"]


def test_words_or_a_web_address_are_not_taken(shown: Shown) -> None:
    data = QMimeData()
    data.setText("hello")
    data.setUrls([QUrl("https://example.org/x.pdf")])
    entered = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    entered.ignore()
    QGuiApplication.sendEvent(shown.view, entered)
    assert not entered.isAccepted()


def test_a_picture_is_pasted_by_key(shown: Shown) -> None:
    QGuiApplication.clipboard().setImage(a_picture())
    shown.view.setFocus()
    QTest.keyClick(shown.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    assert [one.media.ending for one in shown.model.documents] == ["png"]


def test_a_picture_is_pasted_wherever_the_focus_is_except_into_a_field(shown: Shown) -> None:
    field, elsewhere = QLineEdit(shown.window), QPushButton(shown.window)
    for one in (field, elsewhere):
        one.show()
    QGuiApplication.clipboard().setImage(a_picture())
    for focus, added in ((field, 0), (elsewhere, 1)):
        focus.setFocus()
        QTest.keyClick(focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert len(shown.model.documents) == added
    shown.view.hide()
    QTest.keyClick(elsewhere, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    assert len(shown.model.documents) == 1


def test_a_click_into_the_page_takes_the_focus_there(shown: Shown) -> None:
    QTest.mouseClick(shown.view._empty, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert shown.view.isAncestorOf(focus)


def test_where_several_units_could_be_meant_it_is_asked(shown: Shown) -> None:
    client_id = shown.world.client.id
    with shown.world.desk.store.write() as work:
        keep_unit(work, UnitKind.INDIVIDUAL, client_id)
    shown.model._reload()
    shown.button(words.add()).click()
    (menu,) = [one for one in shown.view.findChildren(QMenu) if one.isVisible()]
    assert len(menu.actions()) == 2
    menu.close()


def test_pages_are_drawn_zoomed_turned_and_walked_by_key(shown: Shown) -> None:
    shown.add()
    sheet = shown.find(PageSheet)
    assert isinstance(sheet, PageSheet)
    sheet.setFocus()
    fitted = sheet.zoom
    assert sheet._images
    QTest.keyClick(sheet, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert sheet.zoom > fitted
    QTest.keyClick(sheet, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert sheet.zoom == pytest.approx(fitted)
    QTest.keyClick(sheet, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert {wanted[2] for wanted, _ in sheet._images.values()} == {1}
    QTest.keyClick(sheet, Qt.Key.Key_End)
    assert sheet.page == 2
    assert sheet.accessibleName() == words.page_of(3, 3)
    QTest.keyClick(sheet, Qt.Key.Key_Home)
    assert sheet.page == 0


def test_the_keys_of_a_document_work_from_the_list_too(shown: Shown) -> None:
    shown.add()
    sheet, rows = shown.find(PageSheet), shown.find(RowList)
    assert isinstance(sheet, PageSheet)
    rows.setFocus()
    fitted = sheet.zoom
    QTest.keyClick(rows, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert sheet.zoom > fitted
    QTest.keyClick(rows, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert sheet.zoom == pytest.approx(fitted)
    QTest.keyClick(rows, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert {wanted[2] for wanted, _ in sheet._images.values()} == {1}
    assert rows.hasFocus()
    QTest.keyClick(rows, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = shown.find(FindField)
    assert field.hasFocus()


def test_a_damaged_pdf_is_called_damaged_also_where_nothing_tells_why(shown: Shown) -> None:
    shown.add("letter.pdf", b"%PDF-fake\n%BROKEN")
    viewer = shown.view._viewer
    assert viewer._note.text() == "This file is damaged, or isn't a PDF."
    shown.model.viewing.trouble = None
    shown.model.viewing.loaded.emit()
    assert viewer._note.text() == "This file is damaged, or isn't a PDF."


def test_only_pages_near_the_one_in_front_are_kept(shown: Shown) -> None:
    shown.add("long.pdf", b"%PDF-fake\n" + b"\f".join(b"page" for _ in range(300)))
    sheet = shown.find(PageSheet)
    assert isinstance(sheet, PageSheet)
    for page in range(0, 300, 3):
        sheet.go_to_page(page)
        shown.settle()
    pixels = sum(image.width() * image.height() for _, image in sheet._images.values())
    assert pixels <= 11_000_000
    assert all(abs(page - sheet.page) < 60 for page in sheet._images)


def test_words_are_found_and_walked(shown: Shown) -> None:
    shown.add()
    shown.find(PageSheet).setFocus()
    QTest.keyClick(shown.find(PageSheet), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = shown.find(FindField)
    assert field.hasFocus()
    QTest.keyClicks(field, "uncle")
    shown.view._viewer._find()
    sheet = shown.find(PageSheet)
    assert isinstance(sheet, PageSheet)
    assert (len(sheet._hits), sheet._current) == (2, 0)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sheet._current == 1
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sheet._current == 0
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert sheet._current == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert sheet.hasFocus()


def test_text_is_shown_and_searched(shown: Shown) -> None:
    shown.add("message.txt", "Dear Mara,\nthe uncle called. UNCLE!\n".encode("utf-16"))
    sheet = shown.find(TextSheet)
    assert isinstance(sheet, TextSheet)
    assert "the uncle called" in sheet.toPlainText()
    field = shown.find(FindField)
    QTest.keyClicks(field, "uncle")
    shown.view._viewer._find()
    assert len(sheet.extraSelections()) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-fake\n%BROKEN", "damaged"),
        (b"%PDF-fake\n%LOCKED", "password"),
        (b"\x89PNG\r\n\x1a\n" + b"nothing", "broken"),
        (b"PK\x03\x04" + bytes(40) + b"word/", "DOCX"),
        (b"\x00\x01\x02\x03", "doesn't know its kind"),
    ],
)
def test_what_cannot_be_shown_says_so(shown: Shown, content: bytes, sentence: str) -> None:
    shown.add("scan.bin2345678901", content)
    assert sentence in shown.view._viewer._note.text()


def test_a_tag_is_set_by_alt_and_a_digit_and_by_a_click(shown: Shown) -> None:
    shown.add()
    QTest.keyClick(shown.view, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    members = shown.world.unit.members
    assert shown.model.documents[0].about == About.of(members[0].id)
    tag = shown.find(TagButton)
    assert isinstance(tag, TagButton)
    assert tag.text() == "Dana"
    tag.click()
    (menu,) = [one for one in shown.view.findChildren(QMenu) if one.isVisible()]
    menu.actions()[2].trigger()
    menu.close()
    assert shown.model.documents[0].about == About.of(members[1].id)


def test_a_title_is_changed_by_key_and_given_up_by_key(shown: Shown) -> None:
    shown.add()
    QTest.keyClick(shown.view, Qt.Key.Key_F2)
    field = shown.view._head._field
    assert field.hasFocus()
    field.setText("School report")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.model.documents[0].title == "School report"
    QTest.keyClick(shown.view, Qt.Key.Key_F2)
    field.setText("Nothing")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert shown.model.documents[0].title == "School report"
    assert shown.view._head._title.isVisible()


def test_removing_shows_its_undo(shown: Shown) -> None:
    shown.add()
    shown.model.remove(RemovalReason.DUPLICATE)
    assert words.reason(RemovalReason.DUPLICATE) in shown.banner
    shown.button(words.put_back()).click()
    assert shown.banner == ""
    assert shown.model.removed_count == 0


def test_hidden_details_are_told_and_removed_with_one_press(shown: Shown) -> None:
    shown.add("photo.png", HIDING)
    assert shown.banner == words.has_details()
    shown.button(words.strip()).click()
    assert shown.banner == ""


def test_opening_outside_warns_first(shown: Shown) -> None:
    shown.add()
    shown.view._head.outside_asked.emit()
    assert shown.banner == words.outside_warning(memory=True)
    assert shown.world.opened == []
    shown.button(words.open_outside()).click()
    assert len(shown.world.opened) == 1
    assert shown.banner == words.outside_open()
    shown.button(words.take_back()).click()
    assert shown.world.desk.store.blobs.outside == {}


def test_hiding_leaves_no_pixel_no_word_and_no_copy_outside(shown: Shown) -> None:
    shown.add()
    QTest.keyClick(shown.view, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(shown.find(FindField), "uncle")
    shown.model.open_outside()
    sheet = shown.view._viewer._pages
    assert any(secret in shown.heard for secret in SECRETS)
    curtain = Curtain(shown.view)
    shown.view.cover()
    curtain.draw()
    heard = shown.heard
    assert not any(secret in heard for secret in SECRETS)
    assert sheet._images == {}
    assert sheet._hits == []
    assert shown.world.desk.store.blobs.outside == {}
    curtain.open()
    shown.view.uncover()
    shown.settle()
    assert shown.view._head._title.text() == "Quillfeather"
    assert shown.find(TagButton).text() == "Dana"  # type: ignore[attr-defined]
    assert sheet.count == 3
    assert sheet._images


def test_what_arrives_while_hidden_is_shown_only_afterwards(shown: Shown) -> None:
    shown.add()
    curtain = Curtain(shown.view)
    shown.view.cover()
    curtain.draw()
    shown.add("other Quillfeather.pdf")
    shown.model.open(shown.model.documents[0].id)
    shown.model.rename(shown.model.documents[0].id, "Quillfeather again")
    heard = shown.heard
    assert not any(secret in heard for secret in SECRETS)
    curtain.open()
    shown.view.uncover()
    assert shown.view._head._title.text() == "Quillfeather again"


def test_every_control_has_a_name(shown: Shown) -> None:
    shown.add()
    for widget in shown.view.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            named = QAccessible.queryAccessibleInterface(widget)
            assert named is not None
            assert named.text(QAccessible.Text.Name), type(widget).__name__


def test_it_fits_into_the_smallest_window(shown: Shown) -> None:
    shown.add()
    assert shown.view.minimumSizeHint().width() <= 622


def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(shown: Shown) -> None:
    lane = shown.world.desk.lane
    shown.add("first.pdf")
    lane.held = True
    waiting = [shown.world.file(name, bytes(5_000)) for name in ("film.mp4", "more.mp4")]
    shown.model.add(list(waiting), shown.world.unit)
    for _ in range(4):
        begun, lane.waiting = lane.waiting, []
        for op in begun:
            op.run()(shown.world.desk.hub)
    line = shown.find(ProgressLine)
    assert isinstance(line, ProgressLine)
    assert line.accessibleName() == words.adding("film.mp4")
    assert 0 < line.value() < line.maximum()
    shown.button(words.cancel()).click()
    lane.let_go()
    assert not line.isVisible()
    assert [one.title for one in shown.model.documents] == ["first"]
    assert len(shown.world.desk.store.blobs.contents) == 1


def test_what_goes_wrong_while_hidden_is_said_afterwards_and_names_no_file_before(
    shown: Shown,
) -> None:
    curtain = Curtain(shown.view)
    shown.view.cover()
    curtain.draw()
    shown.model.add([Path("/home/mara/Quillfeather.pdf")], shown.world.unit)
    assert "Quillfeather" not in shown.heard
    curtain.open()
    shown.view.uncover()
    assert "Quillfeather.pdf" in shown.banner
    shown.button(words.understood()).click()
    assert shown.banner == ""


def test_removed_documents_are_found_again_below_the_list(shown: Shown) -> None:
    shown.add("letter.pdf")
    shown.model.remove(RemovalReason.MISTAKE)
    shown.button(words.show_removed(1)).click()
    assert [one.title for one in shown.model.documents] == ["letter"]
    shown.button(words.hide_removed()).click()
    assert shown.model.documents == ()


def test_what_was_searched_for_is_marked_when_the_document_comes(shown: Shown) -> None:
    shown.add("letter.pdf")
    shown.add("other.txt", b"nothing")
    letter = shown.model.documents[1]
    shown.view._open(shown.model.documents[0].id)
    shown.view.open_document(letter.id, "uncle")
    sheet = shown.find(PageSheet)
    assert isinstance(sheet, PageSheet)
    assert [hit.page for hit in sheet._hits] == [0, 1]
