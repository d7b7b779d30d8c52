"""The stores that keep the same promises: whatever is added here runs all the contract tests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pos.domain.ports.journal import Journal
from pos.domain.ports.outbox import Outbox
from pos.domain.ports.payments import Payments
from pos.domain.ports.shops import Endpoints, Keys, Shelf
from pos.storage.store import open_store
from tests.fakes.stores import MemoryStore, Shelves


class AnyStore(Protocol):
    """What the engine needs of a store."""

    @property
    def payments(self) -> Payments: ...

    @property
    def journal(self) -> Journal: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def keys(self) -> Keys: ...

    @property
    def endpoints(self) -> Endpoints: ...

    @property
    def shelf(self) -> Shelf: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Backend:
    """A place to keep things, which may be opened again and again."""

    name: str
    reopen: Callable[[], AnyStore]

    @contextmanager
    def opened(self) -> Iterator[AnyStore]:
        store = self.reopen()
        try:
            yield store
        finally:
            store.close()


def memory(_where: Path) -> Backend:
    shelves = Shelves()

    def reopen() -> AnyStore:
        shelves.is_down = False
        return MemoryStore(shelves)

    return Backend("memory", reopen)


def sqlite(where: Path) -> Backend:
    return Backend("sqlite", lambda: open_store(where / "florin.db"))


BACKENDS: Sequence[Callable[[Path], Backend]] = (memory, sqlite)
