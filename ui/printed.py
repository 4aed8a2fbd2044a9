"""Puts a release into the words of a document: the client's own file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from resources import reference
from ui.strings import notes as note_words
from ui.strings import printed as words
from vault.notes import Note, NoteRow, NoteType
from vault.notes import Signature as NoteSignature
from vault.passages import SECTIONS, Section, Statement, Template, shown_in
from vault.passages import Passage as KeptPassage
from vault.ports import Clock
from vault.printed import (
    AddendumKind,
    FileCopy,
    Gap,
    Included,
    LateEntry,
    Letterhead,
    Notice,
    Passage,
    PrintedAddendum,
    PrintedRecord,
    PrintedSection,
    Signature,
)
from vault.profile import Profile
from vault.release_gate import Candidate, Outcome, Reason
from vault.releases import Desk


class OwnFileComposer:
    """Composes the copy of a client's own file (the port `vault.releases.Composer`).

    `rows` are the client's timeline: they know the numbers and lengths of the meetings.
    """

    def __init__(self, clock: Clock, rows: Iterable[NoteRow]) -> None:
        self._clock = clock
        self._rows = {row.id: row for row in rows}

    def file_copy(self, desk: Desk, now_utc: datetime) -> FileCopy:
        """Compose the document from what was chosen, the oldest record first."""
        name = desk.client.details.name
        return FileCopy(
            letterhead=letterhead(desk.profile),
            client=name,
            born=desk.client.details.birth_date,
            recipient=name,
            request=desk.request.number,
            handed_over_at=self._clock.local(now_utc),
            period=self._period(desk),
            included=tuple(self._included(desk)),
            notices=(
                Notice(words.confidential(), (words.for_recipient(name),)),
                _left_out(desk),
            ),
            records=tuple(self._record(candidate) for candidate in desk.chosen),
        )

    def description(self, desk: Desk) -> str:
        """Say in a line what was disclosed: how many records of which kinds, from when to when."""
        period = self._period(desk)
        kinds = Counter(candidate.note.type for candidate in desk.chosen)
        parts = [words.counted(kinds[kind], words.kind_of_records(kind)) for kind in kinds]
        partial = {
            one.candidate.note.id for one in desk.answer.verdicts if one.outcome is Outcome.IN_PART
        }
        shortened = sum(candidate.note.id in partial for candidate in desk.chosen)
        if shortened:
            parts.append(words.in_part(shortened))
        return words.described(len(desk.chosen), words.period(*period) if period else "", parts)

    def _day(self, at_utc: datetime) -> date:
        return self._clock.local(at_utc).date()

    def _period(self, desk: Desk) -> tuple[date, date] | None:
        days = [self._day(candidate.note.happened_at_utc) for candidate in desk.chosen]
        return (min(days), max(days)) if days else None

    def _included(self, desk: Desk) -> Iterator[Included]:
        for kind in NoteType:
            notes = [one.note for one in desk.chosen if one.note.type is kind]
            numbers = [number for number in map(self._number, notes) if number is not None]
            if numbers and len({note.unit_id for note in notes}) == 1:
                detail = words.span_of_numbers(len(notes), min(numbers), max(numbers))
                yield Included(words.kind_of_records(kind), detail)
            elif notes:
                yield Included(words.kind_of_records(kind), words.records(len(notes)))

    def _number(self, note: Note) -> int | None:
        row = self._rows.get(note.id)
        return row.number if row is not None and note.type is NoteType.PROGRESS else None

    def _record(self, candidate: Candidate) -> PrintedRecord:
        note = candidate.note
        row = self._rows.get(note.id)
        details = [note_words.kind_name(candidate.unit.kind)]
        if row is not None and row.minutes:
            details.append(note_words.minutes(row.minutes))
        return PrintedRecord(
            heading=note_words.title(note.type, self._number(note)),
            on=self._day(note.happened_at_utc),
            details=tuple(details),
            signature=self._signature(note.signature),
            fingerprint=note.signature.sha256 if note.signature else "",
            late=self._late(note) if row is not None and row.late else None,
            letter=note.content.template is Template.LETTER,
            sections=tuple(self._sections(candidate)),
            addenda=tuple(self._addendum(one, candidate) for one in candidate.addenda),
        )

    def _late(self, note: Note) -> LateEntry:
        happened, begun = note.happened_at_utc, note.begun_at_utc
        return LateEntry(self._clock.local(happened), self._clock.local(begun))

    def _sections(self, candidate: Candidate) -> Iterator[PrintedSection]:
        template = candidate.note.content.template
        letter = template is Template.LETTER
        said = list(self._passages(candidate.note, candidate))
        for section in SECTIONS[template]:
            found = tuple(
                printed for kept, printed in said if shown_in(template, kept.section) is section
            )
            if found:
                heading = "" if letter else _heading(section)
                yield PrintedSection(heading, found, strong=section is Section.SUBJECT)

    def _addendum(self, note: Note, candidate: Candidate) -> PrintedAddendum:
        corrects = any(one.corrects for one in note.content.passages)
        return PrintedAddendum(
            kind=AddendumKind.AMENDMENT if corrects else AddendumKind.ADDENDUM,
            passages=tuple(printed for _, printed in self._passages(note, candidate)),
            signature=self._signature(note.signature),
        )

    def _passages(
        self, part: Note, candidate: Candidate
    ) -> Iterator[tuple[KeptPassage, Passage | Gap]]:
        """Give what is printed of a note or an addendum, in order, without what is blank."""
        kept = {
            Statement(note.id, place): passage
            for note in (candidate.note, *candidate.addenda)
            for place, passage in enumerate(note.content.passages, start=1)
        }
        corrected = {
            passage.corrects: self._day(note.signature.signed_at_utc)
            for note in candidate.addenda
            if note.signature is not None
            for passage in note.content.passages
            if passage.corrects is not None
        }
        for statement, passage in kept.items():
            printed = _printed(passage)
            if statement.note_id != part.id or printed is None:
                continue
            if isinstance(printed, Passage):
                before = kept.get(passage.corrects) if passage.corrects else None
                printed = replace(
                    printed,
                    corrected_on=corrected.get(statement),
                    instead_of=_printed(before) if before else None,
                )
            yield passage, printed

    def _signature(self, signed: NoteSignature | None) -> Signature | None:
        if signed is None:
            return None
        at = self._clock.local(signed.signed_at_utc)
        return Signature(signed.signed_by, at, signed.licence)


def letterhead(profile: Profile) -> Letterhead:
    """Give the practice's letterhead."""
    state = dict(reference.states()).get(profile.state, profile.state)
    licence = words.licence(profile.licence_number, state) if profile.licence_number else ""
    return Letterhead(
        practice=profile.shown_practice,
        counselor=profile.name,
        credential=profile.credential,
        license=licence,
        lines=tuple(line for line in (profile.address, profile.phone) if line),
    )


def _heading(section: Section) -> str:
    return "" if section is Section.TEXT else note_words.section_name(section)


def _printed(passage: KeptPassage) -> Passage | Gap | None:
    """Give what is printed of a passage: one told in confidence leaves only its place."""
    if passage.in_confidence:
        return Gap.ANOTHER_PERSON
    return Passage(passage.text) if passage.text.strip() else None


def _left_out(desk: Desk) -> Notice:
    """Say what isn't in the file, and by which rule where that rule was verified."""
    staying = Counter(
        one.reason for one in desk.answer.verdicts if one.outcome is Outcome.STAYS and one.reason
    )
    # That another client's file was touched upon is nobody's to know.
    staying.pop(Reason.NOT_THIS_CLIENT, None)
    passages = sum(_confidences(candidate) for candidate in desk.chosen)
    if passages:
        staying[Reason.TOLD_IN_CONFIDENCE] = passages
    # What no copy holds is said of each alike, so that it tells nothing of what there is.
    paragraphs = [words.notes_alone()]
    paragraphs += [words.left_out(reason, count) for reason, count in staying.items()]
    not_chosen = len(desk.answer.goes) - len(desk.chosen)
    if not_chosen:
        paragraphs.append(words.left_out(None, not_chosen))
    return Notice(words.not_included(), tuple(paragraphs), source=_source(staying))


def _source(reasons: Iterable[Reason]) -> str:
    rules = [reference.rule(reason) for reason in reasons]
    return "; ".join(rule.section for rule in rules if rule is not None and rule.is_verified)


def _confidences(candidate: Candidate) -> int:
    parts = (candidate.note, *candidate.addenda)
    return sum(one.in_confidence for part in parts for one in part.content.passages)
