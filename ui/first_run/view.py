"""The first run on the screen: one question at a time, in the unlock window's column."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import XL, XS, XXL, L, M, S
from ui.first_run.closing_question import ClosingQuestion
from ui.first_run.kit_page import KitPage, KitPreview
from ui.first_run.pages import Page, PassphrasePage, PlacePage, Problems
from ui.first_run.profile_pages import IdlePage, ProfilePage
from ui.first_run.view_model import FirstRunViewModel, said
from ui.strings import cover as cover_words
from ui.strings import first_run as words
from ui.theme import colour
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.focus import stops_in
from ui.widgets.form import ProblemLine
from ui.widgets.mark import Mark
from ui.widgets.progress_line import ProgressLine
from ui.widgets.text import Line, Text
from vault.first_run import ORDER, Step

_WIDTH = 400
# From this height on every step has room for the mark.
_ROOMY = 780
_DOT = 6
_PRESENT_DOT = 18


class Stand(NamedTuple):
    """Where the keys go: the step, which of the page's stops, and before which letter."""

    step: Step
    stop: int
    letter: int


class FirstRunView(QWidget):
    """The wizard's window, which can be made anew at any step: all that it shows is the model's."""

    sample_requested = Signal()
    vault_requested = Signal()
    closing_confirmed = Signal()

    def __init__(self, model: FirstRunViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pages: dict[Step, Page] = {
            Step.PLACE: PlacePage(model),
            Step.PASSPHRASE: PassphrasePage(model),
            Step.KIT: KitPage(model),
            Step.PROFILE: ProfilePage(model),
            Step.IDLE: IdlePage(model),
        }
        self._mark = Mark("archive", "accent", 40)
        self._head = QHBoxLayout()
        self._dots = StepDots()
        self._step = Line("", "small", "ink-2")
        self._title = Text("", "title-large")
        self._lead = Text("", ink="ink-2")
        self._problem = ProblemLine()
        self._go_on = Button(words.go_on(), "primary", large=True)
        self._progress = ProgressLine()
        self._waiting = Line(words.progress(), "small", "ink-2")
        self._back = Button(words.back(), "link-quiet", icon="arrow-left")
        self._samples = Button(words.look_around(), "link-quiet")
        self._have_one = Button(words.have_one(), "link-quiet", icon="folder-open")
        self._foot = Text(words.not_advice(), "small", "ink-2")
        self._covers = Text("", "small", "ink-2")
        self._preview = KitPreview(model)
        self._lay_out()
        self._closing = ClosingQuestion(self)
        self._listen()
        self._show_step()
        self._progress.setVisible(model.is_preparing or model.first_run.step is Step.MAKING)
        if failure := model.first_run.failure:
            self._on_failed(said(failure))

    @property
    def model(self) -> FirstRunViewModel:
        """What the wizard knows, without its window."""
        return self._model

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and self._back.isVisible():
            self._model.go_back()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the mark give way to what is asked where the window is low."""
        super().resizeEvent(event)
        has_room = event.size().height() >= _ROOMY
        self._mark.setVisible(has_room)
        self._head.setContentsMargins(0, XL if has_room else 0, 0, 0)

    def focus_field(self) -> None:
        """Put the cursor where the present step begins."""
        if page := self._pages.get(self._model.first_run.step):
            page.begin()

    def ask_before_closing(self) -> None:
        """Ask whether to close although there is no vault yet."""
        self._closing.open()

    def stand(self) -> Stand | None:
        """Say where the keys go, for the view that is made anew; None where they go nowhere."""
        stops, now = stops_in(self), self.focusWidget()
        if now not in stops:
            return None
        letter = now.cursorPosition() if isinstance(now, QLineEdit) else 0
        return Stand(self._model.first_run.step, stops.index(now), letter)

    def stand_at(self, stand: Stand | None) -> None:
        """Let the keys go where they went; where that is gone, to where the step begins."""
        self.focus_field()
        if stand is None or stand.step is not self._model.first_run.step:
            return
        stop = stops_in(self)[stand.stop]
        if stop.isVisibleTo(self) and stop.isEnabled():
            stop.setFocus()
            if isinstance(stop, QLineEdit):
                stop.setCursorPosition(stand.letter)

    def forget(self) -> None:
        """Empty every field and take the kit's page off the screen, before the view is deleted."""
        for page in self._pages.values():
            page.forget()
        self._preview.forget()

    def show_busy(self) -> None:
        """Take no more answers: something is made, or another vault is on its way."""
        self._progress.show()
        self.setEnabled(False)

    def show_failed(self, sentence: str) -> None:
        """Take answers again, and say what went wrong."""
        self._progress.hide()
        self.setEnabled(True)
        self._on_failed(sentence)

    def _listen(self) -> None:
        model = self._model
        model.step_changed.connect(self._show_step)
        model.problems.connect(self._on_problems)
        model.failed.connect(self._on_failed)
        model.busy.connect(self._progress.setVisible)
        model.minutes_chosen.connect(self._say_when_it_covers)
        model.made.connect(self.forget)
        self._go_on.clicked.connect(model.go_on)
        self._back.clicked.connect(model.go_back)
        self._samples.clicked.connect(self.sample_requested)
        self._have_one.clicked.connect(self.vault_requested)
        self._closing.confirmed.connect(self.closing_confirmed)
        for page in self._pages.values():
            page.submitted.connect(model.go_on)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        self._head.setSpacing(S + XS)
        self._head.addWidget(self._dots)
        self._head.addWidget(self._step, 1)
        column.addWidget(self._mark)
        column.addLayout(self._head)
        column.addSpacing(S + XS)
        column.addWidget(self._title)
        column.addSpacing(S)
        column.addWidget(self._lead)
        column.addSpacing(XL)
        for page in self._pages.values():
            column.addWidget(page)
        for widget, gap in (
            (self._problem, S),
            (self._go_on, L),
            (self._progress, S),
            (self._waiting, S),
        ):
            column.addSpacing(gap)
            column.addWidget(widget)
        links = QHBoxLayout()
        links.addWidget(self._back)
        links.addWidget(self._have_one)
        links.addStretch(1)
        links.addWidget(self._samples)
        column.addSpacing(XS)
        column.addLayout(links)
        self._foot.setContentsMargins(0, XL, 0, 0)
        column.addWidget(self._foot)
        for fixed in (self._title, self._lead, self._foot, *self._pages.values()):
            fixed.setFixedWidth(_WIDTH)
        _keep_place(self._progress)
        self._progress.hide()
        self._fill(column)

    def _fill(self, column: QVBoxLayout) -> None:
        """Center the column, with the kit's page beside it; scroll where the window is small."""
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(XL, L, XL, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addLayout(middle)
        self._gap = QWidget()
        self._gap.setFixedWidth(2 * XXL)
        row.addWidget(self._gap)
        row.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)
        scroll.setWidget(sheet)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll, 1)
        self._covers.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._covers.setContentsMargins(XL, S, XL, M)
        page.addWidget(self._covers)

    def _show_step(self) -> None:
        step = self._model.first_run.step
        if step not in {*ORDER, Step.MAKING}:
            return
        making = step is Step.MAKING
        number = len(ORDER) if making else ORDER.index(step) + 1
        self._dots.show_number(number)
        self._step.setText("" if making else words.step_of(number, len(ORDER)))
        self._title.setText(words.title(step))
        self._lead.setText(words.lead(step))
        self._problem.show_sentence("")
        for one, page in self._pages.items():
            page.setVisible(one is step)
        self._preview.setVisible(step is Step.KIT)
        self._gap.setVisible(step is Step.KIT)
        self._go_on.setVisible(not making)
        last = step is ORDER[-1]
        self._go_on.set_label(words.make_vault() if last else words.go_on())
        self._waiting.setVisible(making)
        if step is not Step.KIT:
            self._progress.setVisible(making)
        self._back.setVisible(step in ORDER[1:])
        self._samples.setVisible(step is Step.PLACE)
        self._have_one.setVisible(step is Step.PLACE)
        self._foot.setVisible(step is Step.PLACE)
        self._say_when_it_covers()
        announce(self, words.title(step))
        self.focus_field()

    def _say_when_it_covers(self) -> None:
        run = self._model.first_run
        said = cover_words.first_run_covers
        if run.has_passphrase:
            said = cover_words.first_run_covers_and_asks
        elif run.step is Step.PASSPHRASE:
            said = cover_words.first_run_covers_and_forgets
        self._covers.setText(said(run.idle_minutes))

    def _on_problems(self, problems: Problems) -> None:
        self._problem.show_sentence("")
        if page := self._pages.get(self._model.first_run.step):
            page.show_problems(problems)

    def _on_failed(self, sentence: str) -> None:
        self._problem.show_sentence(sentence)
        announce(self, sentence)


class StepDots(QWidget):
    """Where the wizard stands, as dots: those behind filled, the present one long.

    The line beside it says the same in words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_number(self, number: int) -> None:
        """Show which step it is, counted from 1."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the dots of every step."""
        return QSize(_PRESENT_DOT + (len(ORDER) - 1) * (_DOT + XS), _DOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dots, in reading order."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0.0
        for number in range(1, len(ORDER) + 1):
            length = _PRESENT_DOT if number == self._number else _DOT
            painter.setBrush(colour("accent" if number <= self._number else "line"))
            x = self.width() - left - length if mirrored else left
            painter.drawRoundedRect(QRectF(x, 0, length, _DOT), _DOT / 2, _DOT / 2)
            left += length + XS


def _keep_place(widget: QWidget) -> None:
    """Let a widget keep its room while it is hidden, so that nothing jumps when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
