from decimal import Decimal
from fractions import Fraction

import pytest

from pos.domain.errors import Refused
from pos.rates.fixed import FixedRates


def test_a_fixed_rate_is_always_of_now() -> None:
    rate = FixedRates({("ETH", "EUR"): Decimal("2000.5")}).rate(("ETH", "EUR"), 77)

    assert rate is not None
    assert (rate.per_coin, rate.at, rate.sources) == (Fraction(4001, 2), 77, ("fixed",))


def test_what_was_not_fixed_has_no_fixed_rate() -> None:
    assert FixedRates({("ETH", "EUR"): Decimal(2000)}).rate(("ETH", "USD"), 77) is None


@pytest.mark.parametrize("price", ["0", "-1", "NaN", "Infinity"])
def test_a_fixed_rate_must_be_above_zero(price: str) -> None:
    with pytest.raises(Refused) as refused:
        FixedRates({("ETH", "EUR"): Decimal(price)})

    assert refused.value.code == "invalid_rate"
