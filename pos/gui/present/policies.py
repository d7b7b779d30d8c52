"""The shop's rule for a coin in plain words."""

from decimal import Decimal

from pos.domain.payment.policy import Policy
from pos.gui.present.cautions import confirmations_text
from pos.gui.present.figures import NBSP, grouped_text
from pos.gui.present.words import say


def policy_words(policy: Policy) -> str:
    """When payments in a coin are final.

    "up to 50 CHF: as soon as seen; up to 500 CHF: 1 confirmation; above: 6 confirmations"
    """
    steps = [(tier.up_to, tier.confirmations) for tier in policy.tiers]
    if steps[-1][0] is not None:  # a price above the table falls to its strictest step
        steps.append((None, max(tier.confirmations for tier in policy.tiers)))
    return "; ".join(
        f"{_up_to(up_to, policy.currency, is_only=len(steps) == 1)}: {_when(needed)}"
        for up_to, needed in steps
    )


def _up_to(up_to: Decimal | None, currency: str, *, is_only: bool) -> str:
    if up_to is None:
        return say("any amount") if is_only else say("above")
    return say("up to {price}", price=f"{grouped_text(up_to)}{NBSP}{currency}")


def _when(confirmations: int) -> str:
    return say("as soon as seen") if confirmations == 0 else confirmations_text(confirmations)
