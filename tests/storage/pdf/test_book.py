"""PDFs that somebody else made: shown, searched, or refused; never more than that."""

import contextlib
import io
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.apart.frames import Frame, Head
from storage.apart.process import Apart, Serve
from storage.blobs import FileBlobs
from storage.outside import Outside
from storage.pdf.book import PdfBook
from storage.sealed_chunks import sealed_place
from vault.blobs import Blob, Spot
from vault.errors import ContentDamaged, ContentGivenUp, ContentUnreadable
from vault.keys import SecretBytes

Opener = Callable[[bytes], PdfBook]


def a_pdf(*pages: str, rotate: int = 0, **saving: Any) -> bytes:
    """A PDF of letter pages with one line each, 72 points from the left and 700 up."""
    made = pikepdf.new()
    for words in pages:
        made.add_blank_page(page_size=(612, 792))
        page = made.pages[-1]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 20 Tf 72 700 Td ({words}) Tj ET".encode())
        if rotate:
            page.Rotate = rotate
    out = io.BytesIO()
    made.save(out, **saving)
    return out.getvalue()


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobs:
    return FileBlobs(tmp_path, SecretBytes(b"k" * 32), secrets.token_bytes, Outside(tmp_path))


@pytest.fixture
def opener(blobs: FileBlobs) -> Opener:
    return lambda pdf: blobs.pages(take_in(blobs, pdf))


def take_in(blobs: FileBlobs, content: bytes) -> Blob:
    intake = blobs.intake(content)
    while intake.step():
        pass
    return intake.land().blob


def test_pages_have_sizes_text_and_pixels(opener: Opener) -> None:
    book = opener(a_pdf("Dear Mara", "See overleaf"))
    assert book.count == 2
    assert book.sizes() == ((612, 792), (612, 792))
    assert [book.text(page) for page in range(2)] == ["Dear Mara", "See overleaf"]
    image = book.image(0, 306)
    assert (image.width, image.height) == (306, 396)
    assert set(image.pixels[0:3]) == {255}
    assert image.pixels.count(255) < len(image.pixels) - 100
    turned = book.image(0, 396, quarter_turns=1)
    assert (turned.width, turned.height) == (396, 306)
    book.close()


def test_a_text_is_found_where_it_stands(opener: Opener) -> None:
    book = opener(a_pdf("the uncle and the Uncle"))
    first, second = book.find(0, "uncle")
    (spot,) = first
    assert spot.left == pytest.approx((72 + 34) / 612, abs=0.02)
    assert spot.top + spot.height == pytest.approx((792 - 700) / 792, abs=0.02)
    assert second[0].left > spot.left
    assert book.find(0, "aunt") == book.find(0, " ") == ()
    book.close()


def test_a_hit_turns_with_a_page_that_lies_on_its_side(opener: Opener) -> None:
    upright, lying = opener(a_pdf("uncle")), opener(a_pdf("uncle", rotate=90))
    assert lying.sizes() == ((792, 612),)
    ((found,),) = lying.find(0, "uncle")
    ((wanted,),) = upright.find(0, "uncle")
    turned = wanted.turned(1)
    for name in Spot.__slots__:
        assert getattr(found, name) == pytest.approx(getattr(turned, name), abs=0.01)
    for book in (upright, lying):
        book.close()


def test_four_quarter_turns_lead_back() -> None:
    spot = Spot(0.1, 0.2, 0.3, 0.05)
    back = spot.turned(3).turned(1)
    assert all(getattr(back, name) == pytest.approx(getattr(spot, name)) for name in Spot.__slots__)


def test_a_pdf_that_wants_a_password_says_so(opener: Opener) -> None:
    locked = a_pdf("secret", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ContentUnreadable) as told:
        opener(locked)
    assert told.value.locked


@pytest.mark.parametrize(
    "broken", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(1000), b"%PDF-1.4 trailer<</Root 1 0 R>>"]
)
def test_a_broken_pdf_is_refused(opener: Opener, broken: bytes) -> None:
    with pytest.raises(ContentUnreadable) as told:
        opener(broken)
    assert not told.value.locked


WHOLE = a_pdf("Dear Mara", "See overleaf", object_stream_mode=pikepdf.ObjectStreamMode.disable)


@settings(max_examples=60)
@given(data=st.data())
def test_a_garbled_pdf_is_shown_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("blobs")
    blobs = FileBlobs(folder, SecretBytes(b"k" * 32), secrets.token_bytes, Outside(folder))
    garbled = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 12))):
        garbled[data.draw(st.integers(0, len(WHOLE) - 1))] = data.draw(st.integers(0, 255))
    try:
        book = blobs.pages(take_in(blobs, bytes(garbled)))
    except ContentUnreadable:
        return
    for look in (book.sizes, lambda: book.text(0), lambda: book.image(0, 200)):
        with contextlib.suppress(ContentUnreadable):
            look()
    book.close()


def test_a_pdf_altered_on_the_disk_is_damage_and_not_a_broken_pdf(
    blobs: FileBlobs, tmp_path: Path
) -> None:
    blob = take_in(blobs, a_pdf("x") + bytes(3 * 1024 * 1024))
    path = tmp_path / "blobs" / blob.id
    data = bytearray(path.read_bytes())
    data[sealed_place(0) + 5] ^= 1
    path.write_bytes(data)
    with pytest.raises(ContentDamaged):
        blobs.pages(blob)


def test_a_closed_book_shows_nothing(opener: Opener) -> None:
    book = opener(a_pdf("Dear Mara"))
    book.close()
    book.close()
    with pytest.raises(ContentUnreadable):
        book.image(0, 100)


def test_there_is_no_page_past_the_last(opener: Opener) -> None:
    book = opener(a_pdf("Dear Mara"))
    for page in (-1, 1):
        with pytest.raises(IndexError):
            book.text(page)
    book.close()


def test_a_page_of_impossible_size_costs_no_more_than_others(opener: Opener) -> None:
    made = pikepdf.new()
    made.add_blank_page(page_size=(14_400, 14_400))
    made.add_blank_page(page_size=(14_400, 3))
    out = io.BytesIO()
    made.save(out)
    book = opener(out.getvalue())
    image = book.image(0, 20_000)
    assert image.width * image.height <= 48_100_000
    assert book.image(1, 400).width <= 700_000
    book.close()


def a_greedy_pdf(first: str = "") -> bytes:
    """A first page with a line, and a second one whose forms draw each other ten times, ten deep.

    They take all the memory that there is.
    """
    made = pikepdf.open(io.BytesIO(a_pdf(first)))
    form = made.make_stream(b"0 0 m 1 1 l S")
    for _ in range(12):
        within = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        form = made.make_stream(b"/X Do " * 10, Resources=within)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 9, 9])
    made.add_blank_page(page_size=(612, 792))
    made.pages[1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    made.pages[1].Contents = made.make_stream(b"/X Do")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_page_that_takes_all_memory_is_given_up_and_the_others_are_shown(opener: Opener) -> None:
    book = opener(a_greedy_pdf("Dear Mara"))
    for look in (book.text, lambda page: book.image(page, 600)):
        with pytest.raises(ContentGivenUp):
            look(1)
    assert book.text(0) == "Dear Mara"
    book.close()


def test_a_document_that_ends_one_process_after_another_is_left_alone(
    opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opener(a_pdf("Dear Mara"))
    started: list[Apart] = []

    def end(apart: Apart, *_some: object, **_named: object) -> Frame:
        started.append(apart)
        apart.end()
        raise ContentGivenUp

    monkeypatch.setattr(Apart, "ask", end)
    for _ in range(5):
        with pytest.raises(ContentGivenUp):
            book.text(0)
    assert len(started) == 3
    book.close()


def test_a_document_that_may_not_take_longer_is_given_up(
    blobs: FileBlobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = blobs.pages(take_in(blobs, a_pdf("Dear Mara")), seconds=30.0)
    assert book.text(0) == "Dear Mara"
    now = time.monotonic()
    monkeypatch.setattr("storage.pdf.book.time.monotonic", iter([now, now + 31.0]).__next__)
    book.text(0)
    with pytest.raises(ContentGivenUp):
        book.text(0)
    book.close()


def test_the_end_of_the_vault_ends_what_reads_a_document(blobs: FileBlobs) -> None:
    book = blobs.pages(take_in(blobs, a_pdf("Dear Mara")))
    blobs.close()
    with pytest.raises(ContentUnreadable):
        book.text(0)
    book.close()


@pytest.mark.parametrize(
    ("ask", "frame"),
    [
        (lambda book: book.sizes(), ({"sizes": [[612, 792], [612, 792]]}, b"")),
        (lambda book: book.sizes(), ({"sizes": [[612, float("nan")]]}, b"")),
        (lambda book: book.sizes(), ({"sizes": [[612, 0]]}, b"")),
        (lambda book: book.image(0, 9), ({"image": [9, 9, 36]}, bytes(9))),
        (lambda book: book.image(0, 9), ({"image": [9, 9, 9]}, bytes(81))),
        (lambda book: book.image(0, 9), ({"image": [0, 0, 0]}, b"")),
        (lambda book: book.text(0), ({}, b"\xff")),
        (lambda book: book.find(0, "x"), ({"hits": [[[0.1, 0.1, 0.1, float("inf")]]]}, b"")),
        (lambda book: book.find(0, "x"), ({"hits": [[]] * 501}, b"")),
        (lambda book: book.find(0, "x"), ({"hits": 5}, b"")),
        (lambda book: book.find(0, "x"), ({}, b"")),
    ],
)
def test_answers_that_make_no_sense_are_never_taken(
    opener: Opener, monkeypatch: pytest.MonkeyPatch, ask: Callable[[PdfBook], object], frame: Frame
) -> None:
    book = opener(a_pdf("Dear Mara"))
    monkeypatch.setattr("storage.apart.process.Apart.ask", lambda *_some, **_named: frame)
    with pytest.raises(ContentGivenUp):
        ask(book)
    monkeypatch.undo()
    assert book.text(0) == "Dear Mara"
    book.close()


@pytest.mark.parametrize("number", [1, 2**62, 10**40])
def test_a_part_beyond_the_document_is_never_looked_for(
    opener: Opener, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    book = opener(a_pdf("Dear Mara"))

    def ask(_apart: Apart, _head: Head, *, serve: Serve, **_named: object) -> Frame:
        return serve({"want": [number]})

    monkeypatch.setattr(Apart, "ask", ask)
    with pytest.raises(ContentGivenUp):
        book.text(0)
    book.close()
