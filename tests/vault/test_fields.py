import sys
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import fields
from vault.errors import InvalidField, Problem

TODAY = date(2026, 11, 12)


def refusal(text: str, **limits: bool | int) -> Problem:
    with pytest.raises(InvalidField) as caught:
        fields.line("name", text, **limits)  # type: ignore[arg-type]
    assert caught.value.field == "name"
    return caught.value.problem


@pytest.mark.parametrize(
    "text", ["Zoë Ångström", "שרה כהן", "夏目 漱石", "👩‍👩‍👧", "O'Neil; DROP TABLE", "a\u200fb"]
)
def test_a_line_takes_every_script_as_it_is(text: str) -> None:
    assert fields.line("name", f"  {text}\t\n") == text


def test_a_line_has_one_spelling_for_what_looks_alike() -> None:
    assert fields.line("name", "Zoe\u0308") == "Zo\u00eb"


@pytest.mark.parametrize("turn", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_line_loses_what_would_turn_the_sentence_around_it(turn: str) -> None:
    assert fields.line("name", f"{turn}Dana {turn}Reyes") == "Dana Reyes"


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c", "\u200d"])
def test_a_line_keeps_marks_that_turn_nothing_else(mark: str) -> None:
    assert fields.line("name", f"שרה{mark} 2") == f"שרה{mark} 2"


def test_a_name_of_nothing_but_turns_is_empty() -> None:
    assert refusal("\u202e \u2066", required=True) is Problem.EMPTY


@pytest.mark.parametrize("stray", ["\0", "\n", "\t", "\x1b", "\x85", "\u2028", "\u2029"])
def test_a_line_refuses_control_characters(stray: str) -> None:
    assert refusal(f"a{stray}b") is Problem.CONTROL_CHARACTER


def test_a_line_refuses_half_a_character() -> None:
    assert refusal("a\ud800b") is Problem.NOT_TEXT


def test_a_line_knows_its_limits() -> None:
    assert fields.line("name", "") == ""
    assert refusal(" \u00a0", required=True) is Problem.EMPTY
    assert fields.line("name", "ab", longest=2) == "ab"
    assert refusal("abc", longest=2) is Problem.TOO_LONG


@given(st.text())
def test_a_cleaned_line_is_left_alone(text: str) -> None:
    try:
        cleaned = fields.line("name", text)
    except InvalidField:
        return
    assert fields.line("name", cleaned) == cleaned


def test_prose_keeps_every_character_but_control_characters_and_halves() -> None:
    for number in range(sys.maxunicode + 1):
        letter = chr(number)
        stray = unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t\r"
        expected = "\ufffd" if stray else "\n" if letter in "\r\u2028\u2029" else letter
        assert fields.prose("text", letter) == expected, hex(number)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_prose_leaves_ordinary_text_alone(text: str) -> None:
    assert fields.prose("text", text) == text


def test_prose_has_one_kind_of_line_end() -> None:
    assert fields.prose("text", "a\r\nb\rc\u2028d\u2029e\n") == "a\nb\nc\nd\ne\n"


def test_prose_refuses_only_what_is_too_long() -> None:
    assert fields.prose("text", "ab", longest=2) == "ab"
    with pytest.raises(InvalidField) as caught:
        fields.prose("text", "abc", longest=2)
    assert caught.value.problem is Problem.TOO_LONG


@pytest.mark.parametrize("value", [None, TODAY, date(2000, 2, 29), date(1880, 1, 1)])
def test_a_birth_date_that_can_be_is_taken(value: date | None) -> None:
    assert fields.birth_date("birth_date", value, TODAY) == value


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (date(2026, 11, 13), Problem.IN_THE_FUTURE),
        (date(1879, 12, 31), Problem.TOO_LONG_AGO),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused(value: date, problem: Problem) -> None:
    with pytest.raises(InvalidField) as caught:
        fields.birth_date("birth_date", value, TODAY)
    assert caught.value.problem is problem
