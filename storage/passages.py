"""The passages of a note: as rows with their search index, and as the text of a draft."""

import json
import re
from collections import defaultdict, deque
from typing import Any, Final

from storage.connection import Connection
from vault.ids import NoteId
from vault.notes import NoteContent
from vault.passages import About, AboutKind, Passage, Section, Statement, Template

WHITE: Final = (
    "char(9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196,"
    " 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288)"
)
"""What Python takes for white space, as SQL; SQLite's trim() alone knows the space only."""

# The database keeps UTF-8, which has no lone surrogates.
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARKED = 1_000_000


def to_body(content: NoteContent) -> str:
    """Give a draft's text as JSON."""
    body = [
        content.template,
        [
            (
                one.section,
                one.text,
                one.about.kind,
                one.about.members,
                one.about.third_person,
                one.said_by,
                one.in_confidence,
                one.corrects and (one.corrects.note_id, one.corrects.place),
                one.copied_from,
            )
            for one in content.passages
        ],
    ]
    return _storable(json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def from_body(body: str) -> NoteContent:
    """Give back the draft's text that `to_body` was given."""
    template, passages = json.loads(body)
    return NoteContent(
        Template(template),
        tuple(
            Passage(
                Section(section),
                text,
                About(AboutKind(kind), tuple(members), third_person),
                said_by,
                in_confidence,
                Statement(*corrects) if corrects else None,
                copied_from,
            )
            for (
                section,
                text,
                kind,
                members,
                third_person,
                said_by,
                in_confidence,
                corrects,
                copied_from,
            ) in passages
        ),
    )


class PassageRows:
    """The passages of settled notes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_note(self, note_id: NoteId) -> tuple[Passage, ...]:
        """Give a note's passages in order."""
        return tuple(passage for _, _, passage in self._stored(note_id))

    def add(self, note_id: NoteId, passages: tuple[Passage, ...]) -> None:
        """Keep the passages of a new note."""
        self._insert(note_id, list(enumerate(passages, start=1)))

    def put(self, note_id: NoteId, passages: tuple[Passage, ...]) -> None:
        """Replace a note's passages; a row that says the same stays, with its index entry."""
        spare: defaultdict[Passage, deque[tuple[int, int]]] = defaultdict(deque)
        for row_id, position, passage in self._stored(note_id):
            spare[passage].append((row_id, position))
        moved: list[tuple[int, int]] = []
        added: list[tuple[int, Passage]] = []
        for position, passage in enumerate(passages, start=1):
            if not spare[passage]:
                added.append((position, passage))
                continue
            row_id, was_at = spare[passage].popleft()
            if was_at != position:
                moved.append((position, row_id))
        self._connection.executemany(
            "DELETE FROM passage WHERE id = ?",
            [(row_id,) for rows in spare.values() for row_id, _ in rows],
        )
        self._move(moved)
        self._insert(note_id, added)

    def _move(self, moved: list[tuple[int, int]]) -> None:
        # By way of positions that none has, because two rows of a note can't share one.
        move = "UPDATE passage SET position = ? WHERE id = ?"
        self._connection.executemany(move, [(_PARKED + to, row_id) for to, row_id in moved])
        self._connection.executemany(move, moved)

    def _insert(self, note_id: NoteId, added: list[tuple[int, Passage]]) -> None:
        self._connection.executemany(
            """
            INSERT INTO passage (
                note_id, position, section, text, about_kind, third_person, said_by,
                in_confidence, corrects, copied_from
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (
                    note_id,
                    position,
                    one.section,
                    _storable(one.text),
                    one.about.kind,
                    _storable(one.about.third_person),
                    one.said_by,
                    one.in_confidence,
                    one.corrects and self._row_of(one.corrects),
                    one.copied_from,
                )
                for position, one in added
            ],
        )
        tags = [
            (member_id, note_id, position)
            for position, one in added
            for member_id in one.about.members
        ]
        if tags:
            self._connection.executemany(
                """
                INSERT INTO passage_about (passage_id, member_id)
                SELECT id, ? FROM passage WHERE note_id = ? AND position = ?
                """,
                tags,
            )

    def _row_of(self, statement: Statement) -> int:
        row = self._connection.execute(
            "SELECT id FROM passage WHERE note_id = ? AND position = ?",
            (statement.note_id, statement.place),
        ).fetchone()
        if row is None:
            raise LookupError(statement)
        return int(row[0])

    def _stored(self, note_id: NoteId) -> list[tuple[int, int, Passage]]:
        rows = self._connection.execute(
            """
            SELECT passage.id, passage.position, passage.section, passage.text,
                passage.about_kind,
                (SELECT json_group_array(member_id) FROM passage_about
                    WHERE passage_id = passage.id),
                passage.third_person, passage.said_by, passage.in_confidence,
                said.note_id, said.position, passage.copied_from
            FROM passage LEFT JOIN passage AS said ON said.id = passage.corrects
            WHERE passage.note_id = ? ORDER BY passage.position
            """,
            (note_id,),
        )
        return [(row[0], row[1], _passage(row[2:])) for row in rows]


def _passage(row: tuple[Any, ...]) -> Passage:
    section, text, kind, members, third_person, said_by, in_confidence = row[:7]
    corrects_note, corrects_place, copied_from = row[7:]
    about = About(AboutKind(kind), tuple(json.loads(members)), third_person)
    corrects = Statement(corrects_note, corrects_place) if corrects_note else None
    return Passage(
        Section(section), text, about, said_by, bool(in_confidence), corrects, copied_from
    )


def _storable(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
