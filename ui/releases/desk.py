"""One release on the desk: what is known, what is chosen, and which step comes next."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ui.autosave import RETRY_MS, MakeTimer, Save
from ui.open_vault import OpenVault
from ui.printed import OwnFileComposer
from ui.releases.hand_over import HandOver
from ui.releases.preview import Preview
from ui.tasks import Op
from ui.unfinished import Unfinished
from vault.changes import Changes, Noun
from vault.errors import FaultError, ReleaseBlocked
from vault.ids import NoteId, ReleaseId
from vault.notes import NoteRow
from vault.place import FormKind, FormWords
from vault.printed import DocumentPress
from vault.release_gate import Candidate, Outcome, Reason, Verdict
from vault.releases import Composed, Desk
from vault.requests import IdentityCheck

_SHOWN: FormWords = ("shown",)
_CONCERNS = (
    Noun.CLIENT,
    Noun.UNIT,
    Noun.MEETING,
    Noun.NOTE,
    Noun.DOCUMENT,
    Noun.MEASURE,
    Noun.REQUEST,
    Noun.PROFILE,
)


class Stage(IntEnum):
    """The steps of the desk, in their order."""

    WHO = 0
    AUTHORITY = 1
    CHOOSE = 2
    CHECK = 3
    HAND_OVER = 4


@dataclass(frozen=True, slots=True)
class Record:
    """One line of what goes into the file: a record, the gate's verdict, its timeline row."""

    verdict: Verdict
    row: NoteRow | None

    @property
    def candidate(self) -> Candidate:
        """The record."""
        return self.verdict.candidate

    @property
    def note_id(self) -> NoteId:
        """The note's number."""
        return self.candidate.note.id

    @property
    def can_go(self) -> bool:
        """Whether it may be chosen."""
        return self.verdict.outcome is not Outcome.STAYS


@dataclass(frozen=True, slots=True)
class _Read:
    desk: Desk
    rows: tuple[NoteRow, ...]


class DeskViewModel(QObject):
    """Leads one release from who asks to handing over.

    `changed` comes when the desk was read or let go of, `choice_changed` with each tick,
    `stage_changed` with the step; `trouble` carries what went wrong, None when it is over.
    """

    changed = Signal()
    choice_changed = Signal()
    stage_changed = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        vault: OpenVault,
        press: DocumentPress,
        vault_folder: Callable[[], Path],
        parent: QObject | None = None,
        *,
        make_timer: MakeTimer = QTimer,
        randbelow: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._hidden = False
        self._active = True
        self._stale = False
        self._unsaved: dict[ReleaseId, Save] = {}
        self._again = make_timer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._store_unsaved)
        self._worded: set[ReleaseId] = set()
        self.release_id: ReleaseId | None = None
        self.stage = Stage.CHOOSE
        self.desk: Desk | None = None
        self.records: tuple[Record, ...] = ()
        self.chosen: frozenset[NoteId] = frozenset()
        self.preview = Preview(vault, press, self, make_timer)
        self.preview.failed.connect(self._on_failed)
        self.preview.made.connect(self._on_made)
        self.hand_over = HandOver(vault, vault_folder, randbelow, self)
        self.hand_over.trouble.connect(self._on_hand_over_trouble)
        self.hand_over.changed.connect(self._follow)
        # Which words they were nobody knows after a lock; that there were some is known.
        self._words = Unfinished(vault, FormKind.WORDS, self, make_timer)
        self._words.follow(self._open_words)
        self._words.ask(self._on_words_known)
        self.hand_over.changed.connect(self._words.touch)
        vault.hub.changed.connect(self._on_changed)

    @property
    def today(self) -> date:
        """The present day."""
        return self._vault.clock.today()

    @property
    def blocks(self) -> tuple[Reason, ...]:
        """What keeps all of it back."""
        return self.desk.answer.blocks if self.desk is not None else ()

    @property
    def can_check(self) -> bool:
        """Whether there is anything to check."""
        return self.desk is not None and not self.blocks and bool(self.chosen)

    @property
    def can_hand_over(self) -> bool:
        """Whether the last button does anything."""
        act = self.hand_over
        ready = self.preview.prepared is not None and act.destination is not None
        return ready and bool(act.password) and not act.busy and act.receipt is None

    @property
    def is_handed_over(self) -> bool:
        """Whether the file is out."""
        return self.hand_over.receipt is not None

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and the last day of the chosen records, where the counselor is."""
        days = [
            self.local(one.candidate.note.happened_at_utc).date()
            for one in self.records
            if one.note_id in self.chosen
        ]
        return (min(days), max(days)) if days else None

    @property
    def proposed_name(self) -> str:
        """The file's proposed name, which says nothing of the client."""
        return f"records-{self.desk.request.number}.pdf" if self.desk is not None else ""

    def local(self, at_utc: datetime) -> datetime:
        """Give a time as a clock on the wall shows it."""
        return self._vault.clock.local(at_utc)

    def open(self, release_id: ReleaseId | None) -> None:
        """Put a release on the desk, or clear it."""
        if release_id == self.release_id and not self.is_handed_over:
            return
        if self.release_id is not None and self.hand_over.has_open_words:
            self._worded.add(self.release_id)
        self.release_id = release_id
        self.stage = Stage.CHOOSE
        self.preview.page = 0
        self.hand_over.reset(renewed=release_id in self._worded)
        self._forget()
        self._reread()

    def set_active(self, *, active: bool) -> None:
        """Say whether the desk can be seen; meanwhile it doesn't follow what changes elsewhere."""
        self._active = active
        self._follow()

    def hide(self) -> None:
        """Let go of everything that belongs to a client; the open release is remembered."""
        self._hidden = True
        self.hand_over.hide()
        self._forget()

    def show(self) -> None:
        """Read again what `hide` let go of; the words are the same."""
        self._hidden = False
        self.hand_over.show()
        self._reread()
        if self.stage is Stage.HAND_OVER:
            self.hand_over.start()

    def go_to(self, stage: Stage) -> None:
        """Go to a step, or as far towards it as what is known allows."""
        if stage > Stage.CHOOSE and not self.can_check:
            stage = Stage.CHOOSE
        unchecked = self.preview.prepared is None and self.stage is not Stage.HAND_OVER
        if stage is Stage.HAND_OVER and unchecked:
            stage = Stage.CHECK
        if stage is Stage.HAND_OVER:
            self.hand_over.start()
        if stage is not self.stage:
            self.stage = stage
            self.trouble.emit(None)
            self.stage_changed.emit()

    def tick(self, note_ids: Iterable[NoteId], *, on: bool) -> None:
        """Choose records, or leave them out; it is stored at once."""
        ids = {one.note_id for one in self.records if one.can_go} & set(note_ids)
        wanted = self.chosen | ids if on else self.chosen - ids
        if wanted == self.chosen or self.blocks or self.release_id is None:
            return
        self.chosen = wanted
        self.choice_changed.emit()
        release_id, releases = self.release_id, self._vault.cabinet.releases
        notes = tuple(one.note_id for one in self.records if one.note_id in wanted)
        self._unsaved[release_id] = lambda: releases.choose(release_id, notes)
        self._store(release_id)

    def tick_all(self, *, on: bool) -> None:
        """Choose everything that may go, or nothing."""
        self.tick([one.note_id for one in self.records], on=on)

    def check_identity(self, identity: IdentityCheck) -> None:
        """Keep how it was made sure who asks."""
        release_id, releases = self.release_id, self._vault.cabinet.releases
        if release_id is not None and self.desk is not None:
            op = Op(self, lambda: releases.check_identity(release_id, identity))
            op.failure(self._on_failed).fault(self._on_fault).on(self._vault.tasks)

    def act(self) -> None:
        """Hand over what was checked."""
        if self.preview.prepared is not None:
            self.hand_over.act(self.preview.prepared)

    def pending_saves(self) -> list[Save]:
        """Give a call for each choice, and for words that were shown, that isn't stored yet."""
        return [*self._unsaved.values(), *self._words.pending()]

    def _open_words(self) -> dict[int, FormWords]:
        """Say of which files words were shown that may have been noted, and aren't out yet."""
        worded = set(self._worded)
        if self.release_id is not None and self.hand_over.has_open_words:
            worded.add(self.release_id)
        if self.release_id is not None and self.is_handed_over:
            worded.discard(self.release_id)
        return dict.fromkeys(worded, _SHOWN)

    def _on_words_known(self) -> None:
        for release_id in self._words.waiting:
            self._words.take(release_id)
            self._worded.add(ReleaseId(release_id))
        if self.release_id in self._worded:
            self.hand_over.note_words_before()

    def _store_unsaved(self) -> None:
        for release_id in list(self._unsaved):
            self._store(release_id)

    def _store(self, release_id: ReleaseId) -> None:
        save = self._unsaved[release_id]

        def saved(_nothing: object) -> None:
            if self._unsaved.get(release_id) is save:
                del self._unsaved[release_id]
                self.trouble.emit(None)
                self._refresh_preview()

        op: Op[object] = Op(self, save).success(saved).failure(self._on_not_saved)
        op.fault(lambda: self._on_not_saved(FaultError())).on(self._vault.tasks)

    def _on_not_saved(self, error: object) -> None:
        self._again.start(RETRY_MS)
        self._on_failed(error)

    def _on_failed(self, error: object) -> None:
        self.trouble.emit(error or FaultError())

    def _on_fault(self) -> None:
        self._on_failed(FaultError())

    def _on_made(self) -> None:
        if not self._unsaved and self.stage is not Stage.HAND_OVER:
            self.trouble.emit(None)

    def _on_hand_over_trouble(self, why: object) -> None:
        self.trouble.emit(why)
        if self.stage is Stage.HAND_OVER and not self._hidden:
            self.hand_over.start()
        if isinstance(why, ReleaseBlocked):
            self._reread()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_CONCERNS):
            self._stale = True
            self._follow()

    def _follow(self) -> None:
        """Read the desk again, unless nobody can see it or what stands there is on its way out."""
        settled = self.is_handed_over or self.hand_over.busy
        if self._stale and self._active and not settled:
            self._reread()

    def _reread(self) -> None:
        release_id, cabinet = self.release_id, self._vault.cabinet
        self._stale = False
        if release_id is None or self._hidden:
            return

        def read() -> _Read:
            desk = cabinet.releases.desk(release_id)
            return _Read(desk, tuple(cabinet.notes.timeline(desk.client.id)))

        def found(read: _Read) -> None:
            if release_id == self.release_id and not self._hidden:
                self._take(read)

        op = Op(self, read).success(found).failure(self._on_failed)
        op.fault(self._on_fault).on(self._vault.tasks)

    def _take(self, read: _Read) -> None:
        rows = {row.id: row for row in read.rows}
        records = [
            Record(one, rows.get(one.candidate.note.id)) for one in read.desk.answer.verdicts
        ]
        self.desk = read.desk
        self.records = tuple(sorted(records, key=lambda one: not one.can_go))
        if self.release_id not in self._unsaved:
            self.chosen = frozenset(one.note.id for one in read.desk.chosen)
        self.changed.emit()
        self._refresh_preview()
        self.go_to(self.stage)

    def _refresh_preview(self) -> None:
        release_id, desk = self.release_id, self.desk
        if release_id is None or desk is None or not self.can_check or self.is_handed_over:
            self.preview.clear()
            return
        cabinet, clock = self._vault.cabinet, self._vault.clock

        def compose() -> Composed:
            composer = OwnFileComposer(clock, cabinet.notes.timeline(desk.client.id))
            return cabinet.releases.compose(release_id, composer)

        self.preview.ask(compose)

    def _forget(self) -> None:
        self.desk = None
        self.records = ()
        if self.release_id not in self._unsaved:
            self.chosen = frozenset()
        self.preview.clear()
        self.changed.emit()
