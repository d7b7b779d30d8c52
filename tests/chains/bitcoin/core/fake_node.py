"""A node in this process: a small chain of real bytes behind JSON-RPC, with every fault."""

import asyncio
import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import web

from pos.chains.bitcoin.core.identity import FORK
from pos.chains.bitcoin.network import BITCOIN_CASH, BITCOIN_REGTEST, Network, Work
from pos.chains.bitcoin.tx import parse_tx
from tests.chains.bitcoin.made_blocks import AUXPOW_VERSION, GENESIS, auxpow, block_of, paying

NOBODY: Final = b"\x6a"
GENESIS_BLOCK: Final = (  # of Bitcoin's private chains: the coinbase is the famous one
    f"01000000{'00' * 32}3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
    f"dae5494dffff7f200200000001{GENESIS}"
)
LOGIN: Final = "florin:geheim"


class Fault(Enum):
    """What is wrong with a node."""

    HUNG = auto()
    HTML = auto()
    GARBAGE = auto()
    CUT_SHORT = auto()
    BUSY = auto()
    STARTING = auto()
    FORBIDDEN = auto()
    REDIRECTING = auto()
    OTHER_ANSWERS = auto()
    FEWER_ANSWERS = auto()
    TRUNCATED_BLOCKS = auto()
    OTHER_BLOCKS = auto()
    NO_HEX = auto()
    IMPATIENT = auto()


class Declined(Exception):  # noqa: N818 - an answer
    """An error of the node's own, by its number."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass
class Waiting:
    """A transaction of the pool and what the node says of it."""

    raw: bytes
    entry: dict[str, Any]
    proof: dict[str, Any] | None = None


@dataclass
class FakeNode:
    """`async with FakeNode() as node`: serves on loopback until the block ends.

    `asked` is every method in the order it was asked for; `before` runs once, before the method of
    that name is answered. `forked` is the hash of the block after Bitcoin and Bitcoin Cash parted,
    which is above all others here. `lacks` holds methods that this program does not have;
    `is_loaded` is whether it has read its pool back after a start.
    """

    network: Network = BITCOIN_REGTEST
    login: str = LOGIN
    fault: Fault | None = None
    delay_s: float = 0
    lacks: set[str] = field(default_factory=lambda: {"getzmqnotifications", "getdsproof"})
    info: dict[str, Any] = field(default_factory=dict)
    estimate: str = "-1"
    is_loaded: bool = True
    zmq: str = ""
    forked: str = ""
    pool: dict[str, Waiting] = field(default_factory=dict)
    blocks: list[tuple[bytes, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    before: dict[str, Callable[[], object]] = field(default_factory=dict)
    port: int = 0
    _made: int = 0
    _end: asyncio.Event = field(default_factory=asyncio.Event)
    _runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def height(self) -> int:
        return len(self.blocks)

    def __post_init__(self) -> None:
        if self.network is BITCOIN_CASH:
            self.forked = self.network.id[7:] + "0" * 32

    # ---- what happens on the chain

    def pay(
        self, *outputs: tuple[bytes, int], said: Mapping[str, Any] | None = None, signal: int = 0xFF
    ) -> str:
        """A transaction into the pool; `said` changes what the node says of it.

        `signal` is the first byte of its sequence number: 0xFD says that it may be replaced.
        """
        raw = self._tx(*outputs).replace(b"\xff" * 4, bytes([signal]) + b"\xff" * 3, 1)
        tx = parse_tx(raw)
        entry = {"vsize": tx.vsize, "depends": [], "fees": {"base": "0.001"}, **(said or {})}
        self.pool[tx.txid] = Waiting(raw=raw, entry=entry)
        return tx.txid

    def mine(self, blocks: int = 1) -> int:
        """Put the pool into a block, then make empty ones; returns the height of the first."""
        self._append([waiting.raw for waiting in self.pool.values()])
        self.pool.clear()
        for _ in range(blocks - 1):
            self._append([])
        return self.height - blocks + 1

    def forget(self, txid: str) -> None:
        """The pool throws a transaction out."""
        del self.pool[txid]

    def _append(self, txs: list[bytes]) -> None:
        is_merged = self.network.work is Work.MERGED
        self.blocks.append(
            block_of(
                [self._tx((NOBODY, 50)), *txs],
                version=AUXPOW_VERSION if is_merged else 0x20000000,
                work=auxpow() if is_merged else b"",
                previous=self._hash(self.height),
            )
        )

    def _tx(self, *outputs: tuple[bytes, int]) -> bytes:
        self._made += 1
        return paying(outputs, seed=self._made)

    def _hash(self, height: int) -> str:
        if height == 0:
            return self.network.genesis
        if height == FORK and self.forked:
            return self.forked
        if not 0 < height <= self.height:
            raise Declined(-8, "Block height out of range")
        return self.blocks[height - 1][1]

    # ---- the server

    async def __aenter__(self) -> Self:
        if not self.blocks:
            self.mine(3)
        app = web.Application(client_max_size=1 << 26)
        app.router.add_post("/", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._runner is not None
        self._end.set()
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(self.delay_s)
        wanted = f"Basic {base64.b64encode(self.login.encode()).decode()}"
        if request.headers.get("Authorization") != wanted:
            return web.Response(status=401)
        broken = await self._broken()
        if broken is not None:
            return broken
        asked = json.loads(await request.read())
        calls = asked if isinstance(asked, list) else [asked]
        answers = [await self._answer(call) for call in calls]
        if self.fault is Fault.FEWER_ANSWERS:
            answers.pop()
        text = json.dumps(answers if isinstance(asked, list) else answers[:1][0])
        if self.fault is Fault.CUT_SHORT:
            text = text[: len(text) // 2]
        is_error = not isinstance(asked, list) and answers[0]["error"] is not None
        return web.Response(status=500 if is_error else 200, text=text)

    async def _broken(self) -> web.Response | None:
        match self.fault:
            case Fault.HUNG:
                await self._end.wait()
            case Fault.HTML:
                return web.Response(text="<html>Welcome to nginx</html>", content_type="text/html")
            case Fault.GARBAGE:
                return web.Response(body=bytes(range(256)))
            case Fault.BUSY:
                return web.Response(status=503, text="Work queue depth exceeded")
            case Fault.FORBIDDEN:
                return web.Response(status=403)
            case Fault.REDIRECTING:
                return web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"})
            case _:
                pass
        return None

    async def _answer(self, call: dict[str, Any]) -> dict[str, Any]:
        method, id = call["method"], call["id"]
        self.asked.append(method)
        self.before.pop(method, lambda: None)()
        if self.fault is Fault.OTHER_ANSWERS:
            id += 1
        try:
            if self.fault is Fault.STARTING:
                raise Declined(-28, "Loading block index…")
            if method in self.lacks or not hasattr(self, f"_{method}"):
                raise Declined(-32601, "Method not found")
            result = getattr(self, f"_{method}")(*call["params"])
            if asyncio.iscoroutine(result):
                result = await result
        except Declined as why:
            error = {"code": why.code, "message": why.message}
            return {"result": None, "error": error, "id": id}
        return {"result": result, "error": None, "id": id}

    # ---- the methods

    def _getblockhash(self, height: int) -> str:
        return self._hash(height)

    def _getbestblockhash(self) -> str:
        return self._hash(self.height)

    def _getblockchaininfo(self) -> dict[str, Any]:
        height = self.height
        best = self._hash(height)
        return {"blocks": height, "headers": height, "bestblockhash": best, **self.info}

    def _getblockheader(self, hash: str) -> dict[str, Any]:
        height = next(at for at, (_, known) in enumerate(self.blocks, 1) if known == hash)
        return {"time": 1_700_000_000 + height, "mediantime": 1_700_000_000 + height}

    def _getblock(self, hash: str, is_verbose: bool) -> str:
        assert not is_verbose
        if hash == BITCOIN_REGTEST.genesis:
            return GENESIS_BLOCK
        raw = next(raw for raw, known in self.blocks if known == hash)
        match self.fault:
            case Fault.TRUNCATED_BLOCKS:
                raw = raw[:-1]
            case Fault.OTHER_BLOCKS:
                raw = self.blocks[0][0]
            case Fault.NO_HEX:
                return "no hex"
            case _:
                pass
        return raw.hex()

    async def _waitfornewblock(self, timeout_ms: int) -> dict[str, Any]:
        before = self.height
        for _ in range(timeout_ms // 10):
            if self.height != before or self.fault is Fault.IMPATIENT:
                break
            await asyncio.sleep(0.01)
        return {"hash": self._hash(self.height), "height": self.height}

    def _getzmqnotifications(self) -> list[dict[str, Any]]:
        return [{"type": "pubrawtx", "address": self.zmq}] if self.zmq else []

    def _getrawmempool(self) -> list[str]:
        return list(self.pool)

    def _getrawtransaction(self, txid: str) -> str:
        return self._waiting(txid).raw.hex()

    def _getmempoolentry(self, txid: str) -> dict[str, Any]:
        return _told(self._waiting(txid).entry)

    def _getdsproof(self, txid: str) -> dict[str, Any] | None:
        return self._waiting(txid).proof

    def _getmempoolinfo(self) -> dict[str, Any]:
        size = sum(len(waiting.raw) for waiting in self.pool.values())
        told = {"size": len(self.pool), "bytes": size, "loaded": self.is_loaded}
        return {**told, "mempoolminfee": 0.00001}

    def _estimatesmartfee(self, blocks: int) -> dict[str, Any]:
        return {"feerate": float(self.estimate), "blocks": blocks}

    def _waiting(self, txid: str) -> Waiting:
        if txid not in self.pool:
            raise Declined(-5, "Transaction not in mempool")
        return self.pool[txid]


def _told(entry: dict[str, Any]) -> dict[str, Any]:
    """What a node says, its amounts as numbers; None leaves a word out."""
    told = {key: value for key, value in entry.items() if value is not None}
    if "fees" in told:
        told["fees"] = {key: float(Decimal(fee)) for key, fee in told["fees"].items()}
    return told
