"""The practice chain as the engine watches it, and what a customer and a miner may do to it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from pos.chains.practice.book import Book, Payment, Wish, mined, reorganised, sent, without
from pos.chains.practice.coins import PLAY_COINS, PRACTICE
from pos.chains.practice.purse import submitted
from pos.chains.trail import KEPT, Step, Trail, format_trail, parse_trail
from pos.domain.errors import Corrupt, Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Amount
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Glance, Source, Watched
from pos.domain.ports.clock import Clock

POLL_S: Final = 1.0
GENESIS_HEIGHT: Final = 100  # so that there is something to reorganise from the start
ASSETS: Final = {coin.code: coin.asset for coin in PLAY_COINS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSettings:
    """How a practice chain lives.

    `path` is the file it is kept in (None: only memory), `block_s` the seconds between blocks
    (None: blocks come only by `mine`), `seed` makes its hashes its own.
    """

    path: Path | None = None
    block_s: int | None = None
    seed: str = "practice"


class PracticeChain:
    """A simulated chain. Belongs to the engine's thread: call every method from its loop.

    Time passes for it whenever it is looked at: payments fall due and blocks are made. While the
    program is closed it stands still.
    """

    def __init__(self, clock: Clock, settings: PracticeSettings) -> None:
        """Raises Corrupt if its file cannot be read."""
        self.id: ChainId = PRACTICE
        self._clock = clock
        self._settings = settings
        self._book = _load(settings) or Book(
            seed=settings.seed, height=GENESIS_HEIGHT, block_time=clock.now()
        )
        self._next_block_at = clock.now() + (settings.block_s or 0)
        self._is_offline = False
        self._stirred = asyncio.Event()

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        """All blocks since the cursor at once: reading memory needs no chunks."""
        book, now = self.reached(), self._clock.now()
        from_height = _first_unread(book, cursor, watched)
        seen = (*_mined_since(book, from_height), *book.pool(now))
        return Glance(
            height=book.height,
            from_height=from_height,
            with_pool=True,
            sightings=tuple(
                _sighting(p) for p in seen if p.address in watched and not p.has_failed
            ),
            cursor=format_trail(_trail_of(book)),
            block_time=book.block_time,
        )

    def reached(self) -> Book:
        """The chain as it stands now. Raises Trouble while it is switched off."""
        if self._is_offline:
            raise Trouble("practice: the chain is switched off")
        self._pass_time()
        return self._book

    def submit(self, payment: Payment) -> None:
        """Take a payment of the refund wallet into the pool. Raises Refused("rejected")."""
        self._act(submitted(self.reached(), payment))

    async def changed(self) -> None:
        """Return at a customer's or miner's act, at the latest after a second."""
        try:
            async with asyncio.timeout(POLL_S):
                await self._stirred.wait()
        except TimeoutError:
            return
        self._stirred.clear()

    def sources(self) -> Sequence[Source]:
        """The program itself, as it has no other."""
        return [
            Source(
                name="practice",
                is_connected=not self._is_offline,
                height=self._book.height,
                trouble="the chain is switched off" if self._is_offline else "",
            )
        ]

    async def close(self) -> None:
        """Nothing is held open."""

    def pay(self, address: str, amount: Amount, after_s: int = 0) -> str:
        """Send play money, now or some seconds later; the txid is known at once.

        Raises Refused for other coins than play money and for amounts of nothing.
        """
        if ASSETS.get(amount.asset.code) != amount.asset:
            raise Refused("unknown_coin", f"{amount.asset.code} is not practice money")
        if amount.units <= 0:
            raise Refused("invalid_amount", "A payment must be more than nothing")
        wish = Wish(
            address=address.lower(),
            code=amount.asset.code,
            units=amount.units,
            due_at=self._clock.now() + after_s,
        )
        book, txid = sent(self._book, wish)
        self._act(book)
        return txid

    def double_spend(self, txid: str) -> None:
        """Spend the same money elsewhere: the pending payment vanishes as if it had never been.

        Raises Refused if it is already in a block.
        """
        self._act(without(self._book, txid))

    def drop(self, txid: str) -> None:
        """Make the network forget a payment that is pending or not yet sent."""
        self._act(without(self._book, txid))

    def mine(self, blocks: int = 1) -> int:
        """Put what is pending into a block, then more empty ones; returns the new height."""
        if blocks < 1:
            raise Refused("invalid_blocks", "At least one block must be mined")
        self._act(mined(self._book, blocks, self._clock.now()))
        return self._book.height

    def reorg(self, depth: int) -> None:
        """Replace the last blocks; payments in them are pending again."""
        self._act(reorganised(self._book, depth))

    def go_offline(self, is_offline: bool) -> None:  # noqa: FBT001 - a switch on the practice dock
        """Stop answering, or answer again; what is sent meanwhile is found later."""
        self._is_offline = is_offline
        self._stirred.set()

    def _pass_time(self) -> None:
        """Make the block that is due; after a long pause only one, as nobody saw the others."""
        now = self._clock.now()
        block_s = self._settings.block_s
        if block_s is None or self._next_block_at - block_s <= now < self._next_block_at:
            return  # one that is due even later was put off by a clock that was ahead
        self._next_block_at = now + block_s
        self._become(mined(self._book, 1, now))

    def _act(self, book: Book) -> None:
        self._become(book)
        self._stirred.set()

    def _become(self, book: Book) -> None:
        _save(book, self._settings.path)  # first, so that a crash forgets nothing that was seen
        self._book = book


def _first_unread(book: Book, cursor: str | None, watched: Watched) -> int:
    """Where to read on: after the newest block that was read and is still there."""
    if cursor is None:
        return book.height if watched.oldest_at() is None else 1  # what was shown may be paid
    for step in reversed(parse_trail(cursor).steps):
        if step.height <= book.height and book.block_hash(step.height) == step.hash:
            return step.height + 1
    return 1  # rewritten deeper than was noted: memory is quick to read, so all of it


def _trail_of(book: Book) -> Trail:
    heights = range(max(1, book.height - KEPT + 1), book.height + 1)
    return Trail(steps=tuple(Step(height=h, hash=book.block_hash(h)) for h in heights))


def _mined_since(book: Book, from_height: int) -> tuple[Payment, ...]:
    return tuple(p for p in book.payments if p.height is not None and p.height >= from_height)


def _sighting(payment: Payment) -> Sighting:
    return Sighting(
        chain=PRACTICE,
        txid=payment.txid,
        index=f"{payment.code}:{payment.address}:0",
        address=payment.address,
        amount=Amount(payment.units, ASSETS[payment.code]),
        height=payment.height,
        block_time=payment.block_time,
        position=payment.position,
        sender=payment.sender,
    )


def _load(settings: PracticeSettings) -> Book | None:
    if settings.path is None or not settings.path.exists():
        return None
    try:
        return msgspec.json.decode(settings.path.read_bytes(), type=Book)
    except msgspec.MsgspecError as why:
        text = (
            f"The play money in {settings.path} cannot be read ({why}). Delete this file to begin"
            " with a new practice chain; no real money is in it."
        )
        raise Corrupt(text) from why
    except OSError as why:
        raise Trouble(f"The play money in {settings.path} cannot be read: {why.strerror}") from why


def _save(book: Book, path: Path | None) -> None:
    """Write beside, then rename: a crash leaves the old file or the new one, never half of one.

    Raises Trouble where the disk does not take it.
    """
    if path is None:
        return
    beside = path.with_suffix(".new")
    try:
        beside.write_bytes(msgspec.json.encode(book))
        beside.replace(path)
    except OSError as why:
        raise Trouble(f"The play money cannot be written to {path}: {why.strerror}") from why
