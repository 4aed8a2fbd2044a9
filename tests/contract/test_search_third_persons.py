import pytest

from tests.builders import NOW, a_passage, keep_alone, keep_note, some_content
from tests.contract.test_search import keep_document, seek, texts
from vault.documents import Belonging, Tagging
from vault.ids import UnitId
from vault.notes import NoteContent
from vault.passages import UNTAGGED, About, Template
from vault.ports import Store
from vault.search import DocumentHit, Sought
from vault.search_query import parse

ROB = About.somebody_else("uncle Rob")


@pytest.fixture
def unit_id(store: Store) -> UnitId:
    with store.write() as work:
        return keep_alone(work, "Dana Reyes")[1]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("uncle", ["He drinks again.", "Her uncle came."]),
        ("UNCL rob", ["He drinks again."]),
        ("uncle drinks", ["He drinks again."]),
        ('"uncle rob"', ["He drinks again."]),
        ('"drinks again uncle"', []),
        ("about:rob uncle", ["He drinks again."]),
        ('about:"uncle rob"', ["He drinks again."]),
        ("about:rob came", []),
        ("aunt", []),
    ],
)
def test_a_third_person_is_found_by_name_where_the_words_lack_it(
    store: Store, unit_id: UnitId, typed: str, expected: list[str]
) -> None:
    passages = (
        a_passage("He drinks again.", about=ROB),
        a_passage("", about=ROB),
        a_passage("  ", about=ROB),
        a_passage("\t\n\u00a0", about=ROB),
        a_passage("Her uncle came."),
    )
    with store.write() as work:
        keep_note(work, unit_id, content=NoteContent(Template.SOAP, passages))
    hits = seek(store, typed)
    assert texts(hits) == expected
    assert all(hit.about == ROB for hit in hits[:1])


@pytest.mark.parametrize("name", ["Aunt O'Neil", "O\u2019Neil"])
def test_an_apostrophe_in_a_name_need_not_be_typed(
    store: Store, unit_id: UnitId, name: str
) -> None:
    with store.write() as work:
        passage = a_passage("Came.", about=About.somebody_else(name))
        keep_note(work, unit_id, content=NoteContent(Template.SOAP, (passage,)))
    for typed in ("oneil", "o'neil", "neil"):
        assert texts(seek(store, f"about:{typed}")) == ["Came."]
    assert seek(store, "about:eil") == []


def test_words_of_the_text_are_marked_though_others_stand_in_the_name(
    store: Store, unit_id: UnitId
) -> None:
    with store.write() as work:
        content = NoteContent(Template.SOAP, (a_passage("He drinks.", about=ROB),))
        keep_note(work, unit_id, content=content)
    (hit,) = seek(store, "rob drinks")
    assert (hit.offset, hit.length, hit.snippet.marks) == (3, 6, ((3, 9),))


@pytest.mark.parametrize("about", [UNTAGGED, About.somebody_else("Aunt Rhoda")])
def test_a_name_that_was_taken_off_isnt_found(store: Store, unit_id: UnitId, about: About) -> None:
    with store.write() as work:
        content = NoteContent(Template.SOAP, (a_passage("He drinks.", about=ROB),))
        note_id = keep_note(work, unit_id, content=content)
        content = NoteContent(Template.SOAP, (a_passage("He drinks.", about=about),))
        work.notes.save_draft(note_id, content, NOW, base_version=1)
        work.notes.settle(note_id)
    assert seek(store, "rob") == []
    assert texts(seek(store, "drinks")) == ["He drinks."]


def test_a_name_that_stands_in_a_draft_comes_when_it_is_settled(
    store: Store, unit_id: UnitId
) -> None:
    with store.write() as work:
        note_id = keep_note(work, unit_id, content=some_content("He drinks."))
        content = NoteContent(Template.SOAP, (a_passage("He drinks.", about=ROB),))
        work.notes.save_draft(note_id, content, NOW, base_version=1)
        work.notes.settle(note_id)
    assert texts(seek(store, "rob")) == ["He drinks."]


def test_a_document_is_found_by_the_third_person_whom_it_is_about(
    store: Store, unit_id: UnitId
) -> None:
    def found(typed: str) -> list[DocumentHit]:
        with store.read() as work:
            return work.search.documents(Sought(parse(typed)), 10)

    with store.write() as work:
        document_id = keep_document(work, Belonging(unit_id), "Letter", "Dear all.")
        work.documents.tag(document_id, Tagging(ROB))
    (hit,) = found("uncle letter")
    assert (hit.title, hit.third_person, hit.page) == ("Letter", "uncle Rob", None)
    with store.write() as work:
        work.documents.tag(document_id, Tagging())
    assert found("uncle") == []
    assert [one.third_person for one in found("letter")] == [""]


def test_it_is_told_of_a_hit_that_it_was_said_in_confidence(store: Store, unit_id: UnitId) -> None:
    passages = (a_passage("His uncle.", in_confidence=True), a_passage("Her uncle."))
    with store.write() as work:
        keep_note(work, unit_id, content=NoteContent(Template.SOAP, passages))
        for number, told in enumerate((True, False)):
            belonging = Belonging(unit_id=unit_id)
            document_id = keep_document(work, belonging, f"Uncle {number}", "Dear all.")
            work.documents.tag(document_id, Tagging(in_confidence=told))
    assert [hit.in_confidence for hit in seek(store, "uncle")] == [True, False]
    with store.read() as work:
        found = work.search.documents(Sought(parse("uncle")), 10)
    assert {one.title: one.in_confidence for one in found} == {"Uncle 0": True, "Uncle 1": False}
