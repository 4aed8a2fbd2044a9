"""The wizard as a person at the keyboard meets it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import (
    QAbstractPrintDialog,
    QPrintDialog,
    QPrinter,
    QPrinterInfo,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.harness.messages import Messages
from tests.vault.first_run_world import FOLDER, PROFILE, World
from ui.first_run.kit_page import KitPage
from ui.first_run.view import FirstRunView
from ui.first_run.view_model import FirstRunViewModel
from ui.strings import cover as cover_words
from ui.strings import first_run as words
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.choice import CheckBox, ComboBox
from vault.first_run import ORDER, Step
from vault.first_run_steps import KitKept, PlaceReport, Reason


@pytest.fixture
def view(qtbot: QtBot, model: FirstRunViewModel) -> FirstRunView:
    view = FirstRunView(model)
    qtbot.addWidget(view)
    view.resize(1440, 900)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def shown(view: QWidget) -> str:
    labels = view.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def button(view: FirstRunView, label: str) -> Button:
    found = [one for one in view.findChildren(Button) if one.text() == label and one.isVisible()]
    assert len(found) == 1, label
    return found[0]


def field(view: FirstRunView, name: str) -> QLineEdit:
    found = [
        one
        for one in view.findChildren(QLineEdit)
        if one.accessibleName() == name and one.isVisible()
    ]
    assert len(found) == 1, name
    return found[0]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press_enter() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def write(view: FirstRunView, name: str, text: str) -> None:
    field(view, name).setFocus()
    field(view, name).selectAll()
    QTest.keyClicks(field(view, name), text)


def to_passphrase(qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel) -> None:
    press_enter()
    qtbot.waitUntil(lambda: model.first_run.step is Step.PASSPHRASE)


def to_kit(qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel) -> None:
    to_passphrase(qtbot, view, model)
    write(view, words.type_them(), model.first_run.passphrase.offered)
    with qtbot.waitSignal(model.kit_drawn):
        press_enter()


def to_profile(qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel) -> None:
    to_kit(qtbot, view, model)
    model.kept(KitKept.PRINTED)
    assert model.first_run.kit.keys is not None
    for group in model.first_run.kit.asked:
        printed = model.first_run.kit.keys.recovery_groups[group - 1]
        write(view, words.group(group), printed.lower())
    press_enter()
    assert model.first_run.step is Step.PROFILE


def test_a_whole_first_run_by_the_keyboard_alone(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel, world: World
) -> None:
    to_profile(qtbot, view, model)
    QTest.keyClicks(focused(), "Mara Quill")
    state = next(one for one in view.findChildren(ComboBox) if one.isVisible())
    state.setFocus()
    QTest.keyClicks(state, "Ore")
    field(view, words.phone()).setFocus()
    press_enter()
    assert words.title(Step.IDLE) in shown(view)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    with qtbot.waitSignal(model.made) as made:
        button(view, words.make_vault()).setFocus()
        press_enter()
    records = made.args[0].store.records
    assert (records.profile.name, records.profile.state) == ("Mara Quill", "OR")
    assert records.settings.idle_minutes == 10


def test_the_minutes_are_a_few_steps_and_the_stored_ones(
    qtbot: QtBot, model: FirstRunViewModel
) -> None:
    model.first_run.set_idle_minutes(7)
    view = FirstRunView(model)
    qtbot.addWidget(view)
    lists = [one for one in view.findChildren(ComboBox) if one.findData(7) >= 0]
    assert [lists[0].itemData(at) for at in range(lists[0].count())] == [
        1,
        2,
        3,
        5,
        7,
        10,
        15,
        20,
        30,
    ]
    assert lists[0].currentData() == 7


def test_the_foot_says_when_it_covers_itself_and_what_brings_it_back(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    assert cover_words.first_run_covers(5) in shown(view)
    to_passphrase(qtbot, view, model)
    assert cover_words.first_run_covers_and_forgets(5) in shown(view)
    to_profile(qtbot, view, model)
    assert cover_words.first_run_covers_and_asks(5) in shown(view)
    model.first_run.set_profile(PROFILE)
    model.go_on()
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert cover_words.first_run_covers_and_asks(3) in shown(view)


def test_after_the_making_no_secret_stands_in_any_widget(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel, world: World
) -> None:
    to_profile(qtbot, view, model)
    offered = model.first_run.passphrase.offered
    view.forget()
    texts = [one.text() for one in view.findChildren(QLineEdit)]
    texts += [one.text() for one in view.findChildren(QLabel)]
    secrets = [offered, *world.keys[0].recovery_groups]
    assert not any(secret.lower() in text.lower() for secret in secrets for text in texts)
    assert all(one.pixmap().isNull() for one in view.findChildren(QLabel) if one.text() == "")


def test_a_problem_stands_beside_its_field_which_gets_the_cursor(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_passphrase(qtbot, view, model)
    write(view, words.type_them(), "something else")
    press_enter()
    assert "differs" in shown(view)
    assert QApplication.focusWidget() is field(view, words.type_them())
    assert "differs" in field(view, words.type_them()).accessibleDescription()
    QTest.keyClicks(focused(), "x")
    assert "differs" not in shown(view)


def test_other_words_empty_what_was_typed_of_the_old_ones(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_passphrase(qtbot, view, model)
    write(view, words.type_them(), "acorn birch")
    before = model.first_run.passphrase.offered
    button(view, words.other_words()).click()
    assert field(view, words.type_them()).text() == ""
    assert before not in shown(view)
    assert model.first_run.passphrase.offered in shown(view)


def test_one_s_own_passphrase_is_measured_while_it_is_typed(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_passphrase(qtbot, view, model)
    button(view, words.use_my_own()).click()
    write(view, words.own_passphrase(), "password")
    qtbot.waitUntil(lambda: words.strength(20, 60) in shown(view))
    write(view, words.own_passphrase(), "otters juggle")
    qtbot.waitUntil(lambda: words.strength(90, 60) in shown(view))
    assert model.first_run.passphrase.offered not in shown(view)


def test_escape_goes_back_and_what_was_typed_is_still_there(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_kit(qtbot, view, model)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert words.title(Step.PASSPHRASE) in shown(view)
    assert field(view, words.type_them()).text() == model.first_run.passphrase.offered
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert words.title(Step.PLACE) in shown(view)


def test_a_synced_folder_shows_a_warning_and_a_tick(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel, world: World
) -> None:
    world.report = PlaceReport(FOLDER, synced_by="Dropbox")
    press_enter()
    qtbot.waitUntil(lambda: words.synced("Dropbox") in shown(view))
    assert model.first_run.step is Step.PLACE
    tick = next(one for one in view.findChildren(CheckBox) if one.isVisible())
    QTest.keyClick(tick, Qt.Key.Key_Space)
    button(view, words.go_on()).click()
    assert words.title(Step.PASSPHRASE) in shown(view)


def test_a_folder_that_won_t_do_is_said_beside_it(
    qtbot: QtBot, view: FirstRunView, world: World
) -> None:
    world.report = PlaceReport(FOLDER, Reason.VAULT_THERE)
    press_enter()
    qtbot.waitUntil(lambda: "already" in shown(view))
    assert QApplication.focusWidget() is field(view, words.folder())


def test_a_kit_that_wasn_t_kept_is_asked_for_before_its_groups(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_kit(qtbot, view, model)
    button(view, words.go_on()).click()
    assert "Print the kit or save it first" in shown(view)
    model.kept(KitKept.PRINTED)
    assert "Print the kit or save it first" not in shown(view)
    assert words.kit_kept(KitKept.PRINTED) in shown(view)
    button(view, words.go_on()).click()
    first = model.first_run.kit.asked[0]
    assert QApplication.focusWidget() is field(view, words.group(first))


def test_the_dialogs_are_qt_s_own_and_propose_neither_the_vault_nor_a_name(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_kit(qtbot, view, model)
    button(view, words.save_kit()).click()
    page = next(one for one in view.findChildren(KitPage))
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.isModal()
    assert str(FOLDER) not in dialog.directory().absolutePath()
    dialog.reject()


@pytest.fixture
def office_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with a printer."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])


def print_dialog(view: FirstRunView) -> QPrintDialog:
    button(view, words.print_kit()).click()
    page = next(one for one in view.findChildren(KitPage))
    dialog = page.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    return dialog


@pytest.mark.usefixtures("office_printer")
@pytest.mark.parametrize("name", ["print.pdf", ""])
def test_the_kit_is_never_printed_into_a_file(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel, tmp_path: Path, name: str
) -> None:
    to_kit(qtbot, view, model)
    dialog = print_dialog(view)
    assert not dialog.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    dialog.printer().setOutputFileName(str(tmp_path / name) if name else "")
    with qtbot.assertNotEmitted(model.page_ready, wait=50):
        dialog.accepted.emit(dialog.printer())
    dialog.reject()
    assert words.not_to_a_file() in shown(view)
    assert not model.first_run.kit.kept
    assert not (tmp_path / "print.pdf").exists()


def test_where_no_printer_is_set_up_the_kit_s_page_says_so(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    to_kit(qtbot, view, model)
    button(view, words.print_kit()).click()
    assert view.findChild(QPrintDialog) is None
    assert words.no_printer_there() in shown(view)
    assert not model.first_run.kit.kept


@pytest.mark.usefixtures("office_printer")
def test_a_printed_kit_counts_as_kept_under_a_name_that_tells_the_spooler_nothing(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel, tmp_path: Path
) -> None:
    to_kit(qtbot, view, model)
    dialog = print_dialog(view)
    assert dialog.isModal()
    printer = dialog.printer()
    assert printer.docName() == "Casekeep"
    # What the dialog offers depends on the computer's printers; the page goes to a file here.
    dialog.reject()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(model.kit_kept):
        model.draw_page()
    assert model.first_run.kit.kept == {KitKept.PRINTED}
    assert (tmp_path / "printed.pdf").stat().st_size > 0


@pytest.mark.usefixtures("office_printer")
def test_a_page_that_no_printer_takes_is_not_kept(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel, tmp_path: Path, messages: Messages
) -> None:
    messages.expect("QPainter::begin")
    to_kit(qtbot, view, model)
    dialog = print_dialog(view)
    dialog.reject()
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path))
    with qtbot.waitSignal(model.failed):
        model.draw_page()
    assert words.no_printer() in shown(view)
    assert not model.first_run.kit.kept


def test_the_samples_are_offered_on_the_first_step_only(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    with qtbot.waitSignal(view.sample_requested):
        button(view, words.look_around()).click()
    to_passphrase(qtbot, view, model)
    assert words.look_around() not in [
        one.text() for one in view.findChildren(Button) if one.isVisible()
    ]


def test_enter_on_the_minutes_makes_the_vault(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_profile(qtbot, view, model)
    QTest.keyClicks(focused(), "Ruth Alden")
    state = next(one for one in view.findChildren(ComboBox) if one.isVisible())
    QTest.keyClicks(state, "Ore")
    press_enter()
    assert model.first_run.step is Step.IDLE
    with qtbot.waitSignal(model.made):
        press_enter()


def test_each_step_says_where_it_stands_and_has_one_primary_button(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    to_profile(qtbot, view, model)
    for step in reversed(ORDER[:4]):
        assert model.first_run.step is step
        assert words.step_of(ORDER.index(step) + 1, 5) in shown(view)
        button(view, words.go_on())
        model.go_back()


def test_every_field_and_button_has_a_name(
    qtbot: QtBot, view: FirstRunView, model: FirstRunViewModel
) -> None:
    kinds = (QLineEdit, Button, CheckBox, ComboBox)
    for kind in kinds:
        for widget in view.findChildren(kind):
            # A banner without a next step hides its button.
            assert widget.accessibleName() or isinstance(widget.parent(), Banner), widget
