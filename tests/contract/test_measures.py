from dataclasses import replace

import pytest

from tests.builders import NOW, a_time, keep_alone, keep_client, keep_meeting
from vault.ids import MeasureResultId, MeetingId
from vault.measures import MeasureDraft, MeasureEntry, MeasureResult, Revision
from vault.ports import Store

ANSWERS = (1, 0, None, 3, 2, 1, 0, 0, 1)
DRAFT = MeasureDraft("phq-9", "12 Nov 2026", ANSWERS, "", corrects=MeasureResultId(3), reason="Ü")


def a_revision(day: int = 12, **changes: object) -> Revision:
    entry = MeasureEntry(a_time(day=day), (1, 2), 3.0)
    return Revision(replace(entry, **changes), NOW)  # type: ignore[arg-type]


class TestMeasureRepo:
    def test_gives_back_every_field(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            entered = Revision(MeasureEntry(a_time(), ANSWERS, None, meeting_id), NOW)
            result_id = work.measures.add(client_id, "phq-9", entered)
            entry = MeasureEntry(a_time(day=11), (), 24.3)
            over = Revision(entry, a_time(day=13), "Wrong day 📄", withdrawn=True)
            work.measures.revise(result_id, over)
        with store.read() as work:
            found = work.measures.get(result_id)
        assert found == MeasureResult(result_id, client_id, "phq-9", (entered, over))
        assert (found.version, found.entry, found.is_withdrawn) == (2, over.entry, True)

    def test_a_missing_result_is_a_lookup_error(self, store: Store) -> None:
        missing = MeasureResultId(404)
        with store.write() as work:
            with pytest.raises(LookupError):
                work.measures.get(missing)
            with pytest.raises(LookupError):
                work.measures.revise(missing, replace(a_revision(), reason="x"))

    def test_lists_only_the_clients_own_as_they_were_taken(self, store: Store) -> None:
        with store.write() as work:
            client_id, other_id = keep_client(work), keep_client(work)
            numbers = [
                work.measures.add(client_id, "gad-7", a_revision(day)) for day in (9, 7, 8, 7)
            ]
            work.measures.add(other_id, "gad-7", a_revision())
            # What a correction says of the day is what counts.
            work.measures.revise(numbers[0], replace(a_revision(6), reason="Another day"))
            found = [one.id for one in work.measures.of_client(client_id)]
        assert found == [numbers[0], numbers[1], numbers[3], numbers[2]]

    def test_knows_which_meetings_a_result_was_ever_of(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            result_id = work.measures.add(client_id, "gad-7", a_revision(meeting_id=meeting_id))
            work.measures.revise(result_id, replace(a_revision(), reason="At home"))
            assert work.measures.names_meeting(meeting_id)
            assert not work.measures.names_meeting(MeetingId(404))

    def test_keeps_one_unfinished_form_a_client(self, store: Store) -> None:
        with store.write() as work:
            client_id, other_id = keep_client(work), keep_client(work)
            assert work.measures.draft(client_id) is None
            work.measures.drop_draft(client_id)
            work.measures.put_draft(client_id, replace(DRAFT, total="7"), NOW)
            work.measures.put_draft(client_id, DRAFT, NOW)
            assert work.measures.draft(client_id) == DRAFT
            assert work.measures.draft(other_id) is None
            work.measures.drop_draft(client_id)
            assert work.measures.draft(client_id) is None
