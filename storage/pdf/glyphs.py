"""Which characters a font can print, read from its character map (OpenType `cmap`).

Asked before typesetting, so that a character that no font has is shown by name instead of
vanishing. https://learn.microsoft.com/typography/opentype/spec/cmap describes the two formats.
"""

import struct
from bisect import bisect_left
from pathlib import Path

_COLLECTION = b"ttcf"
_WHOLE_UNICODE = {(3, 10), (0, 3), (0, 4), (0, 6)}
_BASIC_PLANE = {(3, 1), (0, 0), (0, 1), (0, 2), (0, 3)}


class CharacterMap:
    """The characters of one font file; a map in an unknown format holds none."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self._data = path.read_bytes()
        self._segments: list[tuple[int, int, int]] = []
        self._ends: list[int] = []
        try:
            self._read(index)
        except (struct.error, IndexError):
            self._segments = []
        self._ends = [end for _, end, _ in self._segments]

    def __contains__(self, character: str) -> bool:
        code = ord(character)
        at = bisect_left(self._ends, code)
        if at == len(self._segments):
            return False
        start, _, glyph_at = self._segments[at]
        if code < start:
            return False
        # Format 4 may map a code inside a segment to glyph 0, "missing".
        return glyph_at < 0 or self._u16(glyph_at + 2 * (code - start)) != 0

    def _u16(self, at: int) -> int:
        return int(struct.unpack_from(">H", self._data, at)[0])

    def _u32(self, at: int) -> int:
        return int(struct.unpack_from(">I", self._data, at)[0])

    def _read(self, index: int) -> None:
        font = self._u32(12 + 4 * index) if self._data[:4] == _COLLECTION else 0
        for record in range(font + 12, font + 12 + 16 * self._u16(font + 4), 16):
            if self._data[record : record + 4] == b"cmap":
                self._read_cmap(self._u32(record + 8))

    def _read_cmap(self, cmap: int) -> None:
        found: dict[int, int] = {}
        for record in range(cmap + 4, cmap + 4 + 8 * self._u16(cmap + 2), 8):
            kind = (self._u16(record), self._u16(record + 2))
            table = cmap + self._u32(record + 4)
            form = self._u16(table)
            if (form == 12 and kind in _WHOLE_UNICODE) or (form == 4 and kind in _BASIC_PLANE):
                found[form] = table
        if 12 in found:
            self._read_format_12(found[12])
        elif 4 in found:
            self._read_format_4(found[4])

    def _read_format_12(self, table: int) -> None:
        first = table + 16
        for group in range(first, first + 12 * self._u32(table + 12), 12):
            self._segments.append((self._u32(group), self._u32(group + 4), -1))

    def _read_format_4(self, table: int) -> None:
        size = self._u16(table + 6)  # twice the number of segments
        ends, starts, offsets = table + 14, table + 16 + size, table + 16 + 3 * size
        for step in range(0, size, 2):
            offset = self._u16(offsets + step)
            glyph_at = offsets + step + offset if offset else -1
            self._segments.append((self._u16(starts + step), self._u16(ends + step), glyph_at))
