import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.pictures import a_jpeg, a_png, a_webp
from vault.media import DocumentKind, decoded, sniffed


@pytest.mark.parametrize(
    ("head", "kind", "ending"),
    [
        (b"%PDF-1.7\n", DocumentKind.PDF, "pdf"),
        (b"\n" * 700 + b"%PDF-1.4", DocumentKind.PDF, "pdf"),
        (a_png(), DocumentKind.IMAGE, "png"),
        (a_jpeg(), DocumentKind.IMAGE, "jpg"),
        (a_webp(), DocumentKind.IMAGE, "webp"),
        (b"GIF89a" + bytes(20), DocumentKind.IMAGE, "gif"),
        (b"II*\x00" + bytes(20), DocumentKind.IMAGE, "tif"),
        (b"BM" + bytes(12) + b"\x28\x00\x00\x00" + bytes(40), DocumentKind.IMAGE, "bmp"),
        (b"BM is how she signs her letters", DocumentKind.TEXT, "txt"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml word/", DocumentKind.OTHER, "docx"),
        (b"PK\x03\x04" + bytes(26) + b"notes/", DocumentKind.OTHER, "zip"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), DocumentKind.OTHER, "heic"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(20), DocumentKind.OTHER, "mp4"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", DocumentKind.OTHER, "wav"),
        (b"{\\rtf1\\ansi", DocumentKind.OTHER, "rtf"),
        (b"\x00\x01\x02\x03", DocumentKind.OTHER, ""),
        (b"", DocumentKind.TEXT, "txt"),
    ],
)
def test_a_content_is_known_by_its_bytes(head: bytes, kind: DocumentKind, ending: str) -> None:
    found = sniffed(head)
    assert (found.kind, found.ending) == (kind, ending)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_plain_text_is_read_in_the_usual_encodings(codec: str) -> None:
    words = "Dear Dr. Günther, she slept well. \u2013 M.\n" * 3
    assert decoded(words.encode(codec)) == words
    assert sniffed(words.encode(codec)).kind is DocumentKind.TEXT


def test_text_of_other_scripts_is_read() -> None:
    words = "سلام 🌿 שלום こんにちは"
    for codec in ("utf-8", "utf-16"):
        assert decoded(words.encode(codec)) == words


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=3000))
def test_a_head_that_ends_inside_a_letter_is_text_all_the_same(text: str) -> None:
    head = ("Notes: " + text).encode()
    for cut in range(4):
        assert decoded(head[: len(head) - cut], cut=True) is not None


@given(st.binary(max_size=400))
def test_any_bytes_at_all_have_a_kind(head: bytes) -> None:
    assert sniffed(head).type
