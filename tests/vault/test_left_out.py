"""What no release can hold yet."""

import pytest

from tests.builders import keep_document, keep_measure, sign
from tests.vault.test_releases import Office, office
from vault.documents import Belonging
from vault.requests import Decision

__all__ = ["office"]


@pytest.mark.parametrize("kept", ["a document", "a measure"])
def test_the_decision_is_in_part_where_what_no_release_can_hold_stays(
    office: Office, kept: str
) -> None:
    with office.store.write() as work:
        sign(work, work.notes.of_client(office.client_id)[-1])
        if kept == "a document":
            keep_document(work, Belonging(office.unit_id))
        else:
            keep_measure(work, office.client_id)
    prepared = office.prepare(office.begin())
    office.hand_over(prepared)
    request = office.store.records.requests[prepared.desk.request.id]
    assert request.decision is Decision.GIVEN_IN_PART
