"""A calendar's sheet as bytes, on its way from the process that read it."""

from typing import Final

from storage.apart.frames import BrokenFrame
from vault import calendar_sheets
from vault.calendar_events import CalendarSheet

MOST_SHEET_BYTES: Final = 8_000_000


def packed(sheet: CalendarSheet) -> bytes:
    """Give a sheet as bytes."""
    return calendar_sheets.packed(sheet).encode()


def unpacked(content: bytes) -> CalendarSheet:
    """Give the sheet again; BrokenFrame for bytes that are none."""
    try:
        return calendar_sheets.unpacked(content)
    except ValueError:
        raise BrokenFrame from None
