"""Tether, a dollar of Tether Limited."""

from pos.chains.coin import erc20

COIN = erc20(
    code="USDT",
    title="Tether",
    decimals=6,
    contract="0xdAC17F958D2ee523a2206206994597C13D831ec7",
    dust="0.1",
    coingecko="tether",
    rank=40,
)
