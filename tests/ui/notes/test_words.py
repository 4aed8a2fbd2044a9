from dataclasses import replace
from datetime import date

import pytest

from tests.builders import NOW, a_couple, alone
from ui.notes.models import state
from ui.strings import notes as words
from vault.ids import NoteId
from vault.notes import NoteRow, NoteType
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


def a_row(kind: UnitKind, number: int | None, *people: str) -> NoteRow:
    return NoteRow(
        id=NoteId(1),
        type=NoteType.PROGRESS,
        unit_id=COUPLE.id,
        kind=kind,
        unit_name="",
        number=number,
        minutes=50,
        people=people,
        happened_at_utc=NOW,
        signed=False,
        addenda=0,
        begun_at_utc=NOW,
    )


@pytest.mark.parametrize(
    ("row", "seen", "full", "brief"),
    [
        (
            a_row(UnitKind.COUPLE, 4, "Dana Reyes", "Marcus Okafor"),
            "",
            "Couple · both present",
            "Both present",
        ),
        (
            a_row(UnitKind.COUPLE, 4, "Dana Reyes", "Marcus Okafor"),
            "with Marcus Okafor",
            "With Marcus Okafor · both present",
            "With Marcus Okafor",
        ),
        (
            a_row(UnitKind.COUPLE, None, "Dana Reyes", "Marcus Okafor"),
            "",
            "Couple · Dana, Marcus",
            "Couple",
        ),
        (a_row(UnitKind.INDIVIDUAL, 2, "Dana Reyes"), "", "Individual · Dana", "Individual"),
        (a_row(UnitKind.INDIVIDUAL, 2, "Dana Reyes"), "alone", "Alone", "Alone"),
    ],
)
def test_a_row_says_how_and_with_whom_and_where_it_is_narrow_what_tells_more(
    row: NoteRow, seen: str, full: str, brief: str
) -> None:
    assert words.who(row, seen) == full
    assert words.who(row, seen, brief=True) == brief


def test_a_note_of_which_something_was_corrected_is_amended() -> None:
    added = replace(a_row(UnitKind.COUPLE, 4), signed=True, addenda=1)
    assert state(added)[0] == "Addendum"
    assert state(replace(added, amended=True))[0] == "Amended"
