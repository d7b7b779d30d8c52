"""Where people look at a transaction: one public block explorer for each network."""

from collections.abc import Mapping
from typing import Final

from pos.domain.ids import ChainId

_PAGES: Final[Mapping[str, str]] = {
    "eip155:1": "https://etherscan.io/tx/{}",
    "eip155:10": "https://optimistic.etherscan.io/tx/{}",
    "eip155:56": "https://bscscan.com/tx/{}",
    "eip155:100": "https://gnosisscan.io/tx/{}",
    "eip155:137": "https://polygonscan.com/tx/{}",
    "eip155:8453": "https://basescan.org/tx/{}",
    "eip155:42161": "https://arbiscan.io/tx/{}",
    "eip155:11155111": "https://sepolia.etherscan.io/tx/{}",
    "eip155:17000": "https://holesky.etherscan.io/tx/{}",
    "bip122:000000000019d6689c085ae165831e93": "https://mempool.space/tx/{}",
    "bip122:12a765e31ffd4059bada1e25190f6e98": "https://litecoinspace.org/tx/{}",
    "bip122:1a91e3dace36e2be3bf030a65679fe82": "https://dogechain.info/tx/{}",
    "bip122:000000000000000000651ef99cb9fcbe": "https://blockchair.com/bitcoin-cash/transaction/{}",
    "monero:418015bb9ae982a1975da7d79277c270": "https://xmrchain.net/tx/{}",
    "monero:76ee3cc98646292206cd3e86f74d88b4": "https://stagenet.xmrchain.net/tx/{}",
    "monero:48ca7cd3c8de5b6a4d53d2861fbdaedc": "https://testnet.xmrchain.net/tx/{}",
}

_WITH_WORTH: Final = frozenset(
    {
        *(f"eip155:{number}" for number in (1, 10, 56, 100, 137, 8453, 42161)),
        "bip122:000000000019d6689c085ae165831e93",
        "bip122:12a765e31ffd4059bada1e25190f6e98",
        "bip122:1a91e3dace36e2be3bf030a65679fe82",
        "bip122:000000000000000000651ef99cb9fcbe",
        "monero:418015bb9ae982a1975da7d79277c270",
    }
)


def page_of(chain: ChainId, txid: str) -> str | None:
    """The page that shows a transaction; None where nobody keeps one, such as for play money."""
    page = _PAGES.get(chain)
    return page.format(txid) if page else None


def is_test(chain: ChainId) -> bool:
    """Whether money on this chain is worth nothing, as far as anybody can say by its name."""
    return chain not in _WITH_WORTH
