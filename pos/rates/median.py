"""Which of several prices to believe. Pure: what was told goes in, what is believed comes out.

- Believed are the readings close to the middle one, if they are more than half of all. So a
  minority of liars changes nothing, however they lie, and two that contradict each other are
  neither believed.
- One reading alone is believed, unless it jumped: then only once it has lasted, or another service
  says the same.
- What was believed last stays known; the board says for how long it is good for anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from statistics import median, median_low
from typing import Final

from pos.domain.money import Reading

JUMP_WITHIN_S: Final = 3600
"""A price this much older says little about what a jump is."""


class Doubt(StrEnum):
    """Why nothing is believed now."""

    SILENT = "silent"
    """Nobody told a price that is fresh."""
    EARLY = "early"
    """One told a price, and others were not heard yet since the start."""
    DISAGREED = "disagreed"
    JUMPED = "jumped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When to believe. Shares are fractions of one, times are seconds.

    `outlier`: how far from the middle one a reading may be. `jump`: how far from the last believed
    price one reading alone may be; more must last for `persist_s`. `fresh_s`: how old a reading may
    be. `max_age_s`: how old a believed price may be to be used at all.
    """

    outlier: Fraction = Fraction(5, 100)
    jump: Fraction = Fraction(20, 100)
    persist_s: int = 180
    fresh_s: int = 360
    max_age_s: int = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of one coin in one currency.

    `good` are the readings believed last; they are believed now if there is no `doubt`. `jumped` is
    the first reading of a price that is not believed yet. `is_denied` once others contradicted the
    one service that `good` is from.
    """

    good: tuple[Reading, ...] = ()
    doubt: Doubt | None = Doubt.SILENT
    jumped: Reading | None = None
    is_denied: bool = False

    @property
    def holds(self) -> bool:
        """Whether what was believed last may still be used, its age aside.

        A price that one service alone gave falls with its word: once others contradict it, and
        also when all fall silent after that.
        """
        return not self.is_denied


def weigh(told: Sequence[Reading], memory: Memory, rules: Rules, *, all_heard: bool) -> Memory:
    """What to believe of these fresh readings, at most one of each service.

    `all_heard` says that every service that knows the pair answered or failed since the start: the
    first one to answer may be the only one that is wrong.
    """
    if not told:
        return replace(memory, doubt=Doubt.SILENT)
    agreed = agreeing(told, rules.outlier)
    if not agreed:
        return replace(memory, doubt=Doubt.DISAGREED, is_denied=len(memory.good) <= 1)
    if len(agreed) > 1:
        return Memory(good=agreed, doubt=None)
    return _alone(agreed[0], memory, rules, all_heard=all_heard)


def agreeing(told: Sequence[Reading], outlier: Fraction) -> tuple[Reading, ...]:
    """The readings close to the middle one; none unless they are more than half."""
    middle = median_low([reading.per_coin for reading in told])
    near = tuple(r for r in told if _are_close(r.per_coin, middle, outlier))
    return near if 2 * len(near) > len(told) else ()


def price_of(believed: Sequence[Reading]) -> Fraction:
    """What one coin costs by these readings: their median."""
    return Fraction(median([reading.per_coin for reading in believed]))


def _alone(only: Reading, memory: Memory, rules: Rules, *, all_heard: bool) -> Memory:
    if not all_heard:
        return replace(memory, doubt=Doubt.EARLY)
    if not _has_jumped(only, memory.good, rules.jump):
        return Memory(good=(only,), doubt=None)
    first = memory.jumped
    if first is None or not _are_close(only.per_coin, first.per_coin, rules.outlier):
        return replace(memory, doubt=Doubt.JUMPED, jumped=only)
    if only.source == first.source and only.at - first.at < rules.persist_s:
        return replace(memory, doubt=Doubt.JUMPED)
    return Memory(good=(only,), doubt=None)


def _has_jumped(only: Reading, good: Sequence[Reading], jump: Fraction) -> bool:
    """Whether a price is far from one believed not long before it."""
    if not good or only.at - max(reading.at for reading in good) > JUMP_WITHIN_S:
        return False
    return not _are_close(only.per_coin, price_of(good), jump)


def _are_close(price: Fraction, middle: Fraction, share: Fraction) -> bool:
    return abs(price - middle) <= share * middle
