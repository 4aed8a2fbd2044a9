"""Results of measures in memory."""

from dataclasses import replace
from datetime import datetime

from tests.fakes.records import FakeRepo, found_in
from vault.ids import ClientId, MeasureResultId, MeetingId
from vault.measures import MeasureDraft, MeasureResult, Revision


class FakeMeasureRepo(FakeRepo):
    def add(self, client_id: ClientId, measure_id: str, revision: Revision) -> MeasureResultId:
        result_id = MeasureResultId(self._records.next_number("measure"))
        result = MeasureResult(result_id, client_id, measure_id, (revision,))
        self._records.measures[result_id] = result
        return result_id

    def revise(self, result_id: MeasureResultId, revision: Revision) -> None:
        before = self.get(result_id)
        after = replace(before, revisions=(*before.revisions, revision))
        self._records.measures[result_id] = after

    def get(self, result_id: MeasureResultId) -> MeasureResult:
        return found_in(self._records.measures, result_id)

    def of_client(self, client_id: ClientId) -> list[MeasureResult]:
        own = [one for one in self._records.measures.values() if one.client_id == client_id]
        return sorted(own, key=lambda one: (one.entry.taken_at_utc, one.id))

    def names_meeting(self, meeting_id: MeetingId) -> bool:
        return any(
            revision.entry.meeting_id == meeting_id
            for result in self._records.measures.values()
            for revision in result.revisions
        )

    def draft(self, client_id: ClientId) -> MeasureDraft | None:
        return self._records.measure_drafts.get(client_id)

    def put_draft(self, client_id: ClientId, draft: MeasureDraft, now_utc: datetime) -> None:
        self._records.measure_drafts[client_id] = draft

    def drop_draft(self, client_id: ClientId) -> None:
        self._records.measure_drafts.pop(client_id, None)
