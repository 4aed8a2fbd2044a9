"""What keeps results of measures and unfinished forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from resources.measures import RiskPrompt
    from vault.ids import ClientId, MeasureResultId, MeetingId
    from vault.measures import Look, MeasureDraft, MeasureResult, Revision
    from vault.risk_calls import Assessments, RiskCall


class MeasureRepo(Protocol):
    """Keeps results of measures; nothing entered is ever changed, only entered over."""

    def add(self, client_id: ClientId, measure_id: str, revision: Revision) -> MeasureResultId:
        """Keep a new result."""

    def revise(self, result_id: MeasureResultId, revision: Revision) -> None:
        """Enter over a result; raises LookupError."""

    def get(self, result_id: MeasureResultId) -> MeasureResult:
        """Give a result; raises LookupError."""

    def of_client(self, client_id: ClientId) -> list[MeasureResult]:
        """List a client's results, the one that was taken first before the others."""

    def look_at(self, result_id: MeasureResultId, look: Look) -> None:
        """Keep that somebody looked at what holds now of a result; raises LookupError."""

    def taken(self) -> frozenset[str]:
        """Name the measures that any client has a result of."""

    def calls(self, measure_id: str, prompt: RiskPrompt) -> list[RiskCall]:
        """Give each client's newest result that isn't withdrawn and reaches a prompt.

        One that was looked at isn't among them, nor then are the client's earlier ones.
        """

    def assessments(self, client_id: ClientId) -> Assessments:
        """Give the newest risk assessments about a client: the signed one, and the begun one.

        A signed one of a unit of several is about those whom its passages are about, a draft about
        anybody in the unit. A draft without words is none.
        """

    def names_meeting(self, meeting_id: MeetingId) -> bool:
        """Say whether a result was ever said to be of a meeting."""

    def draft(self, client_id: ClientId) -> MeasureDraft | None:
        """Give a client's unfinished form, if any."""

    def put_draft(self, client_id: ClientId, draft: MeasureDraft, now_utc: datetime) -> None:
        """Keep a client's unfinished form in place of the last one."""

    def drop_draft(self, client_id: ClientId) -> None:
        """Forget a client's unfinished form, if there is any."""
