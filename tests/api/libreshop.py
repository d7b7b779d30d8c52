"""A shop that sells by the LibrePay protocol, in either dialect, as tests play it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import aiohttp

from pos.api.doors import PracticeControls, Settings
from pos.domain.ids import ChainId
from pos.domain.money import Asset
from pos.domain.payment.coin import Coin
from pos.domain.payment.effects import Webhook
from pos.domain.payment.events import opening_event
from pos.domain.payment.policy import Policy, Tier
from pos.domain.ports.outbox import Delivery
from pos.engine.feed import ChainSeen
from tests.api.conftest import Door, OpenedDoor
from tests.fakes.clocks import OPENED_AT
from tests.fakes.desk import ETHER
from tests.fakes.prices import WrittenPrices

Json = dict[str, Any]

DOCUMENT: Final[Json] = {
    "successUrl": "http://localhost/complete",
    "cancelUrl": "http://localhost/cancel",
    "currency": "usd",
    "cart": [
        {
            "price": 0.1,
            "name": "Raspberry Pi 4 - 8GB RAM",
            "image": "https://www.avxperten.dk/billeder/raspberry-pi-4-model-b-2gb-usb-c-side.jpg",
            "quantity": 1,
        }
    ],
}
"""The body of the protocol's document."""

CODE: Final[Json] = {
    "successUrl": "http://shop.example/success",
    "failUrl": "http://shop.example/fail",
    "cancelUrl": "http://shop.example/cancel",
    "redirectTo": "http://shop.example/thanks",
    "currency": "USD",
    "totalPrice": 10,
}
"""The body of the last version's code."""

PRICES: Final = {
    "BTC/USD": "27027.02702703",
    "XMR/USD": "164.8",
    "ETH/USD": "725.95",
    "BTC/EUR": "25000",
}


def _coin(code: str, title: str, decimals: int, chain: str) -> Coin:
    return Coin(
        asset=Asset(code=code, decimals=decimals, chain=ChainId(chain)),
        title=title,
        network=title,
        policy=Policy(currency=code, tiers=(Tier(up_to=None, confirmations=3),), dust_units=5),
        final_depth=64,
    )


BITCOIN: Final = _coin("BTC", "Bitcoin", 8, "bip122:000000000019d6689c085ae165831e93")
MONERO: Final = _coin("XMR", "Monero", 12, "monero:418015bb9ae982a1975da7d79277c270")
COINS: Final = (BITCOIN, MONERO, ETHER)
SETTINGS: Final = Settings(coin="BTC")


@dataclass(frozen=True)
class LibreShop:
    """A shop and its customers."""

    door: Door
    prices: WrittenPrices

    async def ask(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, Any]:
        """The status and the JSON of an answer; None for an empty one."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = None if body is None else json.dumps(body).encode()
        status, _, answer = await self.door.send(method, path, sent, named)
        return status, json.loads(answer, parse_float=Decimal) if answer else None

    async def create(self, body: Json = DOCUMENT, **changes: object) -> Json:
        """A new invoice."""
        status, told = await self.ask("POST", "/invoice/", {**body, **changes})
        assert status == 200, told
        return dict(told)

    async def chosen(self, coin: str = "BTC", body: Json = DOCUMENT, **changes: object) -> str:
        """The selector of a new invoice that is to be paid in a coin."""
        selector = str((await self.create(body, **changes))["selector"])
        status, told = await self.ask("POST", f"/invoice/{selector}/setmethod", {"method": coin})
        assert status == 200, told
        return selector

    async def shown(self, selector: str) -> Json:
        status, told = await self.ask("GET", f"/invoice/{selector}")
        assert status == 200
        return dict(told)

    async def pay(self, selector: str, amount: str = "", *, depth: int = 0, tx: str = "") -> None:
        """The customer pays, by default exactly what is missing in all."""
        shown = await self.shown(selector)
        due = amount or str(
            next(m for m in shown["paymentMethods"] if m["coin"] == shown["paymentMethod"])[
                "priceStr"
            ]
        )
        await self.door.engine.pay(shown["id"], due, tx_hash=tx or "ab" * 32, depth=depth)

    async def deliver(self, endpoint: str) -> Delivery:
        """What is to be sent to an endpoint because an invoice was made."""
        invoice = await self.door.engine.records.by_selector((await self.create())["selector"])
        event = opening_event(invoice)
        hook = Webhook(
            key=f"hook:{event.key}:{endpoint}", invoice=invoice.id, endpoint=endpoint, event=event
        )
        delivery = Delivery(
            id=hook.key, effect=hook, created_at=OPENED_AT, due_at=None, tries=1, outcome="500"
        )
        self.door.engine.store.shelves.deliveries[hook.key] = delivery
        return delivery

    def blind(self, coin: Coin) -> None:
        """The chain of a coin has not answered for a long time."""
        self.door.engine.feed.publish(
            ChainSeen(
                chain=coin.asset.chain,
                is_connected=False,
                height=0,
                looked_at=None,
                block_time=None,
                trouble="the node does not answer",
            )
        )

    async def expire(self, selector: str) -> None:
        """Time passes, and then somebody looks at the chain."""
        self.door.engine.clock.at += 31 * 60
        await self.door.engine.look((await self.shown(selector))["id"])

    @asynccontextmanager
    async def listening(self, selector: str) -> AsyncIterator["Ear"]:
        """A customer's browser that listens."""
        async with self.door.session.get(f"{self.door.url}/invoice/{selector}/events") as answer:
            assert answer.status == 200
            yield Ear(answer)


@dataclass(frozen=True)
class Ear:
    """The events of an open connection."""

    answer: aiohttp.ClientResponse

    async def next(self) -> tuple[str, Json, str]:
        """The next event: its name, what it says, its id."""
        said: dict[str, str] = {}
        while True:
            line = (await self.answer.content.readline()).decode()
            assert line, "the server hung up"
            if line == "\n" and "data" in said:
                return said["event"], json.loads(said["data"]), said["id"]
            name, _, value = line.rstrip("\n").partition(": ")
            said[name] = value

    async def told(self, count: int) -> list[tuple[str, Json]]:
        """So many events."""
        return [(await self.next())[:2] for _ in range(count)]


@asynccontextmanager
async def open_shop(
    settings: Settings = SETTINGS,
    coins: tuple[Coin, ...] = COINS,
    practice: PracticeControls | None = None,
) -> AsyncIterator[LibreShop]:
    """A shop that takes these coins at prices somebody wrote down."""
    prices = WrittenPrices(PRICES)
    async with OpenedDoor(settings, rates=prices, coins=coins, practice=practice) as door:
        yield LibreShop(door, prices)
