"""The releases page as it is seen, pressed and read aloud."""

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.releases.world import World
from ui import sweep
from ui.releases.desk import Stage
from ui.releases.hand_over_step import ReceiptView
from ui.releases.rows import FittedList
from ui.releases.stepper import Step
from ui.releases.view import ReleasesView
from ui.releases.view_model import Page
from ui.strings import hand_over as step_words
from ui.strings import preview as preview_words
from ui.strings import releases as words
from ui.widgets.banner import Banner
from ui.widgets.pill import Pill
from vault.ids import ClientId, ReleaseId
from vault.passages import Passage, Section
from vault.requests import IdentityCheck

STICK = Path("/nowhere/stick/records-R-0001.pdf")
SECRETS = ("Dana", "Reyes", "Quillfeather", "Marcus")


class Shown:
    """The page in a window, over a practice in memory."""

    def __init__(self, qtbot: QtBot, vault_folder: Path, world: World | None = None) -> None:
        self.world = world or World(vault_folder=vault_folder)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.view = ReleasesView(self.world.model, self.world.clock, self.window)
        self.window.resize(1228, 850)
        self.view.resize(1228, 850)
        self.window.show()
        qtbot.waitExposed(self.window)

    def dana(self) -> ReleaseId:
        """Dana's request, for a file with two records and a draft."""
        dana = self.world.client()
        unit = self.world.unit_of(dana)
        secret = Passage(Section.SUBJECTIVE, "Quillfeather called.", in_confidence=True)
        self.world.note(unit, "Said.", days_ago=9)
        self.world.note(unit, "Said more.", secret, days_ago=6)
        self.world.note(unit, "Half.", signed=False)
        release_id = self.world.request(dana)
        self.world.open(release_id)
        return release_id

    def button(self, label: str) -> QAbstractButton:
        return next(
            one
            for one in self.view.findChildren(QAbstractButton)
            if one.isVisible() and not isinstance(one, Step)
            if label in {one.text(), one.accessibleName()}
        )

    def press(self, label: str) -> None:
        QTest.qWait(0)
        QTest.mouseClick(self.button(label), Qt.MouseButton.LeftButton)

    def sentences(self) -> str:
        """All that can be read on the page."""
        labels = [one.text() for one in self.view.findChildren(QLabel) if one.isVisible()]
        return "\n".join(labels)

    def list(self) -> FittedList:
        return next(one for one in self.view.findChildren(FittedList) if one.isVisible())


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Shown:
    return Shown(qtbot, tmp_path / "vault")


def everything_told(root: QWidget) -> str:
    """What widgets, lists and the accessibility tree tell of, seen or not."""
    told: list[str] = []
    for part in root.findChildren(QWidget):
        told += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
        if isinstance(part, QLabel | QAbstractButton | QLineEdit):
            told.append(part.text())
        if isinstance(part, QAbstractItemView):
            told += rows(part.model())
    return "\n".join(told)


def rows(model: QAbstractItemModel | None) -> list[str]:
    if model is None:
        return []
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_the_page_says_what_goes_there_while_it_is_empty(shown: Shown, qtbot: QtBot) -> None:
    assert words.empty() in shown.sentences()
    with qtbot.waitSignal(shown.view.clients_asked):
        shown.press(words.choose_client())


def test_the_desk_says_who_asks_and_until_when(shown: Shown) -> None:
    shown.dana()
    assert "Dana Reyes asks for a copy of the file" in shown.sentences()
    assert "Asked 9 Nov 2026 in writing · due 9 Dec · 27 days left" in shown.sentences()
    assert words.own_request("their") in shown.sentences()


@pytest.mark.parametrize(
    ("pronouns", "whose"),
    [("she/her", "her"), ("He / him", "his"), ("they/them", "their"), ("", "their")],
)
def test_simple_pronouns_are_used(pronouns: str, whose: str) -> None:
    assert words.whose(pronouns) == whose


def test_a_click_on_a_record_leaves_it_out_and_the_space_bar_takes_it_back(shown: Shown) -> None:
    shown.dana()
    records = shown.list()
    first = shown.world.desk.records[0].note_id
    place = records.visualRect(records.model().index(0, 0)).center()
    QTest.mouseClick(
        records.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert first not in shown.world.desk.chosen
    assert shown.world.stored_choice is not None
    QTest.keyClick(records, Qt.Key.Key_Space)
    assert first in shown.world.desk.chosen


def test_a_draft_can_not_be_ticked_and_says_why(shown: Shown) -> None:
    shown.dana()
    records = shown.list()
    draft = records.model().index(2, 0)
    records.setCurrentIndex(draft)
    QTest.keyClick(records, Qt.Key.Key_Space)
    assert len(shown.world.desk.chosen) == 2
    assert "Sign it to let it go" in str(draft.data())
    assert words.record_stays("Session 3", in_part=False) in shown.sentences()


def test_a_record_that_goes_in_part_shows_its_rule(shown: Shown) -> None:
    shown.dana()
    assert words.record_stays("Session 2", in_part=True) in shown.sentences()
    assert "45 CFR 164.524(a)(2)(v)" in shown.sentences()


def test_all_and_none_can_be_chosen_with_one_press(shown: Shown) -> None:
    shown.dana()
    shown.press(words.choose_none())
    assert shown.world.desk.chosen == frozenset()
    assert not shown.button(step_words.check()).isEnabled()
    shown.press(words.choose_all())
    assert len(shown.world.desk.chosen) == 2


def test_an_unchecked_identity_stops_the_desk_and_one_press_leads_to_it(shown: Shown) -> None:
    world = shown.world
    world.note(world.unit_of(world.client()), "Said.")
    world.open(world.request(ClientId(1), IdentityCheck.NOT_YET))
    banner = next(one for one in shown.view.findChildren(Banner) if one.isVisible())
    assert "Not verified. Check with your board." in banner.accessibleName()
    shown.press(words.note_identity())
    shown.press(words.identity(IdentityCheck.KNOWN))
    assert world.desk.blocks == ()
    assert not banner.isVisible()


def test_a_minors_file_is_stopped_with_its_rule(shown: Shown) -> None:
    world = shown.world
    noa = world.minor()
    world.note(world.unit_of(noa), "Said.")
    world.open(world.request(noa))
    assert "45 CFR 164.502(g)(3)" in shown.sentences()
    assert not shown.button(step_words.check()).isEnabled()
    assert not any(
        one.isVisible() for one in shown.view.findChildren(Pill) if "consent" in one.text()
    )


def test_the_check_names_characters_that_can_not_be_printed(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.fakes import FakePress
    from vault.printed import FileCopy, Typeset

    def typeset(_press: FakePress, _copy: FileCopy) -> Typeset:
        return Typeset(b"%FAKE\npage", frozenset({"\N{GRINNING FACE}"}))

    monkeypatch.setattr(FakePress, "typeset", typeset)
    shown.dana()
    shown.press(step_words.check())
    assert "1 character can't be printed" in shown.sentences()
    assert "grinning face" in shown.sentences()
    assert step_words.confidences_out(1) in shown.sentences()


def test_enter_alone_never_hands_over_and_the_space_bar_does(shown: Shown) -> None:
    shown.dana()
    shown.press(step_words.check())
    shown.press(step_words.to_last_step())
    shown.world.desk.hand_over.choose(STICK)
    act = shown.button(step_words.act())
    act.setFocus()
    QTest.keyClick(act, Qt.Key.Key_Return)
    QTest.keyClick(act, Qt.Key.Key_Enter)
    assert shown.world.outbox.files == {}
    QTest.keyClick(act, Qt.Key.Key_Space)
    assert list(shown.world.outbox.files) == [STICK]
    assert step_words.what_now() in shown.sentences()
    assert STICK.name in shown.sentences()


def test_the_focus_stays_with_the_six_words_after_handing_over(shown: Shown) -> None:
    shown.dana()
    shown.press(step_words.check())
    shown.press(step_words.to_last_step())
    shown.world.desk.hand_over.choose(STICK)
    # While it works its button is off, and the focus wanders to the sidebar.
    shown.window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown.window.setFocus()
    shown.press(step_words.act())
    assert isinstance(shown.window.focusWidget(), ReceiptView)


def test_the_receipt_leads_to_the_record_of_it(shown: Shown) -> None:
    shown.dana()
    shown.press(step_words.check())
    shown.press(step_words.to_last_step())
    shown.world.desk.hand_over.choose(STICK)
    shown.press(step_words.act())
    shown.press(step_words.see_record())
    assert shown.world.at() is Page.SHELF
    told = everything_told(shown.view)
    assert words.given_to("Dana Reyes") in told
    assert "1 of them in part" in told


def test_a_refused_place_is_told_beside_it(shown: Shown) -> None:
    shown.dana()
    shown.press(step_words.check())
    shown.press(step_words.to_last_step())
    shown.world.desk.hand_over.choose(shown.world.vault_folder / "records.pdf")
    assert step_words.in_vault() in shown.sentences()
    shown.world.desk.hand_over.choose(STICK)
    assert step_words.in_vault() not in shown.sentences()


def test_the_dialog_starts_outside_the_vault_and_proposes_no_name_of_a_client(
    shown: Shown,
) -> None:
    shown.dana()
    dialog = open_dialog(shown)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert [Path(one).name for one in dialog.selectedFiles()] == ["records-R-0001.pdf"]
    start = Path(dialog.directory().absolutePath())
    assert not start.is_relative_to(shown.world.vault_folder)
    assert "Dana" not in dialog.windowTitle()
    dialog.reject()


def test_the_page_survives_a_dialog_that_is_swept_away(shown: Shown) -> None:
    shown.dana()
    open_dialog(shown)
    sweep.close_all_but(shown.window)
    QTest.qWait(0)
    shown.view.clear_texts()
    shown.view.restore_texts()
    shown.world.settle()
    assert open_dialog(shown).isVisible()
    sweep.close_all_but(shown.window)


def test_after_clearing_nothing_tells_of_a_client(shown: Shown) -> None:
    release_id = shown.dana()
    shown.press(step_words.check())
    shown.press(step_words.to_last_step())
    password = shown.world.desk.hand_over.password
    assert password in everything_told(shown.view)
    shown.view.clear_texts()
    told = everything_told(shown.view)
    assert [one for one in (*SECRETS, password) if one in told] == []
    shown.view.restore_texts()
    shown.world.settle()
    assert shown.view.open_release == release_id
    assert shown.world.at() is Stage.HAND_OVER
    assert "Dana Reyes" in everything_told(shown.view)
    assert password in everything_told(shown.view)


def test_escape_goes_back(shown: Shown) -> None:
    shown.dana()
    shown.press(step_words.check())
    shown.press(preview_words.larger())
    places = []
    for _ in range(3):
        QTest.keyClick(shown.view.focusWidget() or shown.view, Qt.Key.Key_Escape)
        places.append(shown.world.at())
    assert places == [Stage.CHECK, Stage.CHOOSE, Page.SHELF]


def test_every_button_and_step_has_a_name_to_be_read_aloud(shown: Shown) -> None:
    shown.dana()
    buttons = shown.view.findChildren(QAbstractButton)
    assert [one for one in buttons if one.isVisible() and not one.accessibleName()] == []
    steps = [one.accessibleName() for one in shown.view.findChildren(Step)]
    assert steps[2] == "Step 3 of 5: What is released. 2 records, 1 stays"


def test_five_hundred_records_take_as_many_widgets_as_two(shown: Shown) -> None:
    shown.dana()
    before = len(shown.view.findChildren(QWidget))
    unit = shown.world.unit_of(ClientId(1))
    for number in range(500):
        shown.world.note(unit, f"Said {number}.", days_ago=number + 20)
    shown.world.desk.open(None)
    shown.world.open(ReleaseId(1))
    assert shown.list().model().rowCount() == 503
    assert len(shown.view.findChildren(QWidget)) == before
    shown.list().scrollToBottom()
    assert shown.list().indexAt(QPoint(5, 5)).row() > 400


def open_dialog(shown: Shown) -> QFileDialog:
    shown.world.desk.go_to(Stage.CHECK)
    shown.world.desk.go_to(Stage.HAND_OVER)
    shown.press(step_words.choose_place())
    return next(
        one for one in shown.view.findChildren(QFileDialog, "destination") if one.isVisible()
    )
