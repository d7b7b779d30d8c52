"""Payments in the chain's own coin: successful transfers, and money only a balance tells of."""

from collections.abc import Iterable, Sequence
from typing import Final

from pos.chains.evm.blocks import Read
from pos.chains.evm.match import Scope, native_sighting
from pos.chains.evm.transport import Call, Endpoint
from pos.chains.evm.wire import Header, Receipt, number
from pos.domain.errors import Trouble
from pos.domain.money import Amount
from pos.domain.payment.deposit import BALANCE, Sighting
from pos.domain.ports import Suspect

SUSPECTS: Final = 50
"""Balances that are compared at one block at most; the others wait for the next one."""
_LAST: Final = 2**31 - 1  # a balance is what it is after all transactions of its block


async def read_natives(endpoint: Endpoint, scope: Scope, read: Read) -> list[Sighting]:
    """The transfers found in blocks, without those that failed.

    Raises Trouble if a receipt is missing or of another block: the chain changed meanwhile.
    """
    calls = [Call("eth_getTransactionReceipt", (tx.hash,)) for _, tx in read.natives]
    sightings = []
    for (height, tx), reply in zip(read.natives, await endpoint.ask(calls), strict=True):
        header = read.headers[height]
        receipt = reply.read_or_none(Receipt)
        if receipt is None or receipt.block_hash != header.hash:
            raise Trouble(f"{endpoint.name}: the chain changed while it was read")
        if receipt.status == "0x1":
            sightings.append(native_sighting(scope, tx, header))
    return sightings


async def read_balances(
    endpoint: Endpoint, head: Header, suspects: Sequence[Suspect], told: Iterable[Sighting]
) -> list[Sighting]:
    """Money that came without a transaction to the address, as contracts send it.

    Compares balances at the head with what is accounted for and what this look has `told` already.
    """
    at = {"blockHash": head.hash}  # EIP-1898: not the balance of some other fork
    calls = [Call("eth_getBalance", (suspect.address, at)) for suspect in suspects]
    balances = [number(reply.read(str)) for reply in await endpoint.ask(calls)]
    missing = _missing(suspects, balances, told)
    return [_surplus(head, suspect, units) for suspect, units in missing]


def _missing(
    suspects: Sequence[Suspect], balances: Sequence[int], told: Iterable[Sighting]
) -> list[tuple[Suspect, int]]:
    """The suspects with the units that are there and not accounted for."""
    known: dict[str, int] = {suspect.address: suspect.accounted.units for suspect in suspects}
    for sighting in told:
        if sighting.address in known:
            known[sighting.address] += sighting.amount.units
    return [
        (suspect, balance - known[suspect.address])
        for suspect, balance in zip(suspects, balances, strict=True)
        if balance > known[suspect.address]
    ]


def _surplus(head: Header, suspect: Suspect, units: int) -> Sighting:
    asset = suspect.accounted.asset
    return Sighting(
        chain=asset.chain,
        txid=head.hash,
        index=f"{BALANCE}:{suspect.address}:{suspect.accounted.units}",
        address=suspect.address,
        amount=Amount(units, asset),
        height=head.height,
        block_time=head.time,
        position=_LAST,
    )
