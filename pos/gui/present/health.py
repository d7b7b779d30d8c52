"""How well chains are seen and how fresh prices are, in a few words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pos.engine.feed import ChainSeen
from pos.gui.present.figures import NBSP, age, duration, listed

AGING_S: Final = 5 * 60
"""Prices are asked for every minute: from here on that has failed for a while."""

TOO_OLD_S: Final = 10 * 60
"""From here on a shop as it comes takes no new payment at this rate."""

RATES: Final = "rates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One lamp of the strip; `key` says which."""

    key: str
    words: str
    details: str
    is_well: bool


def health_of(seen: ChainSeen, network: str, now: int) -> Health:
    """A chain's lamp: connected and since when, or what is wrong."""
    last = "not looked yet" if seen.looked_at is None else f"looked {age(now - seen.looked_at)}"
    words = network if seen.is_connected else f"{network} offline"
    return Health(
        key=str(seen.chain),
        words=words,
        details=listed((last, f"block {seen.height}", seen.trouble)),
        is_well=seen.is_connected,
    )


def health_of_rates(ages: Mapping[str, int | None], *, is_fixed: bool) -> Health:
    """The lamp of the prices: the age of the oldest one, or what is wrong with it."""
    if is_fixed:
        return Health(key=RATES, words="Fixed rates", details="Practice prices", is_well=True)
    known = [seconds for seconds in ages.values() if seconds is not None]
    details = listed(f"{pair} {_age_of(seconds)}" for pair, seconds in sorted(ages.items()))
    if not known:
        words = "No rates" if ages else "Fixed rates"
        return Health(key=RATES, words=words, details=details, is_well=not ages)
    oldest = max(known)
    words = f"Rates {duration(oldest)}" if oldest else "Rates now"
    if oldest > TOO_OLD_S:
        words += " \u2013 too old"
    elif oldest > AGING_S:
        words += " old"
    elif len(known) < len(ages):
        words = "A rate is missing"
    is_well = oldest <= AGING_S and len(known) == len(ages)
    return Health(key=RATES, words=words, details=details, is_well=is_well)


def _age_of(seconds: int | None) -> str:
    return "missing" if seconds is None else duration(seconds).replace(NBSP, " ")
