"""What a service that knows prices must be able to do, and what it may say."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, Protocol

from pos.domain.money import Reading

Pair = tuple[str, str]
"""Coin and currency, such as ("ETH", "EUR")."""

Told = Mapping[Pair, Reading]

PAUSE_S: Final = 60
"""Between two questions to a service that allows as many."""

LARGEST_EXPONENT: Final = 30
MOST_DIGITS: Final = 40
"""Nobody means a price beyond these."""


class Source(Protocol):
    """A service that knows what coins cost."""

    @property
    def name(self) -> str:
        """What it is called in messages, in the settings and on invoices."""

    @property
    def pause_s(self) -> int:
        """How long it is left alone between two questions."""

    def knows(self, pair: Pair) -> bool:
        """Whether it can be asked for this coin in this currency."""

    async def told(self, pairs: Sequence[Pair]) -> Told:
        """What it says now; a pair without a believable price is left out.

        Raises Trouble if there is no answer that can be read, `TooOften` if it wants to rest.
        """


def reading_of(source: str, price: Decimal | None, at: int) -> Reading | None:
    """A price that somebody may mean; None where it is missing, zero, below, endless or absurd."""
    if price is None or not price.is_finite():
        return None
    if price <= 0 or abs(price.adjusted()) > LARGEST_EXPONENT:
        return None
    if len(price.as_tuple().digits) > MOST_DIGITS:
        return None
    return Reading(source=source, per_coin=Fraction(price), at=at)


def moment_of(told: Decimal | None, now: int) -> int | None:
    """A service's own date of a price in UNIX seconds; one in the future counts as now."""
    if told is None or not told.is_finite() or not 0 < told < 10**12:
        return None
    return min(now, int(told))
