from dataclasses import replace
from typing import Any

import pytest

from tests.builders import a_profile
from tests.fakes import FakeClock, FakeStore
from vault.audit import AuditKind
from vault.cabinet import PracticeService
from vault.errors import InvalidField, Problem
from vault.settings import Settings, Theme


def settings_with(field: str, value: int) -> Settings:
    changes: dict[str, Any] = {field: value}
    return replace(Settings(), **changes)


@pytest.fixture
def practice(store: FakeStore) -> PracticeService:
    return PracticeService(store, FakeClock())


@pytest.mark.parametrize(
    ("field", "lowest", "highest"),
    [
        ("idle_minutes", 1, 30),
        ("hidden_minutes", 1, 60),
        ("meeting_minutes", 5, 480),
        ("late_hours", 1, 720),
        ("draft_days", 1, 30),
    ],
)
def test_limits_hold_at_both_ends(field: str, lowest: int, highest: int) -> None:
    for value in (lowest, highest):
        settings = settings_with(field, value)
        assert settings.checked() == settings
    for value in (lowest - 1, highest + 1):
        with pytest.raises(InvalidField) as caught:
            settings_with(field, value).checked()
        assert (caught.value.field, caught.value.problem) == (field, Problem.OUT_OF_RANGE)


def test_what_leaves_the_vault_open_for_longer_is_weaker() -> None:
    safe = Settings()
    assert not safe.checked().weaker_than(safe)
    assert replace(safe, idle_minutes=6).weaker_than(safe)
    assert replace(safe, idle_minutes=1, hidden_minutes=11).weaker_than(safe)
    assert not replace(safe, idle_minutes=1, theme=Theme.DARK).weaker_than(safe)


def test_a_weakened_setting_is_recorded_as_such(
    practice: PracticeService, store: FakeStore
) -> None:
    practice.put_settings(Settings(idle_minutes=20))
    practice.put_settings(Settings(idle_minutes=2))
    assert practice.settings() == Settings(idle_minutes=2)
    assert [one.kind for one in store.records.audit] == [
        AuditKind.SETTING_WEAKENED,
        AuditKind.SETTING_CHANGED,
    ]


def test_a_refused_setting_leaves_the_old_one(practice: PracticeService, store: FakeStore) -> None:
    with pytest.raises(InvalidField):
        practice.put_settings(Settings(idle_minutes=31))
    assert (practice.settings(), store.events) == (Settings(), [])


def test_what_happens_to_the_window_is_recorded(
    practice: PracticeService, store: FakeStore
) -> None:
    practice.record(AuditKind.SCREEN_HIDDEN, "f9")
    assert [one.kind for one in store.records.audit] == [AuditKind.SCREEN_HIDDEN]
    assert store.records.details == ["f9"]


def test_the_profile_is_kept_clean_and_recorded(
    practice: PracticeService, store: FakeStore
) -> None:
    practice.put_profile(a_profile(name="  Ines Halloran "))
    assert practice.profile() == a_profile()
    assert [one.kind for one in store.records.audit] == [AuditKind.PROFILE_CHANGED]


def test_the_trail_tells_what_was_changed_and_never_what_stands_there(
    practice: PracticeService, store: FakeStore
) -> None:
    practice.put_profile(a_profile())
    practice.put_profile(a_profile(name="Ines Vale", licence_number="MFT.1"))
    practice.put_settings(Settings(late_hours=48, initials_only=True))
    assert store.records.details[1:] == ["name licence_number", "late_hours initials_only"]


def test_what_stays_as_it_is_is_neither_recorded_nor_announced(
    practice: PracticeService, store: FakeStore
) -> None:
    practice.put_profile(a_profile())
    before = len(store.records.audit)
    done = (practice.put_profile(a_profile()), practice.put_settings(Settings()))
    assert [bool(one.changes) for one in done] == [False, False]
    assert len(store.records.audit) == before
