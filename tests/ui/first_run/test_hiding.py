"""Somebody walks in during the first run."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.fakes import FakeClock
from tests.harness.secrecy import screen_texts
from tests.ui.first_run.test_view import (
    button,
    field,
    shown,
    to_kit,
    to_passphrase,
    to_profile,
    write,
)
from tests.vault.first_run_world import PROFILE, World
from ui.cover import Cover
from ui.covering import Covering
from ui.first_run.hiding import FirstRunHiding
from ui.first_run.view import FirstRunView
from ui.first_run.view_model import FirstRunViewModel, said
from ui.strings import first_run as words
from ui.strings import window as window_words
from ui.window import Window
from vault.autolock import Clocks
from vault.errors import DiskFull
from vault.first_run import Step
from vault.first_run_steps import KitKept

OWN = "lanterns juggle eleven cold otters"


class Scene:
    """A window in its first run, and a clock that stands still."""

    def __init__(self, model: FirstRunViewModel) -> None:
        self.model = model
        self.now = Clocks(0.0, 0.0, 0.0)
        self.window = Window()
        self.covering = Covering(
            self.window, lambda: Cover("clock", lambda: FakeClock().now_utc()), lambda: self.now
        )
        self.hiding = FirstRunHiding(
            self.window, self.covering, model, lambda: FirstRunView(model), lambda: self.now
        )

    @property
    def view(self) -> FirstRunView:
        """The wizard's page, which is in front."""
        page = self.window.page
        assert isinstance(page, FirstRunView)
        return page

    @property
    def cover(self) -> Cover:
        """The cover, which is in front."""
        page = self.window.page
        assert isinstance(page, Cover)
        return page

    def pass_seconds(self, seconds: float) -> None:
        """Let time pass on every clock."""
        self.now = Clocks(*(clock + seconds for clock in vars_of(self.now)))

    def hide(self) -> None:
        """Hide, and delete what the event loop deletes when it comes round."""
        assert self.hiding.hide()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def come_back(self, passphrase: str) -> None:
        """Type a passphrase on the cover."""
        QTest.keyClick(self.cover, Qt.Key.Key_Space)
        line = self.cover.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)


def vars_of(clocks: Clocks) -> tuple[float, float, float]:
    return clocks.monotonic, clocks.boot, clocks.wall


def everything() -> str:
    """All that any widget holds, and all that a screen reader, a title or the clipboard tells."""
    held = [one.text() for one in QApplication.allWidgets() if isinstance(one, QLabel | QLineEdit)]
    return "\n".join([*held, *(text for _, text in screen_texts())]).upper()


@pytest.fixture
def scene(qtbot: QtBot, model: FirstRunViewModel) -> Iterator[Scene]:
    scene = Scene(model)
    qtbot.addWidget(scene.window)
    scene.window.show()
    scene.window.activateWindow()
    qtbot.waitUntil(scene.window.isActiveWindow)
    scene.hiding.begin()
    yield scene
    scene.hiding.end()


def at_the_kit(qtbot: QtBot, scene: Scene) -> None:
    to_kit(qtbot, scene.view, scene.model)


def secrets_of(model: FirstRunViewModel) -> list[str]:
    """The words, and each group of the recovery key."""
    keys = model.first_run.kit.keys
    groups = keys.recovery_groups if keys else ()
    return [text.upper() for text in (model.first_run.passphrase.offered, *groups) if text]


def test_hiding_the_kit_leaves_neither_words_nor_recovery_key_anywhere(
    qtbot: QtBot, scene: Scene
) -> None:
    at_the_kit(qtbot, scene)
    group = scene.model.first_run.kit.asked[0]
    keys = scene.model.first_run.kit.keys
    assert keys is not None
    write(scene.view, words.group(group), keys.recovery_groups[group - 1])
    QApplication.clipboard().setText(keys.recovery_groups[0])
    assert keys.recovery_groups[group - 1] in everything(), "the scanner must see the wizard"
    scene.hide()
    assert scene.window.windowTitle() == window_words.covered_title()
    assert not any(secret in everything() for secret in secrets_of(scene.model))
    assert words.title(Step.KIT).upper() not in everything()
    pictures = [one for one in QApplication.allWidgets() if isinstance(one, QLabel)]
    assert all(one.pixmap().isNull() for one in pictures)


def test_an_own_passphrase_that_is_being_typed_is_dropped(qtbot: QtBot, scene: Scene) -> None:
    to_passphrase(qtbot, scene.view, scene.model)
    offered = scene.model.first_run.passphrase.offered
    button(scene.view, words.use_my_own()).click()
    write(scene.view, words.own_passphrase(), OWN)
    assert OWN.upper() in everything(), "the scanner must see the wizard"
    scene.hide()
    assert OWN.upper() not in everything()
    assert offered.upper() not in everything()
    assert not scene.model.first_run.passphrase.own


@pytest.mark.parametrize(
    "wake",
    [
        lambda cover: QTest.keyClick(cover, Qt.Key.Key_A),
        lambda cover: QTest.keyClick(cover, Qt.Key.Key_Escape),
        lambda cover: QTest.mouseClick(cover, Qt.MouseButton.LeftButton),
    ],
)
def test_before_a_passphrase_is_chosen_anything_comes_back_to_other_words(
    qtbot: QtBot, scene: Scene, wake: Callable[[QWidget], None]
) -> None:
    to_passphrase(qtbot, scene.view, scene.model)
    before = scene.model.first_run.passphrase.offered
    write(scene.view, words.type_them(), before)
    assert words.words_forgotten() not in shown(scene.view)
    scene.hide()
    scene.pass_seconds(3600)
    wake(scene.cover)
    now = scene.model.first_run.passphrase.offered
    assert now not in {"", before}
    assert now in shown(scene.view)
    assert words.words_forgotten() in shown(scene.view)
    assert field(scene.view, words.type_them()).text() == ""
    assert QApplication.focusWidget() is field(scene.view, words.type_them())
    assert scene.window.windowTitle() == window_words.title()


def test_words_forgotten_on_another_step_are_told_where_others_come(
    qtbot: QtBot, scene: Scene
) -> None:
    to_passphrase(qtbot, scene.view, scene.model)
    button(scene.view, words.back()).click()
    scene.hide()
    QTest.keyClick(scene.cover, Qt.Key.Key_A)
    to_passphrase(qtbot, scene.view, scene.model)
    assert words.words_forgotten() in shown(scene.view)
    button(scene.view, words.other_words()).click()
    assert words.words_forgotten() not in shown(scene.view)


def test_hiding_again_puts_away_what_is_half_typed_on_the_cover(qtbot: QtBot, scene: Scene) -> None:
    at_the_kit(qtbot, scene)
    scene.hide()
    scene.come_back("not the passphrase")
    line = scene.cover.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "half")
    scene.hide()
    assert scene.cover.findChild(QLineEdit) is None


def test_only_the_chosen_passphrase_comes_back_to_the_kit(qtbot: QtBot, scene: Scene) -> None:
    at_the_kit(qtbot, scene)
    scene.model.kept(KitKept.PRINTED)
    group = scene.model.first_run.kit.asked[0]
    write(scene.view, words.group(group), "AB")
    scene.hide()
    scene.pass_seconds(4)
    scene.come_back("not the words")
    assert window_words.wrong_passphrase() in shown(scene.cover)
    assert not any(secret in everything() for secret in secrets_of(scene.model))
    scene.come_back(scene.model.first_run.passphrase.offered)
    assert words.title(Step.KIT) in shown(scene.view)
    assert words.kit_kept(KitKept.PRINTED) in shown(scene.view)
    assert field(scene.view, words.group(group)).text() == "AB"
    assert any(not one.pixmap().isNull() for one in scene.view.findChildren(QLabel))
    assert button(scene.view, words.save_kit()).isEnabled()


def test_everything_typed_is_there_again_down_to_the_passphrase(qtbot: QtBot, scene: Scene) -> None:
    to_profile(qtbot, scene.view, scene.model)
    write(scene.view, words.name(), "Mara Quill")
    scene.hide()
    scene.pass_seconds(4)
    scene.come_back(scene.model.first_run.passphrase.offered)
    assert field(scene.view, words.name()).text() == "Mara Quill"
    scene.model.go_back()
    scene.model.go_back()
    offered = scene.model.first_run.passphrase.offered
    assert offered in shown(scene.view)
    assert field(scene.view, words.type_them()).text() == offered


def test_the_keys_go_on_where_they_went(qtbot: QtBot, scene: Scene) -> None:
    to_profile(qtbot, scene.view, scene.model)
    write(scene.view, words.practice(), "Quill Counseling")
    field(scene.view, words.practice()).setCursorPosition(5)
    scene.hide()
    scene.pass_seconds(4)
    scene.come_back(scene.model.first_run.passphrase.offered)
    assert QApplication.focusWidget() is field(scene.view, words.practice())
    assert field(scene.view, words.practice()).cursorPosition() == 5
    button(scene.view, words.back()).setFocus()
    scene.hide()
    scene.pass_seconds(4)
    scene.come_back(scene.model.first_run.passphrase.offered)
    assert QApplication.focusWidget() is button(scene.view, words.back())


def test_escape_takes_a_slip_back_inside_three_seconds_only(qtbot: QtBot, scene: Scene) -> None:
    at_the_kit(qtbot, scene)
    scene.hide()
    scene.pass_seconds(3)
    QTest.keyClick(scene.cover, Qt.Key.Key_Escape)
    assert words.title(Step.KIT) in shown(scene.view)
    scene.hide()
    scene.pass_seconds(3.1)
    QTest.keyClick(scene.cover, Qt.Key.Key_Escape)
    assert scene.covering.is_up


def test_an_idle_time_as_long_as_was_chosen_hides(qtbot: QtBot, scene: Scene) -> None:
    scene.model.first_run.set_idle_minutes(7)
    scene.pass_seconds(7 * 60 - 1)
    scene.hiding.pass_time(scene.now)
    assert not scene.covering.is_up
    scene.hiding.touch(scene.now.monotonic)
    scene.pass_seconds(7 * 60 - 1)
    scene.hiding.pass_time(scene.now)
    assert not scene.covering.is_up
    scene.pass_seconds(1)
    scene.hiding.pass_time(scene.now)
    assert scene.covering.is_up


def test_after_coming_back_the_idle_time_begins_anew(qtbot: QtBot, scene: Scene) -> None:
    scene.hide()
    scene.pass_seconds(3600)
    QTest.keyClick(scene.cover, Qt.Key.Key_A)
    scene.pass_seconds(60)
    scene.hiding.pass_time(scene.now)
    assert not scene.covering.is_up


def test_a_file_picker_goes_with_the_rest(qtbot: QtBot, scene: Scene) -> None:
    at_the_kit(qtbot, scene)
    button(scene.view, words.save_kit()).click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    assert scene.hiding.hide()
    assert QApplication.activeModalWidget() is None
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [scene.window]


def test_nothing_goes_on_by_itself_behind_the_cover(qtbot: QtBot, scene: Scene) -> None:
    with qtbot.waitSignal(scene.model.place_known):
        scene.model.go_on()
        scene.hide()
    assert scene.model.first_run.step is Step.PLACE
    assert not scene.model.first_run.passphrase.offered


def test_a_kit_that_is_drawn_behind_the_cover_is_shown_after_coming_back(
    qtbot: QtBot, scene: Scene
) -> None:
    to_passphrase(qtbot, scene.view, scene.model)
    write(scene.view, words.type_them(), scene.model.first_run.passphrase.offered)
    with qtbot.waitSignal(scene.model.kit_drawn):
        scene.model.go_on()
        scene.hide()
    assert not any(secret in everything() for secret in secrets_of(scene.model))
    scene.pass_seconds(4)
    scene.come_back(scene.model.first_run.passphrase.offered)
    assert any(not one.pixmap().isNull() for one in scene.view.findChildren(QLabel))


def test_a_vault_that_is_made_behind_the_cover_stays_behind_it(qtbot: QtBot, scene: Scene) -> None:
    to_profile(qtbot, scene.view, scene.model)
    run = scene.model.first_run
    run.set_profile(PROFILE)
    scene.model.go_on()
    passphrase = run.passphrase.offered
    with qtbot.waitSignal(scene.model.made):
        scene.model.go_on()
        assert run.step is Step.MAKING
        scene.hide()
    assert scene.covering.is_up
    # Its secrets are wiped: until the open vault takes over, nothing comes back.
    QTest.keyClick(scene.cover, Qt.Key.Key_Escape)
    scene.come_back(passphrase)
    assert scene.covering.is_up


def test_hiding_just_after_the_making_waits_for_the_open_vault_as_well(
    qtbot: QtBot, scene: Scene
) -> None:
    to_profile(qtbot, scene.view, scene.model)
    scene.model.first_run.set_profile(PROFILE)
    scene.model.go_on()
    with qtbot.waitSignal(scene.model.made):
        scene.model.go_on()
    scene.hide()
    QTest.keyClick(scene.cover, Qt.Key.Key_A)
    assert scene.covering.is_up


def test_a_making_that_failed_behind_the_cover_is_told_after_coming_back(
    qtbot: QtBot, scene: Scene, world: World
) -> None:
    to_profile(qtbot, scene.view, scene.model)
    scene.model.first_run.set_profile(PROFILE)
    scene.model.go_on()
    world.keeper.fail = DiskFull()
    with qtbot.waitSignal(scene.model.failed):
        scene.model.go_on()
        scene.hide()
    scene.pass_seconds(4)
    scene.come_back(scene.model.first_run.passphrase.offered)
    assert words.title(Step.IDLE) in shown(scene.view)
    assert said(DiskFull()) in shown(scene.view)


def test_the_cover_is_painted_before_anything_is_taken_away(
    qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_kit(qtbot, scene)
    order: list[str] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and isinstance(watched, Cover):
                order.append("painted")
            return False

    watch = Painted()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    monkeypatch.setattr(scene.model, "hide", lambda: order.append("taken away"))
    scene.hide()
    app.removeEventFilter(watch)
    assert order[0] == "painted"
    assert "taken away" in order
