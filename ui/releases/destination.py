"""Where a file may be written."""

from enum import Enum, auto
from pathlib import Path


class Refusal(Enum):
    """Why a file can't be written to a place."""

    IN_VAULT = auto()
    TAKEN = auto()


def refusal(destination: Path, vault_folder: Path) -> Refusal | None:
    """Say why a file may not be written there; asks the disk, so not on the window's thread."""
    if destination.resolve().is_relative_to(vault_folder.resolve()):
        return Refusal.IN_VAULT
    return Refusal.TAKEN if destination.exists() else None
