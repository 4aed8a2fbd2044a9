"""What helps with writing: spelling, finding, phrases, the date, a clean paste."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk, StillTimer
from tests.ui.notes.test_editor import subjective
from ui.notes.aids import WritingAids
from ui.notes.editor import NoteEditor, Part
from ui.notes.find_bar import FindBar
from ui.notes.measure import measure
from ui.notes.passage_edit import PassageEdit
from ui.notes.tags import People
from ui.theme import font
from ui.widgets.banner import Banner
from vault.notes import NoteContent
from vault.passages import UNTAGGED, About, Passage, Section, Template
from vault.phrases import Phrase

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PROSE = (
    "She came on time and said that the week had been calmer than the one before, though the "
    "nights were short and she woke at four with the argument still going round in her head. "
) * 4


@dataclass
class Writing:
    """An editor over an open vault, with a couple's note in it."""

    qtbot: QtBot
    desk: Desk
    editor: NoteEditor
    aids: WritingAids

    def show(self, *passages: Passage, addendum: NoteContent | None = None) -> None:
        parts = [Part(NoteContent(Template.SOAP, passages), editable=True)]
        if addendum is not None:
            parts.append(Part(addendum, editable=False, heading="Addendum"))
        self.editor.show_parts(parts, People(self.unit))
        self.field.setFocus()
        self.qtbot.waitUntil(self.field.hasFocus)

    def __post_init__(self) -> None:
        self.unit = self.desk.couple()

    @property
    def field(self) -> PassageEdit:
        return self.editor.fields[0]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.editor.content().passages]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> None:
        focus = self.editor.focusWidget() or self.field
        QTest.keyClick(focus, key, held)

    def part(self, kind: type[QWidget]) -> QWidget:
        (found,) = self.editor.findChildren(kind)
        return found

    def menu_at_cursor(self) -> QMenu:
        at = self.field.cursorRect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, QPoint(9, 9))
        QApplication.sendEvent(self.field.viewport(), event)
        return popup()


def popup() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def labels(menu: QMenu) -> list[str]:
    return [one.text().split("\t")[0] for one in menu.actions() if one.isVisible()]


def choose(menu: QMenu, label: str) -> None:
    found = [one for one in menu.actions() if one.text().split("\t")[0] == label]
    assert found, labels(menu)
    found[0].trigger()
    menu.close()


def a_writing(qtbot: QtBot, desk: Desk) -> Writing:
    aids = WritingAids(desk.vault, make_timer=StillTimer)
    editor = NoteEditor(aids)
    qtbot.addWidget(editor)
    editor.resize(760, 560)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    return Writing(qtbot, desk, editor, aids)


@pytest.fixture
def writing(qtbot: QtBot) -> Iterator[Writing]:
    yield a_writing(qtbot, Desk())
    while (open_menu := QApplication.activePopupWidget()) is not None:
        open_menu.close()


def has_wave(field: PassageEdit) -> bool:
    """Say whether anything is painted in the colour of refusal."""
    shown = field.grab().toImage()
    red = [QColor(shown.pixel(x, y)) for x in range(shown.width()) for y in range(shown.height())]
    return any(one.red() > 120 and one.red() > 2 * one.green() for one in red)


def test_a_misspelt_word_is_underlined_once_the_cursor_has_left_it(writing: Writing) -> None:
    writing.show()
    QTest.keyClicks(writing.field, "teh")
    assert not has_wave(writing.field)
    QTest.keyClicks(writing.field, " sleep")
    assert has_wave(writing.field)


def test_names_in_the_vault_and_third_persons_are_never_underlined(writing: Writing) -> None:
    sister = Passage(Section.SUBJECTIVE, "Xanthe Okafor rang.", About.somebody_else("Xanthe"))
    writing.show(sister)
    assert not has_wave(writing.field)


def test_a_name_that_is_given_to_a_third_person_isnt_underlined_any_more(
    writing: Writing,
) -> None:
    writing.show(subjective("Xanthe rang."))
    assert has_wave(writing.field)
    writing.press(Qt.Key.Key_P, ALT)
    (asked,) = writing.field.findChildren(QLineEdit)
    QTest.keyClicks(asked, "Xanthe")
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert not has_wave(writing.field)


def test_the_menu_offers_what_was_meant_and_puts_it_in(writing: Writing) -> None:
    writing.show(subjective("She recieved it.", About.all()))
    writing.field.go_to(6, 6)
    menu = writing.menu_at_cursor()
    assert labels(menu)[0] == "received"
    choose(menu, "received")
    assert writing.editor.content().passages == (subjective("She received it.", About.all()),)


def test_a_word_that_is_added_is_right_in_this_vault_from_then_on(writing: Writing) -> None:
    writing.show(subjective("Took Zolpraz."))
    writing.field.go_to(7, 7)
    choose(writing.menu_at_cursor(), "Add “Zolpraz” to this vault's dictionary")
    assert not has_wave(writing.field)
    assert writing.desk.cabinet.spelling.vocabulary().own == {"Zolpraz"}
    assert writing.desk.store.records.details == []


def test_an_open_note_follows_what_the_settings_say_of_language_and_words(
    writing: Writing,
) -> None:
    cabinet, hub = writing.desk.cabinet, writing.desk.hub
    hub.announce(cabinet.spelling.add("ozempic").changes)
    writing.show(subjective("ozempic"))
    assert not has_wave(writing.field)
    hub.announce(cabinet.spelling.remove("ozempic").changes)
    assert has_wave(writing.field)
    settings = cabinet.practice.settings()
    hub.announce(cabinet.practice.put_settings(replace(settings, spelling="")).changes)
    assert not has_wave(writing.field)


def test_words_are_not_read_before_a_note_is_open(qapp: QApplication) -> None:
    desk = Desk()
    aids = WritingAids(desk.vault)
    desk.lane.held = True
    desk.hub.announce(desk.cabinet.spelling.add("ozempic").changes)
    assert desk.lane.waiting == []
    aids.deleteLater()


def test_another_language_can_be_chosen_or_none(writing: Writing) -> None:
    writing.show(subjective("The colour."))
    assert has_wave(writing.field)
    for language, wrong in (("English, British", False), ("Not checked", False)):
        menu = writing.menu_at_cursor()
        languages = next(one.menu() for one in menu.actions() if one.text() == "Spelling")
        assert isinstance(languages, QMenu)
        choose(languages, language)
        menu.close()
        assert has_wave(writing.field) is wrong
    assert writing.desk.cabinet.spelling.vocabulary().language == ""


def test_f7_leads_from_one_misspelt_word_to_the_next_and_round(writing: Writing) -> None:
    writing.show(subjective("🌿 Teh sleep."), Passage(Section.PLAN, "Recieve."))
    writing.field.go_to(0, 0)
    found = []
    for _ in range(3):
        QTest.keyClick(writing.editor.recent or writing.field, Qt.Key.Key_F7)
        popup().close()
        edit = writing.editor.recent
        assert edit is not None
        found.append(edit.textCursor().selectedText())
    assert found == ["Teh", "Recieve", "Teh"]


def test_nothing_is_underlined_while_the_cover_is_up(writing: Writing) -> None:
    writing.show(subjective("Teh sleep."))
    writing.editor.clear_texts()
    assert not has_wave(writing.field)


def test_ctrl_f_finds_in_every_section_and_addendum(writing: Writing) -> None:
    writing.show(
        subjective("The Uncle 🌿 rang; uncle Ed."),
        Passage(Section.PLAN, "No more of the ÜNCLE."),
        addendum=NoteContent(Template.FREE, (Passage(Section.TEXT, "Her uncle again."),)),
    )
    writing.press(Qt.Key.Key_F)
    bar = writing.part(FindBar)
    assert isinstance(bar, FindBar)
    QTest.keyClicks(bar.field, "uncle")
    assert bar.field.accessibleDescription() == "4 hits"
    found = []
    for _ in range(5):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        found += [
            edit.textCursor().selectedText()
            for edit in writing.editor.fields
            if edit.textCursor().hasSelection()
        ][-1:]
    assert bar.field.accessibleDescription() == "1 of 4"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.field.accessibleDescription() == "4 of 4"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert writing.editor.fields[-1].hasFocus()


def test_the_count_of_hits_follows_what_is_written(writing: Writing) -> None:
    writing.show(subjective("uncle"))
    writing.press(Qt.Key.Key_F)
    bar = writing.part(FindBar)
    assert isinstance(bar, FindBar)
    QTest.keyClicks(bar.field, "uncle")
    QTest.keyClicks(writing.field, "uncle ")
    assert bar.field.accessibleDescription() == "2 hits"
    bar.field.setText("aunt")
    assert bar.field.accessibleDescription() == "Not found"


def test_hits_are_marked_again_under_another_layout_and_gone_with_the_note(
    writing: Writing,
) -> None:
    writing.show(subjective("uncle"))
    writing.press(Qt.Key.Key_F)
    bar = writing.part(FindBar)
    assert isinstance(bar, FindBar)
    QTest.keyClicks(bar.field, "uncle")
    writing.editor.set_template(Template.FREE)
    assert bar.field.accessibleDescription() == "1 hit"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert writing.field.textCursor().selectedText() == "uncle"
    writing.editor.close_parts()
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_finding_replaces_and_changes_nothing(writing: Writing) -> None:
    writing.show(subjective("uncle", About.all()))
    before = writing.editor.content()
    with writing.qtbot.assertNotEmitted(writing.editor.edited):
        writing.press(Qt.Key.Key_F)
        bar = writing.part(FindBar)
        assert isinstance(bar, FindBar)
        QTest.keyClicks(bar.field, "uncle")
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert writing.editor.content() == before


def test_the_date_and_the_time_are_a_key_away(writing: Writing) -> None:
    writing.show(subjective("Seen "))
    writing.field.moveCursor(QTextCursor.MoveOperation.End)
    writing.press(Qt.Key.Key_Semicolon)
    QTest.keyClicks(writing.field, " ")
    writing.press(Qt.Key.Key_Semicolon, CTRL | SHIFT)
    clock = writing.desk.clock
    local = clock.local(clock.now_utc())
    assert writing.texts == [f"Seen {local.day} {local:%b %Y} {local:%H:%M}"]


def test_a_short_name_and_tab_become_the_phrase(writing: Writing) -> None:
    writing.desk.cabinet.phrases.keep(Phrase("mse", "Alert and oriented.\nMood calm."))
    writing.show(subjective("🌿 ", About.all()))
    writing.field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(writing.field, "/MSE")
    QTest.keyClick(writing.field, Qt.Key.Key_Tab)
    assert writing.editor.content().passages == (
        subjective("🌿 Alert and oriented.", About.all()),
        subjective("Mood calm.", About.all()),
    )
    QTest.keyClick(writing.field, Qt.Key.Key_Z, CTRL)
    assert writing.texts == ["🌿 /MSE"]
    QTest.keyClick(writing.field, Qt.Key.Key_Space)
    QTest.keyClick(writing.field, Qt.Key.Key_Tab)
    assert writing.editor.fields[1].hasFocus()


def test_ctrl_j_lists_phrases_and_writes_the_one_that_is_chosen(writing: Writing) -> None:
    writing.desk.cabinet.phrases.keep(Phrase("end", "Next week."))
    writing.show(subjective("", About.all()), subjective("Last."))
    writing.press(Qt.Key.Key_J)
    choose(popup(), "end    Next week.")
    assert writing.texts[0] == "Next week."


def test_a_page_is_pasted_as_its_words_and_pictures_are_spoken_of_once(writing: Writing) -> None:
    writing.show(subjective("Slept.", About.all()))
    writing.field.moveCursor(QTextCursor.MoveOperation.End)
    pasted = QMimeData()
    pasted.setHtml("<p> Ate&nbsp;<img src='x'>well</p><p>Ran</p>")
    assert writing.field.canInsertFromMimeData(pasted)
    writing.field.insertFromMimeData(pasted)
    assert writing.texts == ["Slept.Ate well", "Ran"]
    (notice,) = writing.editor.findChildren(Banner)
    assert notice.accessibleName() == "Pictures were left out. Add them under Documents."
    assert notice.isVisible()
    QTest.keyClicks(writing.field, "x")
    assert not notice.isVisible()


def test_a_picture_alone_changes_nothing_and_is_spoken_of(writing: Writing) -> None:
    writing.show(subjective("Slept."))
    pasted = QMimeData()
    pasted.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    writing.field.insertFromMimeData(pasted)
    assert writing.texts == ["Slept."]
    assert writing.editor.findChildren(Banner)[0].isVisible()


@pytest.mark.parametrize("wide", [760, 1100, 1440, 2560])
def test_full_lines_have_66_to_75_characters_however_wide_the_window(
    writing: Writing, wide: int
) -> None:
    writing.editor.resize(wide, 560)
    writing.show(subjective(PROSE, About.all()))
    writing.qtbot.waitUntil(lambda: writing.field.width() > measure())
    layout = writing.field.text.firstBlock().layout()
    lines = [layout.lineAt(at).textLength() for at in range(layout.lineCount() - 1)]
    assert 66 <= sum(lines) / len(lines) <= 75
    assert max(lines) <= 80


def test_the_measure_is_taken_in_the_font_that_is_written_in(writing: Writing) -> None:
    writing.show(subjective("x", UNTAGGED))
    assert writing.field.text.defaultFont() == font("body")
