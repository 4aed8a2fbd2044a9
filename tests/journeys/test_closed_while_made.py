"""A window that is closed while its first vault is being made."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from storage.glance import glance
from storage.keeper import VaultKeeper
from tests.journeys.home import home
from tests.journeys.processes import PATIENCE_S, ROOT
from tests.journeys.test_first_run_to_file import (
    folder,
    from_the_kit_to_the_making,
    to_the_kit,
    wizard,
)
from vault.glance import Sight
from vault.lifecycle import LockReason, State
from vault.ports import Store

__all__ = ["folder"]


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds the making of a vault up until it is set."""
    create, go_on = VaultKeeper.create, threading.Event()

    def held(keeper: VaultKeeper, *told: Any) -> Store:
        assert go_on.wait(PATIENCE_S)
        return create(keeper, *told)

    monkeypatch.setattr(VaultKeeper, "create", held)
    yield go_on
    go_on.set()


@pytest.mark.parametrize("asks", ["the counselor", "the system"])
def test_a_window_goes_at_once_while_the_vault_is_made_which_ends_locked_and_remembered(
    qtbot: QtBot, folder: Path, making: threading.Event, asks: str
) -> None:
    with home(qtbot, folder) as made:
        window = made.open_window().window
        to_the_kit(qtbot, made)
        passphrase = wizard(made).model.first_run.passphrase.offered
        from_the_kit_to_the_making(made)
        if asks == "the system":
            os.kill(os.getpid(), signal.SIGTERM)
            qtbot.waitUntil(lambda: not window.isVisible())
        else:
            window.close()
        assert not window.isVisible()
        assert glance(folder).sight is Sight.NO_VAULT, "the window waited for the making"
        making.set()
        qtbot.waitUntil(lambda: not threads(), timeout=20_000)
        seen = glance(folder)
        assert (seen.sight, seen.reason) == (Sight.LOCKED, LockReason.WINDOW_CLOSED)
        assert made.remembered == [folder]
        assert made.lifecycle.state is State.NO_VAULT, "it was opened behind the closed window"
        made.fresh()
        made.unlock(passphrase)


def test_the_system_closes_a_window_in_the_middle_without_a_question(
    qtbot: QtBot, folder: Path
) -> None:
    with home(qtbot, folder) as made:
        window = made.open_window().window
        to_the_kit(qtbot, made)
        assert not window.close(), "the counselor is asked"
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: not window.isVisible())
        qtbot.waitUntil(lambda: not threads(), timeout=20_000)
        assert glance(folder).sight is Sight.NO_VAULT


def test_a_window_that_is_closed_once_the_vault_is_made_does_not_open_it_behind(
    qtbot: QtBot, folder: Path
) -> None:
    with home(qtbot, folder) as made:
        window = made.open_window().window
        to_the_kit(qtbot, made)
        with qtbot.waitSignal(wizard(made).model.made, timeout=20_000):
            from_the_kit_to_the_making(made)
        window.close()
        qtbot.waitUntil(lambda: not threads(), timeout=20_000)
        assert glance(folder).sight is Sight.LOCKED
        assert made.lifecycle.state is State.NO_VAULT
        assert made.remembered == [folder]


def test_the_program_ends_after_the_vault_that_was_being_made_when_its_window_was_closed(
    folder: Path,
) -> None:
    leaver = subprocess.run(
        [sys.executable, "-m", "tests.journeys.leaver", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (leaver.returncode, leaver.stderr) == (0, "")


def threads() -> list[str]:
    """Which of the window's threads still run."""
    return [one.name for one in threading.enumerate() if one.name.startswith("casekeep-")]
