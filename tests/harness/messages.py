"""Every log record from WARNING up and every Qt message fails a test that did not name it."""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# The offscreen platform says so of things that only a real display can do.
NOISE = re.compile(r"^Qt \w+: This plugin does not support ")


@dataclass
class Messages:
    """What was said during one test, against what the test expected to be said."""

    said: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Names a message that the test causes, as a regular expression; unsaid, it fails too."""
        self.expected.append(pattern)

    def complaints(self) -> list[str]:
        """Returns one line for each message not expected and each expectation not met."""
        surprises = [
            f"unexpected: {said}"
            for said in self.said
            if not NOISE.search(said)
            and not any(re.search(pattern, said) for pattern in self.expected)
        ]
        silences = [
            f"expected and never said: {pattern}"
            for pattern in self.expected
            if not any(re.search(pattern, said) for said in self.said)
        ]
        return surprises + silences


class LogTap(logging.Handler):
    """Writes log records from WARNING up into a Messages."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def tap_logging(messages: Messages) -> Callable[[], None]:
    """Listens at the root logger and returns what stops it."""
    tap = LogTap(messages)
    logging.getLogger().addHandler(tap)
    return lambda: logging.getLogger().removeHandler(tap)


def tap_qt(messages: Messages) -> Callable[[], None]:
    """Listens to Qt, if a test run has loaded it, and returns what puts the old handler back."""
    qt = sys.modules.get("PySide6.QtCore")
    if qt is None:
        return lambda: None

    def on_message(kind: Any, _context: Any, text: str) -> None:
        messages.said.append(f"Qt {kind.name}: {text}")

    before = qt.qInstallMessageHandler(on_message)

    def stop() -> None:
        qt.qInstallMessageHandler(before)

    return stop
