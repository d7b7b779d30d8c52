"""How fresh prices are and how well networks are seen: the lamps of the strip, in a few words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pos.gui.present.figures import NBSP, duration, listed
from pos.gui.present.networks import NetworkCard
from pos.gui.present.tokens import Token
from pos.gui.present.words import count, say

AGING_S: Final = 6 * 60
"""Prices are asked for every minute: from here on that has failed for a while."""

TOO_OLD_S: Final = 10 * 60
"""From here on a shop as it comes takes no new payment at this rate."""

NAMED: Final = 2
"""So many networks are named on the strip; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One lamp of the strip; its token says how well it is."""

    words: str
    details: str
    token: Token

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to say against it."""
        return self.token is Token.PAID


def health_of_networks(cards: Sequence[NetworkCard]) -> Health:
    """All networks, worst first, in one lamp: what the worst one is like, and how many more."""
    details = "\n".join(f"{card.title}: {listed((card.words, card.facts))}" for card in cards)
    amiss = [card for card in cards if not card.is_well]
    if not amiss:
        names = [card.title for card in cards]
        words = (
            ", ".join(names)
            if len(names) <= NAMED
            else count("{n} network|{n} networks", len(names))
        )
        return Health(words=words, details=details, token=Token.PAID)
    more = f" +{len(amiss) - 1}" if len(amiss) > 1 else ""
    return Health(words=amiss[0].lamp + more, details=details, token=amiss[0].token)


def health_of_rates(ages: Mapping[str, int | None], *, is_fixed: bool) -> Health:
    """The lamp of the prices: the age of the oldest one, or what is wrong with it."""
    if is_fixed:
        return Health(words=say("Fixed rates"), details=say("Practice prices"), token=Token.PAID)
    known = [seconds for seconds in ages.values() if seconds is not None]
    details = listed(f"{pair} {_age_of(seconds)}" for pair, seconds in sorted(ages.items()))
    if not known:
        words, token = (
            (say("No rates"), Token.ATTENTION) if ages else (say("Fixed rates"), Token.PAID)
        )
        return Health(words=words, details=details, token=token)
    oldest = max(known)
    is_well = oldest <= AGING_S and len(known) == len(ages)
    token = Token.PAID if is_well else Token.ATTENTION
    words = _oldest_text(oldest, is_missing=len(known) < len(ages))
    return Health(words=words, details=details, token=token)


def _oldest_text(oldest: int, *, is_missing: bool) -> str:
    age = duration(oldest)
    if oldest > TOO_OLD_S:
        return say("Rates {age} \u2013 too old", age=age)
    if oldest > AGING_S:
        return say("Rates {age} old", age=age)
    if is_missing:
        return say("A rate is missing")
    return say("Rates {age}", age=age) if oldest else say("Rates now")


def _age_of(seconds: int | None) -> str:
    return say("missing") if seconds is None else duration(seconds).replace(NBSP, " ")
