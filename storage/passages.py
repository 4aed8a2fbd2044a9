"""The passages of a note: as rows with their search index, and as the text of a draft."""

import json
import re
from collections import defaultdict, deque
from typing import Any

from storage.connection import Connection
from vault.ids import NoteId
from vault.notes import NoteContent
from vault.passages import About, AboutKind, Passage, Section, Template

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
            )
            for section, text, kind, members, third_person, said_by, in_confidence in passages
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
                note_id, position, section, text, about_kind, third_person, said_by, in_confidence
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
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

    def _stored(self, note_id: NoteId) -> list[tuple[int, int, Passage]]:
        rows = self._connection.execute(
            """
            SELECT id, position, section, text, about_kind,
                (SELECT json_group_array(member_id) FROM passage_about WHERE passage_id = id),
                third_person, said_by, in_confidence
            FROM passage WHERE note_id = ? ORDER BY position
            """,
            (note_id,),
        )
        return [(row[0], row[1], _passage(row[2:])) for row in rows]


def _passage(row: tuple[Any, ...]) -> Passage:
    section, text, kind, members, third_person, said_by, in_confidence = row
    about = About(AboutKind(kind), tuple(json.loads(members)), third_person)
    return Passage(Section(section), text, about, said_by, bool(in_confidence))


def _storable(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
