"""Small pictures with hidden details, made by hand."""

import struct
import zlib

JPEG_PLACE = b"39.7392N 104.9903W Ashgrove"


def exif(orientation: int = 1, secret: bytes = JPEG_PLACE) -> bytes:
    """EXIF with an orientation and some words behind its directory."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"II*\x00" + struct.pack("<IH", 8, 1) + entry + bytes(4) + secret


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def a_jpeg(*segments: bytes, trailing: bytes = b"") -> bytes:
    """A JPEG of two scans, as a progressive one has; its picture means nothing."""
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    jfif = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    tables = segment(0xDB, bytes(65)) + segment(0xC2, b"\x08\x00\x08\x00\x08\x01\x01\x11\x00")
    return (
        b"\xff\xd8" + jfif + b"".join(segments) + tables + scan
        + segment(0xC4, bytes(20)) + scan + b"\xff\xd9" + trailing
    )  # fmt: skip


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(*chunks: bytes, width: int = 8, height: int = 8) -> bytes:
    """A grey PNG."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks)
        + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )  # fmt: skip


def a_webp(*chunks: tuple[bytes, bytes], flags: int = 0x0C) -> bytes:
    """A WebP of the extended form; its picture means nothing."""
    parts = [(b"VP8X", bytes([flags]) + bytes(9)), (b"VP8L", b"\x2f\x07\xc0\x01\x00"), *chunks]
    body = b"WEBP" + b"".join(
        struct.pack("<4sI", kind, len(part)) + part + bytes(len(part) % 2) for kind, part in parts
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body
