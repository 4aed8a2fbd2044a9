import hashlib
import math
import secrets
import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.wordlists import eff_large
from vault import passphrases
from vault.errors import InvalidField, PassphraseTooWeak, Problem


def test_the_word_list_is_the_published_one() -> None:
    words = eff_large()
    assert len(set(words)) == len(words) == 7776
    dice = ("".join(throw) for throw in product("123456", repeat=5))
    published = "".join(f"{throw}\t{word}\n" for throw, word in zip(dice, words, strict=True))
    assert hashlib.sha256(published.encode()).hexdigest() == (
        "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"
    )


def test_six_words_come_from_the_list_by_the_given_chance() -> None:
    draws = iter([5, 4, 3, 2, 1, 0])
    words = ["ant", "bee", "cat", "dog", "elk", "fox"]
    assert passphrases.six_words(words, lambda _: next(draws)) == "fox elk dog cat bee ant"


def test_six_words_have_77_bits() -> None:
    bits = passphrases.WORD_COUNT * math.log2(len(eff_large()))
    assert bits == pytest.approx(77.55, abs=0.01)


def test_six_words_would_pass_as_ones_own() -> None:
    passphrases.check_own(passphrases.six_words(eff_large(), secrets.randbelow))


@pytest.mark.parametrize(
    "text",
    [
        "password",
        "Correct1!",
        "qwertyuiop",
        "Morgan Ellis 1984",
        "a" * 200,
        "abc " * 30,
        "12345678",
    ],
)
def test_a_guessable_passphrase_is_too_weak_and_says_how_weak(text: str) -> None:
    with pytest.raises(PassphraseTooWeak) as caught:
        passphrases.check_own(text)
    assert 0 <= caught.value.bits < 60
    assert caught.value.args == (caught.value.bits,)


def test_personal_words_make_a_passphrase_weaker() -> None:
    text = "willowbrook-counseling-2024"
    with_knowledge = passphrases.strength_bits(text, ["Willowbrook", "counseling"])
    assert with_knowledge < passphrases.strength_bits(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
def test_nfc_and_nfd_are_the_same_passphrase(text: str) -> None:
    composed = passphrases.encoded(unicodedata.normalize("NFC", text))
    assert passphrases.encoded(unicodedata.normalize("NFD", text)) == composed


def test_compatible_letters_stay_different() -> None:
    assert passphrases.encoded("\ufb01") != passphrases.encoded("fi")


def test_spaces_and_case_are_part_of_a_passphrase() -> None:
    written = {bytes(passphrases.encoded(text).buffer) for text in ("a b", "ab", "a b ", "A b")}
    assert len(written) == 4


@pytest.mark.parametrize("character", ["\0", "\n", "\t", "\x1b", "\x7f", "\x85"])
def test_a_control_character_is_refused(character: str) -> None:
    with pytest.raises(InvalidField) as caught:
        passphrases.encoded(f"before{character}after")
    assert (caught.value.field, caught.value.problem) == ("passphrase", Problem.CONTROL_CHARACTER)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", Problem.EMPTY), ("x" * 1_000_000, Problem.TOO_LONG), ("half \ud83d", Problem.NOT_TEXT)],
)
def test_what_is_no_passphrase_is_refused_in_both_places(text: str, problem: Problem) -> None:
    for accept in (passphrases.encoded, passphrases.check_own):
        with pytest.raises(InvalidField) as caught:
            accept(text)
        assert caught.value.problem is problem
        assert text not in caught.value.args or text == ""


@pytest.mark.parametrize(
    "text", ["\U0001f40c" * 30, "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd", "x" * 1024]
)
def test_any_writing_is_taken(text: str) -> None:
    assert passphrases.encoded(text).buffer.decode() == text
    assert passphrases.strength_bits(text) > 0


def test_the_end_of_a_long_passphrase_still_counts_as_key() -> None:
    assert passphrases.encoded("x" * 200 + "a") != passphrases.encoded("x" * 200 + "b")
