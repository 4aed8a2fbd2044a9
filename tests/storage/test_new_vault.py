import base64
import json

import pytest

from storage.new_vault import DrawnVault
from tests.fast_keys import FAST_PARAMETERS, FAST_POLICY
from tests.storage.opened import CountingBytes, StillClock, drawn
from vault import keys, recovery
from vault.errors import FaultError, InvalidField
from vault.kdf import RELEASE_POLICY
from vault.keys import SecretBytes, Slot, SlotKind, SlotPlace

NOW = StillClock().now


def test_the_kit_alone_gives_the_vault_key_back() -> None:
    plan = drawn()
    prefix, _, block = plan.sealed_block.partition(":")
    sealed = json.loads(base64.urlsafe_b64decode(block))
    slot = Slot(
        SlotKind.RECOVERY,
        None,
        bytes.fromhex(sealed["kdf"]["salt"]),
        bytes.fromhex(sealed["nonce"]),
        bytes.fromhex(sealed["sealed_key"]),
    )
    place = SlotPlace(sealed["vault_id"], sealed["epoch"])
    recovery_key = recovery.from_text(" ".join(plan.recovery_groups))
    vault_key = keys.unwrap_with_recovery(slot, recovery_key, place)
    _, sub_keys = plan.sealed(SecretBytes(b"p"), "X", FAST_PARAMETERS, FAST_POLICY, "0.1.0", NOW)
    assert prefix == "CASEKEEP1"
    assert keys.derive_sub_keys(vault_key, place.vault_id) == sub_keys


def test_the_sealed_block_fits_a_code_that_a_phone_reads() -> None:
    assert len(drawn().sealed_block) < 600


def test_keys_are_drawn_anew_for_every_vault() -> None:
    random_bytes = CountingBytes()
    first, second = DrawnVault(random_bytes), DrawnVault(random_bytes)
    assert first.recovery_groups != second.recovery_groups
    assert first.sealed_block != second.sealed_block


def test_wiping_leaves_zeros() -> None:
    plan = drawn()
    plan.wipe()
    assert not any(plan._vault_key.buffer)
    assert not any(plan._recovery_key.buffer)


def test_a_passphrase_is_never_sealed_below_the_floor() -> None:
    with pytest.raises(FaultError):
        drawn().sealed(SecretBytes(b"p"), "X", FAST_PARAMETERS, RELEASE_POLICY, "0.1.0", NOW)


def test_a_practice_without_a_name_is_refused() -> None:
    with pytest.raises(InvalidField):
        drawn().sealed(SecretBytes(b"p"), " ", FAST_PARAMETERS, FAST_POLICY, "0.1.0", NOW)
