"""Makes a sample vault of invented people."""

import secrets
from pathlib import Path
from typing import Any

from storage import doors
from storage.new_vault import DrawnVault
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
        keeper.close(LockReason.ASKED, 0)
    return counts.as_dict()
