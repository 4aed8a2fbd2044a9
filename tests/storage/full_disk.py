"""A disk on which nothing more fits."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from storage.opener import Database
from storage.unit_of_work import SqlStore, SqlWork
from vault.errors import DiskFull


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the disk refuse every write to the database; the key file's take no space."""

    def write(_store: SqlStore) -> AbstractContextManager[SqlWork]:
        raise DiskFull

    def checkpoint(_database: Database) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(SqlStore, "write", write)
        patch.setattr(Database, "checkpoint", checkpoint)
        yield
