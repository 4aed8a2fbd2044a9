"""Settings and profile while they are chosen and typed, without a window."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import a_profile
from tests.ui.desk import Desk, StillTimer, waiting
from ui.autosave import DELAY_MS, RETRY_MS
from ui.settings.view_model import SettingsViewModel
from ui.settings.words_model import WordsModel
from vault.audit import AuditKind
from vault.errors import DiskFull, Problem
from vault.settings import LIMITS, Settings


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk()


@pytest.fixture
def model(desk: Desk) -> SettingsViewModel:
    made = SettingsViewModel(desk.vault, make_timer=StillTimer)
    made.load()
    return made


def stored(desk: Desk) -> Settings:
    return desk.cabinet.practice.settings()


def recorded(desk: Desk) -> list[AuditKind]:
    return [one.kind for one in desk.store.records.audit]


def test_a_choice_is_stored_at_once_and_recorded(desk: Desk, model: SettingsViewModel) -> None:
    model.choose("idle_minutes", 15)
    assert stored(desk).idle_minutes == 15
    assert model.pending_saves() == []
    assert recorded(desk) == [AuditKind.SETTING_WEAKENED]


def test_a_choice_leaves_alone_what_was_turned_elsewhere_meanwhile(
    desk: Desk, model: SettingsViewModel
) -> None:
    practice = desk.cabinet.practice
    practice.put_settings(replace(practice.settings(), initials_only=True))
    model.choose("template", "dap")
    assert stored(desk) == Settings(template="dap", initials_only=True)


def test_a_number_is_stored_when_the_typing_rests(desk: Desk, model: SettingsViewModel) -> None:
    for typed in ("4", "48", " 48 "):
        model.type_number("late_hours", typed)
    assert stored(desk).late_hours == 24
    waiting(model, DELAY_MS).go_off()
    assert stored(desk).late_hours == 48
    assert recorded(desk) == [AuditKind.SETTING_CHANGED]


@pytest.mark.parametrize("name", ["late_hours", "draft_days"])
@pytest.mark.parametrize("typed", ["", "0", "soon", "2.5", "-3", "721", "9" * 5000])
def test_what_is_no_number_inside_the_limits_is_said_and_not_stored(
    desk: Desk, model: SettingsViewModel, name: str, typed: str
) -> None:
    model.type_number(name, typed)
    assert model.problems == {name: Problem.OUT_OF_RANGE}
    assert model.pending_saves() == []
    model.type_number(name, str(LIMITS[name][1]))
    assert model.problems == {}


def test_a_number_that_became_wrong_before_it_was_stored_is_not_stored(
    desk: Desk, model: SettingsViewModel
) -> None:
    model.type_number("late_hours", "7")
    model.type_number("late_hours", "7x")
    for save in model.pending_saves():
        save()
    assert stored(desk) == Settings()


def test_a_profile_is_stored_when_the_typing_rests_and_recorded_once(
    desk: Desk, model: SettingsViewModel
) -> None:
    for typed in ("Ines H", "Ines Hallo", "Ines Halloran-Vale "):
        model.type_profile("name", typed)
    model.type_profile("state", "OR")
    waiting(model, DELAY_MS).go_off()
    wanted = a_profile(name="Ines Halloran-Vale", state="OR")
    assert desk.cabinet.practice.profile() == wanted
    assert recorded(desk) == [AuditKind.PROFILE_CHANGED]


def test_a_name_that_was_emptied_stays_as_it_was_and_the_rest_is_stored(
    desk: Desk, model: SettingsViewModel
) -> None:
    model.type_profile("name", " ")
    model.type_profile("licence_number", "MFT.1")
    assert model.problems == {"name": Problem.EMPTY}
    model.save_now()
    assert desk.cabinet.practice.profile() == a_profile(licence_number="MFT.1")


def test_typing_back_what_is_kept_stores_and_records_nothing(
    desk: Desk, model: SettingsViewModel
) -> None:
    model.type_profile("phone", "303-555-0144 ")
    assert model.pending_saves() == []
    model.choose("theme", Settings().theme)
    assert recorded(desk) == []


def test_what_is_typed_is_given_to_whoever_locks(desk: Desk, model: SettingsViewModel) -> None:
    model.type_number("draft_days", "3")
    model.type_profile("phone", "303-555-0100")
    for save in model.pending_saves():
        save()
    assert stored(desk).draft_days == 3
    assert desk.cabinet.practice.profile().phone == "303-555-0100"


def test_a_full_disk_keeps_what_was_chosen_and_tries_again(
    desk: Desk, model: SettingsViewModel
) -> None:
    troubles: list[object] = []
    model.trouble.connect(troubles.append)
    desk.store.fail_next_commit = DiskFull()
    model.choose("idle_minutes", 2)
    assert stored(desk).idle_minutes == 5
    assert isinstance(troubles[-1], DiskFull)
    assert len(model.pending_saves()) == 1
    waiting(model, RETRY_MS).go_off()
    assert stored(desk).idle_minutes == 2
    assert troubles[-1] is None


def test_what_changes_elsewhere_is_shown_but_never_over_what_is_being_typed(
    desk: Desk, model: SettingsViewModel, qtbot: QtBot
) -> None:
    model.type_number("late_hours", "48")
    with qtbot.assertNotEmitted(model.changed):
        desk.hub.announce(desk.cabinet.practice.put_settings(Settings(theme="dark")).changes)  # type: ignore[arg-type]
    model.save_now()
    assert stored(desk) == Settings(late_hours=48, theme="dark")  # type: ignore[arg-type]
    with qtbot.waitSignal(model.changed):
        desk.hub.announce(desk.cabinet.practice.put_settings(Settings()).changes)
    assert model.settings == Settings()


def test_words_are_listed_removed_and_put_back(desk: Desk) -> None:
    for word in ("Zürich", "ozempic", "Kübler"):
        desk.cabinet.spelling.add(word)
    model = WordsModel(desk.vault)
    model.load()
    assert " ".join(model.words) == "Kübler ozempic Zürich"
    model.remove("ozempic")
    assert (" ".join(model.words), model.removed) == ("Kübler Zürich", "ozempic")
    model.put_back()
    assert (" ".join(model.words), model.removed) == ("Kübler ozempic Zürich", "")


def test_a_word_that_could_not_be_removed_stays_and_says_so(desk: Desk) -> None:
    desk.cabinet.spelling.add("ozempic")
    model = WordsModel(desk.vault)
    model.load()
    troubles: list[object] = []
    model.trouble.connect(troubles.append)
    desk.store.fail_next_commit = DiskFull()
    model.remove("ozempic")
    assert (model.words, model.removed) == (("ozempic",), "")
    assert isinstance(troubles[-1], DiskFull)
    model.remove("ozempic")
    desk.store.fail_next_commit = DiskFull()
    model.put_back()
    assert model.removed == "ozempic"
