"""The door out: news as frozen values, told to every listener at once and in order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pos.domain.ids import ChainId, InvoiceId, WalletId
from pos.domain.payment.effects import Alarm
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.chain import Source
from pos.domain.ports.outbox import Delivery
from pos.engine.refund_rules import Why


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
    the last failure in words ("" while connected). While blocks are being caught up with, `head`
    is the newest one there is and `height` how far they were read. `is_stale` says that it
    answers and stands still, `is_distrusted` that its sources contradict each other.
    """

    chain: ChainId
    is_connected: bool
    height: int
    looked_at: int | None
    block_time: int | None
    trouble: str
    head: int | None = None
    is_stale: bool = False
    is_distrusted: bool = False
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGrew:
    """Many addresses of a wallet in a row were shown and never paid: `unpaid` of them.

    Wallets look only so far ahead for money. `gap_limit` is what the owner's wallet must be set to
    so that it finds everything; `code` is a coin that uses the wallet.
    """

    wallet: WalletId
    code: str
    unpaid: int
    gap_limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundWaits:
    """A refund cannot go by itself now; `text` says what it waits for. Told once for each reason.

    `why` is None once it waits no longer.
    """

    invoice: InvoiceId
    refund_id: str
    why: Why | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something about the house itself that its people must see to, such as a failed backup.

    `topic` says what it is about: another word on the same topic replaces this one, and "" says
    that it is over.
    """

    topic: str
    text: str


News = InvoiceMoved | Alarmed | DeliveryMoved | ChainSeen | GapGrew | RefundWaits | Warned
Hear = Callable[[News], None]


PATIENCE_S: Final = 30
"""A chain that does not answer for so long is not offered any more; a hiccup is shorter."""


class Feed:
    """Tells listeners what happened, after it was committed. Lives in the engine's thread."""

    def __init__(self) -> None:
        self._listeners: list[Hear] = []
        self._chains: dict[ChainId, ChainSeen] = {}
        self._warnings: dict[str, str] = {}

    def publish(self, news: News) -> None:
        """Tell everybody, in the order they came. Listeners must not block or raise."""
        if isinstance(news, ChainSeen):
            self._chains[news.chain] = news
        if isinstance(news, Warned):
            self._warnings[news.topic] = news.text
        for hear in tuple(self._listeners):
            hear(news)

    def subscribe(self, hear: Hear) -> Callable[[], None]:
        """Hear all news from now on; the answer ends it."""
        self._listeners.append(hear)
        return lambda: self._listeners.remove(hear)

    def warn(self, topic: str, text: str) -> None:
        """Tell of something that lasts, once; "" when it is over, if it was told."""
        if self.warning(topic) != text:
            self.publish(Warned(topic=topic, text=text))

    def warning(self, topic: str) -> str:
        """What was said last on a topic; "" if it is over or never was."""
        return self._warnings.get(topic, "")

    def chain(self, id: ChainId) -> ChainSeen | None:
        """The last word on one chain; None before its first look."""
        return self._chains.get(id)

    def sees(self, id: ChainId, now: int) -> bool:
        """Whether payments on this chain can be seen, so that its coins may be offered.

        One that was not looked at yet has the benefit of the doubt: what is paid is found later.
        """
        seen = self._chains.get(id)
        if seen is None or seen.is_connected:
            return True
        if seen.is_distrusted or seen.is_stale or seen.looked_at is None:
            return False
        return now - seen.looked_at <= PATIENCE_S

    def chains(self) -> tuple[ChainSeen, ...]:
        """The last word on every chain."""
        return tuple(self._chains.values())
