"""What a content is, told from its bytes and never from its name."""

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum

_CUT = 8
_SAMPLE = 4096
_ODD_LETTERS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


class DocumentKind(StrEnum):
    """What can be done with a document inside the window."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of content, its registered media type and the usual ending of its file's name."""

    kind: DocumentKind
    type: str
    ending: str


PDF = Media(DocumentKind.PDF, "application/pdf", "pdf")
TEXT = Media(DocumentKind.TEXT, "text/plain", "txt")
UNKNOWN = Media(DocumentKind.OTHER, "application/octet-stream", "")


def _image(subtype: str, ending: str) -> Media:
    return Media(DocumentKind.IMAGE, f"image/{subtype}", ending)


def _other(media_type: str, ending: str) -> Media:
    return Media(DocumentKind.OTHER, media_type, ending)


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_STARTS: tuple[tuple[bytes, Media], ...] = (
    (b"\x89PNG\r\n\x1a\n", _image("png", "png")),
    (b"\xff\xd8\xff", _image("jpeg", "jpg")),
    (b"GIF87a", _image("gif", "gif")),
    (b"GIF89a", _image("gif", "gif")),
    (b"II*\x00", _image("tiff", "tif")),
    (b"MM\x00*", _image("tiff", "tif")),
    (b"{\\rtf", _other("application/rtf", "rtf")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _other("application/x-ole-storage", "doc")),
    (b"ID3", _other("audio/mpeg", "mp3")),
    (b"OggS", _other("audio/ogg", "ogg")),
    (b"fLaC", _other("audio/flac", "flac")),
    (b"7z\xbc\xaf\x27\x1c", _other("application/x-7z-compressed", "7z")),
)
_INSIDE_ZIP: tuple[tuple[bytes, Media], ...] = (
    (b"word/", _other(f"{_OPEN_XML}wordprocessingml.document", "docx")),
    (b"xl/", _other(f"{_OPEN_XML}spreadsheetml.sheet", "xlsx")),
    (b"ppt/", _other(f"{_OPEN_XML}presentationml.presentation", "pptx")),
    (f"{_ODF}text".encode(), _other(f"{_ODF}text", "odt")),
    (f"{_ODF}spreadsheet".encode(), _other(f"{_ODF}spreadsheet", "ods")),
)
_BRANDS: tuple[tuple[bytes, Media], ...] = (
    (b"hei", _other("image/heic", "heic")),
    (b"mif1", _other("image/heif", "heif")),
    (b"avif", _other("image/avif", "avif")),
    (b"M4A", _other("audio/mp4", "m4a")),
)
_BITMAP_HEADS = {12, 40, 52, 56, 64, 108, 124}


def sniffed(head: bytes) -> Media:
    """Say what a content is that begins with these bytes; some kilobytes are enough."""
    for start, media in _STARTS:
        if head.startswith(start):
            return media
    # ISO 32000-1, 7.5.2: readers find the header anywhere in the first 1,024 bytes.
    if b"%PDF-" in head[:1024]:
        return PDF
    for look in (_riff, _zip, _iso_media, _bitmap):
        found = look(head)
        if found is not None:
            return found
    return TEXT if decoded(head, cut=True) is not None else UNKNOWN


def decoded(data: bytes, *, cut: bool = False) -> str | None:
    """Read plain text as UTF-8 or UTF-16, or else as Windows' Western letters; None for no text.

    `cut`: the data is the beginning of something longer and may end inside a letter.
    """
    for codec in _codecs(data):
        # A letter may have been cut in two at the end; no encoding here needs more to tell.
        for missing in range(min(_CUT, len(data) // 2 + 1) if cut else 1):
            try:
                text = data[: len(data) - missing].decode(codec)
            except UnicodeDecodeError:
                continue
            if not _ODD_LETTERS.search(text, 0, _SAMPLE):
                return text.removeprefix("\ufeff")
    return None


def _codecs(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    sample = data[:_SAMPLE]
    return _without_mark(sample) if 0 in sample else ("utf-8", "cp1252")


def _without_mark(sample: bytes) -> tuple[str, ...]:
    """Tell UTF-16 by where its zeros are: in Western text they are every second byte."""
    pairs = max(1, len(sample) // 2)
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > pairs * 0.7 and low == 0:
        return ("utf-16-le",)
    if low > pairs * 0.7 and high == 0:
        return ("utf-16-be",)
    return ()


def _riff(head: bytes) -> Media | None:
    if not head.startswith(b"RIFF"):
        return None
    known = {b"WEBP": _image("webp", "webp"), b"WAVE": _other("audio/wav", "wav")}
    return known.get(head[8:12])


def _zip(head: bytes) -> Media | None:
    if not head.startswith(b"PK\x03\x04"):
        return None
    found = (media for mark, media in _INSIDE_ZIP if mark in head)
    return next(found, _other("application/zip", "zip"))


def _iso_media(head: bytes) -> Media | None:
    if head[4:8] != b"ftyp":
        return None
    found = (media for brand, media in _BRANDS if head[8:].startswith(brand))
    return next(found, _other("video/mp4", "mp4"))


def _bitmap(head: bytes) -> Media | None:
    """Tell a bitmap by its second header as well: plain text can begin with "BM" too."""
    is_bitmap = head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADS
    return _image("bmp", "bmp") if is_bitmap else None
