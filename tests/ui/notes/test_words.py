from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_couple, alone
from ui.strings import notes as words
from vault.units import Unit, UnitKind

COUPLE = a_couple()
DANA, MARCUS = COUPLE.members
GONE = replace(COUPLE, members=(DANA, replace(MARCUS, left_on=date(2026, 11, 1))))


@pytest.mark.parametrize(
    ("unit", "entry"),
    [
        (alone(), "For Jonah alone"),
        (COUPLE, "For the couple Dana and Marcus"),
        (GONE, "For the couple Dana"),
        (replace(COUPLE, kind=UnitKind.FAMILY, name="Cruz"), "For the family Cruz"),
        (replace(COUPLE, kind=UnitKind.GROUP), "For the group Dana, Marcus"),
    ],
)
def test_a_unit_is_named_by_whom_a_note_is_for(unit: Unit, entry: str) -> None:
    assert words.for_whom(unit) == entry
