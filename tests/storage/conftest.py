"""What tests of storage begin with: a closed vault, its key file, an empty folder of blobs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.blobs import FileBlobs
from tests.storage.key_files import Stored, store
from tests.storage.opened import new_vault
from tests.storage.shelf import opened
from vault.lifecycle import LockReason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault."""
    made = tmp_path / "vault"
    new_vault(made)[0].close(LockReason.ASKED, 0)
    return made


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    """A key file that was just written."""
    return store(tmp_path)


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
