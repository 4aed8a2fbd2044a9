"""The line above a document: its title, whom it is about, and what can be done with it."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from resources.tokens import XL, M, S, Tone
from ui.notes.tags import Mark, People
from ui.strings import dates
from ui.strings import documents as words
from ui.widgets import paint
from ui.widgets.button import Button, IconButton
from ui.widgets.text import Line
from vault.documents import Document, RemovalReason, Tagging
from vault.media import DocumentKind
from vault.passages import About, AboutKind
from vault.ports import Clock


class TagButton(Button):
    """A pill that can be pressed: whom a document is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", parent)
        self._tone: Tone = "neutral"
        self.setAccessibleDescription(words.whom_about())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_mark(self, mark: Mark) -> None:
        """Show another person."""
        self._tone = mark.tone
        self.set_label(mark.words)

    def sizeHint(self) -> QSize:
        """The pill, with room for the mark of the focus around it."""
        size = paint.pill_size(self.text())
        return QSize(size.width() + 8, size.height() + 8)

    def minimumSizeHint(self) -> QSize:
        """A long name gives way."""
        full = self.sizeHint()
        return QSize(min(full.width(), 90), full.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill."""
        del event
        painter = QPainter(self)
        paint.pill(painter, self.rect().adjusted(4, 4, -4, -4), self.text(), self._tone)
        if self.hasFocus():
            paint.ring(painter, self.rect(), radius=self.height() / 2)


class TitleField(QLineEdit):
    """Takes another title; Enter keeps it, Esc gives up."""

    kept = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.title_name())
        self.hide()
        self.editingFinished.connect(self._finish)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if self.isVisible():
            self.hide()
            self.kept.emit(self.text())


class DocumentHead(QWidget):
    """Shows a document's title and tag, and says what is asked for.

    `tagged` carries a Tagging, `removed` a RemovalReason.
    """

    renamed = Signal(str)
    tagged = Signal(object)
    removed = Signal(object)
    strip_asked = Signal()
    outside_asked = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._document: Document | None = None
        self._people: People | None = None
        self._title = Line("", "section")
        self._field = TitleField()
        self._tag = TagButton()
        self._facts = Line("", "small", "ink-2")
        self._more = IconButton("ellipsis", words.more())
        self._tag.clicked.connect(self._open_people)
        self._more.clicked.connect(self._open_more)
        self._field.kept.connect(self._on_title)
        self._field.given_up.connect(self._show_title)
        row = QHBoxLayout()
        row.setSpacing(S + 2)
        row.addWidget(self._title, 0)
        row.addWidget(self._field, 1)
        row.addWidget(self._tag)
        row.addStretch(1)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL - 2, M, XL - 2, S - 2)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._facts)

    def show_document(self, document: Document, people: People | None) -> None:
        """Show a document."""
        if self._document is None or self._document.id != document.id:
            self._field.hide()
        self._document, self._people = document, people
        self._show_title()
        shared = people is not None and people.is_shared
        self._tag.setVisible(shared)
        if people is not None and shared:
            self._tag.show_mark(people.mark(document.about))
        self._facts.setText(" · ".join(self._parts(document)))

    def tag_by_key(self, digit: int) -> bool:
        """Say whom it is about by Alt and a digit; answers whether there is such a person."""
        if self._people is None or not self._people.is_shared:
            return False
        about = self._people.at_key(digit)
        if about is not None:
            self._tag_about(about)
        return about is not None

    def rename(self) -> None:
        """Let the title be typed."""
        document = self._document
        if document is not None:
            self._title.hide()
            self._field.setText(document.title)
            self._field.show()
            self._field.setFocus()
            self._field.selectAll()

    def cover(self) -> None:
        """Take off the person's name, which a button keeps to itself."""
        self._field.hide()
        self._tag.set_label("")

    def _parts(self, document: Document) -> list[str]:
        parts = [words.kind_name(document.media.kind, document.media.ending)]
        if document.pages:
            parts.append(words.pages(document.pages))
        parts.append(words.size(document.size))
        parts.append(words.added_on(dates.dated(self._day(document.added_at_utc))))
        if document.tagging.in_confidence:
            parts.append(words.in_confidence())
        if document.tagging.is_consent_scan:
            parts.append(words.consent_scan())
        if document.stripped_at_utc is not None:
            parts.append(words.stripped(dates.dated(self._day(document.stripped_at_utc))))
        return parts

    def _day(self, at_utc: datetime) -> date:
        return self._clock.local(at_utc).date()

    def _show_title(self) -> None:
        document = self._document
        if document is not None and not self._field.isVisible():
            self._title.setText(document.title or words.untitled())
            self._title.show()

    def _on_title(self, title: str) -> None:
        document = self._document
        if document is not None and title.strip() and title.strip() != document.title:
            self._title.setText(title.strip())
            self.renamed.emit(title)
            self._title.show()
        else:
            self._show_title()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _open_people(self) -> None:
        if self._people is None:
            return
        menu = self._menu()
        for digit, (about, person) in enumerate(self._people.choices):
            key = f"\tAlt+{digit}" if digit <= 9 else ""
            action = menu.addAction(person.replace("&", "&&") + key)
            action.triggered.connect(lambda _checked=False, about=about: self._tag_about(about))
        menu.addSeparator()
        other = menu.addAction(words.somebody_else())
        third = About(AboutKind.THIRD_PERSON)
        other.triggered.connect(lambda _checked=False: self._tag_about(third))
        menu.popup(self._tag.mapToGlobal(QPoint(0, self._tag.height() + 2)))

    def _open_more(self) -> None:
        document = self._document
        if document is None:
            return
        menu = self._menu()
        menu.addAction(words.rename()).triggered.connect(lambda _checked=False: self.rename())
        self._add_marks(menu, document)
        menu.addSeparator()
        if document.media.kind is DocumentKind.IMAGE and document.has_details:
            strip = menu.addAction(words.strip())
            strip.triggered.connect(lambda _checked=False: self.strip_asked.emit())
        outside = menu.addAction(words.open_outside())
        outside.triggered.connect(lambda _checked=False: self.outside_asked.emit())
        if document.removal is None:
            menu.addSeparator()
            reasons = menu.addMenu(words.remove())
            for reason in RemovalReason:
                action = reasons.addAction(words.reason(reason))
                action.triggered.connect(
                    lambda _checked=False, reason=reason: self.removed.emit(reason)
                )
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _add_marks(self, menu: QMenu, document: Document) -> None:
        tagging = document.tagging
        scan = replace(tagging, is_consent_scan=not tagging.is_consent_scan)
        private = replace(tagging, in_confidence=not tagging.in_confidence)
        if self._people is not None and self._people.is_shared:
            self._add_mark(menu, words.in_confidence(), tagging.in_confidence, private)
        self._add_mark(menu, words.consent_scan(), tagging.is_consent_scan, scan)

    def _add_mark(self, menu: QMenu, label: str, is_set: bool, otherwise: Tagging) -> None:
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setChecked(is_set)
        action.triggered.connect(lambda _checked=False: self.tagged.emit(otherwise))

    def _tag_about(self, about: About) -> None:
        if self._document is not None:
            self.tagged.emit(replace(self._document.tagging, about=about))
