"""Phrases in their panel: none is lost or written over unasked."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.notes.test_editor import subjective
from tests.ui.notes.test_writing import Writing, a_writing, choose, popup, writing
from ui.notes.editor import Part
from ui.notes.phrase_panel import PhrasePanel
from ui.notes.tags import People
from vault.errors import DiskFull
from vault.notes import NoteContent
from vault.passages import Template
from vault.phrases import Phrase
from vault.place import FormKind

__all__ = ["writing"]


@dataclass
class Phrases:
    """The panel of phrases, opened from the menu."""

    writing: Writing

    def __post_init__(self) -> None:
        self.writing.show(subjective("Slept."))
        self.open()
        panel = self.writing.part(PhrasePanel)
        assert isinstance(panel, PhrasePanel)
        self.panel = panel
        (self.name,), (self.text,) = panel.findChildren(QLineEdit), panel.findChildren(QTextEdit)
        (self.list,) = panel.findChildren(QListWidget)

    def open(self) -> None:
        self.writing.press(Qt.Key.Key_J)
        choose(popup(), "Edit phrases…")
        # Without a window manager a list that closes leaves no window in front.
        QApplication.processEvents()
        self.writing.editor.activateWindow()
        self.writing.qtbot.waitUntil(self.writing.editor.isActiveWindow)

    def press(self, label: str) -> None:
        press_button(self.panel, label)()

    def type(self, name: str, text: str) -> None:
        QTest.keyClicks(self.name, name)
        QTest.keyClicks(self.text, text)

    def keep(self, name: str, text: str) -> None:
        self.type(name, text)
        self.press("Keep phrase")

    @property
    def kept(self) -> list[Phrase]:
        return self.writing.desk.cabinet.phrases.all()

    @property
    def typed(self) -> tuple[str, str]:
        return self.name.text(), self.text.toPlainText()

    @property
    def said(self) -> list[str]:
        return [one.text() for one in self.panel.findChildren(QLabel) if one.isVisible()]


@pytest.fixture
def phrases(writing: Writing) -> Phrases:
    return Phrases(writing)


MSE, RISK = Phrase("mse", "Alert."), Phrase("risk", "No risk.")


def test_a_second_phrase_takes_no_place_of_the_first(phrases: Phrases) -> None:
    phrases.keep("mse", "Alert.")
    assert phrases.typed == ("", "")
    assert phrases.name.hasFocus()
    phrases.keep("risk", "No risk.")
    assert phrases.kept == [MSE, RISK]


def test_a_phrase_is_renamed_only_where_it_was_chosen_and_undo_takes_that_back(
    phrases: Phrases,
) -> None:
    phrases.keep("mse", "Alert.")
    phrases.list.setCurrentRow(0)
    phrases.name.setText("status")
    phrases.text.setPlainText("Alert and oriented.")
    phrases.press("Rename “mse”")
    assert phrases.kept == [Phrase("status", "Alert and oriented.")]
    assert "“mse” is called “status” now." in phrases.said
    phrases.press("Undo")
    assert phrases.kept == [MSE]


def test_a_removal_is_undone_also_after_the_cover_was_up(phrases: Phrases) -> None:
    phrases.keep("mse", "Alert.")
    phrases.list.setCurrentRow(0)
    phrases.press("Remove")
    phrases.writing.editor.clear_texts()
    phrases.writing.editor.restore_texts()
    phrases.press("Undo")
    assert phrases.kept == [MSE]


def test_behind_the_cover_no_button_names_a_phrase(phrases: Phrases) -> None:
    phrases.keep("mse", "Alert.")
    phrases.list.setCurrentRow(0)
    phrases.name.setText("status")
    phrases.writing.editor.clear_texts()
    shown = [one.text() for one in phrases.panel.findChildren(QAbstractButton)]
    assert not any("mse" in one for one in shown)
    phrases.writing.editor.restore_texts()
    phrases.press("Rename “mse”")
    assert phrases.kept == [Phrase("status", "Alert.")]


def test_a_phrase_that_was_changed_or_removed_comes_back_by_undo(phrases: Phrases) -> None:
    phrases.keep("mse", "Alert.")
    phrases.list.setCurrentRow(0)
    phrases.text.setPlainText("Calm.")
    phrases.press("Keep change")
    assert phrases.kept == [Phrase("mse", "Calm.")]
    phrases.press("Undo")
    phrases.list.setCurrentRow(0)
    phrases.press("Remove")
    assert (phrases.kept, phrases.typed) == ([], ("", ""))
    phrases.press("Undo")
    assert phrases.kept == [MSE]


def test_a_phrase_never_takes_the_name_of_another(phrases: Phrases) -> None:
    phrases.keep("mse", "Alert.")
    phrases.keep("/MSE", "No risk.")
    assert phrases.kept == [MSE]
    assert phrases.typed == ("/MSE", "No risk.")
    phrases.name.setText("two words")
    phrases.press("Keep phrase")
    assert phrases.kept == [MSE]


def test_a_half_typed_phrase_comes_back_when_another_was_chosen(phrases: Phrases) -> None:
    phrases.keep("mse", "Alert.")
    phrases.type("risk", "No ri")
    phrases.list.setCurrentRow(0)
    assert phrases.typed == ("mse", "Alert.")
    phrases.press("Undo")
    assert phrases.typed == ("risk", "No ri")
    phrases.press("New")
    assert phrases.typed == ("", "")
    phrases.press("Undo")
    QTest.keyClicks(phrases.text, "sk.")
    phrases.press("Keep phrase")
    assert phrases.kept == [MSE, RISK]


def test_a_half_typed_phrase_stands_there_again_after_escape(phrases: Phrases) -> None:
    phrases.type("risk", "No ri")
    QTest.keyClick(phrases.text, Qt.Key.Key_Escape)
    assert not phrases.panel.isVisible()
    assert phrases.writing.field.hasFocus()
    phrases.open()
    assert phrases.typed == ("risk", "No ri")
    assert phrases.text.hasFocus()


def test_a_phrase_that_a_full_disk_refuses_stays_in_the_form(phrases: Phrases) -> None:
    phrases.writing.desk.store.fail_next_commit = DiskFull()
    phrases.keep("mse", "Alert.")
    assert (phrases.kept, phrases.typed) == ([], ("mse", "Alert."))
    phrases.press("Keep phrase")
    assert phrases.kept == [MSE]


@pytest.mark.parametrize("closed", [False, True])
def test_a_half_typed_phrase_outlives_a_lock(
    phrases: Phrases, qtbot: QtBot, *, closed: bool
) -> None:
    desk = phrases.writing.desk
    phrases.keep("mse", "Alert.")
    phrases.list.setCurrentRow(0)
    phrases.name.setText("risk")
    QTest.keyClicks(phrases.text, " Calm")
    if closed:
        QTest.keyClick(phrases.text, Qt.Key.Key_Escape)
    phrases.writing.editor.clear_texts()
    for save in phrases.writing.aids.phrase_form.pending():
        save()
    phrases.writing.editor.hide()
    again = a_writing(qtbot, desk)
    draft = NoteContent(Template.SOAP, (subjective("Slept."),))
    again.editor.show_parts([Part(draft, editable=True)], People(again.unit))
    panel = again.part(PhrasePanel)
    assert panel.isVisible() is not closed
    (name,), (text,) = panel.findChildren(QLineEdit), panel.findChildren(QTextEdit)
    assert text.hasFocus() is not closed
    assert (name.text(), text.toPlainText()) == ("risk", "Alert. Calm")
    panel.show()
    press_button(panel, "Rename “mse”")()
    assert desk.cabinet.phrases.all() == [Phrase("risk", "Alert. Calm")]
    assert desk.cabinet.practice.unfinished(FormKind.PHRASE) == {}


def test_the_cover_takes_phrases_off_the_screen_and_gives_them_back(writing: Writing) -> None:
    writing.desk.cabinet.phrases.keep(Phrase("mse", "Alert."))
    writing.show(subjective("Slept."))
    writing.press(Qt.Key.Key_J)
    choose(popup(), "Edit phrases…")
    panel = writing.part(PhrasePanel)
    (text,), (names,) = panel.findChildren(QTextEdit), panel.findChildren(QListWidget)
    QTest.keyClicks(text, "Half typ")
    writing.editor.clear_texts()
    assert (text.toPlainText(), names.count()) == ("", 0)
    writing.editor.restore_texts()
    assert (text.toPlainText(), names.count()) == ("Half typ", 1)


def press_button(panel: QWidget, label: str) -> Callable[[], None]:
    (button,) = (one for one in panel.findChildren(QWidget) if one.accessibleName() == label)
    return lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton)
