"""USD Coin, a dollar of Circle."""

from pos.chains.coin import erc20

COIN = erc20(
    code="USDC",
    title="USD Coin",
    decimals=6,
    contract="0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
    dust="0.1",
    coingecko="usd-coin",
    rank=30,
)
