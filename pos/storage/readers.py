"""Reading without making the event loop wait: a few threads, each with a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from pos.domain.errors import Trouble
from pos.storage.faults import meaning_of

_Result = TypeVar("_Result")


class Readers:
    """Runs what reads the database, outside of every event loop."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="database reader")
        self._is_open = True

    async def read(self, work: Callable[[Connection], _Result]) -> _Result:
        """What a function finds in the newest committed state. Raises Trouble when closed."""
        if not self._is_open:
            raise Trouble("The database is closed")
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._run, work)

    def close(self) -> None:
        """Let readings that have begun end, and take no new ones; may be called again."""
        self._is_open = False
        self._pool.shutdown()

    def _run(self, work: Callable[[Connection], _Result]) -> _Result:
        try:
            with self._engine.connect() as connection:
                return work(connection)
        except SQLAlchemyError as why:
            raise meaning_of(why) from why
