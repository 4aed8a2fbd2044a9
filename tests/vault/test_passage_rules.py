"""What becomes of tags where passages are begun, broken and joined."""

from hypothesis import given
from hypothesis import strategies as st

from vault.ids import MemberId, NoteId
from vault.passages import (
    UNTAGGED,
    About,
    AboutKind,
    Passage,
    Section,
    Statement,
    following,
    joined,
    split,
    unclaimed,
)

DANA, MARCUS, LILY = MemberId(1), MemberId(2), MemberId(3)

abouts = st.sampled_from(
    [UNTAGGED, About.all(), About.of(DANA), About.of(MARCUS), About.somebody_else("her sister")]
)
passages = st.builds(
    Passage,
    st.sampled_from([Section.PLAN, Section.RESPONSE]),
    st.sampled_from(["", " ", "Slept.", "Ate badly.", "🌿 x"]),
    abouts,
    st.sampled_from([None, DANA, MARCUS]),
    st.booleans(),
    st.sampled_from([None, Statement(NoteId(4), 1)]),
    st.sampled_from([None, NoteId(3)]),
)


def test_the_next_passage_is_about_the_same_people_and_claims_nothing_else() -> None:
    told = Passage(
        Section.PLAN, "Slept.", About.of(DANA), MARCUS, in_confidence=True, copied_from=NoteId(3)
    )
    assert following(told) == Passage(Section.PLAN, "", About.of(DANA))


def test_words_that_came_in_from_elsewhere_are_about_nobody_yet() -> None:
    told = Passage(Section.PLAN, "Slept.", About.of(DANA), MARCUS, in_confidence=True)
    assert unclaimed(told) == Passage(Section.PLAN, "")


@given(passages, st.integers(0, 12))
def test_breaking_a_passage_loses_no_word_and_no_claim_about_one(passage: Passage, at: int) -> None:
    halves = split(passage, at)
    assert "".join(half.text for half in halves) == passage.text
    for half in halves:
        assert half.about == passage.about
        if half.text.strip():
            assert half.in_confidence == passage.in_confidence
            assert half.said_by == passage.said_by


@given(passages, passages)
def test_joining_never_says_of_words_what_was_not_said_of_them(
    first: Passage, second: Passage
) -> None:
    both = joined(first, second)
    assert both.text == first.text + second.text
    for one in (first, second):
        if one.text.strip():
            assert both.about in {one.about, UNTAGGED}
            assert both.said_by in {one.said_by, None}
            assert both.in_confidence >= one.in_confidence


@given(passages, st.integers(0, 12))
def test_a_broken_passage_joined_again_is_the_same(passage: Passage, at: int) -> None:
    again = joined(*split(passage, at))
    if passage.text.strip():
        assert again == passage


def test_words_about_two_people_become_words_of_which_nobody_said_whom_they_are_about() -> None:
    dana = Passage(Section.PLAN, "Slept. ", About.of(DANA), DANA, in_confidence=True)
    marcus = Passage(Section.PLAN, "Drank.", About.of(MARCUS))
    assert joined(dana, marcus) == Passage(
        Section.PLAN, "Slept. Drank.", UNTAGGED, None, in_confidence=True
    )


def test_an_empty_passage_takes_the_tag_of_the_one_that_is_drawn_into_it() -> None:
    marcus = Passage(Section.PLAN, "Drank.", About.of(MARCUS))
    assert joined(Passage(Section.PLAN, "", About.of(DANA)), marcus) == marcus
    assert joined(marcus, Passage(Section.PLAN, "", About.of(DANA))) == marcus


def test_a_member_is_added_to_a_tag_and_taken_out_again() -> None:
    both = About.of(MARCUS).turned(DANA)
    assert both == About.of(DANA, MARCUS)
    assert both.turned(MARCUS) == About.of(DANA)
    assert About.of(DANA).turned(DANA) == UNTAGGED


def test_a_member_takes_the_place_of_everybody_and_of_a_third_person() -> None:
    assert About.all().turned(LILY) == About.of(LILY)
    assert About.somebody_else("her sister").turned(LILY) == About.of(LILY)
    assert About.somebody_else("her sister").kind is AboutKind.THIRD_PERSON
