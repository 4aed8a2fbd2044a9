"""The bar above every page: search, and what belongs to the whole window."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import L, S
from ui.strings import search as words
from ui.widgets.card import Rule
from ui.widgets.search_button import SearchButton


class TopBar(QWidget):
    """Holds the search button at its leading end; what else is added stands at the other."""

    def __init__(self, search_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchButton(words.field(), search_key)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(L + 2, S, L + 2, S)
        self._row.setSpacing(S)
        self._row.addWidget(self.search, 3)
        self._row.addStretch(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(Rule())

    def add(self, part: QWidget) -> None:
        """Append a part at the far end."""
        self._row.addWidget(part)
