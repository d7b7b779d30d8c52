"""Broadcasting a signed transaction, and what nodes mean when they do not want it."""

import re
from typing import Final

from pos.chains.evm.declined import Declined
from pos.chains.evm.nodes import Nodes
from pos.chains.evm.transport import Endpoint
from pos.domain.errors import Refused

_KNOWN: Final = re.compile(
    r"already (known|imported|exists|in (the )?(mem)?pool)|alreadyknown|already_exists"
    r"|\bknown transaction|same hash"
)
_OLD_NUMBER: Final = re.compile(r"nonce (is )?too low|nonce_too_low|old ?nonce|nonce .*already")


async def broadcast(nodes: Nodes, raw: str, txid: str) -> None:
    """Tell every node that answers; done as soon as one of them has it, in its pool or a block.

    Raises Trouble if none answers, Refused("rejected") if none wants it.
    """

    async def offer(node: Endpoint) -> str:
        return await _rejection(node, raw, txid)

    rejections = await nodes.every(offer)
    if all(rejections):
        raise Refused("rejected", rejections[0])


async def _rejection(node: Endpoint, raw: str, txid: str) -> str:
    """Why this node does not take it, "" if it has it. Raises Trouble if it cannot tell now."""
    try:
        (await node.ask_one("eth_sendRawTransaction", raw)).read(str)
    except Declined as why:
        if why.is_busy:
            raise
        is_there = bool(_KNOWN.search(why.words))
        if not is_there and _OLD_NUMBER.search(why.words):
            is_there = await _is_mined(node, txid)
        return "" if is_there else str(why)
    return ""


async def _is_mined(node: Endpoint, txid: str) -> bool:
    reply = await node.ask_one("eth_getTransactionReceipt", txid)
    return bytes(reply.raw()) != b"null"
