"""The door out: news as frozen values, told to every listener at once and in order."""

from collections.abc import Callable
from dataclasses import dataclass

from pos.domain.ids import ChainId
from pos.domain.payment.effects import Alarm
from pos.domain.payment.invoice import Invoice
from pos.domain.ports import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceMoved:
    """An invoice was committed; this is its newest version."""

    invoice: Invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarmed:
    """Something a person at the till must know."""

    alarm: Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryMoved:
    """A message to the outside was tried, and this is what came of it."""

    delivery: Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainSeen:
    """How well a chain is seen: after each look, and whenever a look fails.

    `looked_at` is the last successful look, `block_time` the newest block's own time, `trouble`
    the last failure in words ("" while connected).
    """

    chain: ChainId
    is_connected: bool
    height: int
    looked_at: int | None
    block_time: int | None
    trouble: str


News = InvoiceMoved | Alarmed | DeliveryMoved | ChainSeen
Hear = Callable[[News], None]


class Feed:
    """Tells listeners what happened, after it was committed. Lives in the engine's thread."""

    def __init__(self) -> None:
        self._listeners: list[Hear] = []
        self._chains: dict[ChainId, ChainSeen] = {}

    def publish(self, news: News) -> None:
        """Tell everybody, in the order they came. Listeners must not block or raise."""
        if isinstance(news, ChainSeen):
            self._chains[news.chain] = news
        for hear in tuple(self._listeners):
            hear(news)

    def subscribe(self, hear: Hear) -> Callable[[], None]:
        """Hear all news from now on; the answer ends it."""
        self._listeners.append(hear)
        return lambda: self._listeners.remove(hear)

    def chains(self) -> tuple[ChainSeen, ...]:
        """The last word on every chain."""
        return tuple(self._chains.values())
