"""A client seen alone with documents, over a vault in memory."""

from pathlib import Path, PurePath

from tests.builders import keep_alone
from tests.fakes import FakeClock, FakeStore
from tests.storage.pictures import a_jpeg, exif, segment
from vault.audit import AuditKind
from vault.document_arrivals import Arrival
from vault.document_texts import ExaminationService
from vault.documents import Belonging, Document, DocumentService
from vault.ids import ClientId, DocumentId, UnitId

LETTER = b"%PDF-fake\nDear Mara\fSee overleaf"
PHOTO = a_jpeg(segment(0xE1, b"Exif\x00\x00" + exif()))


class World:
    """A client seen alone, and the service."""

    def __init__(self) -> None:
        self.store = FakeStore()
        clock = self.store.clock
        assert isinstance(clock, FakeClock)
        self.clock = clock
        self.documents = DocumentService(self.store, clock)
        self.examinations = ExaminationService(self.store)
        self.client_id: ClientId
        self.unit_id: UnitId
        with self.store.write() as work:
            self.client_id, self.unit_id = keep_alone(work)

    def arrival(self, content: bytes | Path = LETTER, name: str = "letter.pdf") -> Arrival:
        arrival = self.documents.begin(content, Belonging(self.unit_id), PurePath(name))
        while arrival.step():
            pass
        return arrival

    def add(self, content: bytes = LETTER, name: str = "letter.pdf") -> DocumentId:
        return self.documents.keep(self.arrival(content, name)).value

    def get(self, document_id: DocumentId) -> Document:
        with self.store.read() as work:
            return work.documents.get(document_id)

    def examine(self, document_id: DocumentId) -> None:
        looking = self.examinations.begin(self.get(document_id))
        while looking.step():
            pass
        self.examinations.keep(document_id, looking.finding())

    @property
    def recorded(self) -> list[tuple[AuditKind, str, str]]:
        return [
            (entry.kind, entry.subject, detail)
            for entry, detail in zip(
                self.store.records.audit, self.store.records.details, strict=True
            )
        ]
