"""Monero.

A block comes every two minutes, and nobody waits so long for a coffee: small sums are taken when
they are seen. A pending payment cannot be replaced, since every node refuses a second one with its
key image; what is left is a race of two payments sent to different nodes at the same moment, of
which the node tells within seconds. One block ends that race, and two make a chance reorg unlikely.
Ten is what the protocol itself demands before money may move on. Reorgs of up to 18 blocks were
made on purpose in 2025, so depths count as settled only well beyond that.

A payment back costs some 0.00005 XMR, and up to 0.001 while many people pay at once.
"""

from decimal import Decimal

from pos.chains.coin import ANY_FIAT, native
from pos.chains.monero.settings import MAINNET
from pos.domain.payment.policy import Policy, Tier

COIN = native(
    code="XMR",
    title="Monero",
    decimals=12,
    network="Monero",
    chain=MAINNET,
    policy=Policy(
        currency=ANY_FIAT,
        tiers=(
            Tier(up_to=Decimal(20), confirmations=0),
            Tier(up_to=Decimal(200), confirmations=1),
            Tier(up_to=Decimal(1000), confirmations=2),
            Tier(up_to=None, confirmations=10),
        ),
    ),
    dust="0.0005",
    final_depth=30,
    coingecko="monero",
    rank=15,
)
