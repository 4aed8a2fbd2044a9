"""The rows behind a list: what it shows, and what a screen reader hears of it."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.row_model import RowModel


@dataclass(frozen=True)
class Line:
    id: int
    says: str


class Lines(RowModel[Line]):
    def spoken(self, at: int) -> str:
        return self.row(at).says


@pytest.fixture
def lines(qtbot: QtBot) -> Lines:
    lines = Lines()
    lines.set_rows([Line(7, "seven"), Line(3, "three")])
    return lines


def test_the_same_rows_again_move_nothing(lines: Lines) -> None:
    moved: list[object] = []
    lines.modelReset.connect(lambda: moved.append("reset"))
    assert not lines.set_rows((Line(7, "seven"), Line(3, "three")))
    assert moved == []
    assert lines.set_rows([Line(3, "three")])
    assert moved == ["reset"]
    assert lines.rowCount() == 1


def test_a_row_is_found_by_its_number(lines: Lines) -> None:
    assert [lines.place_of(number) for number in (7, 3, 9, None)] == [0, 1, -1, -1]


def test_a_screen_reader_hears_each_row_and_nothing_past_them(lines: Lines) -> None:
    heard = [lines.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert heard == ["seven", "three", None]
    assert lines.index(0).data(Qt.ItemDataRole.DecorationRole) is None
