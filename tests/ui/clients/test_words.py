from dataclasses import replace
from datetime import date

import pytest

from tests.builders import DAY
from ui import names
from ui.strings import clients as words
from vault.clients import ClientFlags, ClientRow, ClientStatus
from vault.ids import ClientId, MemberId, UnitId
from vault.units import Member, Unit, UnitKind

ALONE = ClientRow(
    ClientId(1),
    "Dana Reyes",
    ClientStatus.OPEN,
    UnitKind.INDIVIDUAL,
    "",
    (),
    date(1990, 1, 1),
    ClientFlags(),
    None,
    None,
)
CHILD = date(2011, 3, 3)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ALONE, "Individual"),
        (replace(ALONE, kind=UnitKind.COUPLE, others=("Marcus Okafor",)), "Couple with M. Okafor"),
        (replace(ALONE, birth_date=CHILD), "Minor, 15"),
        (replace(ALONE, flags=ClientFlags(minor=True), birth_date=None), "Minor"),
        (replace(ALONE, kind=UnitKind.GROUP, unit_name="Thursday grief"), "Group: Thursday grief"),
        (
            replace(ALONE, kind=UnitKind.FAMILY, unit_name="Cruz", birth_date=CHILD),
            "Minor, 15 · Family: Cruz",
        ),
        (
            replace(ALONE, flags=ClientFlags(part2_records=True)),
            "Individual · Part 2 records",
        ),
        (replace(ALONE, closed_on=date(2024, 2, 2)), "Closed"),
    ],
)
def test_the_second_line_says_what_a_client_is(row: ClientRow, line: str) -> None:
    assert words.kind_line(row, DAY) == line


def a_unit(*called: str) -> Unit:
    members = tuple(Member(MemberId(at), at, name) for at, name in enumerate(called, 1))
    return Unit(UnitId(1), UnitKind.FAMILY, "", DAY, None, members)


def test_first_names_mark_paragraphs_and_more_where_two_share_one() -> None:
    unit = a_unit("Dana Reyes", "Dana Cruz", "Lily Tran", "Lily Turner")
    assert list(names.tags(unit).values()) == ["Dana R.", "Dana C.", "Lily Tran", "Lily Turner"]


def test_two_of_one_name_are_told_apart_by_their_places() -> None:
    unit = a_unit("Ana Cruz", "Bo Derring", "Ana Cruz", "Ana Castro")
    assert list(names.tags(unit).values()) == ["Ana 1", "Bo", "Ana 3", "Ana Castro"]


def test_somebody_with_one_name_has_that_one() -> None:
    assert names.short("Cher") == "Cher"
    assert list(names.tags(a_unit("Cher", "Bo Derring")).values()) == ["Cher", "Bo"]


ARABIC = "\u0644\u064a\u0644\u0649 \u0627\u0644\u0646\u062c\u0627\u0631"


def test_a_name_from_right_to_left_stands_apart_from_the_sentence_around_it() -> None:
    row = replace(ALONE, kind=UnitKind.GROUP, unit_name=ARABIC)
    assert words.kind_line(row, DAY) == f"Group: \u2068{ARABIC}\u2069"
    assert names.joined(("Dana Reyes", ARABIC)) == f"Dana Reyes, \u2068{ARABIC}\u2069"
    assert names.first(ARABIC) == f"\u2068{ARABIC.split(maxsplit=1)[0]}\u2069"


@pytest.mark.parametrize("name", ["", "Dana Reyes", "Zo\u00eb \u00c5ngstr\u00f6m", "\u590f\u76ee"])
def test_a_name_from_left_to_right_is_shown_as_it_is(name: str) -> None:
    assert names.shown(name) == name
