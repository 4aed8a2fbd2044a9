"""What the tests of contents begin with: an empty folder of blobs in a vault's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.blobs import FileBlobs
from tests.storage.shelf import opened


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
