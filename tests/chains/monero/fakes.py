"""A node and a wallet-rpc in this process: a small chain, and every fault the two have."""

import asyncio
import functools
import hashlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import web

from pos.chains.monero.subaddress import parse_keys, subaddress
from tests.chains.monero.watcher import PRIMARY, VIEW_KEY

GENESIS: Final = "418015bb9ae982a1975da7d79277c2705727a56894ba0fb246adaabb1f4632e3"
GENESIS_TIME: Final = 1_700_000_000
LOOKAHEAD: Final = 200
KEYS: Final = parse_keys(PRIMARY, VIEW_KEY)
_NUMBERS: Final = itertools.count(1)


class Fault(Enum):
    """What is wrong with a program."""

    HUNG = auto()
    HTML = auto()
    BROKEN = auto()
    NONSENSE = auto()
    DENIED = auto()


@dataclass
class FakeTx:
    """A transaction: so many units to each subaddress, and one key for each output."""

    outputs: list[tuple[int, int]]
    keys: tuple[str, ...]
    txid: str
    unlock_time: int = 0
    double_spent: bool = False
    relayed: bool = True


@dataclass
class FakeBlock:
    """One block."""

    hash: str
    time: int
    txs: list[FakeTx] = field(default_factory=list)


class World:
    """One chain and its pool, as the node has it; nothing is mined unless a test says so."""

    def __init__(self) -> None:
        self.blocks = [FakeBlock(GENESIS, GENESIS_TIME)]
        self.pool: list[FakeTx] = []

    @property
    def height(self) -> int:
        """The number of the newest block."""
        return len(self.blocks) - 1

    def pay(
        self, *outputs: tuple[int, int], keys: tuple[str, ...] = (), unlock_time: int = 0
    ) -> FakeTx:
        """A pending payment of (subaddress, units), with keys of its own unless they are given."""
        txid = _digest("tx")
        fresh = tuple(_digest("key") for _ in outputs)
        tx = FakeTx([*outputs], keys or fresh, txid, unlock_time)
        self.pool.append(tx)
        return tx

    def mine(self, blocks: int = 1) -> None:
        """Put what is pending into a block, and empty ones on top."""
        for _ in range(blocks):
            time = GENESIS_TIME + 120 * len(self.blocks)
            self.blocks.append(FakeBlock(_digest("block"), time, self.pool))
            self.pool = []

    def reorg(self, depth: int) -> None:
        """Replace the last blocks by one more; their payments go back to the pool."""
        for block in self.blocks[-depth:]:
            self.pool += block.txs
        del self.blocks[-depth:]
        waiting, self.pool = self.pool, []
        self.mine(depth + 1)
        self.pool = waiting

    def find(self, txid: str) -> tuple[FakeTx, int | None] | None:
        """A transaction and the number of its block, None while it waits."""
        for height, block in enumerate(self.blocks):
            for tx in block.txs:
                if tx.txid == txid:
                    return tx, height
        return next(((tx, None) for tx in self.pool if tx.txid == txid), None)


class FakeProgram:
    """`async with` serves on loopback until the block ends; `asked` is every method in order.

    `breaks_at` is the one path or method that it has no answer for.
    """

    def __init__(self) -> None:
        self.fault: Fault | None = None
        self.breaks_at = ""
        self.asked: list[str] = []
        self.url = ""
        self._hung = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/{path}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hung.set()
        assert self._runner is not None
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        match self.fault:
            case Fault.HUNG:
                await self._hung.wait()
            case Fault.HTML:
                return web.Response(text="<html>Welcome</html>", content_type="text/html")
            case Fault.BROKEN:
                return web.Response(status=502)
            case Fault.NONSENSE:
                return web.json_response({"result": {"height": "high"}, "status": 7})
            case Fault.DENIED:
                return web.Response(status=401)
            case None:
                pass
        body = json.loads(await request.read())
        path = request.match_info["path"]
        if self.breaks_at and self.breaks_at in {path, body.get("method")}:
            return web.Response(status=502)
        if path != "json_rpc":
            return web.json_response(getattr(self, f"_{path}")(**body))
        self.asked.append(body["method"])
        try:
            answer = {"result": getattr(self, f"_{body['method']}")(**body["params"])}
        except LookupError as why:
            code, message = why.args
            answer = {"error": {"code": code, "message": message}}
        return web.json_response(answer)


class FakeDaemon(FakeProgram):
    """A monerod. It `hides` transactions, `garbles` others, and shows headers up to `claims` only.

    If `is_old`, outputs have no view tags, as before 2022.
    """

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.hides: set[str] = set()
        self.garbles: set[str] = set()
        self.claims: int | None = None
        self.is_old = False
        self.status = "OK"
        self.synchronized = True
        self.nettype = "fakechain"
        self.target = 0

    def _get_info(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "height": len(self.world.blocks),
            "top_block_hash": self.world.blocks[-1].hash,
            "nettype": self.nettype,
            "synchronized": self.synchronized,
            "target_height": self.target,
        }

    def _get_block_header_by_height(self, height: int) -> dict[str, Any]:
        return {"status": "OK", "block_header": self._header(height)}

    def _get_block_headers_range(self, start_height: int, end_height: int) -> dict[str, Any]:
        if not start_height <= end_height <= self.world.height:
            raise LookupError(-2, "Invalid start/end heights.")
        end_height = min(end_height, self.claims or end_height)
        heights = range(start_height, end_height + 1)
        return {"status": "OK", "headers": [self._header(height) for height in heights]}

    def _header(self, height: int) -> dict[str, Any]:
        block = self.world.blocks[height]
        return {"height": height, "hash": block.hash, "timestamp": block.time}

    def _get_transactions(
        self, txs_hashes: list[str], decode_as_json: bool, prune: bool
    ) -> dict[str, Any]:
        assert prune
        found = [self.world.find(txid) for txid in txs_hashes if txid not in self.hides]
        there = [self._tx(*each, is_whole=decode_as_json) for each in found if each is not None]
        return {"status": "OK", "txs": there} if there else {"status": "OK"}

    def _tx(self, tx: FakeTx, height: int | None, *, is_whole: bool) -> dict[str, Any]:
        targets = [{"key": key} if self.is_old else {"tagged_key": {"key": key}} for key in tx.keys]
        whole = json.dumps({"vout": [{"amount": 0, "target": target} for target in targets]})
        place = {"in_pool": False, "block_height": height}
        if height is None:
            place = {"in_pool": True, "relayed": tx.relayed}
        return {
            "tx_hash": tx.txid,
            "double_spend_seen": tx.double_spent,
            "as_json": ("" if tx.txid in self.garbles else whole) if is_whole else "",
            **place,
        }


@dataclass
class FakeFile:
    """A wallet's file: what it knows, what it has read, and what it found there."""

    address: str
    password: str
    restore_height: int
    created: int = 1
    hashes: list[str] = field(default_factory=list)
    found: list[tuple[int, FakeTx, int]] = field(default_factory=list)

    def knows(self, minor: int) -> bool:
        """Whether it would see a payment to this subaddress."""
        return minor < self.created + LOOKAHEAD


class FakeWalletRpc(FakeProgram):
    """A monero-wallet-rpc on a world's node. Its files outlive it in `files`.

    `lags` is how many of the newest blocks it cannot read yet; by itself it reads `chunk` blocks
    between two questions for its height. `forgets` are transactions it has seen and does not name;
    `misplaces` puts all by so many blocks.
    """

    def __init__(self, world: World, files: dict[str, FakeFile] | None = None) -> None:
        super().__init__()
        self.world = world
        self.files = files if files is not None else {}
        self.name: str | None = None
        self.lags = 0
        self.chunk = 0
        self.reads_by_itself = True
        self.forgets: set[str] = set()
        self.misplaces = 0
        self.foreign: list[str] = []

    @property
    def file(self) -> FakeFile:
        """The wallet that is open."""
        if self.name is None:
            raise LookupError(-13, "No wallet file")
        return self.files[self.name]

    def _get_version(self) -> dict[str, Any]:
        return {"version": 65562}

    def _generate_from_keys(
        self, filename: str, address: str, viewkey: str, password: str, restore_height: int
    ) -> dict[str, Any]:
        if filename in self.files:
            raise LookupError(-1, "Wallet already exists.")
        assert (address, viewkey) == (PRIMARY, VIEW_KEY)
        self.files[filename] = FakeFile(address, password, restore_height)
        self.name = filename
        return {"address": address}

    def _open_wallet(self, filename: str, password: str) -> dict[str, Any]:
        if self.files[filename].password != password:
            raise LookupError(-1, "Failed to open wallet : Invalid password.")
        self.name = filename
        return {}

    def _get_address(
        self, account_index: int, address_index: list[int] | None = None
    ) -> dict[str, Any]:
        file = self.file
        minors = range(file.created) if address_index is None else address_index
        if any(minor >= file.created for minor in minors):
            raise LookupError(-15, "address index is out of bound")
        addresses = [{"address": self._named(m), "address_index": m} for m in minors]
        return {"address": file.address, "addresses": addresses}

    def _named(self, minor: int) -> str:
        return self.foreign.pop(0) if self.foreign and minor else _subaddress(minor)

    def _create_address(self, account_index: int, count: int) -> dict[str, Any]:
        if not 1 <= count <= 64:
            raise LookupError(-1, "Count must be between 1 and 64.")
        self.file.created += count
        return {}

    def _store(self) -> dict[str, Any]:
        return {}

    def _set_daemon(self, **node: object) -> dict[str, Any]:
        return {}

    def _auto_refresh(self, enable: bool, period: int = 20) -> dict[str, Any]:
        self.reads_by_itself = enable
        return {}

    def read_all(self) -> None:
        """Read every block there is."""
        self._read(len(self.world.blocks))

    def _refresh(self) -> dict[str, Any]:
        self.read_all()
        return {"blocks_fetched": 0}

    def _rescan_blockchain(self) -> dict[str, Any]:
        self.file.hashes, self.file.found = [], []
        self._read(len(self.world.blocks))
        return {}

    def _get_height(self) -> dict[str, Any]:
        if self.reads_by_itself:
            self._read(len(self.file.hashes) + self.chunk)
        return {"height": max(1, len(self.file.hashes))}

    def _read(self, to: int) -> None:
        """Take back what is not in the chain any more, then read on."""
        file, blocks = self.file, self.world.blocks
        pairs = zip(file.hashes, blocks, strict=False)
        common = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1].hash, pairs))
        if len(blocks) > len(file.hashes) or common == len(file.hashes):
            del file.hashes[common:]
            file.found = [each for each in file.found if each[0] < common]
            to = min(to, len(blocks) - self.lags)
            for height in range(common, to):
                file.hashes.append(blocks[height].hash)
                file.found += [(height, *each) for each in self._ours(blocks[height].txs)]

    def _ours(self, txs: list[FakeTx]) -> Iterator[tuple[FakeTx, int]]:
        used = {key for _, tx, _ in self.file.found for key in tx.keys}
        for tx in txs:
            minors = dict.fromkeys(minor for minor, _ in tx.outputs if self.file.knows(minor))
            if not used & {*tx.keys}:
                yield from ((tx, minor) for minor in minors)
            used |= {*tx.keys}

    def _get_transfers(self, **wanted: Any) -> dict[str, Any]:  # noqa: ANN401 - as it comes
        least = wanted.get("min_height", -1)
        minors = wanted.get("subaddr_indices")
        told: dict[str, Any] = {}
        mined = [
            self._entry(tx, minor, height + self.misplaces)
            for height, tx, minor in self.file.found
            if height > least and (minors is None or minor in minors)
        ]
        if mined and wanted.get("in"):
            told["in"] = [each for each in mined if each["txid"] not in self.forgets]
        pool = [self._entry(*each, 0) for each in self._pooled()] if wanted.get("pool") else []
        if pool:
            told["pool"] = [each for each in pool if each["txid"] not in self.forgets]
        return told

    def _pooled(self) -> Iterator[tuple[FakeTx, int]]:
        """Each is judged by what is in blocks alone, as the real one does."""
        for tx in self.world.pool:
            yield from self._ours([tx])

    def _entry(self, tx: FakeTx, minor: int, height: int) -> dict[str, Any]:
        parts = [units for to, units in tx.outputs if to == minor]
        return {
            "txid": tx.txid,
            "address": _subaddress(minor),
            "amount": sum(parts),
            "amounts": parts,
            "height": height,
            "timestamp": self.world.blocks[height].time if height else GENESIS_TIME,
            "unlock_time": tx.unlock_time,
            "subaddr_index": {"major": 0, "minor": minor},
            "double_spend_seen": False,
        }


@functools.cache
def _subaddress(minor: int) -> str:
    return subaddress(KEYS, minor)


def _digest(kind: str) -> str:
    return hashlib.sha256(f"{kind} {next(_NUMBERS)}".encode()).hexdigest()
