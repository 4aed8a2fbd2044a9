"""What can be seen of a vault before any key is derived; cheap, for the first paint."""

import os
from pathlib import Path

from storage.header import KeyFile
from vault.errors import ActionableError, KeyFileDamaged, KeyFileMissing, VaultTooNew
from vault.glance import Glance, Sight

# Named here again, because `storage.opener` loads SQLCipher.
_DATABASE_NAME = "vault.db"


def glance(folder: Path) -> Glance:
    """Look at a folder's key file, and at nothing else in it but the names."""
    try:
        found = KeyFile(folder).read()
    except KeyFileMissing:
        orphaned = os.path.lexists(folder / _DATABASE_NAME)
        return Glance(Sight.KEY_FILE_MISSING if orphaned else Sight.NO_VAULT)
    except KeyFileDamaged:
        return Glance(Sight.KEY_FILE_DAMAGED)
    except VaultTooNew as error:
        return Glance(Sight.TOO_NEW, needs=error.needs)
    except ActionableError:
        return Glance(Sight.UNREADABLE)
    notice = found.header.notice
    return Glance(
        Sight.LOCKED,
        practice=found.header.practice,
        locked_at_utc=notice.locked_at_utc if notice else None,
        reason=notice.reason if notice else "",
        drafts_saved=notice.drafts_saved if notice else 0,
        drafts_lost=notice.drafts_lost if notice else 0,
        fell_back=found.fell_back,
    )
