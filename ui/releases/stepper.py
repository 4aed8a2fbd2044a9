"""The steps of the desk, from top to bottom."""

from enum import Enum, auto

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from resources.tokens import M, S, Token
from ui.strings import hand_over as words
from ui.theme.fonts import width
from ui.theme.icons import paint as paint_icon
from ui.widgets import paint
from ui.widgets.paint import SMALL_ICON, mirrored

STEPS = 5
_CIRCLE = 24
_HIGH = 46
_LEAD = _CIRCLE + 2 + S + 1
_TAIL = 2


class StepState(Enum):
    """Where a step stands."""

    DONE = auto()
    NOW = auto()
    AHEAD = auto()
    STOPPED = auto()


_CIRCLES: dict[StepState, tuple[Token, Token | None, Token]] = {
    StepState.DONE: ("accent", None, "on-accent"),
    StepState.NOW: ("sheet", "accent", "accent"),
    StepState.AHEAD: ("sheet", "line", "ink-2"),
    StepState.STOPPED: ("stop-soft", None, "stop"),
}
_MARKS = {StepState.DONE: "check", StepState.STOPPED: "ban"}


class Step(QAbstractButton):
    """One step: its circle, its name, how it stands. Pressing it goes there."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._state = StepState.AHEAD
        self._line = ""
        self.setText(words.step(number))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(StepState.AHEAD, "", can_go=False)

    def show_state(self, state: StepState, line: str, *, can_go: bool) -> None:
        """Show how the step stands, and whether one can go there."""
        self._state = state
        self._line = line
        self.setEnabled(can_go)
        spoken = words.step_for_reader(self._number + 1, STEPS, self.text(), line)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(190, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """Room for both lines."""
        words_ = max(width("body-medium", self.text()), width("small", self._line))
        return QSize(_LEAD + words_ + _TAIL, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle and both lines."""
        del event
        painter = QPainter(self)
        area = self.rect()
        fill, border, ink = _CIRCLES[self._state]
        place = QRect(2, 5, _CIRCLE, _CIRCLE)
        circle = mirrored(self.layoutDirection(), area, place)
        stroke = 2 if self._state is StepState.NOW else 1
        paint.panel(painter, circle, fill, border, radius=_CIRCLE / 2, stroke=stroke)
        mark = _MARKS.get(self._state)
        if mark:
            inset = (_CIRCLE - SMALL_ICON) // 2
            paint_icon(painter, mark, ink, circle.adjusted(inset, inset, -inset, -inset))
        else:
            number = str(self._number + 1)
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.text(painter, circle, number, "small-strong", ink, centre)
        rest = mirrored(self.layoutDirection(), area, area.adjusted(_LEAD, 0, -_TAIL, 0))
        title = rest.adjusted(0, 4, 0, 24 - rest.height())
        line = rest.adjusted(0, 24, 0, 41 - rest.height())
        name_ink: Token = "ink-2" if self._state is StepState.AHEAD else "ink"
        paint.text(painter, title, self.text(), "body-medium", name_ink)
        paint.text(painter, line, self._line, "small", "ink-2")
        if self.hasFocus():
            paint.ring(painter, area)


class Stepper(QWidget):
    """The five steps; `asked` carries the number of the one that was pressed."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S - 4, 0, 0)
        column.setSpacing(M - 2)
        self.steps = tuple(Step(number) for number in range(STEPS))
        for number, step in enumerate(self.steps):
            step.clicked.connect(lambda _checked=False, number=number: self.asked.emit(number))
            column.addWidget(step)
        column.addStretch(1)
