"""Work away from the window's thread.

One thread owns the database, so that its calls run one after another and the window never
waits. A second pool runs what needs no database: typesetting, encryption.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, Generic, Self, TypeVar, overload

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ui.hub import Hub
from vault.changes import Done
from vault.errors import ActionableError, FaultError, OutOfOrder

T = TypeVar("T")

_BACKLOG_SHARE = 0.25

_log = logging.getLogger("casekeep.tasks")


class Op(Generic[T]):
    """One call away from the window, and what to do with its result.

    The result is dropped when `owner` is gone by then. A `Done` result reaches `success` as
    its value, after the hub has its changes.
    """

    @overload
    def __init__(self, owner: QObject, call: Callable[[], Done[T]]) -> None: ...

    @overload
    def __init__(self, owner: QObject, call: Callable[[], T]) -> None: ...

    def __init__(self, owner: QObject, call: Callable[[], Any]) -> None:
        self._owner = owner
        self._call = call
        self._success: Callable[[T], object] | None = None
        self._failure: Callable[[ActionableError], object] | None = None
        self._fault: Callable[[], object] | None = None

    def success(self, then: Callable[[T], object]) -> Self:
        """Say what to do with the result, on the window's thread."""
        self._success = then
        return self

    def failure(self, then: Callable[[ActionableError], object]) -> Self:
        """Say what to do when the user can act on what went wrong."""
        self._failure = then
        return self

    def fault(self, then: Callable[[], object]) -> Self:
        """Say what to do when the fault is ours, beside the quiet report of it."""
        self._fault = then
        return self

    def on(self, lane: "Lane") -> None:
        """Start the call."""
        lane.submit(self)

    def run(self) -> Callable[[Hub], None]:
        """Make the call, on whatever thread this is; answers what to do on the window's."""
        try:
            outcome = self._call()
        except ActionableError as error:
            return lambda _hub, error=error: self._finish(self._failure, error)  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 -- whatever it is, the window must go on
            kind = FaultError if isinstance(error, FaultError) else type(error)
            _log.error("task.fault %s", kind.__name__)
            return lambda _hub: self._finish_fault()
        return lambda hub: self._deliver(hub, outcome)

    def _deliver(self, hub: Hub, outcome: object) -> None:
        if isinstance(outcome, Done):
            hub.announce(outcome.changes)
            self._finish(self._success, outcome.value)
        else:
            self._finish(self._success, outcome)

    def _finish(self, then: Callable[[Any], object] | None, result: object) -> None:
        if then is not None and shiboken6.isValid(self._owner):
            then(result)

    def _finish_fault(self) -> None:
        if self._fault is not None and shiboken6.isValid(self._owner):
            self._fault()


class Lane:
    """Something that takes ops; see `Tasks`."""

    def submit(self, op: Op[Any]) -> None:
        """Start an op."""
        raise NotImplementedError


class _Arrivals(QObject):
    """Brings results to the window's thread."""

    arrived = Signal(object)
    ended = Signal()


class _Awaited(Generic[T]):
    """A call on the database's thread that another thread waits for."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self.outcome: Future[T] = Future()

    def __call__(self) -> None:
        if self.outcome.set_running_or_notify_cancel():
            try:
                self.outcome.set_result(self._call())
            except BaseException as error:  # noqa: BLE001 -- it is raised where it is waited for
                self.outcome.set_exception(error)


class Tasks(Lane):
    """The database's thread, and one beside it for each kind of work that needs no database.

    `close` waits for what was begun; nothing may be submitted after it.
    """

    def __init__(self, hub: Hub, clock: Callable[[], float] = time.monotonic) -> None:
        self._hub = hub
        self._clock = clock
        self._drop_from: float | None = None
        self._queue: queue.SimpleQueue[Op[Any] | Callable[[], object] | None] = queue.SimpleQueue()
        self._arrivals = _Arrivals()
        self._arrivals.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._ended = threading.Event()
        self._is_left = False
        self._thread = threading.Thread(target=self._work, name="casekeep-database", daemon=True)
        self._thread.start()

    def submit(self, op: Op[Any]) -> None:
        """Queue an op for the database's thread."""
        self._queue.put(op)

    @property
    def aside(self) -> Lane:
        """The thread for what needs no database."""
        return self._beside("aside")

    @property
    def outside(self) -> Lane:
        """The thread for other disks than the vault's: nothing else waits for a slow stick."""
        return self._beside("outside")

    @property
    def decoding(self) -> Lane:
        """The thread for the document that is open: nothing else waits for a page without end."""
        return self._beside("decoding")

    @property
    def examining(self) -> Lane:
        """The thread that looks into new documents: none that is shown waits for it."""
        return self._beside("examining")

    @property
    def copying(self) -> Lane:
        """The thread for copies in clear: laid for other programs, and taken back at hide."""
        return self._beside("copying")

    @property
    def checking(self) -> Lane:
        """The thread for the passphrase that uncovers: it waits for nothing at all."""
        return self._beside("checking")

    def wait_for(self, call: Callable[[], T]) -> T:
        """Make a call on the database's thread, for an op of another one, and wait for it.

        Raises what the call raises, and OutOfOrder where that thread ends before the call began.
        """
        awaited = _Awaited(call)
        self._queue.put(awaited)
        if self._ended.is_set():
            awaited.outcome.cancel()
        try:
            return awaited.outcome.result()
        except CancelledError:
            raise OutOfOrder("ended", "wait_for") from None

    def finish(self, last: Callable[[], object], seconds: float) -> bool:
        """Run a last call on the database's thread and wait for it.

        Answers whether it ended inside so many seconds; afterwards nothing runs any more, nor does
        a second last call. What
        was queued before it is still run for a quarter of that time and then dropped: nobody
        sees its result any more, and what has to be kept is in the last call.
        """
        ended = threading.Event()

        def call() -> None:
            try:
                last()
            except Exception as error:  # noqa: BLE001 -- locking goes on whatever happens
                _log.error("tasks.last_call %s", type(error).__name__)
            finally:
                ended.set()

        if self._ended.is_set():
            return False
        self._drop_from = self._clock() + _BACKLOG_SHARE * seconds
        self._queue.put(call)
        self._queue.put(None)
        return ended.wait(seconds)

    def close(self) -> None:
        """End every thread after what was begun."""
        self._queue.put(None)
        self._thread.join()
        for pool in self._pools.values():
            pool.shutdown()

    def close_behind(self, then: Callable[[], object]) -> None:
        """End every thread as `close` does, without holding the window up, and then call `then`.

        No other result comes back any more.
        """
        self._is_left = True
        self._arrivals.ended.connect(then, Qt.ConnectionType.QueuedConnection)

        def end() -> None:
            self.close()
            self._arrivals.ended.emit()

        threading.Thread(target=end, name="casekeep-ending").start()

    def _beside(self, name: str) -> Lane:
        pool = self._pools.get(name)
        if pool is None:
            pool = ThreadPoolExecutor(1, thread_name_prefix=f"casekeep-{name}")
            self._pools[name] = pool
        return _Beside(pool, self._arrivals)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            if not isinstance(job, Op):
                job()
            elif self._drop_from is None or self._clock() < self._drop_from:
                self._arrivals.arrived.emit(job.run())
        self._ended.set()
        while not self._queue.empty():
            if isinstance(job := self._queue.get(), _Awaited):
                job.outcome.cancel()

    def _on_arrived(self, finish: Callable[[Hub], None]) -> None:
        if shiboken6.isValid(self._hub) and not self._is_left:
            finish(self._hub)


class _Beside(Lane):
    def __init__(self, pool: ThreadPoolExecutor, arrivals: _Arrivals) -> None:
        self._pool = pool
        self._arrivals = arrivals

    def submit(self, op: Op[Any]) -> None:
        self._pool.submit(lambda: self._arrivals.arrived.emit(op.run()))


class HeldTasks(Lane):
    """Keeps ops back until the vault is open, for pages that are built before."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._held: list[Op[Any]] | None = []

    def submit(self, op: Op[Any]) -> None:
        """Queue an op, now or as soon as the vault is open."""
        if self._held is None:
            self._tasks.submit(op)
        else:
            self._held.append(op)

    @property
    def aside(self) -> Lane:
        """The thread for what needs no database."""
        return self._tasks.aside

    @property
    def outside(self) -> Lane:
        """The thread for other disks than the vault's."""
        return self._tasks.outside

    @property
    def decoding(self) -> Lane:
        """The thread for the document that is open."""
        return self._tasks.decoding

    @property
    def examining(self) -> Lane:
        """The thread that looks into new documents."""
        return self._tasks.examining

    @property
    def copying(self) -> Lane:
        """The thread for copies in clear."""
        return self._tasks.copying

    def wait_for(self, call: Callable[[], T]) -> T:
        """Make a call on the database's thread and wait for it; see `Tasks.wait_for`."""
        return self._tasks.wait_for(call)

    def release(self) -> None:
        """Let everything through from now on."""
        held, self._held = self._held or [], None
        for op in held:
            self._tasks.submit(op)
