"""Requests: somebody asks for records, and a clock starts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from resources import reference
from vault.ids import ClientId, RequestId


class RequestKind(StrEnum):
    """What is asked for."""

    ACCESS = "access"
    AMENDMENT = "amendment"
    ACCOUNTING = "accounting"
    RESTRICTION = "restriction"
    THIRD_PARTY = "third_party"
    PAYER = "payer"
    SUBPOENA = "subpoena"
    COURT_ORDER = "court_order"
    OTHER = "other"


class AskedHow(StrEnum):
    """How a request came."""

    WRITING = "writing"
    EMAIL = "email"
    IN_PERSON = "in_person"
    PHONE = "phone"


class IdentityCheck(StrEnum):
    """How the counselor made sure who asks (45 CFR 164.514(h))."""

    NOT_YET = "not_yet"
    KNOWN = "known"
    PHOTO_ID = "photo_id"
    CALLED_BACK = "called_back"


class Decision(StrEnum):
    """How a request ended; it can't close without one."""

    GIVEN = "given"
    GIVEN_IN_PART = "given_in_part"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request that is about to be kept; `received_on` is the day that started its clock."""

    kind: RequestKind
    client_id: ClientId
    received_on: date
    asked_how: AskedHow
    identity: IdentityCheck = IdentityCheck.NOT_YET


@dataclass(frozen=True, slots=True)
class Request:
    """A request as kept. It is open until a decision closes it."""

    id: RequestId
    kind: RequestKind
    client_id: ClientId
    received_on: date
    asked_how: AskedHow
    identity: IdentityCheck
    due_on: date | None
    decision: Decision | None = None
    closed_at_utc: datetime | None = None

    @property
    def number(self) -> str:
        """The number that stands on letters and footers, such as R-0031."""
        return f"R-{self.id:04d}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A request as Today shows it."""

    request: Request
    called: str


def due_on(kind: RequestKind, received_on: date) -> date | None:
    """Give the last day to act on a request, or None where no clock is known for its kind.

    Calendar days, counted from the day after the request (45 CFR 164.524(b)(2)); the state's
    own clock joins with its pack, and the shorter of the two holds.
    """
    clock = reference.clock_for(kind)
    return None if clock is None else received_on + timedelta(days=clock.days)
