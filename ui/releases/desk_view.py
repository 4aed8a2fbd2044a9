"""The desk: the steps, what the present one shows, and the file as it would leave."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import TONES, XL, L, M, S
from ui import names
from ui.notes.foot import ActButton
from ui.releases.check_step import CheckStep
from ui.releases.desk import DeskViewModel, Stage
from ui.releases.destination import Refusal
from ui.releases.hand_over_step import HandOverStep, ReceiptView
from ui.releases.preview_view import PreviewView
from ui.releases.record_list import RecordList, rule_words
from ui.releases.stepper import Stepper, StepState
from ui.releases.steps import AuthorityStep, WhoStep
from ui.strings import dates
from ui.strings import hand_over as step_words
from ui.strings import releases as words
from ui.strings import requests as request_words
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.focus import follow_the_eye, hand_focus_on, stops_in
from ui.widgets.late_stack import LateStack
from ui.widgets.pill import Pill
from ui.widgets.text import Line
from vault.errors import ReleaseBlocked
from vault.ids import DisclosureId
from vault.release_gate import Reason

_PRIMARY = {
    Stage.WHO: step_words.go_on,
    Stage.AUTHORITY: step_words.go_on,
    Stage.CHOOSE: step_words.check,
    Stage.CHECK: step_words.to_last_step,
}


class DeskView(QWidget):
    """Shows a DeskViewModel; `left` goes back to the shelf, `record_asked` to a disclosure."""

    left = Signal()
    record_asked = Signal(object)

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trouble = ""
        self._head = _Head(desk)
        self._stepper = Stepper()
        self._stepper.asked.connect(lambda number: desk.go_to(Stage(number)))
        self._banner = Banner()
        self._banner.step_taken.connect(lambda: desk.go_to(Stage.WHO))
        self._last: HandOverStep | None = None
        self._middle = LateStack()
        for make in (
            lambda: _scrolled(WhoStep(desk)),
            lambda: _scrolled(AuthorityStep()),
            lambda: RecordList(desk),
            lambda: _scrolled(CheckStep(desk)),
            self._make_last,
        ):
            self._middle.add(make)
        self._receipt = self._middle.add(self._make_receipt)
        self._preview = PreviewView(desk.preview)
        self._preview.enlarged.connect(self._on_enlarged)
        self._left_side = QWidget()
        self._lay_out(self._make_foot())
        desk.changed.connect(self._render)
        desk.choice_changed.connect(self._render)
        desk.stage_changed.connect(self._on_stage)
        desk.preview.changed.connect(self._render)
        desk.hand_over.changed.connect(self._render)
        desk.trouble.connect(self._on_trouble)
        names.style.changed.connect(self._render)
        self._render()

    def focus_step(self) -> None:
        """Put the focus where the present step is worked at."""
        step = self._middle.currentWidget()
        if step is not None:
            step.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, from a page read large to the records first."""
        if event.key() == Qt.Key.Key_Escape:
            if not self._preview.enlarge(large=False):
                self._on_back()
            return
        super().keyPressEvent(event)

    def _make_last(self) -> QWidget:
        self._last = HandOverStep(self._desk)
        return _scrolled(self._last)

    def _make_receipt(self) -> QWidget:
        receipt = ReceiptView(self._desk)
        receipt.record_asked.connect(self._on_record_asked)
        return _scrolled(receipt)

    def _make_foot(self) -> QHBoxLayout:
        self._back = Button(step_words.back())
        self._back.clicked.connect(self._on_back)
        self._line = Line("", "small", "ink-2")
        self._line.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._next = Button("", "primary")
        self._next.clicked.connect(self._on_next)
        self._act = ActButton(step_words.act(), "primary", icon="file-output")
        self._act.clicked.connect(self._desk.act)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(M - 2)
        foot.addWidget(self._back)
        foot.addWidget(self._line, 1)
        foot.addWidget(self._next)
        foot.addWidget(self._act)
        return foot

    def _lay_out(self, foot: QHBoxLayout) -> None:
        left = QVBoxLayout(self._left_side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(M + 2)
        left.addWidget(self._banner)
        left.addWidget(self._middle, 1)
        left.addLayout(foot)
        self._stepper.setMaximumWidth(196)
        row = QHBoxLayout()
        row.setSpacing(XL - 4)
        row.addWidget(self._stepper, 7)
        row.addWidget(self._left_side, 19)
        row.addWidget(self._preview, 13)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL + 2, L, XL + 2, XL - 2)
        column.setSpacing(L)
        column.addWidget(self._head)
        column.addLayout(row, 1)

    def _on_enlarged(self, large: bool) -> None:
        self._left_side.setVisible(not large)

    def _on_back(self) -> None:
        first = self._desk.stage in {Stage.WHO, Stage.CHOOSE}
        if first or self._desk.is_handed_over:
            self.left.emit()
        else:
            self._desk.go_to(Stage(self._desk.stage - 1))

    def _on_next(self) -> None:
        if self._desk.is_handed_over:
            self.left.emit()
        else:
            self._desk.go_to(Stage(self._desk.stage + 1))

    def _on_record_asked(self) -> None:
        receipt = self._desk.hand_over.receipt
        if receipt is not None:
            self.record_asked.emit(DisclosureId(receipt.handed.disclosure_id))

    def _on_stage(self) -> None:
        self._preview.enlarge(large=False)
        self._render()
        if self.isVisible():
            self.focus_step()
            announce(self, step_words.step(self._desk.stage))

    def _on_trouble(self, why: object) -> None:
        sentence = self._trouble_words(why) if why is not None else ""
        at_the_place = self._desk.stage is Stage.HAND_OVER
        if self._last is not None:
            self._last.show_problem(sentence if at_the_place else "")
        self._trouble = "" if at_the_place else sentence
        self._render_banner()

    def _trouble_words(self, why: object) -> str:
        if isinstance(why, Refusal):
            return step_words.in_vault() if why is Refusal.IN_VAULT else step_words.taken()
        if isinstance(why, ReleaseBlocked):
            return words.blocked(why.reasons[0], self._called())
        return step_words.trouble(why)

    def _called(self) -> str:
        desk = self._desk.desk
        return names.shown(desk.client.called) if desk is not None else ""

    def _render(self) -> None:
        desk, stage = self._desk, self._desk.stage
        done = desk.is_handed_over
        arrived = done and not self._middle.is_at(self._receipt)
        step = self._middle.go_to(self._receipt if done else stage)
        foot = (self._back, self._next, self._act)
        follow_the_eye((*self._stepper.steps, *stops_in(step), *foot, *stops_in(self._preview)))
        if arrived:
            # The button that was pressed goes: a key pressed next mustn't leave, for the words go.
            step.setFocus()
        self._preview.setVisible(not done)
        self._render_banner()
        self._render_steps()
        last = stage is Stage.HAND_OVER and not done
        self._act.setVisible(last)
        self._act.setEnabled(desk.can_hand_over)
        self._next.setVisible(not last)
        self._next.set_label(step_words.done() if done else _PRIMARY.get(stage, step_words.done)())
        self._next.setEnabled(done or self._can_go_on())
        self._back.setVisible(not done)
        busy = desk.hand_over.busy
        line = step_words.sealing() if busy else step_words.not_undone() if last else ""
        kept = "" if done or desk.desk is None else step_words.kept()
        self._line.setText(line or kept)

    def _can_go_on(self) -> bool:
        if self._desk.stage is Stage.CHOOSE:
            return self._desk.can_check
        if self._desk.stage is Stage.CHECK:
            return self._desk.preview.prepared is not None
        return self._desk.desk is not None

    def _render_banner(self) -> None:
        """Say what went wrong, or else what keeps the file back."""
        blocks = self._desk.blocks
        shown = bool(blocks) and self._desk.stage is not Stage.WHO
        self._banner.setVisible(shown or bool(self._trouble))
        if self._trouble:
            self._banner.show_message(self._trouble, "stop")
        if self._trouble or not blocks:
            return
        first = blocks[0] if Reason.MINOR not in blocks else Reason.MINOR
        liftable = first is Reason.IDENTITY_NOT_CHECKED
        sentence = f"{words.blocked(first, self._called())} {rule_words(first)}".strip()
        self._banner.show_message(sentence, "stop", words.note_identity() if liftable else "")

    def _render_steps(self) -> None:
        desk = self._desk
        lines = _lines(desk)
        for number, step in enumerate(self._stepper.steps):
            state = _state(desk, Stage(number))
            can_go = desk.desk is not None and not desk.is_handed_over and _reachable(desk, number)
            step.show_state(state, lines[number], can_go=can_go)


class _Head(QWidget):
    """Who asks for what, since when and until when."""

    def __init__(self, desk: DeskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = Line("", "title")
        self._asked = Line("", "small", "ink-2")
        self._pill = Pill("", "accent")
        column = QVBoxLayout()
        column.setSpacing(S - 2)
        column.addWidget(self._title)
        column.addWidget(self._asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addLayout(column, 1)
        row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignVCenter)
        desk.changed.connect(self._render)
        names.style.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        desk = self._desk.desk
        # Where the gate refuses, that nobody's consent is missing would read as a yes.
        self._pill.setVisible(desk is not None and not self._desk.blocks)
        if desk is None:
            self._title.setText("")
            self._asked.setText("")
            return
        request = desk.request
        of = words.whose(desk.client.details.pronouns)
        called = names.shown(desk.client.called)
        self._title.setText(request_words.asked(request.kind, called))
        asked = words.asked(request.asked_how, dates.dated(request.received_on))
        due, tone = words.due(request.due_on, self._desk.today)
        self._asked.setText(f"{asked} · {due}" if due else asked)
        self._asked.set_ink(TONES[tone][0])
        self._pill.show_state(words.own_request(of), "accent", "shield-check")


def _scrolled(card: QWidget) -> QScrollArea:
    """A card at the top of its place, which a small window may be too low for."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    hand_focus_on(area, card)
    return area


def _reachable(desk: DeskViewModel, number: int) -> bool:
    if number <= Stage.CHOOSE:
        return True
    if number == Stage.CHECK:
        return desk.can_check
    return desk.can_check and desk.preview.prepared is not None


def _state(desk: DeskViewModel, stage: Stage) -> StepState:
    if desk.is_handed_over:
        return StepState.DONE
    blocks = desk.blocks
    stopped = {
        Stage.WHO: Reason.IDENTITY_NOT_CHECKED in blocks,
        Stage.AUTHORITY: bool({Reason.MINOR, Reason.NOT_OWN_REQUEST} & set(blocks)),
    }
    if stopped.get(stage, False):
        return StepState.STOPPED
    if stage is desk.stage:
        return StepState.NOW
    settled = stage < Stage.CHOOSE and desk.desk is not None
    return StepState.DONE if settled or stage < desk.stage else StepState.AHEAD


def _lines(desk: DeskViewModel) -> tuple[str, ...]:
    if desk.desk is None:
        return ("",) * len(Stage)
    unchecked = Reason.IDENTITY_NOT_CHECKED in desk.blocks
    unsettled = bool({Reason.MINOR, Reason.NOT_OWN_REQUEST} & set(desk.blocks))
    going = 0 if desk.blocks else len(desk.chosen)
    staying = sum(not one.can_go for one in desk.records)
    return (
        step_words.client_unchecked() if unchecked else step_words.client_checked(),
        step_words.not_settled() if unsettled else step_words.right_of_access(),
        step_words.what_goes_and_stays(going, staying),
        step_words.signed_and_legible(),
        step_words.handed_over() if desk.is_handed_over else step_words.encrypted_pdf(),
    )
