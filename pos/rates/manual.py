"""Rates that a person set for a while, such as when all services are away. They outlast a restart.

Who may do so is asked at the till; here is only what was set.
"""

import asyncio
import logging
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import msgspec

from pos.domain.errors import Refused
from pos.domain.money import Rate
from pos.domain.ports.clock import Clock
from pos.domain.ports.shops import Shelf
from pos.rates.fixed import decreed
from pos.rates.source import Pair

MANUAL: Final = "manual"
SHORTEST_S: Final = 60
LONGEST_S: Final = 7 * 24 * 3600

_KEPT: Final = "rates.manual"
_LARGEST: Final = 10**30

_log = logging.getLogger(__name__)


class ManualRate(msgspec.Struct, frozen=True, kw_only=True):
    """One of them, as it is kept: the price is a fraction as text, times are UNIX seconds."""

    code: str
    currency: str
    per_coin: str
    at: int
    until: int


class ManualRates:
    """The rates set by hand. Without a shelf they last as long as the program."""

    def __init__(self, clock: Clock, shelf: Shelf | None = None) -> None:
        self._clock = clock
        self._shelf = shelf
        self._set: Mapping[Pair, ManualRate] = {}
        self._writing = asyncio.Lock()

    async def recall(self) -> None:
        """Remember those that an earlier run left; what cannot be read sets no price."""
        text = await self._shelf.kept(_KEPT) if self._shelf else None
        if text is None:
            return
        try:
            kept = msgspec.json.decode(text, type=list[ManualRate])
            self._set = {
                (one.code, one.currency): one for one in kept if Fraction(one.per_coin) > 0
            }
        except (ValueError, ZeroDivisionError):
            _log.warning("the rates that were set by hand cannot be read: there are none now")

    def rate(self, pair: Pair) -> tuple[Rate, int] | None:
        """The rate and until when it holds; None if none was set or its time is over."""
        found = self._set.get(pair)
        if found is None or self._clock.now() >= found.until:
            return None
        return decreed(pair, MANUAL, Fraction(found.per_coin), found.at), found.until

    def pairs(self) -> tuple[Pair, ...]:
        """Those that hold now."""
        return tuple(pair for pair in self._set if self.rate(pair) is not None)

    async def set_rate(self, pair: Pair, per_coin: Fraction, for_s: int) -> None:
        """Set one for so many seconds, durably. Raises Refused("invalid_rate")."""
        if not 0 < per_coin < _LARGEST:
            raise Refused("invalid_rate", f"The rate of {pair[0]} must be above zero")
        if not SHORTEST_S <= for_s <= LONGEST_S:
            raise Refused("invalid_rate", "A rate can be set for a minute up to a week")
        now = self._clock.now()
        code, currency = pair
        one = ManualRate(
            code=code, currency=currency, per_coin=str(per_coin), at=now, until=now + for_s
        )
        await self._change(pair, one)
        _log.warning("%s/%s was set by hand to %s for %s s", code, currency, per_coin, for_s)

    async def end_rate(self, pair: Pair) -> None:
        """Go by the services again; nothing happens where none was set."""
        await self._change(pair, None)

    async def _change(self, pair: Pair, one: ManualRate | None) -> None:
        async with self._writing:  # two changes at once would lose one of them
            now = self._clock.now()
            kept = {p: each for p, each in self._set.items() if p != pair and now < each.until}
            if one is not None:
                kept[pair] = one
            if self._shelf is not None:
                text = msgspec.json.encode(list(kept.values())).decode()
                await self._shelf.keep(_KEPT, text)
            self._set = kept
