"""A shop whose payment pages are open: real engine, real scribes, chains that are told by hand."""

import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import aiohttp

from pos.api.doors import Doors, PayPages, Settings
from pos.api.server import WebFace, serve
from pos.chains.bitcoin.network import BITCOIN
from pos.chains.bitcoin.scribe import BitcoinScribe
from pos.chains.evm.scribe import EvmScribe
from pos.chains.monero.scribe import MoneroScribe
from pos.domain.errors import Refused
from pos.domain.ids import ChainId, WalletId
from pos.domain.money import Amount, Asset, Fiat, Rate
from pos.domain.payment.coin import Coin
from pos.domain.payment.deposit import Caution, DepositKey, Look, Sighting
from pos.domain.payment.facts import Observed
from pos.domain.payment.invoice import Invoice, prompt_of
from pos.domain.payment.policy import Policy, Tier
from pos.domain.payment.terms import Door, Line, Origin
from pos.domain.ports.chain import Method, Scribe
from pos.engine.claims import Claims
from pos.engine.desk import Desk, Order
from pos.engine.feed import ChainSeen, Feed
from pos.engine.ledger import Ledger
from pos.engine.quoting import Quoting
from pos.engine.records import Records
from pos.resources import resource
from pos.till.tongue import Tongues
from tests.fakes.clocks import SetClock
from tests.fakes.stores import MemoryStore

SECRET: Final = "5e" * 32
ETHEREUM: Final = ChainId("eip155:1")
BITCOIN_CHAIN: Final = BITCOIN.id
MONERO: Final = ChainId("monero:mainnet")

HOME: Final = {
    ETHEREUM: "0x52908400098527886e0f7030069857d2e4169ee7",
    BITCOIN_CHAIN: "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
}
"""The customers' own addresses: examples of EIP-55 and BIP173."""

_SHOP: Final = {
    ETHEREUM: "0x{:040x}",
    BITCOIN_CHAIN: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5{:03}",
    MONERO: f"888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhw{'{:016}'}",
}

COINS: Final = {
    coin.code: coin
    for coin in (
        Coin(
            asset=Asset(code="BTC", decimals=8, chain=BITCOIN_CHAIN),
            title="Bitcoin",
            network="Bitcoin",
            policy=Policy(
                currency="EUR", tiers=(Tier(up_to=None, confirmations=2),), dust_units=1_000
            ),
            final_depth=20,
        ),
        Coin(
            asset=Asset(code="0xBTC", decimals=8, chain=ETHEREUM, contract="0x" + "b6" * 20),
            title="0xBitcoin",
            network="Ethereum",
            policy=Policy(currency="EUR", tiers=(Tier(up_to=None, confirmations=2),)),
            final_depth=64,
        ),
        Coin(
            asset=Asset(code="XMR", decimals=12, chain=MONERO),
            title="Monero",
            network="Monero",
            policy=Policy(currency="EUR", tiers=(Tier(up_to=None, confirmations=10),)),
            final_depth=20,
        ),
    )
}
PRICES: Final = {"BTC": "95000", "0xBTC": "0.5", "XMR": "165.25"}
_SCRIBES: Final[dict[ChainId, Scribe]] = {
    BITCOIN_CHAIN: BitcoinScribe(BITCOIN),
    ETHEREUM: EvmScribe(),
    MONERO: MoneroScribe(),
}
LINES: Final = (
    Line(title="Espresso", quantity=Decimal(2), total=Fiat(Decimal("7.00"), "EUR")),
    Line(title="Croissant", quantity=Decimal(1), total=Fiat(Decimal("2.70"), "EUR")),
    Line(title="Flat white", quantity=Decimal(1), total=Fiat(Decimal("3.80"), "EUR")),
)
ONLINE: Final = Origin(door=Door.LIBREPAY, redirect_to="https://shop.example/thanks?order=7")
COUNTER: Final = Origin(door=Door.TILL, reference="1042")


class NumberedWallet:
    """Addresses that look like their chain's and end in their number."""

    def __init__(self, chain: ChainId) -> None:
        self.id = WalletId(f"wallet of {chain}")
        self._shape = _SHOP[chain]

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        return [self._shape.format(index + 1) for index in range(first, first + count)]


class SetRates:
    """Prices in EUR that stand still."""

    def rate(self, code: str, currency: str) -> Rate:
        if code not in PRICES or currency != "EUR":
            raise Refused("no_rate", f"No rate for {code} in {currency}")
        per_coin = Fraction(PRICES[code])
        return Rate(per_coin=per_coin, code=code, currency=currency, sources=("set",), at=1)


@dataclass
class PayShop:
    """The shop, and what happens on its chains."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: SetClock = field(default_factory=SetClock)
    feed: Feed = field(default_factory=Feed)
    codes: tuple[str, ...] = tuple(COINS)
    is_play: bool = False
    public_url: str = "https://pay.shop.example"
    tongues: Path = field(default_factory=lambda: resource("languages"))
    frame_ancestors: tuple[str, ...] = ()
    name: str = "Nakamoto Coffee"

    def __post_init__(self) -> None:
        self._numbers = itertools.count(0xA0)
        self._looks = itertools.count(1)
        self.ledger = Ledger(self.store.payments, self.feed)
        methods = [self._method(COINS[code]) for code in self.codes]
        self.desk = Desk(
            ledger=self.ledger,
            payments=self.store.payments,
            quoting=Quoting(SetRates(), "EUR"),
            methods=methods,
            clock=self.clock,
            new_id=lambda: f"{next(self._numbers):016x}",
            sees=self.feed.sees,
        )
        self.records = Records(self.ledger, self.store.journal, self.store.outbox, self.clock)
        self.claims = Claims(
            secret=SECRET,
            desk=self.desk,
            methods=methods,
            clock=self.clock,
            public_url=self.public_url,
        )

    def doors(self) -> Doors:
        pages = PayPages(
            desk=self.desk,
            claims=self.claims,
            tongues=Tongues(self.tongues),
            shop_name=self.name,
            public_url=self.public_url,
            frame_ancestors=self.frame_ancestors,
        )
        settings = Settings(coin="0xBTC", public_per_s=1, public_burst=3)
        return Doors(
            desk=self.desk,
            records=self.records,
            feed=self.feed,
            clock=self.clock,
            settings=settings,
            pay=pages,
        )

    async def charge(
        self,
        code: str | None = "BTC",
        origin: Origin = ONLINE,
        price: str = "13.50",
        lines: tuple[Line, ...] = LINES,
    ) -> Invoice:
        """Somebody owes 13.50 EUR for a breakfast, for half an hour."""
        fiat = Fiat(Decimal(price), "EUR")
        return await self.desk.charge(Order(origin=origin, price=fiat, code=code, lines=lines))

    async def see(
        self,
        invoice: Invoice,
        share: str = "1",
        *,
        depth: int = 0,
        tx: str = "9f3a" * 16,
        asset: Asset | None = None,
        at: str = "",
        cautions: tuple[Caution, ...] = (),
    ) -> Invoice:
        """A part of the price arrives (1 is all of it), so many blocks deep.

        It comes where it is asked for now, or where it was asked for in the coin `at`.
        """
        newest = await self.records.invoice(invoice.id)
        there = (p for p in newest.prompts if at in {"", p.due.asset.code})
        prompt = list(there)[-1]
        sighting = Sighting(
            chain=prompt.due.asset.chain,
            txid=tx,
            index="0",
            address=prompt.address,
            amount=Amount(int(prompt.due.units * Decimal(share)), asset or prompt.due.asset),
            height=101 - depth if depth else None,
            block_time=self.clock.at if depth else None,
            cautions=cautions,
        )
        return await self.look(newest, sighting, chain=prompt.due.asset.chain)

    async def lose(self, invoice: Invoice) -> Invoice:
        """Everything that was seen is gone."""
        invoice = await self.records.invoice(invoice.id)
        return await self.look(invoice, gone=tuple(d.key for d in invoice.deposits))

    async def pass_time(self, invoice: Invoice, seconds: int = 3600) -> Invoice:
        """Time passes, and then each chain is looked at."""
        self.clock.at += seconds
        return await self.look(await self.records.invoice(invoice.id))

    async def look(
        self,
        invoice: Invoice,
        *sightings: Sighting,
        gone: tuple[DepositKey, ...] = (),
        chain: ChainId | None = None,
    ) -> Invoice:
        look = Look(
            chain=chain or prompt_of(invoice).due.asset.chain,
            at=self.clock.at,
            previous_at=self.clock.at,
            height=100,
            number=next(self._looks),
        )
        fact = Observed(look=look, sightings=sightings, gone=gone)
        return await self.ledger.record(invoice.id, fact)

    def lose_sight(self, chain: ChainId) -> None:
        """A chain does not answer any more."""
        self.feed.publish(
            ChainSeen(
                chain=chain,
                is_connected=False,
                height=100,
                looked_at=None,
                block_time=None,
                trouble="node does not answer",
            )
        )

    def _method(self, coin: Coin) -> Method:
        chain = coin.asset.chain
        return Method(
            coin=replace(coin, is_play=self.is_play),
            chain=chain,
            wallet=NumberedWallet(chain),
            scribe=_SCRIBES[chain],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The open pages and a browser without JavaScript."""

    shop: PayShop
    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.get(self.url + path, headers=named) as answer:
            return answer.status, dict(answer.headers), await answer.text()

    async def post(
        self, path: str, fields: dict[str, str], **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Send a form; redirects are not followed."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.session.post(
            self.url + path, data=fields, headers=named, allow_redirects=False
        ) as answer:
            return answer.status, dict(answer.headers), await answer.text()


@asynccontextmanager
async def opened(shop: PayShop) -> AsyncIterator[Opened]:
    """The shop's pages, for as long as they are used."""
    serving = await serve(WebFace(shop.doors()).app(), "127.0.0.1", 0)
    async with aiohttp.ClientSession() as session:
        yield Opened(shop=shop, url=serving.url, session=session)
    await serving.close()
