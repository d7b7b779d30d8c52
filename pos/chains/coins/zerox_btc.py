"""0xBitcoin: mined on Ethereum, with the decimals and the cap of Bitcoin."""

from pos.chains.coin import erc20

COIN = erc20(
    code="0xBTC",
    title="0xBitcoin",
    decimals=8,
    contract="0xB6eD7644C69416d67B522e20bC294A9a9B405B31",
    max_units=20_999_984 * 10**8,
    dust="0.1",
    coingecko="oxbitcoin",
    rank=20,
)
