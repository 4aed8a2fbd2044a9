import pytest

from tests.builders import keep_client
from vault.audit import Anchor, AuditKind, detail_hash
from vault.clients import ClientStatus
from vault.errors import FaultError
from vault.ports import Store, Work


def count(store: Store) -> int:
    with store.read() as work:
        return work.clients.count(ClientStatus.OPEN)


def _keep_and_fail(work: Work) -> None:
    keep_client(work)
    work.audit.append(AuditKind.CLIENT_CREATED)
    raise InterruptedError


class TestStore:
    def test_keeps_what_was_written(self, store: Store) -> None:
        with store.write() as work:
            keep_client(work)
        assert count(store) == 1

    def test_an_error_undoes_all_of_a_write(self, store: Store) -> None:
        with pytest.raises(InterruptedError), store.write() as work:
            _keep_and_fail(work)
        assert count(store) == 0
        with store.read() as work:
            assert work.audit.anchor() == Anchor()

    def test_a_write_inside_a_look_is_a_fault_and_undone(self, store: Store) -> None:
        with pytest.raises(FaultError), store.read() as work:
            keep_client(work)
        assert count(store) == 0

    def test_a_transaction_inside_another_is_a_fault(self, store: Store) -> None:
        with store.write(), pytest.raises(FaultError), store.read():
            pass

    def test_goes_on_after_an_error(self, store: Store) -> None:
        with pytest.raises(InterruptedError), store.write():
            raise InterruptedError
        with store.write() as work:
            keep_client(work)
        assert count(store) == 1


class TestAuditTrail:
    def test_a_new_trail_is_empty_and_sound(self, store: Store) -> None:
        with store.read() as work:
            assert list(work.audit.entries()) == []
            assert work.audit.anchor() == Anchor()
            assert work.audit.first_bad() is None

    def test_each_entry_holds_the_one_before_it(self, store: Store) -> None:
        with store.write() as work:
            work.audit.append(AuditKind.VAULT_CREATED)
            work.audit.append(AuditKind.NOTE_SIGNED, "note:1", "ab" * 32)
            work.audit.append(AuditKind.DAY)
        with store.read() as work:
            entries = list(work.audit.entries())
            assert [one.seq for one in entries] == [1, 2, 3]
            assert [one.kind for one in entries] == ["vault.created", "note.signed", "day"]
            assert [one.subject for one in entries] == ["", "note:1", ""]
            assert entries[1].detail_hash == detail_hash("ab" * 32)
            assert [one.prev for one in entries[1:]] == [one.mac for one in entries[:-1]]
            assert work.audit.anchor() == Anchor(3, entries[2].mac)
            assert work.audit.first_bad() is None
