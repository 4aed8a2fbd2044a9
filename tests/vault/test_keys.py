import hashlib
import hmac
import pickle
import secrets
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from argon2.exceptions import HashingError
from hypothesis import given
from hypothesis import strategies as st

from tests.fast_keys import FAST_PARAMETERS, FAST_POLICY
from vault import keys
from vault.errors import (
    Damage,
    FaultError,
    KeyFileDamaged,
    NotEnoughMemory,
    WrongPassphrase,
    WrongRecoveryKey,
)
from vault.kdf import RELEASE_POLICY, KdfParameters, calibrate
from vault.keys import SecretBytes, Slot, SlotPlace

MIB = 1024
PLACE = SlotPlace("00112233445566778899aabbccddeeff", epoch=1)
PASSPHRASE = SecretBytes(b"an invented passphrase")
RECOVERY_KEY = SecretBytes(bytes(range(20)))


def same_bytes(seed: int = 0) -> Callable[[int], bytes]:
    return Random(seed).randbytes


def passphrase_slot(vault_key: SecretBytes) -> Slot:
    return keys.wrap_for_passphrase(
        vault_key, PASSPHRASE, PLACE, FAST_PARAMETERS, FAST_POLICY, secrets.token_bytes
    )


def test_the_passphrase_gives_the_vault_key_back() -> None:
    vault_key = keys.new_vault_key(secrets.token_bytes)
    slot = passphrase_slot(vault_key)
    assert keys.unwrap_with_passphrase(slot, PASSPHRASE, PLACE, FAST_POLICY) == vault_key


def test_the_recovery_key_gives_the_vault_key_back() -> None:
    vault_key = keys.new_vault_key(secrets.token_bytes)
    slot = keys.wrap_for_recovery(vault_key, RECOVERY_KEY, PLACE, secrets.token_bytes)
    assert keys.unwrap_with_recovery(slot, RECOVERY_KEY, PLACE) == vault_key


def test_another_passphrase_is_a_wrong_passphrase() -> None:
    slot = passphrase_slot(keys.new_vault_key(secrets.token_bytes))
    with pytest.raises(WrongPassphrase):
        keys.unwrap_with_passphrase(slot, SecretBytes(b"another"), PLACE, FAST_POLICY)


def test_another_recovery_key_is_a_wrong_recovery_key() -> None:
    vault_key = keys.new_vault_key(secrets.token_bytes)
    slot = keys.wrap_for_recovery(vault_key, RECOVERY_KEY, PLACE, secrets.token_bytes)
    with pytest.raises(WrongRecoveryKey):
        keys.unwrap_with_recovery(slot, SecretBytes(bytes(20)), PLACE)


@pytest.mark.parametrize(
    "place",
    [replace(PLACE, epoch=2), replace(PLACE, vault_id="ff" * 16)],
    ids=["epoch", "vault"],
)
def test_a_slot_carried_elsewhere_does_not_open(place: SlotPlace) -> None:
    slot = passphrase_slot(keys.new_vault_key(secrets.token_bytes))
    with pytest.raises(WrongPassphrase):
        keys.unwrap_with_passphrase(slot, PASSPHRASE, place, FAST_POLICY)


def test_the_seal_covers_what_the_derivation_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    key = SecretBytes(bytes(32))
    monkeypatch.setattr(keys, "_argon2id", lambda *_: SecretBytes(bytes(32)))
    cheaper = keys.wrap_for_passphrase(
        key, PASSPHRASE, PLACE, FAST_PARAMETERS, FAST_POLICY, same_bytes()
    )
    dearer = replace(cheaper, kdf=KdfParameters(16, 1, 1))
    assert keys.unwrap_with_passphrase(cheaper, PASSPHRASE, PLACE, FAST_POLICY) == key
    with pytest.raises(WrongPassphrase):
        keys.unwrap_with_passphrase(dearer, PASSPHRASE, PLACE, FAST_POLICY)


def test_sealing_twice_shares_neither_salt_nor_nonce() -> None:
    vault_key = keys.new_vault_key(secrets.token_bytes)
    first, second = passphrase_slot(vault_key), passphrase_slot(vault_key)
    assert first.salt != second.salt
    assert first.nonce != second.nonce
    assert first.sealed_key != second.sealed_key


# The release policy


@pytest.mark.parametrize(
    "parameters",
    [
        FAST_PARAMETERS,
        KdfParameters(64 * MIB - 1, 3, 4),
        KdfParameters(64 * MIB, 2, 4),
        KdfParameters(64 * MIB, 3, 3),
        KdfParameters(2048 * MIB + 1, 3, 4),
    ],
)
def test_the_release_policy_refuses_to_seal_outside_its_limits(parameters: KdfParameters) -> None:
    def never(_: int) -> bytes:
        raise AssertionError("it went on to draw a salt")

    with pytest.raises(FaultError):
        keys.wrap_for_passphrase(
            SecretBytes(bytes(32)), PASSPHRASE, PLACE, parameters, RELEASE_POLICY, never
        )


@pytest.mark.parametrize(
    "parameters",
    [
        FAST_PARAMETERS,
        KdfParameters(16 * MIB - 1, 3, 4),
        KdfParameters(2048 * MIB + 1, 3, 4),
        KdfParameters(64 * MIB, 0, 4),
        KdfParameters(64 * MIB, 21, 4),
        KdfParameters(64 * MIB, 3, 0),
        KdfParameters(64 * MIB, 3, 17),
    ],
)
def test_the_release_policy_believes_no_key_file_outside_its_limits(
    parameters: KdfParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> SecretBytes:
        raise AssertionError("it went on to derive")

    slot = replace(passphrase_slot(SecretBytes(bytes(32))), kdf=parameters)
    monkeypatch.setattr(keys, "_argon2id", never)
    with pytest.raises(KeyFileDamaged) as caught:
        keys.unwrap_with_passphrase(slot, PASSPHRASE, PLACE, RELEASE_POLICY)
    assert caught.value.damage is Damage.ALTERED


def test_the_release_policy_takes_its_own_limits() -> None:
    RELEASE_POLICY.check_write(KdfParameters(64 * MIB, 3, 4))
    RELEASE_POLICY.check_read(KdfParameters(16 * MIB, 1, 1))
    RELEASE_POLICY.check_read(KdfParameters(2048 * MIB, 20, 16))


def test_too_little_memory_is_said_and_is_not_a_wrong_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_memory(*_: object, **__: object) -> bytes:
        raise HashingError("Memory allocation error")

    slot = passphrase_slot(SecretBytes(bytes(32)))
    monkeypatch.setattr("argon2.low_level.hash_secret_raw", no_memory)
    with pytest.raises(NotEnoughMemory) as caught:
        keys.unwrap_with_passphrase(slot, PASSPHRASE, PLACE, FAST_POLICY)
    assert caught.value.memory_kib == FAST_PARAMETERS.memory_kib


# Calibration


@given(
    kib_per_second=st.integers(20 * MIB, 20_000 * MIB),
    ram_kib=st.integers(512 * MIB, 64 * 1024 * MIB),
)
def test_calibration_stays_inside_the_policy_and_near_one_second(
    kib_per_second: int, ram_kib: int
) -> None:
    def seconds_for(parameters: KdfParameters) -> float:
        return parameters.memory_kib * parameters.passes / kib_per_second

    found = calibrate(RELEASE_POLICY, seconds_for, ram_kib)

    RELEASE_POLICY.check_write(found)
    assert found.memory_kib <= max(64 * MIB, min(1024 * MIB, ram_kib // 4))
    at_least = found == RELEASE_POLICY.floor
    at_most = found.passes == RELEASE_POLICY.readable_to.passes
    assert at_least or at_most or 0.7 <= seconds_for(found) <= 1.5


def test_calibration_raises_memory_before_passes() -> None:
    def twice_as_fast(parameters: KdfParameters) -> float:
        return parameters.memory_kib * parameters.passes / (2 * 256 * MIB * 3)

    assert calibrate(RELEASE_POLICY, twice_as_fast, 64 * 1024 * MIB) == KdfParameters(
        512 * MIB, 3, 4
    )
    assert calibrate(RELEASE_POLICY, twice_as_fast, 1024 * MIB) == KdfParameters(256 * MIB, 6, 4)


def test_calibration_gives_up_after_four_tries() -> None:
    asked: list[KdfParameters] = []

    def erratic(parameters: KdfParameters) -> float:
        asked.append(parameters)
        return 0.5 if len(asked) % 2 else 2.0

    RELEASE_POLICY.check_write(calibrate(RELEASE_POLICY, erratic, 64 * 1024 * MIB))
    assert len(asked) == 4


def test_calibration_times_a_real_derivation_by_the_given_clock() -> None:
    ticks = iter([10.0, 10.9])
    probe = keys.timed_derivation(lambda: next(ticks))
    assert probe(FAST_PARAMETERS) == pytest.approx(0.9)


# Sub-keys


def test_the_labels_of_the_sub_keys_never_drift() -> None:
    sub_keys = keys.derive_sub_keys(SecretBytes(bytes(range(32))), PLACE.vault_id)
    assert {name: getattr(sub_keys, name).buffer.hex() for name in sub_keys.__slots__} == {
        "database": "000cf8e3282b3dfb479083da76e2335cd7314acf5625db113f8b1c9a50d73fd6",
        "database_salt": "d8dd400abe438327c50dfc91e75c114f",
        "header": "e2ba935bc4437f113b024f9f03d2525503a16132dabb323e8c5e7c2c0b36ca98",
        "audit": "eaea6af99a66e9424e026ea8c2dfdd88e02b5783c446afeb86bd30524fd3efb6",
        "anchor": "6c7e7fd745530995798eca5409d6f86e4537ec4f9a75335d19a10204b09d1ff7",
        "blobs": "6050ac8278df9e8be553d498c34df7cadd7394d594cbd4df027949ce6c9849dd",
    }


def test_the_key_of_the_process_notes_is_none_of_those_an_unlock_derives() -> None:
    vault_key = SecretBytes(bytes(range(32)))
    process_key = keys.derive_process_key(vault_key, PLACE.vault_id)
    assert (process_key.key.buffer.hex(), process_key.salt.buffer.hex()) == (
        "6ddabc9809b7458f21339e3d088f1f4ca63541fa92d70fe8165851021416df71",
        "23fe3b10d8a6b59bcc44522a834fa967",
    )
    sub_keys = keys.derive_sub_keys(vault_key, PLACE.vault_id)
    derived = {getattr(sub_keys, name).buffer.hex() for name in sub_keys.__slots__}
    assert derived.isdisjoint({process_key.key.buffer.hex(), process_key.salt.buffer.hex()})
    process_key.wipe()
    assert not any([*process_key.key.buffer, *process_key.salt.buffer])


def test_a_sub_key_is_hkdf_as_rfc_5869_has_it() -> None:
    vault_key = bytes(range(32))
    extracted = hmac.digest(bytes.fromhex(PLACE.vault_id), vault_key, hashlib.sha256)
    expected = hmac.digest(extracted, b"casekeep 1 audit\x01", hashlib.sha256)
    assert keys.derive_sub_keys(SecretBytes(vault_key), PLACE.vault_id).audit.buffer == expected


def test_the_form_of_a_slot_never_drifts() -> None:
    slot = keys.wrap_for_passphrase(
        SecretBytes(bytes(range(32))),
        PASSPHRASE,
        PLACE,
        FAST_PARAMETERS,
        FAST_POLICY,
        same_bytes(),
    )
    assert slot.sealed_key.hex() == (
        "22fe1b1c581f2ef345eea339281c181022d3cbfed1522f0d"
        "3f8f0a4ea2adcf2b95eb3365f3182de38bec18ccdad3f625"
    )
    slot = keys.wrap_for_recovery(SecretBytes(bytes(range(32))), RECOVERY_KEY, PLACE, same_bytes())
    assert slot.sealed_key.hex() == (
        "735bf7bd1833c949be997e6ad36f733ea152e01e11986836"
        "0a8511856762a3f4cfd21a5cd595a433839be02e64c88d10"
    )


def test_wiping_the_sub_keys_leaves_zeros_only() -> None:
    sub_keys = keys.derive_sub_keys(SecretBytes(bytes(range(32))), PLACE.vault_id)
    sub_keys.wipe()
    for name in sub_keys.__slots__:
        assert not any(getattr(sub_keys, name).buffer)


def test_the_raw_key_is_written_as_sqlcipher_takes_it_raw() -> None:
    key, salt = SecretBytes(bytes(range(32))), SecretBytes(bytes(range(16)))
    expected = b"x'" + bytes(range(32)).hex().encode() + bytes(range(16)).hex().encode() + b"'"
    assert keys.raw_key_literal(key, salt) == expected
    assert len(expected) == 2 + 64 + 32 + 1


@pytest.mark.parametrize(("key_length", "salt_length"), [(31, 16), (32, 15), (0, 0)])
def test_a_raw_key_of_another_length_is_refused(key_length: int, salt_length: int) -> None:
    with pytest.raises(FaultError):
        keys.raw_key_literal(SecretBytes(bytes(key_length)), SecretBytes(bytes(salt_length)))


# Secrets


def test_a_secret_is_wiped_when_its_block_ends_in_an_error() -> None:
    secret = SecretBytes(b"abc")
    with pytest.raises(ZeroDivisionError), secret:
        _ = 1 // 0
    assert secret.buffer == b"\0\0\0"


def test_a_secret_shows_its_length_and_nothing_else() -> None:
    secret = SecretBytes(b"abc")
    assert repr(secret) == str(secret) == "SecretBytes(3)"
    with pytest.raises(FaultError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        hash(secret)


def test_no_error_on_a_wrong_passphrase_holds_a_secret() -> None:
    slot = passphrase_slot(SecretBytes(bytes(32)))
    with pytest.raises(WrongPassphrase) as caught:
        keys.unwrap_with_passphrase(slot, SecretBytes(b"hunter's moon"), PLACE, FAST_POLICY)
    assert caught.value.args == ()
    assert caught.value.__suppress_context__


def test_importing_the_keys_imports_no_cryptography() -> None:
    heavy = "{'argon2', 'cryptography', 'zxcvbn'} & set(sys.modules)"
    program = f"import sys, storage.header, vault.passphrases, vault.recovery; print({heavy})"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout == "set()\n"
