"""A key file on disk, for the tests of writing, of damage and of tampering."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from storage.header import KeyFile
from tests.fast_keys import FAST_PARAMETERS, FAST_POLICY
from vault.header import (
    Header,
    NewVault,
    Notice,
    create_vault_keys,
    open_with_passphrase,
)
from vault.keys import SecretBytes

NOW = datetime(2026, 3, 2, 13, 42, tzinfo=UTC)
OLD = SecretBytes(b"an invented passphrase")
NEW = SecretBytes(b"another invented passphrase")
NOTICE = Notice(NOW, "lid_closed", drafts_saved=1, backup_verified_at_utc=NOW, drafts_lost=2)


def new_vault() -> NewVault:
    return create_vault_keys(
        OLD,
        "Morgan Ellis Counseling",
        FAST_PARAMETERS,
        FAST_POLICY,
        needs="0.1.0",
        now_utc=NOW,
        random_bytes=Random(1).randbytes,
    )


@dataclass(frozen=True)
class Stored:
    """A key file on disk, and what opens it."""

    file: KeyFile
    vault: NewVault

    @property
    def header(self) -> Header:
        return self.vault.header

    @property
    def key(self) -> SecretBytes:
        return self.vault.sub_keys.header


def store(folder: Path) -> Stored:
    file, vault = KeyFile(folder), new_vault()
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
