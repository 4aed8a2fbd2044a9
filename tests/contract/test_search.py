from datetime import UTC, datetime

import pytest

from tests.builders import (
    DAY,
    NOW,
    a_passage,
    a_time,
    about,
    keep_alone,
    keep_client,
    keep_meeting,
    keep_note,
    keep_unit,
    sign,
    some_content,
)
from vault.blobs import Blob
from vault.document_texts import Finding
from vault.documents import Belonging, NewDocument, Removal, RemovalReason
from vault.folding import folded
from vault.ids import ClientId, DocumentId, MeasureResultId, NoteId, UnitId
from vault.measures import MeasureEntry, Revision
from vault.media import sniffed
from vault.notes import NoteContent, NoteType
from vault.passages import About, AboutKind, Section, Template
from vault.ports import Store, Work
from vault.search import PassageHit, Sought
from vault.search_query import Order, parse
from vault.units import NewMember, NewUnit, UnitKind

MEDIA = sniffed(b"plain words")


def seek(store: Store, typed: str, limit: int = 40, **more: object) -> list[PassageHit]:
    """Give every hit, page by page."""
    query = parse(typed)
    sought = Sought(query, about=tuple(map(folded, query.about)), **more)  # type: ignore[arg-type]
    hits: list[PassageHit] = []
    mark = None
    while True:
        with store.read() as work:
            page = work.search.passages(sought, mark, limit)
        hits += page.hits
        mark = page.next
        if mark is None:
            return hits


def texts(hits: list[PassageHit]) -> list[str]:
    return [hit.snippet.text for hit in hits]


@pytest.fixture
def unit_id(store: Store) -> UnitId:
    with store.write() as work:
        return keep_alone(work)[1]


class TestNames:
    def test_gives_every_client_last_met_first(self, store: Store) -> None:
        with store.write() as work:
            keep_alone(work, "Amos Levi")
            _, unit_id = keep_alone(work, "Zoë Ñúñez", used_name="Zed")
            keep_note(work, unit_id)
            names = work.search.names()
        assert [row.called for row in names] == ["Zed", "Amos Levi"]
        assert names[0].folded == "zed\nzoe nunez"
        assert (names[0].case_number, names[0].last_met_at_utc) == ("C-0002", a_time())

    def test_gives_the_very_same_list_until_something_is_written(self, store: Store) -> None:
        with store.write() as work:
            keep_alone(work)
        with store.read() as work:
            assert work.search.names() is work.search.names()
        with store.write() as work:
            keep_alone(work, "Amos Levi")
            assert len(work.search.names()) == 2


class TestPassages:
    def test_finds_words_by_their_beginnings_whatever_the_accents(
        self, store: Store, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            keep_note(work, unit_id, "Breathing at Zoë's café", "Sleeps poorly")
        assert texts(seek(store, "zoe caf")) == ["Breathing at Zoë's café"]
        assert texts(seek(store, "SLEEP")) == ["Sleeps poorly"]
        assert seek(store, "breathing sleeps") == []
        assert seek(store, "reathing") == []

    def test_says_where_the_words_stand(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            meeting_id = keep_meeting(work, unit_id)
            passage = a_passage("Fears her uncle.", section=Section.PLAN)
            content = NoteContent(Template.SOAP, (a_passage("Slept."), passage))
            note_id = keep_note(work, unit_id, content=content, meeting_id=meeting_id)
        (hit,) = seek(store, "uncle")
        assert (hit.note_id, hit.client_id, hit.unit.id) == (note_id, client_id, unit_id)
        assert (hit.type, hit.number, hit.signed) == (NoteType.PROGRESS, 1, False)
        assert (hit.section, hit.position, hit.addendum) == (Section.PLAN, 2, 0)
        assert (hit.offset, hit.length) == (10, 5)
        assert hit.happened_at_utc == a_time()
        assert hit.snippet.marks == ((10, 15),)

    @pytest.mark.parametrize(
        ("order", "days"), [(Order.NEWEST, [9, 5, 3]), (Order.OLDEST, [3, 5, 9])]
    )
    def test_comes_in_the_order_of_time_not_of_writing(
        self, store: Store, unit_id: UnitId, order: Order, days: list[int]
    ) -> None:
        with store.write() as work:
            for day in (5, 9, 3):
                keep_note(work, unit_id, f"uncle on the {day}.", at_utc=a_time(day))
        found = seek(store, "uncle", order=order)
        assert [hit.happened_at_utc.day for hit in found] == days

    @pytest.mark.parametrize("order", Order)
    def test_pages_join_to_the_whole(self, store: Store, unit_id: UnitId, order: Order) -> None:
        with store.write() as work:
            for day in (4, 4, 8, 6, 2, 9):
                keep_note(work, unit_id, "uncle", "no one", "the uncle", at_utc=a_time(day))
        whole = seek(store, "uncle", 100, order=order)
        assert len(whole) == 12
        for limit in (1, 2, 3, 5):
            assert seek(store, "uncle", limit, order=order) == whole

    def test_a_note_shows_three_passages_and_counts_the_others(
        self, store: Store, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            keep_note(work, unit_id, *[f"uncle {number}" for number in range(5)])
        hits = seek(store, "uncle")
        assert [(hit.position, hit.others) for hit in hits] == [(1, 0), (2, 0), (3, 2)]

    def test_text_that_waits_in_a_draft_comes_when_it_is_settled(
        self, store: Store, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            note_id = keep_note(work, unit_id, "nothing yet")
            work.notes.save_draft(note_id, some_content("uncle"), NOW, base_version=1)
        assert seek(store, "uncle") == []
        with store.write() as work:
            work.notes.settle(note_id)
        assert texts(seek(store, "uncle")) == ["uncle"]
        assert seek(store, "nothing") == []

    def test_a_client_s_filter_holds_for_all_of_their_units(self, store: Store) -> None:
        with store.write() as work:
            dana, alone = keep_alone(work, "Dana Reyes")
            other, others = keep_alone(work, "Amos Levi")
            couple = keep_unit(work, UnitKind.COUPLE, dana, keep_client(work, "Marcus Okafor"))
            for unit in (alone, couple, others):
                keep_note(work, unit, "uncle")
        assert {hit.unit.id for hit in seek(store, "uncle", clients=(dana,))} == {alone, couple}
        assert seek(store, "uncle", clients=()) == []
        assert len(seek(store, "uncle", clients=(dana, other))) == 3

    def test_a_couple_s_note_opens_in_the_file_of_whom_it_is_about(self, store: Store) -> None:
        with store.write() as work:
            dana, marcus = keep_client(work, "Dana Reyes"), keep_client(work, "Marcus Okafor")
            unit_id = keep_unit(work, UnitKind.COUPLE, dana, marcus)
            members = work.units.get(unit_id).members
            passages = (
                a_passage("uncle of both", about=About.all()),
                a_passage("uncle of his", about=about(members[1])),
            )
            keep_note(work, unit_id, content=NoteContent(Template.SOAP, passages))
        assert [hit.client_id for hit in seek(store, "uncle")] == [dana, marcus]
        assert [hit.client_id for hit in seek(store, "uncle", clients=(dana,))] == [dana, dana]

    def test_notes_of_a_unit_without_a_client_cant_be_opened(self, store: Store) -> None:
        with store.write() as work:
            unit_id = work.units.add(NewUnit(UnitKind.GROUP, DAY, (NewMember(name="Cleo"),)))
            keep_note(work, unit_id, "uncle")
        assert seek(store, "uncle") == []

    @pytest.mark.parametrize(
        ("whom", "expected"),
        [
            ("dana", ["about her"]),
            ("rey", ["about her"]),
            ("marcus", []),
            ("joe", ["about the uncle"]),
            ("both", ["about them"]),
            ("untagged", ["about nobody"]),
        ],
    )
    def test_about_asks_for_the_tag(self, store: Store, whom: str, expected: list[str]) -> None:
        with store.write() as work:
            clients = keep_client(work, "Dana Reyes"), keep_client(work, "Marcus Okafor")
            unit_id = keep_unit(work, UnitKind.COUPLE, *clients)
            members = work.units.get(unit_id).members
            uncle = About(AboutKind.THIRD_PERSON, third_person="Uncle Joe")
            passages = (
                a_passage("about her", about=about(members[0])),
                a_passage("about the uncle", about=uncle),
                a_passage("about them", about=About.all()),
                a_passage("about nobody"),
            )
            keep_note(work, unit_id, content=NoteContent(Template.SOAP, passages))
        assert texts(seek(store, f"about:{whom} about")) == expected

    def test_kind_signature_and_time_narrow_it_down(self, store: Store, unit_id: UnitId) -> None:
        with store.write() as work:
            keep_note(work, unit_id, "uncle intake", type=NoteType.INTAKE, at_utc=a_time(2))
            sign(work, keep_note(work, unit_id, "uncle signed", at_utc=a_time(5)))
            keep_note(work, unit_id, "uncle draft", at_utc=a_time(8))
        assert texts(seek(store, "type:intake uncle")) == ["uncle intake"]
        assert texts(seek(store, "signed:yes uncle")) == ["uncle signed"]
        assert texts(seek(store, "signed:no uncle")) == ["uncle draft", "uncle intake"]
        found = seek(store, "uncle", after_utc=a_time(5), before_utc=a_time(8))
        assert texts(found) == ["uncle signed"]

    def test_filters_without_words_list_notes_by_their_beginnings(
        self, store: Store, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            keep_note(work, unit_id, "", "Begins here.", "Goes on.", at_utc=a_time(2))
            keep_note(work, unit_id, "Later.", at_utc=a_time(3))
            keep_note(work, unit_id, "Other kind.", type=NoteType.INTAKE)
        assert texts(seek(store, "type:progress")) == ["Later.", "Begins here."]

    def test_an_addendum_s_words_lead_to_the_note_that_it_amends(
        self, store: Store, unit_id: UnitId
    ) -> None:
        with store.write() as work:
            note_id = sign(work, keep_note(work, unit_id, "Told of a visit.")).id
            for text in ("First thought.", "It was the uncle."):
                addendum = keep_note(
                    work, unit_id, text, type=NoteType.ADDENDUM, amends=NoteId(note_id)
                )
                sign(work, addendum)
        (hit,) = seek(store, "uncle")
        assert (hit.note_id, hit.addendum, hit.type) == (note_id, 2, NoteType.ADDENDUM)

    def test_what_was_deleted_isnt_found(self, store: Store, unit_id: UnitId) -> None:
        with store.write() as work:
            note_id = keep_note(work, unit_id, "uncle")
            work.notes.save_draft(note_id, some_content("aunt"), NOW, base_version=1)
            work.notes.settle(note_id)
        assert seek(store, "uncle") == []

    @pytest.mark.parametrize("typed", ['"', "*", "a AND b", "NEAR(", "text:", "col:x", "-x", "(("])
    def test_nothing_that_is_typed_has_a_meaning_of_its_own(
        self, store: Store, unit_id: UnitId, typed: str
    ) -> None:
        with store.write() as work:
            keep_note(work, unit_id, "Nothing here.")
        assert seek(store, f"{typed} xyzzy") == []

    def test_counts_what_it_can(self, store: Store, unit_id: UnitId) -> None:
        with store.write() as work:
            for _ in range(5):
                keep_note(work, unit_id, "uncle")
            page = work.search.passages(Sought(parse("uncle")), None, 2)
        assert (len(page.hits), page.count) == (2, 5)

    def test_a_note_of_which_two_paragraphs_are_about_somebody_counts_once(
        self, store: Store, unit_id: UnitId
    ) -> None:
        uncle = About(AboutKind.THIRD_PERSON, third_person="Uncle Joe")
        passages = a_passage("He came.", about=uncle), a_passage("He left.", about=uncle)
        with store.write() as work:
            keep_note(work, unit_id, content=NoteContent(Template.SOAP, passages))
            sought = Sought(parse("about:joe"), about=("joe",))
            page = work.search.passages(sought, None, 9)
        assert (len(page.hits), page.count) == (1, 1)


def keep_document(
    work: Work, belonging: Belonging, title: str, *pages: str, at_utc: datetime = NOW
) -> DocumentId:
    blob = Blob(folded(title).encode().hex().ljust(32, "0")[:32], b"k" * 60, 9)
    document_id = work.documents.add(NewDocument(belonging, title, MEDIA, blob, "0" * 64), at_utc)
    work.documents.examined(document_id, Finding(len(pages), tuple(enumerate(pages))))
    return document_id


class TestDocuments:
    def seek(self, store: Store, typed: str, **more: object) -> list[tuple[str, int | None]]:
        query = parse(typed)
        about_whom = tuple(map(folded, query.about))
        sought = Sought(query, about=about_whom, **more)  # type: ignore[arg-type]
        with store.read() as work:
            return [(one.title, one.page) for one in work.search.documents(sought, 10)]

    @pytest.fixture
    def dana(self, store: Store) -> ClientId:
        with store.write() as work:
            dana, unit_id = keep_alone(work, "Dana Reyes")
            own = Belonging(client_id=dana)
            keep_document(work, own, "Intake form", "Lives alone.", "Names an uncle.")
            later = datetime(2026, 11, 20, tzinfo=UTC)
            keep_document(
                work, Belonging(unit_id), "Letter of the uncle", "Dear all.", at_utc=later
            )
        return dana

    def test_finds_titles_and_pages_newest_first(self, store: Store, dana: ClientId) -> None:
        assert self.seek(store, "uncle") == [("Letter of the uncle", None), ("Intake form", 1)]
        oldest = self.seek(store, "uncle", order=Order.OLDEST)
        assert oldest == [("Intake form", 1), ("Letter of the uncle", None)]

    def test_shows_the_words_in_their_place(self, store: Store, dana: ClientId) -> None:
        with store.read() as work:
            hit = work.search.documents(Sought(parse("uncle")), 10)[1]
        assert (hit.client_id, hit.called) == (dana, "Dana Reyes")
        assert (hit.snippet.text, hit.snippet.marks) == ("Names an uncle.", ((9, 14),))

    def test_a_removed_document_isnt_found_until_it_is_put_back(
        self, store: Store, dana: ClientId
    ) -> None:
        with store.write() as work:
            number = work.documents.of_client(dana)[0].id
            work.documents.remove(number, Removal(NOW, RemovalReason.MISTAKE))
        assert self.seek(store, "uncle") == [("Intake form", 1)]
        with store.write() as work:
            work.documents.remove(number, None)
        assert len(self.seek(store, "uncle")) == 2

    def test_follows_a_new_title_and_what_was_found_anew(
        self, store: Store, dana: ClientId
    ) -> None:
        with store.write() as work:
            letter, form = work.documents.of_client(dana)
            work.documents.rename(letter.id, "Letter of the aunt")
            work.documents.examined(form.id, Finding(1, ((0, "Names nobody."),)))
        assert self.seek(store, "uncle") == []
        assert self.seek(store, "aunt") == [("Letter of the aunt", None)]

    def test_is_narrowed_to_a_client_a_time_and_a_tag(self, store: Store, dana: ClientId) -> None:
        with store.write() as work:
            other, _ = keep_alone(work, "Amos Levi")
            keep_document(work, Belonging(client_id=other), "His uncle")
        assert len(self.seek(store, "uncle", clients=(dana,))) == 2
        assert self.seek(store, "uncle", clients=(other,)) == [("His uncle", None)]
        assert self.seek(store, "uncle", clients=()) == []
        assert len(self.seek(store, "uncle", before_utc=a_time(15))) == 2
        assert len(self.seek(store, "about:untagged uncle")) == 3
        assert self.seek(store, "about:dana uncle") == []

    def test_without_words_all_are_listed(self, store: Store, dana: ClientId) -> None:
        assert [title for title, _ in self.seek(store, "type:document")] == [
            "Letter of the uncle",
            "Intake form",
        ]


class TestMeasures:
    """Results by time, as they stand now."""

    def seek(self, store: Store, sought: Sought, limit: int = 10) -> list[int]:
        with store.read() as work:
            wanted = frozenset({"phq-9", "ors"})
            return [one.taken_at_utc.day for one in work.search.measures(sought, wanted, limit)]

    @pytest.fixture
    def filled(self, store: Store) -> Store:
        with store.write() as work:
            dana, jonah = keep_client(work, "Dana Reyes"), keep_client(work, "Jonah Bell")
            for client_id, measure_id, day in (
                (dana, "phq-9", 3),
                (jonah, "phq-9", 2),
                (dana, "ors", 5),
                (dana, "gad-7", 6),
                (jonah, "ors", 4),
            ):
                revision = Revision(MeasureEntry(a_time(day), (None, 1), None), NOW)
                work.measures.add(client_id, measure_id, revision)
        return store

    def test_says_whose_it_is_and_what_was_entered(self, filled: Store) -> None:
        with filled.read() as work:
            (hit,) = work.search.measures(Sought(parse("")), frozenset({"gad-7"}), 10)
        assert (hit.called, hit.client_id, hit.measure_id) == ("Dana Reyes", 1, "gad-7")
        assert (hit.result_id, hit.answers, hit.total) == (4, (None, 1), None)

    def test_comes_by_time_a_page_at_most(self, filled: Store) -> None:
        newest, oldest = (Sought(parse(""), one) for one in (Order.NEWEST, Order.OLDEST))
        assert self.seek(filled, newest) == [5, 4, 3, 2]
        assert self.seek(filled, oldest, limit=3) == [2, 3, 4]

    def test_is_narrowed_by_client_and_days(self, filled: Store) -> None:
        assert self.seek(filled, Sought(parse(""), clients=(ClientId(2),))) == [4, 2]
        assert self.seek(filled, Sought(parse(""), clients=())) == []
        between = Sought(parse(""), after_utc=a_time(3), before_utc=a_time(5))
        assert self.seek(filled, between) == [4, 3]

    def test_what_was_withdrawn_or_corrected_away_isnt_found(self, filled: Store) -> None:
        with filled.write() as work:
            first, second = MeasureResultId(1), MeasureResultId(2)
            entry = MeasureEntry(a_time(3), (1, 1), 2.0)
            work.measures.revise(first, Revision(entry, NOW, "Not hers", withdrawn=True))
            moved = MeasureEntry(a_time(9), (1, 1), 2.0)
            work.measures.revise(second, Revision(moved, NOW, "Another day"))
        assert self.seek(filled, Sought(parse(""))) == [9, 5, 4]
