"""Seals a content of any length chunk by chunk, and opens any part of it.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015) over AES-256-GCM: each
chunk's nonce holds its number and whether it is the last, and each chunk is bound to its blob. A
chunk that is changed, moved, left out, doubled, or carried over from another blob doesn't open.
docs/vault-format.md has the bytes.
"""

# ruff: noqa: PLC0415 -- cryptography loads with the first document, not with the window.

from typing import Final

from vault.errors import ContentDamaged
from vault.keys import KEY_BYTES, NONCE_BYTES, TAG_BYTES, RandomBytes, SecretBytes

CHUNK_BYTES: Final = 1024 * 1024
HEADER: Final = b"CASEBLOB" + (1).to_bytes(4, "big") + CHUNK_BYTES.to_bytes(4, "big")
SEALED_KEY_BYTES: Final = NONCE_BYTES + KEY_BYTES + TAG_BYTES
_COUNTER_BYTES: Final = NONCE_BYTES - 1


class ChunkSeal:
    """The key of one blob, which it wipes; a nonce never repeats: a blob is written once."""

    def __init__(self, blob_id: str, key: SecretBytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._key = key
        self._gcm = AESGCM(key.buffer)
        self._about = b"casekeep 1 blob\n" + HEADER + bytes.fromhex(blob_id)

    def sealed(self, number: int, chunk: bytes, *, last: bool) -> bytes:
        """Seal a chunk; `number` counts from 0."""
        return self._gcm.encrypt(_nonce(number, last=last), chunk, self._about)

    def opened(self, number: int, sealed: bytes, *, last: bool) -> bytes:
        """Open a chunk; ContentDamaged when it isn't the one that belongs there."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._gcm.decrypt(_nonce(number, last=last), sealed, self._about)
        except (InvalidTag, ValueError):
            raise ContentDamaged from None

    def wipe(self) -> None:
        """Overwrite the key; afterwards nothing may be sealed or opened."""
        self._key.wipe()


def chunks_of(size: int) -> int:
    """Count the chunks of a content; an empty one has an empty chunk, so that it is sealed too."""
    return max(1, -(-size // CHUNK_BYTES))


def sealed_size(size: int) -> int:
    """Give the length of the file that holds a content of so many bytes."""
    return len(HEADER) + size + chunks_of(size) * TAG_BYTES


def sealed_place(number: int) -> int:
    """Say where in the file a chunk begins."""
    return len(HEADER) + number * (CHUNK_BYTES + TAG_BYTES)


def seal_key(blobs_key: SecretBytes, blob_id: str, key: SecretBytes, draw: RandomBytes) -> bytes:
    """Seal a blob's key under the vault's key for blobs: nonce, ciphertext, tag."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = draw(NONCE_BYTES)
    return nonce + AESGCM(blobs_key.buffer).encrypt(nonce, key.buffer, _about_key(blob_id))


def open_key(blobs_key: SecretBytes, blob_id: str, sealed_key: bytes) -> SecretBytes:
    """Open a blob's key; ContentDamaged for one of another vault or blob."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(sealed_key) != SEALED_KEY_BYTES:
        raise ContentDamaged
    key = SecretBytes(bytes(KEY_BYTES))
    nonce, sealed = sealed_key[:NONCE_BYTES], sealed_key[NONCE_BYTES:]
    try:
        AESGCM(blobs_key.buffer).decrypt_into(nonce, sealed, _about_key(blob_id), key.buffer)
    except InvalidTag:
        raise ContentDamaged from None
    return key


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_COUNTER_BYTES, "big") + bytes([last])


def _about_key(blob_id: str) -> bytes:
    return b"casekeep 1 blob key\n" + bytes.fromhex(blob_id)
