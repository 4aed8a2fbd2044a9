"""A calendar that is being looked through: whatever comes in between, it stands there again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storage.clock import SystemClock
from tests.harness.secrecy import Canaries
from tests.journeys.home import PASSPHRASE, Home, home, make_vault
from tests.journeys.test_first_run_to_file import press, type_on_the_cover
from ui.meetings.importing import CalendarImportView
from ui.strings import importing as words
from ui.strings import today as today_words
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.lifecycle import LockReason, State


def open_a_file(cabinet: Cabinet) -> None:
    """Fill a vault with one client."""
    cabinet.clients.create(ClientDetails("Rosa Cruz"))


def shown(made: Home, qtbot: QtBot) -> CalendarImportView:
    """Give the page with its lines."""
    assert made.casekeep is not None
    window = made.casekeep.window
    qtbot.waitUntil(lambda: any(one._vm.rows for one in window.findChildren(CalendarImportView)))
    return window.findChildren(CalendarImportView)[0]


def lines(page: CalendarImportView) -> list[str]:
    """Give what its lines say."""
    return [page._model.spoken(at) for at in range(page._model.rowCount())]


@pytest.mark.parametrize("is_locked", [False, True])
def test_what_was_chosen_of_a_calendar_outlasts_hiding_and_locking(
    qtbot: QtBot, tmp_path: Path, is_locked: bool
) -> None:
    canaries = Canaries("dentist")
    calendar = tmp_path / "calendar.ics"
    now = SystemClock().now_utc()
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{title}\r\nDTSTART:{now:%Y%m%dT%H%M%SZ}\r\nSUMMARY:{title}\r\n"
        "END:VEVENT\r\n"
        for title in ("Rosa Cruz", canaries["dentist"])
    )
    calendar.write_bytes(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode())
    make_vault(tmp_path / "vault", open_a_file)
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        assert made.casekeep is not None
        press(qtbot, made.casekeep.window, today_words.from_calendar())
        made.casekeep.window.findChildren(CalendarImportView)[0].read(calendar)
        page = shown(made, qtbot)
        other = next(at for at, row in enumerate(page._vm.rows) if row.must_be_told)
        page._list.setCurrentIndex(page._model.index(other, 0))
        page._vm.leave_out()
        before = lines(page)
        assert sum(line.endswith(words.left_out()) for line in before) == 1
        calendar.unlink()
        if is_locked:
            made.lifecycle.lock(LockReason.ASKED)
            assert canaries.in_folders(tmp_path) == []
            made.fresh()
            made.unlock()
        else:
            made.lifecycle.hide()
            assert canaries.on_screen() == []
            type_on_the_cover(made, PASSPHRASE)
            qtbot.waitUntil(lambda: made.lifecycle.state is State.OPEN)
        page = shown(made, qtbot)
        assert lines(page) == before
        press(qtbot, made.casekeep.window, words.bring_in(1))
        qtbot.waitUntil(lambda: not page._vm.rows)
        made.lifecycle.lock(LockReason.ASKED)
        made.fresh()
        made.unlock()
        assert made.casekeep.window.findChildren(CalendarImportView) == []
        made.close()
    assert canaries.in_folders(tmp_path) == []
