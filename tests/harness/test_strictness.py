"""Runs small test files under the real conftest, to see that what should fail does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TIMER = """
def test_it(qtbot):
    from PySide6.QtCore import QTimer
    global timer
    timer = QTimer()
    timer.start(60_000)
"""
QT_THREAD = """
def test_it(qtbot):
    from PySide6.QtCore import QThread
    global thread
    thread = QThread()
    with qtbot.waitSignal(thread.started):
        thread.start()
"""
THREAD = """
import threading
def test_it():
    threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
"""
WINDOW = """
def test_it(qapp):
    from PySide6.QtWidgets import QWidget
    global window
    window = QWidget(objectName="orphan")
"""
WARNING = """
import warnings
def test_it():
    warnings.warn("old ways", DeprecationWarning)
"""
LOG = """
import logging
def test_it():
    logging.getLogger("storage").warning("disk is slow")
"""
QT_MESSAGE = """
def test_it():
    from PySide6.QtCore import qWarning
    qWarning("Qt is unhappy")
"""
SILENCE = """
def test_it(messages):
    messages.expect("never comes")
"""
THREAD_ERROR = """
import threading
def test_it():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
"""
GUILTY = {
    "QTimer still running, started at": TIMER,
    "QThread still running, started at": QT_THREAD,
    "Thread(forgotten": THREAD,
    "window QWidget 'orphan' still alive": WINDOW,
    "DeprecationWarning: old ways": WARNING,
    "unexpected: WARNING storage: disk is slow": LOG,
    "unexpected: Qt QtWarningMsg: Qt is unhappy": QT_MESSAGE,
    "expected and never said: never comes": SILENCE,
    "ZeroDivisionError": THREAD_ERROR,
}

INNOCENT = """
import logging, os, tempfile, threading
from pathlib import Path

def test_messages_that_were_expected(messages):
    from PySide6.QtCore import qWarning
    messages.expect("disk is .low")
    messages.expect("unhappy")
    logging.getLogger("storage").warning("disk is slow")
    qWarning("Qt is unhappy")

def test_everything_put_away(qtbot):
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QMenu, QWidget
    timer, thread, menu = QTimer(), QThread(), QMenu()
    timer.start(60_000)
    thread.start()
    thread.quit()
    thread.wait()
    timer.stop()
    cycle = QWidget()
    cycle.itself = lambda: cycle
    window = QWidget()
    qtbot.addWidget(window)
    menu.deleteLater()
    worker = threading.Thread(target=lambda: None)
    worker.start()

def test_home_is_not_the_real_one():
    assert "casekeep-tests-" in str(Path.home())
    assert "casekeep-tests-" in tempfile.gettempdir()
    assert os.environ["XDG_CONFIG_HOME"].startswith(str(Path.home().parent))
"""


@pytest.mark.parametrize("words", GUILTY)
def test_a_careless_test_fails_and_the_culprit_is_named(tmp_path: Path, words: str) -> None:
    result = run_pytest(tmp_path, GUILTY[words])
    assert result.returncode == 1
    assert words in result.stdout


def test_a_careful_test_passes(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, INNOCENT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_leak_is_blamed_on_the_test_that_made_it_alone(tmp_path: Path) -> None:
    after = "\ndef test_next(qtbot):\n    pass\n"
    for body in (TIMER, QT_THREAD, WINDOW):
        result = run_pytest(tmp_path, body + after, "-p", "no:randomly")
        assert "2 passed, 1 error" in result.stdout, result.stdout + result.stderr


def run_pytest(folder: Path, body: str, *options: str) -> subprocess.CompletedProcess[str]:
    file = folder / "test_planted.py"
    file.write_text(body)
    plugin = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "pyproject.toml", *plugin, *options, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
