"""Requests, releases and disclosures in memory."""

from dataclasses import replace
from datetime import date, datetime

from tests.fakes.records import FakeRepo, found_in
from vault.disclosures import Delivery, Disclosure, NewDisclosure
from vault.errors import OutOfOrder
from vault.ids import (
    ClientId,
    DisclosureId,
    ReleaseId,
    RequestId,
)
from vault.releases import Release, Selection
from vault.requests import Deadline, Decision, IdentityCheck, NewRequest, Request


class FakeRequestRepo(FakeRepo):
    def add(self, new: NewRequest, due_on: date | None) -> RequestId:
        request_id = RequestId(self._records.next_number("request"))
        self._records.requests[request_id] = Request(
            request_id,
            new.kind,
            new.client_id,
            new.received_on,
            new.asked_how,
            new.identity,
            due_on,
        )
        return request_id

    def get(self, request_id: RequestId) -> Request:
        return found_in(self._records.requests, request_id)

    def set_identity(self, request_id: RequestId, identity: IdentityCheck) -> None:
        self._records.requests[request_id] = replace(self.get(request_id), identity=identity)

    def close(self, request_id: RequestId, decision: Decision, now_utc: datetime) -> None:
        request = self.get(request_id)
        if request.decision is not None:
            raise OutOfOrder("closed", "close")
        self._records.requests[request_id] = replace(
            request, decision=decision, closed_at_utc=now_utc
        )

    def reopen(self, request_id: RequestId) -> None:
        self._records.requests[request_id] = replace(
            self.get(request_id), decision=None, closed_at_utc=None
        )

    def open_ones(self) -> list[Deadline]:
        waiting = [one for one in self._records.requests.values() if one.decision is None]
        waiting.sort(key=lambda one: (one.due_on is None, one.due_on or one.received_on, one.id))
        return [Deadline(one, self._records.clients[one.client_id].called) for one in waiting]


class FakeReleaseRepo(FakeRepo):
    def add(self, request_id: RequestId, client_id: ClientId, now_utc: datetime) -> ReleaseId:
        release_id = ReleaseId(self._records.next_number("release"))
        self._records.releases[release_id] = Release(
            release_id, request_id, client_id, Selection(), now_utc
        )
        return release_id

    def get(self, release_id: ReleaseId) -> Release:
        return found_in(self._records.releases, release_id)

    def open_ones(self) -> list[Release]:
        waiting = [r for r in self._records.releases.values() if r.handed_over_at_utc is None]
        return sorted(waiting, key=lambda one: one.id, reverse=True)

    def select(self, release_id: ReleaseId, selection: Selection) -> None:
        self._put(replace(self.get(release_id), selection=selection))

    def hand_over(self, release_id: ReleaseId, now_utc: datetime) -> None:
        self._put(replace(self.get(release_id), handed_over_at_utc=now_utc))

    def put_back(self, release_id: ReleaseId) -> None:
        self._put(replace(self.get(release_id), handed_over_at_utc=None))

    def _put(self, release: Release) -> None:
        self._records.releases[release.id] = release


class FakeDisclosureRepo(FakeRepo):
    def add(self, new: NewDisclosure) -> DisclosureId:
        disclosure_id = DisclosureId(self._records.next_number("disclosure"))
        self._records.disclosures[disclosure_id] = Disclosure(disclosure_id, new, Delivery.RECORDED)
        return disclosure_id

    def deliver(self, disclosure_id: DisclosureId, delivery: Delivery, now_utc: datetime) -> None:
        before = found_in(self._records.disclosures, disclosure_id)
        self._records.disclosures[disclosure_id] = replace(before, delivery=delivery)

    def all(self) -> list[Disclosure]:
        every = self._records.disclosures.values()
        return sorted(every, key=lambda one: (one.facts.at_utc, one.id), reverse=True)

    def of_client(self, client_id: ClientId) -> list[Disclosure]:
        return [one for one in self.all() if one.facts.client_id == client_id]
