import hashlib
import json
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage import header as key_file_module
from storage.header import BLOCK_BYTES, FILE_BYTES, KeyFile
from tests.fast_keys import FAST_POLICY
from tests.storage.key_files import (
    NOTICE,
    OLD,
    Stored,
    canonical,
    flip,
    made_keys,
    opened,
)
from vault.errors import (
    Damage,
    KeyFileDamaged,
    KeyFileMissing,
    VaultTooNew,
    WrongPassphrase,
)
from vault.header import (
    UnverifiedHeader,
    open_with_passphrase,
)
from vault.kdf import RELEASE_POLICY


def forged(block: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """What somebody without the key can do: change the text and mend its checksum."""
    magic, layout, length, sequence = struct.unpack_from(">8sIIQ", block)
    content = json.loads(block[24 : 24 + length])
    changed = change(content)
    text = changed if isinstance(changed, bytes) else canonical(content)
    start = struct.pack(">8sIIQ", magic, layout, len(text), sequence) + text
    return mended(start.ljust(BLOCK_BYTES - 64, b"\0") + block[-64:])


def mended(block: bytes) -> bytes:
    return block[:-32] + hashlib.sha256(block[:-32]).digest()


def plant(stored: Stored, block: bytes) -> None:
    for path in (stored.file.path, stored.file.spare_path):
        path.write_bytes(2 * block)


# Damage


def test_no_key_file_at_all_is_missing(tmp_path: Path) -> None:
    with pytest.raises(KeyFileMissing):
        KeyFile(tmp_path).read()
    with pytest.raises(KeyFileMissing):
        KeyFile(tmp_path / "no such folder").read()


@pytest.mark.parametrize("content", [b"", b"x", bytes(FILE_BYTES), b"SQLite format 3\0" * 4096])
def test_another_file_in_its_place_is_a_damaged_key_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vault.key").write_bytes(content)
    with pytest.raises(KeyFileDamaged) as caught:
        KeyFile(tmp_path).read()
    assert caught.value.damage is Damage.BROKEN


def test_a_lost_key_file_is_read_from_its_spare(stored: Stored) -> None:
    stored.file.path.unlink()
    assert stored.file.read().fell_back
    assert opened(stored.file) == stored.header


@pytest.mark.parametrize("damaged", [0, BLOCK_BYTES])
def test_the_next_write_mends_a_damaged_copy(stored: Stored, damaged: int) -> None:
    flip(stored.file.path, damaged)
    assert stored.file.read().fell_back
    stored.file.write(stored.header, stored.key)
    assert not stored.file.read().fell_back


@pytest.fixture
def fed(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> dict[Path, bytes]:
    """Feed the reader from memory, so that every byte can have its turn."""
    content = stored.file.path.read_bytes()
    disk = {stored.file.path: content, stored.file.spare_path: content}
    monkeypatch.setattr(key_file_module, "read_bounded", lambda path, most: disk[path][:most])
    return disk


def test_one_flipped_byte_anywhere_falls_back_and_says_so(
    stored: Stored, fed: dict[Path, bytes]
) -> None:
    whole = bytearray(fed[stored.file.path])
    for place in range(FILE_BYTES):
        whole[place] ^= 1 << place % 8
        fed[stored.file.path] = bytes(whole)
        unverified = stored.file.read()
        assert unverified.fell_back
        assert unverified.header == stored.header
        whole[place] ^= 1 << place % 8


def test_the_same_byte_flipped_in_every_copy_is_a_damaged_key_file(
    stored: Stored, fed: dict[Path, bytes]
) -> None:
    whole = bytearray(fed[stored.file.path])
    for place in range(BLOCK_BYTES):
        for copy in (place, place + BLOCK_BYTES):
            whole[copy] ^= 1 << place % 8
        fed[stored.file.path] = fed[stored.file.spare_path] = bytes(whole)
        with pytest.raises(KeyFileDamaged) as caught:
            stored.file.read()
        assert caught.value.damage is Damage.BROKEN
        for copy in (place, place + BLOCK_BYTES):
            whole[copy] ^= 1 << place % 8


def test_a_file_cut_at_any_length_falls_back_or_is_damaged(
    stored: Stored, fed: dict[Path, bytes]
) -> None:
    whole = fed[stored.file.path]
    for length in range(FILE_BYTES):
        fed[stored.file.path] = whole[:length]
        unverified = stored.file.read()
        assert unverified.fell_back
        assert unverified.header == stored.header
        if length < BLOCK_BYTES:
            fed[stored.file.spare_path] = whole[:length]
            with pytest.raises(KeyFileDamaged):
                stored.file.read()
            fed[stored.file.spare_path] = whole


def test_after_damage_to_one_copy_the_vault_still_opens(stored: Stored) -> None:
    whole = stored.file.path.read_bytes()
    for place in range(0, FILE_BYTES, 997):
        flip(stored.file.path, place)
        assert stored.file.read().fell_back
        assert opened(stored.file) == stored.header
        stored.file.path.write_bytes(whole)


# Tampering: the checksum fits, the seal doesn't


def test_no_changed_byte_with_a_mended_checksum_opens_in_silence(
    stored: Stored, fed: dict[Path, bytes]
) -> None:
    whole = fed[stored.file.path][:BLOCK_BYTES]
    length = struct.unpack_from(">8sII", whole)[2]
    places = [*range(24 + length + 8), *range(24 + length + 8, BLOCK_BYTES - 64, 499)]
    places += range(BLOCK_BYTES - 64, BLOCK_BYTES - 32)
    refusals = (KeyFileDamaged, WrongPassphrase, VaultTooNew)
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        fed[stored.file.path] = fed[stored.file.spare_path] = 2 * mended(bytes(changed))
        with pytest.raises(refusals):
            opened(stored.file)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(practice="Somebody Else"),
        lambda content: content["anchor"].update(count=0, head="11" * 32),
        lambda content: content.update(notice=None, added=1),
        lambda content: content["slots"].append({"type": "custodian"}),
        lambda content: content["slots"].pop(),
    ],
)
def test_a_changed_header_that_reads_well_is_altered(
    stored: Stored, change: Callable[[dict[str, Any]], object]
) -> None:
    plant(stored, forged(stored.file.path.read_bytes()[:BLOCK_BYTES], change))
    stored.file.read()
    with pytest.raises(KeyFileDamaged) as caught:
        opened(stored.file)
    assert caught.value.damage is Damage.ALTERED


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.clear(),
        lambda content: content.update(slots=None),
        lambda content: content.update(slots=[None]),
        lambda content: content.update(slots=[{"type": ["passphrase"]}]),
        lambda content: content.update(vault_id="zz"),
        lambda content: content.update(epoch=True),
        lambda content: content.update(epoch=-1),
        lambda content: content.update(epoch=10**30),
        lambda content: content.update(practice=1),
        lambda content: content.update(practice="a\0b"),
        lambda content: content.update(notice=[]),
        lambda content: content["anchor"].update(at_utc="2026-03-02T13:42:00"),
        lambda content: content["anchor"].update(at_utc="soon"),
        lambda content: content["anchor"].update(head="00"),
        lambda content: content["slots"][0]["kdf"].update(name="argon2i"),
        lambda content: content["slots"][0]["kdf"].update(memory_kib=8.0),
        lambda content: content["slots"][0].update(nonce="00"),
        lambda content: content["slots"][1]["kdf"].update(name="md5"),
        lambda content: json.dumps(content).encode(),
        lambda _: b"[" * 15_000,
        lambda _: b"null",
        lambda _: b"\xff",
        lambda _: b"9" * 5_000,
        lambda _: b'{"a":1,"a":2}',
        lambda _: b"NaN",
    ],
)
def test_a_header_that_makes_no_sense_is_altered_and_never_crashes(
    stored: Stored, change: Callable[[dict[str, Any]], object]
) -> None:
    plant(stored, forged(stored.file.path.read_bytes()[:BLOCK_BYTES], change))
    with pytest.raises(KeyFileDamaged) as caught:
        stored.file.read()
    assert caught.value.damage is Damage.ALTERED


@pytest.mark.parametrize("length", [0, BLOCK_BYTES, 2**32 - 1])
def test_a_length_that_lies_is_altered_and_reads_nothing_else(stored: Stored, length: int) -> None:
    block = bytearray(stored.file.path.read_bytes()[:BLOCK_BYTES])
    block[12:16] = struct.pack(">I", length)
    plant(stored, mended(bytes(block)))
    with pytest.raises(KeyFileDamaged) as caught:
        stored.file.read()
    assert caught.value.damage is Damage.ALTERED


def test_a_format_that_never_was_is_damage_and_not_news(stored: Stored) -> None:
    block = bytearray(stored.file.path.read_bytes()[:BLOCK_BYTES])
    block[8:12] = struct.pack(">I", 0)
    plant(stored, mended(bytes(block)))
    with pytest.raises(KeyFileDamaged):
        stored.file.read()


def test_a_derivation_that_would_eat_the_computer_is_refused_before_it_starts(
    stored: Stored,
) -> None:
    def greedy(content: dict[str, Any]) -> None:
        content["slots"][0]["kdf"]["memory_kib"] = 2**40

    plant(stored, forged(stored.file.path.read_bytes()[:BLOCK_BYTES], greedy))
    for policy in (FAST_POLICY, RELEASE_POLICY):
        with pytest.raises(KeyFileDamaged):
            open_with_passphrase(stored.file.read(), OLD, policy)


def test_a_vault_of_fast_test_keys_is_refused_by_the_program(stored: Stored) -> None:
    with pytest.raises(KeyFileDamaged):
        open_with_passphrase(stored.file.read(), OLD, RELEASE_POLICY)


def test_the_keys_of_a_refused_header_are_wiped(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived = made_keys().sub_keys
    monkeypatch.setattr("vault.keys.derive_sub_keys", lambda *_: derived)
    refused = UnverifiedHeader(stored.header, fell_back=False, is_sealed_by=lambda _: False)
    with pytest.raises(KeyFileDamaged):
        open_with_passphrase(refused, OLD, FAST_POLICY)
    assert not any(derived.database.buffer)


def test_a_planted_copy_is_overwritten_by_the_next_write(stored: Stored) -> None:
    whole = stored.file.path.read_bytes()
    planted = bytearray(whole[:BLOCK_BYTES])
    planted[16:24] = b"\xff" * 8
    stored.file.path.write_bytes(mended(bytes(planted)) + whole[BLOCK_BYTES:])
    with pytest.raises(KeyFileDamaged):
        opened(stored.file)
    stored.file.write(replace(stored.header, notice=NOTICE), stored.key)
    assert opened(stored.file).notice == NOTICE


# Newer formats


@pytest.mark.parametrize(
    ("change", "needs"),
    [
        (lambda content: content.update(needs="3.2.0"), "3.2.0"),
        (lambda content: content.update(needs="x" * 400), ""),
        (lambda content: content.update(needs=3), ""),
        (lambda _: b"\xa1 not JSON any more", ""),
        (lambda _: b"[" * 15_000, ""),
    ],
)
def test_a_newer_format_says_which_version_it_needs(
    stored: Stored, change: Callable[[dict[str, Any]], object], needs: str
) -> None:
    block = bytearray(forged(stored.file.path.read_bytes()[:BLOCK_BYTES], change))
    block[8:12] = struct.pack(">I", 2)
    plant(stored, mended(bytes(block)))
    with pytest.raises(VaultTooNew) as caught:
        stored.file.read()
    assert caught.value.needs == needs
