"""The form of a new request as it is seen, pressed and read aloud."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.ui.releases.test_view import SECRETS, Shown, everything_told, shown
from ui.releases.desk import Stage
from ui.releases.view_model import Page
from ui.strings import releases as words
from vault.clients import ClientFlags
from vault.release_gate import Reason

__all__ = ["shown"]


def test_after_clearing_the_form_tells_of_no_client(shown: Shown) -> None:
    shown.view.start_for(shown.world.client())
    assert "Dana Reyes asks" in shown.sentences()
    shown.view.clear_texts()
    assert [one for one in SECRETS if one in everything_told(shown.view)] == []
    shown.view.restore_texts()
    assert "Dana Reyes asks" in shown.sentences()
    shown.view.start_for(shown.world.minor())
    assert "Noa Lindqvist is a minor." in shown.sentences()
    shown.view.clear_texts()
    assert "Noa" not in everything_told(shown.view)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"birth_date": date(2008, 11, 13)}, "Noa Lindqvist is 17."),
        ({"birth_date": None, "flags": ClientFlags(minor=True)}, "Noa Lindqvist is a minor."),
        ({"birth_date": date(2008, 11, 12), "flags": ClientFlags(minor=True)}, "is a minor."),
        ({"birth_date": date(2008, 11, 12)}, ""),
    ],
)
def test_the_form_says_at_once_that_a_minors_file_stays_and_takes_the_request(
    shown: Shown, facts: dict[str, Any], told: str
) -> None:
    shown.world.clock.now = datetime(2026, 11, 12, 18, tzinfo=UTC)
    shown.view.start_for(shown.world.client("Noa Lindqvist", **facts))
    said = shown.sentences()
    assert told in said
    assert ("45 CFR 164.502(g)(3)" in said) is bool(told)
    assert (words.minor_next() in said) is bool(told)
    shown.press(words.put_on_desk())
    assert shown.world.at() is Stage.CHOOSE
    assert (Reason.MINOR in shown.world.desk.blocks) is bool(told)


def test_the_form_refuses_a_day_to_come_and_keeps_what_was_typed(shown: Shown) -> None:
    shown.view.start_for(shown.world.client())
    day = next(one for one in shown.view.findChildren(QLineEdit) if one.isVisible())
    assert day.text() == "12 Nov 2026"
    day.setText("13 Nov 2026")
    shown.press(words.put_on_desk())
    assert shown.world.at() is Page.REQUEST
    assert day.text() == "13 Nov 2026"
    assert day.property("problem")
    day.setText("2026-11-09")
    assert "9 Dec 2026 (45 CFR 164.524(b)(2))" in shown.sentences()
    shown.press(words.put_on_desk())
    assert shown.world.at() is Stage.CHOOSE


def test_a_second_request_of_the_same_client_leads_to_the_first(shown: Shown) -> None:
    dana = shown.world.client()
    first = shown.world.request(dana)
    shown.view.start_for(dana)
    shown.press(words.go_there())
    assert shown.view.open_release == first
