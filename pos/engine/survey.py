"""What money is where before it is gathered, what of it is worth that, and what gas it takes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset, Rate
from pos.domain.sweep import Mover, Order

PLAIN_GAS: Final = 21_000
"""What bringing gas to an address takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which money goes where: these coins from these addresses.

    `own` is the chain's coin that pays all fees. `purse` is the address of ours that brings gas to
    those with tokens only; what is left there goes the same way in the end.
    """

    chain: ChainId
    own: Asset
    coins: tuple[Asset, ...]
    sources: tuple[str, ...]
    purse: str
    to: str
    dust: Mapping[Asset, int] = field(default_factory=dict)
    rates: tuple[Rate, ...] = ()

    @property
    def tokens(self) -> tuple[Asset, ...]:
        """Those of the coins that cannot pay for their own way."""
        return tuple(coin for coin in self.coins if coin != self.own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """All of one coin at one address, and its fee. `why_not`: why it stays, "" if it is moved."""

    source: str
    amount: Amount
    gas: int
    fee: Amount
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is where now, and what it costs to gather it at this price of gas.

    The lots of one address stand together, tokens first. `gas_at` is what each address has of the
    chain's own coin, `purse` what the purse has of it.
    """

    price: int
    lots: tuple[Lot, ...]
    gas_at: Mapping[str, int]
    purse: Lot

    @property
    def worthwhile(self) -> tuple[Lot, ...]:
        """What is moved."""
        return tuple(lot for lot in self.lots if not lot.why_not)

    @property
    def to_bring(self) -> Mapping[str, int]:
        """How much gas has to be brought to which address: half as much again as tokens need."""
        needed = Counter[str]()
        for lot in self.worthwhile:
            if lot.amount.asset != lot.fee.asset:
                needed[lot.source] += lot.fee.units
        return {
            source: units + units // 2 - self.gas_at[source]
            for source, units in needed.items()
            if units > self.gas_at[source]
        }

    @property
    def purse_needs(self) -> Amount:
        """What the purse must have for it, its own fees included."""
        carriage = PLAIN_GAS * self.price
        needed = sum(units + carriage for units in self.to_bring.values())
        return Amount(needed, self.purse.amount.asset)

    def totals(self) -> list[Amount]:
        """What is moved of each coin, fees not taken off yet."""
        return totals(lot.amount for lot in self.worthwhile)


class Surveyor:
    """Looks at the addresses of a route, from the second time on only where there was money."""

    def __init__(self, route: Route, mover: Mover) -> None:
        self._route = route
        self._mover = mover
        self._sources = route.sources
        self._given_up: set[tuple[str, Asset]] = set()
        self._gas: dict[tuple[str, Asset], int] = {}  # asked for once

    def give_up(self, source: str, asset: Asset) -> None:
        """Leave this coin at this address where it is."""
        self._given_up.add((source, asset))

    async def survey(self) -> Survey:
        """Look without touching anything. Raises Trouble."""
        route = self._route
        price = await self._mover.price()
        addresses = (*self._sources, route.purse)
        found = await self._mover.holdings(addresses, (route.own, *route.tokens))
        held = dict(zip(addresses, found, strict=True))
        in_purse = held.pop(route.purse)[0]
        self._sources = tuple(s for s, amounts in held.items() if any(a.units for a in amounts))
        lots = [
            await self._lot(source, amount, price)
            for source in self._sources
            for amount in reversed(held[source])  # tokens first: the rest pays for them
            if amount.units and amount.asset in route.coins
        ]
        return Survey(
            price=price,
            lots=tuple(lots),
            gas_at={source: amounts[0].units for source, amounts in held.items()},
            purse=await self._lot(route.purse, in_purse, price),
        )

    async def _lot(self, source: str, amount: Amount, price: int) -> Lot:
        own, place = self._route.own, (source, amount.asset)
        if place in self._given_up:
            return _staying(source, amount, own, "a payment of it failed")
        if amount.units == 0:
            return _staying(source, amount, own, "there is nothing")
        order = Order(source=source, to=self._route.to, amount=amount, gas=0, price=price)
        try:
            gas = self._gas[place] = self._gas.get(place) or await self._mover.gas(order)
        except Refused as why:
            return _staying(source, amount, own, why.text)
        fee = Amount(gas * price, own)
        why_not = "" if is_worth(amount, fee, self._route) else "its fee would eat it"
        return Lot(source=source, amount=amount, gas=gas, fee=fee, why_not=why_not)


def is_worth(amount: Amount, fee: Amount, route: Route) -> bool:
    """Whether more arrives than it costs; tokens without a price must be more than dust."""
    if amount.asset == route.own:
        return amount.units > 2 * fee.units
    by_currency = {(rate.code, rate.currency): rate.per_coin for rate in route.rates}
    for (code, currency), per_token in by_currency.items():
        per_own = by_currency.get((route.own.code, currency))
        if code == amount.asset.code and per_own:
            tokens = Fraction(amount.units, 10**amount.asset.decimals)
            return tokens * per_token > Fraction(fee.units, 10**fee.asset.decimals) * per_own
    return amount.units > route.dust.get(amount.asset, 0)


def totals(amounts: Iterable[Amount]) -> list[Amount]:
    """The sum of each coin, in the order they come."""
    sums = Counter[Asset]()
    for amount in amounts:
        sums[amount.asset] += amount.units
    return [Amount(units, asset) for asset, units in sums.items()]


def _staying(source: str, amount: Amount, own: Asset, why: str) -> Lot:
    return Lot(source=source, amount=amount, gas=0, fee=Amount(0, own), why_not=why)
