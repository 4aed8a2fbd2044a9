"""Runs each contract twice: over the fakes, and over a real encrypted database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests.fakes import FakeClock, FakeStore
from tests.storage.opened import file_store
from vault.ports import Store


@pytest.fixture(scope="module", params=["fakes", "sqlcipher"])
def kept(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store that the tests of a module share; no test expects it to be empty."""
    with _opened(request.param, tmp_path_factory.mktemp("vault")) as store:
        yield store


@pytest.fixture(params=["fakes", "sqlcipher"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with _opened(request.param, tmp_path) as opened:
        yield opened


def _opened(kind: str, folder: Path) -> AbstractContextManager[Store]:
    clock = FakeClock()
    if kind == "fakes":
        return nullcontext(FakeStore(clock))
    return file_store(folder, clock)
