"""Results of measures, each with all that was ever entered, and forms that aren't finished."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault.ids import ClientId, MeasureResultId, MeetingId
from vault.measures import (
    MeasureDraft,
    MeasureEntry,
    MeasureResult,
    Revision,
    fingerprint,
)


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
            SELECT id, client_id, measure, entered_at_utc, reason, withdrawn, taken_at_utc,
                meeting_id, answers, total
            FROM measure_result JOIN measure_revision ON result_id = measure_result.id
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
            fingerprint(replace(result, revisions=result.revisions[:version]))
            for version in range(1, result.version + 1)
        ]
    except (LookupError, TypeError, ValueError, OverflowError):
        return None


def _results(rows: Iterable[tuple[Any, ...]]) -> list[MeasureResult]:
    found: dict[MeasureResultId, MeasureResult] = {}
    for result_id, client_id, measure_id, *columns in rows:
        before = found.get(result_id)
        revisions = (*(before.revisions if before else ()), _revision(columns))
        found[result_id] = MeasureResult(result_id, client_id, measure_id, revisions)
    return list(found.values())


def _revision(columns: list[Any]) -> Revision:
    entered_at, reason, withdrawn, taken_at, meeting_id, answers, total = columns
    entry = MeasureEntry(from_stored(taken_at), tuple(json.loads(answers)), total, meeting_id)
    return Revision(entry, from_stored(entered_at), reason, bool(withdrawn))
