import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.finding import occurrences


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The uncle. Uncle Ed.", "uncle", ["uncle", "Uncle"]),
        ("Zoë, ZOE, zoé", "zoe", ["Zoë", "ZOE", "zoé"]),
        ("Zoe\u0308 called", "zoë", ["Zoe\u0308"]),
        ("🌿 the uncle 🌿", "  Uncle ", ["uncle"]),
        ("aaa", "aa", ["aa"]),
        ("Straße", "strasse", ["Straße"]),
        ("نامت جيدا", "جيدا", ["جيدا"]),
        ("anything", " ", []),
    ],
)
def test_words_are_found_in_any_case_and_with_any_accent(
    text: str, wanted: str, found: list[str]
) -> None:
    assert [text[at:end] for at, end in occurrences(text, wanted)] == found


@given(st.text(max_size=30), st.text(min_size=1, max_size=5), st.text(max_size=30))
def test_what_stands_in_a_text_is_found(before: str, wanted: str, after: str) -> None:
    spans = occurrences(f"{before} {wanted} {after}", wanted)
    assert all(at < end for at, end in spans)
    if wanted.isalpha() and wanted.isascii():
        assert spans
