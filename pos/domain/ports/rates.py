"""What coins cost, and where that is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from pos.domain.money import Rate


class Rates(Protocol):
    """What coins cost. Answers come from memory; nobody waits for a network."""

    def rate(self, code: str, currency: str) -> Rate:
        """The current rate. Raises Refused("no_rate") when there is none fresh enough."""


class Basis(StrEnum):
    """What a rate rests on."""

    SOURCES = "sources"
    """What the rate services agree on now."""
    LAST_GOOD = "last_good"
    """What they last agreed on, with a wider spread."""
    FIXED = "fixed"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSeen:
    """How one coin stands in one currency.

    `rate` is what customers pay now, None if there is none to be trusted; `last` what the services
    last agreed on, however old. A manual rate holds `until` a UNIX second. `trouble` says why the
    services are not believed now, or is "".
    """

    code: str
    currency: str
    rate: Rate | None
    basis: Basis | None
    last: Rate | None = None
    until: int | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSource:
    """One rate service: when it told prices last, None if never; `trouble` is "" while well."""

    name: str
    told_at: int | None
    trouble: str = ""


class RateDesk(Rates, Protocol):
    """The shop's rates for its people: to see how they stand, and to set one by hand."""

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each rate ("ETH/EUR") was true; None where there is none."""

    def rates(self) -> Sequence[RateSeen]:
        """How each coin stands in the shop's currency."""

    def sources(self) -> Sequence[RateSource]:
        """How each rate service was found last."""

    async def set_rate(self, code: str, currency: str, per_coin: Fraction, for_s: int) -> Rate:
        """Go by this price for so many seconds, durably.

        Raises Refused: unknown_coin, invalid_rate.
        """

    async def end_rate(self, code: str, currency: str) -> None:
        """Go by the rate services again."""
