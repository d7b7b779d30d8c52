"""Trying a payment out on a node before it is signed: whether it works, and what it needs."""

import hashlib
from dataclasses import dataclass
from typing import Final

from pos.chains.evm.declined import Declined
from pos.chains.evm.draft import payment
from pos.chains.evm.transport import Call, Endpoint, Reply
from pos.chains.evm.wire import number
from pos.domain.errors import Refused
from pos.domain.money import Amount

_NO: Final = "0x" + "0" * 64
_PLAIN_GAS: Final = 21_000
_MARGIN: Final = 5
"""A fifth more gas than estimated for a contract, which may need more in another block."""

_WORD: Final = 64  # hex digits
_SIZE: Final = 160  # bytes of a signed payment, tokens included

_SAMPLE: Final = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(_SIZE // 32))
_ASK_SURCHARGE: Final = {
    "to": "0x420000000000000000000000000000000000000f",
    "data": f"0x49948e0e{32:064x}{_SIZE:064x}{_SAMPLE.hex()}",
}
"""getL1Fee(bytes) of the GasPriceOracle that chains of the OP Stack have at this address, asked for
bytes that compress as badly as a signature; on other chains nobody answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gas:
    """How much gas a payment takes, and how much to allow for it."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A payment as it is tried out. `price` is what a unit of gas may cost."""

    amount: Amount
    sender: str
    to: str
    price: int


async def gas_for(endpoint: Endpoint, tried: Trial) -> Gas:
    """The gas of a payment, tried out on the newest block.

    What a rollup takes besides, for its own chain's blocks, is counted as gas that is not used.
    Raises Refused("would_fail") where it would be mined and fail: that burns the fee.
    """
    amount, to = tried.amount, tried.to
    target, value, data = payment(amount, to)
    call = {"from": tried.sender, "to": target, "value": hex(value), "data": data}
    trial, estimate, surcharge = await endpoint.ask(
        [
            Call("eth_call", (call, "latest")),
            Call("eth_estimateGas", (call,)),
            Call("eth_call", (_ASK_SURCHARGE, "latest")),
        ]
    )
    said = _tried(trial, amount, to)
    if amount.asset.contract and said == _NO:
        raise _would_fail(amount, to, "the token's contract says no")
    used = number(_tried(estimate, amount, to))
    limit = used if used <= _PLAIN_GAS else used + used // _MARGIN
    besides = _besides(surcharge, tried.price)
    return Gas(used=used + besides, limit=limit + besides)


def _besides(surcharge: Reply, price: int) -> int:
    """What a rollup takes besides, half as much again, in gas; on other chains there is nothing."""
    try:
        word = surcharge.read(str)
    except Declined as why:
        if why.is_busy:
            raise
        return 0
    wei = 0 if word in {"", "0x"} else number(word[: 2 + _WORD])
    return -(-wei * 3 // (2 * max(1, price)))


def _tried(reply: Reply, amount: Amount, to: str) -> str:
    try:
        return reply.read(str)
    except Declined as why:
        if "revert" not in why.words:
            raise
        raise _would_fail(amount, to, why.words[:100]) from why


def _would_fail(amount: Amount, to: str, why: str) -> Refused:
    words = f"{amount.asset.code} cannot be sent to {to}: the payment would fail ({why})"
    return Refused("would_fail", words)
