"""Reviews of plans in memory."""

from datetime import date

from tests.fakes.records import FakeRepo
from vault.clients import ClientStatus
from vault.ids import ClientId, NoteId
from vault.reviews import DueReview, Review


class FakeReviewRepo(FakeRepo):
    def put(self, review: Review) -> None:
        self._records.reviews[review.note_id] = review

    def get(self, note_id: NoteId) -> Review | None:
        return self._records.reviews.get(note_id)

    def due_by(self, day: date) -> list[DueReview]:
        found = []
        for review in self._records.reviews.values():
            note = self._records.notes[review.note_id]
            client_id = self._first_open_client(note.id)
            if review.is_open and note.is_signed and review.due_on <= day and client_id:
                called = self._records.clients[client_id].called
                found.append(DueReview(review, note.type, called, client_id))
        return sorted(found, key=lambda one: (one.review.due_on, one.review.note_id))

    def _first_open_client(self, note_id: NoteId) -> ClientId | None:
        unit = self._records.units[self._records.notes[note_id].unit_id]
        clients = (one.client_id for one in unit.members if one.client_id)
        return next((one for one in clients if self._is_open(one)), None)

    def _is_open(self, client_id: ClientId) -> bool:
        return self._records.clients[client_id].details.status is ClientStatus.OPEN
