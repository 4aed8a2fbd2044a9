"""Key derivation that costs nothing: for tests only, since the release policy refuses it."""

from vault.kdf import KdfParameters, KdfPolicy

FAST_PARAMETERS = KdfParameters(memory_kib=8, passes=1, lanes=1)
FAST_POLICY = KdfPolicy(
    start=FAST_PARAMETERS,
    floor=FAST_PARAMETERS,
    readable_from=FAST_PARAMETERS,
    readable_to=KdfParameters(memory_kib=64 * 1024, passes=20, lanes=4),
    memory_ceiling_kib=64 * 1024,
)
