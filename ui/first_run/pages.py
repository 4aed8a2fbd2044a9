"""What stands between title and button on the first two steps: the folder and the passphrase."""

import unicodedata

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources.tokens import L, M, S
from ui.first_run.view_model import FirstRunViewModel
from ui.strings import first_run as words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import CheckBox
from ui.widgets.form import FieldRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text
from vault.first_run_steps import Obstacle
from vault.passphrases import FLOOR_BITS

Problems = tuple[tuple[Obstacle, str], ...]


class Page(QWidget):
    """The fields of one step; `submitted` when Enter is pressed in the last one."""

    submitted = Signal()

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__()
        self.model = model
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(L)

    def add_pair(self, first: FieldRow, second: FieldRow) -> None:
        """Append two short fields side by side, level with each other whatever stands below."""
        line = QHBoxLayout()
        line.setSpacing(L)
        line.addWidget(first, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(second, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)

    def rows(self) -> dict[str, FieldRow]:
        """The rows that can be wrong, by the names that obstacles give them."""
        raise NotImplementedError

    def show_problems(self, problems: Problems) -> None:
        """Put each sentence beside its field and the cursor into the first such field."""
        sentences = {_key(obstacle): sentence for obstacle, sentence in problems}
        for name, row in self.rows().items():
            say(row, sentences.get(name, ""))
        for name, row in self.rows().items():
            if sentences.get(name):
                row.field.setFocus()
                return

    def begin(self) -> None:
        """Put the cursor where the step begins."""
        next(iter(self.rows().values())).field.setFocus()

    def forget(self) -> None:
        """Empty what is secret."""


class PlacePage(Page):
    """Which folder; a warning where a service copies it elsewhere."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(model)
        self._folder = QLineEdit(str(model.first_run.place.folder))
        self._row = FieldRow(words.folder(), self._folder, words.folder_hint())
        self._choose = Button(words.choose_folder(), icon="folder-open")
        self._warning = Banner("", "warn")
        self._accept = CheckBox(words.keep_it_there())
        beside = QHBoxLayout()
        beside.addWidget(self._choose)
        beside.addStretch(1)
        self.column.addWidget(self._row)
        self.column.addLayout(beside)
        self.column.addWidget(self._warning)
        self.column.addWidget(self._accept)
        self._folder.editingFinished.connect(self._on_edited)
        self._folder.returnPressed.connect(self.submitted)
        self._choose.clicked.connect(self._on_choose)
        self._accept.toggled.connect(lambda on: model.accept_synced(accepted=on))
        model.place_known.connect(self._refresh)
        self._refresh()

    def rows(self) -> dict[str, FieldRow]:
        """The folder."""
        return {"folder": self._row}

    def _on_edited(self) -> None:
        self._take(self._folder.text())

    def _take(self, folder: str) -> None:
        self.model.choose_folder(folder)
        say(self._row, "")
        self._refresh()

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, words.folder(), str(self.model.first_run.place.folder.parent))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, folder: str) -> None:
        self._folder.setText(folder)
        self._take(folder)

    def _refresh(self) -> None:
        report = self.model.first_run.place.report
        synced_by = report.synced_by if report else ""
        if synced_by:
            self._warning.show_message(words.synced(synced_by), "warn")
        self._warning.setVisible(bool(synced_by))
        self._accept.setVisible(bool(synced_by))
        with QSignalBlocker(self._accept):
            self._accept.setChecked(self.model.first_run.place.synced_accepted)


class PassphrasePage(Page):
    """Six words on a card, or two fields and a meter."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(model)
        self._card = Card(words.your_six_words())
        self._offered = Text("", "section")
        self._forgotten = Text(words.words_forgotten(), "small-strong", "warn")
        self._draw = Button(words.other_words(), "link", icon="refresh-cw")
        self._own = PassphraseField(words.own_passphrase())
        self._own_row = FieldRow(words.own_passphrase(), self._own)
        self._meter = ProgressLine()
        self._strength = Line("", "small", "ink-2")
        self._strength_box = QWidget()
        self._again = PassphraseField(words.type_them())
        self._again_row = FieldRow(words.type_them(), self._again)
        self._own_again = PassphraseField(words.once_more())
        self._own_again_row = FieldRow(words.once_more(), self._own_again)
        self._other_way = Button("", "link-quiet")
        self._lay_out()
        self._draw.clicked.connect(model.draw_words)
        self._other_way.clicked.connect(self._on_other_way)
        self._own.edited.connect(self._on_own)
        for field in (self._again, self._own_again):
            field.edited.connect(self._on_again)
            field.submitted.connect(self.submitted)
        self._own.submitted.connect(self._own_again.setFocus)
        model.words_drawn.connect(self._on_words)
        model.strength_known.connect(self._on_strength)
        self._fill()
        self._refresh()

    def rows(self) -> dict[str, FieldRow]:
        """The fields of the way that was chosen."""
        if self.model.first_run.passphrase.uses_own:
            return {"own": self._own_row, "again": self._own_again_row}
        return {"again": self._again_row}

    def forget(self) -> None:
        """Empty every field, and take the six words off the card."""
        for field in (self._own, self._again, self._own_again):
            field.forget()
        self._offered.setText("")

    def _lay_out(self) -> None:
        self._card.head.addWidget(self._draw)
        self._card.body.addWidget(self._offered)
        self._card.body.addWidget(self._forgotten)
        box = QVBoxLayout(self._strength_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S)
        box.addWidget(self._meter)
        box.addWidget(self._strength)
        self._meter.setRange(0, round(FLOOR_BITS))
        self._meter.setAccessibleName(words.strength_name())
        way = QHBoxLayout()
        way.addWidget(self._other_way)
        way.addStretch(1)
        self.column.setSpacing(M)
        for widget in (
            self._card,
            self._again_row,
            self._own_row,
            self._strength_box,
            self._own_again_row,
            Text(words.no_reset(), "small", "ink-2"),
        ):
            self.column.addWidget(widget)
        self.column.addLayout(way)

    def _fill(self) -> None:
        """Show what was drawn and typed before; a page is made anew each time the cover goes."""
        step = self.model.first_run.passphrase
        self._show_words()
        self._own.line.setText(step.own)
        (self._own_again if step.uses_own else self._again).line.setText(step.again)
        if step.judgement is not None:
            self._on_strength()

    def _show_words(self) -> None:
        self._offered.setText(self.model.first_run.passphrase.offered)
        self._forgotten.setVisible(self.model.words_forgotten)

    def _on_words(self) -> None:
        self._show_words()
        self._again.forget()
        say(self._again_row, "")

    def _on_own(self) -> None:
        self.model.type_own(typed(self._own.line))
        say(self._own_row, "")

    def _on_again(self) -> None:
        own = self.model.first_run.passphrase.uses_own
        field, row = (
            (self._own_again, self._own_again_row) if own else (self._again, self._again_row)
        )
        self.model.first_run.passphrase.type_again(typed(field.line))
        say(row, "")

    def _on_strength(self) -> None:
        judgement = self.model.first_run.passphrase.judgement
        bits = int(judgement.bits) if judgement else 0
        self._meter.setValue(min(bits, round(FLOOR_BITS)))
        empty = self._own.is_empty()
        self._strength.setText("" if empty else words.strength(bits, round(FLOOR_BITS)))
        self._strength.set_ink("ok" if bits >= FLOOR_BITS else "ink-2")

    def _on_other_way(self) -> None:
        self.model.use_own(own=not self.model.first_run.passphrase.uses_own)
        for field in (self._again, self._own_again):
            field.forget()
        self._refresh()
        self.begin()

    def _refresh(self) -> None:
        own = self.model.first_run.passphrase.uses_own
        for widget in (self._own_row, self._strength_box, self._own_again_row):
            widget.setVisible(own)
        for widget in (self._card, self._again_row):
            widget.setVisible(not own)
        self._other_way.set_label(words.use_six_words() if own else words.use_my_own())


def say(row: FieldRow, sentence: str) -> None:
    """Say beside a field what to mend; an empty sentence takes it back."""
    row.set_problem(sentence)
    if isinstance(row.field, PassphraseField):
        row.field.set_problem(sentence)


def typed(line: QLineEdit) -> bytearray:
    """Give what stands in a field, NFC in UTF-8, for the receiver to wipe."""
    return bytearray(unicodedata.normalize("NFC", line.text()).encode("utf-8", "replace"))


def _key(obstacle: Obstacle) -> str:
    return f"{obstacle.field}:{obstacle.group}" if obstacle.group else obstacle.field
