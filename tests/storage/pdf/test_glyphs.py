from pathlib import Path

import pytest

from resources.fonts import FIRST, LATER
from storage.pdf.glyphs import CharacterMap


@pytest.mark.parametrize("font", [*FIRST, *LATER], ids=lambda font: font.stem)
def test_our_fonts_have_what_american_english_and_its_names_need(font: Path) -> None:
    characters = CharacterMap(font)
    needed = "ABCxyz0123 .,;:!?'\"-\u2013\u2014\u2019“”…·§&@#%()[]{}<>/\\áéíóúñüçøåßŁğ€£°½"
    assert [one for one in needed if one not in characters] == []


def test_our_fonts_lack_what_they_lack() -> None:
    characters = CharacterMap(FIRST[0])
    assert [one for one in "\u05e9\u0645\u4e2d\N{GRINNING FACE}" if one in characters] == []


@pytest.mark.parametrize("content", [b"", b"no font", b"ttcf", b"\0\1\0\0\0\x09" + b"cmap" * 9])
def test_a_file_that_is_no_font_has_no_characters(tmp_path: Path, content: bytes) -> None:
    font = tmp_path / "font.ttf"
    font.write_bytes(content)
    assert "a" not in CharacterMap(font)


def test_a_basic_map_says_which_of_its_characters_are_missing(tmp_path: Path) -> None:
    font = tmp_path / "font.ttf"
    font.write_bytes(_font_with_a_and_c())
    characters = CharacterMap(font)
    assert [one for one in "`abcdz\N{GRINNING FACE}" if one in characters] == ["a", "c", "z"]


def _font_with_a_and_c() -> bytes:
    """Make a font of one table, a format 4 map: a to c by a list of glyphs, z by a shift."""

    def u16(*numbers: int) -> bytes:
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    ends, starts, shifts = (0x63, 0x7A, 0xFFFF), (0x61, 0x7A, 0xFFFF), (0, 1, 1)
    offsets, glyphs = (6, 0, 0), (5, 0, 7)
    arrays = u16(*ends, 0, *starts, *shifts, *offsets, *glyphs)
    subtable = u16(4, 14 + len(arrays), 0, 6, 4, 1, 2) + arrays
    cmap = u16(0, 1, 3, 1) + (12).to_bytes(4, "big") + subtable
    head = u16(1, 0, 1, 0, 0, 0) + b"cmap" + bytes(4)
    return head + (28).to_bytes(4, "big") + len(cmap).to_bytes(4, "big") + cmap
