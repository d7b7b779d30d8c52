from decimal import Decimal

import pytest

from pos.domain.payment.policy import Policy, Tier, acceptance_of

POLICY = Policy(
    currency="EUR",
    tiers=(
        Tier(up_to=Decimal(50), confirmations=0),
        Tier(up_to=Decimal(500), confirmations=2),
        Tier(up_to=None, confirmations=12),
    ),
    tolerance_units=1,
)


@pytest.mark.parametrize(
    ("price", "confirmations"), [("0.01", 0), ("50", 0), ("50.01", 2), ("500", 2), ("501", 12)]
)
def test_the_first_tier_that_fits_the_price_holds(price: str, confirmations: int) -> None:
    assert acceptance_of(POLICY, {"EUR": Decimal(price)}).confirmations == confirmations


def test_a_price_in_another_currency_falls_to_the_strictest_tier() -> None:
    assert acceptance_of(POLICY, {"USD": Decimal(1)}).confirmations == 12


def test_a_price_above_every_tier_falls_to_the_strictest_one() -> None:
    capped = Policy(currency="EUR", tiers=POLICY.tiers[:2])

    assert acceptance_of(capped, {"EUR": Decimal(9_999)}).confirmations == 2


def test_the_tolerance_is_part_of_the_promise() -> None:
    assert acceptance_of(POLICY, {}).tolerance_units == 1


@pytest.mark.parametrize(("price", "if_cautious"), [("1", 2), ("51", 12), ("501", 12)])
def test_a_cautious_payment_falls_to_the_next_step_of_the_table(
    price: str, if_cautious: int
) -> None:
    assert acceptance_of(POLICY, {"EUR": Decimal(price)}).if_cautious == if_cautious


def test_a_table_without_a_next_step_asks_for_a_block_at_least() -> None:
    bold = Policy(currency="EUR", tiers=(Tier(up_to=None, confirmations=0),))

    assert acceptance_of(bold, {"EUR": Decimal(1)}).if_cautious == 1
