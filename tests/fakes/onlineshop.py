"""The keys and webhooks of a shop in memory: the real rules over stores that are not on a disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from pos.domain.ids import InvoiceId
from pos.domain.payment.event import Event
from pos.domain.ports.outbox import Attempt, Delivery
from pos.engine.access import Access
from pos.engine.hookbook import HookBook, webhook_of
from pos.engine.hooks import Hooks
from tests.fakes.office import PaperPostman
from tests.fakes.stores import MemoryStore, Shelves


@dataclass
class CalledClock:
    """A clock that is read elsewhere."""

    read: Callable[[], int]

    def now(self) -> int:
        return self.read()

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(f"nobody here sleeps {seconds} s")


@dataclass
class OnlineShop:
    """`shelves` are its disk, `postman` what goes out to the world."""

    now: Callable[[], int]
    shelves: Shelves = field(default_factory=Shelves)
    postman: PaperPostman = field(default_factory=PaperPostman)

    def __post_init__(self) -> None:
        store, clock = MemoryStore(self.shelves), CalledClock(self.now)
        numbers = (f"{number:016x}" for number in count(0x5EED))
        secrets = (f"{number:043d}" for number in count(7))
        new_id = numbers.__next__
        self.access = Access(
            keys=store.keys, clock=clock, new_id=new_id, new_secret=secrets.__next__
        )
        self.hooks = Hooks(
            book=HookBook(store.endpoints, "5" * 64, clock),
            endpoints=store.endpoints,
            postman=self.postman,
            clock=clock,
            new_id=new_id,
        )

    def send(self, name: str, outcome: str, *, due_in: int | None = None) -> Delivery:
        """An event was sent to the newest endpoint, and this came of it."""
        endpoint, now = list(self.shelves.endpoints.values())[-1], self.now()
        number = len(self.shelves.deliveries) + 1
        invoice = InvoiceId(f"{number:016x}")
        event = Event(
            key=f"event:{number}",
            name=name,
            invoice=invoice,
            selector=invoice,
            at=now,
            stage="paid",
            door="zeroxbtcpay",
        )
        delivery = Delivery(
            id=f"event:{number}:{endpoint.id}",
            effect=webhook_of(endpoint, event),
            created_at=now,
            due_at=None if due_in is None else now + due_in,
            tries=1,
            outcome=outcome,
        )
        tried = Attempt(delivery=delivery.id, at=now, outcome=outcome, took_ms=84)
        self.shelves.deliveries[delivery.id] = delivery
        self.shelves.attempts.append(tried)
        return delivery
