import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.tries import MOST_TRIES, Failures, Tries
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, kinds
from vault.audit import AuditKind
from vault.errors import WrongPassphrase
from vault.lifecycle import LockReason

OTHER = bytearray(b"another passphrase of six words")
MOMENT = datetime(2026, 3, 9, 17, 8, 41, tzinfo=UTC)


def test_tries_are_counted_from_the_first_and_forgotten(tmp_path: Path) -> None:
    tries = Tries(tmp_path)
    assert tries.failures() is None
    tries.add(MOMENT)
    tries.add(MOMENT.replace(hour=18))
    assert tries.failures() == Failures(2, MOMENT)
    assert (tmp_path / "tries").stat().st_mode & 0o777 == 0o600
    tries.forget()
    tries.forget()
    assert tries.failures() is None
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_tries_stops_growing(tmp_path: Path) -> None:
    tries = Tries(tmp_path)
    (tmp_path / "tries").write_text("2026-03-09T17:08:41Z\n" * (MOST_TRIES + 500))
    tries.add(MOMENT)
    assert tries.failures() == Failures(MOST_TRIES, MOMENT)


@pytest.mark.parametrize(
    "content", [b"", b"\0\xff\n\n", b"2026-13-99T99:99:99Z\n", b"x" * 9_000_000]
)
def test_what_is_no_time_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tries").write_bytes(content)
    assert Tries(tmp_path).failures() is None


def test_a_try_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "nowhere")
    tries.add(MOMENT)
    tries.forget()
    assert tries.failures() is None


@pytest.mark.parametrize("name", ["tries", ".tries.new"])
def test_a_folder_where_the_tries_belong_keeps_nobody_out(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    with pytest.raises(WrongPassphrase):
        keeper_of(folder).unlock(OTHER)
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    assert keeper.failures is None
    keeper.close(LockReason.ASKED, 0)


def test_a_try_that_the_disk_refuses_for_any_reason_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EMFILE, "invented")

    monkeypatch.setattr(os, "open", refuse)
    Tries(tmp_path).add(MOMENT)
    assert Tries(tmp_path).failures() is None


def test_a_wrong_passphrase_opens_nothing_and_is_told_after_the_next_unlock(folder: Path) -> None:
    clock = StillClock()
    first = clock.now.replace(microsecond=0)
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            keeper_of(folder, clock).unlock(OTHER)
        clock.pass_by(minutes=1)
    keeper = keeper_of(folder, clock)
    store = keeper.unlock(PASSPHRASE)
    assert keeper.failures is not None
    assert (keeper.failures.count, keeper.failures.since_utc) == (3, first)
    assert kinds(store).count(AuditKind.UNLOCK_FAILED) == 3
    keeper.close(LockReason.ASKED, 0)
    keeper = keeper_of(folder, clock)
    assert kinds(keeper.unlock(PASSPHRASE)).count(AuditKind.UNLOCK_FAILED) == 3
    assert keeper.failures is None
    keeper.close(LockReason.ASKED, 0)


def test_very_many_failed_tries_are_summed_up(folder: Path) -> None:
    line = "2026-03-09T01:00:00Z\n"
    (folder / "tries").write_text(line * 250 + "garbage\n")
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    assert keeper.failures is not None
    assert keeper.failures.count == 250
    assert kinds(store).count(AuditKind.UNLOCK_FAILED) == 101
    keeper.close(LockReason.ASKED, 0)
