"""Takes everything off the screen but one window, and takes back what was copied."""

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

POPUPS_AT_MOST = 50


def close_all_but(kept: QWidget) -> None:
    """Close menus, lists, tooltips, dialogs and every other window; nothing is asked.

    A dialog is hidden before it is closed, so that one that would ask goes all the same.
    """
    QToolTip.hideText()
    for _ in range(POPUPS_AT_MOST):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.hide()
        popup.close()
    for window in QApplication.topLevelWidgets():
        # Closing one window can take others with it.
        if isValid(window) and window is not kept and window.isVisible():
            window.hide()
            window.setWindowTitle("")
            window.close()
            window.deleteLater()
    QGuiApplication.inputMethod().reset()


def take_back_copies() -> None:
    """Empty the clipboard and the selection where they hold something of ours."""
    clipboard = QGuiApplication.clipboard()
    # A platform without a screen has a clipboard of its own, and can't tell whose it is.
    alone = QGuiApplication.platformName() in {"offscreen", "minimal"}
    if alone or clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and (alone or clipboard.ownsSelection()):
        clipboard.clear(QClipboard.Mode.Selection)
