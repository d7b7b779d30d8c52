"""What has to be known to send Monero back: which wallet, which nodes, what is worth sending."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pos.chains.monero.settings import ProgramSettings
from pos.domain.ids import ChainId
from pos.domain.money import Asset

WALLET: Final = "refunds"
"""The name of the wallet's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendSettings:
    """How to send Monero back. Addresses may hold a login (`http://user:password@host:port`).

    Less than `dust_units` is not sent; nobody takes back what is `final_depth` blocks deep. With
    `wallet_rpc` the wallet that is open in a running monero-wallet-rpc pays; without it one is
    started in `folder`: `program`, or the one found on this machine. A wallet that is restored from
    its words reads the chain from `restore_height` on.
    """

    asset: Asset
    daemons: tuple[str, ...] = field(repr=False)
    folder: Path
    dust_units: int = 0
    final_depth: int = 30
    wallet_rpc: str | None = field(default=None, repr=False)
    program: Path | None = None
    restore_height: int = 0
    timeout_s: float = 10.0

    @property
    def chain(self) -> ChainId:
        """Where the money is."""
        return self.asset.chain

    @property
    def path(self) -> Path:
        """The keys of the wallet that Florin keeps."""
        return self.own_program.wallets / f"{WALLET}.keys"

    @property
    def own_program(self) -> ProgramSettings:
        """The program that opens it, first of all on the preferred node."""
        return ProgramSettings(
            folder=self.folder,
            chain=self.chain,
            program=self.program,
            timeout_s=self.timeout_s,
            daemon=self.daemons[0],
        )
