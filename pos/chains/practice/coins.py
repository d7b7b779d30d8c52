"""Play money that cannot be mistaken for real money: its coins, addresses and payment requests."""

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, WalletId
from pos.domain.money import Amount, Asset, format_amount
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import Policy, Tier, ToSender

PRACTICE: Final = ChainId("practice:1")
FINAL_DEPTH: Final = 12

_ADDRESS: Final = re.compile(r"0x[0-9a-f]{40}")


def _play(code: str, title: str, decimals: int, max_units: int | None = None) -> Coin:
    return Coin(
        asset=Asset(code=code, decimals=decimals, chain=PRACTICE),
        title=title,
        network="Practice",
        policy=Policy(currency=code, tiers=(Tier(up_to=None, confirmations=2),)),
        final_depth=FINAL_DEPTH,
        max_units=max_units,
        is_play=True,
        to_sender=ToSender.PLAIN,
    )


PLAY_COINS: Final = (
    _play("PLAY-ETH", "Play Ether", 18),
    _play("PLAY-0XBTC", "Play 0xBitcoin", 8, 20_999_984 * 10**8),
    _play("PLAY-BTC", "Play Bitcoin", 8, 21_000_000 * 10**8),
)
"""In the order they are offered."""


class PracticeWallet:
    """Addresses that nobody has a key of: 24 zeros, then 16 hex digits, in the shape of an EVM one.

    The same seed gives the same addresses.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self.id = WalletId("practice:" + hashlib.sha256(seed.encode()).hexdigest()[:16])

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """The addresses number `first`.., lower case."""
        return [self._address(index) for index in range(first, first + count)]

    def _address(self, index: int) -> str:
        digest = hashlib.sha256(f"{self._seed}/{index}".encode()).hexdigest()
        return "0x" + "0" * 24 + digest[:16]


class PracticeScribe:
    """Payment requests that no real wallet understands."""

    def qr(self, due: Amount, address: str) -> str:
        """`practice:<address>?amount=<decimal>&coin=<code>`."""
        return f"practice:{address}?amount={format_amount(due)}&coin={due.asset.code}"

    def uri(self, due: Amount, address: str) -> str:
        """The same text as the QR code."""
        return self.qr(due, address)

    def address(self, text: str) -> str:
        """The address in lower case. Raises Refused for what is none."""
        address = text.strip().lower()
        if not _ADDRESS.fullmatch(address):
            raise Refused("invalid_address", "A practice address is 0x and 40 digits or a to f")
        return address
