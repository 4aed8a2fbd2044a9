"""Makes a sample vault of invented people."""

import json
import secrets
import sys
from pathlib import Path
from typing import Any

from storage import doors
from storage.new_vault import DrawnVault
from storage.standard_input import read_passphrase
from vault.errors import ActionableError
from vault.keys import SecretBytes
from vault.lifecycle import LockReason
from vault.samples import SampleMaker, sample_profile
from vault.settings import Settings


def make_sample_vault(
    folder: Path, passphrase: SecretBytes, *, clients: int, notes: int, seed: int
) -> dict[str, Any]:
    """Make a new vault in `folder` and fill it; answers what is in it, in numbers.

    Raises what `Keeper.create` raises.
    """
    keeper = doors.keeper(folder)
    plan = DrawnVault(secrets.token_bytes)
    try:
        store = keeper.create(plan, passphrase.buffer, sample_profile(), Settings())
    finally:
        plan.wipe()
    try:
        counts = SampleMaker(store, doors.clock(), seed).make(clients, notes)
    finally:
        keeper.close(LockReason.JUST_MADE, 0)
    return counts.as_dict()


def print_sample(folder: Path, *, clients: int, notes: int, seed: int) -> int:
    """Make a sample vault and print what is in it; answers the exit code: 0 made, 1 not made.

    The passphrase comes from standard input.
    """
    try:
        with read_passphrase() as passphrase:
            counts = make_sample_vault(folder, passphrase, clients=clients, notes=notes, seed=seed)
    except ActionableError as error:
        sys.stderr.write(f"No sample vault was made: {type(error).__name__}.\n")
        return 1
    sys.stdout.write(json.dumps(counts) + "\n")
    return 0
