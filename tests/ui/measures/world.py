"""A client's Measures tab over a vault in memory."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.builders import keep_meeting
from tests.ui.desk import Desk, StillTimer
from ui.measures.view import MeasuresView
from ui.measures.view_model import MeasuresViewModel
from vault.clients import Client
from vault.ids import ClientId, MeetingId
from vault.measures import MeasureEntry, MeasureResult


class Tab:
    """The tab of a client who filled nothing in yet."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.client_id, self.unit_id = self.desk.alone()
        self.measures = self.desk.cabinet.measures
        self.vm = MeasuresViewModel(self.desk.vault, None, StillTimer)
        self.recorded: list[MeasureResult] = []
        self.vm.recorded.connect(self.recorded.append)
        self.refused: list[Any] = []
        self.vm.refused.connect(self.refused.append)

    def client(self, client_id: ClientId | None = None) -> Client:
        return self.desk.cabinet.clients.get(client_id or self.client_id)

    def take(
        self, measure_id: str, *answers: int | None, days_ago: int = 1, **changes: Any
    ) -> MeasureResult:
        """Record a result without the window."""
        taken_at = self.desk.clock.now_utc() - timedelta(days=days_ago)
        entry = replace(MeasureEntry(taken_at, answers), **changes)
        return self.measures.record(self.client_id, measure_id, entry).value

    def a_meeting(self, days_ago: int = 0) -> MeetingId:
        at_utc = self.desk.clock.now_utc() - timedelta(days=days_ago, minutes=30)
        with self.desk.store.write() as work:
            return keep_meeting(work, self.unit_id, at_utc)

    def view(self) -> MeasuresView:
        """Show the client in a view; the view model is its own from now on."""
        view = MeasuresView(self.desk.vault, self.vm)
        view.show_client(self.client())
        return view
