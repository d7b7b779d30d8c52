"""The board on which the current rates stand: fixed ones first, then what a source last said."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from pos.domain.errors import Refused, Trouble
from pos.domain.money import Rate
from pos.domain.ports import Clock
from pos.rates.fixed import FixedRates, Pair

REFRESH_S: Final = 60
TROUBLE_S: Final = 10
MAX_AGE_S: Final = 600

_log = logging.getLogger(__name__)


class Source(Protocol):
    """A service that knows what coins cost."""

    @property
    def name(self) -> str:
        """What to call it in messages."""

    def knows(self, code: str) -> bool:
        """Whether it can be asked for a coin."""

    async def rates(self, codes: Sequence[str], currency: str) -> Sequence[Rate]:
        """The rates it has among those asked for. Raises Trouble."""


class RateBoard:
    """Answers from memory. Refuses a rate that is older than `max_age_s`."""

    def __init__(
        self,
        wanted: Iterable[Pair],
        clock: Clock,
        *,
        fixed: FixedRates,
        source: Source | None = None,
        max_age_s: int = MAX_AGE_S,
    ) -> None:
        self._wanted = tuple(dict.fromkeys((*wanted, *fixed.prices)))
        self._clock = clock
        self._fixed = fixed
        self._source = source
        self._max_age_s = max_age_s
        self._known: dict[Pair, Rate] = {}

    def rate(self, code: str, currency: str) -> Rate:
        """The current rate. Raises Refused("no_rate") when there is none fresh enough."""
        now = self._clock.now()
        rate = self._last((code, currency), now)
        if rate is None:
            raise Refused("no_rate", f"There is no rate for {code} in {currency} yet")
        if now - rate.at > self._max_age_s:
            minutes = (now - rate.at) // 60
            raise Refused("no_rate", f"The rate of {code} is {minutes} minutes old: too old to use")
        return rate

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each wanted rate ("ETH/EUR") was true; None where there is none yet."""
        now = self._clock.now()
        return {
            f"{code}/{currency}": self._age((code, currency), now)
            for code, currency in self._wanted
        }

    async def keep_fresh(self) -> None:
        """Ask the source again and again, for ever. Raises Trouble some time after it failed."""
        while True:
            try:
                await self.refresh()
            except Trouble:
                await self._clock.sleep(TROUBLE_S)  # services count how often they are asked
                raise
            await self._clock.sleep(REFRESH_S)

    async def refresh(self) -> None:
        """Ask the source once and keep what it says. Raises Trouble if it cannot be asked."""
        if self._source is None:
            return
        missing: list[str] = []
        for currency, codes in self._to_ask(self._source).items():
            rates = await self._source.rates(codes, currency)
            self._known |= {(rate.code, rate.currency): rate for rate in rates}
            told = {rate.code for rate in rates}
            missing += [f"{code}/{currency}" for code in codes if code not in told]
        if missing:
            _log.warning("%s has no believable rate for %s", self._source.name, ", ".join(missing))

    def _to_ask(self, source: Source) -> Mapping[str, Sequence[str]]:
        """The coins to ask for, by currency: those that are not fixed and that the source knows."""
        asked: dict[str, list[str]] = {}
        for code, currency in self._wanted:
            if (code, currency) not in self._fixed.prices and source.knows(code):
                asked.setdefault(currency, []).append(code)
        return asked

    def _last(self, pair: Pair, now: int) -> Rate | None:
        return self._fixed.rate(pair, now) or self._known.get(pair)

    def _age(self, pair: Pair, now: int) -> int | None:
        rate = self._last(pair, now)
        return None if rate is None else max(0, now - rate.at)
