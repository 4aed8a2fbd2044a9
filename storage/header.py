"""The key file: two copies of the header, and a spare of both (docs/vault-format.md)."""

import hashlib
import hmac
import json
import os
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from storage.files import overwrite_durably, read_bounded, write_durably
from vault.errors import (
    Damage,
    FaultError,
    KeyFileDamaged,
    KeyFileMissing,
    VaultAlreadyThere,
    VaultTooNew,
)
from vault.header import Header, UnverifiedHeader, document, from_document
from vault.kdf import RELEASE_POLICY, KdfParameters, KdfPolicy, calibrate
from vault.keys import SecretBytes, canonical, timed_derivation

KEY_FILE_NAME: Final = "vault.key"
BLOCK_BYTES: Final = 16 * 1024
FILE_BYTES: Final = 2 * BLOCK_BYTES
MAGIC: Final = b"CASEKEEP"
FORMAT: Final = 1

_PREFIX: Final = struct.Struct(">8sIIQ")
_DIGEST_BYTES: Final = 32
_MAC_AT: Final = BLOCK_BYTES - 2 * _DIGEST_BYTES
_SUM_AT: Final = BLOCK_BYTES - _DIGEST_BYTES
MOST_JSON_BYTES: Final = _MAC_AT - _PREFIX.size


@dataclass(frozen=True, slots=True)
class _Block:
    """One whole copy, as it stands on the disk."""

    content: bytes
    offset: int
    layout: int
    length: int
    sequence: int

    def is_sealed_by(self, header_key: SecretBytes) -> bool:
        sealed = self.content[_MAC_AT:_SUM_AT]
        return hmac.compare_digest(_mac(header_key, self.content[:_MAC_AT]), sealed)


class KeyFile:
    """`vault.key` and its spare `vault.key.bak` in one vault's folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / KEY_FILE_NAME
        self.spare_path = folder / f"{KEY_FILE_NAME}.bak"

    def create(self, header: Header, header_key: SecretBytes) -> None:
        """Write the key file of a new vault; raises VaultAlreadyThere before touching one."""
        if os.path.lexists(self.path) or os.path.lexists(self.spare_path):
            raise VaultAlreadyThere
        self.replace(header, header_key)

    def read(self) -> UnverifiedHeader:
        """Read the newest whole copy; nothing in it is trusted until it is verified.

        Raises KeyFileMissing, KeyFileDamaged or VaultTooNew.
        """
        copies = _copies(self.path)
        newest = _newest(copies)
        fell_back = len(copies) < 2
        if newest is None:
            if not os.path.lexists(self.path) and not os.path.lexists(self.spare_path):
                raise KeyFileMissing
            newest = _newest(_copies(self.spare_path))
        if newest is None:
            raise KeyFileDamaged(Damage.BROKEN)
        return UnverifiedHeader(_header(newest), fell_back, newest.is_sealed_by)

    def write(self, header: Header, header_key: SecretBytes) -> None:
        """Store a changed header over the older copy, first in the key file, then in the spare.

        A crash at any moment leaves the old header or the new one, and it takes no free space, so
        that a full disk can still be locked. Raises FolderReadOnly, FolderGone or DiskFault.
        """
        for path in (self.path, self.spare_path):
            _write_older_copy(path, header, header_key)

    def replace(self, header: Header, header_key: SecretBytes) -> None:
        """Store a header with other slots, so that no copy of it opens the old way any more.

        The spare goes first: until the key file itself is renamed, all of this vault opens as it
        did, and when this raises, the old passphrase still holds.
        """
        both = 2 * _block(header, header_key, sequence=1)
        for path in (self.spare_path, self.path):
            write_durably(path, both)


def measured_parameters(policy: KdfPolicy = RELEASE_POLICY) -> KdfParameters:
    """Find this computer's key derivation costs; takes one to three seconds."""
    return calibrate(policy, timed_derivation(time.perf_counter), _ram_kib())


def _ram_kib() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
    except (AttributeError, ValueError):  # Windows has no sysconf; 2 GiB is a safe guess
        return 2 * 1024 * 1024


def _write_older_copy(path: Path, header: Header, header_key: SecretBytes) -> None:
    # Only what this key sealed counts: a planted copy is what gets overwritten.
    ours = [copy for copy in _copies(path) if copy.is_sealed_by(header_key)]
    newest = _newest(ours)
    if newest is None:
        write_durably(path, 2 * _block(header, header_key, sequence=1))
        return
    block = _block(header, header_key, newest.sequence + 1)
    overwrite_durably(path, BLOCK_BYTES - newest.offset, block)


def _copies(path: Path) -> list[_Block]:
    content = read_bounded(path, FILE_BYTES) or b""
    found = (_parsed(content, offset) for offset in (0, BLOCK_BYTES))
    return [block for block in found if block is not None]


def _newest(copies: list[_Block]) -> _Block | None:
    return max(copies, key=lambda block: block.sequence, default=None)


def _parsed(file: bytes, offset: int) -> _Block | None:
    content = file[offset : offset + BLOCK_BYTES]
    if len(content) < BLOCK_BYTES:
        return None
    magic, layout, length, sequence = _PREFIX.unpack_from(content)
    sound = (
        hashlib.sha256(content[:_SUM_AT]).digest() == content[_SUM_AT:]
        and magic == MAGIC
        and layout >= 1
    )
    return _Block(content, offset, layout, length, sequence) if sound else None


def _header(block: _Block) -> Header:
    # Whatever length it names, this stays inside the block.
    text = block.content[_PREFIX.size : _PREFIX.size + block.length]
    try:
        content = json.loads(text)
        if block.layout != FORMAT:
            raise VaultTooNew(_needs(content))
        # One header has one form: this finds doubled keys, NaN and whatever else two readers
        # could read in two ways.
        if canonical(content) != text:
            raise KeyFileDamaged(Damage.ALTERED)
    except (RecursionError, ValueError):
        if block.layout != FORMAT:
            raise VaultTooNew("") from None
        raise KeyFileDamaged(Damage.ALTERED) from None
    return from_document(content)


def _needs(content: Any) -> str:  # noqa: ANN401 -- JSON of a format that isn't known here
    needs = content.get("needs") if isinstance(content, dict) else None
    return needs if isinstance(needs, str) and needs.isprintable() and len(needs) < 40 else ""


def _block(header: Header, header_key: SecretBytes, sequence: int) -> bytes:
    text = canonical(document(header))
    if len(text) > MOST_JSON_BYTES:
        raise FaultError("the header has outgrown its block")
    covered = _PREFIX.pack(MAGIC, FORMAT, len(text), sequence) + text
    covered = covered.ljust(_MAC_AT, b"\0")
    sealed = covered + _mac(header_key, covered)
    return sealed + hashlib.sha256(sealed).digest()


def _mac(header_key: SecretBytes, covered: bytes) -> bytes:
    return hmac.digest(header_key.buffer, covered, "sha256")
