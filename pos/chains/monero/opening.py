"""Opening our wallet, making it where there is none, and teaching it what was shown before."""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pos.chains.monero.address import format_address
from pos.chains.monero.cursor import Place
from pos.chains.monero.daemon import Daemon, Head
from pos.chains.monero.keeping import (
    create_addresses,
    known_addresses,
    open_file,
    read_again,
    restore,
    save,
)
from pos.chains.monero.subaddress import Keys, subaddress
from pos.chains.monero.wallet import Wallet
from pos.domain.ports.chain import Watched

LOOKAHEAD: Final = 200
"""So many subaddresses beyond those it knows a wallet sees payments to."""
GAP: Final = 1024
"""After so many addresses that are not watched, no later one is."""
BLOCK_S: Final = 100
"""Blocks come every 120 s; a little less gives an early block where time is all that is known."""
SPARE_BLOCKS: Final = 720
"""A new wallet begins a day before it needs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The look that the wallet is wanted for: the node and its head, and what was known before."""

    now: int
    daemon: Daemon
    head: Head
    place: Place | None
    watched: Watched


async def open_wallet(wallet: Wallet, keys: Keys, restore_height: int) -> None:
    """Open the view-only wallet of these keys, which is made if it was never open here.

    Its file is named after the address and locked with a password that only the keys give.
    """
    await wallet.read_by_itself(on=False)  # not before it knows all addresses that were shown
    address = format_address(keys.primary)
    name = f"florin-{fingerprint(address)}"
    password = hashlib.sha256(b"florin wallet file" + keys.view_key).hexdigest()
    made_of: dict[str, object] = {
        "address": address,
        "viewkey": keys.view_key.hex(),
        "password": password,
        "restore_height": restore_height,
    }
    if not await restore(wallet.door, name, made_of):
        await open_file(wallet.door, name, password)


def first_height(occasion: Occasion) -> int:
    """The block at which a new wallet begins to read: before all that was not told yet."""
    if occasion.place is not None:
        return max(0, occasion.place.trail.steps[0].height - SPARE_BLOCKS)
    oldest_at = occasion.watched.oldest_at()
    age_s = 0 if oldest_at is None else max(0, occasion.now - oldest_at)
    return max(0, occasion.head.height - 1 - age_s // BLOCK_S - SPARE_BLOCKS)


async def teach(wallet: Wallet, keys: Keys, watched: Watched) -> int:
    """Make the wallet know every address that was ever shown, as one made anew does not.

    Returns how many it knows then. One that has read blocks without knowing them reads again.
    """
    known = await known_addresses(wallet.door)
    missing = {address for address, _ in watched.since(0)}.difference(known)
    last = await asyncio.to_thread(_last_of, keys, missing, len(known))
    if last is None:
        return len(known)
    has_read = await wallet.height() > 1
    await create_addresses(wallet.door, last + 1 - len(known))
    if has_read and last >= len(known) + LOOKAHEAD:
        await read_again(wallet.door)
    await save(wallet.door)  # not before: one that ends while it reads must read again
    return last + 1


def fingerprint(address: str) -> str:
    """A short name of a wallet."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _last_of(keys: Keys, addresses: Iterable[str], first: int) -> int | None:
    """The highest number, from `first` on, of a subaddress among these; None if none is ours.

    1 ms for each address tried.
    """
    found, left, number = None, set(addresses), first
    while left and number < (first if found is None else found + 1) + GAP:
        address = subaddress(keys, number)
        if address in left:
            left.remove(address)
            found = number
        number += 1
    return found
