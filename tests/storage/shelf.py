"""A folder of contents, and what tests do with it."""

import secrets
from pathlib import Path

from storage.blob_intake import FileIntake
from storage.blobs import FileBlobs
from storage.outside import Outside
from storage.sealed_chunks import CHUNK_BYTES
from vault.blobs import Blob, Landed
from vault.keys import SecretBytes

KEY = bytes(range(32))
CANARY = b"quixotic Ashgrove zephyr"
LARGE = CANARY + b"0123456789abcdef" * (CHUNK_BYTES // 16 * 2) + CANARY  # a little over 2 MiB


def opened(vault: Path, tmp_path: Path) -> FileBlobs:
    return FileBlobs(vault, SecretBytes(KEY), secrets.token_bytes, Outside(tmp_path))


def take_in(blobs: FileBlobs, content: bytes | Path = LARGE) -> Blob:
    return finish(blobs.intake(content)).blob


def finish(intake: FileIntake) -> Landed:
    while intake.step():
        pass
    return intake.land()


def files(vault: Path) -> list[Path]:
    return sorted((vault / "blobs").iterdir()) if (vault / "blobs").exists() else []
