"""The private keys of the addresses that customers paid to, out of the owner's seed words."""

from typing import Final

from pos.chains.keys import wallet_id
from pos.chains.seed import HARDENED, descendant, key_at, parse_words, secret_of
from pos.domain.errors import Refused
from pos.domain.ids import WalletId

PURSE: Final = HARDENED - 1
"""The number of the address that brings gas to others: the last there is, never shown to anybody.
"""

_ETHEREUM: Final = (44 | HARDENED, 60 | HARDENED)
_ACCOUNTS: Final = 20
"""So many accounts of a seed are tried; wallets number them from 0."""


class Hoard:
    """Keys for one session: they are in memory and nowhere else."""

    def __init__(self, words: str, wallet: WalletId, passphrase: str = "") -> None:
        """Raises Refused for words that are no seed, and for the seed of another wallet.

        `passphrase` is BIP39's own, "" for none.
        """
        coin = key_at(parse_words(words), _ETHEREUM, passphrase)
        branches = (descendant(coin, (n | HARDENED, 0)) for n in range(_ACCOUNTS))
        found = next((branch for branch in branches if wallet_id(branch) == wallet), None)
        if found is None:
            text = "These are the words of another wallet than that of wallets.evm.xpub"
            raise Refused("other_wallet", text)
        self._branch = found

    def key(self, index: int) -> bytes:
        """The private key of the address with this number."""
        return secret_of(descendant(self._branch, (index,)))
