"""What became of transactions of one account number: never concluded from a node's silence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from pos.chains.evm.nodes import Nodes
from pos.chains.evm.transport import Call, Endpoint
from pos.chains.evm.wire import Header, block_call, number
from pos.domain.errors import Trouble
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, Lost, Mined, Pending

REMEMBERED_S: Final = 30 * 24 * 3_600
"""So long every node can find a transaction by its hash; many forget where older ones are."""


class _Receipt(msgspec.Struct, frozen=True, rename="camel"):
    transaction_hash: str
    block_hash: str
    block_number: str
    status: str = "0x1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one node says. `is_spent`: the number was used so long ago that it is final."""

    mined: Mined | None
    is_known: bool
    is_spent: bool
    time: int
    """That of its newest block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An account's number in the chain, and how deep a block is that nobody takes back."""

    account: str
    nonce: int
    final_depth: int


def number_of(tx: SignedTx) -> tuple[str, int]:
    """The account and its number that a transaction spends."""
    account, _, nonce = tx.spends[0].partition(":")
    return account, int(nonce)


def spend_of(account: str, nonce: int) -> str:
    """The same as text, for `SignedTx.spends`."""
    return f"{account}:{nonce}"


async def fate_of(nodes: Nodes, versions: Sequence[SignedTx], final_depth: int) -> Fate:
    """Ask every node; what only one says is believed only where no other answers.

    Raises Trouble if too few answer to call it lost or failed: somebody may pay it again then.
    """
    account, nonce = number_of(versions[-1])
    asked = Number(account=account, nonce=nonce, final_depth=final_depth)
    txids = [tx.txid for tx in versions]
    words = await nodes.every(lambda endpoint: _word(endpoint, txids, asked))
    mined = _agreed([w.mined for w in words if w.mined], min(nodes.quorum, len(words)))
    if mined is None and not all(word.is_spent for word in words):
        return Pending(is_known=any(word.is_known for word in words))
    if len(words) < nodes.quorum and (mined is None or mined.has_failed):
        end = "failed" if mined else "lost"
        raise Trouble(f"Only {len(words)} node answers, too few to call a payment {end}")
    if mined is not None:
        return mined
    why = f"Another payment of {account} took its number {nonce}, and that is final"
    if max(word.time for word in words) - versions[-1].at > REMEMBERED_S:
        why = (
            f"The number {nonce} of {account} is used, and no node knows by what: after so long "
            f"they may have forgotten. Look for {', '.join(txids)} before you pay it again"
        )
    return Lost(why=why)


def _agreed(mined: Sequence[Mined], least: int) -> Mined | None:
    """What at least so many say alike, as deep as that many say; None if they contradict."""
    alike: defaultdict[tuple[str, bool], list[Mined]] = defaultdict(list)
    for each in sorted(mined, key=lambda m: m.confirmations):
        alike[each.txid, each.has_failed].append(each)
    agreed = [some[-least] for some in alike.values() if len(some) >= least]
    return agreed[0] if len(agreed) == 1 else None


async def _word(endpoint: Endpoint, txids: Sequence[str], asked: Number) -> Word:
    receipts = [Call("eth_getTransactionReceipt", (txid,)) for txid in txids]
    known = [Call("eth_getTransactionByHash", (txid,)) for txid in txids]
    head, *replies = await endpoint.ask([block_call("latest", full=False), *receipts, *known])
    newest = head.read(Header)
    height, time = newest.height, newest.time
    told = [reply.read_or_none(_Receipt) for reply in replies[: len(txids)]]
    found = [receipt for receipt in told if receipt is not None]
    for receipt in found:
        mined = await _mined(endpoint, receipt, height)
        if mined is not None:
            return Word(mined=mined, is_known=True, is_spent=False, time=time)
    if found:
        return Word(mined=None, is_known=True, is_spent=False, time=time)
    is_known = any(bytes(reply.raw()) != b"null" for reply in replies[len(txids) :])
    is_spent = not is_known and await _is_spent(endpoint, asked, height)
    return Word(mined=None, is_known=is_known, is_spent=is_spent, time=time)


async def _is_spent(endpoint: Endpoint, asked: Number, height: int) -> bool:
    """Whether the number was used so deep in the chain that nobody takes it back.

    Old blocks are asked about only where it matters: not every node remembers them.
    """
    old = height - asked.final_depth
    if old < 0 or await _count(endpoint, asked.account, height) <= asked.nonce:
        return False
    return await _count(endpoint, asked.account, old) > asked.nonce


async def _mined(endpoint: Endpoint, receipt: _Receipt, height: int) -> Mined | None:
    """None if that block is not in the chain any more."""
    at = number(receipt.block_number)
    (reply,) = await endpoint.ask([block_call(at, full=False)])
    block = reply.read_or_none(Header)
    if block is None or block.hash != receipt.block_hash:
        return None
    return Mined(
        txid=receipt.transaction_hash,
        confirmations=max(1, height - at + 1),
        has_failed=number(receipt.status) == 0,
    )


async def _count(endpoint: Endpoint, account: str, height: int) -> int:
    """The account's next number after a block. Raises Trouble if the node forgot that block."""
    reply = await endpoint.ask_one("eth_getTransactionCount", account, hex(height))
    return number(reply.read(str))
