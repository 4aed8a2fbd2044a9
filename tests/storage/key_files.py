"""A key file on disk, for the tests of writing, of damage and of tampering."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from storage.header import KeyFile
from storage.new_vault import DrawnVault
from tests.fast_keys import FAST_PARAMETERS, FAST_POLICY
from vault import recovery
from vault.header import Header, Notice, open_with_passphrase
from vault.kdf import KdfParameters
from vault.keys import SecretBytes, SubKeys

NOW = datetime(2026, 3, 2, 13, 42, tzinfo=UTC)
OLD = SecretBytes(b"an invented passphrase")
NEW = SecretBytes(b"another invented passphrase")
NOTICE = Notice(NOW, "suspend", drafts_saved=1, backup_verified_at_utc=NOW, drafts_lost=2)


@dataclass(frozen=True)
class MadeKeys:
    """The keys of a new vault, and the header that they are sealed in."""

    header: Header
    sub_keys: SubKeys
    recovery_key: SecretBytes


def made_keys(parameters: KdfParameters = FAST_PARAMETERS) -> MadeKeys:
    drawn = DrawnVault(Random(1).randbytes)
    header, sub_keys = drawn.sealed(
        OLD, "Morgan Ellis Counseling", parameters, FAST_POLICY, "0.1.0", NOW
    )
    return MadeKeys(header, sub_keys, recovery.from_text("-".join(drawn.recovery_groups)))


@dataclass(frozen=True)
class Stored:
    """A key file on disk, and what opens it."""

    file: KeyFile
    vault: MadeKeys

    @property
    def header(self) -> Header:
        return self.vault.header

    @property
    def key(self) -> SecretBytes:
        return self.vault.sub_keys.header


def store(folder: Path) -> Stored:
    file, vault = KeyFile(folder), made_keys()
    file.create(vault.header, vault.sub_keys.header)
    return Stored(file, vault)


def opened(file: KeyFile, passphrase: SecretBytes = OLD) -> Header:
    return open_with_passphrase(file.read(), passphrase, FAST_POLICY)[0]


def flip(path: Path, *places: int) -> None:
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= 0x01
    path.write_bytes(content)


def canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
