"""The head of a client's file: the name, what it must heed, and what to do with it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import XL, L, S, Tone
from ui import names
from ui.strings import clients as words
from ui.strings import dates
from ui.strings import notes as note_words
from ui.widgets import paint
from ui.widgets.button import Button, IconButton, YieldingButton
from ui.widgets.pill import Pill
from ui.widgets.text import Line
from vault.clients import Client, ClientStatus, age_in_years, under_eighteen

_WIDEST_NOTE = 296


class ClientHead(QWidget):
    """Shows one client; the window's one primary button stands here, unless a tab has its own."""

    release_asked = Signal()
    note_asked = Signal()
    other_notes_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Line("", "title")
        self._facts = Line("", "small", "ink-2")
        # As high as a pill, or the tabs below would stand elsewhere for each client.
        self._facts.setMinimumHeight(paint.pill_size("").height())
        self._marks = QHBoxLayout()
        self._marks.setSpacing(S)
        self._marks.addWidget(self._facts)
        self._marks.addStretch(1)
        self._pills: list[Pill] = []
        release = Button(words.release(), icon="file-output")
        self.note = YieldingButton(note_words.new_note(), icon="plus")
        self.note.setMaximumWidth(_WIDEST_NOTE)
        self.others = IconButton("chevron-down", note_words.other_notes())
        self.stops: tuple[QWidget, ...] = (release, self.note, self.others)
        release.clicked.connect(self.release_asked)
        self.note.clicked.connect(self.note_asked)
        self.others.clicked.connect(self.other_notes_asked)
        names_column = QVBoxLayout()
        names_column.setSpacing(3)
        names_column.addWidget(self._name)
        names_column.addLayout(self._marks)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, L + 1, XL - 1, S)
        row.addLayout(names_column, 1)
        row.addWidget(release, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.others, 0, Qt.AlignmentFlag.AlignVCenter)
        row.setSpacing(S)
        self._client: Client | None = None
        self._today = date.min
        names.style.changed.connect(self._show_names)

    def show_client(self, client: Client, today: date) -> None:
        """Show a client."""
        self._client, self._today = client, today
        self._show_names()
        for pill in self._pills:
            self._marks.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._pills = [Pill(label, tone, icon=icon) for label, tone, icon in _marks(client, today)]
        for at, pill in enumerate(self._pills):
            self._marks.insertWidget(1 + at, pill)

    def show_unit(self, seen: str) -> None:
        """Say whom a new note is for, where a client is seen in several ways; else nothing."""
        label = note_words.new_note_for(seen) if seen else note_words.new_note()
        self.note.set_label(label)

    def _show_names(self) -> None:
        client = self._client
        if client is None:
            return
        details = client.details
        self._name.setText(names.with_case(client.called, client.case_number))
        born = details.birth_date
        age = age_in_years(born, self._today) if born else None
        full = "" if client.called == details.name else names.shown(details.name)
        self._facts.setText(words.facts(details.pronouns, age, dates.month(client.opened_on), full))


def _marks(client: Client, today: date) -> list[tuple[str, Tone, str]]:
    details = client.details
    marks: list[tuple[str, Tone, str]] = []
    if details.status is ClientStatus.CLOSED:
        marks.append((words.closed(), "neutral", "archive"))
    if under_eighteen(details.birth_date, details.flags, today):
        marks.append((words.minor(details.birth_date, today), "accent", "user"))
    if details.flags.legal_hold:
        marks.append((words.legal_hold(), "stop", "gavel"))
    return marks + [(flag, "warn", "shield-alert") for flag in words.flags(details.flags)]
