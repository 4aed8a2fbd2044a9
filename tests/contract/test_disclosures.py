from dataclasses import replace

import pytest

from tests.builders import (
    NOW,
    a_new_disclosure,
    a_new_request,
    a_time,
    keep_alone,
    keep_note,
)
from vault.disclosures import Delivery, Disclosure, NewDisclosure
from vault.ids import DisclosureId
from vault.ports import Store, Work


def a_disclosure(work: Work) -> NewDisclosure:
    client_id, unit_id = keep_alone(work)
    first, second = keep_note(work, unit_id), keep_note(work, unit_id)
    request_id = work.requests.add(a_new_request(client_id), None)
    release_id = work.releases.add(request_id, client_id, NOW)
    return a_new_disclosure(
        client_id, release_id, second, first, description="2 notes, “complete” 📄"
    )


class TestDisclosureRepo:
    def test_gives_back_every_field(self, store: Store) -> None:
        with store.write() as work:
            new = a_disclosure(work)
            disclosure_id = work.disclosures.add(new)
        with store.read() as work:
            assert work.disclosures.of_client(new.client_id) == [
                Disclosure(disclosure_id, new, Delivery.RECORDED)
            ]

    def test_shows_the_newest_word_on_the_delivery(self, store: Store) -> None:
        with store.write() as work:
            new = a_disclosure(work)
            disclosure_id = work.disclosures.add(new)
            for delivery in (Delivery.FAILED, Delivery.WRITTEN):
                work.disclosures.deliver(disclosure_id, delivery, NOW)
                found = work.disclosures.of_client(new.client_id)
                assert found == [Disclosure(disclosure_id, new, delivery)]

    def test_delivering_what_was_never_recorded_is_a_lookup_error(self, store: Store) -> None:
        with store.write() as work, pytest.raises(LookupError):
            work.disclosures.deliver(DisclosureId(404), Delivery.WRITTEN, NOW)

    def test_lists_only_the_clients_own_newest_first(self, store: Store) -> None:
        with store.write() as work:
            new = a_disclosure(work)
            work.disclosures.add(a_disclosure(work))
            numbers = [
                work.disclosures.add(replace(new, at_utc=a_time(day=day))) for day in (8, 9, 7, 9)
            ]
            found = work.disclosures.of_client(new.client_id)
        assert [one.id for one in found] == [numbers[3], numbers[1], numbers[0], numbers[2]]
