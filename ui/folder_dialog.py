"""Asks for the folder of a vault."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_folder(parent: QWidget, chosen: Callable[[Path], object]) -> QFileDialog:
    """Open Qt's own dialog over `parent`, for a folder that exists; answers at once."""
    dialog = QFileDialog(parent, "", str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda folder: chosen(Path(folder)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
