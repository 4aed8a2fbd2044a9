"""The Documents tab of a client's file: the list, and beside it the document that is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, S
from ui.clients.tab import ClientTab
from ui.documents.adding import Source
from ui.documents.column import DocumentColumn
from ui.documents.drop import DropVeil, ask_for_files, brought
from ui.documents.head import DocumentHead
from ui.documents.moving import Moving
from ui.documents.paper import Paper
from ui.documents.view_model import DocumentsViewModel, OpenFile
from ui.documents.viewer import Viewer
from ui.notes.tags import People
from ui.open_vault import OpenVault
from ui.strings import document_moves as move_words
from ui.strings import document_troubles as trouble_words
from ui.strings import documents as words
from ui.strings import errors as error_words
from ui.strings import notes as note_words
from ui.widgets.banner import Banner
from ui.widgets.card import Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.own_words import OwnBanner
from vault.clients import Client
from vault.ids import DocumentId
from vault.units import Unit

KEY = "documents"
ICON = "file-text"
_WIDE = 913
COLUMN_WIDTH, COLUMN_LEAST = 290, 232
_MOST_SAID = 3


def open_with_system(path: Path) -> bool:
    """Hand a file to the program that the computer has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class DocumentsView(ClientTab):
    """Shows a client's documents."""

    def __init__(
        self,
        vault: OpenVault,
        open_file: OpenFile = open_with_system,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vm = DocumentsViewModel(vault, open_file, self)
        self._covered = False
        self._outside_asked = False
        self._said: list[str] = []
        self._needle: tuple[DocumentId, str] | None = None
        self._column = DocumentColumn(vault, self._vm)
        self._head = DocumentHead(vault.clock)
        self._viewer = Viewer(self._vm.viewing)
        self._banner = Banner()
        self._trouble = OwnBanner()
        self._twins = OwnBanner()
        self._moving = Moving(vault)
        self._empty = EmptyState("file-text", words.nothing_yet(), words.add())
        self._nothing = EmptyState("file-text", words.choose_one())
        self._sheet = Paper(self._head, self._banner, self._viewer)
        self._pages = QStackedWidget()
        for page in (self._nothing, self._sheet):
            self._pages.addWidget(page)
        self._whole = QStackedWidget()
        self._lay_out()
        self._veil = DropVeil(self)
        self.setAccessibleName(words.tab())
        # Before the proxy, which would be given the policy in its place.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._column)
        self._connect()
        self._show_list()

    def _lay_out(self) -> None:
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        trouble = QWidget()
        inset = QVBoxLayout(trouble)
        inset.setContentsMargins(XL - 2, S, XL - 2, S)
        inset.addWidget(self._trouble)
        inset.addWidget(self._twins)
        inset.addWidget(self._moving)
        trouble.hide()
        self._trouble_row = trouble
        beside.addWidget(trouble)
        beside.addWidget(self._pages, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._column)
        row.addWidget(Rule(upright=True))
        row.addWidget(right, 1)
        self._both = both
        for page in (self._empty, both):
            self._whole.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _connect(self) -> None:
        vm, head = self._vm, self._head
        vm.list_changed.connect(self._show_list)
        vm.document_changed.connect(self._show_document)
        vm.trouble.connect(self._show_trouble)
        vm.outside_changed.connect(self._show_banner)
        vm.no_program.connect(self._show_no_program)
        vm.arrived.connect(self._on_arrived)
        vm.twins_changed.connect(self._show_said)
        vm.undecided.connect(self._ask_whom_there)
        vm.adding.changed.connect(self._show_list)
        self._column.chosen.connect(self._open)
        self._column.entered.connect(self._viewer.focus_sheet)
        self._column.add_asked.connect(lambda: self._ask_for_files(self._column.add))
        self._empty.filled.connect(lambda: self._ask_for_files(self._empty.button))
        self._banner.step_taken.connect(self._on_step)
        self._trouble.step_taken.connect(self._hush)
        self._twins.step_taken.connect(vm.add_again)
        head.renamed.connect(vm.rename)
        head.tagged.connect(vm.tag)
        head.move_asked.connect(vm.move)
        head.elsewhere_asked.connect(lambda one: self._moving.ask(one, vm.whose(one)))
        self._moving.failed.connect(lambda error: self._show_trouble("", error))
        self._moving.shown_changed.connect(self._show_said)
        head.removed.connect(vm.remove)
        head.strip_asked.connect(vm.strip)
        head.outside_asked.connect(self._ask_outside)
        self._veil.dropped.connect(self._on_dropped)
        self._viewer.add_keys(self)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        # Wherever the focus is while the tab can be seen; a field takes the key for itself.
        paste.setContext(Qt.ShortcutContext.WindowShortcut)
        paste.activated.connect(self._paste)

    def show_client(self, client: Client) -> None:
        """Show a client's documents."""
        if self._vm.show_client(client):
            self._moving.end()

    def mark(self) -> str:
        """Say which document is open."""
        document = self._vm.document
        return "" if document is None else str(document.id)

    def go_to_mark(self, mark: str) -> None:
        """Open the document of this number, where it is one of the shown client's."""
        if mark.isdecimal():
            self.open_document(DocumentId(int(mark)))

    def open_document(self, document_id: DocumentId, needle: str = "") -> None:
        """Open one of the shown client's documents, and look for a text in it."""
        self._needle = (document_id, needle)
        self._open(document_id)
        self._look_for_needle()

    def cover(self) -> None:
        """Take pixels and words of the open document away, and its copy outside."""
        self._covered = True
        self._veil.hide()
        self._vm.take_back()
        self._column.cover()
        self._head.cover()
        self._moving.cover()
        self._viewer.cover()

    def uncover(self) -> None:
        """Show what stood there, and what came in the meantime."""
        self._covered = False
        self._column.uncover()
        self._moving.uncover()
        self._show_said()
        self._show_document()
        self._viewer.uncover()

    def minimumSizeHint(self) -> QSize:
        """What is left at the column's narrowest."""
        return QSize(COLUMN_LEAST + 390, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share of the window."""
        super().resizeEvent(event)
        share = min(1.0, self.width() / _WIDE)
        self._column.setFixedWidth(max(COLUMN_LEAST, round(COLUMN_WIDTH * share)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tag with Alt and a digit; Esc goes from the document to the list."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_0
        if held == Qt.KeyboardModifier.AltModifier and 0 <= digit <= 9:
            self._head.tag_by_key(digit)
        elif event.key() == Qt.Key.Key_Escape and not self._column.has_focus():
            self._column.setFocus()
        elif event.key() == Qt.Key.Key_F2:
            self._head.rename()
        else:
            super().keyPressEvent(event)

    def _open(self, document_id: DocumentId) -> None:
        self._outside_asked = False
        self._hush()
        self._vm.forget_twins()
        self._vm.open(document_id)

    def _show_list(self) -> None:
        if self._covered:
            return
        self._column.show_rows()
        busy = self._vm.adding.is_busy or self._vm.removed_count > 0
        empty = not self._vm.documents and not busy
        told = self._said or self._moving.is_shown
        self._whole.setCurrentWidget(self._empty if empty and not told else self._both)

    def _show_document(self) -> None:
        if self._covered:
            return
        document = self._vm.document
        self._column.mark(document.id if document else None)
        self._viewer.show_document(document)
        if document is None:
            self._outside_asked = False
            self._pages.setCurrentWidget(self._nothing)
            return
        vm = self._vm
        people, units = vm.people_of(document), vm.units_to_move_to
        self._head.show_document(document, people, units, vm.third_persons)
        self._pages.setCurrentWidget(self._sheet)
        self._show_banner()
        self._look_for_needle()

    def _look_for_needle(self) -> None:
        document, wanted = self._vm.document, self._needle
        if document is not None and wanted is not None and wanted[0] == document.id:
            self._needle = None
            self._viewer.look_for(wanted[1])

    def _show_banner(self) -> None:
        """Say what matters most about the open document, with its one next step."""
        document = self._vm.document
        if document is None or self._covered:
            return
        if self._vm.is_outside:
            self._banner.show_message(words.outside_open(), "warn", words.take_back())
        elif self._outside_asked:
            memory = self._vm.outside_is_memory
            sentence = words.outside_warning(memory=memory)
            self._banner.show_message(sentence, "warn", words.open_outside())
        elif document.removal is not None:
            sentence = words.was_removed(document.removal.reason)
            self._banner.show_message(sentence, "accent", words.put_back())
        elif document.has_details:
            self._banner.show_message(words.has_details(), "accent", words.strip())
        else:
            self._sheet.show_banner(shown=False)
            return
        self._sheet.show_banner(shown=True)

    def _on_step(self) -> None:
        document = self._vm.document
        if self._vm.is_outside:
            self._vm.take_back()
        elif self._outside_asked:
            self._outside_asked = False
            self._vm.open_outside()
        elif document is not None and document.removal is not None:
            self._vm.put_back()
        else:
            self._vm.strip()

    def _ask_outside(self) -> None:
        self._outside_asked = True
        self._show_banner()

    def _ask_for_files(self, below: QWidget) -> None:
        def ask(unit: Unit | None) -> None:
            dialog = ask_for_files(self)
            dialog.filesSelected.connect(
                lambda chosen: self._add([Path(one) for one in chosen], unit)
            )

        self._for_whom(below.mapToGlobal(QPoint(0, below.height() + 4)), ask)

    def _on_dropped(self, sources: list[Source], place: QPoint) -> None:
        if sources and not self._covered:
            self._for_whom(place, lambda unit: self._add(sources, unit))

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        sources = brought(data) if data is not None else []
        if sources and not self._covered:
            place = self.mapToGlobal(self.rect().center())
            self._for_whom(place, lambda unit: self._add(sources, unit))

    def _add(self, sources: list[Source], unit: Unit | None) -> None:
        self._hush()
        self._vm.add(sources, unit)

    def _for_whom(self, place: QPoint, then: Callable[[Unit | None], object]) -> None:
        """Ask which unit's record it is to be, where several could be meant."""
        units = self._vm.open_units
        if len(units) <= 1:
            then(units[0] if units else None)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for unit in units:
            action = menu.addAction(note_words.for_whom(unit).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, unit=unit: then(unit))
        menu.popup(place)

    def _on_arrived(self) -> None:
        """Go to what was added in the list, unless something is being typed."""
        focus = QApplication.focusWidget()
        typing = isinstance(focus, QLineEdit)
        if focus is None or (self.isAncestorOf(focus) and not typing):
            self._column.setFocus()

    def _ask_whom_there(self, document_id: DocumentId, unit: Unit) -> None:
        if not self._covered:
            question = move_words.whom_there(note_words.for_whom(unit))
            self._head.ask_about(
                People(unit), lambda about: self._vm.move(document_id, unit, about), question
            )

    def _show_trouble(self, name: str, error: object) -> None:
        sentence = trouble_words.trouble(error) or " ".join(error_words.words_for(error)).strip()
        self._say(trouble_words.not_added(name, sentence) if name else sentence)

    def _show_no_program(self) -> None:
        self._say(words.no_program())

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.append(sentence)
        self._show_said()

    def _hush(self) -> None:
        self._said.clear()
        self._show_said()

    def _show_said(self) -> None:
        """Say what went wrong; a file that couldn't be added is named, so not while covered."""
        if self._covered:
            return
        said, twins = self._said, [wish.name for wish in self._vm.twins]
        more = (
            [trouble_words.more_troubles(len(said) - _MOST_SAID)] if len(said) > _MOST_SAID else []
        )
        self._trouble.show_message("\n".join(said[:_MOST_SAID] + more), "stop", words.understood())
        self._trouble.setVisible(bool(said))
        sentence = trouble_words.there_already(twins) if twins else ""
        self._twins.show_message(sentence, "accent", trouble_words.add_again(len(twins)))
        self._twins.setVisible(bool(twins))
        self._trouble_row.setVisible(bool(said or twins) or self._moving.is_shown)
        self._show_list()
