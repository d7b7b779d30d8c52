"""Real nodes of the Bitcoin family on a private chain, where nothing is mined unless told."""

import hashlib
import hmac
import json
import secrets
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests import child
from tests.nodes.anvil import free_port
from tests.nodes.ready import until_ready
from tests.nodes.rpc import Rpc, RpcError

RPC_USER: Final = "florin"
RPC_PASSWORD: Final = "a password of the tests: with a colon"  # which a careless URL would break
TOPICS: Final = ("sequence", "rawtx", "hashtx", "rawblock", "hashblock")
WALLET: Final = "payer"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeKind:
    """What differs between the programs: where Debian has them, their options, their powers."""

    coin: str  # as the Electrum server calls it
    package: str
    suite: str
    program: str
    options: tuple[str, ...]
    has_zmq: bool


KNOTS: Final = NodeKind(
    coin="Bitcoin",
    package="bitcoin-knots",
    suite="sid",
    program="bitcoind",
    # replacement needs no signal here, as with most miners
    options=("-addresstype=bech32", "-natpmp=0", "-mempoolfullrbf=1"),
    has_zmq=True,
)
LITECOIN: Final = NodeKind(
    coin="Litecoin",
    package="litecoind",
    suite="bookworm",
    program="litecoind",
    options=(
        "-upnp=0",
        "-mempoolreplacement=1",  # off by default; only what signals BIP 125 is replaced
        "-vbparams=mweb:-2:0",  # never: once active it stops the mining of a private chain
        "-rpcservertimeout=3",  # it does not stop before idle clients were thrown out
    ),
    has_zmq=False,  # Debian compiles it without
)


class BitcoinNode:
    """One node on loopback, and what a test may do to its chain.

    Money moves by `Payer`; any other method of the node by `rpc`. Stopping keeps chain and pool,
    starting again brings both back on the same ports.
    """

    user = RPC_USER
    password = RPC_PASSWORD

    def __init__(self, kind: NodeKind, program: Path, home: Path) -> None:
        self.kind = kind
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"  # wants user and password, or the cookie
        self.rpc = Rpc(self.url, f"{RPC_USER}:{RPC_PASSWORD}")
        self.wallet_rpc = Rpc(f"{self.url}/wallet/{WALLET}", f"{RPC_USER}:{RPC_PASSWORD}")
        self.zmq = f"tcp://127.0.0.1:{free_port()}" if kind.has_zmq else None  # all TOPICS
        self.folder = home / "data"
        self.cookie = self.folder / "regtest" / ".cookie"
        self._program = program
        self._log = home / f"{kind.program}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run the node and wait until it answers; raises RuntimeError with its last words."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._process = child.start([self._program, *self._options()], log=self._log)
        until_ready(self._process, self._answers, log=self._log)

    def stop(self) -> None:
        """End the process; chain and pool wait on disk for the next start."""
        if self._process is not None:
            child.end(self._process)

    def forget_pool(self) -> None:
        """Start anew without the unmined transactions: nobody knows them any more."""
        self.stop()
        (self.folder / "regtest" / "mempool.dat").unlink(missing_ok=True)
        self.start()

    def mine(self, blocks: int = 1) -> int:
        """Put what is in the pool into blocks; returns the new height."""
        self.rpc("generatetodescriptor", blocks, _nobody())
        return self.height()

    def mine_only(self, *txs: str) -> str:
        """A block of exactly these transactions (an id of the pool, or a whole one in hex).

        Returns the block's hash. With none it is empty, whatever waits in the pool.
        """
        block: str = self.rpc("generateblock", _nobody(), txs)["hash"]
        return block

    def reorg(self, depth: int, again: Sequence[str] = ()) -> int:
        """Replace the last blocks by one more than they were; returns the new height.

        The first new block holds `again` (as `mine_only`), the others nothing. Transactions of the
        old blocks wait in the pool, except those that `again` holds or makes impossible.
        """
        self.rpc("invalidateblock", self.rpc("getblockhash", self.height() - depth + 1))
        self.mine_only(*again)
        for _ in range(depth):
            self.mine_only()
        return self.height()

    def height(self) -> int:
        """The number of the newest block."""
        height: int = self.rpc("getblockcount")
        return height

    def address(self) -> str:
        """An address nobody was paid to before, of a key of the node's wallet (P2WPKH)."""
        address: str = self.wallet_rpc("getnewaddress", "", "bech32")
        return address

    def _options(self) -> list[str]:
        options = [
            *("-regtest", f"-datadir={self.folder}", "-txindex=1", "-printtoconsole=0"),
            *("-listen=0", "-dnsseed=0", "-discover=0"),
            *("-rpcbind=127.0.0.1", "-rpcallowip=127.0.0.1", f"-rpcport={self.port}"),
            f"-rpcauth={_login_line()}",  # beside it there is the cookie, which -rpcpassword ends
            "-walletbroadcast=0",  # the wallet does not bring back what the pool forgot
            *("-checkblocks=1", "-par=1", "-dbcache=16", "-fallbackfee=0.0002"),
            "-keypool=20",  # the usual thousand keys of each kind take half a second to load
            *self.kind.options,
        ]
        if self.zmq is not None:
            options += [f"-zmqpub{topic}={self.zmq}" for topic in TOPICS]
        return options

    def _answers(self) -> bool:
        try:
            self.height()
        except (OSError, RpcError, json.JSONDecodeError):
            return False
        return True


def _nobody() -> str:
    """Where mined coins go: a script of its own for each call, so that no two blocks are alike.

    A block like one that was invalidated would be as invalid.
    """
    return f"raw(6a08{secrets.token_hex(8)})"  # OP_RETURN and eight bytes


def _login_line() -> str:
    """User and password as `rpcauth` takes them: the node keeps only a hash."""
    salt = "5a17"
    hashed = hmac.new(salt.encode(), RPC_PASSWORD.encode(), hashlib.sha256).hexdigest()
    return f"{RPC_USER}:{salt}${hashed}"


def transaction(node: BitcoinNode, tx: str) -> dict[str, Any] | None:
    """What the node knows of a transaction, mined or not; None when it knows nothing."""
    try:
        found: dict[str, Any] = node.rpc("getrawtransaction", tx, True)
    except RpcError:
        return None
    return found
