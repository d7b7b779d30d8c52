"""The shop's rates as its people see them, and set them by the manager's PIN."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pos.domain.money import Rate
from pos.domain.ports.rates import RateDesk, RateSeen, RateSource
from pos.till.pin import Pin

HOLDS_S = 3600
"""How long a rate set by hand holds unless another time is chosen."""


class Prices:
    """Everybody may look; only the manager sets."""

    def __init__(self, desk: RateDesk, pin: Pin) -> None:
        self._desk = desk
        self._pin = pin

    def ages(self) -> Mapping[str, int | None]:
        """Seconds since each rate ("ETH/EUR") was true; None where there is none."""
        return self._desk.ages()

    def rates(self) -> Sequence[RateSeen]:
        """How each coin stands in the shop's currency."""
        return self._desk.rates()

    def sources(self) -> Sequence[RateSource]:
        """How each rate service was found last."""
        return self._desk.sources()

    async def set_rate(
        self, pair: tuple[str, str], per_coin: Fraction, pin: str, for_s: int = HOLDS_S
    ) -> Rate:
        """Go by this price of a coin in a currency for a while.

        Raises Refused: whatever `Pin.check` does, unknown_coin, invalid_rate.
        """
        await self._pin.check(pin)
        return await self._desk.set_rate(*pair, per_coin, for_s)

    async def end_rate(self, pair: tuple[str, str], pin: str) -> None:
        """Go by the rate services again. Raises Refused as `Pin.check` does."""
        await self._pin.check(pin)
        await self._desk.end_rate(*pair)
