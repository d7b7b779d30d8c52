"""One look: what the wallet tells, held against what the node knows of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from pos.chains.monero.burnt import Key, burnt_of
from pos.chains.monero.cursor import Place, format_place
from pos.chains.monero.daemon import Daemon, Head, Tx
from pos.chains.monero.wallet import Transfer, Wallet
from pos.chains.monero.window import Window, read_window
from pos.domain.errors import Trouble
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Caution, Sighting
from pos.domain.ports.chain import Glance, Watched

REMEMBERED: Final = 24
"""Payments in so many of the newest blocks are looked for should they fall out of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What to read, and from whom.

    `place` is where the last look ended, None before the first; `read_to` is how many blocks the
    wallet has read; `is_same_node` says that the last look asked this node, too.
    """

    asset: Asset
    daemon: Daemon
    head: Head
    wallet: Wallet
    read_to: int
    place: Place | None
    watched: Watched
    is_same_node: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Payments to watched addresses: in the blocks of this look, and those without a place yet."""

    mined: tuple[Transfer, ...]
    pending: tuple[Transfer, ...]


async def read(reading: Reading) -> Glance:
    """Look once. Raises Trouble if node or wallet cannot say, or contradict each other.

    The blocks' hashes come first: were the chain to change while the wallet is asked, the next
    look would find other hashes than this one noted.
    """
    window = await read_window(reading.daemon, reading.head, reading.place, reading.read_to)
    found = await _found(reading, window)
    known = await reading.daemon.transactions(_asked(found, window))
    _compare(reading, window, found, known)
    waiting = tuple(each for each in found.pending if each.txid in known)
    # what one node has heard of another may not have yet: its next look tells
    has_pool = reading.is_same_node or len(waiting) == len(found.pending)
    if has_pool:
        found = _Found(mined=found.mined, pending=waiting)
    found, burnt = await _judged(reading, window, found, known)
    judge = _Judge(
        asset=reading.asset,
        known=known,
        burnt=burnt,
        is_strangers=reading.daemon.door.is_strangers,
    )
    return Glance(
        height=window.last,
        from_height=window.first,
        with_pool=has_pool,
        sightings=tuple(judge.sighting(each) for each in (*found.mined, *found.pending)),
        cursor=format_place(_place(reading, window, found)),
        block_time=window.time,
        is_behind=window.is_behind,
        head=window.newest,
    )


def _place(reading: Reading, window: Window, found: _Found) -> Place:
    before = reading.place.placed if reading.place else ()
    kept = (each for each in before if each.height < window.first)
    placed = {each.key: each for each in (*kept, *found.mined)}
    return Place(
        trail=window.trail,
        time=window.time,
        pending=found.pending,
        placed=tuple(e for e in placed.values() if e.height > window.last - REMEMBERED),
    )


async def _found(reading: Reading, window: Window) -> _Found:
    """What the wallet has, and what it had before and hides now."""
    told = await reading.wallet.transfers(above=window.first - 1)
    ours = [each for each in (*told.mined, *told.pool) if each.address in reading.watched]
    mined = {each.key: each for each in ours if 0 < each.height <= window.last}
    # in a block above this look's: it has no place before the next one
    pending = {each.key: _unplaced(each) for each in ours if each.key not in mined}
    hidden = {e.key: e for e in _before(reading.place, window) if e.key not in {*mined, *pending}}
    return _Found(mined=tuple(mined.values()), pending=(*pending.values(), *hidden.values()))


def _before(place: Place | None, window: Window) -> Iterable[Transfer]:
    """Payments that had no place at the last look, and those whose block is gone."""
    if place is not None:
        yield from place.pending
        yield from (_unplaced(each) for each in place.placed if each.height >= window.first)


def _asked(found: _Found, window: Window) -> Iterable[str]:
    recent = (each for each in found.mined if window.is_recent(each))
    return dict.fromkeys(each.txid for each in (*recent, *found.pending))


def _compare(reading: Reading, window: Window, found: _Found, known: Mapping[str, Tx]) -> None:
    """Raises Trouble where the node does not have a payment in the block that the wallet says."""
    for each in found.mined:
        tx = known.get(each.txid)
        if window.is_recent(each) and (tx is None or tx.block_height != each.height):
            raise Trouble(
                f"{reading.wallet.door.name} and {reading.daemon.door.name} disagree about"
                f" transaction {each.txid}"
            )


async def _judged(
    reading: Reading, window: Window, found: _Found, known: Mapping[str, Tx]
) -> tuple[_Found, frozenset[Key]]:
    """Which payments are burnt; and pending ones that turn out to be in a block, placed there.

    A block that was read before may hold one: the wallet was late then, and named it as pending.
    It never names a burnt one in a block.
    """
    if not found.mined and not found.pending:
        return found, frozenset()
    minors = {each.subaddr_index.minor for each in (*found.mined, *found.pending)}
    history = await reading.wallet.history(minors)
    burnt = await burnt_of(reading.daemon, (*history, *found.pending))
    named = {each.key: each for each in history if each.height <= window.last}
    mined, pending = list(found.mined), []
    for each in found.pending:
        height = _block_of(each, known)
        placed = msgspec.structs.replace(each, height=height) if each.key in burnt else each
        placed = named.get(each.key, placed)
        if height and placed.height == height <= window.last:
            mined.append(placed)
        else:
            pending.append(each)
    return _Found(mined=tuple(mined), pending=tuple(pending)), burnt


def _block_of(transfer: Transfer, known: Mapping[str, Tx]) -> int:
    """The number of the block that the node has it in, 0 if in none."""
    tx = known.get(transfer.txid)
    return (tx.block_height if tx else None) or 0


def _unplaced(transfer: Transfer) -> Transfer:
    return msgspec.structs.replace(transfer, height=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """What is to be said of a payment besides its amount."""

    asset: Asset
    known: Mapping[str, Tx]
    burnt: frozenset[Key]
    is_strangers: bool

    def sighting(self, transfer: Transfer) -> Sighting:
        """One payment: all outputs of a transaction to one subaddress are one."""
        return Sighting(
            chain=self.asset.chain,
            txid=transfer.txid,
            index=str(transfer.subaddr_index.minor),
            address=transfer.address,
            amount=Amount(transfer.amount, self.asset),
            height=transfer.height or None,
            block_time=transfer.timestamp if transfer.height else None,
            cautions=tuple(sorted(self._cautions(transfer))),
        )

    def _cautions(self, transfer: Transfer) -> Iterable[Caution]:
        tx = self.known.get(transfer.txid)
        if not transfer.height and tx is not None:
            if tx.double_spend_seen:
                yield Caution.DOUBLE_SPENT
            if self.is_strangers or not tx.relayed:  # one node's word, which may be untrue
                yield Caution.UNPROVEN
        if transfer.unlock_time:
            yield Caution.LOCKED
        if transfer.key in self.burnt:
            yield Caution.BURNT
