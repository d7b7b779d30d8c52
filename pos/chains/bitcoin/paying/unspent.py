"""Outputs that are ours to spend."""

from dataclasses import dataclass
from typing import Final

LONGEST_CHAIN: Final = 24
"""So many waiting payments may stand on each other: nodes take one more at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspent:
    """An output of ours that nothing spends.

    `is_ready`: it may be spent now, because it is in a block, or is the change of a payment of ours
    that waits with few others before it.
    """

    txid: str
    vout: int
    value: int
    script: bytes
    is_confirmed: bool = True
    is_ready: bool = True

    @property
    def name(self) -> str:
        """As `SignedTx.spends` names it."""
        return f"{self.txid}:{self.vout}"
