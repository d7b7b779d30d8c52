"""What it means when a node, or a server for its node, does not take a payment.

Nodes of all kinds use the same words, which reach us through servers inside of others.
"""

from typing import Final

from pos.domain.errors import Refused, Trouble

_KNOWN: Final = (
    "already in block chain",
    "already in utxo set",
    "already in mempool",
    "already-in-mempool",
    "already-known",
    "already known",
)
_LATER: Final = ("too-long-mempool-chain", "mempool min fee not met", "mempool full")
_MOST: Final = 160


def is_known(words: str) -> bool:
    """Whether it has it already."""
    return _says(words, _KNOWN)


def meaning_of(words: str) -> Refused | Trouble:
    """What to raise for other words: it may be taken later, or the network says no."""
    if _says(words, _LATER):
        return Trouble(words[:_MOST])
    return Refused("rejected", f"The network does not take the payment: {words[:_MOST]}")


def _says(words: str, signs: tuple[str, ...]) -> bool:
    return any(sign in words.lower() for sign in signs)
