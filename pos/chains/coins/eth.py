"""Ether, Ethereum's own money."""

from pos.chains.coin import native

COIN = native(
    code="ETH",
    title="Ether",
    dust="0.0001",
    coingecko="ethereum",
    rank=10,
)
