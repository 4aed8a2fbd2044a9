"""Canaries in documents: after hiding nobody reads them, and no file in clear holds them."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.harness.secrecy import Canaries
from tests.ui.documents.shown import Shown
from ui import sweep
from ui.curtain import Curtain
from ui.documents.text_sheet import TextSheet
from ui.documents.toolbar import FindField
from vault.documents import Tagging
from vault.passages import About


@pytest.fixture
def canaries() -> Canaries:
    return Canaries("title", "words", "person", "typed", "gone")


def test_hiding_leaves_no_word_of_any_document_to_eyes_ears_or_the_clipboard(
    qtbot: QtBot, canaries: Canaries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    shown = Shown(qtbot)
    world, view, model = shown.world, shown.view, shown.model
    content = f"Dear Mara, {canaries['words']} called.".encode()
    model.add([world.file(f"{canaries['title']}.txt", content)], world.unit)
    model.add([Path(f"/home/mara/{canaries['gone']}.pdf")], world.unit)
    model.tag(model.documents[0].id, Tagging(About.somebody_else(canaries["person"])))
    (sheet,) = view.findChildren(TextSheet)
    sheet.selectAll()
    sheet.copy()
    (field,) = view.findChildren(FindField)
    QTest.keyClicks(field, canaries["typed"])
    seen = {hit.label for hit in canaries.on_screen()}
    assert seen == {"title", "words", "person", "typed", "gone"}, (
        "the scanner must see what is shown"
    )
    curtain = Curtain(view)
    view.cover()
    curtain.draw()
    sweep.take_back_copies()
    QGuiApplication.processEvents()
    assert canaries.on_screen() == []
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert not any(canaries.in_bytes(one.read_bytes()) for one in files)
