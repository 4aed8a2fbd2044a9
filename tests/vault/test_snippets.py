from hypothesis import given
from hypothesis import strategies as st

from vault.search_query import parse
from vault.snippets import LONGEST, beginning, cut
from vault.word_finder import WordFinder

TEXTS = st.text(st.sampled_from("ab é\n\tß👩 .'"), max_size=900)


def found(text: str, typed: str) -> list[str] | None:
    spans = WordFinder(parse(typed).terms).find(text)
    return None if spans is None else [text[start:end] for start, end in spans]


def test_words_are_found_whole_or_by_their_beginnings_whatever_the_accents() -> None:
    assert found("The uncle's café; Uncles differ.", "uncl cafe") == ["uncle", "café", "Uncles"]


def test_a_word_within_another_isnt_found() -> None:
    assert found("He peruncled", "uncle") is None


def test_every_word_must_be_there() -> None:
    assert found("The uncle came.", "uncle aunt") is None


def test_quoted_words_stand_together_and_are_whole() -> None:
    assert found("out of the\nblue, bluer", '"the blue"') == ["the\nblue"]
    assert found("the bluest", '"the blue"') is None


def test_letters_that_fold_to_several_are_marked_whole() -> None:
    assert found("Auf der Straße.", "strasse") == ["Straße"]
    assert found("e\u0301clair", "eclair") == ["e\u0301clair"]


def test_without_words_nothing_is_marked() -> None:
    assert found("anything", "") == []


@given(TEXTS, st.sampled_from(["a", "ab", "é b", '"a b"', "ß"]))
def test_spans_are_in_order_inside_the_text(text: str, typed: str) -> None:
    for span in WordFinder(parse(typed).terms).find(text) or ():
        assert 0 <= span[0] < span[1] <= len(text)


@given(TEXTS, st.sampled_from(["a", "ab", "é", "zz"]))
def test_a_snippet_is_one_line_of_the_text_with_its_marks_on_the_same_words(
    text: str, typed: str
) -> None:
    spans = WordFinder(parse(typed).terms).find(text) or ()
    snippet = cut(text, spans)
    assert not {"\n", "\t"} & set(snippet.text)
    assert len(snippet.text) <= LONGEST + 2
    inner = snippet.text.removeprefix("…").removesuffix("…")
    assert inner in text.replace("\n", " ").replace("\t", " ")
    assert bool(spans) == bool(snippet.marks)
    if spans:
        start, end = snippet.marks[0]
        assert text[slice(*spans[0])].startswith(snippet.text[start:end])


def test_a_snippet_begins_at_a_word_not_far_before_the_first_mark() -> None:
    text = "one two three " * 20 + "uncle came"
    snippet = cut(text, ((280, 285),))
    assert snippet.text.startswith("…")
    assert "uncle came" in snippet.text
    assert snippet.text[1:].split()[0] in {"one", "two", "three"}
    assert snippet.text[slice(*snippet.marks[0])] == "uncle"


def test_a_beginning_ends_with_a_whole_word_unless_one_fills_it() -> None:
    assert beginning("Marcus Okafor", 13) == "Marcus Okafor"
    assert beginning("Marcus Okafor", 12) == "Marcus"
    assert beginning("Marcus Okafor came", 13) == "Marcus Okafor"
    assert beginning("Marcus", 3) == "Mar"


def test_a_snippet_ends_with_a_whole_word() -> None:
    snippet = cut("word " * 47 + "Heffalump", ())
    assert snippet.text == "word " * 46 + "word…"
