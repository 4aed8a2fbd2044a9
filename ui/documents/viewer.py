"""Shows one open document: its pages, its text, or a sentence in their place."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QKeySequence, QPainter, QPaintEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.tokens import XL
from ui import names
from ui.documents.sheet import PageSheet
from ui.documents.text_sheet import TextSheet
from ui.documents.toolbar import Toolbar
from ui.documents.viewing import MOST_HITS, Viewing
from ui.strings import document_troubles as trouble_words
from ui.strings import documents as words
from ui.strings import errors as error_words
from ui.theme import colour
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Text
from vault.documents import Document
from vault.errors import ContentUnreadable, DocumentTooLarge
from vault.media import DocumentKind

FIND_MS = 150


class Viewer(QWidget):
    """Shows what a Viewing holds; `cover` takes every pixel and word of it away."""

    def __init__(self, viewing: Viewing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewing = viewing
        self._document: Document | None = None
        self._covered = False
        self._at = -1
        self._text_hits: list[QTextCursor] = []
        self._bar = Toolbar()
        self._busy = ProgressLine()
        self._pages = PageSheet()
        self._text = TextSheet(words.tab())
        self._cut = Text("", "small", "ink-2")
        self._cut.setContentsMargins(XL, 0, XL, 0)
        self._note = Text("", "body", "ink-2")
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._note.setContentsMargins(XL * 2, XL * 2, XL * 2, XL)
        self._stack = QStackedWidget()
        for sheet in (self._pages, self._text, self._note):
            self._stack.addWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._busy)
        column.addWidget(self._cut)
        column.addWidget(self._stack, 1)
        self._typed = QTimer(self, singleShot=True, interval=FIND_MS)
        self._connect()
        self._bar.offer(pages=False, words_=False)
        self._busy.hide()
        self._cut.hide()

    def _connect(self) -> None:
        viewing, bar, pages = self._viewing, self._bar, self._pages
        viewing.loaded.connect(self._show)
        viewing.drawn.connect(self._on_drawn)
        viewing.found.connect(self._show_found)
        viewing.heard.connect(self._on_heard)
        names.style.changed.connect(self._on_names)
        pages.wanted.connect(viewing.draw)
        pages.zoomed.connect(lambda: bar.show_zoom(pages.zoom))
        pages.page_changed.connect(self._on_page)
        bar.zoomed.connect(pages.zoom_by)
        bar.fitted.connect(pages.fit)
        bar.turned.connect(pages.turn)
        bar.walked.connect(self.walk)
        bar.field.textChanged.connect(lambda _text: self._typed.start())
        bar.field.left.connect(self.focus_sheet)
        self._typed.timeout.connect(self._find)

    def add_keys(self, within: QWidget) -> None:
        """Take the keys that zoom, turn and find wherever the focus is in a page."""
        pages = self._pages
        for keys, act in (
            ("Ctrl++", lambda: pages.zoom_by(1)),
            ("Ctrl+=", lambda: pages.zoom_by(1)),
            ("Ctrl+-", lambda: pages.zoom_by(-1)),
            ("Ctrl+0", pages.fit),
            ("Ctrl+R", pages.turn),
            ("Ctrl+F", self.focus_find),
            ("F3", lambda: self.walk(1)),
            ("Shift+F3", lambda: self.walk(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), within)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_document(self, document: Document | None) -> None:
        """Get ready for a document whose content is on its way."""
        if self._document is None or document is None or self._document.blob != document.blob:
            self._clear()
            self._bar.field.clear()
            self._busy.setVisible(document is not None)
        self._document = document
        if not self._viewing.is_loading:
            self._show()

    def look_for(self, needle: str) -> None:
        """Look for a text, now or as soon as the document is there."""
        self._bar.field.setText(needle)
        self._typed.stop()
        self._find()

    def cover(self) -> None:
        """Take everything off, down to the accessibility tree."""
        self._covered = True
        self._typed.stop()
        self._clear()

    def uncover(self) -> None:
        """Bring back what was shown."""
        self._covered = False
        self._show()

    def focus_find(self) -> None:
        """Go to the find field, where there is anything to find."""
        if self._bar.field.isVisible():
            self._bar.field.setFocus()
            self._bar.field.selectAll()

    def focus_sheet(self) -> None:
        """Go to the document itself."""
        current = self._stack.currentWidget()
        if current is not None:
            current.setFocus()

    def walk(self, step: int) -> None:
        """Go to the next place that was found, from the last on to the first."""
        count = len(self._text_hits) or len(self._viewing.hits)
        if count:
            self._at = (self._at + step) % count
            self._show_found()

    def _clear(self) -> None:
        self._pages.show_pages(())
        self._text.show_text("")
        self._text_hits = []
        self._at = -1
        self._note.setText("")
        self._cut.hide()
        self._busy.hide()
        self._bar.offer(pages=False, words_=False)
        self._stack.setCurrentWidget(self._note)

    def _show(self) -> None:
        document, viewing = self._document, self._viewing
        if self._covered or document is None:
            return
        self._busy.setVisible(viewing.is_loading)
        if viewing.book is not None:
            self._show_pages(document)
        elif viewing.text is not None:
            self._show_text(viewing.text)
        elif not viewing.is_loading:
            self._say(document)

    def _show_pages(self, document: Document) -> None:
        book = self._viewing.book
        if book is None or (self._pages.count and self._stack.currentWidget() is self._pages):
            return
        self._bar.offer(pages=True, words_=document.media.kind is DocumentKind.PDF)
        self._stack.setCurrentWidget(self._pages)
        self._pages.show_pages(book.sizes)
        self._on_page(0)
        self._find()

    def _show_text(self, text: str) -> None:
        if self._stack.currentWidget() is self._text:
            return
        self._bar.offer(pages=False, words_=True)
        self._text.show_text(text)
        self._cut.setText(words.cut_off())
        self._cut.setVisible(self._viewing.is_cut)
        self._stack.setCurrentWidget(self._text)
        self._find()

    def _say(self, document: Document) -> None:
        error = self._viewing.trouble
        unread = error is None or (isinstance(error, ContentUnreadable) and not error.locked)
        if unread and document.media.kind is DocumentKind.PDF:
            sentence = words.damaged_pdf()
        elif isinstance(error, DocumentTooLarge):
            sentence = words.too_large_to_show(words.size(error.most_bytes))
        elif error is not None:
            sentence = trouble_words.trouble(error) or " ".join(error_words.words_for(error))
        elif document.media.ending:
            kind = words.kind_name(document.media.kind, document.media.ending)
            sentence = words.cannot_show(kind)
        else:
            sentence = words.cannot_show_unknown()
        self._bar.offer(pages=False, words_=False)
        self._note.setText(sentence)
        self._stack.setCurrentWidget(self._note)

    def _find(self) -> None:
        needle = self._bar.field.text()
        self._at = 0
        if self._viewing.text is not None:
            self._text_hits = self._text.find_all(needle)
            self._show_found()
        else:
            self._text_hits = []
            self._viewing.find(needle)

    def _show_found(self) -> None:
        if self._covered:
            return
        if self._viewing.text is not None:
            self._text.mark(self._text_hits, self._at)
            self._bar.show_hits(
                self._at, len(self._text_hits), more=len(self._text_hits) == MOST_HITS
            )
            return
        hits = self._viewing.hits
        self._pages.show_hits(hits, self._at)
        more = self._viewing.is_searching or len(hits) == MOST_HITS
        self._bar.show_hits(self._at, len(hits), more=more)

    def _on_drawn(self, wanted: object, image: object) -> None:
        if not self._covered:
            self._pages.take(wanted, image)  # type: ignore[arg-type]

    def _on_page(self, page: int) -> None:
        self._bar.show_page(page, self._pages.count)
        if QAccessible.isActive():
            self._viewing.listen(page)

    def _on_names(self) -> None:
        self._pages.setAccessibleDescription("")
        if self._pages.count and QAccessible.isActive():
            self._viewing.listen(self._pages.page)

    def _on_heard(self, page: int, text: str) -> None:
        if page == self._pages.page and not self._covered:
            self._pages.setAccessibleDescription(names.veiled(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """White as paper."""
        QPainter(self).fillRect(event.rect(), colour("sheet"))
