from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from ui.notes.passage_document import PassageDocument
from ui.notes.tags import TagBook
from vault.ids import MemberId
from vault.passages import UNTAGGED, About, Passage, Section

pytestmark = pytest.mark.usefixtures("qapp")

DANA, MARCUS = MemberId(1), MemberId(2)


@pytest.fixture
def parent(qapp: object) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def a_document(parent: QObject, *passages: Passage) -> PassageDocument:
    return PassageDocument(Section.PLAN, passages, TagBook(), parent)


def about(people: About) -> Callable[[Passage], Passage]:
    return lambda tag: replace(tag, about=people)


abouts = st.sampled_from([UNTAGGED, About.all(), About.of(DANA), About.of(MARCUS, DANA)])
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.just("\n"), max_size=40
)
passages_of_a_section = st.lists(
    st.builds(
        Passage,
        st.sampled_from(list(Section)),
        texts,
        abouts,
        st.none() | st.sampled_from([DANA, MARCUS]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(passages_of_a_section)
def test_what_is_shown_reads_back_with_all_of_its_tags(passages: list[Passage]) -> None:
    owner = QObject()
    document = PassageDocument(Section.PLAN, tuple(passages), TagBook(), owner)
    expected = [] if len(passages) == 1 and not passages[0].text else passages
    assert document.passages() == expected


def at_end(document: PassageDocument) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


def test_a_new_paragraph_is_about_the_same_person_and_claims_nothing_else(
    parent: QObject,
) -> None:
    told = Passage(Section.RESPONSE, "Slept.", About.of(DANA), DANA, in_confidence=True)
    document = a_document(parent, told)
    cursor = at_end(document)
    document.break_at(cursor)
    cursor.insertText("Ate.")
    assert document.passages() == [told, Passage(Section.RESPONSE, "Ate.", About.of(DANA))]
    document.undo()
    document.undo()
    assert document.passages() == [told]


def test_both_halves_of_a_broken_paragraph_stay_in_confidence(parent: QObject) -> None:
    document = a_document(
        parent, Passage(Section.PLAN, "🌿 Slept. Ate.", About.of(DANA), in_confidence=True)
    )
    cursor = QTextCursor(document)
    cursor.setPosition(9)
    document.break_at(cursor)
    assert [(one.text, one.in_confidence) for one in document.passages()] == [
        ("🌿 Slept.", True),
        (" Ate.", True),
    ]


def test_paragraphs_about_two_people_that_become_one_are_untagged_until_undo(
    parent: QObject,
) -> None:
    before = [
        Passage(Section.PLAN, "Slept.", About.of(DANA)),
        Passage(Section.PLAN, "Drank 🍷.", About.of(MARCUS), MARCUS, in_confidence=True),
    ]
    document = a_document(parent, *before)
    cursor = QTextCursor(document)
    cursor.setPosition(6)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    document.remove(cursor)
    assert document.passages() == [
        Passage(Section.PLAN, "Slept.Drank 🍷.", UNTAGGED, None, in_confidence=True)
    ]
    document.undo()
    assert document.passages() == before


def test_pasted_lines_are_tagged_like_where_they_land(parent: QObject) -> None:
    document = a_document(parent, Passage(Section.PLAN, "Slept.", About.of(MARCUS), MARCUS))
    document.insert_lines(at_end(document), [" Ate", "Drank\nmore"])
    assert document.passages() == [
        Passage(Section.PLAN, "Slept. Ate", About.of(MARCUS), MARCUS),
        Passage(Section.PLAN, "Drank\nmore", About.of(MARCUS), MARCUS),
    ]


def test_undo_brings_a_tag_back_in_one_step_for_several_paragraphs(parent: QObject) -> None:
    before = [Passage(Section.PLAN, "One.", About.of(DANA)), Passage(Section.PLAN, "Two.")]
    document = a_document(parent, *before)
    document.retag(0, 7, about(About.all()))
    assert [one.about for one in document.passages()] == [About.all(), About.all()]
    document.undo()
    assert document.passages() == before


def test_a_tag_leaves_who_said_it_and_confidence_alone(parent: QObject) -> None:
    told = Passage(Section.PLAN, "One.", About.of(DANA), MARCUS, in_confidence=True)
    document = a_document(parent, told)
    document.retag(0, 0, about(About.all()))
    assert document.passages() == [
        Passage(Section.PLAN, "One.", About.all(), MARCUS, in_confidence=True)
    ]


def test_the_first_person_of_an_untouched_section_is_no_step_to_undo(parent: QObject) -> None:
    document = a_document(parent)
    document.begin_about(About.of(DANA))
    assert not document.isUndoAvailable()
    QTextCursor(document).insertText("First.")
    assert document.passages() == [Passage(Section.PLAN, "First.", About.of(DANA))]


def test_a_section_that_was_emptied_keeps_its_steps_to_undo(parent: QObject) -> None:
    document = a_document(parent, Passage(Section.PLAN, "One.", About.of(MARCUS)))
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    document.begin_about(About.of(DANA))
    document.undo()
    assert document.passages() == [Passage(Section.PLAN, "One.", About.of(MARCUS))]


def test_an_empty_section_has_no_passages(parent: QObject) -> None:
    assert a_document(parent).passages() == []
