"""The tour: pictures of the real window, and nothing of anybody else's folder touched."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.home import Home
from ui import tour_guide
from ui.app import Rooms
from ui.tour import take_tour
from ui.tour_stops import STOPS, Trip, unlock


@pytest.fixture
def rooms(qtbot: QtBot, tmp_path: Path) -> Rooms:
    """The real rooms, with a key derivation that costs nothing."""
    return Home(qtbot, tmp_path / "vault")._rooms()


def taken(out: Path, rooms: Rooms, *stops: Callable[[Trip], None]) -> int:
    return take_tour(out, rooms, stops, clients=3, notes=3)


def test_each_screen_is_left_light_and_dark_and_counted_in_one_line(
    tmp_path: Path, rooms: Rooms, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert taken(out, rooms, unlock) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts == {"screens": 5, "pictures": 10, "pages": 0, "clients": 3, "notes": 3}
    names = sorted(one.name for one in out.iterdir())
    assert names[:2] == ["01-unlock-dark.png", "01-unlock-light.png"]
    assert len(names) == 10


def test_light_and_dark_are_different_pictures(tmp_path: Path, rooms: Rooms) -> None:
    taken(tmp_path / "out", rooms, unlock)
    light, dark = (tmp_path / "out" / f"01-unlock-{one}.png" for one in ("light", "dark"))
    assert light.read_bytes() != dark.read_bytes()


def test_an_earlier_tour_is_replaced(tmp_path: Path, rooms: Rooms) -> None:
    for name in ("09-today-light.png", "handed-over.pdf", "handed-over-01.png"):
        (tmp_path / name).write_bytes(b"")
    assert taken(tmp_path, rooms) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_else_in_it_is_left_alone(
    tmp_path: Path, rooms: Rooms, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("09-today-light.png", "a letter.pdf"):
        (tmp_path / name).write_bytes(b"")
    assert taken(tmp_path, rooms, *STOPS) == 1
    assert len(list(tmp_path.iterdir())) == 2
    assert "something else" in capsys.readouterr().err


def test_a_screen_that_does_not_come_ends_the_tour_with_the_last_one_that_did(
    tmp_path: Path,
    rooms: Rooms,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def lost(trip: Trip) -> None:
        with trip.guide() as guide:
            guide.picture("unlock")
            monkeypatch.setattr(tour_guide, "LIMIT_MS", 0)
            guide.read("words that stand nowhere")

    assert taken(tmp_path, rooms, lost) == 1
    assert "after unlock" in capsys.readouterr().err
