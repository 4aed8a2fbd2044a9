"""What is kept of a delivery when the disk fills up or the vault is closed in the middle of it."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from tests.fakes.outside import FakeOutgoingFile
from tests.vault.test_releases import DESTINATION, PASSWORD, Office
from vault.disclosures import Delivery
from vault.errors import DiskFull, FolderGone, OutOfOrder
from vault.releases import Sealed

T = TypeVar("T")


class Closing:
    """A way to the database that is closed after so many calls."""

    def __init__(self, office: Office, calls: int) -> None:
        self._events = office.events
        self._left = calls

    def __call__(self, call: Callable[[], T], /) -> T:
        if not self._left:
            raise OutOfOrder("ended", "wait_for")
        self._left -= 1
        self._events.append("keep")
        return call()


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def sealed(office: Office) -> Sealed:
    sealed = office.desk.seal(office.prepare(office.begin()), PASSWORD)
    office.events.clear()
    return sealed


def delivery(office: Office) -> Delivery:
    (disclosure,) = office.desk.disclosures(office.client_id)
    return disclosure.delivery


def test_a_file_that_is_out_is_handed_over_even_if_its_delivery_cannot_be_recorded(
    office: Office, sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = FakeOutgoingFile.publish

    def publish_and_fill_the_disk(file: FakeOutgoingFile) -> None:
        publish(file)
        office.store.fail_next_commit = DiskFull()

    monkeypatch.setattr(FakeOutgoingFile, "publish", publish_and_fill_the_disk)
    office.desk.hand_over(sealed, DESTINATION)
    assert DESTINATION in office.outbox.files
    assert delivery(office) is Delivery.RECORDED
    assert office.desk.waiting() == []


def test_only_the_records_wait_for_the_database(office: Office, sealed: Sealed) -> None:
    office.desk.hand_over(sealed, DESTINATION, Closing(office, calls=2))
    assert office.events == ["stage", "keep", "commit", "publish", "keep", "commit"]


def test_a_vault_that_closed_before_the_record_lets_nothing_out(
    office: Office, sealed: Sealed
) -> None:
    before = office.store.records.snapshot()
    with pytest.raises(OutOfOrder):
        office.desk.hand_over(sealed, DESTINATION, Closing(office, calls=0))
    assert office.store.records == before
    assert office.events == ["stage", "discard"]


def test_a_vault_that_closed_while_the_file_left_has_it_recorded_and_unconfirmed(
    office: Office, sealed: Sealed
) -> None:
    office.desk.hand_over(sealed, DESTINATION, Closing(office, calls=1))
    assert office.outbox.files == {DESTINATION: sealed.data}
    assert delivery(office) is Delivery.RECORDED


def test_a_vault_that_closed_before_a_failure_could_be_told_says_unconfirmed(
    office: Office, sealed: Sealed
) -> None:
    office.outbox.fail_publish = FolderGone()
    with pytest.raises(OutOfOrder):
        office.desk.hand_over(sealed, DESTINATION, Closing(office, calls=1))
    assert (office.outbox.files, office.outbox.staged) == ({}, {})
    assert delivery(office) is Delivery.RECORDED
