import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources.fonts import FIRST
from storage.pdf.press import Press
from tests.storage.pdf.samples import KIT, addendum, copy, long_copy, record
from vault.printed import AddendumKind, DocumentPress, FileCopy, Gap, NotTypeset, Passage, Typeset

FONTS = FIRST[0].parent
PRESS: DocumentPress = Press(FONTS, system_fonts=False)
NAME_OF_80 = "Maximiliane-Theodora Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff Junior"


def text_of(made: Typeset) -> str:
    return "\n".join(PRESS.text(made.pdf))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1") #set page(width: 1pt) #panic()',
        "$x^2$ *bold* _slanted_ `raw` <label> @reference",
        "// not a comment /* nor this */ \\ \\n \\u{41}",
        "= No heading\n- no list\n+ no numbers\n/ no: term",
        "-> => --- ... ~ \"straight\" 'quotes' (c) 1x2 fi ffl",
        '{"no": "json"} %s {0} &amp; <b>',
    ],
)
def test_markup_in_a_note_is_printed_as_it_stands(text: str) -> None:
    assert squeezed(text) in squeezed(text_of(PRESS.typeset(copy(record(text)))))


def test_lines_and_paragraphs_of_a_note_are_kept() -> None:
    made = text_of(PRESS.typeset(copy(record("first line\r\nsecond line\n\n\nnew paragraph"))))
    assert "first line\nsecond line\nnew paragraph\n" in made


def test_characters_that_no_font_has_are_named_and_listed() -> None:
    made = PRESS.typeset(copy(record("Hi \N{GRINNING FACE} \u05e9 \x00 \x1b \ue000 \ud800")))
    assert made.unprintable == set("\N{GRINNING FACE}\u05e9\x00\x1b\ue000\ud800")
    assert "Hi [grinning face] [U+05E9] [U+0000] [U+001B] [U+E000] [U+D800]" in text_of(made)


def test_invisible_characters_are_no_reason_for_a_warning() -> None:
    made = PRESS.typeset(copy(record("a\ufeffb\u200dc\ufe0fd\u00ade\u2066f\u2069 g\u3000h")))
    assert made.unprintable == frozenset()


def test_the_computers_fonts_help_out_where_ours_lack_a_script() -> None:
    helped = Press(FONTS).typeset(copy(record("\u05e9\u05dc\u05d5\u05dd \N{GRINNING FACE}")))
    alone = PRESS.typeset(copy(record("\u05e9\u05dc\u05d5\u05dd \N{GRINNING FACE}")))
    assert helped.unprintable <= alone.unprintable


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=()), max_size=400), st.text(max_size=90))
def test_no_text_is_refused(text: str, name: str) -> None:
    PRESS.typeset(copy(record(text, Passage(text, about=name), heading=name), name=name))


def test_a_note_of_a_megabyte_is_printed_to_its_last_word() -> None:
    assert "lastword" in text_of(PRESS.typeset(copy(record("word " * 200_000 + "lastword"))))


def test_an_endless_word_stays_on_the_page() -> None:
    made = PRESS.typeset(copy(record("W" * 400)))
    assert squeezed(text_of(made)).count("W") >= 400
    for line in text_of(made).splitlines():
        assert line.count("W") < 40


def test_an_empty_file_and_an_empty_note_can_be_printed() -> None:
    assert "Client file" in text_of(PRESS.typeset(copy()))
    assert "Session 10" in text_of(PRESS.typeset(copy(record(""))))


def test_a_record_without_a_heading_is_called_by_its_day() -> None:
    pages = PRESS.text(PRESS.typeset(copy(record("x", heading="\ufeff"))).pdf)
    assert "3 Nov 2026\n3 Nov 2026 · Individual" in pages[-1]


def test_every_page_says_for_whom_when_and_which_it_is() -> None:
    pages = PRESS.text(PRESS.typeset(long_copy(6)).pdf)
    for number, page in enumerate(pages, 1):
        footer = f"Released to Dana Reyes, 22 Nov 2026 · request R-0031 · page {number} of"
        assert f"{footer} {len(pages)}" in page


def test_a_name_of_eighty_characters_is_whole_on_the_cover_and_in_the_footer() -> None:
    page = PRESS.text(PRESS.typeset(copy(record("x"), name=NAME_OF_80)).pdf)[0]
    assert squeezed(page).count(squeezed(NAME_OF_80)) == 3


def test_a_draft_is_marked_and_counted_on_the_cover() -> None:
    made = text_of(PRESS.typeset(copy(record("x", signature=None), record("y"))))
    assert made.count("Draft, not signed") == 2
    assert "in one record, marked where it stands" in made
    assert "Draft" not in text_of(PRESS.typeset(copy(record("x"))))


def test_an_unsigned_addendum_is_marked_too() -> None:
    draft = addendum("Not 6 Jan.", kind=AddendumKind.AMENDMENT, signature=None)
    made = text_of(PRESS.typeset(copy(record("x", addenda=(draft,)))))
    assert made.count("Draft, not signed") == 2


def test_a_gap_is_marked_and_points_to_the_statement() -> None:
    made = copy(record("before", Gap.ANOTHER_PERSON, Gap.WITHHELD, "after"))
    pages = PRESS.text(PRESS.typeset(made).pdf)
    statement = next(n for n, page in enumerate(pages, 1) if "What is withheld" in page)
    assert "Passage about another person removed" in pages[-1]
    assert f"Withheld: see statement on page {statement}" in pages[-1]


@pytest.mark.parametrize("made", [copy(record("x"), record("y", signature=None)), long_copy(30)])
def test_the_same_copy_gives_the_same_bytes(made: FileCopy) -> None:
    other = Press(FONTS, system_fonts=False)
    assert PRESS.typeset(made).pdf == other.typeset(made).pdf


def test_the_file_is_tagged_for_screen_readers_and_names_no_client_outside_its_pages() -> None:
    with pikepdf.open(io.BytesIO(PRESS.typeset(copy(record("x"))).pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Client file"
            assert "Dana" not in str(metadata)
        assert "Dana" not in str(dict(pdf.docinfo.items()))
        assert not pdf.attachments


def test_missing_fonts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotTypeset):
        Press(tmp_path, system_fonts=False).typeset(copy(record("x")))


def test_a_failure_keeps_nothing_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.pdf.manuscript.legible", lambda data, _: (data, frozenset()))
    with pytest.raises(NotTypeset) as failure:
        PRESS.typeset(copy(record("canary \N{GRINNING FACE}")))
    assert not failure.value.args
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__


def test_the_kit_is_one_page_with_its_groups_in_order() -> None:
    pages = PRESS.text(PRESS.typeset_kit(KIT).pdf)
    assert len(pages) == 1
    places = [pages[0].index(group) for group in KIT.groups]
    assert places == sorted(places)
    assert KIT.groups[0] not in repr(KIT)


def test_pages_are_drawn_at_the_width_asked_for() -> None:
    with PRESS.pages(PRESS.typeset(copy(record("x"))).pdf) as pages:
        image = pages.image(0, 700)
        assert (image.width, pages.count) == (700, 2)
        assert image.stride * image.height == len(image.pixels)
        assert image.pixels[:4] == b"\xff" * 4
        assert image.pixels.count(0xFF) < len(image.pixels)
        for missing in (-1, 2):
            with pytest.raises(IndexError):
                pages.image(missing, 700)
    with pytest.raises(ValueError, match="closed"):
        pages.image(0, 700)
    pages.close()
