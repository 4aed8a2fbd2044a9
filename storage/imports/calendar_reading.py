"""Reads a calendar file, in a process apart; `storage.imports.calendar_files` is who asks."""

import os
from datetime import datetime
from pathlib import Path

from storage.apart.frames import Answer, Head
from storage.apart.reading import Ask
from storage.imports.calendars import IcsReader
from storage.imports.sheets import MOST_SHEET_BYTES, packed
from vault.errors import CalendarTooLarge, NotACalendar, SourceUnreadable


def answer(head: Head, ask: Ask) -> Answer:
    """Read the file that is named, or say why not; the program knows what a clock shows here."""

    def floating(wall: datetime) -> datetime:
        told = ask({"want": wall.isoformat()})[0]["utc"]
        if told is None:
            raise OverflowError
        return datetime.fromisoformat(told)

    span = datetime.fromisoformat(head["from"]), datetime.fromisoformat(head["to"])
    try:
        content = packed(IcsReader().read(Path(head["path"]), *span, floating))
    except SourceUnreadable as error:
        return {"error": type(error).__name__, "trouble": error.trouble}, b""
    except (CalendarTooLarge, NotACalendar) as error:
        return {"error": type(error).__name__}, b""
    except MemoryError:
        os._exit(1)
    if len(content) > MOST_SHEET_BYTES:
        return {"error": CalendarTooLarge.__name__}, b""
    return {}, content
