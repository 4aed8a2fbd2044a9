"""A few invented documents for a sample vault: a letter, a message, a drawing."""

from __future__ import annotations

import struct
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from resources import samples
from vault.document_texts import ExaminationService
from vault.documents import Belonging, DocumentService
from vault.passages import About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vault.ids import ClientId
    from vault.ports import Clock, Store

_SIDE: Final = 220


def keep_documents(store: Store, clock: Clock, clients: Sequence[ClientId]) -> int:
    """Add the invented documents to the files of some clients; answers how many there are."""
    documents = DocumentService(store, clock)
    wanted = [one for one in samples.pack("documents")["documents"] if one["person"] < len(clients)]
    for one in wanted:
        with store.read() as work:
            unit = work.units.of_client(clients[one["person"]])[0]
        about = About.all() if unit.is_shared else About.of(unit.members[0].id)
        name = PurePath(one["name"])
        arrival = documents.begin(_content(name, one), Belonging(unit.id), name, about)
        while arrival.step():
            pass
        documents.keep(arrival)
    examinations = ExaminationService(store)
    for document in examinations.waiting():
        looking = examinations.begin(document)
        while looking.step():
            pass
        examinations.keep(document.id, looking.finding())
    return len(wanted)


def _content(name: PurePath, described: dict[str, Any]) -> bytes:
    makers = {".pdf": letter, ".txt": lambda lines: "\n".join(lines).encode(), ".png": drawing}
    return makers[name.suffix](described["lines"])


def letter(lines: Sequence[str]) -> bytes:
    """Set some lines on a page of letter paper, as the smallest PDF that readers take."""
    shown = " ".join(f"({_escaped(line)}) '" for line in lines)
    page = f"BT /F1 11 Tf 16 TL 72 720 Td {shown} ET".encode("latin-1", "replace")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(parts) + 1, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1,
        start,
    )
    return bytes(out)


def drawing(_lines: Sequence[str]) -> bytes:
    """Draw grey rings, as a child might."""
    rows = bytearray()
    for y in range(_SIDE):
        rows.append(0)
        for x in range(_SIDE):
            across, down = x - _SIDE // 2, y - _SIDE // 2
            ring = int((across * across + down * down) ** 0.5) // 12
            rows.append(235 if ring % 2 else 120 + 8 * min(ring, 9))
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
