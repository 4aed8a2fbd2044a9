"""The parts of a check that look at any of a vault's databases: its pages and its shape."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from storage.connection import Connection
from storage.errors import SqliteError
from storage.migrations import Shape
from storage.migrations import version as number_of
from storage.opener import memory_database, read_database

_LISTED: Final = 20


@contextmanager
def untouched(path: Path, raw_key: bytes, shape: Shape) -> Iterator[Connection]:
    """Open a database for a look that changes no byte of it; raises what `read_database` does.

    Where a crash left something in the write-ahead log, SQLite reads that too.
    """
    log = path.with_name(f"{path.name}-wal")
    shared = path.with_name(f"{path.name}-shm")
    had_shared = os.path.lexists(shared)
    at_rest = not os.path.lexists(log) or log.stat().st_size == 0
    connection = read_database(path, raw_key, shape, immutable=at_rest)
    try:
        yield connection
    finally:
        connection.close()
        if not had_shared:
            # On a medium that can't be written, taking away what isn't there fails as well.
            with suppress(OSError):
                shared.unlink()


def pages_report(connection: Connection) -> dict[str, Any]:
    """Count the pages whose seal is broken, and the faults of their structure."""
    wrong = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    try:
        complaints = connection.execute("PRAGMA main.integrity_check").fetchall()
    except SqliteError:
        # It gives up where a page that it needs can't be read at all.
        complaints = [()]
    errors = 0 if complaints == [("ok",)] else len(complaints)
    count = connection.execute("PRAGMA page_count").fetchone()[0]
    return {
        "sound": not wrong and not errors,
        "pages": count,
        "altered": len(wrong),
        "errors": errors,
    }


def schema_report(connection: Connection, shape: Shape) -> dict[str, Any]:
    """Compare the shape with the one that the migrations up to its own version make."""
    number = number_of(connection)
    own = tuple(one for one in shape.migrations if one.version <= number)
    pattern = memory_database(shape=Shape(shape.application_id, own))
    try:
        expected = _entries(pattern)
    finally:
        pattern.close()
    found = _entries(connection)
    differing = sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )
    return {
        "sound": not differing and number in {one.version for one in own},
        "version": number,
        "differing": [name for name in differing if name in expected][:_LISTED],
        "unknown": sum(name not in expected for name in differing),
    }


def _entries(connection: Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute("SELECT name, type, coalesce(sql, '') FROM main.sqlite_schema")
    # sqlite_stat1 and its kind come with ANALYZE and hold no shape.
    return {name: (kind, sql) for name, kind, sql in rows if not name.startswith("sqlite_stat")}
