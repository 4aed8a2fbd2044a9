"""Documents: what is known of a file beside its content, which lies in the folder of blobs.

`sealed_key` is the key of the content, sealed under the vault's key for blobs: without the row
nobody opens the content. `size` and `sha256` tell of the content as it arrived, `blob_size` of
the one that is there now. The column about consents is a mark until consents have a table.
"""

from typing import Final

VERSION: Final = 30

STATEMENTS: Final = (
    """
    CREATE TABLE document (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        unit_id INTEGER REFERENCES unit (id),
        client_id INTEGER REFERENCES client (id),
        title TEXT NOT NULL CHECK (length(title) <= 200),
        kind TEXT NOT NULL CHECK (kind IN ('pdf', 'image', 'text', 'other')),
        media_type TEXT NOT NULL CHECK (length(media_type) > 0),
        ending TEXT NOT NULL,
        blob_id TEXT NOT NULL UNIQUE CHECK (length(blob_id) = 32),
        sealed_key BLOB NOT NULL CHECK (length(sealed_key) = 60),
        blob_size INTEGER NOT NULL CHECK (blob_size >= 0),
        size INTEGER NOT NULL CHECK (size >= 0),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        added_at_utc INTEGER NOT NULL,
        about_kind TEXT NOT NULL CHECK (about_kind IN (
            'untagged', 'all', 'members', 'third_person'
        )),
        third_person TEXT NOT NULL DEFAULT '',
        in_confidence INTEGER NOT NULL DEFAULT 0 CHECK (in_confidence IN (0, 1)),
        is_consent_scan INTEGER NOT NULL DEFAULT 0 CHECK (is_consent_scan IN (0, 1)),
        is_examined INTEGER NOT NULL DEFAULT 0 CHECK (is_examined IN (0, 1)),
        pages INTEGER CHECK (pages >= 0),
        has_details INTEGER NOT NULL DEFAULT 0 CHECK (has_details IN (0, 1)),
        stripped_at_utc INTEGER,
        removed_at_utc INTEGER,
        removed_reason TEXT,
        CHECK ((unit_id IS NULL) <> (client_id IS NULL)),
        CHECK ((removed_at_utc IS NULL) = (removed_reason IS NULL))
    ) STRICT
    """,
    "CREATE INDEX document_by_unit ON document (unit_id, added_at_utc) WHERE unit_id IS NOT NULL",
    """
    CREATE INDEX document_by_client ON document (client_id, added_at_utc)
    WHERE client_id IS NOT NULL
    """,
    "CREATE INDEX document_unexamined ON document (id) WHERE is_examined = 0",
    """
    CREATE TABLE document_about (
        document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        member_id INTEGER NOT NULL REFERENCES unit_member (id),
        PRIMARY KEY (document_id, member_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX document_about_by_member ON document_about (member_id)",
    """
    CREATE TABLE document_text (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        page INTEGER NOT NULL CHECK (page >= 0),
        text TEXT NOT NULL CHECK (length(text) <= 5000000),
        UNIQUE (document_id, page)
    ) STRICT
    """,
)
