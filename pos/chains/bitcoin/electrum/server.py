"""One server: connected, kept up with, and remembered for what it said."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

import msgspec

from pos.chains.bitcoin.electrum.book import Book, Payee
from pos.chains.bitcoin.electrum.branch import Branch
from pos.chains.bitcoin.electrum.link import AT_ONCE, Declined, Link
from pos.chains.bitcoin.electrum.questions import STATUSES, TIPS, Tip
from pos.chains.bitcoin.electrum.reader import Reader
from pos.chains.bitcoin.electrum.site import Site
from pos.chains.bitcoin.electrum.study import Doubt, Study
from pos.chains.bitcoin.electrum.sweep import Sweep
from pos.chains.bitcoin.electrum.trust import Trust
from pos.chains.bitcoin.headers import Header
from pos.domain.errors import Trouble

PORTION: Final = 10
"""Live addresses asked about anew at each poll, beside what is pushed."""
_PAUSE_S: Final = 0.01
"""A server that never stops talking is listened to so often."""
_ESTIMATE_EVERY_S: Final = 600
_ESTIMATE_BLOCKS: Final = 6
_UNITS: Final = 10**8
_ABSURD: Final = 1_000
"""Whole coins for 1,000 virtual bytes: nobody can mean that."""

_Shape = TypeVar("_Shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What all servers share. `news` is called whenever one of them said something new."""

    book: Book
    trust: Trust
    poll_s: float
    timeout_s: float
    now: Callable[[], int]
    news: Callable[[], None]


class Server:
    """One server. `serve` keeps up with it until something is wrong; the rest is what it knows.

    `low_fee` is the fee for 1,000 virtual bytes that it thinks is needed for the next blocks.
    """

    def __init__(self, site: Site, around: Surroundings) -> None:
        self.name = site.name
        self.branch: Branch | None = None
        self.study = Study(site.name, around.book)
        self.low_fee: int | None = None
        self._site = site
        self._around = around
        self._book = around.book
        self._sweep = Sweep(around.book)
        self._reader: Reader | None = None
        self._is_asking = False
        self._wake = asyncio.Event()
        self._tip: Tip | None = None
        self._todo: list[Payee] = []
        self._place = 0
        self._due: dict[str, None] = {}
        self._turn = 0
        self._estimate_at = 0

    @property
    def is_connected(self) -> bool:
        """Whether it is there and has told its chain."""
        return self._reader is not None

    @property
    def is_current(self) -> bool:
        """Whether it has said how every live address stands, and tells of every change."""
        has_more = bool(self._todo) or self._place < len(self._book.order)
        return self.is_connected and not self._is_asking and not has_more

    @property
    def has_said_fee(self) -> bool:
        """Whether it was asked for the usual fee over the connection there is now."""
        return self.is_connected and self._estimate_at > 0

    @property
    def swept_to(self) -> int:
        """The height up to which it told everything of old addresses; 0 until it has."""
        return self._sweep.swept_to

    def wake(self) -> None:
        """There is something new to ask."""
        self._wake.set()

    def doubt(self, doubt: Doubt) -> None:
        """Have it asked again why it does not tell of a payment that is proven.

        If it goes on denying it while its own chain holds that block, it lies.
        """
        if self.study.doubt(doubt):
            self._due[doubt.scripthash] = None
            self.wake()

    async def ancestor(self, height: int) -> Header:
        """A header far below what is kept, proven to lead to it. Raises Trouble."""
        if self._reader is None or self.branch is None:
            raise Trouble(f"{self.name}: the connection was lost")
        return await self._reader.ancestor(self.branch, height)

    async def ask(self, shape: type[_Shape], method: str, *params: object) -> _Shape:
        """One answer to a question of somebody else's. Raises Declined, and other Trouble."""
        if self._reader is None:
            raise Trouble(f"{self.name}: the connection was lost")
        return await self._reader.link.ask(shape, method, *params)

    async def verify(self) -> None:
        """See that it can be reached and serves the right chain. Raises Trouble."""
        link = self._link()
        try:
            await link.open(self._around.trust)
            await Reader(self.name, self._book.network, link).greet()
        finally:
            await link.close()

    async def serve(self) -> None:
        """Connect and keep up. Ends only by Trouble; Lie, WrongChain and CertificateChanged too."""
        link = self._link()
        reader = Reader(self.name, self._book.network, link)
        try:
            await link.open(self._around.trust)
            await reader.greet()
            await self._ask_tip(reader)
            self._todo = [payee for payee in self._book.order if payee.is_live]
            self._place = len(self._book.order)
            self._estimate_at = 0
            branch = await self._followed(reader)
            self._reader = reader
            await self._keep_up(reader, branch)
        finally:
            self._end()
            await link.close()

    def _link(self) -> Link:
        return Link(self._site, self._around.timeout_s, self._hear, self._wake.set)

    def _end(self) -> None:
        self._reader, self._is_asking, self._tip = None, False, None
        self._due.clear()
        self.study.end()
        self._around.news()

    async def _keep_up(self, reader: Reader, branch: Branch) -> None:
        loop = asyncio.get_running_loop()
        recheck_at = loop.time() + self._around.poll_s
        await self._estimate(reader)
        while True:
            self._wake.clear()
            branch = await self._catch_up(reader, branch)
            self._around.news()
            await asyncio.sleep(_PAUSE_S)
            await self._rest_until(recheck_at)
            reader.link.check()  # whoever is gone must not count as one with nothing new to tell
            if loop.time() >= recheck_at:
                await self._recheck(reader, branch)
                recheck_at = loop.time() + self._around.poll_s

    async def _rest_until(self, when: float) -> None:
        try:
            async with asyncio.timeout_at(when):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _catch_up(self, reader: Reader, branch: Branch) -> Branch:
        """Ask until nothing is open: blocks first, then what was pushed, then new addresses."""
        while True:
            branch = await self._followed(reader, branch)
            payees = self._next()
            if not payees:
                self._is_asking = False
                return branch
            await self.study.read(reader, branch, payees)
            self._around.news()

    async def _followed(self, reader: Reader, before: Branch | None = None) -> Branch:
        """The server's chain up to the tip it told last; what it proves there is proven again."""
        before = before or self.branch
        while (tip := self._tip) is not None:
            self._tip = None
            branch = await reader.branch_to(tip, before)
            if before is not None:
                self.study.fork_at(branch.fork_with(before, before.height))
            before = self.branch = branch
            await self.study.prove(reader, branch)
            self._around.news()
        assert before is not None, "a connection begins with a tip"
        return before

    def _next(self) -> list[Payee]:
        """The next few to ask about: pushed ones first, then new ones, the newest of them first."""
        pushed = [self._book.payees[name] for name in self._due if name in self._book.payees]
        picked = {payee.scripthash: payee for payee in pushed[:AT_ONCE]}
        self._due = {payee.scripthash: None for payee in pushed[AT_ONCE:]}
        self._todo += self._book.order[self._place :]
        self._place = len(self._book.order)
        self._is_asking = bool(self._todo)
        while self._todo and len(picked) < AT_ONCE:
            payee = self._todo.pop()
            if payee.is_live:
                picked[payee.scripthash] = payee
        return list(picked.values())

    async def _recheck(self, reader: Reader, branch: Branch) -> None:
        """Ask for what a push may have failed to tell, a little at a time."""
        await self._ask_tip(reader)
        self._due |= dict.fromkeys(self.study.again)
        self.study.again.clear()
        live = self._book.order
        for _ in range(min(PORTION, len(live))):
            self._turn = (self._turn + 1) % len(live)
            self._due[live[self._turn].scripthash] = None
        await self._sweep.step(reader, branch.height, self._around.now())
        if self._around.now() >= self._estimate_at:
            await self._estimate(reader)

    async def _ask_tip(self, reader: Reader) -> None:
        told = await reader.link.ask(Tip, TIPS)
        if self._tip is None:  # one that was pushed meanwhile is newer
            self._tip = told

    async def _estimate(self, reader: Reader) -> None:
        """What fee is usual; a server that does not know says -1, or nothing at all."""
        try:
            told = await reader.link.ask(float, "blockchain.estimatefee", _ESTIMATE_BLOCKS)
        except Declined:
            told = -1.0
        self._estimate_at = self._around.now() + _ESTIMATE_EVERY_S
        # the shortest text of a float is what the server wrote
        self.low_fee = int(Decimal(str(told)) * _UNITS) if 0 < told < _ABSURD else None

    def _hear(self, method: str, params: Sequence[object]) -> None:
        """Take note of what the server tells by itself; nonsense is as good as nothing."""
        if method == TIPS and params:
            self._take_tip(params[0])
        elif method == STATUSES and params and isinstance(name := params[0], str):
            self._due |= {name: None} if name in self._book.payees else {}
        self._wake.set()

    def _take_tip(self, raw: object) -> None:
        try:
            self._tip = msgspec.convert(raw, Tip)
        except msgspec.ValidationError:
            return  # it is asked again at the next poll, where nonsense has its consequences
