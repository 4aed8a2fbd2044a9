"""Making a document leaves nothing of it on a disk, and asks no network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.secrecy import Canaries

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from resources.fonts import FIRST
from storage.pdf.press import Press
from tests.storage.pdf.samples import copy, record
word = sys.stdin.readline().strip()
press = Press(FIRST[0].parent)
made = press.typeset(copy(record(f"{word} \\U0001f600 " * 500), name=word)).pdf
sealed = press.encrypt(made, word)
press.verify(sealed, word)
assert any(word in page for page in press.text(made))
with press.pages(made) as pages:
    pages.image(0, 700)
"""
CALLS = "open,openat,creat,mkdir,mkdirat,memfd_create,rename,renameat2,connect"
WRITING = (
    "O_WRONLY",
    "O_RDWR",
    "O_CREAT",
    "creat(",
    "mkdir",
    "memfd_create(",
    "rename",
    "connect(",
)


def run(word: str, home: Path, *before: str) -> None:
    folders = {name: str(home) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    subprocess.run(
        [*before, sys.executable, "-c", PROGRAM],
        input=f"{word}\n",
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | folders | {"PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_no_file_is_made(tmp_path: Path) -> None:
    canaries = Canaries("note")
    run(canaries["note"], tmp_path)
    assert canaries.in_folders(tmp_path, ROOT / "resources") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace isn't installed")
def test_nothing_is_opened_for_writing_and_nobody_is_called(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    home = tmp_path / "home"
    home.mkdir()
    run(Canaries("note")["note"], home, "strace", "-f", "-e", f"trace={CALLS}", "-o", str(log))
    calls = log.read_text().splitlines()
    assert any("file_copy.typ" in call for call in calls)
    assert [call for call in calls if any(sign in call for sign in WRITING)] == []
