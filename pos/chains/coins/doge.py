"""Dogecoin.

A block comes every minute and is cheap, for most are made by the way while mining Litecoin; chance
alone often takes back one or two. A minute is a short wait, so only the smallest sums are taken
when seen; exchanges wait for some forty blocks with large ones. There is no cap on its coins.

What is left over below two hundredths of a coin stays: nodes pass on no output below one of them,
and the fee of sending it is about a quarter of another.
"""

from decimal import Decimal

from pos.chains.bitcoin.network import DOGECOIN
from pos.chains.coin import ANY_FIAT, bitcoin_kind
from pos.domain.payment.policy import Policy, Tier

COIN = bitcoin_kind(
    code="DOGE",
    network=DOGECOIN,
    policy=Policy(
        currency=ANY_FIAT,
        dust_units=2_000_000,
        tiers=(
            Tier(up_to=Decimal(20), confirmations=0),
            Tier(up_to=Decimal(500), confirmations=4),
            Tier(up_to=Decimal(5000), confirmations=15),
            Tier(up_to=None, confirmations=40),
        ),
    ),
    coingecko="dogecoin",
    rank=17,
)
