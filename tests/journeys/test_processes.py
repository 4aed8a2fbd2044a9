"""The end of the process, and what is left after it: through real processes."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from storage.glance import glance
from tests.harness.secrecy import Canaries
from tests.journeys.home import PASSPHRASE, write_draft
from tests.journeys.processes import (
    TypistProcess,
    cabinet_over,
    keys_of,
    locked_processes,
    opened,
    the_locked_process,
)
from vault.clients import ClientDetails
from vault.ids import NoteId
from vault.place import FormKind

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="looks at other processes through /proc"
)


def a_vault(folder: Path, name: str, text: str) -> tuple[int, int]:
    """Make a vault with one client and one draft; give their numbers."""
    with opened(folder) as store:
        cabinet = cabinet_over(store)
        client_id = cabinet.clients.create(ClientDetails(name)).value
        note_id, _ = write_draft(cabinet, client_id, text)
    return client_id, note_id


def kept_text(folder: Path, note_id: int) -> str:
    with opened(folder) as store:
        note = cabinet_over(store).notes.open(NoteId(note_id)).note
        return "\n".join(passage.text for passage in note.content.passages)


def at_the_note(typist: TypistProcess, client_id: int, note_id: int) -> None:
    assert typist.say(f"unlock {PASSPHRASE}") == "open"
    assert typist.say("go " + json.dumps([client_id, note_id, "subjective"])) == "there"


@pytest.mark.skipif(
    os.geteuid() != 0, reason="a hardened process shows its memory to root alone; CI is root"
)
def test_after_a_lock_nothing_is_left_in_files_nor_in_the_memory_of_the_locked_process(
    tmp_path: Path,
) -> None:
    canaries = Canaries("name", "note", "typed")
    canaries.watch("passphrase", PASSPHRASE.encode())
    folder = tmp_path / "vault"
    numbers = a_vault(folder, canaries["name"], canaries["note"])
    keys = keys_of(folder)
    for name, key in keys.items():
        canaries.watch(f"{name} key", key)
    outside = {"HOME": tmp_path / "home", "TMPDIR": tmp_path / "tmp"}
    for path in outside.values():
        path.mkdir()
    with TypistProcess(folder, **{name: str(path) for name, path in outside.items()}) as typist:
        at_the_note(typist, *numbers)
        assert typist.say(f"type {canaries['typed']}") == "typed"
        found = {hit.label for hit in canaries.in_memory(typist.pid)}
        # The database's own key isn't among them: it is wiped as soon as SQLCipher has it.
        kept = {"header key", "audit key", "anchor key"}
        assert {"name", "note", "typed"} | kept <= found, "the scanner must see an open vault"
        typist.send("lock ")
        assert typist.wait() == 0
        locked = the_locked_process(folder)
        time.sleep(1.0)  # the window that took its place paints and loads the rest
        assert canaries.in_memory(locked) == []
        assert canaries.in_folders(tmp_path) == []
    assert canaries["typed"] in kept_text(folder, numbers[1])


@pytest.mark.skipif(
    os.geteuid() != 0, reason="a hardened process shows its memory to root alone; CI is root"
)
def test_the_key_of_the_process_notes_is_in_memory_only_while_they_are_open(
    tmp_path: Path,
) -> None:
    canaries = Canaries("name", "process")
    folder = tmp_path / "vault"
    numbers = a_vault(folder, canaries["name"], "Came late. ")
    keys = keys_of(folder)
    canaries.watch("process key", keys["process_notes"])
    canaries.watch("audit key", keys["audit"])
    with TypistProcess(folder) as typist:
        at_the_note(typist, *numbers)
        found = {hit.label for hit in canaries.in_memory(typist.pid)}
        assert found == {"name", "audit key"}
        assert typist.say(f"process {PASSPHRASE}") == "begun"
        assert typist.say(f"type {canaries['process']}") == "typed"
        assert "process" in {hit.label for hit in canaries.in_memory(typist.pid)}
        assert typist.say("close ") == "closed"
        assert "process key" not in {hit.label for hit in canaries.in_memory(typist.pid)}
        typist.send("lock ")
        assert typist.wait() == 0
        locked = the_locked_process(folder)
        time.sleep(1.0)  # the window that took its place paints and loads the rest
        assert canaries.in_memory(locked) == []
        assert canaries.in_folders(tmp_path) == []


def test_a_kill_while_typing_loses_one_second_at_most(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    numbers = a_vault(folder, "Ilse Marten", "Came late. ")
    with TypistProcess(folder) as typist:
        at_the_note(typist, *numbers)
        assert typist.say("type First sentence, a second old.") == "typed"
        time.sleep(1.3)  # the promise is about time: autosave begins inside a second
        assert typist.say("type Second, just typed.") == "typed"
        typist.kill()
    assert "First sentence, a second old." in kept_text(folder, numbers[1])


@pytest.mark.parametrize("finished", [False, True])
def test_a_kill_keeps_a_form_that_is_half_typed_and_none_that_was_finished(
    tmp_path: Path, finished: bool
) -> None:
    canaries = Canaries("typed")
    folder = tmp_path / "vault"
    with opened(folder):
        pass
    with TypistProcess(folder) as typist:
        assert typist.say(f"unlock {PASSPHRASE}") == "open"
        assert typist.say("client ") == "asked"
        assert typist.say(f"type {canaries['typed']}") == "typed"
        time.sleep(1.3)  # the promise is about time: autosave begins inside a second
        if finished:
            assert typist.say("enter ") == "open"
        typist.kill()
    assert canaries.in_folders(tmp_path) == []
    with opened(folder) as store:
        cabinet = cabinet_over(store)
        typed = {} if finished else {0: (canaries["typed"],)}
        assert cabinet.practice.unfinished(FormKind.CLIENT) == typed
        assert len(cabinet.clients.rows()) == finished


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_asked_to_end_saves_what_was_typed_and_starts_no_other_window(
    tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "vault"
    numbers = a_vault(folder, "Ilse Marten", "Came late. ")
    with TypistProcess(folder) as typist:
        at_the_note(typist, *numbers)
        assert typist.say("type Half a wor") == "typed"
        typist.stop(number)
        assert typist.wait() == 0
        assert locked_processes(folder) == []
    assert glance(folder).reason == "ended_by_system"
    assert "Half a wor" in kept_text(folder, numbers[1])


def test_the_second_window_on_one_vault_refuses_and_the_first_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    numbers = a_vault(folder, "Ilse Marten", "Came late. ")
    with TypistProcess(folder) as first:
        at_the_note(first, *numbers)
        with TypistProcess(folder) as second:
            assert second.say(f"unlock {PASSPHRASE}") == "VaultInUse"
            assert first.say("type Still here.") == "typed"
            assert "Still here." in first.say("shown ")
