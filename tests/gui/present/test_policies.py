"""The shop's rule is read as one sentence."""

from decimal import Decimal

import pytest

from pos.domain.payment.policy import Policy, Tier
from pos.gui.present.policies import policy_words

FIFTY = Tier(up_to=Decimal(50), confirmations=0)
MORE = Tier(up_to=Decimal(1500), confirmations=1)
ABOVE = Tier(up_to=None, confirmations=6)
TWO_STEPS = "up to 50 CHF: as soon as seen; up to 1 500 CHF: 1 confirmation"


@pytest.mark.parametrize(
    ("tiers", "words"),
    [
        ((ABOVE,), "any amount: 6 confirmations"),
        ((Tier(up_to=None, confirmations=0),), "any amount: as soon as seen"),
        ((FIFTY, MORE, ABOVE), f"{TWO_STEPS}; above: 6 confirmations"),
        ((FIFTY, MORE), f"{TWO_STEPS}; above: 1 confirmation"),
    ],
)
def test_a_rule_in_words(tiers: tuple[Tier, ...], words: str) -> None:
    said = policy_words(Policy(currency="CHF", tiers=tiers))

    assert said.replace("\u00a0", " ") == words
