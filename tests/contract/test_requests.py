from datetime import date

import pytest

from tests.builders import DAY, NOW, a_new_request, keep_client
from vault.errors import OutOfOrder
from vault.ids import RequestId
from vault.ports import Store
from vault.requests import AskedHow, Decision, IdentityCheck, Request, RequestKind

DUE = date(2026, 12, 12)


class TestRequestRepo:
    @pytest.mark.parametrize("due_on", [DUE, None])
    def test_gives_back_every_field(self, store: Store, due_on: date | None) -> None:
        with store.write() as work:
            client_id = keep_client(work)
            new = a_new_request(
                client_id, kind=RequestKind.SUBPOENA, identity=IdentityCheck.PHOTO_ID
            )
            request_id = work.requests.add(new, due_on)
            assert work.requests.get(request_id) == Request(
                request_id,
                RequestKind.SUBPOENA,
                client_id,
                DAY,
                AskedHow.EMAIL,
                IdentityCheck.PHOTO_ID,
                due_on,
            )

    def test_a_missing_request_is_a_lookup_error(self, store: Store) -> None:
        missing = RequestId(404)
        with store.write() as work:
            for call in (
                lambda: work.requests.get(missing),
                lambda: work.requests.set_identity(missing, IdentityCheck.KNOWN),
                lambda: work.requests.close(missing, Decision.GIVEN, NOW),
                lambda: work.requests.reopen(missing),
            ):
                with pytest.raises(LookupError):
                    call()

    def test_keeps_how_it_was_made_sure_who_asks(self, store: Store) -> None:
        with store.write() as work:
            request_id = work.requests.add(a_new_request(keep_client(work)), DUE)
            work.requests.set_identity(request_id, IdentityCheck.CALLED_BACK)
            assert work.requests.get(request_id).identity is IdentityCheck.CALLED_BACK

    def test_closes_once_and_opens_again(self, store: Store) -> None:
        with store.write() as work:
            request_id = work.requests.add(a_new_request(keep_client(work)), DUE)
            before = work.requests.get(request_id)
            work.requests.close(request_id, Decision.GIVEN_IN_PART, NOW)
            closed = work.requests.get(request_id)
            assert (closed.decision, closed.closed_at_utc) == (Decision.GIVEN_IN_PART, NOW)
            with pytest.raises(OutOfOrder):
                work.requests.close(request_id, Decision.DENIED, NOW)
            work.requests.reopen(request_id)
            assert work.requests.get(request_id) == before

    def test_lists_open_ones_the_most_urgent_first(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work, "Jonah Bell", used_name="Jon")
            without_clock, late, soon, closed, as_soon = (
                work.requests.add(a_new_request(client_id), due)
                for due in (None, date(2026, 12, 31), DUE, DAY, DUE)
            )
            work.requests.close(closed, Decision.DENIED, NOW)
            found = work.requests.open_ones()
            assert [one.request for one in found] == [
                work.requests.get(one) for one in (soon, as_soon, late, without_clock)
            ]
        assert {one.called for one in found} == {"Jon"}
