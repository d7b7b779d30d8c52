"""What coins cost, in words: which services say so, how fresh it is, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pos.domain.money import Rate
from pos.domain.ports.rates import Basis, RateSeen, RateSource
from pos.gui.present.figures import (
    NBSP,
    age,
    clock_text,
    duration,
    listed,
    percent_text,
    rate_text,
)
from pos.gui.present.networks import SourceLine
from pos.gui.present.words import again, later, say

_WORTH_SAYING: Final = Fraction(1, 1000)
"""From here on a typed rate counts as another one than the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """One coin: what it costs, what that rests on, and what is wrong, or empty."""

    code: str
    price: str
    facts: str
    trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesCard:
    """All coins and all services; of those that are well only the names."""

    lines: tuple[RateLine, ...]
    well: str
    amiss: tuple[SourceLine, ...]

    @property
    def is_well(self) -> bool:
        """Whether every coin has a rate that is sure, and every service answers."""
        return not self.amiss and not any(line.trouble for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateQuestion:
    """What the manager is asked when a rate is set. `last` is the rate known last, or None."""

    code: str
    currency: str
    last: Fraction | None
    words: str
    is_by_hand: bool


def rates_card(rates: Sequence[RateSeen], sources: Sequence[RateSource], now: int) -> RatesCard:
    """The card of the sheet of coins and networks."""
    well = [source.name for source in sources if not source.trouble]
    amiss = [source for source in sources if source.trouble]
    return RatesCard(
        lines=tuple(_line(seen, now) for seen in rates),
        well=say("Rates from {names}", names=", ".join(well)) if well else "",
        amiss=tuple(_amiss(source, now) for source in amiss),
    )


def rate_question(seen: RateSeen, now: int) -> RateQuestion:
    """What to show the manager before a rate of this coin is set."""
    last = seen.last
    words = say("No rate service has told its price yet.")
    if last is not None:
        words = say(
            "The rate services said last, {age}: {rate}",
            age=age(now - last.at),
            rate=rate_text(last),
        )
    return RateQuestion(
        code=seen.code,
        currency=seen.currency,
        last=None if last is None else last.per_coin,
        words=words,
        is_by_hand=seen.basis is Basis.MANUAL,
    )


def change_text(per_coin: Decimal, last: Fraction | None) -> str:
    """How far a typed rate is from the last one: a slip of the finger must be seen."""
    if last is None or per_coin <= 0:
        return ""
    change = (Fraction(per_coin) - last) / last
    if abs(change) < _WORTH_SAYING:
        return say("The same as the last rate")
    percent = Decimal(abs(change).numerator) * 100 / Decimal(abs(change).denominator)
    shown = percent_text(Decimal(f"{percent:.1f}"))
    text = later("{percent} above the last rate")
    if change < 0:
        text = later("{percent} below the last rate")
    return say(text, percent=shown)


def agreement_text(rate: Rate, for_s: int) -> str:
    """What the manager signs with the PIN."""
    return say(
        "{rate} for {duration}, whatever the rate services say.",
        rate=rate_text(rate),
        duration=duration(for_s),
    )


def _line(seen: RateSeen, now: int) -> RateLine:
    return RateLine(
        code=seen.code,
        price=rate_text(seen.rate) if seen.rate else say("{coin}: no rate", coin=seen.code),
        facts=_facts(seen, now),
        trouble=f"{again(seen.trouble)}." if seen.trouble else "",
    )


def _facts(seen: RateSeen, now: int) -> str:
    rate = seen.rate
    if rate is None or seen.basis is None:
        return say("not offered")
    match seen.basis:
        case Basis.FIXED:
            return say("fixed in the settings")
        case Basis.MANUAL:
            if seen.until is None:
                return say("set by hand")
            return say("set by hand until {time}", time=clock_text(seen.until))
        case Basis.SOURCES:
            return listed((", ".join(rate.sources), age(now - rate.at), _spread(rate)))
        case Basis.LAST_GOOD:
            return listed((say("last known, {age}", age=age(now - rate.at)), _spread(rate)))


def _spread(rate: Rate) -> str:
    if not rate.spread:
        return ""
    percent = Decimal(rate.spread.numerator) * 100 / Decimal(rate.spread.denominator)
    return say("{percent} off", percent=percent_text(Decimal(f"{percent:.2f}")))


def _amiss(source: RateSource, now: int) -> SourceLine:
    told = say("never answered")
    if source.told_at is not None:
        told = say("answered {age}", age=age(now - source.told_at))
    words = again(source.trouble).removeprefix(f"{source.name} ")
    return SourceLine(
        name=source.name, words=listed((words, told)).replace(NBSP, " "), is_well=False
    )
