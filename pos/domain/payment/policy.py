"""When a shop calls a payment final: confirmations by amount, and how much may be missing."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pos.domain.payment.deposit import Deposit

RESUME_GRACE_S = 120
"""A customer whose counted payment fell away gets at least this long to pay again."""


class ToSender(StrEnum):
    """Whether money may go back to the account it came from, when the customer names no other.

    Where many customers pay from one account, as an exchange's do, it would reach none of them:
    only the shop can know that, so it is the shop's choice for each coin.
    """

    NEVER = "never"
    PLAIN = "plain"
    """To plain accounts only: a contract may not be able to pass it on."""
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Up to this price (None: any price), this many confirmations; 0 means as soon as seen."""

    up_to: Decimal | None
    confirmations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The shop's rule for one coin: tiers in rising order, and the shortfall it shrugs off.

    `currency` is what `up_to` is counted in: a fiat currency, or the coin's own code. A surplus of
    no more than `dust_units` is not worth the fee of sending it back.
    """

    currency: str
    tiers: tuple[Tier, ...]
    tolerance_units: int = 0
    dust_units: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What was promised for one invoice: a snapshot that later settings never change.

    `if_cautious` is how deep a payment must be that would be taken when seen and came with a
    caution: the next step of the shop's table.
    """

    confirmations: int
    tolerance_units: int
    if_cautious: int = 1
    dust_units: int = 0

    def needed_for(self, deposit: Deposit) -> int:
        """How many confirmations make this payment final."""
        if self.confirmations or not deposit.cautions:
            return self.confirmations  # a block answers for what a pending payment may lack
        return self.if_cautious


def acceptance_of(policy: Policy, prices: dict[str, Decimal]) -> Acceptance:
    """The promise for an invoice whose price is known in these currencies.

    A price that the policy cannot compare falls to the strictest tier.
    """
    price = prices.get(policy.currency)
    strictest = max(tier.confirmations for tier in policy.tiers)
    fitting = [t for t in policy.tiers if price is not None and _fits(t, price)]
    needed = fitting[0].confirmations if fitting else strictest
    steps = [t.confirmations for t in fitting if t.confirmations > needed]
    return Acceptance(
        confirmations=needed,
        tolerance_units=policy.tolerance_units,
        if_cautious=max(1, steps[0] if steps else strictest),
        dust_units=policy.dust_units,
    )


def _fits(tier: Tier, price: Decimal) -> bool:
    return tier.up_to is None or price <= tier.up_to
