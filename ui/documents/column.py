"""The column with a client's documents: adding, the list, and what is being added."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import M, S
from ui import names
from ui.documents.models import DocumentDelegate, DocumentListModel
from ui.documents.view_model import DocumentsViewModel
from ui.open_vault import OpenVault
from ui.row_list import RowList
from ui.strings import documents as words
from ui.widgets.button import Button
from ui.widgets.own_words import OwnLine
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line
from vault.ids import DocumentId

_PROMILLE = 1000


class AddingStrip(QWidget):
    """What is being added, how far it is, and a way to stop it."""

    def __init__(self, view_model: DocumentsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adding = view_model.adding
        self._covered = False
        self._name = OwnLine("", "small", "ink")
        self._left = Line("", "small", "ink-2")
        self._cancel = Button(words.cancel(), "link")
        self._progress = ProgressLine()
        self._cancel.clicked.connect(self._adding.stop)
        row = QHBoxLayout()
        row.addWidget(self._left, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(M + S, S, M + S, S)
        column.setSpacing(S - 4)
        column.addWidget(self._name)
        column.addWidget(self._progress)
        column.addLayout(row)
        self._adding.changed.connect(self.render_state)
        names.style.changed.connect(self.render_state)
        self.render_state()

    def cover(self, *, covered: bool) -> None:
        """Name no file while the page is covered."""
        self._covered = covered
        if covered:
            self.hide()
            self._name.setText("")
            self._progress.setAccessibleName("")
        else:
            self.render_state()

    def render_state(self) -> None:
        """Show how far it is."""
        adding = self._adding
        if self._covered:
            return
        self.setVisible(adding.is_busy)
        name = words.adding(adding.name or words.pasted()) if adding.is_busy else ""
        if name != self._name.words:
            self._name.setText(name)
        if self._name.text() != self._progress.accessibleName():
            self._progress.setAccessibleName(self._name.text())
        if adding.is_busy:
            self._left.setText(words.more_to_add(adding.left) if adding.left else "")
            self._progress.setRange(0, _PROMILLE if adding.size else 0)
            if adding.size:
                self._progress.setValue(_PROMILLE * adding.done // adding.size)


class DocumentColumn(QWidget):
    """The list; `add_asked` when the button is pressed, `entered` when Enter leads on."""

    add_asked = Signal()
    chosen = Signal(object)
    entered = Signal()

    def __init__(
        self, vault: OpenVault, view_model: DocumentsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vm = view_model
        self._covered = False
        self._model = DocumentListModel(vault.clock, view_model.people_of, self)
        self._list = RowList(words.list_name(), self._model, DocumentDelegate(), "paper")
        self.add = Button(words.add(), icon="plus")
        self._removed = Button("", "link-quiet")
        self._strip = AddingStrip(view_model)
        top = QHBoxLayout()
        top.setContentsMargins(M, 0, M, S)
        top.addWidget(self.add, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(M + S, 0, M, S)
        foot.addWidget(self._removed)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        column.addLayout(foot)
        column.addWidget(self._strip)
        self.add.clicked.connect(self.add_asked)
        self._removed.clicked.connect(self._toggle_removed)
        self._list.chosen.connect(lambda row: self.chosen.emit(self._model.row(row).id))
        self._list.entered_row.connect(lambda _row: self.entered.emit())
        self.setFocusProxy(self._list)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the documents as they are now."""
        if self._covered:
            return
        scroll = self._list.verticalScrollBar().value()
        if self._model.set_rows(self._vm.documents):
            self._list.verticalScrollBar().setValue(scroll)
        self.mark(self._vm.document.id if self._vm.document else None)
        count = self._vm.removed_count
        shown = self._vm.shows_removed
        self._removed.set_label(words.hide_removed() if shown else words.show_removed(count))
        self._removed.setVisible(count > 0)

    def mark(self, document_id: DocumentId | None) -> None:
        """Show which document is open."""
        self._list.mark(self._model.place_of(document_id))

    def has_focus(self) -> bool:
        """Whether the keyboard is in the list."""
        return self._list.hasFocus()

    def cover(self) -> None:
        """Show nothing new while the page is covered, and no file's name."""
        self._covered = True
        self._strip.cover(covered=True)

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        self._strip.cover(covered=False)
        self.show_rows()

    def _toggle_removed(self) -> None:
        self._vm.show_removed(shown=not self._vm.shows_removed)
