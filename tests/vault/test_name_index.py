import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.clients import ClientStatus
from vault.folding import folded
from vault.ids import ClientId
from vault.name_index import NameIndex, NameRow, distance, marks, mask, words_of

LETTERS = st.text("abcdeé", min_size=1, max_size=7)


def a_name(number: int, called: str, legal: str = "") -> NameRow:
    return NameRow(
        id=ClientId(number),
        called=called,
        folded=folded(f"{called}\n{legal or called}"),
        case_number=f"C-{number:04d}",
        status=ClientStatus.OPEN,
        last_met_at_utc=None,
    )


NAMES = NameIndex(
    [
        a_name(1, "Dana Reyes"),
        a_name(2, "Marcus Okafor"),
        a_name(3, "Siobhán O'Neil"),
        a_name(4, "Zoë Ñúñez-Ångström"),
        a_name(5, "Danika Ash", "Daniela Ashgrove"),
        a_name(6, "Yerdanov"),
        a_name(7, "אסתר לוי"),
    ]
)


def found(typed: str, limit: int = 8) -> list[str]:
    return [row.called for row in NAMES.find(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("d", "Dana Reyes"),
        ("dana", "Dana Reyes"),
        ("REYES dana", "Dana Reyes"),
        ("rey", "Dana Reyes"),
        ("zoe", "Zoë Ñúñez-Ångström"),
        ("nunez ang", "Zoë Ñúñez-Ångström"),
        ("oneil", "Siobhán O'Neil"),
        ("o'neil", "Siobhán O'Neil"),
        ("siobhan", "Siobhán O'Neil"),
        ("daniela", "Danika Ash"),
        ("c-0002", "Marcus Okafor"),
        ("אסתר", "אסתר לוי"),
    ],
)
def test_a_name_is_found_by_any_beginning(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dnaa", "Dana Reyes"),
        ("rayes", "Dana Reyes"),
        ("markus", "Marcus Okafor"),
        ("okfaor", "Marcus Okafor"),
        ("siobahn", "Siobhán O'Neil"),
        ("marcuss okafor", "Marcus Okafor"),
        ("okafo", "Marcus Okafor"),
    ],
)
def test_a_slip_of_the_fingers_is_forgiven(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_a_name_as_typed_comes_before_one_within_and_one_alike() -> None:
    assert found("dan")[:3] == ["Dana Reyes", "Danika Ash", "Yerdanov"]


def test_two_letters_must_be_right() -> None:
    assert found("xq") == []


def test_every_word_must_be_found() -> None:
    assert found("dana okafor") == []


@pytest.mark.parametrize("typed", ["", "  ", "--", "'"])
def test_without_a_letter_there_is_nobody(typed: str) -> None:
    assert found(typed) == []


def test_no_more_than_the_limit_are_given() -> None:
    assert len(found("a", 2)) == 2


@given(LETTERS, LETTERS, st.integers(0, 2))
def test_the_distance_is_that_of_the_best_beginning(typed: str, name: str, most: int) -> None:
    wrong = distance(typed, name, most)
    slow = min(_edits(typed, name[:end]) for end in range(len(name) + 1))
    assert min(wrong, most + 1) == min(slow, most + 1)


@given(LETTERS, LETTERS)
def test_no_name_is_ruled_out_by_its_letters_that_is_near_enough(typed: str, name: str) -> None:
    missing = (mask(typed) & ~mask(name)).bit_count()
    assert missing <= distance(typed, name, len(typed))


@given(st.text(max_size=30), st.text(max_size=8))
def test_marks_stand_inside_the_name_and_apart(called: str, typed: str) -> None:
    spans = marks(called, typed)
    ends = [0, *(place for span in spans for place in span), len(called)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in spans)


def test_marks_show_what_was_typed() -> None:
    assert marks("Zoë Ñúñez", "nun zo") == ((0, 2), (4, 7))
    assert marks("Dana Reyes", "ana") == ()


def test_words_are_parted_as_names_are() -> None:
    assert words_of("O'Neil-Ångström_x") == ["o", "neil", "angstrom", "x"]


def _edits(one: str, other: str) -> int:
    """Count edits without any shortcut."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row in range(len(one) + 1):
        for column in range(len(other) + 1):
            if not (row and column):
                table[row][column] = row + column
                continue
            costs = [
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (one[row - 1] != other[column - 1]),
            ]
            if row > 1 < column and one[row - 2 : row] == other[column - 2 : column][::-1]:
                costs.append(table[row - 2][column - 2] + 1)
            table[row][column] = min(costs)
    return table[-1][-1]


def test_bearers_have_each_word_as_a_whole() -> None:
    def bearers(*words: str) -> list[str]:
        return [row.called for row in NAMES.bearers(words)]

    assert bearers("dana") == ["Dana Reyes"]
    assert bearers("reyes", "dana") == ["Dana Reyes"]
    assert bearers("daniela", "ash") == ["Danika Ash"]
    for words in ((), ("dan",), ("dana", "okafor"), ("dnaa",)):
        assert bearers(*words) == []


def test_a_name_fits_what_stands_in_it_but_nothing_alike() -> None:
    assert NAMES.fits("dana re")
    assert NAMES.fits("yerdan")
    for typed in ("", "dnaa", "dana okafor", "dana uncle"):
        assert not NAMES.fits(typed)
