"""What has to be known to take Monero: whose wallet, which nodes, and who runs the wallet-rpc."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pos.chains.monero.address import Network
from pos.domain.ids import ChainId

MAINNET: Final = ChainId("monero:418015bb9ae982a1975da7d79277c270")
STAGENET: Final = ChainId("monero:76ee3cc98646292206cd3e86f74d88b4")
TESTNET: Final = ChainId("monero:48ca7cd3c8de5b6a4d53d2861fbdaedc")
REGTEST: Final = ChainId("monero:regtest")
"""The main chain has no namespace in CAIP-2; a chain is named by 32 digits of its first block's
hash, as Bitcoin's are. Regtest starts from the main chain's first block and needs a word."""

NETWORKS: Final = {
    MAINNET: Network.MAIN,
    STAGENET: Network.STAGE,
    TESTNET: Network.TEST,
    REGTEST: Network.MAIN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramSettings:
    """How to run a monero-wallet-rpc that keeps its wallets in a folder of its own.

    `daemon` is the node that it asks before it is told of another one: a new wallet begins to read
    a month before that node's newest block.
    """

    folder: Path
    chain: ChainId
    program: Path | None = None
    timeout_s: float = 10.0
    daemon: str | None = field(default=None, repr=False)

    @property
    def wallets(self) -> Path:
        """Where the files of its wallets are."""
        return self.folder / "wallets"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneroSettings:
    """How to take Monero. Addresses may hold a login (`http://user:password@host:port`).

    `daemons` are nodes in order of preference; `zmq` is the first one's `--zmq-pub`, such as
    `tcp://127.0.0.1:18083`. With `wallet_rpc` a running monero-wallet-rpc is used, on whatever
    node it was given; without it one is started in `folder`: `program`, or the one found on this
    machine. `restore_height` is where a new wallet begins to read; None: where it needs to.
    """

    address: str
    view_key: str = field(repr=False)
    daemons: tuple[str, ...] = field(repr=False)
    folder: Path
    chain: ChainId = MAINNET
    zmq: str | None = None
    wallet_rpc: str | None = field(default=None, repr=False)
    program: Path | None = None
    restore_height: int | None = None
    poll_s: float = 2.0
    timeout_s: float = 10.0

    @property
    def own_program(self) -> ProgramSettings:
        """The program that is started where none is given."""
        return ProgramSettings(
            folder=self.folder, chain=self.chain, program=self.program, timeout_s=self.timeout_s
        )
