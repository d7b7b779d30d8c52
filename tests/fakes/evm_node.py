"""An EVM node in this process: a small chain behind JSON-RPC, with every fault nodes have."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import web

from tests.fakes.evm_chain import GENESIS_TIME, FakeBlock, FakeEvmChain, digest_of

ORACLE: Final = "0x420000000000000000000000000000000000000f"
SLOW_S: Final = 0.05
"""How long a slow node thinks about each request."""


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
    SLOW = auto()


class PoolAnswer(Enum):
    """What a node says when it is asked for the pending block."""

    PENDING = auto()
    LATEST = auto()
    NULL = auto()
    NAMELESS = auto()
    REFUSED = auto()


class FakeNode(FakeEvmChain):
    """`async with FakeNode(...) as node`: serves on loopback until the block ends.

    `asked` is every method in the order it was asked for; `requests` counts HTTP
    requests, `batches` those with several questions.
    """

    def __init__(self, chain_id: int = 31337, decimals: dict[str, int] | None = None) -> None:
        super().__init__()
        self.chain_id = chain_id
        self.decimals = decimals or {}
        self.remembers_from = 0
        self.fault: Fault | None = None
        self.pool_answer = PoolAnswer.PENDING
        self.interrupts: dict[str, Callable[[], object]] = {}
        self.call_words = ""
        self.range_words = ""
        self.range_status = 0
        self.refuses_blocks = False
        self.claims_height: int | None = None
        self.log_lies: dict[str, Any] = {}
        self.loses_receipts = False
        self.stale_receipts: set[str] = set()
        self.loses_logs = False
        self.loses_blocks = False
        self.leaves_out: set[str] = set()
        self.knows_nonces = True
        self.range_limit = 10_000
        self.send_words = ""
        self.sent: list[str] = []
        self.fees: dict[str, object] = {}
        self.told_words = "the method does not exist"
        self.pending_balance: int | None = None
        self.pending_words = "no pending state"
        self.surcharge: str | None = "0x"
        self.surcharge_words = "execution reverted"
        self.asked: list[str] = []
        self.requests = 0
        self.batches = 0
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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
            case Fault.SLOW:
                await asyncio.sleep(SLOW_S)
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
        said = any(
            "error" in each for each in (answers if isinstance(answers, list) else [answers])
        )
        if said and self.range_status and self.range_words:
            return web.json_response(answers, status=self.range_status)
        if said and self.range_status:
            return web.Response(status=self.range_status, text="request too large")
        return web.json_response(answers)

    def _answers(
        self, calls: dict[str, Any] | list[dict[str, Any]]
    ) -> dict[str, Any] | list[dict[str, Any]]:
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
        if call["to"] == ORACLE:
            if self.surcharge is None:
                raise LookupError(self.surcharge_words)
            return self.surcharge
        if call["data"] == "0x313ce567":
            decimals = self.decimals.get(call["to"])
            return "0x" if decimals is None else f"0x{decimals:064x}"
        if call["data"] != "0x" and int(call["data"][-64:], 16) > 10**30:
            raise LookupError("execution reverted: balance")
        return "0x" + "0" * 63 + "1"

    def _eth_getBlockByNumber(self, tag: str, full: bool) -> dict[str, Any] | None:
        if tag == "latest":
            return self._claimed() or self._shown(self.blocks[-1], full=full)
        if tag == "pending":
            return self._pending()
        height = int(tag, 16)
        if self.loses_blocks and height == self.height - 1:
            return None
        return self._shown(self.blocks[height], full=full) if height < len(self.blocks) else None

    def _shown(self, block: FakeBlock, *, full: bool) -> dict[str, Any]:
        kept = [tx for tx in block.txs if tx["hash"] not in self.leaves_out]
        return _block_json(replace(block, txs=kept), full=full)

    def _claimed(self) -> dict[str, Any] | None:
        if self.claims_height is None:
            return None
        if self.claims_height < len(self.blocks):
            return _block_json(self.blocks[self.claims_height], full=True)
        lie = FakeBlock(hash=digest_of("lie"), parent=digest_of("lies"), number=self.claims_height)
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
        block = FakeBlock(hash=digest_of("pending"), parent=head.hash, number=head.number + 1)
        block.txs = [{**tx, "blockNumber": None, "transactionIndex": None} for tx in self.pool]
        shown = _block_json(block, full=True)
        return {**shown, "number": None} if self.pool_answer is PoolAnswer.NAMELESS else shown

    def _eth_getLogs(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        if self.refuses_blocks:
            raise LookupError("no")
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
        logs = [log for block in blocks for log in block.logs if not self.loses_logs]
        return [{**log, **self.log_lies} for log in logs]

    def _eth_getTransactionReceipt(self, tx: str) -> dict[str, Any] | None:
        if tx in self.stale_receipts:
            place = {"transactionHash": tx, "blockNumber": hex(self.height)}
            return {"blockHash": digest_of("stale"), "status": "0x1", "logs": [], **place}
        for block in self.blocks:
            if not self.loses_receipts and any(each["hash"] == tx for each in block.txs):
                logs = [log for log in block.logs if log["transactionHash"] == tx]
                status = hex(tx not in block.failed)
                place = {"transactionHash": tx, "blockNumber": hex(block.number)}
                return {"blockHash": block.hash, "status": status, "logs": logs, **place}
        return None

    def _eth_getTransactionByHash(self, tx: str) -> dict[str, Any] | None:
        waiting = [{**each, "blockNumber": None} for each in (*self.pool, *self.hidden)]
        mined = [each for block in self.blocks for each in block.txs]
        return next((each for each in (*waiting, *mined) if each["hash"] == tx), None)

    def _eth_getTransactionCount(self, sender: str, at: dict[str, str] | str) -> str:
        if not self.knows_nonces:
            raise LookupError("missing trie node")
        return hex(self.next_nonce_at(sender, self._height_of(at)))

    def _eth_getBalance(self, address: str, at: dict[str, str] | str) -> str:
        if at == "pending":
            if self.pending_balance is None:
                raise LookupError(self.pending_words)
            return hex(self.pending_balance)
        height = self._height_of(at)
        if height < self.remembers_from:
            raise LookupError("missing trie node")
        return hex(self.balance_at(address, height))

    def _eth_sendRawTransaction(self, raw: str) -> str:
        if self.send_words:
            raise LookupError(self.send_words)
        self.sent.append(raw)
        return digest_of(raw)

    def _eth_feeHistory(self, *_: object) -> object:
        return self._told("eth_feeHistory")

    def _eth_maxPriorityFeePerGas(self) -> object:
        return self._told("eth_maxPriorityFeePerGas")

    def _eth_gasPrice(self) -> object:
        return self._told("eth_gasPrice")

    def _eth_estimateGas(self, *_: object) -> object:
        return self._told("eth_estimateGas")

    def _told(self, method: str) -> object:
        if method not in self.fees:
            raise LookupError(self.told_words)
        return self.fees[method]

    def _height_of(self, at: dict[str, str] | str) -> int:
        if isinstance(at, str):
            height = self.height if at == "latest" else int(at, 16)
            if height < self.remembers_from:
                raise LookupError("missing trie node")
            return height
        for block in self.blocks:
            if block.hash == at["blockHash"]:
                return block.number
        raise LookupError("header not found")


def _block_json(block: FakeBlock, *, full: bool) -> dict[str, Any]:
    return {
        "hash": block.hash,
        "parentHash": block.parent,
        "number": hex(block.number),
        "timestamp": hex(GENESIS_TIME + 12 * block.number),
        "transactions": block.txs if full else [tx["hash"] for tx in block.txs],
    }
