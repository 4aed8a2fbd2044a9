from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimerEvent
from PySide6.QtGui import QImage, QInputEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources.tokens import LIGHT
from ui.cover import CallSign, Cover, CoverKind

NOW = datetime(2026, 11, 22, 14, 52, 10)  # noqa: DTZ001 - a clock on the wall has no zone
CALL = CallSign("Confidential call in progress", "Please stay out.", NOW - timedelta(minutes=6))
WRONG = "That passphrase is not the one."


class Desk(QWidget):
    """A window with something to hide, and what it heard."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.field = QLineEdit("Dana Reyes", self)
        self.label = QLabel("Dana Reyes", self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.label)
        self.cover = Cover("clock", lambda: self.now, self)
        self.heard: list[QEvent.Type] = []

    def asks(self) -> bool:
        return self.cover._return is not None

    def event(self, event: QEvent) -> bool:
        # An override asks whether a key is a shortcut; it is not the key itself.
        if isinstance(event, QInputEvent) and event.type() != QEvent.Type.ShortcutOverride:
            self.heard.append(event.type())
        return super().event(event)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    made.cover.show()
    return made


def _difference(one: QImage, other: QImage, x: int, y: int) -> int:
    first, second = one.pixel(x, y), other.pixel(x, y)
    return max(abs((first >> shift & 255) - (second >> shift & 255)) for shift in (0, 8, 16))


def test_cover_hides_every_pixel_of_its_window(desk: Desk) -> None:
    bare = desk.grab().toImage()
    desk.field.setText("Marcus Okafor, a longer name than before")
    desk.label.hide()
    again = desk.grab().toImage()
    # The edges of letters are not always drawn to the same last bit.
    assert max(_difference(bare, again, x, y) for x in range(900) for y in range(600)) <= 2
    assert bare.pixelColor(0, 0).name().upper() == LIGHT["cover"]


def test_cover_grows_with_its_window(desk: Desk) -> None:
    desk.resize(1200, 800)
    assert desk.cover.geometry() == desk.rect()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_F5])
def test_key_that_is_no_letter_goes_nowhere_before_the_field(desk: Desk, key: Qt.Key) -> None:
    QTest.keyClick(desk.cover, key)
    assert desk.field.text() == "Dana Reyes"
    assert not desk.field.hasFocus()
    if desk.cover._return:
        assert desk.cover._return._field.is_empty()


def test_the_first_letter_of_the_passphrase_is_not_lost(desk: Desk) -> None:
    QTest.keyClicks(desk.cover, "c")
    assert desk.cover._return
    QTest.keyClicks(desk.cover._return._field.line, "hant")
    assert desk.cover._return._field.line.text() == "chant"
    assert desk.field.text() == "Dana Reyes"


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_any_key_asks_for_the_passphrase(qtbot: QtBot, desk: Desk, key: Qt.Key) -> None:
    QTest.keyClick(desk.cover, key)
    assert desk.cover._return
    assert desk.cover._return.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_F9])
def test_modifiers_and_the_hide_key_itself_ask_for_nothing(desk: Desk, key: Qt.Key) -> None:
    QTest.keyClick(desk.cover, key)
    assert desk.cover._return is None


def test_click_asks_for_the_passphrase_and_does_not_reach_the_window(desk: Desk) -> None:
    QTest.mouseClick(desk.cover, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert desk.cover._return
    assert not desk.field.hasFocus()


def test_no_key_click_or_wheel_is_heard_behind_the_cover(desk: Desk) -> None:
    desk.heard.clear()
    middle = QPoint(450, 300)
    QTest.keyClick(desk.cover, Qt.Key.Key_Shift)
    QTest.keyClick(desk.cover, Qt.Key.Key_Down)
    QTest.mouseDClick(desk.cover, Qt.MouseButton.RightButton, pos=middle)
    # A double click of QTest ends with the button held, for every test that comes after.
    QTest.mouseRelease(desk.cover, Qt.MouseButton.RightButton, pos=middle)
    wheel = QWheelEvent(
        QPointF(middle),
        QPointF(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(desk.cover, wheel)
    assert desk.heard == []


def test_tab_never_leaves_the_cover(desk: Desk) -> None:
    QTest.keyClick(desk.cover, Qt.Key.Key_Space)
    assert desk.cover._return
    for _ in range(6):
        focused = desk.focusWidget()
        assert focused
        assert desk.cover.isAncestorOf(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        QTest.keyClick(focused, Qt.Key.Key_Backtab)
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def test_passphrase_is_handed_over_once_and_the_field_is_empty(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClick(desk.cover, Qt.Key.Key_Space)
    assert desk.cover._return
    line = desk.cover._return._field.line
    QTest.keyClicks(line, "correct horse")
    with qtbot.waitSignal(desk.cover.passphrase_entered) as heard:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == [bytearray(b"correct horse")]
    assert line.text() == ""


def test_busy_cover_takes_no_second_passphrase(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClick(desk.cover, Qt.Key.Key_Space)
    assert desk.cover._return
    desk.cover.busy(True)
    with qtbot.assertNotEmitted(desk.cover.passphrase_entered):
        QTest.keyClicks(desk.cover._return._field.line, "again")
        QTest.keyClick(desk.cover._return._field.line, Qt.Key.Key_Return)
    desk.cover.busy(False)
    assert desk.cover._return._field.line.isEnabled()


def test_error_stands_until_something_is_typed(desk: Desk) -> None:
    desk.cover.show_error(WRONG)
    assert desk.cover._return
    error = desk.cover._return._error
    assert (error.text(), error.isVisible()) == (WRONG, True)
    QTest.keyClicks(desk.cover._return._field.line, "a")
    assert not error.isVisible()


def test_escape_puts_the_field_away_and_forgets_what_was_typed(desk: Desk) -> None:
    QTest.keyClick(desk.cover, Qt.Key.Key_Space)
    assert desk.cover._return
    line = desk.cover._return._field.line
    QTest.keyClicks(line, "half")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not desk.asks()
    assert line.text() == ""


def test_putting_the_field_away_takes_what_was_typed_and_the_error(desk: Desk) -> None:
    desk.cover.show_error(WRONG)
    assert desk.cover._return
    line, error = desk.cover._return._field.line, desk.cover._return._error
    QTest.keyClicks(line, "half")
    desk.cover.show_error(WRONG)
    desk.cover.put_field_away()
    assert not desk.asks()
    assert line.text() == ""
    assert not error.isVisible()


def test_escape_lets_its_receiver_take_back_a_slip(desk: Desk) -> None:
    desk.cover.escape_pressed.connect(desk.cover.hide)
    QTest.keyClick(desk.cover, Qt.Key.Key_Escape)
    assert not desk.cover.isVisible()
    assert desk.cover._return is None


@pytest.mark.parametrize("plain", [False, True])
def test_cover_says_nothing_of_what_is_behind(desk: Desk, plain: bool) -> None:
    desk.cover.show_clock(plain=plain)
    assert desk.cover.accessibleName() == "Clock"
    said = [desk.cover.accessibleName(), desk.cover.windowTitle(), desk.cover.toolTip()]
    said += [child.accessibleName() for child in desk.cover.findChildren(QWidget)]
    assert not any("casekeep" in words.lower() or "Dana" in words for words in said)


@pytest.mark.parametrize("kind", ["clock", "plain", "call"])
def test_each_cover_looks_different(qtbot: QtBot, kind: CoverKind) -> None:
    def drawn(shown: CoverKind) -> object:
        cover = Cover(shown, lambda: NOW)
        qtbot.addWidget(cover)
        if shown == "call":
            cover.show_call(CALL)
        cover.resize(900, 600)
        return cover.grab().toImage()

    others: list[CoverKind] = ["clock", "plain", "call"]
    assert all((drawn(kind) == drawn(other)) is (kind == other) for other in others)


def test_clock_is_repainted_at_the_next_full_minute_and_not_while_hidden(desk: Desk) -> None:
    cover = desk.cover
    before = cover.grab().toImage()
    desk.now = NOW + timedelta(minutes=1)
    cover.timerEvent(QTimerEvent(cover._timer))
    assert cover._timer
    assert cover.grab().toImage() != before
    cover.hide()
    assert not cover._timer


def test_call_says_how_long_it_has_run(desk: Desk) -> None:
    desk.cover.show_call(CALL)
    assert desk.cover._timer_words(CALL) == "14:52 · 6 min"
    desk.now = CALL.started_at + timedelta(seconds=90)
    assert desk.cover._timer_words(CALL) == "14:47 · 1 min"
    desk.now = CALL.started_at - timedelta(hours=1)
    assert desk.cover._timer_words(CALL).endswith("· 0 min")


def test_sign_of_any_length_fits_the_narrowest_window(desk: Desk) -> None:
    desk.resize(1100, 680)
    desk.cover.show_call(CallSign("Please do not come in. " * 8, "", NOW))
    image = desk.cover.grab().toImage()
    ground = image.pixelColor(0, 0)
    edges = [image.pixelColor(x, y) for y in range(image.height()) for x in (8, 1091)]
    assert all(colour == ground for colour in edges)


def test_what_asks_for_the_keyboard_behind_the_cover_gets_no_key(desk: Desk, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    typed: list[bytearray] = []
    button = QPushButton("Today", desk)
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    desk.cover.raise_()
    desk.cover.passphrase_entered.connect(typed.append)
    qtbot.waitUntil(desk.cover.hasFocus)
    for asking, letters in ((button, " "), (desk.field, "ab"), (button, "c ")):
        asking.setFocus()
        QTest.keyClicks(desk.focusWidget(), letters)
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Return)
    assert (pressed, typed) == ([], [bytearray(b"abc ")])
    assert desk.field.text() == "Dana Reyes"
