from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, a_note, a_passage, a_profile
from vault.ids import NoteId
from vault.notes import Note, NoteContent, NoteType
from vault.passages import Passage, Section, Statement, Template
from vault.reading import Line, as_amended, statements, what_is_said
from vault.signing import seal


def sealed(note: Note, hour: int = 0) -> Note:
    return replace(note, signature=seal(note, NOW + timedelta(hours=hour), a_profile()))


def a_signed_note(*passages: Passage, template: Template = Template.SOAP) -> Note:
    return sealed(a_note(1, content=NoteContent(template, passages)))


def an_addendum(number: int, *passages: Passage) -> Note:
    content = NoteContent(Template.AMENDMENT, passages)
    addendum = a_note(
        number, type=NoteType.ADDENDUM, amends=NoteId(1), content=content, happened_at_utc=NOW
    )
    return sealed(addendum, number)


def instead(note: int, place: int, text: str) -> Passage:
    return Passage(Section.CORRECTION, text, corrects=Statement(NoteId(note), place))


def read(*lines: Line) -> list[tuple[str, bool]]:
    """What stands there, and whether it is struck."""
    return [(line.passage.text, line.struck is not None) for line in lines]


SLEPT = a_passage("Slept six hours.")
PLAN = a_passage("Sleep diary.", section=Section.PLAN)


def test_a_note_without_addenda_reads_as_it_was_signed() -> None:
    reading = as_amended(a_signed_note(PLAN, SLEPT), ())
    assert list(reading.sections) == [Section.SUBJECTIVE, Section.PLAN]
    assert read(*reading.lines) == [("Slept six hours.", False), ("Sleep diary.", False)]


def test_a_correction_stands_below_what_it_strikes_with_who_says_so() -> None:
    addendum = an_addendum(2, instead(1, 1, "Slept four hours."))
    reading = as_amended(a_signed_note(SLEPT, PLAN), (addendum,))
    before, after = reading.sections[Section.SUBJECTIVE]
    assert read(before, after) == [("Slept six hours.", True), ("Slept four hours.", False)]
    assert (before.struck, before.added) == (addendum.signature, None)
    assert (after.struck, after.added) == (None, addendum.signature)
    assert read(*reading.sections[Section.PLAN]) == [("Sleep diary.", False)]
    assert reading.additions == ()


def test_the_last_of_several_corrections_holds() -> None:
    first = an_addendum(2, instead(1, 1, "Slept four hours."))
    second = an_addendum(3, instead(1, 1, "Slept five hours."))
    reading = as_amended(a_signed_note(SLEPT), (first, second))
    assert read(*reading.lines) == [
        ("Slept six hours.", True),
        ("Slept four hours.", True),
        ("Slept five hours.", False),
    ]
    assert [line.struck for line in reading.lines] == [first.signature, second.signature, None]


def test_a_correction_can_itself_be_corrected() -> None:
    first = an_addendum(2, instead(1, 1, "Slept four hours."), instead(1, 1, "Woke twice."))
    second = an_addendum(3, instead(2, 1, "Slept five hours."))
    reading = as_amended(a_signed_note(SLEPT), (first, second))
    assert read(*reading.lines) == [
        ("Slept six hours.", True),
        ("Slept four hours.", True),
        ("Slept five hours.", False),
        ("Woke twice.", False),
    ]


def test_what_corrects_nothing_was_added() -> None:
    addendum = an_addendum(2, instead(1, 1, "Four."), a_passage("Called later."))
    again = an_addendum(3, instead(2, 2, "Called at nine."))
    reading = as_amended(a_signed_note(SLEPT), (addendum, again))
    (addition,) = reading.additions
    assert addition.signature == addendum.signature
    assert read(*addition.lines) == [("Called later.", True), ("Called at nine.", False)]


def test_a_correction_of_what_isnt_there_is_read_and_not_lost() -> None:
    reading = as_amended(a_signed_note(SLEPT), (an_addendum(2, instead(7, 1, "Odd.")),))
    assert read(*reading.additions[0].lines) == [("Odd.", False)]


def test_a_draft_isnt_part_of_what_the_note_says() -> None:
    draft = replace(an_addendum(2, instead(1, 1, "Slept four hours.")), signature=None)
    assert read(*as_amended(a_signed_note(SLEPT), (draft,)).lines) == [("Slept six hours.", False)]


def test_statements_are_numbered_by_their_place_also_after_blank_ones() -> None:
    note = a_signed_note(a_passage(" "), SLEPT)
    assert dict(statements(note)) == {Statement(NoteId(1), 2): SLEPT}
    assert what_is_said([note]) == {Statement(NoteId(1), 2): "Slept six hours."}


@given(st.data())
def test_every_word_that_was_signed_is_read_once_and_what_is_struck_has_a_successor(
    data: st.DataObject,
) -> None:
    texts = st.sampled_from(["", "same", "same", "other"])
    sections = st.sampled_from([Section.SUBJECTIVE, Section.PLAN, Section.TEXT])
    note = a_signed_note(
        *data.draw(st.lists(st.builds(Passage, sections, texts), max_size=4)),
        template=data.draw(st.sampled_from(Template)),
    )
    signed = [note]
    for number in range(2, data.draw(st.integers(2, 5))):
        said = [statement for one in signed for statement, _ in statements(one)]
        corrects = st.none() | st.sampled_from(said) if said else st.none()
        passages = st.builds(Passage, st.just(Section.TEXT), texts, corrects=corrects)
        signed.append(an_addendum(number, *data.draw(st.lists(passages, max_size=4))))
    lines = as_amended(note, signed[1:]).lines
    expected = {statement for one in signed for statement, _ in statements(one)}
    assert sorted(line.statement.place for line in lines) == sorted(
        statement.place for statement in expected
    )
    assert {line.statement for line in lines} == expected
    corrected = {line.passage.corrects for line in lines} - {None}
    assert {line.statement for line in lines if line.struck} >= corrected & expected
    assert all(line.struck is None for line in lines) == (not corrected)
    for line in lines:
        own = line.added
        assert line.struck is None or own is None or line.struck.signed_at_utc > own.signed_at_utc
