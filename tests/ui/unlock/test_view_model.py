from datetime import UTC, datetime
from typing import Any

import pytest

from tests.fakes import FakeClock
from ui.unlock.view_model import UnlockViewModel
from vault.glance import Glance, Sight


def said(**facts: Any) -> list[str]:
    locked_at = datetime(2026, 11, 9, 17, 0, tzinfo=UTC)
    seen = Glance(Sight.LOCKED, locked_at_utc=locked_at, reason="idle", **facts)
    _when, *lines = UnlockViewModel(seen, FakeClock()).footer()
    return lines


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("asked", "Locked at 15:05 because you asked for it."),
        ("just_made", "This vault was made at 15:05."),
        ("of another version", "Locked at 15:05."),
    ],
)
def test_the_last_lock_is_told_and_a_vault_that_nobody_opened_yet_claims_none(
    reason: str, sentence: str
) -> None:
    seen = Glance(Sight.LOCKED, locked_at_utc=FakeClock().now_utc(), reason=reason)
    assert UnlockViewModel(seen, FakeClock()).footer() == [sentence]


def test_saved_drafts_are_told() -> None:
    assert said() == []
    assert said(drafts_saved=1) == ["Nothing was lost: 1 draft was saved."]


def test_lost_texts_are_told_and_nothing_is_called_whole_beside_them() -> None:
    assert said(drafts_lost=1) == [
        "1 text could not be stored before it locked: its last changes are lost."
    ]
    assert said(drafts_lost=2, drafts_saved=3) == [
        "2 texts could not be stored before it locked: their last changes are lost.",
        "3 other drafts were saved.",
    ]
