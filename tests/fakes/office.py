"""What stands behind the shop's own routes: real keys, real webhooks, refunds that nobody pays."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.facts import RefundApproved, RefundClaimed, RefundRetried, RefundSent
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.journal import Returns, Search
from pos.domain.ports.outbox import Delivered, Delivery, Outcome
from pos.domain.ports.shops import Scope
from pos.engine.access import Access
from pos.engine.hookbook import HookBook
from pos.engine.hooks import Hooks
from tests.fakes.desk import Engine, PlainScribe


@dataclass
class PaperPostman:
    """Writes down what was to be sent, and says what came of it."""

    sent: list[Delivery] = field(default_factory=list)
    outcome: Outcome = field(default_factory=lambda: Delivered(note="the shop answered 200"))

    async def deliver(self, delivery: Delivery) -> Outcome:
        self.sent.append(delivery)
        return self.outcome


@dataclass(frozen=True)
class PaperRefunds:
    """Every decision is written down; no wallet ever hears of it."""

    engine: Engine

    async def listed(
        self, returns: tuple[Returns, ...], limit: int, skip: int = 0
    ) -> Sequence[Invoice]:
        search = Search(returns=returns, limit=limit, skip=skip)
        return await self.engine.store.journal.search(search)

    async def claim(self, id: InvoiceId, chain: ChainId, text: str, by: str = "") -> Invoice:
        to = PlainScribe().address(text)
        fact = RefundClaimed(at=self.engine.clock.now(), chain=chain, to=to, by=by)
        return await self.engine.ledger.record(id, fact)

    async def approve(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        fact = RefundApproved(at=self.engine.clock.now(), refund_id=refund_id, by=by)
        return await self.engine.ledger.record(id, fact)

    async def retry(self, id: InvoiceId, refund_id: str, by: str) -> Invoice:
        fact = RefundRetried(at=self.engine.clock.now(), refund_id=refund_id, by=by)
        return await self.engine.ledger.record(id, fact)

    async def note_sent(self, id: InvoiceId, refund_id: str, txid: str, by: str) -> Invoice:
        fact = RefundSent(at=self.engine.clock.now(), refund_id=refund_id, txid=txid, by=by)
        return await self.engine.ledger.record(id, fact)


@dataclass(frozen=True)
class Office:
    """The keys, the webhooks and the refunds of an engine."""

    access: Access
    hooks: Hooks
    postman: PaperPostman
    refunds: PaperRefunds

    async def key(self, *scopes: Scope, name: str = "shop") -> str:
        """The secret of a new key."""
        _, secret = await self.access.make(name, scopes)
        return secret


def office_of(engine: Engine) -> Office:
    """An office over an engine's store."""
    store, clock, postman = engine.store, engine.clock, PaperPostman()
    numbers = (f"{number:016x}" for number in range(1, 1_000))
    secrets = (f"{number:043d}" for number in range(1, 1_000))
    book = HookBook(store.endpoints, "5" * 64, clock)
    return Office(
        access=Access(
            keys=store.keys, clock=clock, new_id=numbers.__next__, new_secret=secrets.__next__
        ),
        hooks=Hooks(
            book=book,
            endpoints=store.endpoints,
            postman=postman,
            clock=clock,
            new_id=numbers.__next__,
        ),
        postman=postman,
        refunds=PaperRefunds(engine),
    )
