"""The JSON of an EVM node: only the fields that are needed, and the calls that ask for them."""

from typing import Final

import msgspec

from pos.chains.evm.transport import Call
from pos.domain.errors import Trouble

TRANSFER: Final = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
"""Topic 0 of `Transfer(address,address,uint256)` (ERC-20)."""
DECIMALS: Final = "0x313ce567"
"""Selector of `decimals()` (ERC-20)."""


class Header(msgspec.Struct, frozen=True, rename="camel"):
    """A block's place in the chain."""

    hash: str
    parent_hash: str
    number: str
    timestamp: str

    @property
    def height(self) -> int:
        """The number of the block."""
        return number(self.number)

    @property
    def time(self) -> int:
        """UNIX seconds."""
        return number(self.timestamp)


class Tx(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """A transaction. `block_number` is None, or the block it is thought to go into, if pending."""

    hash: str
    sender: str = msgspec.field(name="from")
    to: str | None = None
    value: str = "0x0"
    transaction_index: str | None = None
    block_number: str | None = None


class PendingTx(Tx, frozen=True, rename="camel", gc=False):
    """A pending transaction with what it calls, and its number among those of its sender."""

    input: str = "0x"
    nonce: str | None = None


class Block(Header, frozen=True, rename="camel"):
    """A block with its transactions."""

    transactions: tuple[Tx, ...] = ()


class PendingBlock(msgspec.Struct, frozen=True, rename="camel"):
    """The block the node would make now: what waits in its pool."""

    parent_hash: str
    hash: str | None = None
    number: str | None = None
    transactions: tuple[PendingTx, ...] = ()


class Receipt(msgspec.Struct, frozen=True, rename="camel"):
    """What became of a mined transaction; `status` 0x1 is success (EIP-658)."""

    block_hash: str
    status: str


class LoggedReceipt(Receipt, frozen=True, rename="camel"):
    """The same with the transaction's events, still to be decoded."""

    logs: msgspec.Raw = msgspec.Raw(b"[]")


class Log(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """An event of a contract."""

    address: str
    topics: list[str]
    data: str
    block_hash: str
    block_number: str
    transaction_hash: str
    log_index: str
    removed: bool = False


def bare(header: Header) -> Block:
    """A block of which only the header was asked for."""
    return Block(**msgspec.structs.asdict(header))


def number(text: str) -> int:
    """A JSON-RPC quantity such as 0x1f; raises Trouble for anything else."""
    try:
        found = int(text, 16)
    except ValueError as why:
        raise _no_number(text) from why
    if found < 0:
        raise _no_number(text)
    return found


def _no_number(text: str) -> Trouble:
    return Trouble(f"The node says “{text[:40]}” where a number belongs")


def block_call(tag: int | str, *, full: bool) -> Call:
    """Ask for a block by height or by name (`latest`, `pending`), with whole transactions if full.

    The answer is null for a block that the node does not have.
    """
    return Call("eth_getBlockByNumber", (hex(tag) if isinstance(tag, int) else tag, full))


def logs_call(contracts: list[str], place: dict[str, str]) -> Call:
    """Ask for the transfers of some tokens, `place` being one blockHash or a range of blocks."""
    return Call("eth_getLogs", ({**place, "address": contracts, "topics": [[TRANSFER]]},))
