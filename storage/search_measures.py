"""Results of measures that a question means, the newest or the oldest first."""

import json
from typing import Any, Final

from storage.connection import Connection
from storage.times import from_stored, to_stored
from vault.search import MeasureHit, Sought
from vault.search_query import Order

_RESULTS: Final = """
    SELECT measure_result.id, client.id, coalesce(nullif(used_name, ''), name), measure,
        taken_at_utc, answers, total
    FROM {results}
    JOIN client ON client.id = client_id
    WHERE measure IN (SELECT value FROM json_each(:measures)) AND NOT withdrawn
        AND NOT EXISTS (
            SELECT 1 FROM measure_revision AS later
            WHERE later.result_id = entered.result_id AND later.version > entered.version
        )
"""
_OF_ALL: Final = """
    measure_revision AS entered INDEXED BY measure_revision_by_time
    CROSS JOIN measure_result ON measure_result.id = result_id
"""
_OF_CLIENTS: Final = """
    measure_result INDEXED BY measure_result_by_client
    JOIN measure_revision AS entered ON result_id = measure_result.id
"""


def find_measures(
    connection: Connection, sought: Sought, measures: frozenset[str], limit: int
) -> list[MeasureHit]:
    """List results as they stand, by the time when they were taken; withdrawn ones aren't there."""
    # Whoever asks for nobody's goes along the times, and is done after few rows.
    parts = [_RESULTS.format(results=_OF_ALL if sought.clients is None else _OF_CLIENTS)]
    values: dict[str, Any] = {"measures": json.dumps(sorted(measures)), "limit": limit}
    if sought.clients is not None:
        parts.append("AND client_id IN (SELECT value FROM json_each(:clients))")
        values["clients"] = json.dumps(sought.clients)
    if sought.after_utc is not None:
        parts.append("AND taken_at_utc >= :from")
        values["from"] = to_stored(sought.after_utc)
    if sought.before_utc is not None:
        parts.append("AND taken_at_utc < :to")
        values["to"] = to_stored(sought.before_utc)
    way = "DESC" if sought.order is Order.NEWEST else "ASC"
    parts.append(f"ORDER BY taken_at_utc {way}, result_id {way} LIMIT :limit")
    rows = connection.execute(" ".join(parts), values)
    return [
        MeasureHit(
            result_id,
            client_id,
            called,
            measure_id,
            from_stored(taken_at),
            tuple(json.loads(answers)),
            total,
        )
        for result_id, client_id, called, measure_id, taken_at, answers, total in rows
    ]
