"""Whether a folder can hold a new vault."""

import os
from pathlib import Path

from storage.glance import glance
from vault.first_run_steps import PlaceReport, Reason
from vault.glance import Sight

# The folder names that the services themselves propose, in lower case.
_SYNCED = {
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "syncthing": "Syncthing",
}


def look_at(folder: Path) -> PlaceReport:
    """Say what rules a folder out for a new vault, and who would copy it elsewhere.

    Nothing is written; a folder that isn't there yet is judged by the nearest one that is.
    """
    return PlaceReport(folder, _trouble(folder), synced_by(folder))


def synced_by(folder: Path) -> str:
    """Name the service that copies a folder to other computers, as far as its path tells."""
    for part in folder.absolute().parts:
        name = part.lower()
        for known, service in _SYNCED.items():
            if name == known or name.startswith((f"{known} -", f"{known}-", f"{known} (")):
                return service
    return ""


def _trouble(folder: Path) -> Reason | None:
    if not folder.is_absolute() or "\0" in str(folder):
        return Reason.NOT_WRITABLE
    try:
        return _trouble_of(folder)
    except OSError:
        return Reason.NOT_WRITABLE


def _trouble_of(folder: Path) -> Reason | None:
    if glance(folder).sight is not Sight.NO_VAULT:
        return Reason.VAULT_THERE
    if folder.is_dir():
        if any(folder.iterdir()):
            return Reason.NOT_EMPTY
    elif os.path.lexists(folder):
        return Reason.NOT_WRITABLE
    nearest = next(one for one in (folder, *folder.parents) if one.exists())
    usable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    return None if usable else Reason.NOT_WRITABLE
