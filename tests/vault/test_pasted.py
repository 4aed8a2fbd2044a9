import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.pasted import divided, from_html, from_text, has_pictures

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm} --></style>
<xml><w:WordDocument></w:WordDocument></xml></head><body lang=EN-US><!--StartFragment-->
<p class=MsoNormal>Slept&nbsp;badly<b>,
again</b>.<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp;&nbsp;&nbsp;</span></span>
<![endif]>walks at night</p>
<table><tr><td><p>Mon</p></td><td><p>4 h</p></td></tr><tr><td>Tue</td><td>5 h</td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_page_from_word_comes_in_as_its_paragraphs_bullets_and_rows() -> None:
    assert from_html(WORD).lines == (
        "Slept badly, again.",
        "• walks at night",
        "Mon | 4 h",
        "Tue | 5 h",
    )


def test_a_page_from_a_browser_keeps_lists_and_line_breaks() -> None:
    html = "<div><h2>Plan</h2><ol><li>Call<li>Write<br>soon</ol><ul><li>Rest</li></ul></div>"
    assert from_html(html).lines == ("Plan", "1. Call", "2. Write\nsoon", "• Rest")


def test_one_bold_word_goes_into_the_sentence_with_its_spaces() -> None:
    assert from_html("<b>bold</b>").lines == ("bold",)
    assert from_text(" bold ").lines == (" bold ",)


def test_what_is_written_with_fixed_spaces_keeps_its_lines() -> None:
    assert from_html("<pre>one\n  two</pre>").lines == ("one", "two")


def test_pictures_are_left_out_and_said() -> None:
    html = "<p>See <img src='cid:1' alt='x'> below</p>"
    assert from_html(html).lines == ("See below",)
    assert from_html(html).pictures
    assert has_pictures(html)
    assert not has_pictures("<p>words</p>")


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("one\r\ntwo\rthree", ("one", "two", "three")),
        ("one\n\n\ntwo\n", ("one", "two")),
        ("\u00a0co\u00adop\u200berate\ufeff", (" cooperate",)),
        ("first\vsecond", ("first\nsecond",)),
        ("\uf0b7\tSleep\n•\tFood\no\tWalks", ("• Sleep", "• Food", "• Walks")),
        ("often\no dear", ("often", "o dear")),
        ("Mon\t4 h", ("Mon\t4 h",)),
        ("a\x00b\x07c\ufffc", ("abc",)),
        ("👩‍👧 نامت", ("👩‍👧 نامت",)),
        ("\n\n", ()),
    ],
)
def test_plain_text_comes_in_clean(pasted: str, lines: tuple[str, ...]) -> None:
    assert from_text(pasted).lines == lines


@given(st.text())
def test_no_page_however_broken_is_refused(html: str) -> None:
    assert not any("\r" in line for line in from_html(html).lines)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Co"])))
def test_words_of_any_script_are_left_alone(text: str) -> None:
    assert "".join(from_text(text).lines).replace("\ufffc", "") == text.replace("\ufffc", "")


@given(st.text(max_size=300), st.integers(2, 40))
def test_a_divided_line_is_the_line_and_no_piece_is_longer_than_asked(
    line: str, longest: int
) -> None:
    pieces = divided(line, longest)
    assert "".join(pieces) == line
    assert all(len(piece) <= longest for piece in pieces)
    assert all(pieces) or not line


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("One two. Three four five.", ["One two. ", "Three four ", "five."]),
        ("abcdefghijklmnopq", ["abcdefghijkl", "mnopq"]),
        ("short", ["short"]),
        ("abcdefghijke\u0301f", ["abcdefghijk", "e\u0301f"]),
        ("abcdefghij👩\u200d👧f", ["abcdefghij", "👩\u200d👧f"]),
    ],
)
def test_a_line_is_divided_after_a_sentence_else_at_a_space_else_between_letters(
    line: str, pieces: list[str]
) -> None:
    assert divided(line, 12) == pieces


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<![\n<p>words</p>", ("words",)),
        ("<!DOCTYPE html><p title=don't>words", ("words",)),
        ("<p>one<![if !supportLists]> two<![endif]></p>", ("one two",)),
        ("<!--[if gte mso 9]><xml>no</xml><![endif]--><p>words</p>", ("words",)),
        ('<p title="a > b">words</p>', ("words",)),
        ("<xml/><p>1 < 2 &lt; 3</p>", ("1 < 2 < 3",)),
        ("<?xml version='1'?><p>words", ("words",)),
        ("<p>words</p><!-- no end <p>gone", ("words",)),
    ],
)
def test_broken_markup_gives_its_words(html: str, words: tuple[str, ...]) -> None:
    assert from_html(html).lines == words


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![", "<a '", '<a "" ', "</a ", "<?"])
def test_markup_without_an_end_is_read_through_once(piece: str) -> None:
    # A parser that begins anew at each of them takes minutes.
    assert len(from_html(piece * 100_000).lines) <= 1
