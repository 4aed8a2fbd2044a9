from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.pdf import manuscript
from storage.pdf.manuscript import Data
from tests.storage.pdf.samples import KIT, copy, record


def lines_of(data: Data) -> list[str]:
    """Find the lines of a one-record copy's first passage."""
    assert isinstance(data, dict)
    found: Data = data
    for step in ("records", "sections", "passages"):
        assert isinstance(found, dict)
        rows = found[step]
        assert isinstance(rows, list)
        found = rows[0]
    assert isinstance(found, dict)
    paragraphs = found["paragraphs"]
    assert isinstance(paragraphs, list)
    return [
        str(line)
        for paragraph in paragraphs
        if isinstance(paragraph, dict) and isinstance(paragraph["lines"], list)
        for line in paragraph["lines"]
    ]


def test_a_day_is_written_as_on_the_screens_whatever_the_computers_language() -> None:
    assert manuscript.day(date(2028, 2, 29)) == "29 Feb 2028"


@given(st.text(st.characters(exclude_categories=())))
def test_no_visible_character_of_a_note_is_lost(text: str) -> None:
    printed = "".join(lines_of(manuscript.file_copy(copy(record(text)))))
    invisible = {"\u200b", "\ufeff"}
    left = [one for one in printed if not one.isspace() and one not in invisible]
    assert left == [one for one in text if not one.isspace() and one not in invisible]


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_what_is_left_after_replacing_can_all_be_printed(text: str) -> None:
    def can_print(character: str) -> bool:
        return character.isascii()

    data, shown = manuscript.legible({"text": text}, can_print)
    assert isinstance(data, dict)
    again, nothing = manuscript.legible(data, can_print)
    assert (again, nothing) == (data, frozenset())
    assert shown <= set(text)


def test_the_kit_of_a_vault_carries_its_key_once() -> None:
    data = manuscript.recovery_kit(KIT, "<svg/>")
    assert isinstance(data, dict)
    assert data["groups"] == list(KIT.groups)
    assert sum(KIT.groups[0] in str(value) for value in data.values()) == 1
