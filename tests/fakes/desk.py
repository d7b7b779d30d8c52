"""The real desk, ledger and records on a store in memory, with coins nobody mines."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId, WalletId
from pos.domain.money import Amount, Asset, Rate
from pos.domain.payment.coin import Coin
from pos.domain.payment.deposit import Look, Sighting
from pos.domain.payment.facts import Observed
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.policy import Policy, Tier
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.chain import Method
from pos.domain.ports.rates import Rates
from pos.engine.desk import Desk, Order
from pos.engine.feed import Feed
from pos.engine.ledger import Ledger
from pos.engine.quoting import Quoting
from pos.engine.records import Records
from tests.fakes.clocks import SetClock
from tests.fakes.stores import MemoryStore

CHAIN = ChainId("eip155:1")
ONE_CONFIRMATION = (Tier(up_to=None, confirmations=1),)

TOKEN = Coin(
    asset=Asset(code="0xBTC", decimals=8, chain=CHAIN, contract="0x" + "b6" * 20),
    title="0xBitcoin",
    network="Ethereum",
    policy=Policy(currency="0xBTC", tiers=ONE_CONFIRMATION),
    final_depth=64,
    max_units=20_999_984 * 10**8,
)
ETHER = Coin(
    asset=Asset(code="ETH", decimals=18, chain=CHAIN),
    title="Ether",
    network="Ethereum",
    policy=Policy(currency="ETH", tiers=ONE_CONFIRMATION),
    final_depth=64,
)


class CountingWallet:
    """Addresses that are their own numbers."""

    id = WalletId("counting")

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        return [f"0x{index + 1:040x}" for index in range(first, first + count)]


class PlainScribe:
    """Payment requests that say only where to pay."""

    def qr(self, due: Amount, address: str) -> str:
        return address

    def uri(self, due: Amount, address: str) -> str:
        return f"ethereum:{address}"

    def address(self, text: str) -> str:
        if not text.startswith("0x"):
            raise Refused("invalid_address", f"“{text}” is no address of Ethereum")
        return text.lower()


class NoRates:
    """A shop that never asked what coins cost."""

    def rate(self, code: str, currency: str) -> Rate:
        raise Refused("no_rate", f"No rate for {code} in {currency}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """An engine without chains: payments are told to it by hand."""

    desk: Desk
    records: Records
    feed: Feed
    ledger: Ledger
    store: MemoryStore
    clock: SetClock

    async def pay(self, id: str, amount: str, *, tx_hash: str, depth: int = 1) -> Invoice:
        """A transfer is seen, `depth` blocks deep; 0 means it waits in the pool."""
        prompt = prompt_of(await self.records.invoice(id))
        units = int(Decimal(amount).scaleb(prompt.due.asset.decimals))
        sighting = Sighting(
            chain=prompt.due.asset.chain,
            txid=tx_hash,
            index="0",
            address=prompt.address,
            amount=Amount(units, prompt.due.asset),
            height=101 - depth if depth else None,
            block_time=self.clock.at if depth else None,
        )
        return await self.look(id, sighting)

    async def sell(self, amount: str) -> Invoice:
        """A sale at the counter, in 0xBTC."""
        due = Amount(int(Decimal(amount).scaleb(8)), TOKEN.asset)
        return await self.desk.charge(
            Order(origin=Origin(door=Door.TILL), amount=due, code=TOKEN.code)
        )

    async def look(self, id: str, *sightings: Sighting) -> Invoice:
        """One look at the chain that shows these payments."""
        prompt = (await self.records.invoice(id)).prompt
        look = Look(
            chain=prompt.due.asset.chain if prompt else CHAIN,
            at=self.clock.at,
            previous_at=self.clock.at,
            height=100,
            number=self.clock.at,
        )
        return await self.ledger.record(InvoiceId(id), Observed(look=look, sightings=sightings))


def engine(
    store: MemoryStore | None = None,
    *,
    rates: Rates | None = None,
    coins: Sequence[Coin] = (TOKEN, ETHER),
) -> Engine:
    """A fresh engine that sells in 0xBTC and ETH; on a used store it is one after a restart."""
    store, clock, feed = store or MemoryStore(), SetClock(), Feed()
    ledger = Ledger(store.payments, feed)
    numbers = itertools.count(len(store.shelves.invoices) + 0xA0)
    methods = [
        Method(coin=coin, chain=coin.asset.chain, wallet=CountingWallet(), scribe=PlainScribe())
        for coin in coins
    ]
    desk = Desk(
        ledger=ledger,
        payments=store.payments,
        quoting=Quoting(rates or NoRates(), "EUR"),
        methods=methods,
        clock=clock,
        new_id=lambda: f"{next(numbers):016x}",
        sees=feed.sees,
    )
    records = Records(ledger, store.journal, store.outbox, clock)
    return Engine(desk=desk, records=records, feed=feed, ledger=ledger, store=store, clock=clock)
