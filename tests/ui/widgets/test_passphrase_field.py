import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.caps_lock import after_key
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.secret_line import SecretLine

SECRET = "correct horse"


@pytest.fixture
def field(qtbot: QtBot) -> PassphraseField:
    made = PassphraseField()
    qtbot.addWidget(made)
    made.resize(400, 80)
    made.show()
    return made


def typed(field: PassphraseField, text: str = SECRET) -> PassphraseField:
    QTest.keyClicks(field.line, text)
    return field


def test_take_gives_bytes_that_can_be_wiped_and_empties_the_field(field: PassphraseField) -> None:
    taken = typed(field).take()
    assert taken == bytearray(SECRET.encode())
    assert field.is_empty()
    assert field.take() == bytearray()


@pytest.mark.parametrize("entered", ["caf\u00e9 \u00fc", "cafe\u0301 u\u0308"])
def test_take_is_the_same_however_the_accents_were_typed(
    field: PassphraseField, entered: str
) -> None:
    field.line.setText(entered)
    assert field.take() == "caf\u00e9 \u00fc".encode()


def test_nothing_brings_back_what_was_taken(field: PassphraseField) -> None:
    typed(field).take()
    QTest.keySequence(field.line, QKeySequence(QKeySequence.StandardKey.Undo))
    assert not field.line.isUndoAvailable()
    assert field.is_empty()


@pytest.mark.parametrize("shown", [False, True])
def test_screen_readers_only_ever_get_dots(field: PassphraseField, shown: bool) -> None:
    typed(field).line.show_text(shown=shown)
    seen = QAccessible.queryAccessibleInterface(field.line)
    told = [seen.text(part) for part in (QAccessible.Text.Name, QAccessible.Text.Value)]
    told.append(seen.textInterface().text(0, len(SECRET)))
    assert not any(letter in "".join(told[1:]) for letter in SECRET)
    assert told[0] == "Passphrase"
    assert field.line.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("key", [QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut])
def test_text_never_reaches_the_clipboard(
    field: PassphraseField, shown: bool, key: QKeySequence.StandardKey
) -> None:
    QGuiApplication.clipboard().setText("before")
    typed(field).line.show_text(shown=shown)
    field.line.selectAll()
    QTest.keySequence(field.line, QKeySequence(key))
    assert QGuiApplication.clipboard().text() == "before"
    assert field.take() == SECRET.encode()


def test_pasting_works(field: PassphraseField) -> None:
    QGuiApplication.clipboard().setText(SECRET)
    QTest.keySequence(field.line, QKeySequence(QKeySequence.StandardKey.Paste))
    assert field.take() == SECRET.encode()
    QGuiApplication.clipboard().clear()


def test_eye_shows_what_was_typed_and_taking_it_hides_it_again(field: PassphraseField) -> None:
    dots = typed(field).line.grab().toImage()
    eye = field._eye
    assert eye.accessibleName() == "Show passphrase"
    eye.click()
    assert eye.accessibleName() == "Hide passphrase"
    assert field.line.grab().toImage() != dots
    field.take()
    assert not field.line.shown


def test_clicking_in_readable_text_puts_the_cursor_where_the_letter_is(
    field: PassphraseField,
) -> None:
    typed(field, "i" * 20).line.show_text(shown=True)
    middle = field.line.rect().center()
    QTest.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=middle)
    assert field.line.cursorPosition() == 20
    field.line.setText("W" * 60)
    field.line.grab()
    QTest.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=middle)
    assert 30 < field.line.cursorPosition() < 60


def test_selected_readable_text_is_marked(field: PassphraseField) -> None:
    typed(field).line.show_text(shown=True)
    plain = field.line.grab().toImage()
    field.line.selectAll()
    assert field.line.grab().toImage() != plain


def test_eye_stands_at_the_trailing_end_in_both_directions(field: PassphraseField) -> None:
    middle = field.width() / 2
    assert field._eye.geometry().left() > middle
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert field._eye.geometry().right() < middle


def test_enter_submits(qtbot: QtBot, field: PassphraseField) -> None:
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(typed(field).line, Qt.Key.Key_Return)


def test_problem_is_told_with_the_field_and_can_be_taken_back(field: PassphraseField) -> None:
    field.set_problem("Too short.")
    assert field.line.accessibleDescription() == "Too short."
    field.set_problem("")
    assert field.line.accessibleDescription() == ""


def test_caps_lock_line_comes_and_goes_with_what_is_typed(field: PassphraseField) -> None:
    line = field._caps_lock
    assert line.isHidden()
    press(field.line, Qt.Key.Key_A, "A")
    assert not line.isHidden()
    press(field.line, Qt.Key.Key_CapsLock, "")
    assert line.isHidden()


def press(line: SecretLine, key: Qt.Key, text: str, *, shift: bool = False) -> None:
    line.keyPressEvent(key_event(key, text, shift=shift))


def key_event(key: Qt.Key, text: str, *, shift: bool = False) -> QKeyEvent:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.mark.parametrize(
    ("text", "shift", "known", "expected"),
    [
        ("a", False, None, False),
        ("A", True, None, False),
        ("A", False, None, True),
        ("a", True, None, True),
        ("É", False, None, True),
        ("7", False, None, None),
        ("7", False, True, True),
        ("", False, True, True),
        ("א", False, None, None),
    ],
)
def test_a_letter_tells_whether_caps_lock_is_on(
    text: str, shift: bool, known: bool | None, expected: bool | None
) -> None:
    event = key_event(Qt.Key.Key_unknown, text, shift=shift)
    assert after_key(event, known=known) is expected


@pytest.mark.parametrize(("known", "expected"), [(None, None), (True, False), (False, True)])
def test_the_caps_lock_key_turns_a_known_state_around(
    known: bool | None, expected: bool | None
) -> None:
    assert after_key(key_event(Qt.Key.Key_CapsLock, ""), known=known) is expected
