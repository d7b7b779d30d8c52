"""A small EVM chain in memory, in the JSON that nodes tell it in."""

import hashlib
import itertools
from dataclasses import dataclass, field
from typing import Any, Final

TRANSFER: Final = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
PAYER: Final = "0x" + "9" * 40
GENESIS_TIME: Final = 1_700_000_000
_MADE: Final = itertools.count()  # no two chains make the same block unless they share it


@dataclass
class FakeBlock:
    """One block: its transactions and logs in JSON form."""

    hash: str
    parent: str
    number: int
    txs: list[dict[str, Any]] = field(default_factory=list)
    logs: list[dict[str, Any]] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)


class FakeEvmChain:
    """Blocks, a pool, and transactions that wait in the pool where it is not shown (`hidden`)."""

    def __init__(self) -> None:
        self.blocks: list[FakeBlock] = []
        self.pool: list[dict[str, Any]] = []
        self.hidden: list[dict[str, Any]] = []
        self._credits: list[tuple[int, str, int]] = []
        self._nonces = 0
        self.mine(3)

    @property
    def height(self) -> int:
        return self.blocks[-1].number

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

    def credit(self, to: str, wei: int) -> None:
        """Let an address have so much more from the next block on, by no transaction to it."""
        self._credits.append((len(self.blocks), to, wei))

    def replace(self, tx: str) -> str:
        """Another transaction of the same nonce, to somebody else, instead of a pending one."""
        (old,) = (each for each in (*self.pool, *self.hidden) if each["hash"] == tx)
        self.pool = [each for each in self.pool if each is not old]
        self.hidden = [each for each in self.hidden if each is not old]
        return self._send({"to": PAYER, "value": "0x0", "input": "0x", "nonce": old["nonce"]})

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
            "transactionHash": digest_of(f"tx {len(block.logs)} {block.hash}"),
            "logIndex": hex(len(block.logs)),
            "removed": False,
            **odd,
        }
        block.logs.append(log)
        return log

    def balance_at(self, address: str, height: int) -> int:
        """What was credited to an address up to a block."""
        return sum(wei for since, to, wei in self._credits if to == address and since <= height)

    def next_nonce_at(self, sender: str, height: int) -> int:
        """The number of the next transaction of a sender after a block."""
        mined = [tx for block in self.blocks[: height + 1] for tx in block.txs]
        return max((int(tx["nonce"], 16) + 1 for tx in mined if tx["from"] == sender), default=0)

    def _send(self, fields: dict[str, str]) -> str:
        tx = digest_of(f"tx {next(_MADE)}")
        if "nonce" not in fields:
            fields["nonce"] = hex(self._nonces)
            self._nonces += 1
        self.pool.append({"hash": tx, "from": PAYER, **fields})
        return tx

    def _append(self, txs: list[dict[str, Any]]) -> FakeBlock:
        number = len(self.blocks)
        parent = self.blocks[-1].hash if self.blocks else "0x" + "0" * 64
        block = FakeBlock(hash=digest_of(f"block {next(_MADE)}"), parent=parent, number=number)
        self.blocks.append(block)
        for place, tx in enumerate(txs):
            where = {"blockNumber": hex(number), "transactionIndex": hex(place)}
            block.txs.append({**tx, **where})
            if tx["input"].startswith("0xa9059cbb"):
                to, units = "0x" + tx["input"][34:74], int(tx["input"][74:], 16)
                self.log_of(tx["to"], to, units, transactionHash=tx["hash"])
        return block


def _topic(address: str) -> str:
    return "0x" + address[2:].rjust(64, "0")


def digest_of(text: str) -> str:
    """Something like a hash."""
    return "0x" + hashlib.sha256(text.encode()).hexdigest()
