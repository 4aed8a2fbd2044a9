"""The drawer of the process notes, in memory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tests.fakes.records import found_in
from vault.errors import FaultError, OutOfOrder, ProcessNotesMissing, WrongPassphrase
from vault.ids import ProcessNoteId, UnitId
from vault.keys import ProcessKey, SecretBytes
from vault.process_notes import ProcessNote, ProcessNoteRow, opening_of


class FakeProcessNoteRepo:
    def __init__(self, drawer: "FakeProcessDrawer") -> None:
        self._drawer = drawer

    def add(self, unit_id: UnitId, on: date, now_utc: datetime) -> ProcessNoteId:
        self._drawer.last_number += 1
        note_id = ProcessNoteId(self._drawer.last_number)
        self._drawer.notes[note_id] = ProcessNote(note_id, unit_id, on, "", now_utc)
        return note_id

    def get(self, note_id: ProcessNoteId) -> ProcessNote:
        return found_in(self._drawer.notes, note_id)

    def save(self, note_id: ProcessNoteId, text: str, now_utc: datetime) -> None:
        changed = replace(self.get(note_id), text=text, changed_at_utc=now_utc)
        self._drawer.notes[note_id] = changed

    def put_day(self, note_id: ProcessNoteId, on: date) -> None:
        self._drawer.notes[note_id] = replace(self.get(note_id), on=on)

    def remove(self, note_id: ProcessNoteId) -> None:
        del self._drawer.notes[self.get(note_id).id]

    def put_back(self, note: ProcessNote) -> None:
        self._drawer.notes[note.id] = note

    def of_units(self, unit_ids: Iterable[UnitId]) -> list[ProcessNoteRow]:
        units = set(unit_ids)
        rows = [
            ProcessNoteRow(one.id, one.unit_id, one.on, opening_of(one.text))
            for one in self._drawer.notes.values()
            if one.unit_id in units
        ]
        return sorted(rows, key=lambda row: (row.on, row.id), reverse=True)


@dataclass
class FakeProcessDrawer:
    """Notes under a passphrase; `fail_next_commit` is raised by the next write, which it undoes.

    `is_there` tells whether the file stands in the folder; `keys` holds every key that was made.
    """

    passphrase: bytes = b"six words that nobody guesses"
    is_there: bool = False
    is_open: bool = False
    fail_next_commit: Exception | None = None
    notes: dict[ProcessNoteId, ProcessNote] = field(default_factory=dict)
    last_number: int = 0
    kept: int = 0
    keys: list[ProcessKey] = field(default_factory=list)

    def key_for(self, passphrase: bytearray) -> ProcessKey:
        if bytes(passphrase) != self.passphrase:
            raise WrongPassphrase
        self.keys.append(ProcessKey(SecretBytes(b"k" * 32), SecretBytes(b"s" * 16)))
        return self.keys[-1]

    def unlock(self, key: ProcessKey, *, is_first: bool) -> None:
        key.wipe()
        if not self.is_there and not is_first:
            raise ProcessNotesMissing
        self.is_there = self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def writes(self) -> int:
        self._require_open()
        return self.kept

    @contextmanager
    def write(self) -> Iterator[FakeProcessNoteRepo]:
        with self._undone_on_error():
            before = dict(self.notes)
            yield FakeProcessNoteRepo(self)
            error, self.fail_next_commit = self.fail_next_commit, None
            if error is not None:
                raise error
            self.kept += self.notes != before

    @contextmanager
    def read(self) -> Iterator[FakeProcessNoteRepo]:
        with self._undone_on_error():
            before = dict(self.notes)
            yield FakeProcessNoteRepo(self)
            if self.notes != before:
                raise FaultError("a write where reading was announced")

    @contextmanager
    def _undone_on_error(self) -> Iterator[None]:
        self._require_open()
        before = dict(self.notes)
        try:
            yield
        except BaseException:
            self.notes = before
            raise

    def _require_open(self) -> None:
        if not self.is_open:
            raise OutOfOrder("closed", "process_notes")
