"""Which money of a chain the shop pays with."""

from dataclasses import dataclass

from pos.domain.money import Asset
from pos.domain.payment.coin import Coin


@dataclass(frozen=True, slots=True, kw_only=True)
class EvmMoney:
    """The money of one chain: its own coin, which pays all fees, and the coins to pay back in."""

    own: Asset
    coins: tuple[Coin, ...]

    @property
    def final_depth(self) -> int:
        """So many confirmations nobody takes back."""
        return max(coin.final_depth for coin in self.coins)

    def dust(self, asset: Asset) -> int:
        """What is too little to send, in units."""
        known = (coin.policy.dust_units for coin in self.coins if coin.asset == asset)
        return next(known, 0)
