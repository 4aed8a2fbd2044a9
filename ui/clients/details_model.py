"""A client's details while they are typed: what can be kept is, what can't is said beside it."""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Self

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import RETRY_MS, Autosave, MakeTimer, Save
from ui.clients import birth_date
from ui.open_vault import OpenVault
from ui.strings import dates
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Done
from vault.clients import (
    Client,
    ClientDetails,
    ClientFlags,
    ClientService,
    ClientStatus,
    EmergencyContact,
    Reach,
    ReachKind,
)
from vault.errors import ChangedElsewhere, FaultError, InvalidField, Problem
from vault.place import FormKey, FormKind, FormWords

Problems = dict[str, Problem]

_TEXTS = ("name", "used_name", "pronouns", "birth_date")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as it was typed."""

    name: str = ""
    used_name: str = ""
    pronouns: str = ""
    birth_date: str = ""
    reaches: tuple[Reach, ...] = ()
    emergency_contacts: tuple[EmergencyContact, ...] = ()
    is_closed: bool = False
    flags: ClientFlags = field(default_factory=ClientFlags)

    @classmethod
    def of(cls, details: ClientDetails) -> Self:
        """Give what stands in the form while nothing was typed."""
        born = details.birth_date
        return cls(
            name=details.name,
            used_name=details.used_name,
            pronouns=details.pronouns,
            birth_date=dates.dated(born) if born else "",
            reaches=details.reaches,
            emergency_contacts=details.emergency_contacts,
            is_closed=details.status is ClientStatus.CLOSED,
            flags=details.flags,
        )


def understand(typed: Typed, before: ClientDetails, today: date) -> tuple[ClientDetails, Problems]:
    """Give the details to keep, and what is wrong with the fields that can't be.

    A field with a problem stays as it was before; lines that nobody filled in yet are left out.
    """
    problems: Problems = {}
    born = before.birth_date
    try:
        born = birth_date.read(typed.birth_date)
    except birth_date.NotADayError as error:
        problems["birth_date"] = error.problem
    details = ClientDetails(
        name=typed.name,
        used_name=typed.used_name,
        pronouns=typed.pronouns,
        birth_date=born,
        reaches=tuple(one for one in typed.reaches if one.value.strip()),
        emergency_contacts=tuple(one for one in typed.emergency_contacts if one.name.strip()),
        status=ClientStatus.CLOSED if typed.is_closed else ClientStatus.OPEN,
        flags=typed.flags,
    )
    while True:
        try:
            return details.checked(today), problems
        except InvalidField as error:
            if error.field in problems:
                # What was kept before can't be refused twice: better nothing than a loop.
                return before, problems
            problems[error.field] = error.problem
            details = replace(details, **{error.field: getattr(before, error.field)})


def unkept(typed: Typed, problems: Problems) -> FormWords:
    """Spell out the fields that can't be kept as they stand: each its name, a count, its words."""
    found: dict[str, FormWords] = {
        name: (getattr(typed, name),) for name in _TEXTS if name in problems
    }
    half_reaches = any(one.label or one.code_name for one in typed.reaches if not one.value.strip())
    if half_reaches or "reaches" in problems:
        found["reaches"] = _flat(typed.reaches)
    half_contacts = any(
        one.phone or one.relationship or one.note
        for one in typed.emergency_contacts
        if not one.name.strip()
    )
    if half_contacts or "emergency_contacts" in problems:
        found["emergency_contacts"] = _flat(typed.emergency_contacts)
    return tuple(part for name, words in found.items() for part in (name, str(len(words)), *words))


def with_unkept(typed: Typed, words: FormWords) -> Typed:
    """Give what stands in the form once the fields that were spelled out are in it again."""
    rest = iter(words)
    found = {name: tuple(islice(rest, int(next(rest)))) for name in rest}
    fields: dict[str, Any] = {name: found[name][0] for name in _TEXTS if name in found}
    if "reaches" in found:
        seven = zip(*[iter(found["reaches"])] * 7, strict=True)
        fields["reaches"] = tuple(_reach(*parts) for parts in seven)
    if "emergency_contacts" in found:
        four = zip(*[iter(found["emergency_contacts"])] * 4, strict=True)
        fields["emergency_contacts"] = tuple(EmergencyContact(*parts) for parts in four)
    return replace(typed, **fields)


def _flat(lines: Iterable[Reach | EmergencyContact]) -> FormWords:
    parts = (part for line in lines for part in astuple(line))
    return tuple(("1" if part else "") if isinstance(part, bool) else part for part in parts)


def _reach(kind: str, value: str, label: str, *rest: str) -> Reach:
    voicemail, text, mail, code = rest
    return Reach(ReachKind(kind), value, label, bool(voicemail), bool(text), bool(mail), code)


class _Sheet:
    """A client's version, which lives on the database's thread like `Draft`'s."""

    def __init__(self, clients: ClientService, client: Client) -> None:
        self._clients = clients
        self._id = client.id
        self._version = client.version

    def save(self, details: ClientDetails, finishes: FormKey | None = None) -> Done[Client]:
        done = self._clients.update(
            self._id, details, base_version=self._version, finishes=finishes
        )
        self._version = done.value.version
        return done

    def save_over(self, details: ClientDetails) -> Done[Client]:
        self._version = self._clients.get(self._id).version
        return self.save(details)


class DetailsViewModel(QObject):
    """Keeps one client's details; the view hands over how to read the form (`set_reader`).

    `unkept` are the words of fields that can't be kept as they stand, by client.
    """

    client_changed = Signal()
    problems_changed = Signal()
    saved = Signal()
    trouble = Signal(object)

    def __init__(
        self, vault: OpenVault, parent: QObject | None = None, make_timer: MakeTimer = QTimer
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self.autosave = Autosave(vault.tasks, self, make_timer)
        self.autosave.saved.connect(self._on_saved)
        self.autosave.failed.connect(self._on_failed)
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._retry_stranded)
        self._stranded: list[Save] = []
        self.unkept = Unfinished(vault, FormKind.DETAILS, self, make_timer)
        self.unkept.follow(self._unkept)
        self._read: Callable[[], Typed] | None = None
        self._sheet: _Sheet | None = None
        self.client: Client | None = None
        self.problems: Problems = {}

    def set_reader(self, read: Callable[[], Typed]) -> None:
        """Say how to read the form."""
        self._read = read

    def show_client(self, client: Client | None) -> None:
        """Show a client; one whose details are being typed here stays as typed."""
        shown = self.client
        if client is not None and shown is not None and client.id == shown.id:
            if self.autosave.is_dirty or client.details == shown.details:
                return
        else:
            for client_id, words in self._unkept().items():
                self.unkept.put_aside(client_id, words)
            for save in self.autosave.pending():
                self._leave(save)
        self.client = client
        self._sheet = _Sheet(self._vault.cabinet.clients, client) if client else None
        self.autosave.follow(self._source if client else None)
        self._set_problems({})
        self.client_changed.emit()
        self._no_trouble()

    def touch(self) -> None:
        """Note that something was typed."""
        if self._read is not None and self.client is not None:
            _, problems = self._understand()
            self._set_problems(problems)
            self.autosave.touch()
            self.unkept.touch()

    def pending_saves(self) -> list[Save]:
        """Give the call that stores what isn't stored yet, for the database's thread."""
        return [*self._stranded, *self.autosave.pending(), *self.unkept.pending()]

    def keep_mine(self) -> None:
        """After a clash: keep what was typed over what is stored."""
        sheet = self._sheet
        if sheet is None or self._read is None:
            return
        details, _ = self._understand()
        op = Op(self, lambda: sheet.save_over(details)).success(self._on_saved)
        op.failure(self._on_failed).on(self._vault.tasks)

    def _understand(self) -> tuple[ClientDetails, Problems]:
        assert self._read is not None  # noqa: S101 -- asked only while a form is there
        assert self.client is not None  # noqa: S101
        return understand(self._read(), self.client.details, self._vault.clock.today())

    def _source(self) -> Save:
        sheet, client = self._sheet, self.client
        assert sheet is not None  # noqa: S101 -- followed only while a client is shown
        assert client is not None  # noqa: S101
        details, _ = self._understand()
        if self._unkept():
            return lambda: sheet.save(details)
        return self.unkept.finish(client.id, partial(sheet.save, details))

    def _unkept(self) -> dict[int, FormWords]:
        if self._read is None or self.client is None:
            return {}
        words = unkept(self._read(), self._understand()[1])
        return {self.client.id: words} if words else {}

    def _leave(self, save: Save) -> None:
        # Until it is stored, a lock takes it along; see `pending_saves`.
        self._stranded.append(save)

        def left(_client: object) -> None:
            self._stranded = [one for one in self._stranded if one is not save]
            self._no_trouble()

        def stuck(error: object = None) -> None:
            self._again.start(RETRY_MS)
            self.trouble.emit(error or FaultError())

        op = Op(self, save).success(left)
        op.failure(stuck).fault(stuck).on(self._vault.tasks)

    def _no_trouble(self) -> None:
        if not self._stranded:
            self.trouble.emit(None)

    def _retry_stranded(self) -> None:
        stranded, self._stranded = self._stranded, []
        for save in stranded:
            self._leave(save)

    def _set_problems(self, problems: Problems) -> None:
        if problems != self.problems:
            self.problems = problems
            self.problems_changed.emit()

    def _on_saved(self, client: Client) -> None:
        if self.client is not None and client.id == self.client.id:
            self.client = client
        self._no_trouble()
        self.saved.emit()

    def _on_failed(self, error: object) -> None:
        if isinstance(error, ChangedElsewhere):
            self.autosave.hold()
        self.trouble.emit(error or FaultError())
