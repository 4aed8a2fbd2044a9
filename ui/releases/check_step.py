"""The fourth step of the desk: what was checked on the finished file."""

import unicodedata
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.tokens import L, M, Token
from ui import names
from ui.releases.desk import DeskViewModel
from ui.releases.record_list import confidences, not_in_file
from ui.strings import hand_over as words
from ui.strings import left_out as left_out_words
from ui.theme.icons import paint as paint_icon
from ui.widgets.card import Card, Rule
from ui.widgets.paint import ICON
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Text

_LISTED = 12

_MOST_FINDINGS = 6


class Finding(NamedTuple):
    """What was found: its mark, what is so, and what that rests on."""

    icon: str
    ink: Token
    sentence: str
    below: str


class CheckStep(Card):
    """A line for each thing that was looked at, once the file is made."""

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(words.check(), parent=parent, flush=True)
        self._desk = desk
        self._progress = ProgressLine()
        self._lines = [_Line(first=at == 0) for at in range(_MOST_FINDINGS)]
        self.body.addWidget(self._progress)
        for line in self._lines:
            self.body.addWidget(line)
        desk.preview.changed.connect(self._render)
        desk.changed.connect(self._render)
        names.style.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        working = self._desk.preview.working
        self._progress.setVisible(working)
        self.aside.setText(words.checking() if working else "")
        found = findings(self._desk)
        for line, finding in zip_longest(self._lines, found):
            line.show_finding(finding)


class _Line(QWidget):
    """One finding, or nothing; the lines are kept, so that clearing them leaves no word behind."""

    def __init__(self, *, first: bool) -> None:
        super().__init__()
        self._sentence = Text("", "body-medium")
        self._below = Text("", "small", "ink-2")
        self._icon = _Sign()
        words_ = QVBoxLayout()
        words_.setSpacing(2)
        words_.addWidget(self._sentence)
        words_.addWidget(self._below)
        row = QHBoxLayout()
        row.setContentsMargins(L - 1, M - 1, L - 1, M - 1)
        row.setSpacing(M - 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words_, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not first:
            column.addWidget(Rule())
        column.addLayout(row)

    def show_finding(self, finding: Finding | None) -> None:
        """Show a finding, or nothing."""
        self.setVisible(finding is not None)
        self._sentence.setText(finding.sentence if finding is not None else "")
        self._below.setText(finding.below if finding is not None else "")
        if finding is not None:
            self._icon.show_sign(finding.icon, finding.ink)


class _Sign(QWidget):
    """The mark before a finding; silent, for the words beside it say what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = "info"
        self._ink: Token = "ink-2"
        self.setFixedSize(ICON, ICON)

    def show_sign(self, icon: str, ink: Token) -> None:
        """Show another mark."""
        self._icon, self._ink = icon, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark in its ink."""
        del event
        paint_icon(QPainter(self), self._icon, self._ink, self.rect())


def findings(desk: DeskViewModel) -> list[Finding]:
    """Say what holds for the file as it was made; nothing while there is none."""
    prepared = desk.preview.prepared
    if prepared is None:
        return []
    going = [one for one in desk.records if one.note_id in desk.chosen]
    staying = sum(not one.can_go for one in desk.records)
    unprintable = prepared.made.unprintable
    called = names.shown(prepared.desk.client.called)
    out = sum(confidences(one) for one in going)
    found: list[Finding] = [
        Finding("circle-check", "ok", words.all_signed(len(going)), words.hash_compared()),
        Finding("circle-check", "ok", words.alone(called), words.confidences_out(out)),
    ]
    if staying:
        found.append(Finding("info", "ink-2", words.staying(staying), words.staying_said()))
    never, missing = left_out_words.never_process_notes(), not_in_file(desk)
    found.append(Finding("info", "ink-2", missing or never, never if missing else ""))
    if unprintable:
        listed = words.illegible_named(_listed(unprintable))
        found.append(Finding("triangle-alert", "warn", words.illegible(len(unprintable)), listed))
    else:
        found.append(Finding("circle-check", "ok", words.all_legible(), words.fonts_inside()))
    found.append(
        Finding("file-text", "ink-2", words.length(desk.preview.count), words.looked_through())
    )
    return found


def _listed(characters: frozenset[str]) -> str:
    shown = sorted(characters)[:_LISTED]
    named = [unicodedata.name(one, f"U+{ord(one):04X}").lower() for one in shown]
    return ", ".join(named) + (" …" if len(characters) > _LISTED else "")
