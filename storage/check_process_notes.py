"""The part of a check that looks at the process notes; it tells neither words nor how many."""

import os
from pathlib import Path
from typing import Any

from storage.check_pages import pages_report, schema_report, untouched
from storage.connection import Connection
from storage.files import PRIVATE_FILE
from storage.migrations import PROCESS_NOTES
from storage.process_drawer import PROCESS_NAME
from storage.settings import SqlSettingRepo
from vault.errors import DatabaseDamaged, FaultError
from vault.header import Header, process_key
from vault.kdf import KdfPolicy
from vault.keys import ProcessKey, SecretBytes, raw_key_literal


def key_where_needed(
    folder: Path, header: Header, passphrase: SecretBytes, policy: KdfPolicy
) -> ProcessKey | None:
    """Derive the key, which takes about a second, only where there is a file that needs it."""
    if not os.path.lexists(folder / PROCESS_NAME):
        return None
    return process_key(header, passphrase, policy)


def process_notes_report(
    records: Connection, folder: Path, key: ProcessKey | None
) -> dict[str, Any]:
    """Examine pages, shape and privacy, and compare with how far the records say they had come."""
    mark = SqlSettingRepo(records).process_mark()
    if key is None:
        return {"sound": mark is None, "there": False}
    path = folder / PROCESS_NAME
    raw_key = raw_key_literal(key.key, key.salt)
    try:
        with untouched(path, raw_key, PROCESS_NOTES) as connection:
            pages, schema = pages_report(connection), schema_report(connection, PROCESS_NOTES)
            writes = connection.execute("SELECT writes FROM counter").fetchone()[0]
    except (DatabaseDamaged, FaultError) as error:
        return {"sound": False, "there": True, "damage": type(error).__name__}
    missing = max(0, (mark or 0) - writes)
    is_private = os.name != "posix" or path.stat().st_mode & 0o777 == PRIVATE_FILE
    return {
        "sound": pages["sound"] and schema["sound"] and not missing and is_private,
        "there": True,
        "private": is_private,
        "missing": missing,
        "pages": pages,
        "schema": schema,
    }
