"""Bitcoin Cash.

Its nodes keep to the payment they saw first and know no replacement, so small sums are taken when
seen. Its blocks are made with the same machines as Bitcoin's by a few in a hundred of them: who
has many could take blocks back cheaply, so large sums wait longer than there. Its nodes themselves
call ten blocks final.

What is left over below a thousand satoshi stays: nodes pass on no output below 546, and sending one
takes some 230 bytes at one each.
"""

from decimal import Decimal

from pos.chains.bitcoin.network import BITCOIN_CASH
from pos.chains.coin import ANY_FIAT, bitcoin_kind
from pos.domain.payment.policy import Policy, Tier

COIN = bitcoin_kind(
    code="BCH",
    network=BITCOIN_CASH,
    policy=Policy(
        currency=ANY_FIAT,
        dust_units=1_000,
        tiers=(
            Tier(up_to=Decimal(50), confirmations=0),
            Tier(up_to=Decimal(500), confirmations=1),
            Tier(up_to=Decimal(5000), confirmations=6),
            Tier(up_to=None, confirmations=15),
        ),
    ),
    max_units=21_000_000 * 10**8,
    coingecko="bitcoin-cash",
    rank=18,
)
