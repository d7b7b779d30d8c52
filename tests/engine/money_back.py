"""The engine's part that sends money back, over a store in memory and a network of its own."""

import itertools
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Asset, Rate
from pos.domain.payment.facts import RefundClaimed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.policy import ToSender
from pos.domain.payment.quote import Quote
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payer import Payer
from pos.domain.ports.payments import Entry
from pos.engine.agenda import Agenda
from pos.engine.feed import Feed, RefundWaits
from pos.engine.ledger import Ledger
from pos.engine.outgoing import Outgoing
from pos.engine.paymaster import Paymaster
from pos.engine.refund_rules import RefundRule
from pos.engine.refund_values import DaySums, Treasury, Values
from pos.engine.refunder import Refunder
from pos.engine.refunds import Refunds
from pos.engine.watchlist import Watchlist
from tests.fakes.invoices import (
    CHAIN,
    OTHER_CHAIN,
    SENDER,
    TOKEN,
    look,
    observed,
    payment,
    prompt,
    waiting,
)
from tests.fakes.payers import FakePayer
from tests.fakes.stores import MemoryStore
from tests.fakes.world import FakeClock, FakeRates, methods

BACK = "0xback"
DEPTH = 6
EURO = Rate(per_coin=Fraction(10**8), code="0xBTC", currency="EUR", sources=("fixed",), at=1)
"""By which a unit of the token is worth a euro."""

_numbers = itertools.count(1)


@dataclass
class Office:
    """Everything that sends money back on two chains; the second has no wallet."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FakeClock = field(default_factory=lambda: FakeClock(10_000))
    payer: FakePayer = field(default_factory=FakePayer)
    rates: FakeRates = field(default_factory=FakeRates)
    rules: dict[str, RefundRule] = field(default_factory=dict)
    fee_coins: dict[Asset, str] = field(default_factory=dict)
    others: dict[ChainId, Payer] = field(default_factory=dict)
    news: list[RefundWaits] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.payer.now = self.clock.now
        self.feed = Feed()
        self.feed.subscribe(lambda n: self.news.append(n) if isinstance(n, RefundWaits) else None)
        self.ledger = Ledger(self.store.payments, self.feed)
        self.watchlists = {id: Watchlist(self.clock) for id in (CHAIN, OTHER_CHAIN)}
        self.outgoing = {
            id: Outgoing(id, watchlist, self.store.shelf, DEPTH)
            for id, watchlist in self.watchlists.items()
        }
        values = Values(self.rates, "EUR", self.fee_coins)
        self.treasury = Treasury(rule_of=self.rule_of, values=values, sums=DaySums(values))
        payers: dict[ChainId, Payer] = {CHAIN: self.payer, **self.others}
        self.paymasters = {id: self._paymaster(id, payers.get(id)) for id in (CHAIN, OTHER_CHAIN)}
        self.paymaster = self.paymasters[CHAIN]
        self.refunder = Refunder(
            self.paymasters.values(),
            self.treasury.sums,
            self.store.journal,
            self.feed,
            self.clock,
        )
        self.refunds = Refunds(
            ledger=self.ledger,
            journal=self.store.journal,
            clock=self.clock,
            methods=methods(),
            payers=payers,
            refunder=self.refunder,
        )

    def rule_of(self, asset: Asset) -> RefundRule:
        return self.rules.get(asset.code, RefundRule())

    async def open(self) -> "Office":
        for outgoing in self.outgoing.values():
            await outgoing.start()
        await self.refunder.start()
        return self

    async def after_a_crash(self) -> "Office":
        """A new program over what is on disk, in the same world."""
        again = Office(
            store=MemoryStore(self.store.shelves),
            clock=self.clock,
            payer=FakePayer(net=self.payer.net, state=self.payer.state),
            rates=self.rates,
            rules=self.rules,
        )
        return await again.open()

    async def owe(self, units: int = 30, to: str = BACK, asset: Asset = TOKEN) -> Refund:
        """A customer paid so much more than was asked, and it was said where to it goes back."""
        invoice = await self.overpaid(units, asset=asset)
        claim = RefundClaimed(at=self.clock.now(), chain=asset.chain, to=to)
        return (await self.ledger.record(invoice.id, claim)).refunds[-1]

    async def owe_sender(self, sender: str = SENDER, mode: ToSender = ToSender.PLAIN) -> Refund:
        """The same, and nobody said where to."""
        return (await self.overpaid(30, sender=sender, mode=mode)).refunds[-1]

    async def overpaid(
        self,
        units: int,
        *,
        asset: Asset = TOKEN,
        sender: str = SENDER,
        mode: ToSender = ToSender.NEVER,
        rates: tuple[Rate, ...] = (EURO,),
        dust: int = 0,
    ) -> Invoice:
        """An invoice of 100 units that got so many more."""
        number = next(_numbers)
        shown = replace(prompt(asset=asset, address=f"0x{number:040x}"), key_index=number)
        quotes = tuple(
            Quote(due=shown.due, rate=rate, acceptance=replace(shown.acceptance, dust_units=dust))
            for rate in rates
        )
        id = InvoiceId(f"{number:016x}")
        invoice = replace(
            waiting(None, replace(shown, to_sender=mode)), id=id, selector=id, quotes=quotes
        )
        await self.ledger.add(invoice, Entry(at=self.clock.now(), kind="opened", text=""))
        paid = payment(
            100 + units,
            f"0x{number:064x}",
            height=10,
            address=shown.address,
            asset=asset,
            sender=sender,
        )
        seen = observed(look(self.clock.now(), height=12, chain=asset.chain), paid)
        return await self.ledger.record(id, seen)

    async def refund(self, known: Refund) -> Refund:
        """How a refund stands on disk."""
        invoice = await self.invoice(known)
        return next(refund for refund in invoice.refunds if refund.id == known.id)

    async def stage(self, known: Refund) -> RefundStage:
        return (await self.refund(known)).stage

    async def invoice(self, known: Refund) -> Invoice:
        found = await self.store.payments.invoice(invoice_of(known))
        assert found is not None
        return found

    async def work(self, seconds: int = 400) -> None:
        """Let time pass and a block be told of, then do what is due."""
        await self.clock.pass_time(seconds)
        await self.tick()

    async def tick(self) -> None:
        for paymaster in self.paymasters.values():
            paymaster.agenda.see(self.payer.net.height)
            await paymaster.tick()

    async def finish(self) -> None:
        """Everything is mined and final."""
        for _ in range(4):
            await self.work()
            self.payer.net.mine(DEPTH)
        await self.work()

    def _paymaster(self, chain: ChainId, payer: Payer | None) -> Paymaster:
        return Paymaster(
            chain=chain,
            payer=payer,
            ledger=self.ledger,
            feed=self.feed,
            clock=self.clock,
            agenda=Agenda(self.clock, lambda: 0.5),
            treasury=self.treasury,
            depth=DEPTH,
            outgoing=self.outgoing[chain],
        )


def invoice_of(refund: Refund) -> InvoiceId:
    return InvoiceId(refund.id.partition("-")[0])
