"""Payments on their way, as nodes tell: handed to one of them, and followed to a block."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import IntEnum
from typing import Final

import msgspec

from pos.chains.monero.daemon import Daemon, Daemons, Head
from pos.chains.trail import Step
from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, Lost, Mined, Pending

_REASONS: Final = {
    "double_spend": "what it spends was spent already",
    "fee_too_low": "its fee is too low",
    "invalid_input": "what it spends is not there",
    "invalid_output": "it pays in a way that is not allowed any more",
    "low_mixin": "its rings are smaller than is allowed now",
    "overspend": "it pays more than it spends",
    "too_big": "it is too big",
    "too_few_outputs": "it has too few outputs",
    "tx_extra_too_big": "it carries too much besides",
    "sanity_check_failed": "its rings look odd",
}


class _Spent(IntEnum):
    """Monero's `COMMAND_RPC_IS_KEY_IMAGE_SPENT`."""

    NOWHERE = 0
    IN_A_BLOCK = 1
    IN_THE_POOL = 2


class _KeyImages(msgspec.Struct, frozen=True):
    status: str
    spent_status: list[int] = []


class _Said(msgspec.Struct, frozen=True):
    status: str
    reason: str = ""
    double_spend: bool = False
    fee_too_low: bool = False
    invalid_input: bool = False
    invalid_output: bool = False
    low_mixin: bool = False
    overspend: bool = False
    too_big: bool = False
    too_few_outputs: bool = False
    tx_extra_too_big: bool = False
    sanity_check_failed: bool = False


async def broadcast(daemon: Daemon, tx: SignedTx) -> None:
    """Hand it to a node, which may have it already.

    Raises Refused("rejected") if the node does not take it, Trouble if it does not say.
    """
    question = {"tx_as_hex": tx.raw, "do_not_relay": False}
    said = await daemon.door.post("/send_raw_transaction", _Said, question)
    if said.status == "OK":
        return
    if said.status != "Failed":
        raise Trouble(f"{daemon.door.name}: says {said.status[:40]}")
    if not await daemon.transactions([tx.txid]):
        found = [words for flag, words in _REASONS.items() if getattr(said, flag)]
        why = ", ".join(found) or said.reason[:100] or "it does not say why"
        raise Refused("rejected", f"{daemon.door.name} does not take the payment: {why}")


class Tracer:
    """Follows payments; remembers since when something else spends what they do.

    A node does not tell which transaction spent a key image, or where. But the block that was the
    newest when it was known to be spent is above that place: as deep as this block is, it is too.
    """

    def __init__(self, daemons: Daemons, chain: ChainId, final_depth: int) -> None:
        self._daemons = daemons
        self._chain = chain
        self._final_depth = final_depth
        self._spent_by: dict[str, Step] = {}

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """What became of a payment. Raises Trouble if no node tells."""
        daemon, head = await self._daemons.look(self._chain, None, None)
        fate = await _seen(daemon, head, versions)
        latest = versions[-1].txid
        if fate is not None:
            self._spent_by.pop(latest, None)
            if isinstance(fate, Mined) and fate.confirmations >= self._final_depth:
                return await self._final(daemon, versions, fate)
            return fate
        since = await self._spent_since(daemon, head, latest)
        if head.height - 1 - since.height < self._final_depth:
            return Pending(is_known=False)
        return await self._agreed(daemon, versions)

    async def _spent_since(self, daemon: Daemon, head: Head, txid: str) -> Step:
        """The block as of which something else is known to spend it; begins anew after a reorg."""
        since = self._spent_by.get(txid)
        if since is not None and since.height < head.height:
            (header,) = await daemon.headers(since.height, since.height)
            if header.hash == since.hash:
                return since
        since = Step(height=head.height - 1, hash=head.top_block_hash)
        self._spent_by[txid] = since
        return since

    async def _agreed(self, asked: Daemon, versions: Sequence[SignedTx]) -> Fate:
        """Lost, unless another node knows better; one is not believed alone if there are others."""
        told = await self._told_by_others(asked, versions)
        if not told and len(self._daemons.all) > 1:
            name = asked.door.name
            raise Trouble(f"{name}: calls a payment lost, and no other node answers to agree")
        known = next((fate for fate in told if fate is not None), None)
        return known or Lost(why="what it spends was spent by another payment of the refund wallet")

    async def _final(self, asked: Daemon, versions: Sequence[SignedTx], fate: Mined) -> Fate:
        """As deep as another node that answers has it; it may have invented the block."""
        told = await self._told_by_others(asked, versions)
        if not told:
            return fate
        mined = [each for each in told if isinstance(each, Mined)]
        deepest = max(mined, key=_depth, default=None)
        return Pending(is_known=True) if deepest is None else min(fate, deepest, key=_depth)

    async def _told_by_others(
        self, asked: Daemon, versions: Sequence[SignedTx]
    ) -> list[Mined | Pending | None]:
        """What each other node that works knows of it, see `_seen`."""
        told = []
        for other in self._daemons.all:
            if other is not asked:
                with suppress(Trouble, Refused):
                    told.append(await _seen(other, await other.look(self._chain), versions))
        return told


def _depth(mined: Mined) -> int:
    return mined.confirmations


async def _seen(daemon: Daemon, head: Head, versions: Sequence[SignedTx]) -> Mined | Pending | None:
    """What one node knows of a payment; None if something else in a block spends what it does."""
    # asked first: what is mined in between is found in its block
    is_spent = await _is_spent(daemon, {image for tx in versions for image in tx.spends})
    known = await daemon.transactions(tx.txid for tx in versions)
    for tx in known.values():
        if tx.block_height is not None:
            confirmations = max(1, head.height - tx.block_height)
            return Mined(txid=tx.tx_hash, confirmations=confirmations)
    if is_spent:
        return None
    return Pending(is_known=bool(known))


async def _is_spent(daemon: Daemon, images: Iterable[str]) -> bool:
    """Whether a block holds a payment that spends one of these key images."""
    wanted = sorted(images)
    question = {"key_images": wanted}
    answer = await daemon.door.post("/is_key_image_spent", _KeyImages, question)
    if answer.status != "OK" or len(answer.spent_status) != len(wanted):
        raise Trouble(f"{daemon.door.name}: does not say what is spent ({answer.status[:40]})")
    return _Spent.IN_A_BLOCK in answer.spent_status
