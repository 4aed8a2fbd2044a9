import pytest

from tests.fakes import FakeClock, FakeStore
from vault.clients import ClientDetails, ClientService
from vault.errors import OutOfOrder
from vault.late_store import LateStore


def test_a_service_made_before_the_store_uses_it_once_it_is_there() -> None:
    late, store = LateStore(), FakeStore()
    clients = ClientService(late, FakeClock())
    with pytest.raises(OutOfOrder):
        clients.rows()
    late.put(store)
    assert late.process_notes is store.process_notes
    client_id = clients.create(ClientDetails("Mara Quill")).value
    with store.read() as work:
        assert work.clients.get(client_id).details.name == "Mara Quill"
