"""The wallet's file in monero-wallet-rpc, and the list of subaddresses that it knows."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from pos.chains.monero.subaddress import ACCOUNT
from pos.chains.monero.transport import Declined, Door
from pos.chains.monero.wallet import SLOW_S, Nothing

CREATED_AT_ONCE: Final = 64
"""More than so many addresses one call refuses to make (8 ms each)."""
_EXISTS: Final = "already exists"


class _Address(msgspec.Struct, frozen=True):
    address: str


class _Addresses(msgspec.Struct, frozen=True):
    addresses: list[_Address]


async def restore(door: Door, name: str, keys: Mapping[str, object]) -> bool:
    """Make a wallet file from keys and open it; False if there is one of this name."""
    question = {"filename": name, **keys}
    try:
        await door.ask("generate_from_keys", Nothing, question, SLOW_S)
    except Declined as why:
        if _EXISTS not in why.words:
            raise
        return False
    return True


async def open_file(door: Door, name: str, password: str) -> None:
    """Open a wallet file."""
    await door.ask("open_wallet", Nothing, {"filename": name, "password": password}, SLOW_S)


async def save(door: Door) -> None:
    """Write the open wallet to disk, so that a crash costs only what came since."""
    await door.ask("store", Nothing, timeout_s=SLOW_S)


async def read_again(door: Door) -> None:
    """Have it read everything anew, in one go; it answers nothing else meanwhile."""
    await door.ask("rescan_blockchain", Nothing, timeout_s=SLOW_S)


async def known_addresses(door: Door) -> list[str]:
    """Every address it knows by number, the primary one first."""
    answer = await door.ask("get_address", _Addresses, {"account_index": ACCOUNT}, SLOW_S)
    return [entry.address for entry in answer.addresses]


async def named_addresses(door: Door, minors: Iterable[int]) -> list[str]:
    """The addresses of these numbers, which it must know."""
    question: dict[str, object] = {"account_index": ACCOUNT, "address_index": [*minors]}
    answer = await door.ask("get_address", _Addresses, question, SLOW_S)
    return [entry.address for entry in answer.addresses]


async def create_addresses(door: Door, count: int) -> None:
    """Make the next subaddresses, to be saved: what it does not know it does not see."""
    while count > 0:
        some = min(count, CREATED_AT_ONCE)
        question: dict[str, object] = {"account_index": ACCOUNT, "count": some}
        await door.ask("create_address", Nothing, question, SLOW_S)
        count -= some
