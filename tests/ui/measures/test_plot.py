from datetime import date

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from resources import measures
from ui.measures.plot import Point, ScorePlot

DAYS = (date(2026, 8, 4), date(2026, 9, 4), date(2026, 10, 6), date(2026, 11, 4))


@pytest.mark.parametrize("scores", [(21, 8, 13, 8), (9, 12, 9, 10), (27, 27, 27, 27)])
@pytest.mark.parametrize("wide", [360, 700])
def test_the_words_of_the_cutoff_stand_clear_of_the_points(
    qtbot: QtBot, scores: tuple[int, ...], wide: int
) -> None:
    plot = ScorePlot()
    qtbot.addWidget(plot)
    plot.resize(wide, plot.sizeHint().height())
    measure = measures.measure("phq-9")
    points = tuple(
        Point(number, day, score, str(score), str(score))
        for number, (day, score) in enumerate(zip(DAYS, scores, strict=True))
    )
    plot.show_points(measure, points, DAYS[-1])
    assert measure.scoring is not None
    assert measure.scoring.cutoff is not None
    place = QRectF(plot._place_beside(plot._y(measure.scoring.cutoff.low - 0.5), 60))
    assert not any(place.contains(spot) for spot in plot._spots())
    assert not any(place.intersects(QRectF(plot._label_place(at))) for at in range(len(points)))
