from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_note, a_passage, signed
from tests.vault.test_reading import an_addendum, instead
from vault.copying import (
    copied,
    copied_from,
    current_words,
    honestly_marked,
    source_types,
    still_copied,
)
from vault.ids import MemberId, NoteId
from vault.notes import NoteContent, NoteType, Source
from vault.passages import About, Section, Template

SLEPT = a_passage("Slept six hours.", about=About.of(MemberId(1)), said_by=MemberId(1))
PLAN = a_passage("Sleep diary.", section=Section.PLAN, in_confidence=True)
BLANK = a_passage(" ", section=Section.OBJECTIVE)
NOTE = signed(a_note(1, content=NoteContent(Template.SOAP, (SLEPT, PLAN, BLANK))))
SOURCE = Source(NOTE, (), 11)


def test_only_the_chosen_sections_are_copied_with_their_tags_and_marked() -> None:
    assert copied(SOURCE, (Section.PLAN,)) == (replace(PLAN, copied_from=NoteId(1)),)
    assert copied(SOURCE, tuple(Section)) == (
        replace(SLEPT, copied_from=NoteId(1)),
        replace(PLAN, copied_from=NoteId(1)),
    )


def test_what_was_corrected_since_is_copied_as_it_reads_now() -> None:
    source = replace(SOURCE, addenda=(an_addendum(2, instead(1, 1, "Slept four hours.")),))
    (passage,) = copied(source, (Section.SUBJECTIVE,))
    assert (passage.text, passage.section, passage.corrects) == (
        "Slept four hours.",
        Section.SUBJECTIVE,
        None,
    )
    assert still_copied(NoteContent(Template.SOAP, (passage,)), (source,)) == (passage,)


def test_an_empty_section_isnt_offered() -> None:
    assert list(current_words(SOURCE)) == [Section.SUBJECTIVE, Section.PLAN]


@given(st.sampled_from(["Sleep diary.", "Sleep diary", "", "Slept six hours.", "New words."]))
def test_the_mark_stays_exactly_while_the_words_are_those_of_the_source(text: str) -> None:
    (passage,) = copied(SOURCE, (Section.PLAN,))
    content = NoteContent(Template.SOAP, (replace(passage, text=text), SLEPT))
    marked = honestly_marked(content, (SOURCE,))
    said = text in {"Sleep diary.", "Slept six hours."}
    assert copied_from(marked) == ({NoteId(1)} if said else frozenset())
    assert [replace(one, copied_from=None) for one in marked.passages] == [
        replace(one, copied_from=None) for one in content.passages
    ]


def test_a_session_goes_on_from_the_last_one_or_from_the_intake_and_a_plan_from_a_plan() -> None:
    assert source_types(NoteType.PROGRESS) == (NoteType.PROGRESS, NoteType.INTAKE)
    assert source_types(NoteType.TREATMENT_PLAN) == (NoteType.TREATMENT_PLAN,)
