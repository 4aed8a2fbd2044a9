import pytest

from tests.builders import (
    NOW,
    a_new_request,
    a_time,
    keep_alone,
    keep_client,
    keep_note,
)
from vault.ids import ClientId, NoteId, ReleaseId
from vault.ports import Store, Work
from vault.releases import Release, Selection


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
