import secrets
from contextlib import suppress
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import recovery
from vault.errors import InvalidField, Problem, RecoveryKeyTypo
from vault.keys import SecretBytes

KEY = SecretBytes(bytes(range(0, 200, 10)))
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

recovery_keys = st.binary(min_size=20, max_size=20).map(SecretBytes)


@given(recovery_keys)
def test_a_key_written_and_read_is_the_same_key(key: SecretBytes) -> None:
    assert recovery.from_text(recovery.to_text(key)) == key


def test_the_written_form_never_drifts() -> None:
    assert recovery.to_text(KEY) == ("00516-87H8J-68Y4F-CM2TW-CHQ70-H0MCG-JTGA7-ND5Y9")


@given(recovery_keys, st.randoms(use_true_random=False))
def test_a_person_may_type_it_loosely(key: SecretBytes, chance: Random) -> None:
    loose = recovery.to_text(key)
    loose = loose.replace("0", chance.choice("0Oo")).replace("1", chance.choice("1IlLi"))
    loose = loose.replace("-", chance.choice(["", " ", "\n", " - ", "\u2013", "\u00a0", "--"]))
    loose = "".join(chance.choice([letter, letter.lower()]) for letter in loose)
    assert recovery.from_text(f"  {loose}\n") == key


def test_every_wrong_letter_is_found_in_its_group() -> None:
    text = recovery.to_text(KEY)
    for place, letter in enumerate(text):
        for other in set(ALPHABET) - {letter, "-"} if letter != "-" else ():
            with pytest.raises(RecoveryKeyTypo) as caught:
                recovery.from_text(text[:place] + other + text[place + 1 :])
            assert caught.value.group == place // 6 + 1


@given(recovery_keys, st.integers(0, 7))
def test_two_letters_exchanged_are_always_found(key: SecretBytes, group: int) -> None:
    written = list(recovery.groups(key))
    for first, second in combinations(range(5), 2):
        letters = list(written[group])
        letters[first], letters[second] = letters[second], letters[first]
        exchanged = "".join(letters)
        if exchanged != written[group]:
            text = "-".join([*written[:group], exchanged, *written[group + 1 :]])
            with pytest.raises(RecoveryKeyTypo) as caught:
                recovery.from_text(text)
            assert caught.value.group == group + 1


@given(recovery_keys)
def test_two_groups_exchanged_are_always_found(key: SecretBytes) -> None:
    for first, second in combinations(range(8), 2):
        written = list(recovery.groups(key))
        written[first], written[second] = written[second], written[first]
        with pytest.raises(RecoveryKeyTypo) as caught:
            recovery.from_text("-".join(written))
        assert caught.value.group == first + 1


@pytest.mark.parametrize("missing", range(8))
def test_a_missing_letter_is_found_in_its_group_when_groups_are_apart(missing: int) -> None:
    written = list(recovery.groups(KEY))
    written[missing] = written[missing][:4]
    with pytest.raises(RecoveryKeyTypo) as caught:
        recovery.from_text(" ".join(written))
    assert caught.value.group == missing + 1


@pytest.mark.parametrize("typed", range(1, 8))
def test_a_key_typed_in_part_names_the_first_missing_group(typed: int) -> None:
    with pytest.raises(RecoveryKeyTypo) as caught:
        recovery.from_text("-".join(recovery.groups(KEY)[:typed]))
    assert caught.value.group == typed + 1


def test_a_ninth_group_is_a_typo_at_the_end() -> None:
    with pytest.raises(RecoveryKeyTypo) as caught:
        recovery.from_text(recovery.to_text(KEY) + "-00000")
    assert caught.value.group == 8


@pytest.mark.parametrize("text", ["", "   ", "-\u2013-\n"])
def test_nothing_typed_is_not_a_typo(text: str) -> None:
    with pytest.raises(InvalidField) as caught:
        recovery.from_text(text)
    assert caught.value.problem is Problem.EMPTY


@pytest.mark.parametrize(
    "text", ["U" * 40, "\0" * 40, "\u0663" * 40, "\U0001f512" * 40, "\ud800" * 40, "0" * 1_000_000]
)
def test_text_that_is_no_key_at_all_is_a_typo(text: str) -> None:
    with pytest.raises(RecoveryKeyTypo):
        recovery.from_text(text)


@given(st.text(max_size=80))
def test_any_text_is_a_key_or_a_typo_or_empty(text: str) -> None:
    with suppress(RecoveryKeyTypo, InvalidField):
        assert len(recovery.from_text(text)) == 20


def test_the_error_of_a_typo_holds_no_letter_of_the_key() -> None:
    with pytest.raises(RecoveryKeyTypo) as caught:
        recovery.from_text(recovery.to_text(KEY)[:-1] + "*")
    assert caught.value.args == (8,)


def test_two_different_groups_are_asked_for_and_every_pair_can_be() -> None:
    asked = {recovery.two_groups(secrets.randbelow) for _ in range(2_000)}
    assert asked == set(combinations(range(1, 9), 2))


def test_groups_typed_back_are_compared_as_loosely_as_the_key_is_read() -> None:
    written = recovery.groups(KEY)
    assert recovery.wrong_groups(KEY, {2: f" {written[1].lower()} ", 7: written[6]}) == ()


def test_a_group_typed_back_wrong_is_named() -> None:
    written = recovery.groups(KEY)
    assert recovery.wrong_groups(KEY, {2: written[2], 7: written[6]}) == (2,)
    assert recovery.wrong_groups(KEY, {2: "", 7: "*****"}) == (2, 7)
