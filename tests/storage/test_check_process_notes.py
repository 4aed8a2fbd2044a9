import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from storage.check import check, exit_code
from storage.process_drawer import PROCESS_NAME
from tests.builders import keep_alone
from tests.fast_keys import FAST_POLICY
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, new_vault
from vault.ids import ProcessNoteId
from vault.keys import SecretBytes
from vault.lifecycle import LockReason
from vault.process_notes import ProcessNoteService

WORDS = "quixotic zephyr"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with one process note."""
    made = tmp_path / "vault"
    keeper, store = new_vault(made)
    with store.write() as work:
        _, unit_id = keep_alone(work)
    notes = ProcessNoteService(store, StillClock())
    notes.open(notes.key_for(PASSPHRASE))
    note_id = notes.start(unit_id).value
    notes.save(note_id, WORDS)
    keeper.close(LockReason.ASKED, 0)
    return made


def report_on(folder: Path) -> tuple[dict[str, Any], int]:
    """What is said of the process notes, and the exit code; the check leaves every byte alone."""
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    with SecretBytes(PASSPHRASE) as passphrase:
        report = check(folder, passphrase.buffer, FAST_POLICY)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    assert not any(word in json.dumps(report) for word in WORDS.split())
    part: dict[str, Any] = report["process_notes"]
    return part, exit_code(report)


def test_a_vault_without_process_notes_is_sound(tmp_path: Path) -> None:
    new_vault(tmp_path / "vault")[0].close(LockReason.ASKED, 0)
    assert report_on(tmp_path / "vault") == ({"sound": True, "there": False}, 0)


def test_sound_notes_are_told_by_their_pages_and_never_by_how_many(folder: Path) -> None:
    part, code = report_on(folder)
    assert (part["sound"], part["there"], part["private"], part["missing"]) == (True, True, True, 0)
    assert part["pages"]["pages"] > 0
    assert "count" not in json.dumps(part)
    assert code == 0


def test_notes_that_can_t_be_read_where_nothing_can_be_written_are_no_damage(
    folder: Path,
) -> None:
    (folder / "process.db-wal").write_bytes(b"left by a crash")
    (folder / "process.db-shm").symlink_to("process.db-shm")
    report = check(folder, PASSPHRASE, FAST_POLICY)
    assert report["process_notes"] == {"sound": False, "failed": "FolderReadOnly"}
    assert report["result"] == "unreadable"
    (folder / "vault.key.bak").write_bytes(b"")
    (folder / "vault.key").write_bytes((folder / "vault.key").read_bytes()[: 16 * 1024])
    assert check(folder, PASSPHRASE, FAST_POLICY)["result"] == "damaged"


def test_a_file_that_is_gone_is_missed(folder: Path) -> None:
    (folder / PROCESS_NAME).unlink()
    assert report_on(folder) == ({"sound": False, "there": False}, 1)


def test_altered_pages_are_found(folder: Path) -> None:
    path = folder / PROCESS_NAME
    content = bytearray(path.read_bytes())
    content[-9_000] ^= 4
    path.write_bytes(content)
    part, code = report_on(folder)
    assert not part["sound"]
    assert code == 1


def test_an_older_file_put_back_is_found(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / PROCESS_NAME, tmp_path / "older")
    keeper = keeper_of(folder)
    notes = ProcessNoteService(keeper.unlock(PASSPHRASE), StillClock())
    notes.open(notes.key_for(PASSPHRASE))
    notes.save(ProcessNoteId(1), "Newer.")
    keeper.close(LockReason.ASKED, 0)
    shutil.copy(tmp_path / "older", folder / PROCESS_NAME)
    part, code = report_on(folder)
    assert (part["missing"], code) == (1, 1)


def test_a_file_that_others_may_read_is_told(folder: Path) -> None:
    (folder / PROCESS_NAME).chmod(0o644)
    part, code = report_on(folder)
    assert (part["private"], code) == (False, 1)
