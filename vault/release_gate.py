"""The release gate: what may leave, what stays, and by which rule.

A pure function of the facts. It knows one ground so far, a client's own file; whatever it
doesn't know stays in the vault.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vault.clients import Client, under_eighteen
from vault.ids import MemberId
from vault.notes import Note
from vault.passages import Passage
from vault.requests import IdentityCheck, Request, RequestKind
from vault.units import Unit


class Outcome(StrEnum):
    """What becomes of one record."""

    GOES = "goes"
    IN_PART = "in_part"
    STAYS = "stays"


class Reason(StrEnum):
    """Why something stays; each has its rule and source in `resources/reference`."""

    NOT_OWN_REQUEST = "not_own_request"
    IDENTITY_NOT_CHECKED = "identity_not_checked"
    MINOR = "minor"
    SEEN_WITH_OTHERS = "seen_with_others"
    NOT_SIGNED = "not_signed"
    TOLD_IN_CONFIDENCE = "told_in_confidence"
    NOT_THIS_CLIENT = "not_this_client"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that could go: the note, its unit, and its addenda."""

    note: Note
    unit: Unit
    addenda: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one record, and why."""

    candidate: Candidate
    outcome: Outcome
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The gate's answer: what blocks all of it, and a verdict for each record."""

    blocks: tuple[Reason, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def goes(self) -> tuple[Candidate, ...]:
        """The records that may leave, whole or in part; none while anything blocks."""
        if self.blocks:
            return ()
        return tuple(one.candidate for one in self.verdicts if one.outcome is not Outcome.STAYS)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much of a client's file no release can hold yet.

    Process notes aren't counted: that there are any is nobody's to know.
    """

    documents: int = 0
    measures: int = 0


def own_file(
    request: Request, client: Client, candidates: tuple[Candidate, ...], today: date
) -> Answer:
    """Judge a client's request for their own file (45 CFR 164.524(a)(1)).

    Only signed records of a client seen alone go. Passages told in confidence by somebody
    else stay (45 CFR 164.524(a)(2)(v)); so does every record of a unit of several people.
    """
    return Answer(
        blocks=tuple(_blocks(request, client, today)),
        verdicts=tuple(_judge(candidate, client) for candidate in candidates),
    )


def _blocks(request: Request, client: Client, today: date) -> list[Reason]:
    blocks = []
    if request.kind is not RequestKind.ACCESS or request.client_id != client.id:
        blocks.append(Reason.NOT_OWN_REQUEST)
    if request.identity is IdentityCheck.NOT_YET:
        blocks.append(Reason.IDENTITY_NOT_CHECKED)
    if under_eighteen(client.details.birth_date, client.details.flags, today):
        blocks.append(Reason.MINOR)
    return blocks


def _judge(candidate: Candidate, client: Client) -> Verdict:
    parts = (candidate.note, *candidate.addenda)
    of_unit = all(part.unit_id == candidate.unit.id for part in parts)
    if not of_unit or not candidate.unit.member_of(client.id):
        return Verdict(candidate, Outcome.STAYS, Reason.NOT_THIS_CLIENT)
    passages = [passage for part in parts for passage in part.content.passages]
    members = {member.id for member in candidate.unit.members}
    if any(not members.issuperset(_named(passage)) for passage in passages):
        return Verdict(candidate, Outcome.STAYS, Reason.NOT_THIS_CLIENT)
    if candidate.unit.is_shared or len(candidate.unit.members) != 1:
        return Verdict(candidate, Outcome.STAYS, Reason.SEEN_WITH_OTHERS)
    if not all(part.is_signed for part in parts):
        return Verdict(candidate, Outcome.STAYS, Reason.NOT_SIGNED)
    if any(passage.in_confidence for passage in passages):
        return Verdict(candidate, Outcome.IN_PART, Reason.TOLD_IN_CONFIDENCE)
    return Verdict(candidate, Outcome.GOES)


def _named(passage: Passage) -> tuple[MemberId, ...]:
    """Give the members that a passage names; in a sound vault they are its unit's."""
    speaker = () if passage.said_by is None else (passage.said_by,)
    return (*passage.about.members, *speaker)


def without_what_stays(answer: Answer) -> Answer:
    """Give the same answer with every passage in its place, and no word of one that stays."""
    return replace(answer, verdicts=tuple(_emptied(one) for one in answer.verdicts))


def _emptied(verdict: Verdict) -> Verdict:
    whole = verdict.outcome is Outcome.STAYS

    def emptied(note: Note) -> Note:
        passages = tuple(
            replace(one, text="") if whole or one.in_confidence else one
            for one in note.content.passages
        )
        return replace(note, content=replace(note.content, passages=passages))

    candidate = verdict.candidate
    addenda = tuple(emptied(one) for one in candidate.addenda)
    return replace(
        verdict, candidate=replace(candidate, note=emptied(candidate.note), addenda=addenda)
    )
