"""Every word of ours can be read in the smallest window; where a name stands it may be cut."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.tokens import Scheme
from tests.journeys.home import Home
from tests.ui.fitting import Watch
from ui import tour_stops
from ui.tour import take_tour
from ui.tour_guide import Album
from ui.window import SMALLEST

# People and groups of the sample vault, as far as the tour meets them.
NAMES = re.compile("Maximiliana|Reyes|Okafor|Dana|Marcus|Thursday grief|Cruz")


@pytest.mark.parametrize("stop", ["first_run", "unlock", "records", "cover", "release"])
def test_every_word_fits_the_smallest_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    watch, cut = Watch(monkeypatch), set[str]()

    class SmallAlbum(Album):
        """Looks at each screen in the smallest window instead of keeping its picture."""

        def add(self, name: str, grab: Callable[[Scheme], QWidget]) -> None:
            self.names.append(name)
            window = grab("light")
            window.resize(*SMALLEST)
            for _ in range(3):
                QApplication.processEvents()
            cut.update(f"{name}: {words!r}" for words in watch.cut(window))

    monkeypatch.setattr("ui.tour.Album", SmallAlbum)
    lead: Callable[[tour_stops.Trip], None] = getattr(tour_stops, stop)
    rooms = Home(qtbot, tmp_path / "vault")._rooms()
    assert take_tour(tmp_path / "out", rooms, [lead], clients=12, notes=60) == 0
    found = sorted(one for one in cut if not NAMES.search(one))
    assert not found, "\n".join(found)
