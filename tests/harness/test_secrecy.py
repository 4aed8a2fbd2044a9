from __future__ import annotations

import base64
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.harness.secrecy import CHUNK, Canaries, needles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

HOLD = """
import sys
word = sys.stdin.readline().strip()
kept = FORM
print("ready", flush=True)
sys.stdin.readline()
"""

ENCODERS: list[Callable[[str], bytes]] = [
    lambda word: word.encode(),
    lambda word: word.encode("utf-16-le"),
    lambda word: word.encode("utf-16-be"),
    lambda word: word.encode().hex().encode(),
    lambda word: word.encode().hex().upper().encode(),
    lambda word: word.encode().hex().encode("utf-16-le"),
    lambda word: base64.b64encode(word.encode()),
    lambda word: base64.b64encode(b"x" + word.encode() + b"tail"),
    lambda word: base64.b64encode(b"xy" + word.encode() + b"y"),
    lambda word: base64.b64encode(word.encode("utf-16-le")),
    lambda word: base64.urlsafe_b64encode(b"xyz" + word.encode()),
]


@pytest.mark.parametrize("encode", ENCODERS)
def test_a_planted_word_is_found_in_a_file_in_every_encoding(
    tmp_path: Path, encode: Callable[[str], bytes]
) -> None:
    canaries = Canaries("name", "note")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "cache.bin").write_bytes(b"\0\xff" + encode(canaries["note"]) + b"\x80")
    hits = canaries.in_folders(tmp_path)
    assert {hit.label for hit in hits} == {"note"}
    assert hits[0].place.endswith("cache.bin")


def test_a_folder_without_the_words_is_clean(tmp_path: Path) -> None:
    (tmp_path / "other").write_text(Canaries("note")["note"])
    assert Canaries("note").in_folders(tmp_path) == []


def test_a_word_in_a_file_name_is_found(tmp_path: Path) -> None:
    canaries = Canaries("name")
    (tmp_path / f"{canaries['name']}.pdf").touch()
    assert [hit.place for hit in canaries.in_folders(tmp_path)] == ["a file's name"]


@pytest.mark.parametrize("offset", [CHUNK - 5, CHUNK, 2 * CHUNK - 1])
def test_a_word_across_the_edge_of_a_read_is_found(tmp_path: Path, offset: int) -> None:
    canaries = Canaries("note")
    (tmp_path / "big").write_bytes(bytes(offset) + canaries["note"].encode())
    assert [hit.encoding for hit in canaries.in_folders(tmp_path)] == ["utf-8"]


def test_key_bytes_are_found_raw_and_in_hex(tmp_path: Path) -> None:
    canaries, key = Canaries("note"), bytes(range(100, 132))
    canaries.watch("key", key)
    (tmp_path / "raw").write_bytes(b"-" + key)
    (tmp_path / "hex").write_text(f"x'{key.hex()}'")
    assert {hit.encoding for hit in canaries.in_folders(tmp_path)} == {"bytes", "bytes as hex"}


def test_a_hit_never_shows_the_word() -> None:
    canaries = Canaries("note")
    found = canaries.in_bytes(b"before " + canaries["note"].encode() + b" after")
    assert found == {("note", "utf-8")}


@pytest.mark.parametrize("form", ["word", "word.encode('utf-16-le')", "word.encode().hex()"])
def test_a_word_held_by_another_process_is_found(form: str) -> None:
    canaries = Canaries("note")
    with Holder(HOLD.replace("FORM", form), canaries["note"]) as pid:
        assert {hit.label for hit in canaries.in_memory(pid)} == {"note"}


def test_a_process_that_never_knew_the_word_is_clean() -> None:
    with Holder(HOLD.replace("FORM", "None"), "harmless") as pid:
        assert Canaries("note", "name").in_memory(pid) == []


def test_looking_at_a_process_that_is_gone_is_an_error_not_a_clean_bill() -> None:
    with Holder(HOLD.replace("FORM", "None"), "harmless") as pid:
        pass
    with pytest.raises(FileNotFoundError):
        Canaries("note").in_memory(pid)


def test_every_needle_is_long_enough_to_be_no_accident() -> None:
    assert min(len(needle) for _, needle in needles(Canaries("note")["note"])) >= 20


def test_words_on_the_clipboard_in_titles_and_fields_are_found(qtbot: QtBot) -> None:
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

    canaries = Canaries("clipboard", "title", "label", "line", "editor", "hint", "calm")
    window = QWidget(windowTitle=canaries["title"])
    layout = QVBoxLayout(window)
    layout.addWidget(QLabel(canaries["label"]))
    layout.addWidget(QLineEdit(canaries["line"]))
    layout.addWidget(QPlainTextEdit(f"So she said: {canaries['editor']}.\nAnd then nothing."))
    layout.addWidget(QWidget(accessibleDescription=canaries["hint"]))
    qtbot.addWidget(window)
    window.show()
    QGuiApplication.clipboard().setText(canaries["clipboard"])
    labels = {hit.label for hit in canaries.on_screen()}
    assert labels == {"clipboard", "title", "label", "line", "editor", "hint"}
    QGuiApplication.clipboard().clear()


def test_words_taken_off_the_screen_are_no_longer_found(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPlainTextEdit

    canaries = Canaries("editor")
    editor = QPlainTextEdit(canaries["editor"])
    qtbot.addWidget(editor)
    assert canaries.on_screen()
    editor.setPlainText("")
    assert canaries.on_screen() == []


class Holder:
    """Another Python that reads one line and keeps it until it is let go."""

    def __init__(self, program: str, line: str) -> None:
        self._command = [sys.executable, "-c", program]
        self._line = line

    def __enter__(self) -> int:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{self._line}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "ready\n"
        return self._process.pid

    def __exit__(self, *_: object) -> None:
        self._process.communicate("\n")
