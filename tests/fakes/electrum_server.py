"""Electrum servers in this process over a small chain of easy blocks, honest or not."""

import asyncio
import hashlib
import json
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count
from types import TracebackType
from typing import Any, Final, Self

from pos.chains.bitcoin.network import BITCOIN_REGTEST
from pos.chains.wally import wallycore

BLOCK_S: Final = 600
EASY: Final = 0x207FFFFF
GENESIS: Final = bytes.fromhex(
    "01000000" + "00" * 32 + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
    "dae5494dffff7f2002000000"
)
CASH_478559: Final = bytes.fromhex(
    "00000020432d350741fbf28f2e1486eabe2c4e143bfe2241af6518010000000000000000"
    "abaa4bd8a48c1c6bc08ee39b66065e5e9484304cab8b56d5eed3e40b1ac996c899c480593547011822ca4ae8"
)
"""The first header that Bitcoin Cash does not share with Bitcoin."""
MERGED: Final = b"the block of another chain"
"""What merged mining adds to a header."""
USUAL_FEE: Final = 10_000
"""For any transaction; some hundred bytes each."""

_coins = count(1)


def double(raw: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(raw).digest()).digest()


def txid_of(raw: bytes) -> str:
    return double(bare(raw))[::-1].hex()


def bare(raw: bytes) -> bytes:
    """A transaction without its witness."""
    if raw[4:6] != b"\0\1":
        return raw
    tx = wallycore.tx_from_bytes(raw, wallycore.WALLY_TX_FLAG_USE_WITNESS)
    return bytes(wallycore.tx_to_bytes(tx, 0))


def payment(*outputs: tuple[bytes, int], spends: str = "", sequence: int = 0xFFFFFFFE) -> bytes:
    """A transaction that pays these scripts, out of a new coin or output 0 of a transaction."""
    coin = bytes.fromhex(spends)[::-1] if spends else next(_coins).to_bytes(32, "big")
    paid = b"".join(
        units.to_bytes(8, "little") + bytes([len(script)]) + script for script, units in outputs
    )
    return (
        b"\2\0\0\0\1" + coin + bytes(4) + b"\0" + sequence.to_bytes(4, "little")
        + bytes([len(outputs)]) + paid + bytes(4)
    )  # fmt: skip


@dataclass(frozen=True)
class FakeBlock:
    header: bytes
    txs: tuple[bytes, ...]

    @property
    def txids(self) -> list[str]:
        return [txid_of(raw) for raw in self.txs]


class FakeChain:
    """Blocks and a pool, and the servers that tell of them at once."""

    def __init__(self, blocks: int = 20) -> None:
        self.blocks = [FakeBlock(GENESIS, ())]
        self.pool: dict[str, bytes] = {}
        self.fees: dict[str, int] = {}
        self.orphans: set[str] = set()
        self.servers: list[FakeElectrum] = []
        if blocks:
            now, then = int(time.time()), int.from_bytes(GENESIS[68:72], "little")
            self.mine(late_s=now - blocks * BLOCK_S - then)
            self.mine(blocks - 1)

    @property
    def height(self) -> int:
        return len(self.blocks) - 1

    def copy(self) -> "FakeChain":
        """The same up to here, and on its own from here on."""
        twin = FakeChain(0)
        twin.blocks, twin.pool = [*self.blocks], dict(self.pool)
        return twin

    def send(self, raw: bytes, fee: int = USUAL_FEE, *, on_unconfirmed: bool = False) -> str:
        """Put a transaction into the pool, in the place of whatever it conflicts with."""
        txid = txid_of(raw)
        self.pool = {one: other for one, other in self.pool.items() if _coin(other) != _coin(raw)}
        self.pool[txid] = raw
        self.fees[txid] = fee
        if on_unconfirmed:
            self.orphans.add(txid)
        self.tell()
        return txid

    def drop(self, txid: str) -> None:
        """Forget a transaction of the pool."""
        del self.pool[txid]
        self.tell()

    def mine(self, blocks: int = 1, *, late_s: int = BLOCK_S) -> int:
        """Put the pool into a block and further ones on top; the new height."""
        for _ in range(blocks):
            coinbase = payment((b"\x6a", 50), spends=(bytes(32)).hex(), sequence=next(_coins))
            txs = (coinbase, *self.pool.values())
            self.pool = {}
            when = int.from_bytes(self.blocks[-1].header[68:72], "little") + late_s
            self.blocks.append(FakeBlock(_mined(self.blocks[-1].header, txs, when), txs))
        self.tell()
        return self.height

    def next_header(self) -> bytes:
        """What the next block's header may be."""
        before = self.blocks[-1].header
        return _mined(before, [GENESIS], int.from_bytes(before[68:72], "little") + BLOCK_S)

    def take_back(self, depth: int, *, to_pool: bool = True) -> None:
        """Undo the newest blocks; nobody is told before there are others."""
        undone, self.blocks = self.blocks[-depth:], self.blocks[:-depth]
        if to_pool:
            self.pool |= {txid_of(raw): raw for block in undone for raw in block.txs[1:]}

    def tell(self) -> None:
        """Push what is new to everybody."""
        for server in self.servers:
            server.push()


class Fault(Enum):
    """What is wrong with a server."""

    HUNG = auto()
    HTML = auto()
    NONSENSE = auto()
    BUSY = auto()


class FakeElectrum:
    """`async with FakeElectrum(chain) as server`: serves on loopback until the block ends.

    What it lies about: `hidden` transactions, `false_heights`, `false_raw` transactions, `invented`
    histories by scripthash, `spoilt` proofs, a `false_tip`. It tells nothing of `declined` script
    hashes, and pushes nothing when `is_mute`; `is_merged` adds to headers, `singles` are headers
    where it has no block. It passes no payment on while it says `no` or `is_swallowing` them.
    `asked` is every method that was asked for.
    """

    def __init__(self, chain: FakeChain, tls: ssl.SSLContext | None = None) -> None:
        self.chain = chain
        self.tls = tls
        self.fault: Fault | None = None
        self.genesis = BITCOIN_REGTEST.genesis
        self.hidden: set[str] = set()
        self.declined: set[str] = set()
        self.false_heights: dict[str, int] = {}
        self.false_raw: dict[str, bytes] = {}
        self.invented: dict[str, list[tuple[str, int]]] = {}
        self.spoilt: set[str] = set()
        self.false_tip: tuple[int, bytes] | None = None
        self.estimate: float = -1
        self.late_s = 0.0
        self.most_headers = 2016
        self.is_mute = False
        self.no = ""
        self.is_swallowing = False
        self.is_merged = False
        self.singles: dict[int, bytes] = {}
        self.port = 0
        self.asked: list[str] = []
        self._server: asyncio.Server | None = None
        self._sessions: dict[asyncio.StreamWriter, dict[str, str | None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        chain.servers.append(self)

    @property
    def url(self) -> str:
        return f"{'ssl' if self.tls else 'tcp'}://127.0.0.1:{self.port}"

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Serve, on the same port as before."""
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", self.port, ssl=self.tls
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Be there no more."""
        if self._server is not None:
            self._server.close()
            self.hang_up()
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._server.wait_closed()
            self._server = None

    def hang_up(self) -> None:
        """End every connection."""
        for writer in tuple(self._sessions):
            writer.transport.abort()

    def push(self) -> None:
        """Tell subscribers what has changed, unless mute."""
        if self.is_mute or self.fault is Fault.HUNG:
            return
        for writer, known in self._sessions.items():
            if "tip" in known and known["tip"] != (tip := self._tip())["hex"]:
                known["tip"] = tip["hex"]
                self._send(writer, method="blockchain.headers.subscribe", params=[tip])
            for name in known.keys() - {"tip"} - self.declined:
                if known[name] != (status := self.status(name)):
                    known[name] = status
                    self._send(
                        writer, method="blockchain.scripthash.subscribe", params=[name, status]
                    )

    def babble(self) -> None:
        """Tell subscribers what they know already."""
        for writer in self._sessions:
            self._send(writer, method="blockchain.headers.subscribe", params=[self._tip()])

    def history(self, name: str) -> list[dict[str, Any]]:
        """An address as this server tells it; LookupError where it does not."""
        if name in self.declined:
            raise LookupError(name)
        items = [
            {"tx_hash": txid, "height": height}
            for height, block in enumerate(self.chain.blocks)
            for txid, raw in zip(block.txids, block.txs, strict=True)
            if _touches(raw, name)
        ]
        for txid, raw in self.chain.pool.items():
            if _touches(raw, name):
                height = -1 if txid in self.chain.orphans else 0
                fee = self.chain.fees.get(txid, USUAL_FEE)
                items.append({"tx_hash": txid, "height": height, "fee": fee})
        items = [item for item in items if item["tx_hash"] not in self.hidden]
        for item in items:
            item["height"] = self.false_heights.get(str(item["tx_hash"]), item["height"])
        invented = self.invented.get(name, [])
        return [*items, *({"tx_hash": txid, "height": height} for txid, height in invented)]

    def status(self, name: str) -> str | None:
        text = "".join(f"{item['tx_hash']}:{item['height']}:" for item in self.history(name))
        return hashlib.sha256(text.encode()).hexdigest() if text else None

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._sessions[writer] = {}
        try:
            while line := await reader.readline():
                await self._answer(line, writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._sessions.pop(writer, None)
            self._tasks.discard(task)
            writer.transport.abort()

    async def _answer(self, line: bytes, writer: asyncio.StreamWriter) -> None:
        asked = json.loads(line)
        self.asked.append(asked["method"])
        if self.late_s:
            await asyncio.sleep(self.late_s)
        if self.fault is Fault.HUNG:
            return
        if self.fault is Fault.HTML:
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n<html>\r\n")
            return
        if self.fault is Fault.NONSENSE:
            self._send(writer, id=asked["id"], result={"what": "ever"})
            return
        if self.fault is Fault.BUSY:
            error = {"code": -101, "message": "excessive resource usage"}
            self._send(writer, id=asked["id"], error=error)
            return
        known = self._sessions[writer]
        handlers: dict[str, Callable[..., Any]] = {
            "server.version": lambda *_: ["Fake 1", "1.4"],
            "server.features": lambda: {"genesis_hash": self.genesis},
            "blockchain.estimatefee": lambda _: self.estimate,
            "blockchain.headers.subscribe": lambda: self._subscribe_tip(known),
            "blockchain.scripthash.subscribe": lambda name: self._subscribe(known, name),
            "blockchain.scripthash.get_history": self.history,
            "blockchain.block.headers": self._headers,
            "blockchain.transaction.broadcast": self._broadcast,
            "blockchain.transaction.get": self._transaction,
            "blockchain.transaction.get_merkle": self._merkle,
        }
        try:
            result = handlers[asked["method"]](*asked.get("params", ()))
        except LookupError:
            self._send(writer, id=asked["id"], error={"code": 2, "message": "no such thing"})
        except PermissionError as why:
            self._send(writer, id=asked["id"], error={"code": 1, "message": str(why)})
        else:
            self._send(writer, id=asked["id"], result=result)

    def _send(self, writer: asyncio.StreamWriter, **message: object) -> None:
        writer.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")

    def _tip(self) -> dict[str, Any]:
        height, header = self.false_tip or (self.chain.height, self.chain.blocks[-1].header)
        header += MERGED if self.is_merged else b""
        return {"height": height, "hex": header.hex()}

    def _subscribe_tip(self, known: dict[str, str | None]) -> dict[str, Any]:
        tip = self._tip()
        known["tip"] = tip["hex"]
        return tip

    def _subscribe(self, known: dict[str, str | None], name: str) -> str | None:
        known[name] = self.status(name)
        return known[name]

    def _headers(self, first: int, wanted: int, leads_to: int = 0) -> dict[str, Any]:
        most = min(wanted, self.most_headers)
        rest = MERGED if self.is_merged and not leads_to else b""
        headers = [block.header + rest for block in self.chain.blocks]
        if self.false_tip is not None:
            headers[self.false_tip[0] :] = [self.false_tip[1]]
        some = [self.singles[first]] if first in self.singles else headers[first : first + most]
        return {"count": len(some), "hex": b"".join(some).hex(), "max": self.most_headers}

    def _transaction(self, txid: str) -> str:
        if txid in self.false_raw:
            return self.false_raw[txid].hex()
        known = {one: raw for block in self.chain.blocks[1:] for one, raw in _by_id(block.txs)}
        return (known | self.chain.pool)[txid].hex()

    def _broadcast(self, text: str) -> str:
        raw = bytes.fromhex(text)
        if self.no:
            raise PermissionError(self.no)
        return txid_of(raw) if self.is_swallowing else self.chain.send(raw)

    def _merkle(self, txid: str, height: int) -> dict[str, Any]:
        ids = self.chain.blocks[height].txids
        if txid not in ids and not self.false_heights and not self.invented:
            raise LookupError(txid)
        place = ids.index(txid) if txid in ids else 0
        branch = merkle_branch([bytes.fromhex(one)[::-1] for one in ids], place)
        if txid in self.spoilt:
            branch = [bytes(32), *branch[1:]]
        return {
            "block_height": height,
            "pos": place,
            "merkle": [step[::-1].hex() for step in branch],
        }


def merkle_branch(hashes: Sequence[bytes], place: int) -> list[bytes]:
    """The hashes beside the way up from one of these, in the order of the wire."""
    row, branch = list(hashes), []
    while len(row) > 1:
        row += row[-1:] * (len(row) % 2)
        branch.append(row[place ^ 1])
        row = [double(row[at] + row[at + 1]) for at in range(0, len(row), 2)]
        place //= 2
    return branch


def merkle_root(hashes: Sequence[bytes]) -> bytes:
    """The root over these, in the order of the wire."""
    row = list(hashes)
    while len(row) > 1:
        row += row[-1:] * (len(row) % 2)
        row = [double(row[at] + row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def mined_header(previous: bytes, root: bytes, when: int, bits: int = EASY) -> bytes:
    """A header with the work it claims."""
    size, mantissa = bits >> 24, bits & 0x7FFFFF
    target = mantissa << 8 * (size - 3)
    for nonce in count():
        raw = (
            b"\0\0\0\x20" + double(previous) + root + when.to_bytes(4, "little")
            + bits.to_bytes(4, "little") + nonce.to_bytes(4, "little")
        )  # fmt: skip
        if int.from_bytes(double(raw), "little") <= target:
            return raw
    raise AssertionError("there is always one")


def _mined(previous: bytes, txs: Sequence[bytes], when: int) -> bytes:
    return mined_header(previous, merkle_root([double(bare(raw)) for raw in txs]), when)


def _by_id(txs: Sequence[bytes]) -> list[tuple[str, bytes]]:
    return [(txid_of(raw), raw) for raw in txs]


def _coin(raw: bytes) -> bytes:
    return bare(raw)[5:41]


def _touches(raw: bytes, name: str) -> bool:
    """Whether a transaction pays the script of this name."""
    raw = bare(raw)
    at, paid = 47, raw[46]
    for _ in range(paid):
        length = raw[at + 8]
        script = raw[at + 9 : at + 9 + length]
        if hashlib.sha256(script).digest()[::-1].hex() == name:
            return True
        at += 9 + length
    return False
