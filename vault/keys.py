"""Keys: from what a person knows to the keys that open the records.

    passphrase   -- Argon2id, HKDF --> wrapping key --.
                                                       AES-256-GCM --> vault key
    recovery key -- HKDF ------------> wrapping key --'                    |
                                                                   HKDF -> sub-keys

The byte formats are in docs/vault-format.md. argon2 and cryptography are imported where they are
used.

What Python can't do: `bytes` and `str` can't be wiped, and Argon2 and the passphrase field need
them. Buffers of our own are wiped below; of the rest nothing is promised, which is why locking
replaces the process.
"""

# ruff: noqa: PLC0415 -- argon2 and cryptography cost 55 ms that the unlock window doesn't have.

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest
from types import TracebackType
from typing import Final, NoReturn, Self

from vault.errors import (
    CasekeepError,
    Damage,
    FaultError,
    KeyFileDamaged,
    NotEnoughMemory,
    WrongPassphrase,
    WrongRecoveryKey,
)
from vault.kdf import KdfParameters, KdfPolicy

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
RECOVERY_BYTES: Final = 20

RandomBytes = Callable[[int], bytes]
"""`secrets.token_bytes`, or a test's stand-in."""


class SecretBytes:
    """Bytes that can be wiped, and that no message, pickle or `==` in varying time gives away."""

    __slots__ = ("buffer",)

    def __init__(self, content: bytes | bytearray) -> None:
        self.buffer = bytearray(content)

    def wipe(self) -> None:
        """Overwrite the bytes with zeros; wiping twice is harmless."""
        self.buffer[:] = bytes(len(self.buffer))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.wipe()

    def __len__(self) -> int:
        return len(self.buffer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecretBytes) and compare_digest(self.buffer, other.buffer)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"SecretBytes({len(self.buffer)})"

    def __reduce__(self) -> NoReturn:
        raise FaultError("a secret is never pickled")


def timed_derivation(clock: Callable[[], float]) -> Callable[[KdfParameters], float]:
    """Make the probe of `calibrate` from a clock in seconds such as `time.perf_counter`."""

    def seconds_for(parameters: KdfParameters) -> float:
        begun = clock()
        _argon2id(b"calibration", bytes(SALT_BYTES), parameters).wipe()
        return clock() - begun

    return seconds_for


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """The vault key, sealed for one thing that a person holds.

    `kdf` is the cost of Argon2id for a passphrase, and None for a recovery key, whose 160 random
    bits need no slowing.
    """

    kind: SlotKind
    kdf: KdfParameters | None
    salt: bytes
    nonce: bytes
    sealed_key: bytes


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where a slot belongs; a slot carried to another vault or epoch doesn't open."""

    vault_id: str
    epoch: int


def new_vault_key(random_bytes: RandomBytes) -> SecretBytes:
    """Draw a vault key; the caller wipes it as soon as the sub-keys are derived."""
    return SecretBytes(random_bytes(KEY_BYTES))


def wrap_for_passphrase(
    vault_key: SecretBytes,
    passphrase: SecretBytes,
    place: SlotPlace,
    parameters: KdfParameters,
    policy: KdfPolicy,
    random_bytes: RandomBytes,
) -> Slot:
    """Seal the vault key under a passphrase (NFC, UTF-8; see `vault.passphrases.encoded`).

    Raises FaultError for costs outside the policy, NotEnoughMemory when this computer can't meet
    them.
    """
    policy.check_write(parameters)
    salt = random_bytes(SALT_BYTES)
    with _passphrase_key(passphrase, salt, parameters) as wrapping_key:
        return _wrap(
            SlotKind.PASSPHRASE, parameters, salt, vault_key, wrapping_key, place, random_bytes
        )


def wrap_for_recovery(
    vault_key: SecretBytes, recovery_key: SecretBytes, place: SlotPlace, random_bytes: RandomBytes
) -> Slot:
    """Seal the vault key under a recovery key of 160 random bits."""
    salt = random_bytes(SALT_BYTES)
    with _recovery_key(recovery_key, salt) as wrapping_key:
        return _wrap(SlotKind.RECOVERY, None, salt, vault_key, wrapping_key, place, random_bytes)


def unwrap_with_passphrase(
    slot: Slot, passphrase: SecretBytes, place: SlotPlace, policy: KdfPolicy
) -> SecretBytes:
    """Open a passphrase slot; WrongPassphrase when the seal doesn't fit.

    KeyFileDamaged when the slot asks for costs that Casekeep never writes, NotEnoughMemory when
    this computer can't meet them.
    """
    if slot.kdf is None:
        raise KeyFileDamaged(Damage.ALTERED)
    policy.check_read(slot.kdf)
    with _passphrase_key(passphrase, slot.salt, slot.kdf) as wrapping_key:
        return _unwrap(slot, wrapping_key, place, WrongPassphrase())


def unwrap_with_recovery(slot: Slot, recovery_key: SecretBytes, place: SlotPlace) -> SecretBytes:
    """Open a recovery slot; WrongRecoveryKey when the seal doesn't fit."""
    with _recovery_key(recovery_key, slot.salt) as wrapping_key:
        return _unwrap(slot, wrapping_key, place, WrongRecoveryKey())


@dataclass(frozen=True, slots=True)
class SubKeys:
    """The keys of one epoch, each for one purpose; the vault key itself is gone."""

    database: SecretBytes
    database_salt: SecretBytes
    header: SecretBytes
    audit: SecretBytes
    anchor: SecretBytes
    blobs: SecretBytes

    def wipe(self) -> None:
        """Overwrite every key."""
        for name in self.__slots__:
            getattr(self, name).wipe()


def derive_sub_keys(vault_key: SecretBytes, vault_id: str) -> SubKeys:
    """Derive every sub-key by HKDF-SHA256 (RFC 5869), each under a label of its own."""
    salt = bytes.fromhex(vault_id)

    def sub_key(label: str, length: int = KEY_BYTES) -> SecretBytes:
        return _hkdf(vault_key.buffer, salt, label, length)

    return SubKeys(
        database=sub_key("database"),
        database_salt=sub_key("database salt", SALT_BYTES),
        header=sub_key("header"),
        audit=sub_key("audit"),
        anchor=sub_key("anchor"),
        blobs=sub_key("blobs"),
    )


@dataclass(frozen=True, slots=True)
class ProcessKey:
    """What opens the process notes: made from the passphrase each time, never at the unlock."""

    key: SecretBytes
    salt: SecretBytes

    def wipe(self) -> None:
        """Overwrite both."""
        self.key.wipe()
        self.salt.wipe()


def derive_process_key(vault_key: SecretBytes, vault_id: str) -> ProcessKey:
    """Derive what opens the process notes, by the same rule as the sub-keys."""
    secret, salt = vault_key.buffer, bytes.fromhex(vault_id)
    return ProcessKey(
        key=_hkdf(secret, salt, "process notes"),
        salt=_hkdf(secret, salt, "process notes salt", SALT_BYTES),
    )


def raw_key_literal(key: SecretBytes, salt: SecretBytes) -> bytes:
    """Write a key the way SQLCipher takes it raw: `x'`, 64 and 32 hex digits, `'`.

    In any other form SQLCipher silently takes it for a passphrase, so other lengths raise
    FaultError.
    """
    if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
        raise FaultError("a raw key is 32 bytes and its salt 16")
    return b"x'%b%b'" % (key.buffer.hex().encode(), salt.buffer.hex().encode())


def canonical(document: object) -> bytes:
    """Write JSON in its one form here: keys sorted, no spaces, ASCII."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def kdf_document(slot: Slot) -> dict[str, object]:
    """Describe a slot's derivation, for the key file and for the seal that covers it."""
    if slot.kdf is None:
        return {"name": "hkdf-sha256", "salt": slot.salt.hex()}
    return {
        "name": "argon2id",
        "version": 19,
        "memory_kib": slot.kdf.memory_kib,
        "passes": slot.kdf.passes,
        "lanes": slot.kdf.lanes,
        "salt": slot.salt.hex(),
    }


def _sealed_about(slot: Slot, place: SlotPlace) -> bytes:
    return b"casekeep 1 slot\n" + canonical(
        {
            "epoch": place.epoch,
            "kdf": kdf_document(slot),
            "type": slot.kind,
            "vault_id": place.vault_id,
        }
    )


def _wrap(
    kind: SlotKind,
    kdf: KdfParameters | None,
    salt: bytes,
    vault_key: SecretBytes,
    wrapping_key: SecretBytes,
    place: SlotPlace,
    random_bytes: RandomBytes,
) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = random_bytes(NONCE_BYTES)
    about = _sealed_about(Slot(kind, kdf, salt, nonce, b""), place)
    sealed = AESGCM(wrapping_key.buffer).encrypt(nonce, vault_key.buffer, about)
    return Slot(kind, kdf, salt, nonce, sealed)


def _unwrap(
    slot: Slot, wrapping_key: SecretBytes, place: SlotPlace, refusal: CasekeepError
) -> SecretBytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    vault_key = SecretBytes(bytes(KEY_BYTES))
    try:
        AESGCM(wrapping_key.buffer).decrypt_into(
            slot.nonce, slot.sealed_key, _sealed_about(slot, place), vault_key.buffer
        )
    except InvalidTag:
        raise refusal from None
    return vault_key


@contextmanager
def _passphrase_key(
    passphrase: SecretBytes, salt: bytes, parameters: KdfParameters
) -> Iterator[SecretBytes]:
    # argon2 takes `bytes` only: the one copy of the passphrase below can't be wiped.
    with (
        _argon2id(bytes(passphrase.buffer), salt, parameters) as stretched,
        _hkdf(stretched.buffer, salt, "wrap passphrase") as key,
    ):
        yield key


def _recovery_key(recovery_key: SecretBytes, salt: bytes) -> SecretBytes:
    return _hkdf(recovery_key.buffer, salt, "wrap recovery")


def _argon2id(secret: bytes, salt: bytes, parameters: KdfParameters) -> SecretBytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return SecretBytes(
            hash_secret_raw(
                secret,
                salt,
                time_cost=parameters.passes,
                memory_cost=parameters.memory_kib,
                parallelism=parameters.lanes,
                hash_len=KEY_BYTES,
                type=Type.ID,
                version=19,
            )
        )
    except HashingError:
        # Every cost was checked before, so that what is left to fail is the allocation.
        raise NotEnoughMemory(parameters.memory_kib) from None


def _hkdf(secret: bytearray, salt: bytes, label: str, length: int = KEY_BYTES) -> SecretBytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = SecretBytes(bytes(length))
    HKDF(SHA256(), length, salt, f"casekeep 1 {label}".encode()).derive_into(secret, key.buffer)
    return key
