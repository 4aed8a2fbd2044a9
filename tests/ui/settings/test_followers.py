"""What other pages show follows the settings at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import keep_note
from tests.ui.desk import Desk, StillTimer, waiting
from ui.notes.view_model import NotesViewModel
from ui.today.view_model import QUIET_MS, TodayViewModel


@pytest.fixture
def desk(qapp: object) -> Desk:
    """A draft that was begun two days after its session."""
    made = Desk()
    _, unit_id = made.alone()
    with made.store.write() as work:
        keep_note(work, unit_id, at_utc=made.clock.now_utc() - timedelta(days=2))
    return made


def put(desk: Desk, **changes: int) -> None:
    practice = desk.cabinet.practice
    done = practice.put_settings(replace(practice.settings(), **changes))  # type: ignore[arg-type]
    desk.hub.announce(done.changes)


def waiting_drafts(vm: TodayViewModel) -> int:
    assert vm.day is not None
    return len(vm.day.drafts)


def test_today_lists_a_draft_by_the_new_number_of_days(desk: Desk) -> None:
    vm = TodayViewModel(desk.vault, None, StillTimer)
    vm.load()
    assert waiting_drafts(vm) == 1
    put(desk, draft_days=3)
    waiting(vm, QUIET_MS).go_off()
    assert waiting_drafts(vm) == 0


def test_a_file_labels_late_entries_by_the_new_number_of_hours(desk: Desk) -> None:
    vm = NotesViewModel(desk.vault, None, StillTimer)
    (client,) = desk.cabinet.clients.rows()
    vm.show_client(client.id)
    assert [row.late for row in vm.timeline.rows] == [True]
    put(desk, late_hours=72)
    assert [row.late for row in vm.timeline.rows] == [False]
