"""Calendar files, which nobody trusts: read by a process apart, that may take some seconds."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from storage.apart.frames import BrokenFrame, Frame, Head
from storage.apart.process import Apart
from storage.imports.sheets import MOST_SHEET_BYTES, unpacked
from vault.calendar_events import CalendarSheet
from vault.errors import (
    CalendarTooLarge,
    ContentGivenUp,
    NotACalendar,
    SourceTrouble,
    SourceUnreadable,
)

LONGEST_SECONDS: Final = 25.0


class CalendarFiles:
    """Reads calendar files; see `vault.calendar_events.CalendarReader`.

    A file that takes too long, or too much memory, is too large.
    """

    def read(
        self,
        path: Path,
        from_utc: datetime,
        to_utc: datetime,
        floating: Callable[[datetime], datetime],
    ) -> CalendarSheet:
        """Read the events that start in a span; `floating` gives a time without a zone in UTC.

        Raises NotACalendar, CalendarTooLarge and SourceUnreadable.
        """

        def serve(head: Head) -> Frame:
            return {"utc": _in_utc(head, floating)}, b""

        asked = {"path": str(path), "from": from_utc.isoformat(), "to": to_utc.isoformat()}
        try:
            apart = Apart("calendar")
            try:
                head, content = apart.ask(
                    asked, seconds=LONGEST_SECONDS, most_bytes=MOST_SHEET_BYTES, serve=serve
                )
            finally:
                apart.end()
            _require_success(head)
            return unpacked(content)
        except (BrokenFrame, ContentGivenUp):
            raise CalendarTooLarge from None


def _in_utc(head: Head, floating: Callable[[datetime], datetime]) -> str | None:
    """Answer what a wall clock shows somewhere in time; None where no time is meant."""
    wall = head["want"]
    if not isinstance(wall, str):
        raise BrokenFrame
    try:
        return floating(datetime.fromisoformat(wall)).isoformat()
    except (ArithmeticError, ValueError):
        return None


def _require_success(head: Head) -> None:
    match head.get("error"):
        case None:
            return
        case "NotACalendar":
            raise NotACalendar
        case "SourceUnreadable":
            raise SourceUnreadable(_trouble(head.get("trouble")))
        case _:
            raise CalendarTooLarge


def _trouble(told: Any) -> SourceTrouble:  # noqa: ANN401 -- it comes from outside
    try:
        return SourceTrouble(told)
    except ValueError:
        return SourceTrouble.OTHER
