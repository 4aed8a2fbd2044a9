"""The keys of a vault that doesn't exist yet: drawn first, so that the kit can be printed first."""

import base64
from datetime import datetime

from vault import keys, recovery
from vault.header import CHAIN_HEAD_BYTES, VAULT_ID_BYTES, Anchor, Header, practice_name
from vault.kdf import KdfParameters, KdfPolicy
from vault.keys import RandomBytes, SecretBytes, SlotPlace, SubKeys

_SEALED_PREFIX = "CASEKEEP1:"


class DrawnVault:
    """A vault key that only a recovery key opens so far; wiped when the wizard is left."""

    def __init__(self, random_bytes: RandomBytes) -> None:
        self._random_bytes = random_bytes
        self._place = SlotPlace(random_bytes(VAULT_ID_BYTES).hex(), epoch=1)
        self._vault_key = keys.new_vault_key(random_bytes)
        self._recovery_key = SecretBytes(random_bytes(keys.RECOVERY_BYTES))
        self._slot = keys.wrap_for_recovery(
            self._vault_key, self._recovery_key, self._place, random_bytes
        )

    @property
    def recovery_groups(self) -> tuple[str, ...]:
        """The recovery key's eight groups, as they are printed."""
        return recovery.groups(self._recovery_key)

    @property
    def sealed_block(self) -> str:
        """The recovery slot as text, for the kit's QR code; useless without the key."""
        block = {
            "epoch": self._place.epoch,
            "kdf": keys.kdf_document(self._slot),
            "nonce": self._slot.nonce.hex(),
            "sealed_key": self._slot.sealed_key.hex(),
            "vault_id": self._place.vault_id,
        }
        return _SEALED_PREFIX + base64.urlsafe_b64encode(keys.canonical(block)).decode()

    def sealed(
        self,
        passphrase: SecretBytes,
        practice: str,
        parameters: KdfParameters,
        policy: KdfPolicy,
        needs: str,
        now_utc: datetime,
    ) -> tuple[Header, SubKeys]:
        """Seal the keys for a passphrase too; the caller wipes the sub-keys.

        Takes a second with the parameters of a release. Raises InvalidField ("practice") and
        NotEnoughMemory.
        """
        slot = keys.wrap_for_passphrase(
            self._vault_key, passphrase, self._place, parameters, policy, self._random_bytes
        )
        header = Header(
            vault_id=self._place.vault_id,
            epoch=self._place.epoch,
            needs=needs,
            practice=practice_name(practice),
            slots=(slot, self._slot),
            anchor=Anchor(count=0, head=bytes(CHAIN_HEAD_BYTES), at_utc=now_utc),
        )
        return header, keys.derive_sub_keys(self._vault_key, self._place.vault_id)

    def wipe(self) -> None:
        """Overwrite what is secret."""
        self._vault_key.wipe()
        self._recovery_key.wipe()
