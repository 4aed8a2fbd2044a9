import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.pictures import (
    JPEG_PLACE,
    a_jpeg,
    a_png,
    a_webp,
    chunk,
    exif,
    segment,
)
from vault.errors import ContentUnreadable
from vault.hidden_details import without_hidden_details

EXIF_SEGMENT = segment(0xE1, b"Exif\x00\x00" + exif())
ICC = segment(0xE2, b"ICC_PROFILE\x00\x01\x01colours")


def test_a_jpeg_loses_place_program_and_later_pictures_and_keeps_its_own_bytes() -> None:
    hidden = a_jpeg(
        EXIF_SEGMENT,
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + JPEG_PLACE),
        segment(0xED, b"Photoshop 3.0\x00" + JPEG_PLACE),
        segment(0xE2, b"MPF\x00" + JPEG_PLACE),
        ICC,
        segment(0xFE, JPEG_PLACE),
        trailing=a_jpeg(EXIF_SEGMENT),
    )
    assert without_hidden_details(hidden) == a_jpeg(ICC)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_picture_that_was_held_sideways_still_says_so(orientation: int) -> None:
    hidden = exif(orientation)
    jpeg = without_hidden_details(a_jpeg(segment(0xE1, b"Exif\x00\x00" + hidden)))
    png = without_hidden_details(a_png(chunk(b"eXIf", hidden)))
    webp = without_hidden_details(a_webp((b"EXIF", hidden)))
    wanted = struct.pack(">HHIH", 0x0112, 3, 1, orientation)
    for bare in (jpeg, png, webp):
        assert wanted in bare
        assert JPEG_PLACE not in bare


def test_a_png_loses_texts_times_and_what_nobody_knows() -> None:
    resolution = chunk(b"pHYs", bytes(9))
    hidden = a_png(
        chunk(b"tEXt", b"Author\x00" + JPEG_PLACE),
        chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + JPEG_PLACE),
        resolution,
        chunk(b"tIME", bytes(7)),
        chunk(b"eXIf", exif()),
        chunk(b"prVt", JPEG_PLACE),
    )
    assert without_hidden_details(hidden + JPEG_PLACE) == a_png(resolution)


def test_a_webp_loses_its_details_and_the_flags_that_announce_them() -> None:
    hidden = a_webp((b"EXIF", exif()), (b"XMP ", JPEG_PLACE))
    assert without_hidden_details(hidden) == a_webp(flags=0)


@pytest.mark.parametrize("bare", [a_jpeg(ICC), a_png(), a_webp(flags=0)])
def test_a_picture_without_hidden_details_stays_as_it_is(bare: bytes) -> None:
    assert without_hidden_details(bare) == bare


@pytest.mark.parametrize(
    "hidden",
    [
        a_jpeg(segment(0xE1, b"Exif\x00\x00" + exif(6)), ICC, segment(0xFE, b"x")),
        a_png(chunk(b"eXIf", exif(6))),
        a_webp((b"EXIF", exif(6))),
    ],
)
def test_what_is_bare_has_nothing_more_to_lose(hidden: bytes) -> None:
    bare = without_hidden_details(hidden)
    assert without_hidden_details(bare) == bare


@pytest.mark.parametrize("other", [b"", b"GIF89a", b"%PDF-1.7", b"\xff", b"RIFF"])
def test_another_kind_of_file_is_refused(other: bytes) -> None:
    with pytest.raises(ContentUnreadable):
        without_hidden_details(other)


@given(st.data())
def test_a_cut_or_garbled_picture_is_refused_or_read_and_never_anything_else(
    data: st.DataObject,
) -> None:
    whole = data.draw(
        st.sampled_from([a_jpeg(EXIF_SEGMENT), a_png(chunk(b"eXIf", exif())), a_webp()])
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    garbled = bytearray(whole[: data.draw(st.integers(at + 1, len(whole)))])
    garbled[at] ^= data.draw(st.integers(0, 255))
    try:
        without_hidden_details(bytes(garbled))
    except ContentUnreadable:
        return
