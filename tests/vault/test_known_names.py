import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import keep_client
from tests.fakes import FakeStore
from vault.clients import EmergencyContact
from vault.folding import folded
from vault.known_names import KnownNames, KnownNamesService

PEOPLE = KnownNames(
    (
        "Marcus J. Okafor",
        "Dana Reyes",
        "Zoë Ångström-Okoye",
        "Ana de la Cruz",
        "Will Price",
        "Will",
        "Siobhán O'Brien",
        "דוד כהן",
        "Яна Белова",
    ),
    {"will", "price"}.__contains__,
)

CASES = {
    "the whole name": ("With Marcus J. Okafor today", "With M.O. today"),
    "the first name": ("Marcus slept", "M. slept"),
    "the last name": ("Mr Okafor slept", "Mr O. slept"),
    "both without what stands between": ("Marcus Okafor slept", "M. O. slept"),
    "the end of a sentence": ("I met Marcus.", "I met M."),
    "another case": ("marcus and DANA", "M. and D."),
    "without its accents": ("Zoe came", "Z. came"),
    "accents of their own": ("Zoe\u0308 A\u030angstro\u0308m-Okoye came", "Z.Å. came"),
    "a part of a double name": ("Ms Okoye came", "Ms O. came"),
    "another dash": ("Zoë Ångström\u2011Okoye came", "Z.Å. came"),
    "what the name writes small": ("Ana de la Cruz took la carte", "A.C. took la carte"),
    "somebody's": ("Marcus's, Marcus' and Dana\u2019s turn", "M.'s, M.' and D.\u2019s turn"),
    "a family": ("the Okafors and the Reyeses", "the O. and the R."),
    "an apostrophe": ("Siobhan O\u2019Brien", "S.O."),
    "an ordinary word": ("he will pay the price", "he will pay the price"),
    "an ordinary word with a capital": ("Will paid", "W. paid"),
    "from right to left": ("היום דוד כהן בא", "היום ד.כ. בא"),
    "another alphabet": ("пришла яна", "пришла Я."),
    "two who only share a line": ("Dana, Marcus", "D., M."),
    "a new sentence": ("with Ana. De la Cruz", "with A. De la C."),
    "a file's name": ("okafor_2024.pdf", "O._2024.pdf"),
    "an address": ("dana.reyes@example.org", "D.R.@example.org"),
    "an unseen letter": ("Mar\u00adcus and Da\u200bna", "M. and D."),
    "inside other words": ("Danaid and Marcuson", "Danaid and Marcuson"),
    "nobody": ("Slept better.", "Slept better."),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_initials_stand_in_for(case: str) -> None:
    written, shown = CASES[case]
    assert PEOPLE.veiled(written) == shown


LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=8)
NAMES = st.lists(
    st.lists(LETTERS.filter(lambda part: len(folded(part)) > 1), min_size=1, max_size=3).map(
        " ".join
    ),
    min_size=1,
    max_size=5,
)
BETWEEN = st.text(st.sampled_from(" ,.;:!?\n-()\"'12_"), min_size=1, max_size=4)


def words_of(text: str) -> set[str]:
    return {folded(word) for word in re.findall(r"[^\W\d_]+", text)}


def test_a_word_of_two_alphabets_is_a_name_like_others() -> None:
    assert KnownNames(["\u05d0a AA"]).veiled("1\u05d0a") == "1\u05d0."


@given(NAMES, st.data())
def test_no_part_of_a_known_name_is_left(names: list[str], data: st.DataObject) -> None:
    parts = [part for name in names for part in name.split()]
    written = st.sampled_from(parts) | st.sampled_from(parts).map(str.upper) | LETTERS
    text = "".join(data.draw(st.lists(st.tuples(BETWEEN, written).map("".join))))
    shown = KnownNames(names).veiled(text)
    capital = any(letter.isupper() for name in names for letter in name)
    counts = {folded(part) for part in parts if not (capital and part[0].islower())}
    assert words_of(shown).isdisjoint(one for one in counts if one.isalpha() and len(one) > 1)


@given(NAMES, st.text())
def test_nothing_but_names_changes(names: list[str], text: str) -> None:
    known = KnownNames(names)
    at, kept = 0, []
    for start, end, _ in known.stands(text):
        assert at <= start < end
        kept.append(text[at:start])
        at = end
    left = known.veiled(text)
    for piece in [*kept, text[at:]]:
        assert piece in left
        left = left[left.index(piece) + len(piece) :]
    assert left == "" or kept


@given(NAMES, st.text())
def test_a_text_without_the_names_stays(names: list[str], text: str) -> None:
    forms = {
        folded(f"{part}{end}") for one in names for part in one.split() for end in ("", "s", "es")
    }
    assume(words_of(text).isdisjoint(forms))
    assume(not any(form in folded(text) for form in forms))
    assert KnownNames(names).veiled(text) == text


def test_everybody_is_known_whom_the_vault_names() -> None:
    store = FakeStore()
    with store.write() as work:
        contacts = (EmergencyContact("Nils Berg"),)
        keep_client(work, "Zoë Okoye", used_name="Zed", emergency_contacts=contacts)
    known = KnownNamesService(store).all()
    assert known.veiled("Zoe, zed, Okoye, Nils and the will") == "Z., Z., O., N. and the will"
