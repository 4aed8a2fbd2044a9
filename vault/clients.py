"""Clients: who they are, how they may be reached, and what their file must heed."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from vault import fields
from vault.audit import AuditKind
from vault.changes import Changes, Done, Noun
from vault.errors import InvalidField, Problem
from vault.ids import ClientId
from vault.place import FormKey
from vault.ports import Clock, Store, Work
from vault.units import NewMember, NewUnit, UnitKind

REACH_LIMIT = 20


class ClientStatus(StrEnum):
    """Whether the counselor works with a client at present."""

    OPEN = "open"
    CLOSED = "closed"


class ReachKind(StrEnum):
    """A way to reach somebody."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Reach:
    """A number or address, and what is safe to do with it.

    `code_name` is the name to ask for, or to give, where nobody may learn of the counseling.
    """

    kind: ReachKind
    value: str
    label: str = ""
    voicemail_ok: bool = False
    text_ok: bool = False
    mail_ok: bool = False
    code_name: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyContact:
    """Whom to call when the client is in danger."""

    name: str
    relationship: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClientFlags:
    """What every flow has to heed about a client's file.

    `minor` is declared where the birth date isn't known. `part2_records`: substance use
    records under 42 CFR Part 2. `paid_in_full`: the client asked that a health plan isn't
    told (45 CFR 164.522(a)(1)(vi)).
    """

    minor: bool = False
    part2_records: bool = False
    paid_in_full: bool = False
    legal_hold: bool = False
    no_records_election: bool = False


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """What the counselor types about a client."""

    name: str
    used_name: str = ""
    pronouns: str = ""
    birth_date: date | None = None
    reaches: tuple[Reach, ...] = ()
    emergency_contacts: tuple[EmergencyContact, ...] = ()
    status: ClientStatus = ClientStatus.OPEN
    flags: ClientFlags = field(default_factory=ClientFlags)

    def checked(self, today: date) -> "ClientDetails":
        """Give the same details, cleaned.

        Raises InvalidField naming the first field that can't be accepted.
        """
        for name, found in (
            ("reaches", self.reaches),
            ("emergency_contacts", self.emergency_contacts),
        ):
            if len(found) > REACH_LIMIT:
                raise InvalidField(name, Problem.OUT_OF_RANGE)
        return replace(
            self,
            name=fields.line("name", self.name, required=True, longest=fields.NAME_LENGTH),
            used_name=fields.line("used_name", self.used_name, longest=fields.NAME_LENGTH),
            pronouns=fields.line("pronouns", self.pronouns, longest=60),
            birth_date=fields.birth_date("birth_date", self.birth_date, today),
            reaches=tuple(_checked_reach(reach) for reach in self.reaches),
            emergency_contacts=tuple(
                _checked_contact(contact) for contact in self.emergency_contacts
            ),
        )


@dataclass(frozen=True, slots=True)
class Client:
    """A client as kept in the vault.

    `case_number` stands in for the name in "Initials only"; `version` grows with each change.
    """

    id: ClientId
    case_number: str
    details: ClientDetails
    opened_on: date
    closed_on: date | None
    version: int
    created_at_utc: datetime

    @property
    def called(self) -> str:
        """The name that the client uses, or else the name."""
        return self.details.used_name or self.details.name

    @property
    def initials(self) -> str:
        """The first letters of the first and the last part of the name that is used."""
        return initials(self.called)


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the client list.

    `kind` is the newest unit's, `others` the members beside the client, by name;
    `last_met_at_utc` is the newest meeting or note, None where there is none.
    """

    id: ClientId
    called: str
    status: ClientStatus
    kind: UnitKind
    unit_name: str
    others: tuple[str, ...]
    birth_date: date | None
    flags: ClientFlags
    last_met_at_utc: datetime | None
    closed_on: date | None


def initials(name: str) -> str:
    """Give the first letters of a name's first and last part, in capitals."""
    parts = [part for part in name.split() if any(letter.isalnum() for letter in part)]
    if not parts:
        return "?"
    chosen = parts[:1] if len(parts) == 1 else [parts[0], parts[-1]]
    return "".join(
        next(letter for letter in part if letter.isalnum()).upper()[:1] for part in chosen
    )


def age_in_years(birth_date: date, on: date) -> int:
    """Count the birthdays from `birth_date` to `on`.

    Who is born on 29 February turns a year older on 1 March in a common year.
    """
    had_it = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (0 if had_it else 1)


def under_eighteen(birth_date: date | None, flags: ClientFlags, on: date) -> bool:
    """Say whether to show a client as a minor: declared so, or under 18 on that day.

    This is for showing. Who may act for whom is decided by authority and the state's pack.
    """
    return flags.minor or (birth_date is not None and age_in_years(birth_date, on) < 18)


class ClientService:
    """Opens, changes and lists clients."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def create(self, details: ClientDetails, finishes: FormKey | None = None) -> Done[ClientId]:
        """Open a file for a new client, seen alone until a unit says otherwise.

        Raises InvalidField.
        """
        checked = details.checked(self._clock.today())
        with self._store.write() as work:
            done = self._open(work, checked)
            work.settings.finish_form(finishes)
        return done

    def open_within(self, work: Work, name: str) -> Done[ClientId]:
        """Open a file for somebody by name, within a transaction that goes on.

        Raises InvalidField.
        """
        return self._open(work, ClientDetails(name).checked(self._clock.today()))

    def update(
        self,
        client_id: ClientId,
        details: ClientDetails,
        *,
        base_version: int,
        finishes: FormKey | None = None,
    ) -> Done[Client]:
        """Keep changed details; answers the client as it now stands.

        Raises InvalidField, and ChangedElsewhere where `base_version` isn't the newest.
        """
        checked = details.checked(self._clock.today())
        with self._store.write() as work:
            before = work.clients.get(client_id)
            work.settings.finish_form(finishes)
            if before.details == checked:
                return Done(before)
            closed_on = before.closed_on
            if checked.status is ClientStatus.OPEN:
                closed_on = None
            elif closed_on is None:
                closed_on = self._clock.today()
            work.clients.change(
                client_id, checked, closed_on, self._clock.now_utc(), base_version=base_version
            )
            work.audit.append(AuditKind.CLIENT_CHANGED, f"client:{client_id}")
            after = work.clients.get(client_id)
        return Done(after, Changes.of(Noun.CLIENT, client_id))

    def open_file(self, client_id: ClientId) -> Done[Client]:
        """Give a client whose file is being opened, and record that it was opened.

        Raises LookupError for a number that no client has.
        """
        with self._store.write() as work:
            client = work.clients.get(client_id)
            work.audit.append(AuditKind.FILE_OPENED, f"client:{client_id}")
        return Done(client, Changes.of(Noun.AUDIT))

    def get(self, client_id: ClientId) -> Client:
        """Give a client without recording it.

        Raises LookupError for a number that no client has.
        """
        with self._store.read() as work:
            return work.clients.get(client_id)

    def rows(self, needle: str = "", status: ClientStatus | None = None) -> list[ClientRow]:
        """List clients, last met first; `needle` is part of a name, accents and case aside."""
        with self._store.read() as work:
            return work.clients.rows(needle.strip(), status)

    def count(self, status: ClientStatus) -> int:
        """Count the clients of one status."""
        with self._store.read() as work:
            return work.clients.count(status)

    def _open(self, work: Work, checked: ClientDetails) -> Done[ClientId]:
        today = self._clock.today()
        client_id = work.clients.add(checked, today, self._clock.now_utc())
        member = NewMember(client_id=client_id)
        unit_id = work.units.add(NewUnit(UnitKind.INDIVIDUAL, today, (member,)))
        work.audit.append(AuditKind.CLIENT_CREATED, f"client:{client_id}")
        changes = Changes.of(Noun.CLIENT, client_id) | Changes.of(Noun.UNIT, unit_id)
        return Done(client_id, changes)


def _checked_reach(reach: Reach) -> Reach:
    return replace(
        reach,
        value=fields.line("reaches", ", ".join(reach.value.splitlines()), required=True),
        label=fields.line("reaches", reach.label, longest=fields.NAME_LENGTH),
        code_name=fields.line("reaches", reach.code_name, longest=fields.NAME_LENGTH),
    )


def _checked_contact(contact: EmergencyContact) -> EmergencyContact:
    return EmergencyContact(
        name=fields.line("emergency_contacts", contact.name, required=True),
        relationship=fields.line("emergency_contacts", contact.relationship),
        phone=fields.line("emergency_contacts", contact.phone),
        note=fields.line("emergency_contacts", contact.note),
    )
