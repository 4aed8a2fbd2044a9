"""The line above a document: its title, whom it is about, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from resources.tokens import XL, M, S, Tone
from ui import names
from ui.documents.consent import ConsentDay
from ui.notes.tags import Mark, People
from ui.notes.third_person import ThirdPersonField
from ui.strings import dates
from ui.strings import document_moves as move_words
from ui.strings import documents as words
from ui.strings import editor as editor_words
from ui.strings import notes as note_words
from ui.widgets import paint
from ui.widgets.button import Button, IconButton
from ui.widgets.menus import pop_up
from ui.widgets.own_words import OwnField, OwnLine
from ui.widgets.text import Line
from vault.documents import Document, RemovalReason, Tagging
from vault.media import DocumentKind
from vault.passages import About
from vault.ports import Clock
from vault.units import Unit


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


class TitleField(OwnField):
    """Takes another title; Enter keeps it, Esc gives up."""

    kept = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(words.title_name())
        self.hide()
        self.editingFinished.connect(self.finish)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Take the title as it stands, where one is being typed, and go."""
        if not self.isHidden():
            self.hide()
            self.kept.emit(self.text())


class DocumentHead(QWidget):
    """Shows a document's title and tag, and says what is asked for.

    `renamed`, `tagged` and `move_asked` carry the document's number, for another one may be shown
    by the time that something is typed or chosen, with a title, a Tagging and a Unit; `removed`
    carries a RemovalReason.
    """

    renamed = Signal(object, str)
    tagged = Signal(object, object)
    move_asked = Signal(object, object)
    elsewhere_asked = Signal(object)
    removed = Signal(object)
    strip_asked = Signal()
    outside_asked = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._document: Document | None = None
        self._people: People | None = None
        self._units: tuple[Unit, ...] = ()
        self._known: list[str] = []
        self._asking: ThirdPersonField | None = None
        self._covered = False
        self._title = OwnLine("", "section")
        self._field = TitleField()
        self._tag = TagButton()
        self._facts = Line("", "small", "ink-2")
        self._consent = ConsentDay(clock)
        self._more = IconButton("ellipsis", words.more())
        self._tag.clicked.connect(self._ask_about_this)
        self._more.clicked.connect(self._open_more)
        self._consent.put.connect(self._on_signed)
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
        column.addWidget(self._consent)
        self.setFocusProxy(self._tag)
        names.style.changed.connect(self._show)

    def show_document(
        self,
        document: Document,
        people: People | None,
        units: tuple[Unit, ...] = (),
        known: list[str] | None = None,
    ) -> None:
        """Show a document; `units` are those that it can go to, `known` third persons' names."""
        if self._document is not None and self._document.id != document.id:
            self._end_typing()
            for menu in self.findChildren(QMenu):
                menu.close()
        self._covered = False
        self._document, self._people = document, people
        self._units, self._known = units, known or []
        self._show()

    def tag_by_key(self, digit: int) -> bool:
        """Say whom it is about by Alt and a digit; answers whether there is such a person."""
        document, people = self._document, self._people
        if document is None or people is None or not people.is_shared:
            return False
        about = people.at_key(digit)
        if about is not None:
            self._tag_about(document, about)
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
        """Keep what is being typed, and take off the person's name, which a button holds."""
        self._end_typing()
        self._covered = True
        self._tag.set_label("")

    def ask_about(
        self, people: People, then: Callable[[About], object], question: str = ""
    ) -> None:
        """Let somebody say whom a document is about, by a list and for others by name."""
        menu = self._menu()
        if question:
            menu.addAction(question).setEnabled(False)
            menu.addSeparator()
        for digit, (about, person) in enumerate(people.choices):
            key = f"\tAlt+{digit}" if digit <= 9 and not question else ""
            action = menu.addAction(person.replace("&", "&&") + key)
            action.triggered.connect(lambda _checked=False, about=about: then(about))
        menu.addSeparator()
        other = menu.addAction(editor_words.third_person())
        other.triggered.connect(lambda _checked=False: self._ask_for_name(then))
        below = self._tag if self._tag.isVisible() else self._more
        pop_up(menu, below)

    def _ask_for_name(self, then: Callable[[About], object]) -> None:
        self._end_asking()
        name = self._document.about.third_person if self._document is not None else ""
        tag = self._tag.geometry() if self._tag.isVisible() else self._title.geometry()
        field = ThirdPersonField(name, self._known, tag, self)
        field.ensurePolished()
        tall = field.sizeHint().height()
        left = min(tag.left(), self.width() - field.width())
        field.setGeometry(left, tag.center().y() - tall // 2, field.width(), tall)
        field.named.connect(lambda called: then(About.somebody_else(called)))
        field.ended.connect(self._on_asked)
        self._asking = field
        field.show()
        field.setFocus()

    def _end_typing(self) -> None:
        self._field.finish()
        self._consent.finish()
        self._end_asking()

    def _end_asking(self) -> None:
        """Keep the name that is being typed, and leave no word of it."""
        field = self._asking
        if field is not None:
            field.keep()
            field.clear()

    def _on_asked(self) -> None:
        self._asking = None

    def _show(self) -> None:
        document, people = self._document, self._people
        if document is None or self._covered:
            return
        self._show_title()
        if people is not None:
            self._tag.show_mark(people.mark(document.about))
            # Where there is one person, the pill says only what isn't so anyway.
            self._tag.setVisible(people.is_shared or document.about != people.default())
        else:
            self._tag.hide()
        self._facts.setText(" · ".join(self._parts(document)))
        self._consent.setVisible(document.tagging.is_consent_scan)
        self._consent.show_day(document.tagging.consent_signed_on)

    def _parts(self, document: Document) -> list[str]:
        parts = [words.kind_name(document.media.kind, document.media.ending)]
        if document.pages:
            parts.append(words.pages(document.pages))
        parts.append(words.size(document.size))
        parts.append(words.added_on(dates.dated(self._day(document.added_at_utc))))
        if document.tagging.in_confidence:
            parts.append(words.in_confidence())
        if document.stripped_at_utc is not None:
            parts.append(words.stripped(dates.dated(self._day(document.stripped_at_utc))))
        if document.is_left_alone:
            parts.append(words.not_looked_into())
        return parts

    def _day(self, at_utc: datetime) -> date:
        return self._clock.local(at_utc).date()

    def _show_title(self) -> None:
        document = self._document
        if document is not None and self._field.isHidden():
            self._title.setText(document.title or words.untitled())
            self._title.show()

    def _on_title(self, title: str) -> None:
        document = self._document
        if document is not None and title.strip() and title.strip() != document.title:
            self._title.setText(title.strip())
            self.renamed.emit(document.id, title)
            self._title.show()
        else:
            self._show_title()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _ask_about_this(self) -> None:
        document = self._document
        if self._people is not None and document is not None:
            self.ask_about(self._people, lambda about: self._tag_about(document, about))

    def _open_more(self) -> None:
        document = self._document
        if document is None:
            return
        menu = self._menu()
        menu.addAction(words.rename()).triggered.connect(lambda _checked=False: self.rename())
        if self._people is not None:
            whom = menu.addAction(words.whom())
            whom.triggered.connect(lambda _checked=False: self._ask_about_this())
        self._add_marks(menu, document)
        self._add_places(menu.addMenu(move_words.move_to()), document)
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
        pop_up(menu, self._more)

    def _add_places(self, menu: QMenu, document: Document) -> None:
        for unit in self._units:
            action = menu.addAction(note_words.for_whom(unit).replace("&", "&&"))
            action.triggered.connect(
                lambda _checked=False, unit=unit: self.move_asked.emit(document.id, unit)
            )
        elsewhere = menu.addAction(move_words.elsewhere())
        elsewhere.triggered.connect(lambda _checked=False: self.elsewhere_asked.emit(document))

    def _add_marks(self, menu: QMenu, document: Document) -> None:
        tagging = document.tagging
        scan = replace(tagging, is_consent_scan=not tagging.is_consent_scan)
        private = replace(tagging, in_confidence=not tagging.in_confidence)

        def add(label: str, is_set: bool, otherwise: Tagging) -> None:
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(is_set)
            action.triggered.connect(
                lambda _checked=False: self.tagged.emit(document.id, otherwise)
            )

        shared = self._people is not None and self._people.is_shared
        if shared or tagging.in_confidence:
            add(words.in_confidence(), tagging.in_confidence, private)
        add(words.consent_scan(), tagging.is_consent_scan, scan)

    def _on_signed(self, on: date | None) -> None:
        if self._document is not None:
            signed = replace(self._document.tagging, consent_signed_on=on)
            self.tagged.emit(self._document.id, signed)

    def _tag_about(self, document: Document, about: About) -> None:
        self.tagged.emit(document.id, replace(document.tagging, about=about))
