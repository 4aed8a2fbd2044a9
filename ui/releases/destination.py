"""Where a file may be written."""

import os
from enum import Enum, auto
from pathlib import Path


class Refusal(Enum):
    """Why a file can't be written to a place."""

    IN_VAULT = auto()
    TAKEN = auto()


def is_inside(destination: Path, folder: Path) -> bool:
    """Whether a place lies in a folder, whatever links lead there; asks the disk."""
    # Path.resolve raises a RuntimeError where links lead round in a circle.
    return Path(os.path.realpath(destination)).is_relative_to(os.path.realpath(folder))


def refusal(destination: Path, vault_folder: Path) -> Refusal | None:
    """Say why a file may not be written there; asks the disk, so not on the window's thread."""
    if is_inside(destination, vault_folder):
        return Refusal.IN_VAULT
    return Refusal.TAKEN if destination.exists() else None
