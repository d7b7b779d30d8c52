"""What the web face is given: the engine's doors, the shop's settings, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.domain.ports import Clock
from pos.engine.desk import Order
from pos.engine.feed import Feed


class Charging(Protocol):
    """The part of the desk that a shop's server may use."""

    def coin(self, code: str) -> Coin:
        """A coin on offer. Raises Refused("unknown_coin")."""

    async def charge(self, order: Order) -> Invoice:
        """A new invoice, durable when it is returned."""


class Reading(Protocol):
    """The part of the records that a status page needs."""

    def recent(self, id: str) -> Invoice | None:
        """From memory only; never waits."""

    async def invoice(self, id: str) -> Invoice:
        """From wherever it is. Raises Refused("unknown_invoice")."""


class RateAges(Protocol):
    """How old the prices of coins are."""

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each rate ("ETH/EUR") was true; None where there is none."""


class PracticeControls(Protocol):
    """The customer's side of the practice chain, for developers of shops."""

    def pay(self, address: str, amount: str) -> str:
        """Pay decimal text in the coin of that address; the answer is the transaction's hash."""

    def mine(self, blocks: int) -> int:
        """Make blocks; the answer is the new height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who may call, and what they get.

    `coin` is what a shop charges in. `allow` and `trusted_proxies` are addresses or CIDR ranges.
    `origins` are web origins ("https://shop.example") whose pages may call; `hosts` are names this
    server is known by besides its listen address. `public_per_s` and `public_burst` bound how often
    one foreign address may ask for a status.
    """

    coin: str
    allow: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    public_per_s: int = 20
    public_burst: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Everything the web face may use; `practice` only where the money is play money."""

    desk: Charging
    records: Reading
    feed: Feed
    clock: Clock
    settings: Settings
    rates: RateAges | None = None
    practice: PracticeControls | None = None
