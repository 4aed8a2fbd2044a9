"""The last step of the desk, and the receipt after it."""

from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, L, M, S
from ui import names
from ui.releases.desk import DeskViewModel
from ui.releases.hand_over import Receipt
from ui.strings import dates
from ui.strings import hand_over as words
from ui.widgets.button import Button
from ui.widgets.card import Card, Rule
from ui.widgets.focus import hand_focus_on
from ui.widgets.form import ProblemLine
from ui.widgets.own_words import OwnText
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text

_FINGERPRINT_START = 16


class HandOverStep(Card):
    """The password, the place, and what leaves."""

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(words.act(), parent=parent, flush=True)
        self._desk = desk
        self._progress = ProgressLine()
        self._words = Text("", "title-large", "accent")
        self._renewed = Text(words.renewed(), "small-strong", "warn")
        self._tell = Text("", "small", "ink-2")
        self._others = Button(words.other_words(), "link", icon="refresh-cw")
        self._others.clicked.connect(desk.hand_over.new_password)
        self._place = OwnText(words.nowhere_yet(), "body")
        self._choose = Button(words.choose_place(), icon="folder-open")
        self._choose.clicked.connect(self._open_dialog)
        self._problem = ProblemLine()
        self._leaves = Text("")
        self.body.addWidget(self._progress)
        self._add_part(
            words.six_words(), self._words, self._renewed, self._tell, aside=self._others
        )
        self.body.addWidget(Rule())
        self._add_part(words.where_to(), self._place, self._problem, aside=self._choose)
        self.body.addWidget(Rule())
        self._add_part(words.what_leaves(), self._leaves)
        hand_focus_on(self, self._choose)
        desk.hand_over.changed.connect(self._render)
        desk.changed.connect(self._render)
        names.style.changed.connect(self._render)
        desk.preview.changed.connect(self._render)
        self._render()

    def show_problem(self, sentence: str) -> None:
        """Say beside the place what went wrong."""
        self._problem.show_sentence(sentence)

    def _add_part(self, title: str, *parts: QWidget, aside: QWidget | None = None) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(L - 1, M + 2, L - 1, M + 2)
        column.setSpacing(S - 1)
        head = QHBoxLayout()
        head.setSpacing(L)
        head.addWidget(Line(title, "small-strong", "ink-2"), 1)
        if aside is not None:
            head.addWidget(aside)
        column.addLayout(head)
        for part in parts:
            column.addWidget(part)
        self.body.addLayout(column)

    def _render(self) -> None:
        act, desk = self._desk.hand_over, self._desk.desk
        prepared = self._desk.preview.prepared
        self._progress.setVisible(act.busy or self._desk.preview.working)
        self._words.setText(act.password)
        self._renewed.setVisible(act.renewed and bool(act.password))
        self._tell.setText(words.tell_separately(names.first(desk.client.called)) if desk else "")
        for button in (self._others, self._choose):
            button.setEnabled(not act.busy)
        place = str(act.destination) if act.destination is not None else words.nowhere_yet()
        self._place.setText(place)
        self._place.set_ink("ink" if act.destination is not None else "ink-2")
        self._choose.set_label(words.other_place() if act.destination else words.choose_place())
        count = self._desk.preview.count
        going = len(prepared.desk.chosen) if prepared is not None else 0
        self._leaves.setText(words.sealed_summary(going, count) if prepared else words.checking())

    def _open_dialog(self) -> None:
        """Ask for a place. Nothing keeps the dialog: whoever hides the vault may delete it."""
        start = _start_folder(self._desk.hand_over.vault_folder)
        dialog = QFileDialog(self, words.dialog_title(), str(start))
        dialog.setObjectName("destination")
        dialog.setOptions(
            QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.DontConfirmOverwrite
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words.dialog_filter())
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._desk.proposed_name)
        dialog.fileSelected.connect(lambda chosen: self._desk.hand_over.choose(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class ReceiptView(Card):
    """What was handed over, and what to do now; `record_asked` and `left` leave it."""

    record_asked = Signal()
    left = Signal()

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(words.handed_over(), parent=parent, flush=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        own = (OwnText(""), OwnText(""))
        self._values = [*own, Text(""), Text(""), Text("", "body-strong", "accent")]
        labels = (words.file, words.folder, words.size, words.fingerprint, words.words_label)
        facts = QGridLayout()
        facts.setContentsMargins(L - 1, M + 2, L - 1, M + 2)
        facts.setHorizontalSpacing(XL)
        facts.setVerticalSpacing(S - 1)
        facts.setColumnStretch(1, 1)
        for at, (label, value) in enumerate(zip(labels, self._values, strict=True)):
            facts.addWidget(Line(label(), "small-strong", "ink-2"), at, 0)
            facts.addWidget(value, at, 1)
        self._steps = [Text("") for _ in words.to_do("")]
        to_do = QVBoxLayout()
        to_do.setContentsMargins(L - 1, M + 2, L - 1, M + 2)
        to_do.setSpacing(S)
        to_do.addWidget(Line(words.what_now(), "small-strong", "ink-2"))
        for step in self._steps:
            to_do.addWidget(step)
        see = Button(words.see_record(), "link", icon="arrow-right")
        see.clicked.connect(self.record_asked)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(see)
        row.addStretch(1)
        to_do.addLayout(row)
        self.body.addLayout(facts)
        self.body.addWidget(Rule())
        self.body.addLayout(to_do)
        desk.hand_over.changed.connect(self._render)
        desk.changed.connect(self._render)
        names.style.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        desk, receipt = self._desk.desk, self._desk.hand_over.receipt
        shown = receipt is not None and desk is not None
        facts = _facts(receipt, self._desk.hand_over.password) if receipt and shown else [""] * 5
        for value, fact in zip(self._values, facts, strict=True):
            value.setText(fact)
        steps = words.to_do(names.first(desk.client.called)) if desk is not None else [""] * 3
        for number, (text, step) in enumerate(zip(self._steps, steps, strict=True), 1):
            text.setText(f"{number}.  {step}" if step else "")
        today = self._desk.today
        self.aside.setText(dates.when(receipt.at, today) if receipt and shown else "")


def _facts(receipt: Receipt, password: str) -> list[str]:
    handed = receipt.handed
    size = QLocale().formattedDataSize(handed.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return [
        receipt.destination.name,
        str(receipt.destination.parent),
        words.size_and_pages(size, handed.pages),
        f"{handed.sha256[:_FINGERPRINT_START]}…",
        password,
    ]


def _start_folder(vault_folder: Path) -> Path:
    """Where the dialog starts: among the documents, unless the vault lies there."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    documents = Path(found)
    inside = documents.is_relative_to(vault_folder)
    return documents if documents.is_dir() and not inside else Path.home()
