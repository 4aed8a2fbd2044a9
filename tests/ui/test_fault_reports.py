"""What a fault may tell: proved in a process of its own, for it concerns the whole process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CANARY = "Zerlina Quackenbush"

FAULTS = {
    "an exception": "raise ValueError(word)",
    "a slot": """
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
def slot():
    heard = word
    raise KeyError(heard)
QTimer.singleShot(0, slot)
QTimer.singleShot(0, app.quit)
app.exec()
assert not hasattr(sys, "last_value")
""",
    "a thread": """
import threading
def work():
    raise OSError(word)
thread = threading.Thread(target=work, name=word)
thread.start()
thread.join()
""",
    "a destructor": """
class Note:
    def __del__(self):
        raise RuntimeError(word)
Note()
""",
    "Qt": """
from PySide6.QtCore import qWarning
qWarning(word)
""",
    "a library's log": """
import logging
logging.getLogger("press").error("set %s", word)
logging.getLogger("casekeep.x").error("task.fault %s", word)
logging.getLogger("casekeep.x").error("task.fault %s", word.split()[0])
logging.getLogger("casekeep.x").error("task.fault %s and %s", word)
logging.getLogger("casekeep.x").error("task.fault %d", word)
try:
    raise ValueError(word)
except ValueError:
    logging.getLogger("casekeep.x").exception(word)
""",
    "a warning": "import warnings; warnings.warn(word)",
    "a print": "print(word, file=sys.stderr)",
}


def told(code: str) -> str:
    program = f"""
import sys
from ui.fault_reports import install
install(sys.stderr)
word = {CANARY!r}
{code}
"""
    ended = subprocess.run(
        [sys.executable, "-X", "dev", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout == ""
    return ended.stderr


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_without_a_word_of_what_it_was_about(fault: str) -> None:
    said = told(FAULTS[fault])
    assert said, "that there was a fault must be told"
    for part in CANARY.split():
        assert part not in said
    assert all(line.startswith("casekeep: ") for line in said.splitlines())


def test_a_fault_names_its_type_and_the_line_of_our_own_code() -> None:
    said = told("from vault.ids import ClientId\nfrom vault.fields import line\nline('x', None)")
    assert said.startswith("casekeep: exception TypeError vault/fields.py:")


def test_what_our_own_code_may_log_is_told() -> None:
    said = told(
        "import logging; logging.getLogger('casekeep.x').error('task.fault %s', 'KeyError')"
    )
    assert said == "casekeep: task.fault KeyError\n"


def test_the_window_of_the_real_program_tells_its_faults_this_way(tmp_path: Path) -> None:
    program = f"""
import sys, main, ui.app
from PySide6.QtCore import QTimer
furnish = ui.app.Casekeep._furnish
def fault():
    raise ValueError({CANARY!r})
def furnished(self, glance):
    QTimer.singleShot(1000, self.window.close)
    furnish(self, glance)
    QTimer.singleShot(0, fault)
ui.app.Casekeep._furnish = furnished
sys.exit(main.main(["--vault", {str(tmp_path / "vault")!r}]))
"""
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0
    assert "casekeep: exception ValueError\n" in ended.stderr
    assert CANARY not in ended.stderr
