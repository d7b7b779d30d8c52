"""The board on which the current rates stand, all from memory.

What a coin costs is asked in this order, and the first that has an answer wins:

1. a rate that a person set by hand, until its time is over;
2. a fixed rate of the settings;
3. what the services agree on now (see `median`), less the coin's spread;
4. what they last agreed on, while it is not older than `max_age_s`, less a wider spread;
5. nothing: `Refused("no_rate")`, and the coin is not offered.

Rates set by people are meant as they stand: no spread is taken off them, and they do not age.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Rate
from pos.domain.ports.clock import Clock
from pos.domain.ports.rates import Basis, RateSeen, RateSource
from pos.rates.fixed import FixedRates
from pos.rates.manual import ManualRates
from pos.rates.market import STEP_S, Market
from pos.rates.median import Doubt, Memory, Rules, price_of, weigh
from pos.rates.source import Pair

_WORDS: Final[Mapping[Doubt, str]] = {
    Doubt.SILENT: "No rate service has told a price of {code} in {currency}",
    Doubt.EARLY: "Not all rate services have told their price of {code} yet",
    Doubt.DISAGREED: "The rate services disagree about {code}",
    Doubt.JUMPED: "The price of {code} jumped and nobody confirms it yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a shop wants of its rates. Shares are fractions of one.

    `currencies` are those it prices in, its own first. `spreads` are taken off by coin, and
    `last_good_spread` as well while nothing newer is believed.
    """

    codes: Sequence[str]
    currencies: Sequence[str]
    fixed: FixedRates
    rules: Rules = field(default_factory=Rules)
    spreads: Mapping[str, Fraction] = field(default_factory=dict)
    last_good_spread: Fraction = Fraction(2, 100)

    def asked(self) -> tuple[Pair, ...]:
        """Every pair that services are asked for; those in the shop's own currency come first."""
        every = ((code, currency) for currency in self.currencies for code in self.codes)
        return tuple(pair for pair in every if pair not in self.fixed.prices)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What is believed of a pair since this second, until a reading gets too old."""

    memory: Memory
    since: int
    until: int


class RateBoard:
    """Fills the port `RateDesk`. Everything but a change by hand is answered from memory."""

    def __init__(self, wanted: Wanted, market: Market, manual: ManualRates, clock: Clock) -> None:
        self._wanted = wanted
        self._market = market
        self._manual = manual
        self._clock = clock
        self._asked = dict.fromkeys(wanted.asked())
        self._fresh_s = min(wanted.rules.fresh_s, wanted.rules.max_age_s)
        self._standings: dict[Pair, _Standing] = {}
        self._rates: dict[Pair, Rate | None] = {}  # worked out when first asked for
        market.subscribe(self._hear)

    def rate(self, code: str, currency: str) -> Rate:
        """The current rate. Raises Refused("no_rate") when there is none to be trusted."""
        pair, now = (code, currency), self._clock.now()
        decreed = self._decreed(pair, now)
        rate = self._market_rate(pair, now) if decreed is None else decreed[0]
        if rate is None:
            raise Refused("no_rate", self._words(pair, now))
        return rate

    def currencies(self) -> tuple[str, ...]:
        """Those in which at least one coin has a price now; the shop's own first."""
        pairs = (*self._asked, *self._wanted.fixed.prices, *self._manual.pairs())
        known: dict[str, list[Pair]] = {currency: [] for currency in self._wanted.currencies}
        for pair in pairs:
            known.setdefault(pair[1], []).append(pair)
        return tuple(currency for currency, of in known.items() if any(map(self._has_rate, of)))

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each rate ("ETH/EUR") of the shop's own currency was true.

        None where there is none yet, 0 where a person set it.
        """
        now = self._clock.now()
        return {f"{pair[0]}/{pair[1]}": self._age(pair, now) for pair in self._own()}

    def rates(self) -> Sequence[RateSeen]:
        """How each coin stands in the shop's own currency, and whatever else people set."""
        return [self._seen(pair) for pair in dict.fromkeys((*self._own(), *self._manual.pairs()))]

    def sources(self) -> Sequence[RateSource]:
        """How each service was found last; one that is not believed counts as troubled."""
        found = self._market.sources(self._fresh_s)
        return [replace(one, trouble=one.trouble or self._outlying(one.name)) for one in found]

    async def set_rate(self, code: str, currency: str, per_coin: Fraction, for_s: int) -> Rate:
        """Go by this price for so many seconds. Raises Refused: unknown_coin, invalid_rate."""
        if code not in self._wanted.codes:
            raise Refused("unknown_coin", f"This shop does not take {code}")
        await self._manual.set_rate((code, currency), per_coin, for_s)
        return self.rate(code, currency)

    async def end_rate(self, code: str, currency: str) -> None:
        """Go by the services again."""
        await self._manual.end_rate((code, currency))

    # ---- what people set

    def _decreed(self, pair: Pair, now: int) -> tuple[Rate, Basis, int | None] | None:
        """A rate that people set, and until when it holds if it ends."""
        manual = self._manual.rate(pair)
        if manual is not None:
            return manual[0], Basis.MANUAL, manual[1]
        fixed = self._wanted.fixed.rate(pair, now)
        return None if fixed is None else (fixed, Basis.FIXED, None)

    # ---- what the services say

    def _market_rate(self, pair: Pair, now: int) -> Rate | None:
        """What they agree on, or last agreed on; None where that is too old or was disproved."""
        memory = self._standing(pair, now).memory
        if pair not in self._rates and pair in self._asked:
            wider = self._wanted.last_good_spread if memory.doubt else Fraction(0)
            self._rates[pair] = self._priced(pair, memory, wider) if memory.holds else None
        rate = self._rates.get(pair)
        if rate is None or not -STEP_S <= now - rate.at <= self._wanted.rules.max_age_s:
            return None
        return rate

    def _standing(self, pair: Pair, now: int) -> _Standing:
        """Weighed anew when a reading got too old or the clock went back, of which nobody tells."""
        if pair not in self._asked:
            return _NOTHING  # strangers may name any currency: nothing is kept of it
        known = self._standings.get(pair)
        if known is None or not known.since - STEP_S <= now <= known.until:
            return self._weighed(pair, now)
        return known

    def _hear(self, pairs: Iterable[Pair]) -> None:
        now = self._clock.now()
        for pair in pairs:
            self._weighed(pair, now)

    def _weighed(self, pair: Pair, now: int) -> _Standing:
        told = self._market.readings(pair, now - self._fresh_s)
        known = self._standings.get(pair, _NOTHING).memory
        all_heard = self._market.all_heard(pair)
        standing = _Standing(
            memory=weigh(told, known, self._wanted.rules, all_heard=all_heard),
            since=now,
            until=min((reading.at + self._fresh_s for reading in told), default=now),
        )
        self._standings[pair] = standing
        self._rates.pop(pair, None)
        return standing

    def _priced(self, pair: Pair, memory: Memory, wider: Fraction) -> Rate | None:
        if not memory.good:
            return None
        code, currency = pair
        spread = self._wanted.spreads.get(code, Fraction(0)) + wider
        return Rate(
            per_coin=price_of(memory.good) * (1 - spread),
            code=code,
            currency=currency,
            sources=tuple(reading.source for reading in memory.good),
            at=min(reading.at for reading in memory.good),
            readings=memory.good,
            spread=spread,
        )

    # ---- for people

    def _seen(self, pair: Pair) -> RateSeen:
        now = self._clock.now()
        memory, rate = self._standing(pair, now).memory, self._market_rate(pair, now)
        basis = Basis.LAST_GOOD if memory.doubt else Basis.SOURCES
        seen = RateSeen(
            code=pair[0],
            currency=pair[1],
            rate=rate,
            basis=None if rate is None else basis,
            last=self._priced(pair, memory, Fraction(0)),
            trouble=self._words(pair, now) if memory.doubt else "",
        )
        decreed = self._decreed(pair, now)
        if decreed is None:
            return seen
        rate, basis, until = decreed
        trouble = seen.trouble if pair in self._asked else ""
        return replace(seen, rate=rate, basis=basis, until=until, trouble=trouble)

    def _words(self, pair: Pair, now: int) -> str:
        """Why nothing is believed now."""
        memory = self._standing(pair, now).memory
        words = _WORDS[memory.doubt or Doubt.SILENT].format(code=pair[0], currency=pair[1])
        if not memory.good:
            return words
        minutes = max(0, now - min(reading.at for reading in memory.good)) // 60
        return f"{words}; its last rate is {minutes} minutes old"

    def _outlying(self, name: str) -> str:
        """In words, the coins whose price this service tells unlike the others; "" if none."""
        now, far = self._clock.now(), []
        for pair in self._own():
            memory = self._standing(pair, now).memory
            told = {each.source for each in self._market.readings(pair, now - self._fresh_s)}
            believed = {each.source for each in memory.good}
            if memory.doubt is None and name in told - believed:
                far.append(pair[0])
        return f"{name} is far off with its price of {', '.join(far)}" if far else ""

    def _own(self) -> tuple[Pair, ...]:
        """The coins in the shop's own currency, and whatever has a fixed price."""
        own = ((code, self._wanted.currencies[0]) for code in self._wanted.codes)
        return tuple(dict.fromkeys((*own, *self._wanted.fixed.prices)))

    def _has_rate(self, pair: Pair) -> bool:
        now = self._clock.now()
        return self._decreed(pair, now) is not None or self._market_rate(pair, now) is not None

    def _age(self, pair: Pair, now: int) -> int | None:
        if self._decreed(pair, now) is not None:
            return 0
        good = self._standing(pair, now).memory.good
        return max(0, now - min(reading.at for reading in good)) if good else None


_NOTHING: Final = _Standing(memory=Memory(), since=0, until=0)
