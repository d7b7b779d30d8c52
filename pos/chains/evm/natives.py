"""Payments in the chain's own coin: successful transfers, and money only a balance tells of."""

from collections.abc import Iterable, Sequence
from typing import Final

from pos.chains.evm.ancestry import headers
from pos.chains.evm.blocks import Read
from pos.chains.evm.declined import Declined
from pos.chains.evm.match import Scope, native_sighting
from pos.chains.evm.transport import Call, Endpoint, Reply
from pos.chains.evm.wire import Receipt, number
from pos.chains.trail import Step, Trail
from pos.domain.errors import Trouble
from pos.domain.money import Amount
from pos.domain.payment.deposit import BALANCE, Sighting
from pos.domain.ports.chain import Suspect

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
    endpoint: Endpoint, trail: Trail, suspects: Sequence[Suspect], told: Iterable[Sighting]
) -> list[Sighting]:
    """Money that came without a transaction to the address, as contracts send it.

    Compares balances at the end of the trail with what is accounted for and what this look has
    `told` already.
    """
    replies = await endpoint.ask([_balance(each.address, trail.last) for each in suspects])
    balances = [number(reply.read(str)) for reply in replies]
    return [
        await _surplus(endpoint, trail, suspect, units)
        for suspect, units in _missing(suspects, balances, told)
    ]


def _missing(
    suspects: Sequence[Suspect], balances: Sequence[int], told: Iterable[Sighting]
) -> list[tuple[Suspect, int]]:
    """The suspects with the units that are there and not accounted for."""
    known: dict[str, int] = {suspect.address: suspect.accounted.units for suspect in suspects}
    for sighting in told:
        if sighting.address in known and sighting.amount.asset.contract is None:
            known[sighting.address] += sighting.amount.units
    return [
        (suspect, balance - known[suspect.address])
        for suspect, balance in zip(suspects, balances, strict=True)
        if balance > known[suspect.address]
    ]


async def _surplus(endpoint: Endpoint, trail: Trail, suspect: Suspect, units: int) -> Sighting:
    asset = suspect.accounted.asset
    place = await _came_at(endpoint, trail, suspect.address, suspect.accounted.units + units)
    (block,) = await headers(endpoint, [place.height])
    if block.hash != place.hash:
        raise Trouble(f"{endpoint.name}: the chain changed while it was read")
    return Sighting(
        chain=asset.chain,
        txid=block.hash,
        index=f"{BALANCE}:{suspect.address}:{suspect.accounted.units}",
        address=suspect.address,
        amount=Amount(units, asset),
        height=block.height,
        block_time=block.time,
        position=_LAST,
    )


async def _came_at(endpoint: Endpoint, trail: Trail, address: str, balance: int) -> Step:
    """The oldest block on the trail at which the balance was as high, found by halving.

    A node that has forgotten what was at old blocks makes it a newer one: fewer confirmations.
    """
    early, late = -1, len(trail.steps) - 1
    while late - early > 1:
        middle = (early + late) // 2
        (reply,) = await endpoint.ask([_balance(address, trail.steps[middle])])
        early, late = (early, middle) if _has(reply, balance) else (middle, late)
    return trail.steps[late]


def _has(reply: Reply, balance: int) -> bool:
    try:
        return number(reply.read(str)) >= balance
    except Declined:
        return False


def _balance(address: str, step: Step) -> Call:
    """Ask for a balance at a block (EIP-1898): not at that height of some other fork."""
    return Call("eth_getBalance", (address, {"blockHash": step.hash}))
