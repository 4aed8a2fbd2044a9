"""The part of a check that looks at documents: every content is read to its end."""

import secrets
from pathlib import Path
from typing import Any, Final

from storage.blobs import FileBlobs
from storage.connection import Connection
from storage.documents import SqlDocumentRepo
from storage.outside import NoOutside
from vault.errors import ActionableError
from vault.ids import DocumentId
from vault.keys import SecretBytes

_LISTED: Final = 20


def documents_report(connection: Connection, folder: Path, key: SecretBytes) -> dict[str, Any]:
    """Open every chunk of every content, and count the files that no document speaks of.

    Orphans, which a crash leaves and the next opening takes away, are no damage. A content that
    this user may not read counts as damaged: nobody knows that it is sound.
    """
    blobs = FileBlobs(folder, key, secrets.token_bytes, NoOutside())
    repo = SqlDocumentRepo(connection)
    numbers = connection.execute("SELECT id FROM document ORDER BY id").fetchall()
    damaged, size = [], 0
    for (number,) in numbers:
        try:
            blob = repo.get(DocumentId(number)).blob
            size += blob.size
            blobs.verify(blob)
        except ActionableError:
            damaged.append(number)
    known = repo.blob_ids()
    return {
        "sound": not damaged,
        "bytes": size,
        "damaged": len(damaged),
        "damaged_documents": damaged[:_LISTED],
        "orphans": sum(name not in known for name in blobs.names()),
    }
