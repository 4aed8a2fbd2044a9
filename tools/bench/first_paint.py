"""Runs a script as Python would, until the first window that it paints.

usage: first_paint.py FD SCRIPT [ARGUMENT...]

The script and its arguments stay untouched. Once its first window has been painted and flushed
to the screen, the monotonic clock's nanoseconds go to the file descriptor and the process ends.
Imports little, because whatever it costs counts as the script's.
"""

import os
import runpy
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


def report_first_paint(descriptor: int) -> None:
    """Makes any QApplication of this process report its first painted window and end."""

    def painted() -> None:
        os.write(descriptor, str(time.monotonic_ns()).encode())
        os._exit(0)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
                # The timer fires once this round of painting has been flushed to the screen.
                QTimer.singleShot(0, painted)
            return False

    make = QApplication.__init__

    def make_and_watch(app: QApplication, *args: object) -> None:
        make(app, *args)
        app.installEventFilter(Watch(app))

    setattr(QApplication, "__init__", make_and_watch)  # noqa: B010 - it is no plain method


def main() -> None:
    """Runs the script named on the command line."""
    _, descriptor, script, *arguments = sys.argv
    # Qt starts dbus-launch where no bus is: it would keep the descriptor open for ever.
    os.set_inheritable(int(descriptor), False)  # noqa: FBT003 - it has no keyword
    sys.argv = [script, *arguments]
    sys.path[0] = os.path.dirname(os.path.abspath(script))  # noqa: PTH100, PTH120 - no import
    report_first_paint(int(descriptor))
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main()
