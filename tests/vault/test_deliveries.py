"""What is kept of a delivery when the disk fills up at the worst moment."""

import pytest

from tests.fakes.outside import FakeOutgoingFile
from tests.vault.test_releases import DESTINATION, Office
from vault.disclosures import Delivery
from vault.errors import DiskFull


def test_a_file_that_is_out_is_handed_over_even_if_its_delivery_cannot_be_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = Office()
    prepared = office.prepare(office.begin())
    publish = FakeOutgoingFile.publish

    def publish_and_fill_the_disk(file: FakeOutgoingFile) -> None:
        publish(file)
        office.store.fail_next_commit = DiskFull()

    monkeypatch.setattr(FakeOutgoingFile, "publish", publish_and_fill_the_disk)
    office.hand_over(prepared)
    assert DESTINATION in office.outbox.files
    (disclosure,) = office.desk.disclosures(office.client_id)
    assert disclosure.delivery is Delivery.RECORDED
    assert office.desk.waiting() == []
