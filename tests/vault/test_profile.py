import pytest

from tests.builders import a_profile
from vault.errors import InvalidField
from vault.profile import Profile


def test_signs_with_name_and_credential_as_far_as_they_are_known() -> None:
    assert a_profile().signs_as == "Ines Halloran, LMFT"
    assert a_profile(credential="").signs_as == "Ines Halloran"
    assert Profile().signs_as == ""


def test_a_practice_without_a_name_goes_by_the_counselors() -> None:
    assert a_profile().shown_practice == "Juniper Street Counseling"
    assert a_profile(practice="").shown_practice == "Ines Halloran"


def test_a_profile_is_cleaned() -> None:
    messy = a_profile(name=" Ines Halloran\u00a0", address="12 Juniper Street\r\nDenver")
    assert messy.checked() == a_profile()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"state": ""}, "state"),
        ({"state": "Colorado"}, "state"),
        ({"credential": "x" * 61}, "credential"),
        ({"phone": "1\n2"}, "phone"),
    ],
)
def test_a_refusal_names_its_field(change: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidField) as caught:
        a_profile(**change).checked()
    assert caught.value.field == field
