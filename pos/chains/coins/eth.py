"""Ether, Ethereum's own money."""

from pos.chains.coin import native

COIN = native(
    code="ETH",
    title="Ether",
    coingecko="ethereum",
    rank=10,
)
