"""What a wallet that spends is asked: what it has, what it must leave alone, and to sign."""

from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from typing import Final

import msgspec

from pos.chains.monero.subaddress import ACCOUNT
from pos.chains.monero.transport import Declined, Door
from pos.chains.monero.wallet import SLOW_S, Nothing
from pos.domain.errors import Refused, Trouble

NOT_POSSIBLE: Final = -16
NO_MONEY: Final = frozenset({-17, -37})
"""Less than asked for, or less of it that is not locked."""
_WRONG_ADDRESS: Final = -2
_TOO_LARGE: Final = -18
_WATCH_ONLY: Final = -29
_ATTEMPTS: Final = 4


class Balance(msgspec.Struct, frozen=True):
    """What the wallet has: all of it, and what it could spend now, in atomic units.

    What was received, change as well, can be spent after ten blocks.
    """

    balance: int
    unlocked_balance: int
    blocks_to_unlock: int = 0


class Signed(msgspec.Struct, frozen=True):
    """A signed payment: what arrives, what the network takes, and its bytes in hexadecimal.

    A wallet that only sees gives one whose signatures are worth nothing, and an `unsigned_txset`.
    """

    tx_hash: str
    tx_blob: str
    amount: int
    fee: int
    unsigned_txset: str = ""


class _Output(msgspec.Struct, frozen=True):
    key_image: str = ""
    frozen: bool = False


class _Outputs(msgspec.Struct, frozen=True):
    transfers: list[_Output] = []


async def balance(door: Door) -> Balance:
    """What it has, as far as it has read the chain."""
    return await door.ask("get_balance", Balance, {"account_index": ACCOUNT}, SLOW_S)


@asynccontextmanager
async def apart(door: Door, reserved: Collection[str], *, is_ours: bool) -> AsyncIterator[None]:
    """Have it leave these key images alone for as long as this lasts.

    In a wallet that nobody else uses `is_ours` whatever else was left alone is used again, as after
    a crash; in another one the owner may have had reasons.
    """
    question: dict[str, object] = {"transfer_type": "available", "account_index": ACCOUNT}
    outputs = (await door.ask("incoming_transfers", _Outputs, question, SLOW_S)).transfers
    frozen = {output.key_image for output in outputs if output.frozen}
    free = {output.key_image for output in outputs} - frozen
    if is_ours:
        await _each(door, "thaw", frozen - set(reserved))
    ours = free & set(reserved)
    try:
        await _each(door, "freeze", ours)
        yield
    finally:
        await _each(door, "thaw", ours)


async def sign(door: Door, to: str, units: int) -> Signed:
    """A payment to this address that costs so many units together with its fee; nobody hears of it.

    Raises Declined where the wallet cannot, Refused for an address that it does not take and for a
    wallet that only sees.
    """
    fee = 0
    for _ in range(_ATTEMPTS):
        if units <= fee:
            raise Declined(door.name, NOT_POSSIBLE, "the fee is more than the amount")
        signed = await _signed(door, to, units - fee, is_whole=not fee)
        if signed.amount + signed.fee <= units:
            return signed
        fee = signed.fee  # before 0.18.3 the wallet cannot take the fee off by itself
    raise Trouble(f"{door.name}: the network fee changes too fast")


async def _signed(door: Door, to: str, units: int, *, is_whole: bool) -> Signed:
    question: dict[str, object] = {
        "destinations": [{"address": to, "amount": units}],
        "account_index": ACCOUNT,
        "do_not_relay": True,
        "get_tx_hex": True,
    }
    if is_whole:
        question["subtract_fee_from_outputs"] = [0]
    try:
        signed = await door.ask("transfer", Signed, question, SLOW_S)
    except Declined as why:
        raise _told(door, why) from why
    if signed.unsigned_txset:
        raise _only_sees(door)
    return signed


async def _each(door: Door, method: str, key_images: Iterable[str]) -> None:
    for image in sorted(key_images):
        await door.ask(method, Nothing, {"key_image": image})


def _told(door: Door, why: Declined) -> Refused | Declined:
    match why.code:
        case code if code == _WRONG_ADDRESS:
            return Refused("invalid_address", "The wallet does not know such an address")
        case code if code == _WATCH_ONLY:
            return _only_sees(door)
        case code if code == _TOO_LARGE:
            text = (
                "The refund wallet's money lies in too many small pieces for one payment: send all "
                "of it to the wallet's own address once"
            )
            return Refused("too_large", text)
        case _:
            return why


def _only_sees(door: Door) -> Refused:
    return Refused("watch_only", f"The wallet that is open in {door.name} cannot spend")
