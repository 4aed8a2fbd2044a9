"""Work away from the window's thread."""

import itertools
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.harness.messages import Messages
from ui.hub import Hub
from ui.tasks import HeldTasks, Op, Tasks
from vault.changes import Changes, Done, Noun
from vault.errors import DiskFull, OutOfOrder


@pytest.fixture
def hub(qtbot: QtBot) -> Hub:
    return Hub()


@pytest.fixture
def tasks(hub: Hub) -> Iterator[Tasks]:
    tasks = Tasks(hub)
    yield tasks
    tasks.close()


def test_a_call_runs_on_the_one_database_thread_and_its_result_comes_back_to_the_window(
    qtbot: QtBot, tasks: Tasks
) -> None:
    threads: list[str] = []
    results: list[tuple[int, str]] = []
    owner = QObject()
    for number in range(3):

        def call(number: int = number) -> int:
            threads.append(threading.current_thread().name)
            return number

        Op(owner, call).success(
            lambda value: results.append((value, threading.current_thread().name))
        ).on(tasks)
    qtbot.waitUntil(lambda: len(results) == 3)
    assert threads == ["casekeep-database"] * 3
    assert results == [(number, threading.main_thread().name) for number in range(3)]


def test_what_a_write_changed_is_announced_before_its_success_is_told(
    qtbot: QtBot, hub: Hub, tasks: Tasks
) -> None:
    told: list[object] = []
    hub.changed.connect(told.append)
    owner = QObject()
    changes = Changes.of(Noun.NOTE, 7)
    Op(owner, lambda: Done("kept", changes)).success(told.append).on(tasks)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [changes, "kept"]


def test_the_result_is_dropped_when_its_owner_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[object] = []
    gate = threading.Event()
    owner = QObject()
    Op(owner, gate.wait).success(told.append).on(tasks)
    last = QObject()
    finished: list[object] = []
    Op(last, lambda: 1).success(finished.append).on(tasks)
    import shiboken6

    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: finished == [1])
    assert told == []


def test_what_the_user_can_act_on_reaches_the_failure_branch(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[object] = []

    def call() -> None:
        raise DiskFull

    owner = QObject()
    Op(owner, call).failure(told.append).on(tasks)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert isinstance(told[0], DiskFull)


def test_a_fault_of_ours_is_logged_by_its_kind_alone(
    qtbot: QtBot, tasks: Tasks, messages: Messages
) -> None:
    told: list[str] = []

    def call() -> None:
        raise ZeroDivisionError("Quillfeather 1979")

    messages.expect("task.fault ZeroDivisionError")
    owner = QObject()
    Op(owner, call).fault(lambda: told.append("fault")).on(tasks)
    qtbot.waitUntil(lambda: told == ["fault"])


def test_the_last_call_waits_for_what_was_queued_before_it(hub: Hub) -> None:
    tasks = Tasks(hub)
    order: list[str] = []
    owner = QObject()
    Op(owner, lambda: order.append("first")).on(tasks)
    assert tasks.finish(lambda: order.append("last"), 5.0)
    assert order == ["first", "last"]
    tasks.close()


def test_there_is_one_last_call(hub: Hub) -> None:
    tasks = Tasks(hub)
    made: list[str] = []
    assert tasks.finish(lambda: made.append("first"), 5.0)
    tasks.close()
    assert not tasks.finish(lambda: made.append("second"), 60.0)
    assert made == ["first"]


def test_the_last_call_does_not_hold_the_lock_back_for_ever(hub: Hub) -> None:
    tasks = Tasks(hub)
    gate = threading.Event()
    owner = QObject()
    Op(owner, gate.wait).on(tasks)
    assert not tasks.finish(lambda: None, 0.05)
    gate.set()
    tasks.close()


def test_what_needs_no_database_runs_beside_it(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    owner = QObject()
    results: list[str] = []
    Op(owner, gate.wait).success(lambda _: results.append("database")).on(tasks)
    Op(owner, lambda: "aside").success(results.append).on(tasks.aside)
    qtbot.waitUntil(lambda: results == ["aside"])
    gate.set()
    qtbot.waitUntil(lambda: results == ["aside", "database"])


def test_a_slow_disk_elsewhere_keeps_nothing_else_waiting(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    owner = QObject()
    results: list[str] = []
    Op(owner, gate.wait).success(lambda _: results.append("stick")).on(tasks.outside)
    Op(owner, lambda: "database").success(results.append).on(tasks)
    Op(owner, lambda: "aside").success(results.append).on(tasks.aside)
    qtbot.waitUntil(lambda: sorted(results) == ["aside", "database"])
    gate.set()
    qtbot.waitUntil(lambda: "stick" in results)


def test_a_backlog_does_not_keep_the_last_call_from_being_made_in_time(
    qtbot: QtBot, hub: Hub
) -> None:
    asked, gate = threading.Event(), threading.Event()
    times = itertools.count(step=100.0)

    def clock() -> float:
        asked.set()
        return next(times)

    slow = Tasks(hub, clock)
    done: list[str] = []
    owner = QObject()
    Op(owner, gate.wait).on(slow)
    Op(owner, lambda: done.append("a list that nobody sees any more")).on(slow)
    finishing = threading.Thread(target=slow.finish, args=(lambda: done.append("last"), 2.0))
    finishing.start()
    asked.wait()
    gate.set()
    finishing.join()
    assert done == ["last"]


def test_what_was_begun_before_a_lock_is_still_done_while_there_is_time(
    qtbot: QtBot, hub: Hub
) -> None:
    still = Tasks(hub, lambda: 0.0)
    done: list[str] = []
    owner = QObject()
    Op(owner, lambda: done.append("signed")).on(still)
    assert still.finish(lambda: done.append("last"), 2.0)
    assert done == ["signed", "last"]


def test_what_is_held_runs_in_order_once_the_vault_is_open(qtbot: QtBot, tasks: Tasks) -> None:
    held = HeldTasks(tasks)
    owner = QObject()
    order: list[str] = []
    for name in ("first", "second"):
        Op(owner, lambda name=name: name).success(order.append).on(held)  # type: ignore[misc]
    Op(owner, lambda: "meanwhile").success(order.append).on(tasks)
    qtbot.waitUntil(lambda: order == ["meanwhile"])
    held.release()
    Op(owner, lambda: "afterwards").success(order.append).on(held)
    qtbot.waitUntil(lambda: order == ["meanwhile", "first", "second", "afterwards"])


def test_what_runs_beside_can_wait_for_a_call_on_the_database_thread(
    qtbot: QtBot, tasks: Tasks
) -> None:
    results: list[object] = []
    owner = QObject()
    held = HeldTasks(tasks)

    def call() -> str:
        return tasks.wait_for(lambda: threading.current_thread().name)

    def failing() -> None:
        held.wait_for(fail)

    def fail() -> None:
        raise DiskFull

    Op(owner, call).success(results.append).on(tasks.aside)
    Op(owner, failing).failure(results.append).on(tasks.aside)
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results[0] == "casekeep-database"
    assert isinstance(results[1], DiskFull)


def test_nobody_waits_for_a_database_thread_that_ended(hub: Hub) -> None:
    tasks = Tasks(hub)
    assert tasks.finish(lambda: None, 5.0)
    with pytest.raises(OutOfOrder):
        tasks.wait_for(lambda: None)
    tasks.close()


def test_a_call_that_came_too_late_for_the_database_thread_is_never_made(hub: Hub) -> None:
    tasks = Tasks(hub)
    gate, made = threading.Event(), []
    raised: list[Exception] = []

    def wait() -> None:
        try:
            tasks.wait_for(lambda: made.append("too late"))
        except OutOfOrder as error:
            raised.append(error)

    waiting = threading.Thread(target=wait)

    def last() -> None:
        gate.wait()
        waiting.start()

    assert not tasks.finish(last, 0.05)
    gate.set()
    tasks.close()
    waiting.join()
    assert len(raised) == 1
    assert made == []


def test_closing_behind_waits_for_nobody_and_brings_no_result_back(qtbot: QtBot, hub: Hub) -> None:
    tasks, owner, go_on = Tasks(hub), QObject(), threading.Event()
    told: list[str] = []
    Op(owner, go_on.wait).success(lambda _: told.append("result")).on(tasks)
    Op(owner, lambda: told.append("was begun")).on(tasks)
    tasks.close_behind(lambda: told.append(threading.current_thread().name))
    assert told == []
    go_on.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["was begun", threading.main_thread().name]
