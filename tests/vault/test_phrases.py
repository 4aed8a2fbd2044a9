import pytest

from tests.fakes import FakeStore
from vault.errors import InvalidField
from vault.phrases import Phrase, PhraseService, named, typed_name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("/mse", "mse"),
        ("Seen today. /MSE", "MSE"),
        ("(/mse", "mse"),
        ("either/or", None),
        ("km/h", None),
        ("https://mse", None),
        ("/mse ", None),
        ("/", None),
    ],
)
def test_a_name_counts_only_after_a_slash_of_its_own(before: str, name: str | None) -> None:
    assert typed_name(before) == name


def test_a_phrase_is_found_whichever_the_case_of_its_name() -> None:
    phrase = Phrase("mse", "Alert.")
    assert named([phrase], "MSE") == phrase
    assert named([phrase], "ms") is None


@pytest.mark.parametrize(
    "phrase", [Phrase("", "x"), Phrase("two words", "x"), Phrase("ok", " \n"), Phrase("a/b", "x")]
)
def test_a_phrase_without_a_typable_name_or_a_text_is_refused(phrase: Phrase) -> None:
    with pytest.raises(InvalidField):
        phrase.checked()


def test_a_phrase_can_be_given_another_name() -> None:
    service = PhraseService(FakeStore())
    service.keep(Phrase("mse", "Alert."))
    assert service.keep(Phrase("/Status", "Alert."), instead_of="mse").value.name == "status"
    assert service.all() == [Phrase("status", "Alert.")]
    service.remove("status")
    assert service.all() == []


def test_no_phrase_is_written_over_under_its_own_name() -> None:
    service = PhraseService(FakeStore())
    service.keep(Phrase("mse", "Alert."))
    service.keep(Phrase("end", "Next week."))
    for instead_of in ("", "end"):
        with pytest.raises(InvalidField):
            service.keep(Phrase("MSE", "Calm."), instead_of=instead_of)
    assert service.all() == [Phrase("end", "Next week."), Phrase("mse", "Alert.")]
    service.keep(Phrase("mse", "Calm."), instead_of="mse")
    assert service.all()[1] == Phrase("mse", "Calm.")
