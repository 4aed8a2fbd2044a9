"""What cameras and programs write beside a picture: place, time, owner, device, earlier versions.

Taking them out copies the compressed picture byte for byte. What a picture needs to look right
stays: colour profile, transparency, and the way that the camera was held.
"""

import struct
from binascii import crc32
from collections.abc import Iterator

from vault.errors import ContentUnreadable

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD hIST pHYs sPLT"
    b" acTL fcTL fdAT".split()
)
_JPEG_STANDALONE = frozenset(range(0xD0, 0xD8)) | {0x01}
_EXIF = b"Exif\x00\x00"
_ORIENTATION = 0x0112
_WEBP_EXIF_FLAG, _WEBP_XMP_FLAG = 0x08, 0x04


def without_hidden_details(data: bytes) -> bytes:
    """Give the same picture without what it says beside itself; the same bytes if nothing.

    Knows JPEG (ISO/IEC 10918-1), PNG (W3C, third edition) and WebP (RFC 9649); raises
    ContentUnreadable for anything else and for a picture that isn't whole.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(_PNG_SIGNATURE):
            return _png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (IndexError, struct.error):
        raise ContentUnreadable from None
    raise ContentUnreadable


def _jpeg(data: bytes) -> bytes:
    out = bytearray(data[:2])
    orientation = 1
    at = 2
    while True:
        marker, segment, at = _jpeg_segment(data, at)
        if marker == 0xE1 and segment[4:].startswith(_EXIF):
            orientation = _orientation(segment[4 + len(_EXIF) :])
        if marker == 0xD9 or _stays(marker, segment):
            if marker not in {0xE0, 0xD9} and orientation != 1:
                out += _jpeg_orientation(orientation)
                orientation = 1
            out += segment
        if marker == 0xDA:
            end = _jpeg_scan_end(data, at)
            out += data[at:end]
            at = end
        if marker == 0xD9:
            return bytes(out)


def _jpeg_segment(data: bytes, at: int) -> tuple[int, bytes, int]:
    """Give the marker that stands there, its segment, and where the next one begins."""
    if data[at] != 0xFF:
        raise ContentUnreadable
    while data[at + 1] == 0xFF:  # fill bytes
        at += 1
    marker = data[at + 1]
    if marker == 0xD9 or marker in _JPEG_STANDALONE:
        return marker, data[at : at + 2], at + 2
    (length,) = struct.unpack_from(">H", data, at + 2)
    end = at + 2 + length
    if length < 2 or end > len(data):
        raise ContentUnreadable
    return marker, data[at:end], end


def _jpeg_scan_end(data: bytes, at: int) -> int:
    """Find the next marker behind compressed data, in which 0xFF is always followed by zero."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ContentUnreadable
        if data[at + 1] == 0 or data[at + 1] in _JPEG_STANDALONE:
            at += 2
        else:
            return at


def _stays(marker: int, segment: bytes) -> bool:
    if marker == 0xE0:
        return segment[4:9] == b"JFIF\x00"
    if marker == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\x00"
    if marker == 0xEE:
        return segment[4:9] == b"Adobe"
    return marker != 0xFE and not 0xE1 <= marker <= 0xEF


def _jpeg_orientation(orientation: int) -> bytes:
    body = _EXIF + _minimal_exif(orientation)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    out = bytearray(_PNG_SIGNATURE)
    for kind, chunk in _png_chunks(data):
        if kind == b"eXIf":
            orientation = _orientation(chunk[8:-4])
            out += _png_orientation(orientation) if orientation != 1 else b""
        elif kind in _PNG_KEPT:
            out += chunk
    return bytes(out)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ContentUnreadable
        yield kind, data[at:end]
        at = end


def _png_orientation(orientation: int) -> bytes:
    body = b"eXIf" + _minimal_exif(orientation)
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", crc32(body))


def _webp(data: bytes) -> bytes:
    (length,) = struct.unpack_from("<I", data, 4)
    if length + 8 > len(data):
        raise ContentUnreadable
    parts: list[bytes] = []
    at, end, turned = 12, length + 8, False
    while at < end:
        kind, size = struct.unpack_from("<4sI", data, at)
        following = at + 8 + size + size % 2
        if following > len(data):
            raise ContentUnreadable
        if kind == b"EXIF":
            orientation = _orientation(data[at + 8 : at + 8 + size].removeprefix(_EXIF))
            if orientation != 1:
                body = _minimal_exif(orientation)
                parts.append(struct.pack("<4sI", kind, len(body)) + body)
                turned = True
        elif kind in {b"VP8X", b"VP8 ", b"VP8L", b"ANIM", b"ANMF", b"ALPH", b"ICCP"}:
            parts.append(data[at:following])
        at = following
    if parts and parts[0].startswith(b"VP8X"):
        parts[0] = _webp_flags(parts[0], turned=turned)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_flags(header: bytes, *, turned: bool) -> bytes:
    gone = _WEBP_XMP_FLAG | (0 if turned else _WEBP_EXIF_FLAG)
    return header[:8] + bytes([header[8] & ~gone]) + header[9:]


def _orientation(tiff: bytes) -> int:
    """Read how the camera was held, 1 to 8, from EXIF's first directory; 1 where it isn't said."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _minimal_exif(orientation: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    return b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
