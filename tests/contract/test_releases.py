from dataclasses import replace

import pytest

from tests.builders import (
    NOW,
    a_new_request,
    a_time,
    keep_alone,
    keep_client,
    keep_document,
    keep_measure,
    keep_note,
    keep_unit,
)
from tests.fakes import FakeClock, FakeOutbox, FakePress
from vault.documents import Belonging, Removal, RemovalReason
from vault.ids import ClientId, NoteId, ReleaseId
from vault.ports import Store, Work
from vault.release_gate import LeftOut
from vault.releases import Release, ReleaseService, Selection
from vault.units import UnitKind


def on_the_desk(work: Work, client_id: ClientId) -> ReleaseId:
    request_id = work.requests.add(a_new_request(client_id), None)
    return work.releases.add(request_id, client_id, NOW)


class TestReleaseRepo:
    def test_a_new_release_has_nothing_chosen(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work)
            request_id = work.requests.add(a_new_request(client_id), None)
            release_id = work.releases.add(request_id, client_id, NOW)
            assert work.releases.get(release_id) == Release(
                release_id, request_id, client_id, Selection(None), NOW, None
            )

    def test_a_missing_release_is_a_lookup_error(self, store: Store) -> None:
        missing = ReleaseId(404)
        with store.write() as work:
            for call in (
                lambda: work.releases.get(missing),
                lambda: work.releases.select(missing, Selection()),
                lambda: work.releases.hand_over(missing, NOW),
                lambda: work.releases.put_back(missing),
            ):
                with pytest.raises(LookupError):
                    call()

    def test_a_selection_comes_back_in_its_order_and_none_is_not_nothing(
        self, store: Store
    ) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            first, second, third = (keep_note(work, unit_id) for _ in range(3))
            release_id = on_the_desk(work, client_id)
            selections: list[tuple[NoteId, ...] | None] = [
                (third, first),
                (),
                (first, second, third),
                None,
            ]
            for notes in selections:
                work.releases.select(release_id, Selection(notes))
                assert work.releases.get(release_id).selection == Selection(notes)

    def test_lists_what_waits_newest_first(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work)
            first, second, third = (on_the_desk(work, client_id) for _ in range(3))
            work.releases.hand_over(second, a_time(day=13))
            waiting = work.releases.open_ones()
            assert waiting == [work.releases.get(third), work.releases.get(first)]
            assert work.releases.get(second).handed_over_at_utc == a_time(day=13)
            work.releases.put_back(second)
            assert [one.id for one in work.releases.open_ones()] == [third, second, first]


class TestWhatNoReleaseCanHold:
    def test_counts_documents_and_results_that_hold_of_this_client_alone(
        self, store: Store
    ) -> None:
        with store.write() as work:
            client_id, alone = keep_alone(work)
            shared = keep_unit(work, UnitKind.COUPLE, client_id, keep_client(work))
            other, _ = keep_alone(work, "Nora Lind")
            owners = (Belonging(alone), Belonging(shared), Belonging(client_id=client_id))
            kept = [keep_document(work, one, at) for at, one in enumerate(owners)]
            keep_document(work, Belonging(client_id=other), 9)
            work.documents.remove(kept[0], Removal(NOW, RemovalReason.MISTAKE))
            results = [keep_measure(work, client_id) for _ in range(3)]
            keep_measure(work, other)
            withdrawn = replace(
                work.measures.get(results[0]).revisions[0], reason="Misread", withdrawn=True
            )
            work.measures.revise(results[0], withdrawn)
            release_id = on_the_desk(work, client_id)
        desk = ReleaseService(store, FakeClock(), FakePress(), FakeOutbox()).desk(release_id)
        assert desk.left_out == LeftOut(documents=2, measures=2)
