from dataclasses import replace

import pytest

from tests.builders import a_couple, alone, keep_alone
from tests.fakes import FakeStore
from vault.cabinet import UnitService
from vault.ids import ClientId
from vault.units import UnitKind


@pytest.mark.parametrize("kind", UnitKind)
def test_all_but_an_individual_share_their_notes(kind: UnitKind) -> None:
    assert replace(alone(), kind=kind).is_shared is (kind is not UnitKind.INDIVIDUAL)


def test_finds_the_member_that_a_client_is() -> None:
    couple = a_couple(first=3, second=4)
    assert couple.member_of(ClientId(4)) == couple.members[1]
    assert couple.member_of(ClientId(5)) is None


def test_a_person_without_a_file_is_no_client() -> None:
    couple = a_couple()
    guest = replace(couple.members[1], client_id=None)
    assert replace(couple, members=(guest,)).member_of(ClientId(2)) is None


def test_the_service_lists_a_clients_units() -> None:
    store = FakeStore()
    with store.write() as work:
        client_id, unit_id = keep_alone(work)
    assert [unit.id for unit in UnitService(store).of_client(client_id)] == [unit_id]
