"""The covers that stand before everything when somebody walks in or the phone rings."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QRect, Qt, QTime, QTimerEvent, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from resources.tokens import XL, XXL, L, TextRole, Token
from ui.strings import cover as words
from ui.theme import colour
from ui.theme.fonts import metrics, width
from ui.theme.icons import paint as paint_icon
from ui.widgets.paint import text
from ui.widgets.return_line import ReturnLine

CoverKind = Literal["clock", "plain", "call"]

_MINUTE_MS = 60_000
_CALL_ICON = 56
_STILL_KEYS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_F8,
        Qt.Key.Key_F9,
    }
)
_INPUT = frozenset(
    {
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
    }
)
_REVEALING = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class CallSign(NamedTuple):
    """What the sign says during a call, and since when it runs."""

    title: str
    line: str
    started_at: datetime


class Cover(QWidget):
    """Covers its whole parent, takes every key and click, and asks for the passphrase.

    The clock and the plain cover say nothing but the time; the sign of a call can be read across
    a room. `now` gives local time. `escape_pressed` comes before the field is shown, so that its
    receiver can take back a slip by hiding the cover. The bytearray of `passphrase_entered`
    belongs to whoever receives it, to be wiped. `woken` comes in place of both from a cover that
    asks nothing.
    """

    passphrase_entered = Signal(bytearray)
    escape_pressed = Signal()
    woken = Signal()

    def __init__(
        self, kind: CoverKind, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind: CoverKind = kind
        self._now = now
        self._call: CallSign | None = None
        self._locks_at = ""
        self._asks = True
        self._timer = 0
        self._return: ReturnLine | None = None
        self.setAccessibleName(words.clock())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_keyboard)
        if parent:
            parent.installEventFilter(self)
            self.setGeometry(parent.rect())
        self.hide()

    @property
    def kind(self) -> CoverKind:
        """Which cover it is."""
        return self._kind

    def show_clock(self, *, plain: bool = False) -> None:
        """Be the clock, or nothing at all."""
        self._become("plain" if plain else "clock", words.clock())

    def show_call(self, call: CallSign) -> None:
        """Be the sign of a call."""
        self._call = call
        self._become("call", call.title)

    def ask_nothing(self) -> None:
        """Be woken by any key or click, where there is no passphrase to ask for."""
        self._asks = False

    def set_locks_at(self, time: str) -> None:
        """Say when the hidden window locks, as the user reads a time; empty says nothing."""
        self._locks_at = time
        self.update()

    def show_error(self, sentence: str) -> None:
        """Say under the field why the passphrase did not open it."""
        self._reveal().show_error(sentence)

    def put_field_away(self) -> None:
        """Be as at first: the field goes, with what was typed and the error over it."""
        if self._return:
            self._return.forget()
            self._return.hide()
            self._return.deleteLater()
            self._return = None
            self.setFocus()
            self.update()

    def busy(self, working: bool) -> None:
        """Show that the passphrase is being checked, and take no other meanwhile."""
        if self._return:
            self._return.set_busy(busy=working)

    def event(self, event: QEvent) -> bool:
        """Let nothing through to what is behind."""
        if event.type() in _INPUT:
            event.accept()
            if event.type() in _REVEALING:
                self._wake()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key asks for the passphrase; a letter is its first one."""
        event.accept()
        # The Return that lifted the cover comes through here, on its way up from the field.
        if event.key() in _STILL_KEYS or not self.isVisible():
            return
        if event.key() == Qt.Key.Key_Escape and self._asks:
            self._escape()
            return
        was_there = self._return is not None
        self._wake()
        if self._return and not was_there and event.text().strip():
            # Who begins to type at once has typed the first letter.
            self._return.take_key(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab never leaves the cover for what is behind it."""
        del next_one
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, and keep the time from now on."""
        super().showEvent(event)
        if not self.isWindow():
            self.raise_()
        self.setFocus()
        self._wake_at_next_minute()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed, and let the clock stand."""
        super().hideEvent(event)
        self._stop_timer()
        self.put_field_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field in its place."""
        super().resizeEvent(event)
        self._place()

    def timerEvent(self, event: QTimerEvent) -> None:
        """Repaint once a minute."""
        if event.timerId() != self._timer:
            super().timerEvent(event)
            return
        self._wake_at_next_minute()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the window."""
        window = self.parentWidget()
        if window and watched is window and event.type() == QEvent.Type.Resize:
            self.setGeometry(window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole cover; there is no state of it in which the window shows through."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("call" if self._kind == "call" else "cover"))
        if self._kind == "call" and self._call:
            self._paint_call(painter, self._call)
        elif self._kind == "clock":
            self._paint_clock(painter)
        if self._kind == "call" or self._return:
            self._paint_hint(painter)

    def _keep_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Take the keyboard back from what asks for it behind the cover; it has it afterwards."""
        if now is None or now.window() is not self.window() or not self.isVisible():
            return
        if now is not self and not self.isAncestorOf(now):
            (self._return or self).setFocus()

    def _paint_clock(self, painter: QPainter) -> None:
        now = self._now()
        time, day = metrics("clock").height(), metrics("clock-date").height()
        top = (self.height() - time - day) // 2
        self._row(painter, top, _clock(now), "clock", "cover-ink")
        date = QLocale().toString(QDate(now.year, now.month, now.day), "dddd d MMMM")
        self._row(painter, top + time, date, "clock-date", "cover-ink-2")

    def _paint_call(self, painter: QPainter, call: CallSign) -> None:
        rows: tuple[tuple[str, TextRole, Token, int], ...] = (
            (call.title, "call-title", "call-title", XL),
            (call.line, "call-text", "call-text", L),
            (self._timer_words(call), "call-timer", "call-accent", 2 * XXL),
        )
        high = _CALL_ICON + sum(gap + metrics(role).height() for _, role, _, gap in rows)
        top = (self.height() - high) // 2
        paint_icon(painter, "phone", "call-accent", QRect(0, top, self.width(), _CALL_ICON))
        top += _CALL_ICON
        for sentence, role, token, gap in rows:
            top += gap
            self._row(painter, top, sentence, role, token)
            top += metrics(role).height()

    def _paint_hint(self, painter: QPainter) -> None:
        hint = words.hint_until(self._locks_at) if self._locks_at else words.hint()
        top = self.height() - XXL - metrics("small").height() // 2
        token: Token = "call-hint" if self._kind == "call" else "cover-ink-2"
        self._row(painter, top, hint, "small", token)

    def _row(self, painter: QPainter, top: int, line: str, role: TextRole, token: Token) -> None:
        """One centred line, made smaller where the window is too narrow for it."""
        room = self.width() - 2 * XXL
        measures = metrics(role)
        wanted = width(role, line)
        painter.save()
        painter.translate(self.width() / 2, top)
        scale = min(1.0, room / wanted) if wanted else 1.0
        painter.translate(0, measures.height() * (1 - scale) / 2)
        painter.scale(scale, scale)
        area = QRect(-wanted // 2 - 1, 0, wanted + 2, measures.height())
        text(painter, area, line, role, token, Qt.AlignmentFlag.AlignHCenter)
        painter.restore()

    def _timer_words(self, call: CallSign) -> str:
        now = self._now()
        minutes = max(0, int((now - call.started_at).total_seconds()) // 60)
        return words.call_timer(_clock(now), minutes)

    def _become(self, kind: CoverKind, name: str) -> None:
        self._kind = kind
        self.setAccessibleName(name)
        self.put_field_away()
        self.update()

    def _wake(self) -> None:
        if self._asks:
            self._reveal()
        else:
            self.woken.emit()

    def _escape(self) -> None:
        if self._return:
            self.put_field_away()
            return
        self.escape_pressed.emit()
        if self.isVisible():
            self._reveal()

    def _reveal(self) -> ReturnLine:
        if not self._return:
            self._return = ReturnLine("call" if self._kind == "call" else "cover", self)
            self._return.submitted.connect(self.passphrase_entered)
            self._return.grown.connect(self._place)
            self._place()
            self._return.show()
            self.update()
        self._return.setFocus()
        return self._return

    def _place(self) -> None:
        if self._return:
            self._return.adjustSize()
            left = (self.width() - self._return.width()) // 2
            self._return.move(left, self.height() - 2 * XXL - self._return.height())

    def _wake_at_next_minute(self) -> None:
        self._stop_timer()
        now = self._now()
        gone = now.second * 1000 + now.microsecond // 1000
        self._timer = self.startTimer(_MINUTE_MS - gone, Qt.TimerType.PreciseTimer)

    def _stop_timer(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0


def _clock(now: datetime) -> str:
    return QLocale().toString(QTime(now.hour, now.minute), "HH:mm")
