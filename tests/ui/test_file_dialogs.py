"""What a file dialog leaves behind: proved in a process of its own, with a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CHOOSE = """
import sys
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from ui.app import make_application
app = make_application(sys.argv)
dialog = QFileDialog(None, "", sys.argv[1])
dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
dialog.open()
app.processEvents()
dialog.selectFile("records.pdf")
dialog.accept()
dialog.deleteLater()
QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep settings elsewhere")
def test_a_file_dialog_writes_down_no_folder_that_was_visited(tmp_path: Path) -> None:
    folder = tmp_path / "Zerlina Quackenbush"
    folder.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    subprocess.run(
        [sys.executable, "-c", CHOOSE, str(folder)],
        cwd=ROOT,
        env={**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert [path for path in home.rglob("*") if path.is_file()] == []
