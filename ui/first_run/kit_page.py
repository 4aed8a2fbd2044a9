"""The recovery kit on the screen: its page beside the fields, printed, saved, and typed back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit

from resources.tokens import M, S
from ui.first_run.pages import Page, Problems, say, typed
from ui.first_run.view_model import PREVIEW_WIDTH, FirstRunViewModel
from ui.strings import first_run as words
from ui.widgets.button import Button
from ui.widgets.form import FieldRow, ProblemLine
from ui.widgets.text import Line, Text
from vault.first_run_steps import KitKept
from vault.printed import PageImage

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SHOWN_WIDTH = 340
_PAGE_RATIO = 11 / 8.5


class KitPage(Page):
    """Print, save, then two groups typed back."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(model)
        self._print = Button(words.print_kit(), icon="printer")
        self._save = Button(words.save_kit(), icon="download")
        self._kept = Line("", "small", "ok", icon="circle-check")
        self._not_kept = ProblemLine()
        self._groups: dict[int, FieldRow] = {}
        self._printer: QPrinter | None = None
        self._lay_out()
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        model.busy.connect(self._on_busy)
        model.kit_drawn.connect(self._on_drawn)
        model.kit_kept.connect(self._on_kept)
        model.page_ready.connect(self._on_page)
        self._on_kept()
        self._offer(ready=model.kit_image is not None)

    def rows(self) -> dict[str, FieldRow]:
        """The two groups."""
        return {f"group:{group}": row for group, row in self._groups.items()}

    def begin(self) -> None:
        """Start at the printer, or at the groups where the kit was kept before."""
        if self.model.first_run.kit.kept:
            super().begin()
        else:
            self._print.setFocus()

    def show_problems(self, problems: Problems) -> None:
        """Point at the buttons where the kit wasn't kept, else at the groups."""
        sentence = next((said for one, said in problems if one.field == "kit"), "")
        self._not_kept.show_sentence(sentence)
        super().show_problems(problems)
        if sentence:
            self._print.setFocus()

    def forget(self) -> None:
        """Empty both groups."""
        for row in self._groups.values():
            if isinstance(row.field, QLineEdit):
                row.field.setText("")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self._print)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        for group in self.model.first_run.kit.asked:
            field = QLineEdit(self.model.first_run.kit.typed(group))
            field.setMaxLength(16)
            row = FieldRow(words.group(group), field)
            field.textEdited.connect(lambda _, number=group: self._on_group(number))
            field.returnPressed.connect(self.submitted)
            self._groups[group] = row
        self.column.setSpacing(M)
        self.column.addLayout(buttons)
        self.column.addWidget(self._kept)
        self.column.addWidget(self._not_kept)
        self.column.addWidget(Text(words.kit_warning(), "small", "ink-2"))
        self.column.addSpacing(S)
        self.column.addWidget(Text(words.type_back(), "body-medium"))
        self.add_pair(*self._groups.values())

    def _offer(self, *, ready: bool) -> None:
        self._print.setEnabled(ready)
        self._save.setEnabled(ready)

    def _on_busy(self, busy: bool) -> None:
        self._offer(ready=not busy and self.model.kit_image is not None)

    def _on_drawn(self) -> None:
        self._offer(ready=True)
        if self.isVisible():
            self.begin()

    def _on_group(self, group: int) -> None:
        row = self._groups[group]
        if isinstance(row.field, QLineEdit):
            self.model.first_run.kit.type_group(group, typed(row.field))
        say(row, "")

    def _on_kept(self) -> None:
        kept = self.model.first_run.kit.kept
        self._kept.setText(" ".join(words.kit_kept(how) for how in KitKept if how in kept))
        self._kept.setVisible(bool(kept))
        if kept:
            self._not_kept.show_sentence("")

    def _on_save(self) -> None:
        dialog = QFileDialog(self, words.save_kit(), str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words.pdf_files())
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(words.kit_file_name())
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self.model.save_kit(Path(path))

    def _on_print(self) -> None:
        # Loads the printing system, which asks the network for printers on some computers.
        from PySide6.QtPrintSupport import (  # noqa: PLC0415
            QAbstractPrintDialog,
            QPrintDialog,
            QPrinter,
            QPrinterInfo,
        )

        if not QPrinterInfo.availablePrinterNames():
            self.model.failed.emit(words.no_printer_there())
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # The spooler shows and keeps the name of a job.
        self._printer.setDocName("Casekeep")
        self._printer.setFullPage(True)
        dialog = QPrintDialog(self._printer, self)
        # A file would keep the key in clear, in the home folder, and count as paper.
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
        dialog.accepted.connect(self._on_printer)
        dialog.finished.connect(dialog.deleteLater)
        # QPrintDialog hides QDialog.open() behind another one.
        dialog.setModal(True)
        dialog.show()

    def _on_printer(self) -> None:
        printer = self._printer
        if printer is None:
            return
        # Qt makes a PDF also where there is no printer to be found any more.
        is_native = printer.outputFormat() is printer.OutputFormat.NativeFormat
        if printer.outputFileName() or not is_native:
            self._printer = None
            self.model.failed.emit(words.not_to_a_file())
        else:
            self.model.draw_page()

    def _on_page(self, image: PageImage) -> None:
        printer, self._printer = self._printer, None
        if printer is None:
            return
        painter = QPainter()
        if not painter.begin(printer):
            self.model.failed.emit(words.no_printer())
            return
        drawn = as_image(image)
        fitting = drawn.size().scaled(painter.viewport().size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(QPoint(0, 0), fitting), drawn)
        if painter.end():
            self.model.kept(KitKept.PRINTED)
        else:
            self.model.failed.emit(words.no_printer())


class KitPreview(QLabel):
    """The kit's page, small, to be recognized rather than read."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__()
        self.setAccessibleName(words.kit_preview())
        self.setFixedSize(QSize(_SHOWN_WIDTH, round(_SHOWN_WIDTH * _PAGE_RATIO)))
        model.kit_drawn.connect(self._on_drawn)
        if model.kit_image is not None:
            self._on_drawn(model.kit_image)

    def forget(self) -> None:
        """Take the page off the screen."""
        self.setPixmap(QPixmap())

    def _on_drawn(self, image: PageImage) -> None:
        pixmap = QPixmap.fromImage(as_image(image))
        pixmap.setDevicePixelRatio(PREVIEW_WIDTH / _SHOWN_WIDTH)
        self.setPixmap(pixmap)


def as_image(page: PageImage) -> QImage:
    """Give a drawn page as Qt's image, which owns its pixels."""
    drawn = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return drawn.copy()
