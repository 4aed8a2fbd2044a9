"""Notes: draft, signed, addendum.

A draft saves itself; a signed note never changes again, and what comes later is an addendum. The
passages of an addendum add to the note, or name the statement that they correct.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from vault import fields
from vault.errors import InvalidField, Problem
from vault.ids import ClientId, MeetingId, MemberId, NoteId, UnitId
from vault.late_entries import LATE_HOURS
from vault.meetings import Meeting
from vault.passages import Passage, Template
from vault.units import Unit, UnitKind

if TYPE_CHECKING:
    from vault.reviews import Review

PASSAGE_LIMIT = 5_000


class NoteType(StrEnum):
    """What a note is."""

    PROGRESS = "progress"
    INTAKE = "intake"
    PHONE = "phone_contact"
    RISK = "risk_assessment"
    SAFETY_PLAN = "safety_plan"
    TREATMENT_PLAN = "treatment_plan"
    DISCHARGE = "discharge"
    LETTER = "letter"
    FREE = "free"
    ADDENDUM = "addendum"


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What the counselor edits in a note."""

    template: Template
    passages: tuple[Passage, ...]

    def checked(self) -> "NoteContent":
        """Give the same content with text that can be stored; empty paragraphs are kept.

        Where there are too many, neighbours with the same tag become lines of one passage: what
        was pasted is never refused for its many lines. Raises InvalidField when there is still
        more of it than a note holds.
        """
        passages = tuple(_checked(one) for one in self.passages)
        while len(passages) > PASSAGE_LIMIT:
            fewer = tuple(_paired(passages))
            if len(fewer) == len(passages):
                raise InvalidField("passages", Problem.TOO_LONG)
            passages = fewer
        return replace(self, passages=passages)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space was written."""
        return not any(passage.text.strip() for passage in self.passages)


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note that is about to be kept as a draft."""

    unit_id: UnitId
    type: NoteType
    content: NoteContent
    happened_at_utc: datetime
    meeting_id: MeetingId | None = None
    amends: NoteId | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a note and when, as the profile stood then; `sha256` is over all that it says.

    `late_hours` is the rule by which the note counted as a late entry when it was signed. The
    first `seal_version` covers the note alone, the second what is `Around` it as well.
    """

    signed_at_utc: datetime
    signed_by: str
    sha256: str
    licence: str = ""
    late_hours: int = LATE_HOURS
    seal_version: int = 2


@dataclass(frozen=True, slots=True)
class Around:
    """What a note shows and others keep: its meeting, and which client each named member is.

    Named are those who were present, whom a passage is about, and who said it. Of one who has no
    file, the name tells who it is.
    """

    meeting: Meeting | None = None
    people: tuple[tuple[MemberId, ClientId | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note as kept; a draft has no signature, an addendum names the note that it amends.

    `first_words_at_utc` is when text was kept in it for the first time since it was empty, None
    while it is, and in notes that were signed before this was known.
    """

    id: NoteId
    unit_id: UnitId
    type: NoteType
    content: NoteContent
    happened_at_utc: datetime
    created_at_utc: datetime
    changed_at_utc: datetime
    version: int
    meeting_id: MeetingId | None = None
    amends: NoteId | None = None
    signature: Signature | None = None
    first_words_at_utc: datetime | None = None
    around: Around = Around()

    @property
    def begun_at_utc(self) -> datetime:
        """What a late entry is told by: when its first words were kept, else when it was made."""
        return self.first_words_at_utc or self.created_at_utc

    @property
    def is_signed(self) -> bool:
        """Whether the note can't change any more."""
        return self.signature is not None

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was kept in it since it was begun."""
        return self.version == 1 and not self.content.passages and not self.is_signed


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One line of a client's timeline.

    `number` is the meeting's; `people` are those who were present, or the whole unit;
    `addenda` counts the signed and the unsigned ones; `amended` where a signed one corrects
    something. `late_hours` is the rule that a signed note was signed under; `late` is said once
    it is known which rule holds for a draft.
    """

    id: NoteId
    type: NoteType
    unit_id: UnitId
    kind: UnitKind
    unit_name: str
    number: int | None
    minutes: int | None
    people: tuple[str, ...]
    happened_at_utc: datetime
    signed: bool
    addenda: int
    begun_at_utc: datetime
    late_hours: int | None = None
    late: bool = False
    amended: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A signed note with its signed addenda, whose words can be copied into a later one.

    `number` is its meeting's.
    """

    note: Note
    addenda: tuple[Note, ...]
    number: int | None


@dataclass(frozen=True, slots=True)
class NoteFile:
    """All that is shown around a note.

    `late_hours` is the rule for late entries that holds now; `altered` are the parts that don't
    say any more what was signed. `earlier` can be copied from, `sources` were copied from.
    """

    note: Note
    unit: Unit
    meeting: Meeting | None
    addenda: tuple[Note, ...]
    late_hours: int = LATE_HOURS
    altered: frozenset[NoteId] = frozenset()
    earlier: Source | None = None
    sources: tuple[Source, ...] = ()
    review: "Review | None" = None

    @property
    def signed_addenda(self) -> tuple[Note, ...]:
        """The addenda that are part of the record, in the order of their signatures."""
        # One is begun only when the one before it is signed.
        return tuple(one for one in self.addenda if one.is_signed)


class Hindrance(StrEnum):
    """Why a note can't be signed yet."""

    EMPTY = "empty"
    UNTAGGED = "untagged"
    UNCHANGED = "unchanged"
    """A correction says the same as before."""


def _paired(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Join each passage with the next one where nothing but their text differs."""
    waiting: Passage | None = None
    for passage in passages:
        if waiting is None:
            waiting = passage
            continue
        text = f"{waiting.text}\n{passage.text}"
        if replace(waiting, text="") == replace(passage, text="") and (
            len(text) <= fields.PASSAGE_LENGTH
        ):
            yield replace(waiting, text=text)
            waiting = None
        else:
            yield waiting
            waiting = passage
    if waiting is not None:
        yield waiting


def _checked(passage: Passage) -> Passage:
    text = fields.prose("passages", passage.text)
    third_person = fields.prose("passages", passage.about.third_person, longest=fields.LINE_LENGTH)
    if text == passage.text and third_person == passage.about.third_person:
        return passage
    return replace(passage, text=text, about=replace(passage.about, third_person=third_person))


def named_members(content: NoteContent, meeting: Meeting | None) -> list[MemberId]:
    """List the members whom a note or its meeting names, by number."""
    named = set(meeting.present) if meeting else set()
    for one in content.passages:
        named.update(one.about.members)
        if one.said_by is not None:
            named.add(one.said_by)
    return sorted(named)


def present_members(file: NoteFile) -> tuple[MemberId, ...]:
    """Give who was present at a note's meeting, or the whole unit where there was none."""
    if file.meeting and file.meeting.present:
        return file.meeting.present
    return tuple(member.id for member in file.unit.members)
