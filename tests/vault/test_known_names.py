import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import a_passage, a_time, keep_client, keep_unit
from tests.fakes import FakeStore
from vault.clients import EmergencyContact
from vault.folding import folded
from vault.known_names import KnownNames, KnownNamesService
from vault.notes import NewNote, NoteContent, NoteType
from vault.passages import About, Template
from vault.ports import Work
from vault.units import UnitKind

PEOPLE = KnownNames(
    (
        "Marcus J. Okafor",
        "Dana Reyes",
        "Zoë Ångström-Okoye",
        "Ana de la Cruz",
        "Will Price",
        "Will",
        "Siobhán O'Brien",
        "Ann-Marie Lund",
        "LaToya McDonald",
        "Bjørn Mc Alister",
        "Rory Oneill",
        "דוד כהן",
        "Яна Белова",
    ),
    {"will", "price", "rob", "gym"}.__contains__,
    third_persons=(
        "uncle Rob",
        "Father of Hilda",
        "her boss",
        "the man from the gym",
        "Aunt Mai Lin",
    ),
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
    "an apostrophe left out": ("Mr OBrien, obrien", "Mr O., O."),
    "an apostrophe that is a letter": ("Mr O\u02bcBrien", "Mr O."),
    "a space for an apostrophe": ("Mr O Brien and the O'Briens", "Mr O. and the O."),
    "an apostrophe that the name lacks": ("Rory O'Neill, Mr O\u2019Neill", "R. O., Mr O."),
    "a dash left out": ("Annmarie, AnnMarie and Ann Marie", "A., A. and A."),
    "dashes of other kinds": ("Ann\u2010Marie, Ann\u2011Marie, Ann\u2013Marie", "A., A., A."),
    "a dash that may be seen": ("Ann\u00adMarie", "A."),
    "two words in one": ("Mr Mc Donald, the Mc Donalds", "Mr M., the M."),
    "one word in two": ("Mr McAlister", "Mr M."),
    "a capital inside": ("La Toya, Latoya", "L., L."),
    "a letter that is no other with an accent": ("Bjorn", "B."),
    "signs of direction": ("Mar\u200ecus \u202bDana\u202c", "M. \u202bD.\u202c"),
    "a plural without an apostrophe": ("Danas turn", "D. turn"),
    "names together": ("LetterDanaReyes2.pdf, danareyes", "LetterD.R.2.pdf, D."),
    "somebody else": ("my uncle Rob and Hilda", "my uncle R. and H."),
    "what somebody is": ("her uncle, her boss, a man", "her uncle, her boss, a man"),
    "an ordinary word of somebody else": ("went to the gym to rob", "went to the gym to rob"),
    "two names of somebody else": ("Mai Lin came", "M.L. came"),
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


ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u02b9\u02bb\u02bc\ua78c", ""),
        **dict(zip("\u0111\u00f0\u00f8\u0142\u0131", "ddoli", strict=True)),
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00fe": "th",
    }
)


def letters_of(text: str) -> str:
    """Its letters alone, for names are found however they are joined."""
    return "".join(letter for letter in folded(text) if letter.isalpha()).translate(ALIKE)


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
    assume(not any(letters_of(part) in letters_of(text) for one in names for part in one.split()))
    assert KnownNames(names).veiled(text) == text


def test_everybody_is_known_whom_the_vault_names() -> None:
    store = FakeStore()
    with store.write() as work:
        contacts = (EmergencyContact("Nils Berg"),)
        keep_client(work, "Zoë Okoye", used_name="Zed", emergency_contacts=contacts)
        told_of(work, "her aunt Xiu")
    known = KnownNamesService(store).all()
    written = "Zoe, zed, Okoye, Nils, aunt Xiu and the will"
    assert known.veiled(written) == "Z., Z., O., N., aunt X. and the will"


def test_names_are_gathered_anew_only_where_one_came_or_went() -> None:
    store = FakeStore()
    service = KnownNamesService(store)
    with store.write() as work:
        keep_client(work, "Zoë Okoye")
    known = service.all()
    assert service.all(known) is known
    with store.write() as work:
        told_of(work, "Xiu")
    assert service.all(known).veiled("Xiu and Zoe") == "X. and Z."


def told_of(work: Work, somebody: str) -> None:
    """Keep a note about somebody outside the unit."""
    unit_id = keep_unit(work, UnitKind.INDIVIDUAL, keep_client(work, "Zoë Okoye"))
    passage = a_passage(about=About.somebody_else(somebody))
    content = NoteContent(Template.SOAP, (passage,))
    work.notes.add(NewNote(unit_id, NoteType.PROGRESS, content, a_time()), a_time())
