"""Frames that two processes of ours send each other: a small head in JSON, then bytes.

Nothing in a frame is ever run, unlike in a pickle: whoever receives it looks at each value.
"""

import json
import struct
from typing import Any, BinaryIO, Final

Head = dict[str, Any]
Frame = tuple[Head, bytes]
Answer = tuple[Head, bytes | memoryview]

MOST_HEAD_BYTES: Final = 4 * 1024 * 1024
_LENGTHS: Final = struct.Struct(">IQ")


class BrokenFrame(Exception):  # noqa: N818 -- named for what happened
    """The pipe came to its end, or what came through it can't be of ours."""


def send(pipe: BinaryIO, head: Head, body: bytes | memoryview = b"") -> None:
    """Send a frame; OSError where nobody reads it any more."""
    packed = json.dumps(head).encode()
    pipe.write(_LENGTHS.pack(len(packed), len(body)) + packed)
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO, most_bytes: int = 0) -> Frame:
    """Wait for a frame with a body of so many bytes at most. Raises BrokenFrame and OSError."""
    head_bytes, body_bytes = _LENGTHS.unpack(_whole(pipe, _LENGTHS.size))
    if head_bytes > MOST_HEAD_BYTES or body_bytes > most_bytes:
        raise BrokenFrame
    try:
        head = json.loads(_whole(pipe, head_bytes))
    except (ValueError, RecursionError):
        raise BrokenFrame from None
    if not isinstance(head, dict):
        raise BrokenFrame
    return head, _whole(pipe, body_bytes)


def whole_numbers(head: Head, name: str, count: int) -> list[int]:
    """Give so many whole numbers, none below 0, out of a head; BrokenFrame where they aren't."""
    found = head.get(name)
    if not isinstance(found, list) or len(found) != count:
        raise BrokenFrame
    if any(type(one) is not int or one < 0 for one in found):
        raise BrokenFrame
    return found


def _whole(pipe: BinaryIO, count: int) -> bytes:
    found = pipe.read(count)
    if len(found) != count:
        raise BrokenFrame
    return found
