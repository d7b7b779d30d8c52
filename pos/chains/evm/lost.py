"""Payments that a node says are in a block, though it left them out when the block was read."""

from collections.abc import Sequence

from pos.chains.evm.ancestry import headers
from pos.chains.evm.match import (
    Scope,
    is_native_transfer,
    logs_to,
    native_sighting,
    token_sightings,
)
from pos.chains.evm.transport import Call, Endpoint
from pos.chains.evm.wire import LoggedReceipt, Tx, number
from pos.domain.errors import Trouble
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Watched


async def read_lost(
    endpoint: Endpoint, scope: Scope, lost: Sequence[Tx], watched: Watched
) -> list[Sighting]:
    """What these mined transactions pay to us by their own receipts; nothing if they failed.

    A provider's logs may come later than its blocks, and nobody would read that block again.
    Raises Trouble if the chain changed meanwhile.
    """
    calls = [Call("eth_getTransactionReceipt", (tx.hash,)) for tx in lost]
    receipts = [reply.read_or_none(LoggedReceipt) for reply in await endpoint.ask(calls)]
    heights = [number(tx.block_number or "") for tx in lost]
    blocks = await headers(endpoint, heights)
    sightings: list[Sighting] = []
    for tx, receipt, header in zip(lost, receipts, blocks, strict=True):
        if receipt is None or receipt.block_hash != header.hash:
            raise Trouble(f"{endpoint.name}: the chain changed while it was read")
        if receipt.status == "0x1":
            logs = logs_to(receipt.logs, watched)
            sightings += token_sightings(scope, logs, {header.height: header})
            if scope.native and is_native_transfer(tx, watched):
                sightings.append(native_sighting(scope, tx, header))
    return sightings
