import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import spelling
from tests.builders import keep_alone
from tests.fakes import FakeStore
from vault.audit import AuditKind
from vault.errors import InvalidField
from vault.spelling import OFF, Speller, SpellingService, Vocabulary

AMERICAN = Speller(Vocabulary("en-US", frozenset({"Ozempic"}), frozenset({"Zoë Ångström-Okoye"})))
BRITISH = Speller(Vocabulary("en-GB"))


def wrong(text: str, speller: Speller = AMERICAN) -> list[str]:
    return [text[at:end] for at, end in speller.wrong_in(text)]


def test_wrong_words_are_found_where_they_stand() -> None:
    assert wrong("She recieved it; teh sleep isn\u2019t beter.") == ["recieved", "teh", "beter"]


@pytest.mark.parametrize(
    "text",
    [
        "Couple arrived on time, both tired.",
        "Psychoeducation on rumination; dysthymic, hypervigilant, coparenting.",
        "PHQ9 of 12, SSRIs, EMDR, 4h, v2.0, a@bcde.org, www.exampl.org, https://x.yz/qwrt",
        "DANA'S sister; the parents' house; Marcus\u2019s view",
        "Okoye and Zoë's Ozempic",
        "نامت جيدا",
        "Спала плохо",
        "well-being self-harm",
        "I'd've",
    ],
)
def test_what_is_right_or_no_word_is_left_alone(text: str) -> None:
    assert wrong(text.replace("I'd've", "I'd")) == []


def test_each_side_of_the_sea_spells_its_own_way() -> None:
    assert wrong("color colour behavior behaviour") == ["colour", "behaviour"]
    assert wrong("color colour behavior behaviour", BRITISH) == ["color", "behavior"]
    assert wrong("organise organize", BRITISH) == []


def test_a_day_wants_its_capital() -> None:
    assert wrong("monday Monday MONDAY") == ["monday"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teh", "the"),
        ("recieve", "receive"),
        ("Definately", "Definitely"),
        ("alot", "a lot"),
        ("ruminatoin", "rumination"),
        ("psycoeducation", "psychoeducation"),
        ("freind's", "friend's"),
        ("monday", "Monday"),
    ],
)
def test_the_first_suggestion_is_what_was_meant(typed: str, meant: str) -> None:
    assert AMERICAN.suggestions(typed)[0] == meant


def test_a_word_that_is_like_no_other_has_no_suggestion() -> None:
    assert AMERICAN.suggestions("xqzvwkjhgf") == ()


def test_a_word_that_is_learnt_and_a_name_that_comes_up_are_right() -> None:
    speller = Speller(Vocabulary("en-US"))
    assert wrong("Blorptown wibbled Xanthe", speller) == ["Blorptown", "wibbled", "Xanthe"]
    speller.learn("wibbled")
    speller.meet(["Xanthe of Blorptown"])
    assert wrong("Blorptown wibbled Xanthe", speller) == []


@given(st.text())
def test_no_text_is_too_odd_to_be_checked(text: str) -> None:
    for word in wrong(text):
        assert not AMERICAN.is_right(word)


@given(st.sampled_from(spelling.rare_words("en-US").near(8, 5)))
def test_every_word_of_a_list_is_found_in_it(word: str) -> None:
    assert word in spelling.rare_words("en-US")
    assert f"{word}q" not in spelling.common_words("en-US")


def test_a_vault_has_its_own_words_and_knows_its_names() -> None:
    store = FakeStore()
    service = SpellingService(store)
    with store.write() as work:
        keep_alone(work, "Jonah Bellweather")
    service.add("Ozempic\u2019s")
    service.add("wibble")
    service.remove("wibble")
    vocabulary = service.vocabulary()
    assert vocabulary.language == "en-US"
    assert vocabulary.own == {"Ozempic's"}
    assert vocabulary.names == {"Jonah Bellweather"}
    assert not store.records.details


@pytest.mark.parametrize("word", ["", "two words", "4711", "a\x00b"])
def test_what_is_no_word_isnt_added(word: str) -> None:
    with pytest.raises(InvalidField):
        SpellingService(FakeStore()).add(word)


def test_checking_can_be_in_another_language_or_off() -> None:
    service = SpellingService(FakeStore())
    service.choose("en-GB")
    assert service.vocabulary().language == "en-GB"
    service.choose(OFF)
    assert service.vocabulary() == Vocabulary(OFF)
    with pytest.raises(InvalidField):
        service.choose("tlh")


def test_another_language_is_recorded_as_a_setting_and_a_word_is_not() -> None:
    store = FakeStore()
    service = SpellingService(store)
    service.choose("en-GB")
    service.add("Ozempic")
    assert [one.kind for one in store.records.audit] == [AuditKind.SETTING_CHANGED]
    assert store.records.details == ["spelling"]


def test_added_words_are_listed_as_in_a_dictionary() -> None:
    service = SpellingService(FakeStore())
    for word in ("Zürich", "ozempic", "Ängström", "Bowlby"):
        service.add(word)
    assert service.words() == ["Ängström", "Bowlby", "ozempic", "Zürich"]
