"""From passages that fit to what is shown of them."""

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from storage.connection import Connection
from storage.times import from_stored
from storage.units import SqlUnitRepo
from vault.ids import ClientId, NoteId, UnitId
from vault.notes import NoteType
from vault.passages import About, AboutKind, Section
from vault.search import PassageHit, Sought
from vault.snippets import cut
from vault.units import Unit
from vault.word_finder import WordFinder

if TYPE_CHECKING:
    from storage.search_passages import Candidate

_ROWS: Final = """
    SELECT passage.id, note.unit_id, about_kind,
        (SELECT json_group_array(member_id) FROM passage_about WHERE passage_id = passage.id),
        third_person, text, coalesce(note.amends, note.id), note.type, number, happened_at_utc,
        state, section, in_confidence, position,
        (SELECT count(*) FROM note AS earlier
         WHERE earlier.amends = note.amends AND earlier.id <= note.id)
    FROM json_each(?) AS wanted CROSS JOIN passage ON passage.id = wanted.value
    JOIN note ON note.id = note_id LEFT JOIN meeting ON meeting.id = meeting_id
"""


class Chosen(NamedTuple):
    """A passage that is to be shown, and how many more of its note aren't."""

    candidate: "Candidate"
    others: int


def passage_hits(
    connection: Connection, sought: Sought, finder: WordFinder, chosen: list[Chosen]
) -> tuple[PassageHit, ...]:
    """Give what is shown of passages, in the same order.

    The index holds the third person of a passage of tabs or line breaks alone, which is no hit.
    """
    numbers = json.dumps([one.candidate.passage_id for one in chosen])
    rows = {row[0]: row[1:] for row in connection.execute(_ROWS, (numbers,))}
    repo = SqlUnitRepo(connection)
    units = {unit_id: repo.get(UnitId(unit_id)) for unit_id in {row[0] for row in rows.values()}}
    hits = []
    for candidate, others in chosen:
        unit_id, kind, members, third_person, *row = rows[candidate.passage_id]
        about = About(AboutKind(kind), tuple(json.loads(members)), third_person)
        client_id = _whose_file(units[unit_id], about, sought)
        if client_id is not None and row[0].strip():
            hits.append(_hit(client_id, units[unit_id], about, row, finder, others))
    return tuple(hits)


def _hit(
    client_id: ClientId,
    unit: Unit,
    about: About,
    row: list[Any],
    finder: WordFinder,
    others: int,
) -> PassageHit:
    text, note_id, note_type, meeting, happened_at_utc, state, section, told, *places = row
    position, addendum = places
    marks = finder.find(text, about.third_person) or ()
    first, end = marks[0] if marks else (0, 0)
    return PassageHit(
        note_id=NoteId(note_id),
        client_id=client_id,
        unit=unit,
        type=NoteType(note_type),
        number=meeting,
        happened_at_utc=from_stored(happened_at_utc),
        signed=state == "signed",
        section=Section(section),
        about=about,
        snippet=cut(text, marks),
        position=position,
        offset=first,
        length=end - first,
        addendum=addendum,
        others=others,
        in_confidence=bool(told),
    )


def _whose_file(unit: Unit, about: About, sought: Sought) -> ClientId | None:
    """Choose in whose file a note is opened: whose was asked for, whom it is about, the first."""
    clients = [one.client_id for one in unit.members if one.client_id is not None]
    wanted = set(sought.clients or ())
    meant = [one.client_id for one in unit.members if one.id in about.members and one.client_id]
    choices = [*(one for one in clients if one in wanted), *meant, *clients]
    return choices[0] if choices else None
