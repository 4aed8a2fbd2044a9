"""Search in memory: every text is read each time."""

from datetime import datetime
from itertools import groupby

from tests.fakes.records import LONG_AGO, FakeRecords, FakeRepo
from vault.documents import Document
from vault.folding import folded
from vault.ids import ClientId, MemberId
from vault.name_index import NameRow
from vault.notes import Note
from vault.passages import Passage
from vault.search import DocumentHit, Mark, MeasureHit, PassageHit, PassagePage, Sought, is_about
from vault.search_query import Order
from vault.snippets import cut
from vault.units import Unit
from vault.word_finder import WordFinder

MOST_IN_NOTE = 3


class FakeSearchRepo(FakeRepo):
    def __init__(self, records: FakeRecords) -> None:
        super().__init__(records)
        self._names: tuple[NameRow, ...] = ()

    def names(self) -> tuple[NameRow, ...]:
        rows = [
            NameRow(
                id=one.id,
                called=one.called,
                folded=folded(f"{one.called}\n{one.details.name}"),
                case_number=one.case_number,
                status=one.details.status,
                last_met_at_utc=self._records.last_met(one.id),
            )
            for one in self._records.clients.values()
        ]
        rows.sort(key=lambda row: row.folded)
        rows.sort(key=lambda row: row.last_met_at_utc or LONG_AGO, reverse=True)
        if tuple(rows) != self._names:
            self._names = tuple(rows)
        return self._names

    def passages(self, sought: Sought, after: Mark | None, limit: int) -> PassagePage:
        finder = WordFinder(sought.query.terms)
        found = [
            (note, position, passage)
            for note in self._notes(sought)
            for position, passage in enumerate(note.content.passages, start=1)
            if passage.text.strip()
            and finder.find(passage.text, passage.about.third_person) is not None
            and self._is_about(sought, passage, self._records.unit(note.unit_id))
        ]
        newest = sought.order is Order.NEWEST
        found.sort(key=lambda one: _when(one[0]), reverse=newest)
        groups = [list(group) for _, group in groupby(found, key=lambda one: one[0].id)]
        count = len(found) if sought.query.terms else len(groups)
        groups = [group for group in groups if _is_beyond(group[0][0], after, newest=newest)]
        most = MOST_IN_NOTE if sought.query.terms else 1
        hits: list[PassageHit] = []
        taken = 0
        for group in groups:
            if len(hits) >= limit:
                break
            left = len(group) - most if sought.query.terms else 0
            shown = group[:most]
            for note, position, passage in shown:
                is_last = position == shown[-1][1]
                others = max(0, left) if is_last else 0
                hits += self._hits(sought, finder, note, position, passage, others)
            taken += 1
        last = groups[taken - 1][0][0] if 0 < taken < len(groups) else None
        mark = Mark(*_when(last)) if last else None
        return PassagePage(tuple(hits), mark, count)

    def documents(self, sought: Sought, limit: int) -> list[DocumentHit]:
        found = [
            hit
            for document in self._records.documents.values()
            if document.removal is None
            if (hit := self._document(sought, document)) is not None
        ]
        newest = sought.order is Order.NEWEST
        found.sort(key=lambda hit: (hit.added_at_utc, hit.document_id), reverse=newest)
        return found[:limit]

    def measures(self, sought: Sought, measures: frozenset[str], limit: int) -> list[MeasureHit]:
        found = [
            MeasureHit(
                one.id,
                one.client_id,
                self._records.clients[one.client_id].called,
                one.measure_id,
                one.entry.taken_at_utc,
                one.entry.answers,
                one.entry.total,
            )
            for one in self._records.measures.values()
            if one.measure_id in measures
            and not one.is_withdrawn
            and (sought.clients is None or one.client_id in sought.clients)
            and _is_between(one.entry.taken_at_utc, sought)
        ]
        newest = sought.order is Order.NEWEST
        found.sort(key=lambda hit: (hit.taken_at_utc, hit.result_id), reverse=newest)
        return found[:limit]

    def _notes(self, sought: Sought) -> list[Note]:
        query = sought.query
        return [
            note
            for note in self._records.notes.values()
            if note.id not in self._records.unsettled
            and _is_between(note.happened_at_utc, sought)
            and (not query.types or note.type in query.types)
            and query.signed in {None, note.is_signed}
            and self._is_of(sought, self._records.unit(note.unit_id))
        ]

    def _is_of(self, sought: Sought, unit: Unit) -> bool:
        return sought.clients is None or any(
            one.client_id in sought.clients for one in unit.members if one.client_id
        )

    def _is_about(self, sought: Sought, passage: Passage, unit: Unit | None) -> bool:
        called = _called(unit)
        return all(is_about(name, passage.about, called) for name in sought.about)

    def _hits(
        self,
        sought: Sought,
        finder: WordFinder,
        note: Note,
        position: int,
        passage: Passage,
        others: int,
    ) -> list[PassageHit]:
        unit = self._records.unit(note.unit_id)
        clients = [one for one in unit.members if one.client_id is not None]
        wanted = [one for one in clients if one.client_id in (sought.clients or ())]
        meant = [one for one in clients if one.id in passage.about.members]
        if not clients:
            return []
        marks = finder.find(passage.text, passage.about.third_person) or ()
        start, end = marks[0] if marks else (0, 0)
        siblings = [
            one.id
            for one in self._records.notes.values()
            if note.amends is not None and one.amends == note.amends
        ]
        hit = PassageHit(
            note_id=note.amends or note.id,
            client_id=ClientId([*wanted, *meant, *clients][0].client_id or 0),
            unit=unit,
            type=note.type,
            number=self._records.meetings[note.meeting_id].number if note.meeting_id else None,
            happened_at_utc=note.happened_at_utc,
            signed=note.is_signed,
            section=passage.section,
            about=passage.about,
            snippet=cut(passage.text, marks),
            position=position,
            offset=start,
            length=end - start,
            addendum=siblings.index(note.id) + 1 if note.amends is not None else 0,
            others=others,
            in_confidence=passage.in_confidence,
        )
        return [hit]

    def _document(self, sought: Sought, document: Document) -> DocumentHit | None:
        finder = WordFinder(sought.query.terms)
        belonging = document.belonging
        unit = self._records.unit(belonging.unit_id) if belonging.unit_id else None
        owners = [belonging.client_id] if belonging.client_id else []
        owners += [one.client_id for one in unit.members if one.client_id] if unit else []
        wanted = [one for one in owners if one in (sought.clients or ())]
        called = _called(unit)
        if (
            not owners
            or (sought.clients is not None and not wanted)
            or not _is_between(document.added_at_utc, sought)
            or not all(is_about(name, document.about, called) for name in sought.about)
        ):
            return None
        pages = self._records.document_text.get(document.id, ())
        fitting = [(page, text) for page, text in pages if finder.find(text) is not None]
        in_title = finder.find(document.title, document.about.third_person) is not None
        if sought.query.terms and not (fitting or in_title):
            return None
        has_words = bool(sought.query.terms and fitting)
        beginning = [(None, text[:1000]) for _, text in pages[:1]]
        page, text = fitting[0] if has_words else next(iter(beginning), (None, ""))
        owner = ClientId([*wanted, *owners][0] or 0)
        return DocumentHit(
            document_id=document.id,
            client_id=owner,
            called=self._records.clients[owner].called,
            title=document.title,
            added_at_utc=document.added_at_utc,
            page=page,
            snippet=cut(text, finder.find(text) or ()),
            third_person=document.about.third_person,
            in_confidence=document.tagging.in_confidence,
        )


def _when(note: Note) -> tuple[datetime, int]:
    return note.happened_at_utc, note.id


def _called(unit: Unit | None) -> dict[MemberId, str]:
    return {one.id: one.called for one in unit.members} if unit else {}


def _is_between(at_utc: datetime, sought: Sought) -> bool:
    return (sought.after_utc is None or at_utc >= sought.after_utc) and (
        sought.before_utc is None or at_utc < sought.before_utc
    )


def _is_beyond(note: Note, after: Mark | None, *, newest: bool) -> bool:
    if after is None:
        return True
    last = after.at_utc, after.number
    return _when(note) < last if newest else _when(note) > last
