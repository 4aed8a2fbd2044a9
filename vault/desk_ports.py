"""What keeps the release desk: requests, releases and disclosures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from vault.disclosures import Delivery, Disclosure, NewDisclosure
    from vault.ids import ClientId, DisclosureId, ReleaseId, RequestId
    from vault.releases import Release, Selection
    from vault.requests import Deadline, Decision, IdentityCheck, NewRequest, Request


class RequestRepo(Protocol):
    """Keeps requests."""

    def add(self, new: NewRequest, due_on: date | None) -> RequestId:
        """Keep a new, open request."""

    def get(self, request_id: RequestId) -> Request:
        """Give a request; raises LookupError."""

    def set_identity(self, request_id: RequestId, identity: IdentityCheck) -> None:
        """Keep how it was made sure who asks."""

    def close(self, request_id: RequestId, decision: Decision, now_utc: datetime) -> None:
        """Close a request with its decision; raises OutOfOrder on a closed one."""

    def reopen(self, request_id: RequestId) -> None:
        """Open a request again whose answer never reached its destination."""

    def open_ones(self) -> list[Deadline]:
        """List open requests, the most urgent first."""


class ReleaseRepo(Protocol):
    """Keeps what stands on the release desk."""

    def add(self, request_id: RequestId, client_id: ClientId, now_utc: datetime) -> ReleaseId:
        """Put a new release on the desk."""

    def get(self, release_id: ReleaseId) -> Release:
        """Give a release; raises LookupError."""

    def open_ones(self) -> list[Release]:
        """List the releases that wait on the desk, newest first."""

    def select(self, release_id: ReleaseId, selection: Selection) -> None:
        """Keep what was chosen so far."""

    def hand_over(self, release_id: ReleaseId, now_utc: datetime) -> None:
        """Mark a release as handed over."""

    def put_back(self, release_id: ReleaseId) -> None:
        """Put a release on the desk again whose bytes never reached their destination."""


class DisclosureRepo(Protocol):
    """Records disclosures; nothing recorded is ever changed."""

    def add(self, new: NewDisclosure) -> DisclosureId:
        """Record a disclosure."""

    def deliver(self, disclosure_id: DisclosureId, delivery: Delivery, now_utc: datetime) -> None:
        """Record what became of its bytes."""

    def all(self) -> list[Disclosure]:
        """List every disclosure, newest first."""

    def of_client(self, client_id: ClientId) -> list[Disclosure]:
        """List a client's disclosures, newest first."""
