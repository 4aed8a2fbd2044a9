"""Copies in clear for other programs: private, without a name, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.blobs import FileBlobs
from tests.storage.shelf import LARGE, opened, take_in
from vault.errors import (
    ContentDamaged,
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


@pytest.fixture
def blobs(vault: Path, tmp_path: Path) -> Iterator[FileBlobs]:
    made = opened(vault, tmp_path)
    yield made
    made.close()


def test_a_copy_outside_is_private_nameless_and_taken_back(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    path = blobs.lay_outside(take_in(blobs), "pdf")
    assert path.read_bytes() == LARGE
    assert path.suffix == ".pdf"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert blobs.take_back() == 0
    assert not path.exists()


def test_the_next_start_takes_back_what_a_crash_left_outside(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    path = blobs.lay_outside(take_in(blobs), "pdf")
    opened(vault, tmp_path)
    assert not path.exists()


def test_a_damaged_content_leaves_nothing_outside(
    blobs: FileBlobs, vault: Path, tmp_path: Path
) -> None:
    blob = take_in(blobs)
    path = vault / "blobs" / blob.id
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(ContentDamaged):
        blobs.lay_outside(blob, "pdf")
    assert not any(one.is_file() for one in (tmp_path / "casekeep-outside").iterdir())
