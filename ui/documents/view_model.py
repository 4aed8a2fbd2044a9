"""A client's documents: the list, the one that is open, and what is done with it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.documents.adding import Adding, Source, Wish
from ui.documents.reading import Reading
from ui.documents.viewing import Viewing
from ui.notes.tags import People
from ui.open_vault import OpenVault
from ui.tasks import Op
from vault.changes import Changes, Noun
from vault.clients import Client
from vault.document_arrivals import Arrival
from vault.documents import (
    Belonging,
    Document,
    DocumentList,
    OpenDocument,
    RemovalReason,
    Tagging,
)
from vault.errors import FaultError, TagUndecided
from vault.ids import ClientId, DocumentId, UnitId
from vault.passages import UNTAGGED, About
from vault.units import Unit

OpenFile = Callable[[Path], bool]


class DocumentsViewModel(QObject):
    """Leads one client's documents; `open_file` hands a path to the computer's own programs.

    `list_changed` comes with the rows, `document_changed` with the one that is open, `trouble`
    with a name and an error (a fault of ours is FaultError), `outside_changed` when a copy is
    laid outside or taken back. `arrived` comes when what was added is opened, `twins_changed` when
    something wasn't added because it is there already (`twins`), `undecided` with a document's
    number and a unit where somebody has to say first whom it is about there.
    """

    list_changed = Signal()
    document_changed = Signal()
    trouble = Signal(str, object)
    outside_changed = Signal()
    no_program = Signal()
    arrived = Signal()
    twins_changed = Signal()
    undecided = Signal(object, object)

    def __init__(
        self, vault: OpenVault, open_file: OpenFile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._open_file = open_file
        self._client_id: ClientId | None = None
        self._called = ""
        self._swept = False
        self._asked: DocumentId | None = None
        self._asked_before: DocumentId | None = None
        self._newest: DocumentId | None = None
        self._laying = False
        self._lay_turn = 0
        self.twins: tuple[Wish, ...] = ()
        self._all: tuple[Document, ...] = ()
        self._people: dict[UnitId | None, People] = {}
        self.units: tuple[Unit, ...] = ()
        self.shows_removed = False
        self.opened: OpenDocument | None = None
        self.is_outside = False
        self.outside_is_memory = False
        self.adding = Adding(vault, self)
        self.reading = Reading(vault, self)
        self.viewing = Viewing(vault, self)
        self.adding.added.connect(self._on_added)
        self.adding.there.connect(self._on_there)
        self.adding.failed.connect(self._on_not_added)
        self.adding.ended.connect(self._on_ended)
        vault.hub.changed.connect(self._on_changed)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that the list shows."""
        if self.shows_removed:
            return self._all
        return tuple(one for one in self._all if one.removal is None)

    @property
    def removed_count(self) -> int:
        """How many documents are removed."""
        return sum(one.removal is not None for one in self._all)

    @property
    def open_units(self) -> tuple[Unit, ...]:
        """The units that a new document can belong to; the closed ones where there is no other."""
        return tuple(unit for unit in self.units if unit.closed_on is None) or self.units

    @property
    def document(self) -> Document | None:
        """The document that is open."""
        return self.opened.document if self.opened else None

    def people_of(self, document: Document) -> People | None:
        """Give whom a document can be about; None where it is one client's own."""
        return self._people.get(document.belonging.unit_id)

    @property
    def units_to_move_to(self) -> tuple[Unit, ...]:
        """Give the client's units that the open document could be part of instead."""
        document = self.document
        if document is None:
            return ()
        return tuple(one for one in self.open_units if one.id != document.belonging.unit_id)

    @property
    def third_persons(self) -> list[str]:
        """List the people outside the units whom any document here is about."""
        return sorted({one.about.third_person for one in self._all} - {""})

    def whose(self, document: Document) -> tuple[str, ...]:
        """Name the people in whose file a document is."""
        units = (one for one in self.units if one.id == document.belonging.unit_id)
        unit = next(units, None)
        return tuple(one.called for one in unit.members) if unit else (self._called,)

    def show_client(self, client: Client) -> bool:
        """Go over to another client; answers whether it is another one."""
        self._called = client.called
        if client.id == self._client_id:
            return False
        self.close()
        self._client_id = client.id
        self._newest = None
        self.forget_twins()
        self._all = ()
        self.units = ()
        self._people = {}
        self.shows_removed = False
        self.list_changed.emit()
        self._tidy()
        self._reload()
        return True

    def show_removed(self, *, shown: bool) -> None:
        """Let the list hold removed documents too, or no longer."""
        self.shows_removed = shown
        self.list_changed.emit()

    def add(self, sources: list[Source], unit: Unit | None) -> None:
        """Add files or pictures to a unit's records, or else to the client's own."""
        if self._client_id is None or not sources:
            return
        belonging = Belonging(unit.id) if unit else Belonging(client_id=self._client_id)
        about = People(unit).default() if unit else UNTAGGED
        self.forget_twins()
        self._add([Wish(source, belonging, about) for source in sources])

    def add_again(self) -> None:
        """Add once more what is there already."""
        twins = [replace(wish, again=True) for wish in self.twins]
        self.forget_twins()
        self._add(twins)

    def forget_twins(self) -> None:
        """Let be what is there already."""
        if self.twins:
            self.twins = ()
            self.twins_changed.emit()

    def open(self, document_id: DocumentId) -> None:
        """Open a document; what was open before is closed."""
        if self.document is not None and self.document.id == document_id:
            return
        self.close()
        self._asked = document_id
        documents = self._vault.cabinet.documents

        def opened(found: OpenDocument) -> None:
            if self._asked == document_id:
                self.opened = found
                self.viewing.open(found.document)
                self.document_changed.emit()

        self._run(lambda: documents.open(document_id), opened)

    def close(self) -> None:
        """Close the document that is open, and take back its copy outside."""
        self._asked = None
        if self.opened is not None:
            self.opened = None
            self.viewing.close()
            self.take_back()
            self.document_changed.emit()

    def rename(self, document_id: DocumentId, title: str) -> None:
        """Give a document another title."""
        documents = self._vault.cabinet.documents
        self._run(lambda: documents.rename(document_id, title))

    def tag(self, document_id: DocumentId, tagging: Tagging) -> None:
        """Say whom a document is about, and how it is to be treated."""
        documents = self._vault.cabinet.documents
        self._run(lambda: documents.tag(document_id, tagging))

    def move(self, document_id: DocumentId, unit: Unit, about: About | None = None) -> None:
        """Make a document part of another unit's record."""
        documents = self._vault.cabinet.documents

        def failed(error: object = None) -> None:
            if isinstance(error, TagUndecided):
                self.undecided.emit(document_id, unit)
            else:
                self._on_failed(error)

        op = Op(self, lambda: documents.move(document_id, unit.id, about))
        op.failure(failed).fault(failed).on(self._vault.tasks)

    def remove(self, reason: RemovalReason) -> None:
        """Take the open document out of the file; it stays open, to be put back."""
        documents = self._vault.cabinet.documents
        self._with_open(lambda document: documents.remove(document.id, reason))

    def put_back(self) -> None:
        """Bring the open document back into the file."""
        documents = self._vault.cabinet.documents
        self._with_open(lambda document: documents.put_back(document.id))

    def strip(self) -> None:
        """Take the hidden details out of the open picture."""
        document, documents = self.document, self._vault.cabinet.documents
        if document is None:
            return

        def keep(bare: Arrival) -> None:
            self._run(lambda: documents.keep_stripped(document.id, bare))

        op = Op(self, lambda: documents.strip(document)).success(keep)
        op.failure(self._on_failed).fault(self._on_failed).on(self._vault.tasks.decoding)

    def open_outside(self) -> None:
        """Record it, lay the open document outside, and hand it to another program."""
        document, documents = self.document, self._vault.cabinet.documents
        if document is None or self._laying:
            return
        self._laying, turn = True, self._lay_turn

        def laid(path: Path) -> None:
            self._laying = False
            self.is_outside = True
            if turn != self._lay_turn:
                # Closed or hidden meanwhile: no program may show it any more.
                self.take_back()
                return
            self.outside_changed.emit()
            if not self._open_file(path):
                self.take_back()
                self.no_program.emit()

        def failed(error: object = None) -> None:
            self._laying = False
            self._on_failed(error)

        def lay(_recorded: object) -> None:
            op = Op(self, lambda: documents.lay_outside(document)).success(laid)
            op.failure(failed).fault(failed).on(self._vault.tasks.copying)

        op = Op(self, lambda: documents.record_outside(document.id)).success(lay)
        op.failure(failed).fault(failed).on(self._vault.tasks)

    def take_back(self) -> None:
        """Take away the copy that lies outside, if there is one or will be in a moment."""
        self._lay_turn += 1
        if self.is_outside:
            self.is_outside = False
            # On the thread that lays copies, so that it never takes away a later one.
            Op(self, self._vault.cabinet.documents.take_back).on(self._vault.tasks.copying)
            self.outside_changed.emit()

    def _add(self, wishes: list[Wish]) -> None:
        if not self.adding.is_busy:
            self._asked_before = self._asked
        self.adding.add(wishes)

    def _with_open(self, call: Callable[[Document], Any]) -> None:
        document = self.document
        if document is not None:
            self._run(lambda: call(document))

    def _run(self, call: Callable[[], Any], then: Callable[[Any], object] | None = None) -> None:
        op: Op[Any] = Op(self, call).failure(self._on_failed).fault(self._on_failed)
        if then is not None:
            op.success(then)
        op.on(self._vault.tasks)

    def _tidy(self) -> None:
        """Once an opening: take away what crashes left, and go on where a lock cut off."""
        if not self._swept:
            self._swept = True
            documents = self._vault.cabinet.documents
            Op(self, documents.sweep).on(self._vault.tasks)
            asked = Op(self, lambda: documents.outside_is_memory)
            asked.success(self._on_outside_known).on(self._vault.tasks.copying)
            self.reading.look()

    def _on_outside_known(self, is_memory: bool) -> None:
        self.outside_is_memory = is_memory

    def _reload(self) -> None:
        client_id, documents = self._client_id, self._vault.cabinet.documents
        if client_id is None:
            return

        def loaded(found: DocumentList) -> None:
            if client_id == self._client_id:
                self._all, self.units = found.documents, found.units
                self._people = {unit.id: People(unit) for unit in found.units}
                self._follow()
                self.list_changed.emit()

        self._run(lambda: documents.of_client(client_id), loaded)

    def _follow(self) -> None:
        """Let the open document be as the list has it now."""
        before = self.document
        after = next((one for one in self._all if before and one.id == before.id), None)
        if before is None or self.opened is None or after == before:
            return
        if after is None:
            self.close()  # it is in another client's file now
            return
        self.opened = OpenDocument(after, self.opened.unit)
        if after.blob != before.blob:
            self.viewing.open(after)
        self.document_changed.emit()

    def _on_added(self, document_id: DocumentId, belonging: Belonging) -> None:
        self.reading.look()
        self._note_newest(document_id, belonging)

    def _on_there(self, wish: Wish, document_id: DocumentId) -> None:
        if self._note_newest(document_id, wish.belonging):
            self.twins += (wish,)
            self.twins_changed.emit()

    def _note_newest(self, document_id: DocumentId, belonging: Belonging) -> bool:
        # Another client's file may have been gone to meanwhile.
        own = belonging.client_id == self._client_id or belonging.unit_id in self._people
        if own:
            self._newest = document_id
        return own

    def _on_ended(self) -> None:
        """Open what was added last, unless something else was opened meanwhile."""
        newest, self._newest = self._newest, None
        if newest is not None and self._asked == self._asked_before:
            self.open(newest)
            self.arrived.emit()

    def _on_not_added(self, name: str, error: object) -> None:
        self.trouble.emit(name, error or FaultError())

    def _on_failed(self, error: object = None) -> None:
        self.trouble.emit("", error or FaultError())

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(Noun.DOCUMENT, Noun.UNIT):
            self._reload()
