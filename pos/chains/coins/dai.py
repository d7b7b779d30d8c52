"""Dai, the dollar of the Maker protocol."""

from pos.chains.coin import erc20

COIN = erc20(
    code="DAI",
    title="Dai",
    decimals=18,
    contract="0x6B175474E89094C44Da98b954EedeAC495271d0F",
    dust="0.1",
    coingecko="dai",
    rank=50,
)
