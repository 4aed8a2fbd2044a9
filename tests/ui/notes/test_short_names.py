"""Whose paragraph it is can be read in the margin, however many people it is about."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import DAY, a_couple
from tests.ui.notes.test_editor import an_editor, fields, subjective
from ui.notes.margin import Margin
from ui.notes.measure import PILL_WIDTH
from ui.notes.short_names import fitted
from ui.theme import fonts
from ui.theme.fonts import width
from vault.ids import MemberId, UnitId
from vault.passages import About, Passage, Section
from vault.units import Member, Unit, UnitKind

LONG = "She came on time and said that the week had been calmer than the one before. " * 3
ROOM = 64


@pytest.fixture(autouse=True)
def _our_type(qapp: QApplication) -> None:
    fonts.load_first()
    fonts.load_later()


def a_family() -> Unit:
    called = ("Ines Prado", "Mateo Prado", "Luca Prado", "Sofia Prado")
    members = tuple(Member(MemberId(at), at, name) for at, name in enumerate(called, 1))
    return Unit(UnitId(3), UnitKind.FAMILY, "Prado", DAY, members=members)


def pill(qtbot: QtBot, passage: Passage, unit: Unit) -> str:
    editor = an_editor(qtbot, passage, unit=unit)
    field = fields(editor)[Section.SUBJECTIVE]
    margin = field.findChild(Margin)
    assert margin is not None
    block = field.text.firstBlock()
    words, area = margin.pill_words(block), margin.pill_area(block)
    assert area.width() <= PILL_WIDTH
    assert area.bottom() <= field.height()
    assert not any(width("small-strong", line) > ROOM for line in words.split("\n"))
    return words


def test_two_people_stand_on_two_lines_where_the_paragraph_has_them(qtbot: QtBot) -> None:
    both = About.of(MemberId(1), MemberId(2))
    assert pill(qtbot, subjective(LONG, both), a_family()) == "Ines,\nMateo"


def test_beside_a_single_line_names_are_shortened_alike(qtbot: QtBot) -> None:
    both = About.of(MemberId(1), MemberId(2))
    assert pill(qtbot, subjective("Slept.", both), a_family()) == "Ines, Mat."


def test_three_people_and_a_lock_can_be_read_beside_a_single_line(qtbot: QtBot) -> None:
    three = subjective("Slept.", About.of(*map(MemberId, (1, 2, 4))))
    assert pill(qtbot, three, a_family()) == "I., M., S."
    words = pill(qtbot, replace(three, in_confidence=True), a_family())
    assert [one[0] for one in words.replace("\n", " ").split(" ")] == ["I", "M", "S"]


def test_somebody_outside_the_unit_stands_on_several_lines_too(qtbot: QtBot) -> None:
    teacher = About.somebody_else("Teacher of Mateo")
    assert pill(qtbot, subjective(LONG, teacher), a_couple()) == "Teacher of\nMateo"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("brother of Nora", "brother of\nNora"),
        ("uncle Ferdinand", "uncle\nFerdinand"),
        ("sister of her aunt Rosa", "sister of\nher aunt\nRosa"),
    ],
)
def test_whole_words_stand_beside_a_single_line_for_somebody_outside_the_unit(
    qtbot: QtBot, name: str, shown: str
) -> None:
    line = subjective("Slept.", About.somebody_else(name))
    assert pill(qtbot, line, a_couple()) == shown
    assert pill(qtbot, replace(line, said_by=MemberId(21)), a_couple()) == shown


def test_who_is_called_alike_but_for_the_end_is_told_apart_on_separate_lines(qtbot: QtBot) -> None:
    called = ("Maximiliana Prado", "Maximiliano Prado", "Luca Prado")
    members = tuple(Member(MemberId(at), at, name) for at, name in enumerate(called, 1))
    unit = replace(a_family(), members=members)
    assert pill(qtbot, subjective("Slept.", About.of(MemberId(1))), unit) == "Maxi…ana"
    assert pill(qtbot, subjective("Slept.", About.of(MemberId(2))), unit) == "Maxi…ano"
    both = subjective("Slept.", About.of(MemberId(1), MemberId(2)))
    assert pill(qtbot, both, unit) == "…na, …no"
    assert pill(qtbot, subjective("Slept.", About.of(MemberId(3))), unit) == "Luca"


def test_names_that_begin_alike_stay_apart() -> None:
    assert fitted(["Marcella", "Marcello"], ",", 40, 1) == "Marcella, Marcello"
    assert fitted(["Marcella", "Mia"], ",", 70, 1) == "Marce., Mia"
    assert fitted(["\u2068דנה לוי\u2069", "Mia"], ",", 50, 1).count("\u2068") == 1
