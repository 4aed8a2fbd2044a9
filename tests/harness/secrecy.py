"""Plants unique words and looks for them in files, in a process's memory and on the screen.

A hit names the word's label, the encoding it was found in and the place. It never holds what
stood around the word, so that a failing test leaks nothing of its own.
"""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK = 1 << 22
UTF_16 = ("utf-16-le", "utf-16-be")


@dataclass(frozen=True, order=True)
class Hit:
    """One planted word seen where it should not be."""

    label: str
    encoding: str
    place: str


class Canaries:
    """Words that occur nowhere but where a test planted them, each under a label."""

    def __init__(self, *labels: str) -> None:
        self._stem = _letters(8)
        self._words = {label: self._stem + _letters(12) for label in labels}
        self._secrets: dict[str, bytes] = {}

    def __getitem__(self, label: str) -> str:
        """Returns the word to plant, fit for a name, a sentence or a passphrase."""
        return self._words[label]

    def watch(self, label: str, value: bytes) -> None:
        """Adds bytes to look for that the program made itself, such as a key."""
        self._secrets[label] = value

    def in_folders(self, *folders: Path) -> list[Hit]:
        """Looks through the names and the bytes of every file under the given folders."""
        return sorted(set(self._walk(folders)))

    def in_memory(self, pid: int) -> list[Hit]:
        """Looks through every readable mapping of a process that is not this one (Linux).

        Raises PermissionError where the system does not let us look, which is no clean bill.
        """
        if pid == os.getpid():
            message = "this process holds the words it looks for"
            raise ValueError(message)
        return sorted({Hit(*found, "memory") for found in self._in_mappings(pid)})

    def on_screen(self) -> list[Hit]:
        """Looks through the clipboard, the selection, window titles and the accessibility tree."""
        return sorted(
            {
                Hit(label, encoding, place)
                for place, text in screen_texts()
                for label, encoding in self.in_bytes(text.encode("utf-8", "surrogatepass"))
            }
        )

    def in_bytes(self, data: bytes) -> set[tuple[str, str]]:
        """Returns the label and the encoding of every word found in some bytes."""
        # All words begin alike, so that a big search costs the same for one word and for ten.
        signs: list[str | bytes] = [self._stem, *self._secrets.values()]
        if not any(needle in data for sign in signs for _, needle in needles(sign)):
            return set()
        return {
            (label, encoding)
            for watched in (self._words, self._secrets)
            for label, value in watched.items()
            for encoding, needle in needles(value)
            if needle in data
        }

    def _walk(self, folders: Iterable[Path]) -> Iterator[Hit]:
        for folder in folders:
            for path in folder.rglob("*"):
                for found in self.in_bytes(os.fsencode(path.name)):
                    yield Hit(*found, "a file's name")
                if path.is_file() and not path.is_symlink():
                    with path.open("rb") as file:
                        for found in self._in_stream(iter(partial(file.read, CHUNK), b"")):
                            yield Hit(*found, str(path))

    def _in_mappings(self, pid: int) -> Iterator[tuple[str, str]]:
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                span, permissions, _, _, inode = line.split()[:5]
                # A file's own bytes, mapped read-only, are the affair of in_folders.
                if permissions.startswith("rw") or (permissions.startswith("r") and inode == "0"):
                    start, end = (int(part, 16) for part in span.split("-"))
                    yield from self._in_stream(_read_span(memory, start, end))

    def _in_stream(self, chunks: Iterable[bytes]) -> Iterator[tuple[str, str]]:
        longest = max(map(len, [*self._words.values(), *self._secrets.values()]), default=0)
        overlap = 8 * longest  # UTF-16, as hex digits, in UTF-16
        tail = b""
        for chunk in chunks:
            yield from self.in_bytes(tail + chunk)
            tail = (tail + chunk)[-overlap:]


def needles(value: str | bytes) -> Iterator[tuple[str, bytes]]:
    """Yields each encoding's name and the bytes by which a value would show in it."""
    forms = [("bytes", value)] if isinstance(value, bytes) else _text_forms(value)
    for name, raw in forms:
        yield name, raw
        for case, digits in (("hex", raw.hex()), ("HEX", raw.hex().upper())):
            yield f"{name} as {case}", digits.encode()
            yield f"{name} as {case} in utf-16-le", digits.encode("utf-16-le")
        for shift in range(3):
            yield f"{name} as base64", _base64_core(raw, shift, base64.b64encode)
            yield f"{name} as base64url", _base64_core(raw, shift, base64.urlsafe_b64encode)


def screen_texts() -> Iterator[tuple[str, str]]:
    """Yields each place of the Qt application that others can read, with the text found there."""
    from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication
    from PySide6.QtWidgets import QApplication

    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if data := clipboard.mimeData(mode):
            for kind in data.formats():
                yield (
                    f"{mode.name} {kind}",
                    bytes(data.data(kind).data()).decode("utf-8", "replace"),
                )
            yield mode.name, data.text()
    for window in QApplication.topLevelWidgets():
        yield "window title", window.windowTitle()
        yield "window file path", window.windowFilePath()
        if interface := QAccessible.queryAccessibleInterface(window):
            yield from _accessible_texts(interface, QAccessible)
    for native in QGuiApplication.topLevelWindows():
        yield "window title", native.title()


def _accessible_texts(interface: Any, accessible: Any) -> Iterator[tuple[str, str]]:
    waiting = [interface]
    while waiting:
        node = waiting.pop()
        if not node.isValid():
            continue
        for kind in accessible.Text:
            if kind != accessible.Text.UserText:
                yield f"accessible {kind.name}", node.text(kind)
        if content := node.textInterface():
            yield "accessible content", content.text(0, content.characterCount())
        waiting += [child for i in range(node.childCount()) if (child := node.child(i))]


def _letters(count: int) -> str:
    """Draws letters only, so that no tokenizer, escape or word wrap splits the word."""
    return "".join(secrets.choice("bdfghjklmnprstvwxz") for _ in range(count))


def _text_forms(value: str) -> list[tuple[str, bytes]]:
    return [(name, value.encode(name)) for name in ("utf-8", *UTF_16)]


def _base64_core(raw: bytes, shift: int, encode: Any) -> bytes:
    """Returns the part of an encoding that stays the same wherever the bytes begin and end."""
    encoded: bytes = encode(bytes(shift) + raw)
    first = -(-shift * 8 // 6)
    return encoded[first : (shift + len(raw)) * 8 // 6]


def _read_span(memory: Any, start: int, end: int) -> Iterator[bytes]:
    for position in range(start, end, CHUNK):
        try:
            memory.seek(position)
            chunk: bytes = memory.read(min(CHUNK, end - position))
        except (OSError, ValueError, OverflowError):
            return  # such as [vvar], which no process may read
        yield chunk
