"""Checks a vault from its key file to its search index, and changes nothing in it.

A vault at rest is read as immutable: not a byte of its folder is touched. Where a crash left
something in the write-ahead log, that log is read too, by SQLite's own rules, and left as it
is. The report holds numbers and names of tables, never a client's or a note's words.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from storage.audit_chain import SqlAuditTrail
from storage.building import BUILD_NAME
from storage.check_documents import documents_report
from storage.check_pages import pages_report, schema_report, untouched
from storage.check_process_notes import key_where_needed, process_notes_report
from storage.clock import SystemClock
from storage.connection import Connection
from storage.errors import SqliteError, sqlite_errors
from storage.fts import require_sound
from storage.header import KeyFile
from storage.measures import altered_results
from storage.migrations import RECORDS, version
from storage.notes import SqlNoteRepo
from storage.opener import DATABASE_NAME
from storage.standard_input import read_passphrase
from storage.vault_lock import LOCK_FILE_NAME, VaultLock
from vault.errors import (
    ActionableError,
    CasekeepError,
    DatabaseDamaged,
    DatabaseMissing,
    FaultError,
    FolderReadOnly,
    InvalidField,
    KeyFileDamaged,
    KeyFileMissing,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
)
from vault.header import Header, open_with_passphrase
from vault.ids import NoteId
from vault.kdf import RELEASE_POLICY, KdfPolicy
from vault.keys import ProcessKey, SecretBytes, SubKeys, raw_key_literal
from vault.signing import is_whole

Report = dict[str, Any]
"""What `check` answers: JSON types only, described in docs/commands.md."""

EXIT_CODES: Final = {
    "sound": 0,
    "damaged": 1,
    "too_new": 1,
    "unreadable": 1,
    "wrong_passphrase": 2,
    "no_vault": 3,
    "in_use": 4,
    "older": 5,
}
COUNTED: Final = (
    "client",
    "unit",
    "meeting",
    "note",
    "passage",
    "note_review",
    "document",
    "measure_result",
    "request",
    "release",
    "disclosure",
    "audit",
)
_LISTED: Final = 20
_UNREAD: Final = {FolderReadOnly.__name__}
"""What kept a part from being looked at and says nothing of it."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the parts of the check look at."""

    connection: Connection
    folder: Path
    header: Header
    sub_keys: SubKeys
    process_key: ProcessKey | None


def check(folder: Path, passphrase: bytearray, policy: KdfPolicy = RELEASE_POLICY) -> Report:
    """Check a vault; the passphrase comes as `vault.passphrases.encoded` gives it.

    The report's "result" is sound, older, damaged, wrong_passphrase, no_vault, in_use, too_new
    or unreadable. A vault that is open, also in another window, is in use. Reads all of the vault,
    of an older one what has been the same in every version.
    """
    key_file = KeyFile(folder)
    database = folder / DATABASE_NAME
    names = (key_file.path, key_file.spare_path, database)
    if not any(map(os.path.lexists, names)):
        return {"result": "no_vault"}
    try:
        with _held(folder):
            return _checked(key_file, database, passphrase, policy)
    except VaultInUse:
        return {"result": "in_use"}
    except VaultTooNew as error:
        return {"result": "too_new", "needs": error.needs}
    except (ActionableError, OSError):
        return {"result": "unreadable"}


def exit_code(report: Report) -> int:
    """Give the exit code of a report.

    0 sound, 1 damaged, 2 wrong passphrase, 3 no vault, 4 in use, 5 older. A vault that is too new
    or can't be read isn't known to be sound: 1.
    """
    return EXIT_CODES[report["result"]]


def print_check(folder: Path) -> int:
    """Check a vault and print the report; answers its exit code.

    The passphrase comes from standard input; what can't be one is a wrong one.
    """
    try:
        with read_passphrase() as passphrase:
            report = check(folder, passphrase.buffer)
    except InvalidField:
        report = {"result": "wrong_passphrase"}
    sys.stdout.write(json.dumps(report) + "\n")
    return exit_code(report)


def _held(folder: Path) -> VaultLock:
    """Hold the vault, where it can be: a folder that can't be written has no window on it."""
    lock = VaultLock(folder)
    # A vault that was ever opened has its lock file; a copy of one need not be given one.
    if os.path.lexists(folder / LOCK_FILE_NAME):
        try:
            lock.acquire()
        except FolderReadOnly:
            return lock
    return lock


def _checked(key_file: KeyFile, database: Path, passphrase: bytearray, policy: KdfPolicy) -> Report:
    try:
        found = key_file.read()
        with SecretBytes(passphrase) as secret:
            header, sub_keys = open_with_passphrase(found, secret, policy)
            apart = key_where_needed(database.parent, header, secret, policy)
    except WrongPassphrase:
        return {"result": "wrong_passphrase"}
    except KeyFileMissing:
        return {"result": "damaged", "key_file": {"sound": False, "damage": "missing"}}
    except KeyFileDamaged as error:
        return {"result": "damaged", "key_file": {"sound": False, "damage": error.damage.value}}
    with contextlib.ExitStack() as steps:
        steps.callback(sub_keys.wipe)
        if apart is not None:
            steps.callback(apart.wipe)
        report: Report = {"key_file": {"sound": not found.fell_back, "fell_back": found.fell_back}}
        report |= _database_report(database, header, sub_keys, apart)
    result = _result(report.values())
    is_older = result == "sound" and report["schema"]["version"] < RECORDS.newest
    return {"result": "older" if is_older else result} | report


def _result(parts: Iterable[Report]) -> str:
    unsound = [part for part in parts if not part["sound"]]
    if all(part.get("failed") in _UNREAD for part in unsound):
        return "unreadable" if unsound else "sound"
    return "damaged"


def _database_report(
    database: Path, header: Header, sub_keys: SubKeys, process_key: ProcessKey | None
) -> Report:
    build = database.with_name(BUILD_NAME)
    if not os.path.lexists(database) and os.path.lexists(build):
        # A creation that was cut short; the next unlock completes it.
        database = build
    raw_key = raw_key_literal(sub_keys.database, sub_keys.database_salt)
    try:
        with untouched(database, raw_key, RECORDS) as connection:
            opened = _Opened(connection, database.parent, header, sub_keys, process_key)
            names = _PARTS if version(connection) == RECORDS.newest else _OF_ANY_VERSION
            return {name: _part(_PARTS[name], opened) for name in names}
    except (DatabaseDamaged, DatabaseMissing, FaultError) as error:
        return {"database": {"sound": False, "damage": type(error).__name__}}


def _part(part: Callable[[_Opened], Report], opened: _Opened) -> Report:
    try:
        with sqlite_errors():
            return part(opened)
    except (CasekeepError, OSError, LookupError, ValueError, OverflowError, TypeError) as error:
        # Damage shows as anything, once rows can't be trusted; the text may hold their words.
        return {"sound": False, "failed": type(error).__name__}


def _pages(opened: _Opened) -> Report:
    return pages_report(opened.connection)


def _schema(opened: _Opened) -> Report:
    return schema_report(opened.connection, RECORDS)


def _foreign_keys(opened: _Opened) -> Report:
    broken: dict[str, int] = {}
    for table, *_ in opened.connection.execute("PRAGMA main.foreign_key_check"):
        broken[table] = broken.get(table, 0) + 1
    return {"sound": not broken, "broken": broken}


def _search_index(opened: _Opened) -> Report:
    require_sound(opened.connection)
    return {"sound": True}


def _audit_chain(opened: _Opened) -> Report:
    header, key = opened.header, opened.sub_keys.audit
    trail = SqlAuditTrail(opened.connection, key, header.epoch, SystemClock())
    bad = trail.first_bad()
    missing = trail.missing_behind(header.anchor.count, header.anchor.head)
    return {
        "sound": bad is None and missing == 0,
        "entries": trail.anchor().count,
        "first_bad": bad,
        "missing": missing,
    }


def _signed_notes(opened: _Opened) -> Report:
    notes = SqlNoteRepo(opened.connection)
    signed = opened.connection.execute("SELECT id FROM note WHERE state = 'signed' ORDER BY id")
    count, altered = 0, []
    for (number,) in signed.fetchall():
        count += 1
        if not _is_whole(notes, number):
            altered.append(number)
    return {
        "sound": not altered,
        "signed": count,
        "altered": len(altered),
        "altered_notes": altered[:_LISTED],
    }


def _is_whole(notes: SqlNoteRepo, number: int) -> bool:
    try:
        return is_whole(notes.get(NoteId(number)))
    except (SqliteError, CasekeepError, LookupError, ValueError):
        return False


def _measures(opened: _Opened) -> Report:
    altered = altered_results(opened.connection)
    return {
        "sound": not altered,
        "altered": len(altered),
        "altered_results": altered[:_LISTED],
    }


def _process_notes(opened: _Opened) -> Report:
    return process_notes_report(opened.connection, opened.folder, opened.process_key)


def _documents(opened: _Opened) -> Report:
    return documents_report(opened.connection, opened.folder, opened.sub_keys.blobs)


def _counts(opened: _Opened) -> Report:
    counts = {
        table: opened.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in COUNTED
    }
    return {"sound": True} | counts


_PARTS: Final[dict[str, Callable[[_Opened], Report]]] = {
    "pages": _pages,
    "schema": _schema,
    "foreign_keys": _foreign_keys,
    "search_index": _search_index,
    "audit_chain": _audit_chain,
    "signed_notes": _signed_notes,
    "measures": _measures,
    "documents": _documents,
    "process_notes": _process_notes,
    "counts": _counts,
}
_OF_ANY_VERSION: Final = ("pages", "schema", "foreign_keys", "audit_chain")
"""The parts that no migration has changed; the others read the newest shape."""
