"""Failed tries to unlock, counted outside the vault until the next unlock records them.

The file can't be sealed, since nobody who fails has a key. It holds times and nothing else,
and whoever can write to the folder can remove it: it informs, it proves nothing.
"""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage.files import read_bounded, write_durably
from vault.errors import ActionableError

TRIES_NAME: Final = "tries"
MOST_TRIES: Final = 1_000
_LINE_BYTES: Final = len("2026-03-09T17:08:41Z\n")


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed tries since the last unlock: how many (1,000 stands for more), and the first."""

    count: int
    since_utc: datetime


class Tries:
    """The times of failed tries in one vault's folder, to the second."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / TRIES_NAME

    def add(self, at_utc: datetime) -> None:
        """Add a try; one that can't be written is not kept."""
        with _whatever_the_disk_says():
            times = [*self.times(), at_utc][:MOST_TRIES]
            text = "".join(f"{_text(one)}\n" for one in times)
            write_durably(self._path, text.encode())

    def times(self) -> list[datetime]:
        """Give the times, oldest first; what isn't a time is passed over."""
        with _whatever_the_disk_says():
            content = read_bounded(self._path, MOST_TRIES * _LINE_BYTES) or b""
            lines = content.decode("ascii", "replace").splitlines()
            return [moment for moment in map(_moment, lines) if moment is not None]
        return []

    def failures(self) -> Failures | None:
        """Sum the tries up, None where there were none."""
        times = self.times()
        return Failures(len(times), min(times)) if times else None

    def forget(self) -> None:
        """Take the file away, once its tries are recorded."""
        with _whatever_the_disk_says():
            self._path.unlink(missing_ok=True)


def _whatever_the_disk_says() -> contextlib.suppress:
    """Guard the counting: nothing about this file keeps the right passphrase from opening."""
    return contextlib.suppress(ActionableError, OSError)


def _text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _moment(line: str) -> datetime | None:
    try:
        return datetime.strptime(line, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
