"""The header: what a locked vault knows about itself, and how it is opened.

It names no client. Its sealed slots, the anchor of the audit trail and the words on the unlock
window are all that stands in the key file (docs/vault-format.md).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, NoReturn, TypeVar

from vault import keys
from vault.errors import Damage, InvalidField, KeyFileDamaged, Problem
from vault.kdf import KdfParameters, KdfPolicy
from vault.keys import (
    ProcessKey,
    RandomBytes,
    SecretBytes,
    Slot,
    SlotKind,
    SlotPlace,
    SubKeys,
)

VAULT_ID_BYTES: Final = 16
CHAIN_HEAD_BYTES: Final = 32
MOST_PRACTICE_CHARACTERS: Final = 120
_MOST_COUNT: Final = 2**63 - 1

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the audit trail had come when the key file was last written."""

    count: int
    head: bytes
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """What the unlock window says about the last lock; `reason` is a code of the lifecycle."""

    locked_at_utc: datetime
    reason: str
    drafts_saved: int
    backup_verified_at_utc: datetime | None = None
    drafts_lost: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """Everything in the key file.

    `needs` is the oldest Casekeep that may open the vault. `unknown_slots` and `unknown_fields`
    were written by a newer Casekeep; they are kept as they are.
    """

    vault_id: str
    epoch: int
    needs: str
    practice: str
    slots: tuple[Slot, ...]
    anchor: Anchor
    notice: Notice | None = None
    unknown_slots: tuple[Mapping[str, Any], ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> SlotPlace:
        """Say which vault and epoch the slots are sealed for."""
        return SlotPlace(self.vault_id, self.epoch)


@dataclass(frozen=True, slots=True)
class UnverifiedHeader:
    """A header as it was read: whole by its checksum, not yet known to be ours.

    The unlock window may show its practice and notice. `fell_back` tells that a copy of the key
    file was damaged and another one was used.
    """

    header: Header
    fell_back: bool
    is_sealed_by: Callable[[SecretBytes], bool]

    def verify(self, header_key: SecretBytes) -> Header:
        """Return the header if `header_key` sealed it, else raise KeyFileDamaged (altered)."""
        if not self.is_sealed_by(header_key):
            raise KeyFileDamaged(Damage.ALTERED)
        return self.header


def open_with_passphrase(
    unverified: UnverifiedHeader, passphrase: SecretBytes, policy: KdfPolicy
) -> tuple[Header, SubKeys]:
    """Open the vault's keys and verify the header with them.

    Raises WrongPassphrase, KeyFileDamaged (altered) or NotEnoughMemory. The caller wipes the
    passphrase and, at lock, the sub-keys.
    """
    header = unverified.header
    slot = _slot(header, SlotKind.PASSPHRASE)
    with keys.unwrap_with_passphrase(slot, passphrase, header.place, policy) as vault_key:
        return _verified(unverified, vault_key)


def open_with_recovery(
    unverified: UnverifiedHeader, recovery_key: SecretBytes
) -> tuple[Header, SubKeys]:
    """Open the vault's keys with the recovery key; raises WrongRecoveryKey or KeyFileDamaged."""
    header = unverified.header
    slot = _slot(header, SlotKind.RECOVERY)
    with keys.unwrap_with_recovery(slot, recovery_key, header.place) as vault_key:
        return _verified(unverified, vault_key)


def process_key(header: Header, passphrase: SecretBytes, policy: KdfPolicy) -> ProcessKey:
    """Derive what opens the process notes of a vault whose header is verified.

    Raises WrongPassphrase and NotEnoughMemory. The caller wipes the passphrase and the key.
    """
    slot = _slot(header, SlotKind.PASSPHRASE)
    with keys.unwrap_with_passphrase(slot, passphrase, header.place, policy) as vault_key:
        return keys.derive_process_key(vault_key, header.vault_id)


def change_passphrase(
    header: Header,
    old: SecretBytes,
    new: SecretBytes,
    parameters: KdfParameters,
    policy: KdfPolicy,
    random_bytes: RandomBytes,
) -> Header:
    """Seal the same vault key for a new passphrase; `KeyFile.replace` stores the result.

    Raises WrongPassphrase, KeyFileDamaged (altered) and NotEnoughMemory. The new slot is never
    cheaper to attack than the old one.
    """
    slot = _slot(header, SlotKind.PASSPHRASE)
    with keys.unwrap_with_passphrase(slot, old, header.place, policy) as vault_key:
        return _resealed(header, vault_key, new, parameters, policy, random_bytes)


def set_passphrase_by_recovery(
    header: Header,
    recovery_key: SecretBytes,
    new: SecretBytes,
    parameters: KdfParameters,
    policy: KdfPolicy,
    random_bytes: RandomBytes,
) -> Header:
    """Seal the same vault key for a new passphrase when the old one is forgotten.

    Raises WrongRecoveryKey, KeyFileDamaged (altered) and NotEnoughMemory.
    """
    slot = _slot(header, SlotKind.RECOVERY)
    with keys.unwrap_with_recovery(slot, recovery_key, header.place) as vault_key:
        return _resealed(header, vault_key, new, parameters, policy, random_bytes)


def practice_name(text: str) -> str:
    """Clean the practice's display name, which stands in clear in the key file.

    Raises InvalidField ("practice").
    """
    name = text.strip()
    if not name:
        raise InvalidField("practice", Problem.EMPTY)
    if len(name) > MOST_PRACTICE_CHARACTERS:
        raise InvalidField("practice", Problem.TOO_LONG)
    if not name.isprintable():
        raise InvalidField("practice", Problem.CONTROL_CHARACTER)
    return name


def document(header: Header) -> dict[str, Any]:
    """Describe a header in the JSON types of docs/vault-format.md."""
    notice = header.notice
    return dict(header.unknown_fields) | {
        "vault_id": header.vault_id,
        "epoch": header.epoch,
        "needs": header.needs,
        "practice": header.practice,
        "slots": [_slot_document(slot) for slot in header.slots]
        + [dict(slot) for slot in header.unknown_slots],
        "anchor": {
            "count": header.anchor.count,
            "head": header.anchor.head.hex(),
            "at_utc": _utc_text(header.anchor.at_utc),
        },
        "notice": notice
        and {
            "locked_at_utc": _utc_text(notice.locked_at_utc),
            "reason": notice.reason,
            "drafts_saved": notice.drafts_saved,
            "drafts_lost": notice.drafts_lost,
            "backup_verified_at_utc": notice.backup_verified_at_utc
            and _utc_text(notice.backup_verified_at_utc),
        },
    }


def from_document(content: Any) -> Header:  # noqa: ANN401 -- it comes from JSON, unchecked
    """Read what `document` wrote; KeyFileDamaged when anything has another type or size."""
    try:
        return _header(dict(content))
    except (AttributeError, InvalidField, KeyError, TypeError, ValueError):
        raise KeyFileDamaged(Damage.ALTERED) from None


def _verified(unverified: UnverifiedHeader, vault_key: SecretBytes) -> tuple[Header, SubKeys]:
    sub_keys = keys.derive_sub_keys(vault_key, unverified.header.vault_id)
    try:
        return unverified.verify(sub_keys.header), sub_keys
    except KeyFileDamaged:
        sub_keys.wipe()
        raise


def _slot(header: Header, kind: SlotKind) -> Slot:
    for slot in header.slots:
        if slot.kind is kind:
            return slot
    raise KeyFileDamaged(Damage.ALTERED)


def _resealed(
    header: Header,
    vault_key: SecretBytes,
    new: SecretBytes,
    parameters: KdfParameters,
    policy: KdfPolicy,
    random_bytes: RandomBytes,
) -> Header:
    old_slot = _slot(header, SlotKind.PASSPHRASE)
    at_least = parameters.raised_to(old_slot.kdf or policy.floor)
    new_slot = keys.wrap_for_passphrase(
        vault_key, new, header.place, at_least, policy, random_bytes
    )
    slots = tuple(new_slot if slot is old_slot else slot for slot in header.slots)
    return replace(header, slots=slots)


def _slot_document(slot: Slot) -> dict[str, Any]:
    return {
        "type": slot.kind.value,
        "kdf": keys.kdf_document(slot),
        "nonce": slot.nonce.hex(),
        "sealed_key": slot.sealed_key.hex(),
    }


def _header(content: dict[str, Any]) -> Header:
    known: list[Slot] = []
    unknown: list[Mapping[str, Any]] = []
    for slot in _of(list, content.pop("slots")):
        if _of(str, slot["type"]) in tuple(SlotKind):
            known.append(_read_slot(slot))
        else:
            unknown.append(slot)
    anchor = content.pop("anchor")
    notice = content.pop("notice")
    return Header(
        vault_id=_hex(content.pop("vault_id"), VAULT_ID_BYTES).hex(),
        epoch=_count(content.pop("epoch")),
        needs=_of(str, content.pop("needs")),
        practice=practice_name(_of(str, content.pop("practice"))),
        slots=tuple(known),
        anchor=Anchor(
            _count(anchor["count"]),
            _hex(anchor["head"], CHAIN_HEAD_BYTES),
            _utc(anchor["at_utc"]),
        ),
        notice=_read_notice(notice) if notice is not None else None,
        unknown_slots=tuple(unknown),
        unknown_fields=content,
    )


def _read_notice(notice: dict[str, Any]) -> Notice:
    backup = notice["backup_verified_at_utc"]
    return Notice(
        _utc(notice["locked_at_utc"]),
        _of(str, notice["reason"]),
        _count(notice["drafts_saved"]),
        _utc(backup) if backup is not None else None,
        _count(notice.get("drafts_lost", 0)),
    )


def _read_slot(content: dict[str, Any]) -> Slot:
    kind, kdf = SlotKind(content["type"]), content["kdf"]
    parameters = None
    if kind is SlotKind.PASSPHRASE:
        if (kdf["name"], kdf["version"]) != ("argon2id", 19):
            _damaged()
        parameters = KdfParameters(
            _count(kdf["memory_kib"]), _count(kdf["passes"]), _count(kdf["lanes"])
        )
    elif kdf["name"] != "hkdf-sha256":
        _damaged()
    return Slot(
        kind,
        parameters,
        _hex(kdf["salt"], keys.SALT_BYTES),
        _hex(content["nonce"], keys.NONCE_BYTES),
        _hex(content["sealed_key"], keys.KEY_BYTES + keys.TAG_BYTES),
    )


def _of(kind: type[Kind], value: object) -> Kind:
    # `type is`, because a JSON `true` is an `int` to isinstance.
    if type(value) is not kind:
        _damaged()
    return value


def _count(value: object) -> int:
    number = _of(int, value)
    return number if 0 <= number <= _MOST_COUNT else _damaged()


def _hex(value: object, length: int) -> bytes:
    content = bytes.fromhex(_of(str, value))
    return content if len(content) == length else _damaged()


def _utc(value: object) -> datetime:
    moment = datetime.fromisoformat(_of(str, value))
    return moment if moment.tzinfo is UTC else _damaged()


def _utc_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _damaged() -> NoReturn:
    raise KeyFileDamaged(Damage.ALTERED)
