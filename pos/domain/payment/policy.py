"""When a shop calls a payment final: confirmations by amount, and how much may be missing."""

from dataclasses import dataclass
from decimal import Decimal

RESUME_GRACE_S = 120
"""A customer whose counted payment fell away gets at least this long to pay again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Up to this price (None: any price), this many confirmations; 0 means as soon as seen."""

    up_to: Decimal | None
    confirmations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The shop's rule for one coin: tiers in rising order, and the shortfall it shrugs off.

    `currency` is what `up_to` is counted in: a fiat currency, or the coin's own code.
    """

    currency: str
    tiers: tuple[Tier, ...]
    tolerance_units: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What was promised for one invoice: a snapshot that later settings never change."""

    confirmations: int
    tolerance_units: int


def acceptance_of(policy: Policy, prices: dict[str, Decimal]) -> Acceptance:
    """The promise for an invoice whose price is known in these currencies.

    A price that the policy cannot compare falls to the strictest tier.
    """
    price = prices.get(policy.currency)
    needed = max(tier.confirmations for tier in policy.tiers)
    if price is not None:
        fitting = (t for t in policy.tiers if t.up_to is None or price <= t.up_to)
        needed = next((t.confirmations for t in fitting), needed)
    return Acceptance(confirmations=needed, tolerance_units=policy.tolerance_units)
