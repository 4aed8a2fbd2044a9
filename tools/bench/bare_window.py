"""Shows an empty window: the least that any Qt program in Python costs to start."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(sys.argv)
window = QWidget()
window.show()
sys.exit(QApplication.exec())
