import pytest

from vault.calendar_titles import Titles
from vault.ids import UnitId
from vault.units import UnitKind, UnitRow


def row(unit_id: int, *people: str, name: str = "", number: str = "") -> UnitRow:
    return UnitRow(UnitId(unit_id), UnitKind.COUPLE, name, people, people, number)


UNITS = (
    row(1, "Dana Reyes"),
    row(2, "Dana Reyes", "Marcus Okafor"),
    row(3, "Jonah Bell", number="C-0003"),
    row(4, "Jonah Bell", number="C-0004"),
    row(5, "Rosa Cruz", "Teo", name="Cruz family"),
    row(6, "Zoë Ångström"),
    row(7, "Rosa Cruz", name="Cruz"),
)


@pytest.mark.parametrize(
    ("title", "fitting"),
    [
        ("Dana Reyes", (1,)),
        ("Session: DANA REYES (50 min)", (1,)),
        ("Marcus Okafor & Dana Reyes", (2,)),
        ("Marcus Okafor", ()),
        ("Jonah Bell", (3, 4)),
        ("C-0004", (4,)),
        ("Cruz family", (5,)),
        ("Teo with Rosa Cruz", (5,)),
        ("Teo and Rosa Cruz of the Cruz family", (5,)),
        ("Rosa Cruz", (7,)),
        ("zoe angstrom", (6,)),
        ("Dana", ()),
        ("Dana + Marcus", (2,)),
        ("marcus/dana", (2,)),
        ("Dana and Marcus", (2,)),
        ("Dana, Marcus and Teo", ()),
        ("Dana & Dana", ()),
        ("Danae Reyes", ()),
        ("Dentist", ()),
        ("", ()),
    ],
)
def test_a_title_fits_whom_it_names_in_full_and_most_of(
    title: str, fitting: tuple[int, ...]
) -> None:
    assert Titles(UNITS).fitting(title) == fitting


def test_a_name_in_the_file_fits_as_well_as_the_one_that_is_used() -> None:
    unit = UnitRow(UnitId(1), UnitKind.INDIVIDUAL, "", ("Teo Cruz",), ("Mateo Cruz",))
    titles = Titles([unit])
    assert titles.fitting("Mateo Cruz") == titles.fitting("Teo Cruz") == (1,)


def test_a_title_is_understood_alike_each_time_that_it_comes_again() -> None:
    titles = Titles(UNITS)
    assert titles.fitting("Jonah Bell") == titles.fitting("jonah BELL!") == (3, 4)
    assert titles.fitting("Dentist") == titles.fitting("Dentist") == ()


@pytest.mark.parametrize(
    ("title", "unit_id", "is_another"),
    [
        ("Dana Reyes", 3, True),
        ("Dana Reyes & Marcus Okafor", 1, True),
        ("Dana Reyes", 2, False),
        ("Jonah Bell", 3, False),
        ("C-0004", 3, True),
        ("Marcus Okafor", 1, False),
        ("Dentist", 3, False),
        ("Dana Reyes", 99, True),
        ("Dana & Marcus", 3, True),
        ("Dana & Marcus", 2, False),
    ],
)
def test_a_title_names_another_where_more_of_it_fits_somebody_who_isnt_in_the_unit(
    title: str, unit_id: int, is_another: bool
) -> None:
    assert Titles(UNITS).names_another(title, UnitId(unit_id)) is is_another
