from collections.abc import Iterator

import pytest

from tests.builders import some_details
from tests.ui.desk import Desk, StillTimer, waiting
from ui.clients.view_model import FILTER_MS, QUIET_MS, ClientsViewModel
from vault.audit import AuditKind
from vault.changes import Changes, Noun
from vault.errors import InvalidField, Problem


class Looking:
    def __init__(self) -> None:
        self.desk = Desk()
        self.dana, _ = self.desk.alone("Dana Reyes")
        self.amira, _ = self.desk.alone("Amira Saleh")
        self.vm = ClientsViewModel(self.desk.vault, None, StillTimer)
        self.vm.load()

    @property
    def names(self) -> set[str]:
        return {row.called for row in self.vm.rows}

    def opened(self) -> int:
        trail = self.desk.store.records.audit
        return sum(entry.kind is AuditKind.FILE_OPENED for entry in trail)


@pytest.fixture
def looking(qapp: object) -> Iterator[Looking]:
    looking = Looking()
    yield looking
    looking.vm.deleteLater()


def test_the_list_shows_everybody_and_how_many_are_open(looking: Looking) -> None:
    assert looking.names == {"Dana Reyes", "Amira Saleh"}
    assert looking.vm.open_count == 2


def test_the_filter_waits_for_the_keys_to_rest(looking: Looking) -> None:
    looking.vm.filter("am")
    looking.vm.filter("ami")
    assert looking.names == {"Dana Reyes", "Amira Saleh"}
    waiting(looking.vm, FILTER_MS).go_off()
    assert looking.names == {"Amira Saleh"}


def test_enter_in_the_filter_opens_the_first_of_what_was_typed(looking: Looking) -> None:
    looking.vm.open(looking.dana)
    looking.vm.filter("ami")
    looking.vm.open_first()
    assert looking.vm.client is not None
    assert looking.vm.client.id == looking.amira


def test_enter_in_the_filter_opens_nobody_where_nobody_is_called_so(looking: Looking) -> None:
    looking.vm.filter("nobody")
    looking.vm.open_first()
    looking.vm.filter("ami")
    waiting(looking.vm, FILTER_MS).go_off()
    assert looking.vm.client is None


def test_enter_in_an_empty_filter_opens_nobody(looking: Looking) -> None:
    looking.vm.open_first()
    assert looking.vm.client is None


def test_an_answer_to_an_older_question_is_dropped(looking: Looking) -> None:
    looking.desk.lane.held = True
    looking.vm.load()
    looking.vm.needle = "ami"
    looking.vm.load()
    looking.desk.lane.waiting.reverse()
    looking.desk.lane.let_go()
    assert looking.names == {"Amira Saleh"}


def test_opening_a_file_is_recorded_once(looking: Looking) -> None:
    looking.vm.open(looking.dana)
    looking.vm.open(looking.dana)
    assert looking.vm.client is not None
    assert looking.vm.client.called == "Dana Reyes"
    assert looking.opened() == 1


def test_the_file_that_was_asked_for_last_is_the_one_that_opens(looking: Looking) -> None:
    looking.desk.lane.held = True
    looking.vm.open(looking.dana)
    looking.vm.open(looking.amira)
    looking.desk.lane.let_go()
    assert looking.vm.client is not None
    assert looking.vm.client.id == looking.amira


def test_a_new_client_stands_in_the_list_and_is_open(looking: Looking) -> None:
    looking.vm.create("  Ed Hale ")
    assert "Ed Hale" in looking.names
    assert looking.vm.client is not None
    assert looking.vm.client.called == "Ed Hale"


def test_a_name_that_cant_be_kept_is_said(looking: Looking) -> None:
    refused: list[object] = []
    looking.vm.refused.connect(refused.append)
    looking.vm.create("x" * 300)
    (error,) = refused
    assert isinstance(error, InvalidField)
    assert error.problem is Problem.TOO_LONG


def test_a_changed_name_shows_in_the_list_and_in_the_file(looking: Looking) -> None:
    looking.vm.open(looking.dana)
    looking.desk.lane.submit(_rename(looking))
    assert "Dana Moss" in looking.names
    assert looking.vm.client is not None
    assert looking.vm.client.called == "Dana Moss"


def test_saves_of_a_draft_dont_read_the_list_until_writing_rests(looking: Looking) -> None:
    rows = looking.vm.rows
    for _ in range(3):
        looking.desk.hub.announce(Changes.of(Noun.NOTE, 7))
    assert looking.vm.rows is rows
    waiting(looking.vm, QUIET_MS).go_off()
    assert looking.vm.rows is not rows


def _rename(looking: Looking):  # type: ignore[no-untyped-def] # noqa: ANN202
    from ui.tasks import Op

    clients = looking.desk.cabinet.clients
    details = some_details("Dana Moss")
    return Op(looking.vm, lambda: clients.update(looking.dana, details, base_version=1))


def test_a_client_who_is_created_twice_in_one_go_has_one_file(looking: Looking) -> None:
    looking.desk.lane.held = True
    looking.vm.create("Rosa Cruz")
    looking.vm.create("Rosa Cruz")
    looking.desk.lane.let_go()
    assert [row.called for row in looking.vm.rows].count("Rosa Cruz") == 1
    looking.vm.create("Rosa Cruz")
    assert [row.called for row in looking.vm.rows].count("Rosa Cruz") == 2


def test_a_name_that_was_refused_can_be_put_right(looking: Looking) -> None:
    looking.vm.create("")
    looking.vm.create("Rosa Cruz")
    assert "Rosa Cruz" in looking.names
