"""Litecoin.

Its blocks come four times as often as Bitcoin's and cost far less than a quarter each to make:
hence twice as many for the same sum, which is still half the wait. Most of its nodes keep to the
payment they saw first, so small sums are taken when seen.

What is left over below 5,000 of its smallest units stays: nodes pass on no output below 2,940, and
sending one takes some 140 bytes at ten units each.
"""

from decimal import Decimal

from pos.chains.bitcoin.network import LITECOIN
from pos.chains.coin import ANY_FIAT, bitcoin_kind
from pos.domain.payment.policy import Policy, Tier

COIN = bitcoin_kind(
    code="LTC",
    network=LITECOIN,
    policy=Policy(
        currency=ANY_FIAT,
        dust_units=5_000,
        tiers=(
            Tier(up_to=Decimal(50), confirmations=0),
            Tier(up_to=Decimal(500), confirmations=2),
            Tier(up_to=Decimal(5000), confirmations=6),
            Tier(up_to=None, confirmations=12),
        ),
    ),
    max_units=84_000_000 * 10**8,
    coingecko="litecoin",
    rank=16,
)
