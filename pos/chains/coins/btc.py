"""Bitcoin.

A block comes every ten minutes, so small sums are taken when seen. Any pending payment can be
replaced by its sender, since nodes relay replacements whether they were announced or not; what is
lost then is one small sale, and the watch tells of it within seconds. One block ends that: to take
it back costs a miner more than a cart is worth. Three blocks are what exchanges wait for, six the
custom since the first days.

What is left over below two thousand satoshi stays: sending it back takes some 140 bytes, which
cost about that much on an ordinary day, and less than 546 nobody passes on.
"""

from decimal import Decimal

from pos.chains.bitcoin.network import BITCOIN
from pos.chains.coin import ANY_FIAT, bitcoin_kind
from pos.domain.payment.policy import Policy, Tier

COIN = bitcoin_kind(
    code="BTC",
    network=BITCOIN,
    policy=Policy(
        currency=ANY_FIAT,
        dust_units=2_000,
        tiers=(
            Tier(up_to=Decimal(50), confirmations=0),
            Tier(up_to=Decimal(500), confirmations=1),
            Tier(up_to=Decimal(5000), confirmations=3),
            Tier(up_to=None, confirmations=6),
        ),
    ),
    max_units=21_000_000 * 10**8,
    coingecko="bitcoin",
    rank=1,
)
