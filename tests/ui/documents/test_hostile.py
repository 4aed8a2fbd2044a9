"""Documents that were made to do harm: shown, or refused in a sentence, in bounded memory."""

from zlib import crc32

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.storage.pictures import a_png
from tests.ui.desk import DeskLane
from tests.ui.documents.shown import Shown
from tests.ui.documents.world import World
from ui.documents.picture import MOST_PIXELS, picture_of
from ui.documents.sheet import PageSheet
from ui.documents.viewing import MOST_LETTERS, MOST_LINES, beginning_of
from ui.strings import document_troubles as trouble_words
from ui.strings import documents as words
from vault.errors import ContentGivenUp, ContentUnreadable


@pytest.mark.parametrize("side", [100_000, 2_000_000_000])
def test_a_picture_that_claims_more_than_memory_holds_is_refused_undecoded(side: int) -> None:
    claim = side.to_bytes(4, "big") * 2
    with pytest.raises(ContentUnreadable):
        picture_of(a_png().replace(a_png()[16:24], claim))


def test_a_picture_that_claims_too_many_pixels_is_not_decoded(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    bomb = bytearray(a_png())
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    bomb[29:33] = crc32(bytes(bomb[12:29])).to_bytes(4, "big")
    shown.add("bomb.png", bytes(bomb))
    assert trouble_words.trouble(shown.model.viewing.trouble) in shown.view._viewer._note.text()


def test_a_picture_that_is_larger_than_a_screen_shows_is_kept_smaller() -> None:
    wide, high = 10_000, 4_000
    shown = picture_of(a_png(width=wide, height=high))
    pixels = shown.width() * shown.height()
    assert pixels <= 24_000_000 < wide * high <= MOST_PIXELS
    assert shown.width() / shown.height() == pytest.approx(wide / high, rel=0.01)


@pytest.mark.parametrize(
    "text", ["\n" * 900_000, "x" * 900_000, "one\n" * 300_000, "short", "", "a\nb\n", "\n" * 9]
)
def test_a_text_is_shown_as_far_as_it_can_be_laid_out_at_once(text: str) -> None:
    part = beginning_of(text)
    assert text.startswith(part)
    assert len(part) <= MOST_LETTERS
    assert part.count("\n") <= MOST_LINES
    if len(text) < 1_000:
        assert part == text


def test_pages_that_are_miles_long_can_be_scrolled(qtbot: QtBot) -> None:
    sheet = PageSheet()
    qtbot.addWidget(sheet)
    sheet.resize(500, 600)
    sheet.show()
    sheet.show_pages(((1.0, 20_000.0),) * 20_000)
    sheet.zoom_by(9)
    sheet.verticalScrollBar().setValue(sheet.verticalScrollBar().maximum())
    assert sheet.page > 10_000


def test_a_page_that_cannot_be_drawn_says_so(qtbot: QtBot) -> None:
    sheet = PageSheet()
    qtbot.addWidget(sheet)
    sheet.resize(500, 600)
    sheet.show()
    asked: list[list[tuple[int, int, int]]] = []
    sheet.wanted.connect(asked.append)
    sheet.show_pages(((612.0, 792.0),))
    blank = sheet.grab().toImage()
    sheet.take(asked[-1][0], QImage())
    assert sheet.grab().toImage() != blank
    assert asked[1:] == [[]]


def test_a_pdf_that_nobody_can_read_is_said_to_be_given_up_and_later_left_alone(
    qtbot: QtBot,
) -> None:
    shown = Shown(qtbot)
    shown.add("bomb.pdf", b"%PDF-fake\n%ENDLESS")
    assert shown.view._viewer._note.text() == trouble_words.trouble(ContentGivenUp())
    assert words.not_looked_into() not in shown.heard
    shown.world.model()
    shown.settle()
    assert words.not_looked_into() in shown.heard


def test_a_page_without_end_keeps_nothing_waiting_but_other_pages(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    stuck = DeskLane(world.desk.hub)
    stuck.held = True
    monkeypatch.setattr(DeskLane, "decoding", stuck)
    monkeypatch.setattr(DeskLane, "examining", stuck)
    model = world.model()
    model.add([world.file("endless.pdf"), world.file("other.pdf", b"%PDF-fake\nother")], world.unit)
    assert len(model.documents) == 2
    assert model.viewing.is_loading
    assert not any(one.is_examined for one in model.documents)
    model.open_outside()
    assert len(world.opened) == 1
