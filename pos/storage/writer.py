"""Group commit: one thread writes for everybody, and one wait for the disk serves all who wait.

While the disk is busy with one batch, the next one gathers. A batch is written by one statement
for each kind of row; only when something in it fails is it written again unit by unit, so that a
bad unit fails alone.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine

from pos.domain.errors import Corrupt, Trouble
from pos.storage.pen import Outcome, Pen, Rows, Unit

MOST_UNITS: Final = 512
"""A batch stays small enough that its first unit need not wait long for its last."""

MOST_GATHERED: Final = 32
"""With this many the writer begins, while the event loop goes on with the others."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Job:
    """One unit of work and who waits for it."""

    unit: Unit
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"


def _nothing() -> None:
    """Not every database is a file that could vanish."""


_Answer = tuple[_Job, Outcome]

_END: Final[list[_Job]] = []
"""Handed over when closing: nothing comes after it."""


@dataclass(slots=True)
class _Queue:
    """Where jobs wait; after `close` no new ones are taken, but none is lost.

    An event loop hands over together what it gathered while everybody in it had a turn: waking the
    writer for each job would make two threads take turns at a few microseconds of work each.
    """

    handed: "SimpleQueue[list[_Job]]" = field(default_factory=SimpleQueue)
    gathered: dict[asyncio.AbstractEventLoop, list[_Job]] = field(default_factory=dict)
    taken: list[_Job] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_open: bool = True

    def put(self, job: _Job) -> None:
        """Let a job wait; called in the thread of its loop."""
        with self.lock:
            if not self.is_open:
                raise Trouble("The database is closed")
            together = self.gathered.setdefault(job.loop, [])
            together.append(job)
            if len(together) == 1:
                job.loop.call_soon(self._hand_over, job.loop)
            elif len(together) == MOST_GATHERED:
                self.handed.put(self.gathered.pop(job.loop))

    def close(self) -> None:
        with self.lock:
            if self.is_open:
                for jobs in self.gathered.values():
                    self.handed.put(jobs)
                self.gathered.clear()
                self.handed.put(_END)
            self.is_open = False

    def next_batch(self) -> list[_Job]:
        """Everything that waits, at least one job; empty when closed and drained."""
        if not self.taken:
            self._take(self.handed.get())
        with suppress(Empty):
            while 0 < len(self.taken) < MOST_UNITS:
                self._take(self.handed.get_nowait())
        batch, self.taken = self.taken[:MOST_UNITS], self.taken[MOST_UNITS:]
        return batch

    def _take(self, jobs: list[_Job]) -> None:
        if not jobs and self.taken:
            self.handed.put(_END)  # the end is seen again once this batch is done
            raise Empty
        self.taken += jobs

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        with self.lock:
            jobs = self.gathered.pop(loop, None)
            if jobs is not None:  # else they were handed over before
                self.handed.put(jobs)


class Writer:
    """The one who writes to a database. Any thread's event loop may wait for it."""

    def __init__(
        self,
        engine: Engine,
        *,
        place: str,
        rows_at_once: int,
        is_there: Callable[[], None] = _nothing,
    ) -> None:
        """`is_there` raises Corrupt once what is written would not be found again."""
        self._pen = Pen(place, rows_at_once)
        self._is_there = is_there
        self._engine = engine
        self._queue = _Queue()
        self._thread = threading.Thread(
            target=self._write_on,
            name="database writer",
            daemon=True,  # a program that dies without closing must not hang at its end
        )
        self._thread.start()

    async def write(self, rows: Rows) -> None:
        """Make these rows durable, all or nothing; they are on the disk when this returns.

        A cancelled caller does not stop its unit. Raises Trouble when closed.
        """
        await self._submit(rows)

    async def run(self, work: Callable[[Connection], _Result]) -> _Result:
        """Let a function read and write, all or nothing, and return what it found once durable.

        It runs in the writer's thread, where it must not wait for anything but the database.
        """
        result: _Result = await self._submit(work)
        return result

    def close(self) -> None:
        """Write what waits, then stop. Blocks until that is done; may be called again."""
        self._queue.close()
        self._thread.join()

    def _submit(self, unit: Unit) -> "asyncio.Future[Any]":
        loop = asyncio.get_running_loop()
        job = _Job(unit, loop, loop.create_future())
        self._queue.put(job)
        return job.future

    def _write_on(self) -> None:
        batch: list[_Job] = []
        try:
            with self._engine.connect() as connection:
                while batch := self._queue.next_batch():
                    outcomes = self._committed(connection, batch)
                    _tell(zip(batch, outcomes, strict=True))
        except BaseException as why:
            self._give_up(batch, why)
            raise

    def _committed(self, connection: Connection, batch: Sequence[_Job]) -> Sequence[Outcome]:
        outcomes = self._pen.commit(connection, [job.unit for job in batch])
        try:
            self._is_there()  # after the commit: only now is it known where it went
        except Corrupt as why:
            return [Outcome(failure=why)] * len(batch)
        return outcomes

    def _give_up(self, batch: Sequence[_Job], why: BaseException) -> None:
        """A bug or a connection that cannot even be made: nobody waits for ever."""
        self._queue.close()
        failed = Outcome(failure=why)
        _tell((job, failed) for job in batch)
        while rest := self._queue.next_batch():
            _tell((job, failed) for job in rest)


def _tell(answers: Iterable[_Answer]) -> None:
    """Wake everybody who waits, with one call into each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Answer]] = {}
    for job, outcome in answers:
        by_loop.setdefault(job.loop, []).append((job, outcome))
    for loop, own in by_loop.items():
        with suppress(RuntimeError):  # that loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve, own)


def _resolve(answers: Iterable[_Answer]) -> None:
    for job, outcome in answers:
        if job.future.done():  # its caller was cancelled
            continue
        if outcome.failure is None:
            job.future.set_result(outcome.result)
        else:
            job.future.set_exception(outcome.failure)
