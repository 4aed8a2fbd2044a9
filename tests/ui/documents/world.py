"""A couple's file with documents, over a vault in memory."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from tests.storage.pictures import JPEG_PLACE, a_png, chunk
from tests.ui.desk import Desk
from ui.documents.view_model import DocumentsViewModel
from vault.clients import Client
from vault.documents import Document

HOME = Path("/home/mara")
LETTER = b"%PDF-fake\nDear Mara, the uncle called.\fThe uncle again.\fYours"
HIDING = a_png(chunk(b"tEXt", b"Author\x00" + JPEG_PLACE), width=40, height=20)


class World:
    """A desk with a couple; files lie in a home that isn't there."""

    def __init__(self, **desk: Any) -> None:
        self.desk = Desk(**desk)
        self.unit = self.desk.couple()
        self.opened: list[Path] = []
        self.opens = True

    @property
    def client(self) -> Client:
        first = self.unit.members[0].client_id
        assert first is not None
        return self.desk.cabinet.clients.get(first)

    def open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return self.opens

    def file(self, name: str, content: bytes = LETTER) -> Path:
        """Lay a file into the home."""
        path = HOME / name
        self.desk.store.blobs.sources[path] = content
        return path

    def model(self) -> DocumentsViewModel:
        model = DocumentsViewModel(self.desk.vault, self.open_file, self.desk.hub)
        model.show_client(self.client)
        return model

    def documents(self) -> tuple[Document, ...]:
        return self.desk.cabinet.documents.of_client(self.client.id).documents


def a_picture() -> QImage:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.setText("Author", JPEG_PLACE.decode())
    return picture
