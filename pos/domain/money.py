"""Money as whole numbers: coin amounts in atomic units, fiat as `Decimal`, rates as fractions.

Floats never appear. Text becomes money in the `parse_*` functions and text again in the
`format_*` functions; the two are exact inverses and never print an exponent.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from pos.domain.errors import Refused
from pos.domain.ids import ChainId

_DECIMAL = re.compile(r"[0-9]{1,60}(\.[0-9]{1,60})?")

QUOTED_DECIMALS = 8
QUOTED_DIGITS = 15
"""An IEEE double keeps any decimal number of so many digits."""

_AFRICA = ("BIF", "DJF", "GNF", "KMF", "RWF", "UGX", "XAF", "XOF")
_ELSEWHERE = ("CLP", "ISK", "JPY", "KRW", "PYG", "UYI", "VND", "VUV", "XPF")
_NO_MINOR_UNIT = frozenset((*_AFRICA, *_ELSEWHERE))
_THREE_DIGITS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """What an amount is an amount of: one coin or token on one chain.

    `decimals` is how many digits of the coin one atomic unit is away (8 for 0xBTC, 18 for ETH).
    `contract` is the token's lower-case address, None for the chain's own coin.
    """

    code: str
    decimals: int
    chain: ChainId
    contract: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of atomic units of one asset. Sums of different assets are refused."""

    units: int
    asset: Asset

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.units + self._same(other), self.asset)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.units - self._same(other), self.asset)

    def __ge__(self, other: "Amount") -> bool:
        return self.units >= self._same(other)

    def __gt__(self, other: "Amount") -> bool:
        return self.units > self._same(other)

    def _same(self, other: "Amount") -> int:
        if other.asset != self.asset:
            raise ValueError(f"{self.asset.code} and {other.asset.code} do not mix")
        return other.units


@dataclass(frozen=True, slots=True)
class Fiat:
    """A price in a currency of the state, in whole minor units (cents) held as a `Decimal`."""

    value: Decimal
    currency: str

    def __add__(self, other: "Fiat") -> "Fiat":
        return Fiat(self.value + self._same(other), self.currency)

    def __sub__(self, other: "Fiat") -> "Fiat":
        return Fiat(self.value - self._same(other), self.currency)

    def _same(self, other: "Fiat") -> Decimal:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source said that one whole coin costs, true at UNIX second `at`."""

    source: str
    per_coin: Fraction
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one whole coin costs the customer: `per_coin` of `currency`, as `sources` said.

    `at` is the UNIX second it was true at: that of its oldest reading. `readings` are those it was
    made of, kept with an invoice for whoever asks later. `spread` was already taken off
    `per_coin`: 1/100 makes the coin count for 1 % less, so that it costs the customer more.
    """

    per_coin: Fraction
    code: str
    currency: str
    sources: tuple[str, ...]
    at: int
    readings: tuple[Reading, ...] = ()
    spread: Fraction = Fraction(0)


def zero(asset: Asset) -> Amount:
    """Nothing, in this asset."""
    return Amount(0, asset)


def parse_amount(text: str, asset: Asset) -> Amount:
    """Atomic units from plain decimal text such as "222.333".

    Raises Refused for anything else: signs, exponents, spaces, more digits than the asset has.
    """
    if not _DECIMAL.fullmatch(text):
        raise Refused("invalid_amount", f"“{text[:40]}” is not an amount of {asset.code}")
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    if len(part) > asset.decimals:
        raise Refused("invalid_amount", f"{asset.code} has at most {asset.decimals} decimals")
    return Amount(int(whole + part.ljust(asset.decimals, "0")), asset)


def format_amount(amount: Amount, *, min_decimals: int = 0) -> str:
    """Plain decimal text without an exponent; trailing zeros go, down to `min_decimals` digits."""
    sign = "-" if amount.units < 0 else ""
    digits = str(abs(amount.units)).rjust(amount.asset.decimals + 1, "0")
    split = len(digits) - amount.asset.decimals
    part = digits[split:].rstrip("0").ljust(min_decimals, "0")
    return f"{sign}{digits[:split]}.{part}" if part else f"{sign}{digits[:split]}"


def minor_digits(currency: str) -> int:
    """How many decimals a currency's prices have (ISO 4217): JPY 0, BHD 3, most 2."""
    if currency in _NO_MINOR_UNIT:
        return 0
    return 3 if currency in _THREE_DIGITS else 2


def round_fiat(value: Decimal, currency: str) -> Fiat:
    """The nearest price that can be paid; exact halves go up, as on a shop's price tag."""
    return Fiat(
        value.quantize(Decimal(1).scaleb(-minor_digits(currency)), rounding=ROUND_HALF_UP), currency
    )


def parse_fiat(text: str, currency: str) -> Fiat:
    """A price from plain decimal text. Raises Refused for more digits than the currency has."""
    if not _DECIMAL.fullmatch(text):
        raise Refused("invalid_price", f"“{text[:40]}” is not a price")
    value = Decimal(text)
    rounded = round_fiat(value, currency)
    if rounded.value != value:
        raise Refused("invalid_price", f"{currency} has at most {minor_digits(currency)} decimals")
    return rounded


def format_fiat(price: Fiat) -> str:
    """The number alone with all its minor digits, such as "13.50"; never an exponent."""
    return f"{price.value:.{minor_digits(price.currency)}f}"


def price_in(price: Fiat, rate: Rate, asset: Asset) -> Amount:
    """What a price costs in a coin, rounded up so that the shop is never short.

    It has at most `QUOTED_DECIMALS` decimals and `QUOTED_DIGITS` digits in all: what people can
    read and type, and what a JSON number carries through a shop's floats unharmed.
    """
    if (rate.currency, rate.code) != (price.currency, asset.code):
        raise ValueError(f"a rate of {rate.code}/{rate.currency} cannot price {asset.code}")
    units = Fraction(price.value) / rate.per_coin * 10**asset.decimals
    exact = -(-units.numerator // units.denominator)
    finest = max(0, asset.decimals - QUOTED_DECIMALS)
    step = 10 ** max(finest, len(str(exact)) - QUOTED_DIGITS)
    return Amount(-(-exact // step) * step, asset)


def worth(amount: Amount, rate: Rate) -> Fiat:
    """What a coin amount is worth at a rate, to the nearest minor unit."""
    if rate.code != amount.asset.code:
        raise ValueError(f"a rate of {rate.code} cannot value {amount.asset.code}")
    value = Fraction(amount.units, 10**amount.asset.decimals) * rate.per_coin
    scale = 10 ** minor_digits(rate.currency)
    cents = (value * scale * 2 + 1) // 2  # half up
    return Fiat(Decimal(cents) / scale, rate.currency)
