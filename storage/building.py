"""Makes a vault's folder so that a crash at any moment leaves no vault or a whole one.

The database is built under another name, where nothing but an unfinished vault ever lies; the
key file is what makes it a vault; then the database gets its name. A crash before the key file
leaves a build that the next creation replaces, one after it a vault that the next unlock
completes. A database under its own name is never taken away but by the creation that made it.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from storage.files import disk_errors, ensure_private_folder, sync_folder
from storage.header import KeyFile
from storage.opener import DATABASE_NAME
from storage.vault_lock import LOCK_FILE_NAME, VaultLock
from vault.errors import VaultAlreadyThere
from vault.header import Header
from vault.keys import SecretBytes

BUILD_NAME: Final = f"{DATABASE_NAME}.new"
_BESIDE_A_DATABASE: Final = ("", "-wal", "-shm", "-journal")


def remove_database(path: Path) -> None:
    """Remove a database that nobody has open, and what SQLite left beside it."""
    _remove(*(Path(f"{path}{ending}") for ending in _BESIDE_A_DATABASE))


def require_empty(folder: Path) -> None:
    """Raise VaultAlreadyThere where any part of a vault stands in a folder."""
    key_file = KeyFile(folder)
    parts = (key_file.path, key_file.spare_path, folder / DATABASE_NAME)
    if any(os.path.lexists(part) for part in parts):
        raise VaultAlreadyThere


def complete_creation(folder: Path) -> None:
    """Give the database of a vault whose creation was cut short its name."""
    build, database = folder / BUILD_NAME, folder / DATABASE_NAME
    if os.path.lexists(build) and not os.path.lexists(database):
        with disk_errors():
            build.rename(database)
            sync_folder(folder)


class Building:
    """The creation of one vault, step by step; every step can be undone until it is kept."""

    def __init__(self, folder: Path) -> None:
        self.build_path = folder / BUILD_NAME
        self._folder = folder
        self._undo = contextlib.ExitStack()

    @contextlib.contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Leave nothing of the vault behind where the block ends with an error."""
        with self._undo:
            yield
            self._undo.pop_all()

    def on_undo(self, step: Callable[[], None]) -> None:
        """Add a step that undoes what is done next."""
        self._undo.callback(step)

    def prepare(self) -> VaultLock:
        """Make the folder, take its lock and clear away an unfinished creation."""
        folder_is_ours = not self._folder.exists()
        if folder_is_ours:
            self.on_undo(lambda: _quietly(self._folder.rmdir))
        ensure_private_folder(self._folder)
        lock_path = self._folder / LOCK_FILE_NAME
        if not os.path.lexists(lock_path):
            self.on_undo(lambda: _remove(lock_path))
        lock = VaultLock(self._folder)
        self.on_undo(lock.release)
        lock.acquire()
        require_empty(self._folder)
        remove_database(self.build_path)
        self.on_undo(lambda: remove_database(self.build_path))
        return lock

    def seal(self, header: Header, header_key: SecretBytes) -> None:
        """Write the key file, from which moment on the folder is a vault."""
        key_file = KeyFile(self._folder)
        try:
            key_file.create(header, header_key)
        except VaultAlreadyThere:
            # Somebody else's, made a moment ago: nothing to undo.
            raise
        except BaseException:
            _remove(key_file.path, key_file.spare_path)
            raise
        self.on_undo(lambda: _remove(key_file.path, key_file.spare_path))

    def complete(self) -> None:
        """Give the closed database its name."""
        database = self._folder / DATABASE_NAME
        if os.path.lexists(database):
            raise VaultAlreadyThere
        self.on_undo(lambda: remove_database(database))
        complete_creation(self._folder)


def _remove(*paths: Path) -> None:
    for path in paths:
        _quietly(path.unlink)


def _quietly(step: Callable[[], None]) -> None:
    with contextlib.suppress(OSError):
        step()
