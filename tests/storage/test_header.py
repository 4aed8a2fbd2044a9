import hashlib
import hmac
import json
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import files
from storage import header as key_file_module
from storage.header import BLOCK_BYTES, measured_parameters
from tests.fast_keys import FAST_PARAMETERS, FAST_POLICY
from tests.storage.key_files import (
    NEW,
    NOTICE,
    NOW,
    OLD,
    Stored,
    canonical,
    flip,
    made_keys,
    opened,
)
from vault.errors import (
    DiskFault,
    DiskFull,
    FaultError,
    FolderGone,
    InvalidField,
    KeyFileDamaged,
    Problem,
    VaultAlreadyThere,
    WrongPassphrase,
    WrongRecoveryKey,
)
from vault.header import (
    Anchor,
    change_passphrase,
    document,
    from_document,
    open_with_passphrase,
    open_with_recovery,
    practice_name,
    set_passphrase_by_recovery,
)
from vault.kdf import RELEASE_POLICY, KdfParameters
from vault.keys import SecretBytes, raw_key_literal

# Opening


def test_a_new_vault_opens_with_its_passphrase(stored: Stored) -> None:
    unverified = stored.file.read()
    header, sub_keys = open_with_passphrase(unverified, OLD, FAST_POLICY)
    assert header == stored.header
    assert sub_keys == stored.vault.sub_keys
    assert not unverified.fell_back


def test_a_new_vault_opens_with_its_recovery_key(stored: Stored) -> None:
    header, sub_keys = open_with_recovery(stored.file.read(), stored.vault.recovery_key)
    assert header == stored.header
    assert sub_keys == stored.vault.sub_keys


def test_a_wrong_passphrase_and_a_wrong_recovery_key_are_said(stored: Stored) -> None:
    with pytest.raises(WrongPassphrase):
        opened(stored.file, NEW)
    with pytest.raises(WrongRecoveryKey):
        open_with_recovery(stored.file.read(), SecretBytes(bytes(20)))


def test_a_locked_vault_tells_its_practice_and_its_last_lock(stored: Stored) -> None:
    stored.file.write(replace(stored.header, notice=NOTICE), stored.key)
    shown = stored.file.read().header
    assert shown.practice == "Morgan Ellis Counseling"
    assert shown.notice == NOTICE


def test_a_notice_of_before_losses_were_counted_tells_of_none(stored: Stored) -> None:
    content = document(replace(stored.header, notice=NOTICE))
    del content["notice"]["drafts_lost"]
    assert from_document(content).notice == replace(NOTICE, drafts_lost=0)


@pytest.mark.parametrize("count", [-1, True, "1", None])
def test_a_count_of_losses_that_is_none_is_damage(stored: Stored, count: object) -> None:
    content = document(replace(stored.header, notice=NOTICE))
    content["notice"]["drafts_lost"] = count
    with pytest.raises(KeyFileDamaged):
        from_document(content)


def test_key_files_are_private(stored: Stored) -> None:
    for path in (stored.file.path, stored.file.spare_path):
        assert path.stat().st_mode & 0o777 == 0o600


def test_an_independent_reader_opens_the_file_from_its_description(stored: Stored) -> None:
    block = stored.file.path.read_bytes()[:BLOCK_BYTES]
    magic, layout, length, _ = struct.unpack_from(">8sIIQ", block)
    assert (magic, layout) == (b"CASEKEEP", 1)
    assert hashlib.sha256(block[:-32]).digest() == block[-32:]
    header = json.loads(block[24 : 24 + length])
    slot = next(slot for slot in header["slots"] if slot["type"] == "passphrase")
    kdf, salt = slot["kdf"], bytes.fromhex(slot["kdf"]["salt"])

    def hkdf(secret: bytes, hkdf_salt: bytes, label: bytes) -> bytes:
        extracted = hmac.digest(hkdf_salt, secret, "sha256")
        return hmac.digest(extracted, b"casekeep 1 " + label + b"\x01", "sha256")

    stretched = hash_secret_raw(
        bytes(OLD.buffer), salt, kdf["passes"], kdf["memory_kib"], kdf["lanes"], 32, Type.ID
    )
    about = b"casekeep 1 slot\n" + canonical(
        {"epoch": header["epoch"], "kdf": kdf, "type": "passphrase", "vault_id": header["vault_id"]}
    )
    vault_key = AESGCM(hkdf(stretched, salt, b"wrap passphrase")).decrypt(
        bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["sealed_key"]), about
    )
    vault_id = bytes.fromhex(header["vault_id"])
    header_key = hkdf(vault_key, vault_id, b"header")
    assert hmac.digest(header_key, block[:-64], "sha256") == block[-64:-32]
    assert hkdf(vault_key, vault_id, b"database") == stored.vault.sub_keys.database.buffer


# Writing


def test_writing_takes_turns_and_never_touches_the_newest_copy(stored: Stored) -> None:
    for number in range(1, 6):
        before = stored.file.path.read_bytes()
        anchor = Anchor(number, bytes(32), NOW)
        stored.file.write(replace(stored.header, anchor=anchor), stored.key)
        after = stored.file.path.read_bytes()
        changed = [before[at:][:BLOCK_BYTES] != after[at:][:BLOCK_BYTES] for at in (0, BLOCK_BYTES)]
        assert changed == [number % 2 == 0, number % 2 == 1]
        assert opened(stored.file).anchor == anchor
        assert stored.file.spare_path.read_bytes() == after


def test_creating_over_a_vault_is_refused_and_changes_nothing(stored: Stored) -> None:
    before = stored.file.path.read_bytes()
    with pytest.raises(VaultAlreadyThere):
        stored.file.create(stored.header, stored.key)
    stored.file.path.unlink()
    with pytest.raises(VaultAlreadyThere):
        stored.file.create(stored.header, stored.key)
    assert stored.file.spare_path.read_bytes() == before


def test_what_a_newer_casekeep_added_is_kept(stored: Stored) -> None:
    newer = replace(
        stored.header,
        unknown_slots=({"type": "custodian", "shares": [2, 3]},),
        unknown_fields={"inbox": {"public_key": "00"}},
    )
    stored.file.write(newer, stored.key)
    read = opened(stored.file)
    stored.file.replace(
        change_passphrase(read, OLD, NEW, FAST_PARAMETERS, FAST_POLICY, os.urandom), stored.key
    )
    kept = opened(stored.file, NEW)
    assert kept.unknown_slots == newer.unknown_slots
    assert kept.unknown_fields == newer.unknown_fields


def test_a_vault_folder_removed_while_open_is_said(stored: Stored, tmp_path: Path) -> None:
    tmp_path.rename(tmp_path.with_name("moved"))
    with pytest.raises(FolderGone):
        stored.file.write(stored.header, stored.key)


def test_a_key_file_removed_while_open_is_written_again(stored: Stored) -> None:
    stored.file.path.unlink()
    stored.file.spare_path.unlink()
    stored.file.write(stored.header, stored.key)
    assert not stored.file.read().fell_back
    assert opened(stored.file) == stored.header


def test_a_full_disk_still_takes_the_header_of_a_lock(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(key_file_module, "write_durably", full)
    stored.file.write(replace(stored.header, notice=NOTICE), stored.key)
    assert opened(stored.file).notice == NOTICE


def test_a_header_too_big_for_its_block_is_our_fault_and_changes_nothing(stored: Stored) -> None:
    before = stored.file.path.read_bytes()
    with pytest.raises(FaultError):
        stored.file.write(
            replace(stored.header, unknown_fields={"much": "x" * BLOCK_BYTES}), stored.key
        )
    assert stored.file.path.read_bytes() == before


def test_a_disk_that_lies_is_found_by_reading_back(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda _, part: len(part))
    with pytest.raises(DiskFault):
        stored.file.write(replace(stored.header, notice=NOTICE), stored.key)
    assert opened(stored.file) == stored.header


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", Problem.EMPTY),
        (" \t", Problem.EMPTY),
        ("x" * 1_000_000, Problem.TOO_LONG),
        ("a\0b", Problem.CONTROL_CHARACTER),
        ("a\u202eb", Problem.CONTROL_CHARACTER),
        ("a\ud800", Problem.CONTROL_CHARACTER),
    ],
)
def test_a_practice_name_that_cannot_be_shown_is_refused(name: str, problem: Problem) -> None:
    with pytest.raises(InvalidField) as caught:
        practice_name(name)
    assert caught.value.problem is problem


@pytest.mark.parametrize(
    "name", ["Клиника", "\U0001f33f Fern Room", "\u05de\u05e8\u05e4\u05d0\u05d4"]
)
def test_a_practice_may_be_named_in_any_writing(stored: Stored, name: str) -> None:
    stored.file.write(replace(stored.header, practice=practice_name(name)), stored.key)
    assert opened(stored.file).practice == name


# Changing the passphrase


def test_after_a_change_no_copy_opens_with_the_old_passphrase(stored: Stored) -> None:
    changed = change_passphrase(stored.header, OLD, NEW, FAST_PARAMETERS, FAST_POLICY, os.urandom)
    stored.file.replace(changed, stored.key)
    for path in (stored.file.path, stored.file.spare_path):
        for offset in (0, BLOCK_BYTES):
            damaged = path.read_bytes()
            flip(path, offset)
            with pytest.raises(WrongPassphrase):
                opened(stored.file, OLD)
            assert opened(stored.file, NEW) == changed
            path.write_bytes(damaged)


def test_a_change_needs_the_old_passphrase(stored: Stored) -> None:
    with pytest.raises(WrongPassphrase):
        change_passphrase(stored.header, NEW, NEW, FAST_PARAMETERS, FAST_POLICY, os.urandom)


def test_the_recovery_key_sets_a_new_passphrase_and_still_opens(stored: Stored) -> None:
    recovery_key = stored.vault.recovery_key
    changed = set_passphrase_by_recovery(
        stored.header, recovery_key, NEW, FAST_PARAMETERS, FAST_POLICY, os.urandom
    )
    stored.file.replace(changed, stored.key)
    assert opened(stored.file, NEW) == changed
    assert open_with_recovery(stored.file.read(), recovery_key)[0] == changed


def test_a_new_slot_is_never_cheaper_than_the_old_one() -> None:
    start = made_keys(replace(FAST_PARAMETERS, memory_kib=64)).header
    many_passes = replace(FAST_PARAMETERS, passes=2)
    changed = change_passphrase(start, OLD, NEW, many_passes, FAST_POLICY, os.urandom)
    assert changed.slots[0].kdf == KdfParameters(memory_kib=64, passes=2, lanes=1)


@contextmanager
def disk_at_each_sync(folder: Path) -> Iterator[list[dict[str, bytes]]]:
    """Record what stands on the disk whenever it is told to keep it."""
    seen: list[dict[str, bytes]] = []
    really_sync = files.sync

    def look_then_sync(descriptor: int) -> None:
        seen.append({path.name: path.read_bytes() for path in folder.iterdir()})
        really_sync(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "sync", look_then_sync)
        yield seen


def test_a_crash_at_any_moment_of_a_change_leaves_the_old_or_the_new_passphrase(
    stored: Stored, tmp_path: Path
) -> None:
    changed = change_passphrase(stored.header, OLD, NEW, FAST_PARAMETERS, FAST_POLICY, os.urandom)
    with disk_at_each_sync(tmp_path) as seen:
        stored.file.replace(changed, stored.key)
    opens_with = []
    for disk in seen:
        for name, content in disk.items():
            (tmp_path / name).write_bytes(content)
        try:
            opened(stored.file, OLD)
        except WrongPassphrase:
            assert opened(stored.file, NEW) == changed
            opens_with.append("new")
        else:
            opens_with.append("old")
    assert opens_with == ["old", "old", "old", "new"]


def test_a_change_that_fails_leaves_the_old_passphrase(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_for_the_second(path: Path, content: bytes) -> None:
        if path == stored.file.path:
            raise DiskFull
        files.write_durably(path, content)

    changed = change_passphrase(stored.header, OLD, NEW, FAST_PARAMETERS, FAST_POLICY, os.urandom)
    monkeypatch.setattr(key_file_module, "write_durably", full_for_the_second)
    with pytest.raises(DiskFull):
        stored.file.replace(changed, stored.key)
    assert opened(stored.file, OLD) == stored.header


def test_power_lost_in_the_middle_of_a_write_leaves_the_header_before_it(stored: Stored) -> None:
    before = stored.file.path.read_bytes()
    stored.file.write(replace(stored.header, notice=NOTICE), stored.key)
    after = stored.file.path.read_bytes()
    for written in range(1, BLOCK_BYTES, 509):
        torn = BLOCK_BYTES + written
        stored.file.path.write_bytes(after[:torn] + before[torn:])
        unverified = stored.file.read()
        if unverified.header.notice is None:
            assert unverified.header == stored.header
        stored.file.write(replace(stored.header, notice=NOTICE), stored.key)
        assert opened(stored.file).notice == NOTICE
        assert not stored.file.read().fell_back


def test_this_computer_can_meet_the_release_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file_module, "timed_derivation", lambda _: lambda _: 1.0)
    RELEASE_POLICY.check_write(measured_parameters())


def test_sqlcipher_takes_the_database_key_raw_and_with_our_salt(
    stored: Stored, tmp_path: Path
) -> None:
    keys = stored.vault.sub_keys
    database = sqlcipher3.connect(tmp_path / "vault.db")
    database.set_key(raw_key_literal(keys.database, keys.database_salt))
    database.execute("CREATE TABLE t (c)")
    database.commit()
    database.close()
    # A raw key's file begins with the salt that came with it; a passphrase's with a random one.
    assert (tmp_path / "vault.db").read_bytes()[:16] == keys.database_salt.buffer
