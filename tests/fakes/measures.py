"""Results of measures in memory."""

from dataclasses import replace
from datetime import datetime

from resources.measures import RiskPrompt
from tests.fakes.records import FakeRepo, found_in
from vault.ids import ClientId, MeasureResultId, MeetingId
from vault.measures import Look, MeasureDraft, MeasureResult, Revision
from vault.notes import Note, NoteType
from vault.passages import AboutKind
from vault.risk_calls import Assessments, RiskCall
from vault.units import Unit


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
        return sorted(own, key=_when)

    def look_at(self, result_id: MeasureResultId, look: Look) -> None:
        before = self.get(result_id)
        seen = replace(before.revisions[-1], look=look)
        after = replace(before, revisions=(*before.revisions[:-1], seen))
        self._records.measures[result_id] = after

    def taken(self) -> frozenset[str]:
        return frozenset(one.measure_id for one in self._records.measures.values())

    def calls(self, measure_id: str, prompt: RiskPrompt) -> list[RiskCall]:
        newest: dict[ClientId, MeasureResult] = {}
        for one in sorted(self._records.measures.values(), key=_when):
            value = one.entry.total
            if prompt.item is not None:
                value = dict(enumerate(one.entry.answers, start=1)).get(prompt.item)
            reaches = value is not None and value >= prompt.at_least
            if one.measure_id == measure_id and reaches and not one.is_withdrawn:
                newest[one.client_id] = one
        return [
            RiskCall(
                one.id,
                measure_id,
                one.client_id,
                self._records.clients[one.client_id].called,
                one.entry.taken_at_utc,
                self.assessments(one.client_id),
            )
            for one in newest.values()
            if one.look is None
        ]

    def assessments(self, client_id: ClientId) -> Assessments:
        written = [
            (note, unit)
            for unit in self._records.units_of(client_id)
            for note in self._records.notes.values()
            if note.unit_id == unit.id and note.type is NoteType.RISK
        ]
        signed = [
            note.happened_at_utc
            for note, unit in written
            if _was_over(note) and _is_about(note, unit, client_id)
        ]
        begun = [
            (note.happened_at_utc, note.id)
            for note, _ in written
            if not note.is_signed and note.first_words_at_utc is not None
        ]
        return Assessments(max(signed, default=None), *max(begun, default=(None, None)))

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


def _when(one: MeasureResult) -> tuple[datetime, int]:
    return one.entry.taken_at_utc, one.id


def _was_over(note: Note) -> bool:
    signature = note.signature
    return signature is not None and note.happened_at_utc <= signature.signed_at_utc


def _is_about(note: Note, unit: Unit, client_id: ClientId) -> bool:
    member = unit.member_of(client_id)
    kinds = {AboutKind.ALL} | ({AboutKind.UNTAGGED} if len(unit.members) == 1 else set())
    return any(
        one.text.strip()
        and (one.about.kind in kinds or (member and member.id in one.about.members))
        for one in note.content.passages
    )
