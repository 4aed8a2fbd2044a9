"""Key files that accident or malice changed: never a crash, a silent opening or a long wait."""

import hashlib
import json
import resource
import struct
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from storage.header import BLOCK_BYTES, FILE_BYTES
from tests.fast_keys import FAST_PARAMETERS
from tests.soak.figures import figures
from tests.storage.key_files import OLD, Stored, canonical, store
from vault.errors import KeyFileDamaged, NotEnoughMemory, VaultTooNew, WrongPassphrase
from vault.header import open_with_passphrase
from vault.kdf import KdfParameters, KdfPolicy

pytestmark = pytest.mark.soak

FLIPS = 8_192
FUZZED = 10_000
LONGEST_S = 1.0
MOST_GROWTH_KIB = 32 * 1024
REFUSALS = (KeyFileDamaged, WrongPassphrase, VaultTooNew, NotEnoughMemory)
# What a lying key file may ask for stays cheap, as a release's bounds keep it bearable.
POLICY = KdfPolicy(
    start=FAST_PARAMETERS,
    floor=FAST_PARAMETERS,
    readable_from=FAST_PARAMETERS,
    readable_to=KdfParameters(memory_kib=1024, passes=4, lanes=4),
    memory_ceiling_kib=1024,
)
ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    1,
    2**31,
    10**40,
    1.5,
    "",
    "x",
    "00",
    "\0",
    "\ud800",
    [],
    [[]],
    {},
]


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    return store(tmp_path)


def test_8192_flipped_bytes_on_the_disk_open_or_are_refused(stored: Stored) -> None:
    whole = stored.file.path.read_bytes()
    with figures("flipped bytes of the key file") as counted:
        outcomes = {"opened from the other copy": 0, "refused": 0}
        for number in range(FLIPS):
            place = number * FILE_BYTES // FLIPS + number % 4
            mask = 1 << number % 8
            changed = bytearray(whole)
            changed[place] ^= mask
            if number % 2:  # the same byte in both copies and in the spare
                changed[(place + BLOCK_BYTES) % FILE_BYTES] ^= mask
            stored.file.path.write_bytes(changed)
            stored.file.spare_path.write_bytes(changed)
            opened = _opens(stored)
            assert opened == (not number % 2)
            outcomes["opened from the other copy" if opened else "refused"] += 1
        counted |= {"flips": FLIPS, **outcomes}


def test_10000_fuzzed_headers_are_refused_in_bounded_time_and_memory(stored: Stored) -> None:
    draw = Random(1)
    block = stored.file.path.read_bytes()[:BLOCK_BYTES]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    longest = 0.0
    with figures("fuzzed headers") as counted:
        for _ in range(FUZZED):
            forged = 2 * _forged(block, draw)
            stored.file.path.write_bytes(forged)
            stored.file.spare_path.write_bytes(forged)
            start = time.monotonic()
            assert not _opens(stored)
            longest = max(longest, time.monotonic() - start)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        counted |= {"headers": FUZZED, "longest_ms": round(longest * 1e3, 1), "growth_kib": grown}
    assert longest < LONGEST_S
    assert grown < MOST_GROWTH_KIB


def _opens(stored: Stored) -> bool:
    try:
        header, sub_keys = open_with_passphrase(stored.file.read(), OLD, POLICY)
    except REFUSALS:
        return False
    sub_keys.wipe()
    assert header == stored.header
    return True


def _forged(block: bytes, draw: Random) -> bytes:
    """Change a block in a way that its checksum doesn't show."""
    magic, layout, length, sequence = struct.unpack_from(">8sIIQ", block)
    text = block[24 : 24 + length]
    kind = draw.randrange(3)
    if kind == 0:
        content = json.loads(text)
        _meddle(content, draw)
        text = canonical(content)
        length = len(text)
    elif kind == 1:
        changed = bytearray(text)
        for _ in range(draw.randint(1, 12)):
            changed[draw.randrange(len(changed))] ^= draw.randint(1, 255)
        text = bytes(changed)
    else:
        length = draw.choice([0, 1, length - 1, length + 1, 2**16, 2**32 - 1, draw.getrandbits(32)])
        layout = draw.choice([0, 1, 2, 2**32 - 1])
    start = struct.pack(">8sIIQ", magic, layout, length, sequence) + text
    covered = start[: BLOCK_BYTES - 64].ljust(BLOCK_BYTES - 64, b"\0") + block[-64:-32]
    return covered + hashlib.sha256(covered).digest()


def _meddle(content: Any, draw: Random) -> None:
    """Put something odd somewhere into a document."""
    before = canonical(content)
    while canonical(content) == before:
        inside = content
        while True:
            keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
            key = draw.choice(keys)
            deeper = isinstance(inside[key], dict | list) and inside[key]
            if not deeper or draw.random() < 0.2:
                break
            inside = inside[key]
        if draw.random() < 0.15:
            del inside[key]
        else:
            inside[key] = draw.choice(ODD)
