"""Results of measures, each with all that was ever entered, and forms that aren't finished."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from storage.connection import Connection
from storage.passages import WHITE
from storage.times import from_stored, to_stored
from vault.ids import ClientId, MeasureResultId, MeetingId, NoteId
from vault.measures import (
    Look,
    MeasureDraft,
    MeasureEntry,
    MeasureResult,
    Revision,
    fingerprint,
)
from vault.risk_calls import Assessments, RiskCall

if TYPE_CHECKING:
    from resources.measures import RiskPrompt

# One of somebody alone is about them, tagged or not, unless it says that it is about another.
_SIGNED: Final = f"""
    (
        SELECT max(note.happened_at_utc)
        FROM unit_member AS member
        JOIN note ON note.unit_id = member.unit_id AND note.type = 'risk_assessment'
        WHERE member.client_id = client.id AND note.state = 'signed'
            AND note.happened_at_utc <= note.signed_at_utc
            AND EXISTS (
                SELECT 1 FROM passage LEFT JOIN passage_about ON passage_id = passage.id
                WHERE passage.note_id = note.id AND trim(text, {WHITE}) <> '' AND (
                    about_kind = 'all' OR member_id = member.id
                    OR about_kind = 'untagged'
                    AND (SELECT count(*) FROM unit_member WHERE unit_id = note.unit_id) = 1
                )
            )
    )
"""  # noqa: S608 -- the literal above
# Whomever a draft will be about isn't sure before it is signed.
_BEGUN: Final = """
    (
        SELECT note.id
        FROM unit_member AS member
        JOIN note ON note.unit_id = member.unit_id AND note.type = 'risk_assessment'
        WHERE member.client_id = client.id AND note.state = 'draft'
            AND first_words_at_utc IS NOT NULL
        ORDER BY note.happened_at_utc DESC, note.id DESC LIMIT 1
    )
"""
_ASSESSMENTS: Final = f"{_SIGNED}, begun.happened_at_utc, begun.id"
_CALLS: Final = f"""
    WITH reaching AS (
        SELECT result_id, version, client_id, taken_at_utc, row_number() OVER (
            PARTITION BY client_id ORDER BY taken_at_utc DESC, result_id DESC
        ) AS place
        FROM measure_result
        JOIN measure_revision AS newest ON result_id = measure_result.id
        WHERE measure = :measure AND NOT withdrawn
            AND iif(:place IS NULL, total, json_extract(answers, :place)) >= :least
            AND NOT EXISTS (
                SELECT 1 FROM measure_revision AS later
                WHERE later.result_id = newest.result_id AND later.version > newest.version
            )
    )
    SELECT result_id, client.id, coalesce(nullif(used_name, ''), name), taken_at_utc, {_ASSESSMENTS}
    FROM reaching JOIN client ON client.id = client_id
    LEFT JOIN note AS begun ON begun.id = {_BEGUN}
    WHERE place = 1 AND NOT EXISTS (
        SELECT 1 FROM measure_look AS look
        WHERE look.result_id = reaching.result_id AND look.version = reaching.version
    )
"""  # noqa: S608 -- the literals above


class SqlMeasureRepo:
    """The results of one open vault."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, client_id: ClientId, measure_id: str, revision: Revision) -> MeasureResultId:
        """Keep a new result."""
        result_id = MeasureResultId(
            self._connection.execute(
                "INSERT INTO measure_result (client_id, measure) VALUES (?, ?)",
                (client_id, measure_id),
            ).lastrowid
        )
        self._enter(result_id, 1, revision)
        return result_id

    def revise(self, result_id: MeasureResultId, revision: Revision) -> None:
        """Enter over a result; raises LookupError."""
        self._enter(result_id, self.get(result_id).version + 1, revision)

    def get(self, result_id: MeasureResultId) -> MeasureResult:
        """Give a result; raises LookupError."""
        found = self._found("measure_result.id = ?", result_id)
        if not found:
            raise LookupError(result_id)
        return found[0]

    def of_client(self, client_id: ClientId) -> list[MeasureResult]:
        """List a client's results, the one that was taken first before the others."""
        found = self._found("client_id = ?", client_id)
        return sorted(found, key=lambda one: (one.entry.taken_at_utc, one.id))

    def look_at(self, result_id: MeasureResultId, look: Look) -> None:
        """Keep that somebody looked at what holds now of a result; raises LookupError."""
        self._connection.execute(
            "INSERT INTO measure_look VALUES (?, ?, ?, ?, ?)",
            (
                result_id,
                self.get(result_id).version,
                to_stored(look.looked_at_utc),
                look.looked_by,
                look.reason,
            ),
        )

    def taken(self) -> frozenset[str]:
        """Name the measures that any client has a result of."""
        rows = self._connection.execute("SELECT DISTINCT measure FROM measure_result")
        return frozenset(measure_id for (measure_id,) in rows)

    def calls(self, measure_id: str, prompt: "RiskPrompt") -> list[RiskCall]:
        """Give each client's newest result that reaches a prompt and wasn't looked at."""
        values = {
            "measure": measure_id,
            "place": None if prompt.item is None else f"$[{prompt.item - 1}]",
            "least": prompt.at_least,
        }
        return [
            RiskCall(
                result_id,
                measure_id,
                client_id,
                called,
                from_stored(taken_at),
                _assessments(*written),
            )
            for result_id, client_id, called, taken_at, *written in self._connection.execute(
                _CALLS, values
            )
        ]

    def assessments(self, client_id: ClientId) -> Assessments:
        """Give the newest risk assessments about a client: the signed one, and the begun one."""
        found = self._connection.execute(
            f"""
            SELECT {_ASSESSMENTS} FROM client LEFT JOIN note AS begun ON begun.id = {_BEGUN}
            WHERE client.id = ?
            """,  # noqa: S608 -- the literals above
            (client_id,),
        ).fetchone()
        return Assessments() if found is None else _assessments(*found)

    def names_meeting(self, meeting_id: MeetingId) -> bool:
        """Say whether a result was ever said to be of a meeting."""
        found = self._connection.execute(
            "SELECT 1 FROM measure_revision WHERE meeting_id = ? LIMIT 1", (meeting_id,)
        )
        return found.fetchone() is not None

    def draft(self, client_id: ClientId) -> MeasureDraft | None:
        """Give a client's unfinished form, if any."""
        row = self._connection.execute(
            "SELECT body FROM measure_draft WHERE client_id = ?", (client_id,)
        ).fetchone()
        if row is None:
            return None
        draft = MeasureDraft(**json.loads(row[0]))
        return replace(draft, answers=tuple(draft.answers))

    def put_draft(self, client_id: ClientId, draft: MeasureDraft, now_utc: datetime) -> None:
        """Keep a client's unfinished form in place of the last one."""
        self._connection.execute(
            """
            INSERT INTO measure_draft (client_id, body, saved_at_utc) VALUES (?, ?, ?)
            ON CONFLICT (client_id)
            DO UPDATE SET body = excluded.body, saved_at_utc = excluded.saved_at_utc
            """,
            (client_id, json.dumps(asdict(draft)), to_stored(now_utc)),
        )

    def drop_draft(self, client_id: ClientId) -> None:
        """Forget a client's unfinished form, if there is any."""
        self._connection.execute("DELETE FROM measure_draft WHERE client_id = ?", (client_id,))

    def _enter(self, result_id: MeasureResultId, version: int, revision: Revision) -> None:
        entry = revision.entry
        self._connection.execute(
            """
            INSERT INTO measure_revision (
                result_id, version, entered_at_utc, reason, withdrawn, taken_at_utc, meeting_id,
                answers, total
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                result_id,
                version,
                to_stored(revision.entered_at_utc),
                revision.reason,
                revision.withdrawn,
                to_stored(entry.taken_at_utc),
                entry.meeting_id,
                json.dumps(entry.answers, separators=(",", ":")),
                entry.total,
            ),
        )

    def _found(self, which: str, number: int) -> list[MeasureResult]:
        rows = self._connection.execute(
            f"""
            SELECT id, client_id, measure, entered_at_utc, entered.reason, withdrawn,
                taken_at_utc, meeting_id, answers, total, looked_at_utc, looked_by, look.reason
            FROM measure_result JOIN measure_revision AS entered ON result_id = measure_result.id
            LEFT JOIN measure_look AS look USING (result_id, version)
            WHERE {which} ORDER BY id, version
            """,  # noqa: S608 -- `which` is one of the two literals above
            (number,),
        )
        return _results(rows)


def altered_results(connection: Connection) -> list[int]:
    """Number the results that don't say any more what the audit trail saw entered."""
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for subject, detail in connection.execute(
        """
        SELECT subject, detail FROM audit JOIN audit_detail USING (seq)
        WHERE kind GLOB 'measure.*' ORDER BY seq
        """
    ):
        seen[subject].append(detail)
    rows = connection.execute("SELECT id FROM measure_result").fetchall()
    audited = {int(subject.removeprefix("measure:")) for subject in seen}
    numbers = sorted(audited.union(number for (number,) in rows))
    repo = SqlMeasureRepo(connection)
    return [one for one in numbers if _fingerprints(repo, one) != seen[f"measure:{one}"]]


def _fingerprints(repo: SqlMeasureRepo, number: int) -> list[str] | None:
    try:
        result = repo.get(MeasureResultId(number))
        return [
            fingerprint(replace(result, revisions=(*result.revisions[:at], said)))
            for at, revision in enumerate(result.revisions)
            for said in _as_audited(revision)
        ]
    except (LookupError, TypeError, ValueError, OverflowError):
        return None


def _as_audited(revision: Revision) -> list[Revision]:
    """Give a revision as it was entered, and as it was once somebody had looked at it."""
    entered = replace(revision, look=None)
    return [entered] if revision.look is None else [entered, revision]


def _assessments(signed_at: int | None, begun_at: int | None, begun: NoteId | None) -> Assessments:
    return Assessments(
        None if signed_at is None else from_stored(signed_at),
        None if begun_at is None else from_stored(begun_at),
        begun,
    )


def _results(rows: Iterable[tuple[Any, ...]]) -> list[MeasureResult]:
    found: dict[MeasureResultId, MeasureResult] = {}
    for result_id, client_id, measure_id, *columns in rows:
        before = found.get(result_id)
        revisions = (*(before.revisions if before else ()), _revision(columns))
        found[result_id] = MeasureResult(result_id, client_id, measure_id, revisions)
    return list(found.values())


def _revision(columns: list[Any]) -> Revision:
    entered_at, reason, withdrawn, taken_at, meeting_id, answers, total, *looked = columns
    entry = MeasureEntry(from_stored(taken_at), tuple(json.loads(answers)), total, meeting_id)
    looked_at, looked_by, why = looked
    look = None if looked_at is None else Look(from_stored(looked_at), looked_by, why)
    return Revision(entry, from_stored(entered_at), reason, bool(withdrawn), look)
