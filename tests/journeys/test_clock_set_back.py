"""The computer's clock was set back: the vault stays, warns and records."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storage.clock import SystemClock
from tests.journeys.home import PASSPHRASE, Home, home, make_vault
from tests.journeys.test_unstored_texts import shown
from tests.storage.opened import StillClock, keeper_of
from ui.clocks import read_clocks
from ui.strings import shell as words
from vault.lifecycle import LockReason


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path) -> Iterator[Home]:
    make_vault(tmp_path / "vault", lambda _cabinet: None)
    with home(qtbot, tmp_path / "vault") as made:
        yield made


def test_it_is_told_at_the_next_unlock(qtbot: QtBot, tmp_path: Path, at_home: Home) -> None:
    ahead = keeper_of(tmp_path / "vault", StillClock(SystemClock().now_utc() + timedelta(days=40)))
    ahead.unlock(bytearray(PASSPHRASE.encode()))
    ahead.close(LockReason.ASKED, 0)
    at_home.open_window()
    at_home.unlock()
    assert words.clock_set_back() in shown(at_home)


def test_it_is_told_while_the_vault_is_open(at_home: Home) -> None:
    at_home.open_window()
    at_home.unlock()
    assert words.clock_set_back() not in shown(at_home)
    now = read_clocks()
    at_home.lifecycle.pass_time(replace(now, wall=now.wall - 3600))
    assert words.clock_set_back() in shown(at_home)
