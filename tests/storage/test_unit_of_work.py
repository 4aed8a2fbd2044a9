import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.unit_of_work import SqlStore
from tests.storage.opened import file_store, memory_store
from vault.audit import AuditKind
from vault.errors import FaultError, FolderGone

if TYPE_CHECKING:
    from vault.ports import Store


def count(store: SqlStore) -> int:
    with store.read() as work:
        return work.audit.anchor().count


def test_a_write_is_kept_at_the_end_of_its_block() -> None:
    store = memory_store()
    with store.write() as work:
        work.audit.append(AuditKind.DAY)
    assert count(store) == 1


def test_an_error_in_the_block_undoes_all_of_it_and_passes_on() -> None:
    store = memory_store()

    def act() -> None:
        with store.write() as work:
            work.audit.append(AuditKind.DAY)
            raise LookupError

    with pytest.raises(LookupError):
        act()
    assert count(store) == 0
    assert store.writes() == 0


def test_a_block_that_is_left_by_return_is_kept() -> None:
    store = memory_store()

    def act() -> str:
        with store.write() as work:
            work.audit.append(AuditKind.DAY)
            return "done"

    assert act() == "done"
    assert count(store) == 1


def test_every_write_counts_and_one_that_changes_nothing_does_not() -> None:
    store = memory_store()
    for _ in range(3):
        with store.write() as work:
            work.audit.append(AuditKind.DAY)
    with store.write() as work:
        work.audit.anchor()
    assert store.writes() == 3


def test_a_write_that_changes_nothing_writes_nothing_to_the_disk(tmp_path: Path) -> None:
    with file_store(tmp_path) as store:
        log = tmp_path / "vault.db-wal"
        before = log.stat().st_size
        with store.write() as work:
            work.audit.anchor()
        assert log.stat().st_size == before


@pytest.mark.parametrize("outer", ["write", "read"])
@pytest.mark.parametrize("inner", ["write", "read"])
def test_a_transaction_inside_another_is_refused_and_the_outer_one_undone(
    outer: str, inner: str
) -> None:
    store = memory_store()
    with pytest.raises(FaultError), getattr(store, outer)(), getattr(store, inner)():
        pass
    with store.write() as work:
        work.audit.append(AuditKind.DAY)
    assert count(store) == 1


def test_a_write_where_reading_was_announced_is_undone() -> None:
    store = memory_store()
    with pytest.raises(FaultError), store.read() as work:
        work.audit.append(AuditKind.DAY)
    assert count(store) == 0


def test_a_broken_rule_of_the_database_is_our_fault_and_undone() -> None:
    store = memory_store()
    with store.write() as work:
        work.audit.append(AuditKind.DAY)
    with pytest.raises(FaultError) as caught, store.write():
        store._connection.execute("DELETE FROM audit")
    assert caught.value.args[0] == "sqlite"
    assert count(store) == 1


def test_a_removed_folder_is_said_instead_of_a_write_into_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    with file_store(folder) as store:
        with store.write() as work:
            work.audit.append(AuditKind.DAY)
        shutil.rmtree(folder)
        with pytest.raises(FolderGone), store.write() as work:
            work.audit.append(AuditKind.DAY)
        assert store.writes() == 1


def test_one_work_serves_every_transaction_with_the_same_repositories() -> None:
    store = memory_store()
    with store.write() as first:
        clients = first.clients
    with store.read() as second:
        assert second.clients is clients


def test_every_repository_is_there() -> None:
    with memory_store().read() as work:
        for name in (
            "clients",
            "units",
            "meetings",
            "notes",
            "requests",
            "releases",
            "disclosures",
            "profile",
            "settings",
        ):
            assert type(getattr(work, name)).__name__.startswith("Sql")


def test_the_store_is_what_the_services_ask_for() -> None:
    store: Store = memory_store()
    with store.read() as work:
        assert list(work.audit.entries()) == []
