"""An EVM node in this process: a small chain behind JSON-RPC, with every fault nodes have."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import web

TRANSFER: Final = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
PAYER: Final = "0x" + "9" * 40
GENESIS_TIME: Final = 1_700_000_000


class Fault(Enum):
    """What is wrong with a node."""

    HUNG = auto()
    HTML = auto()
    RATE_LIMITED = auto()
    BROKEN = auto()
    NONSENSE = auto()
    NO_BATCHES = auto()
    BUSY_BATCHES = auto()
    FEWER_ANSWERS = auto()
    NAMELESS_ANSWERS = auto()
    DECLINING = auto()


class PoolAnswer(Enum):
    """What a node says when it is asked for the pending block."""

    PENDING = auto()
    LATEST = auto()
    NULL = auto()
    NAMELESS = auto()
    REFUSED = auto()


@dataclass
class FakeBlock:
    """One block: its transactions and logs in JSON form."""

    hash: str
    parent: str
    number: int
    txs: list[dict[str, Any]] = field(default_factory=list)
    logs: list[dict[str, Any]] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)


class FakeNode:
    """`async with FakeNode(...) as node`: serves on loopback until the block ends.

    `asked` is every method in the order it was asked for; `requests` counts HTTP
    requests, `batches` those with several questions.
    """

    def __init__(self, chain_id: int = 31337, decimals: dict[str, int] | None = None) -> None:
        self.chain_id = chain_id
        self.decimals = decimals or {}
        self.blocks: list[FakeBlock] = []
        self.pool: list[dict[str, Any]] = []
        self.hidden: list[dict[str, Any]] = []
        self.balances: dict[str, int] = {}
        self.fault: Fault | None = None
        self.pool_answer = PoolAnswer.PENDING
        self.interrupts: dict[str, Callable[[], object]] = {}
        self.call_words = ""
        self.range_words = ""
        self.range_status = 0
        self.claims_height: int | None = None
        self.log_lies: dict[str, Any] = {}
        self.loses_receipts = False
        self.range_limit = 10_000
        self.asked: list[str] = []
        self.requests = 0
        self.batches = 0
        self.port = 0
        self._made = 0
        self._runner: web.AppRunner | None = None
        self.mine(3)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def height(self) -> int:
        return self.blocks[-1].number

    # ---- what happens on the chain

    def mine(self, blocks: int = 1) -> FakeBlock:
        """Put the pool into a block, then make empty ones; returns the block with the pool."""
        first = self._append(self.pool + self.hidden)
        self.pool, self.hidden = [], []
        for _ in range(blocks - 1):
            self._append([])
        return first

    def reorg(self, depth: int) -> None:
        """Replace the last blocks by as many empty ones."""
        del self.blocks[-depth:]
        for _ in range(depth):
            self._append([])

    def pay(self, to: str, wei: int) -> str:
        """A transfer of the chain's coin, into the pool."""
        return self._send({"to": to, "value": hex(wei), "input": "0x"})

    def pay_token(self, contract: str, to: str, units: int) -> str:
        """A token payment, into the pool."""
        call = "0xa9059cbb" + to[2:].rjust(64, "0") + f"{units:064x}"
        return self._send({"to": contract, "value": "0x0", "input": call})

    def call_token(self, contract: str, input_: str) -> str:
        """Any call of a token, into the pool."""
        return self._send({"to": contract, "value": "0x0", "input": input_})

    def fail(self, tx: str) -> None:
        """Say of a mined transaction that it failed."""
        self.blocks[-1].failed.add(tx)

    def log_of(self, contract: str, to: str, units: int, **odd: object) -> dict[str, Any]:
        """A Transfer log as it is put into the newest block by hand."""
        block = self.blocks[-1]
        log = {
            "address": contract,
            "topics": [TRANSFER, _topic(PAYER), _topic(to)],
            "data": f"0x{units:064x}",
            "blockHash": block.hash,
            "blockNumber": hex(block.number),
            "transactionHash": _digest(f"tx {len(block.logs)} {block.hash}"),
            "logIndex": hex(len(block.logs)),
            "removed": False,
            **odd,
        }
        block.logs.append(log)
        return log

    def _send(self, fields: dict[str, str]) -> str:
        self._made += 1
        tx = _digest(f"tx {self._made}")
        self.pool.append({"hash": tx, "from": PAYER, **fields})
        return tx

    def _append(self, txs: list[dict[str, Any]]) -> FakeBlock:
        self._made += 1
        number = len(self.blocks)
        parent = self.blocks[-1].hash if self.blocks else "0x" + "0" * 64
        block = FakeBlock(hash=_digest(f"block {self._made}"), parent=parent, number=number)
        self.blocks.append(block)
        for place, tx in enumerate(txs):
            where = {"blockNumber": hex(number), "transactionIndex": hex(place)}
            block.txs.append({**tx, **where})
            if tx["input"].startswith("0xa9059cbb"):
                to, units = "0x" + tx["input"][34:74], int(tx["input"][74:], 16)
                self.log_of(tx["to"], to, units, transactionHash=tx["hash"])
        return block

    # ---- serving

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Serve, after a stop on the same port again."""
        app = web.Application()
        app.router.add_post("/", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Vanish, as a node that was killed."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.Request) -> web.Response:
        self.requests += 1
        calls = json.loads(await request.read())
        match self.fault:
            case Fault.HUNG:
                await asyncio.sleep(30)
            case Fault.HTML:
                return web.Response(text="<html>maintenance</html>", content_type="text/html")
            case Fault.RATE_LIMITED:
                return web.Response(status=429, text="slow down")
            case Fault.BROKEN:
                return web.Response(status=500)
            case Fault.NONSENSE:
                return web.json_response({"id": 1, "jsonrpc": "2.0", "result": {"no": "sense"}})
            case _:
                pass
        answers = self._answers(calls)
        said = answers.get("error") if isinstance(answers, dict) else None
        if said and self.range_status:
            return web.Response(status=self.range_status, text="request too large")
        return web.json_response(answers)

    def _answers(self, calls: dict[str, Any] | list[dict[str, Any]]) -> object:
        if isinstance(calls, dict):
            return self._answer(calls)
        self.batches += 1
        if self.fault is Fault.NO_BATCHES:
            return {"id": None, "error": {"code": -32600, "message": "no batches"}}
        answers = [self._answer(call) for call in calls]
        if self.fault is Fault.BUSY_BATCHES:
            return {"id": None, "error": {"code": -32005, "message": "capacity exceeded"}}
        if self.fault is Fault.FEWER_ANSWERS:
            return answers[:-1]
        if self.fault is Fault.NAMELESS_ANSWERS:
            return [{**answer, "id": None} for answer in answers]
        return answers[::-1]  # the order of a batch's answers is free

    def _answer(self, call: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(call["method"])
        answer = {"jsonrpc": "2.0", "id": call["id"]}
        if self.fault is Fault.DECLINING:
            return {**answer, "error": {"code": -32000, "message": "not now"}}
        self.interrupts.pop(f"{call['method']} {call['params'][:1]}", int)()
        try:
            return {**answer, "result": getattr(self, f"_{call['method']}")(*call["params"])}
        except LookupError as why:
            return {**answer, "error": {"code": -32000, "message": str(why)}}

    def _eth_chainId(self) -> str:
        return hex(self.chain_id)

    def _eth_call(self, call: dict[str, str], _: str) -> str:
        if self.call_words:
            raise LookupError(self.call_words)
        if call["data"] == "0x313ce567":
            decimals = self.decimals.get(call["to"])
            return "0x" if decimals is None else f"0x{decimals:064x}"
        if call["data"] != "0x" and int(call["data"][-64:], 16) > 10**30:
            raise LookupError("execution reverted: balance")
        return "0x" + "0" * 63 + "1"

    def _eth_getBlockByNumber(self, tag: str, full: bool) -> dict[str, Any] | None:
        if tag == "latest":
            return self._claimed() or _block_json(self.blocks[-1], full=full)
        if tag == "pending":
            return self._pending()
        height = int(tag, 16)
        return _block_json(self.blocks[height], full=full) if height < len(self.blocks) else None

    def _claimed(self) -> dict[str, Any] | None:
        if self.claims_height is None:
            return None
        if self.claims_height < len(self.blocks):
            return _block_json(self.blocks[self.claims_height], full=True)
        lie = FakeBlock(hash=_digest("lie"), parent=_digest("lies"), number=self.claims_height)
        return _block_json(lie, full=True)

    def _pending(self) -> dict[str, Any] | None:
        head = self.blocks[-1]
        match self.pool_answer:
            case PoolAnswer.LATEST:
                return _block_json(head, full=True)
            case PoolAnswer.NULL:
                return None
            case PoolAnswer.REFUSED:
                raise LookupError("there is no pending block here")
            case _:
                pass
        block = FakeBlock(hash=_digest("pending"), parent=head.hash, number=head.number + 1)
        block.txs = [{**tx, "blockNumber": None, "transactionIndex": None} for tx in self.pool]
        shown = _block_json(block, full=True)
        return {**shown, "number": None} if self.pool_answer is PoolAnswer.NAMELESS else shown

    def _eth_getLogs(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        if "blockHash" in wanted:
            blocks = [block for block in self.blocks if block.hash == wanted["blockHash"]]
            if not blocks:
                raise LookupError("unknown block")
        else:
            first, last = int(wanted["fromBlock"], 16), int(wanted["toBlock"], 16)
            if self.range_words:
                raise LookupError(self.range_words)
            if last - first + 1 > self.range_limit:
                raise LookupError(f"block range too large, limit is {self.range_limit}")
            blocks = self.blocks[first : last + 1]
        logs = [log for block in blocks for log in block.logs]
        return [{**log, **self.log_lies} for log in logs]

    def _eth_getTransactionReceipt(self, tx: str) -> dict[str, Any] | None:
        for block in self.blocks:
            if not self.loses_receipts and any(each["hash"] == tx for each in block.txs):
                return {"blockHash": block.hash, "status": hex(tx not in block.failed)}
        return None

    def _eth_getTransactionByHash(self, tx: str) -> dict[str, Any] | None:
        waiting = [{**each, "blockNumber": None} for each in (*self.pool, *self.hidden)]
        mined = [each for block in self.blocks for each in block.txs]
        return next((each for each in (*waiting, *mined) if each["hash"] == tx), None)

    def _eth_getBalance(self, address: str, at: dict[str, str]) -> str:
        if not any(block.hash == at["blockHash"] for block in self.blocks):
            raise LookupError("header not found")
        return hex(self.balances.get(address, 0))


def _block_json(block: FakeBlock, *, full: bool) -> dict[str, Any]:
    return {
        "hash": block.hash,
        "parentHash": block.parent,
        "number": hex(block.number),
        "timestamp": hex(GENESIS_TIME + 12 * block.number),
        "transactions": block.txs if full else [tx["hash"] for tx in block.txs],
    }


def _topic(address: str) -> str:
    return "0x" + address[2:].rjust(64, "0")


def _digest(text: str) -> str:
    return "0x" + hashlib.sha256(text.encode()).hexdigest()
