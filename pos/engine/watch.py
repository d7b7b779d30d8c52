"""Following one chain: look, tell the ledger, and only then remember how far the look went."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from pos.domain.errors import Distrust, Refused, Trouble
from pos.domain.payment.deposit import Look
from pos.domain.ports.chain import Chain, Glance, Watched
from pos.domain.ports.clock import Clock
from pos.domain.ports.journal import Journal, Mark
from pos.engine.feed import ChainSeen, Feed
from pos.engine.ledger import Ledger
from pos.engine.outgoing import Outgoing
from pos.engine.pulse import committing
from pos.engine.strays import Strays
from pos.engine.track import Track

SAVE_EVERY_S = 10
"""An idle chain's mark is written this often: what was not written is benefit of the doubt."""


@dataclass(slots=True, kw_only=True)
class Watch:
    """One chain's follower. The same code follows live and catches up after a crash."""

    chain: Chain
    ledger: Ledger
    journal: Journal
    track: Track
    feed: Feed
    clock: Clock
    stale_after_s: int = 0
    """Without a new block for so long the chain counts as not seen; 0 means never."""
    may_end: Callable[[], bool] = lambda: True
    """Whether deadlines may end now by the clock."""
    outgoing: Outgoing | None = None
    """Refunds that are paid by hand, on chains that show who is paid."""
    strays: Strays | None = None
    """Money for sales that were lost with another machine."""
    mark: Mark | None = None
    saved_at: int = 0
    looked_at: int | None = None

    async def start(self) -> None:
        """Load what an earlier run knew: every address, and how far it had looked."""
        for known in await self.journal.addresses(self.chain.id):
            self.track.remember(known)
        if self.outgoing is not None:
            await self.outgoing.start()
        if self.strays is not None:
            await self.strays.start()
        self.mark = await self.journal.mark(self.chain.id)
        self.feed.subscribe(self.track.hear)

    async def follow(self) -> None:
        """Look whenever something may have changed; ends only by Trouble or cancellation."""
        while True:
            await self.look_once()
            await self.chain.changed()

    async def look_once(self) -> None:
        """One look, committed. Raises Trouble, having concluded nothing, if the chain is dark."""
        at = self.clock.now()  # before reading: what comes while we read is for the next look
        try:
            glance = await self.chain.look(self.mark.cursor if self.mark else None, self._list)
        except Trouble as why:
            self._tell_trouble(why)
            raise
        look = self._look(glance, at)
        facts = self.track.facts_of(glance, look, has_grown=self._has_grown(glance))
        await self.ledger.record_all(facts.items())
        await self._note_outgoing(glance, at)
        if self.strays is not None:
            await self.strays.note(glance)
        await self._remember(glance, look, has_facts=bool(facts))
        self._tell(glance, at)

    async def _note_outgoing(self, glance: Glance, at: int) -> None:
        if self.outgoing is None:
            return
        for id, fact in await self.outgoing.facts_of(glance, at):
            with suppress(Refused):  # somebody said so meanwhile, or it goes another way now
                await self.ledger.record(id, fact)

    @property
    def _list(self) -> Watched:
        return self.track.watchlist

    def _look(self, glance: Glance, at: int) -> Look:
        """What was read, as a look.

        At a stale head it can tell of money, but not that money is missing: a node that stands
        still is no better than one that is dead.
        """
        return Look(
            chain=self.chain.id,
            at=at,
            previous_at=self.mark.look.at if self.mark else None,
            height=glance.height,
            number=max(self.mark.look.number if self.mark else 0, self.track.newest_look) + 1,
            is_complete=not glance.is_behind and not self._is_stale(glance, at) and self.may_end(),
        )

    def _is_stale(self, glance: Glance, at: int) -> bool:
        is_old = glance.block_time is not None and at - glance.block_time > self.stale_after_s
        return bool(self.stale_after_s) and is_old

    def _has_grown(self, glance: Glance) -> bool:
        return self.mark is None or glance.height != self.mark.look.height

    async def _remember(self, glance: Glance, look: Look, *, has_facts: bool) -> None:
        """Move the mark: last, so that a crash repeats the look instead of skipping it.

        A look that stopped short keeps the date of the last complete one, so that money in the
        blocks still to be read is dated no later than that.
        """
        if not look.is_complete and look.previous_at is not None:
            look = replace(look, at=look.previous_at)
        is_news = has_facts or self._has_grown(glance)
        self.mark = Mark(cursor=glance.cursor, look=look)
        if is_news or look.at - self.saved_at >= SAVE_EVERY_S:
            with committing(self.feed):
                await self.journal.save_mark(self.mark)
            self.saved_at = look.at

    def _tell(self, glance: Glance, at: int) -> None:
        self.looked_at = at
        is_stale, trouble = self._is_stale(glance, at), ""
        if is_stale and glance.block_time is not None:
            trouble = f"no new block for {(at - glance.block_time) // 60} minutes"
        if glance.is_behind:
            is_stale, trouble = False, f"catching up: block {glance.height}"
        self.feed.publish(
            ChainSeen(
                chain=self.chain.id,
                is_connected=not is_stale,
                height=glance.height,
                looked_at=at,
                block_time=glance.block_time,
                trouble=trouble,
                head=glance.head if glance.is_behind else None,
                is_stale=is_stale,
                sources=tuple(self.chain.sources()),
            )
        )

    def _tell_trouble(self, why: Trouble) -> None:
        known = self.feed.chain(self.chain.id)
        self.feed.publish(
            ChainSeen(
                chain=self.chain.id,
                is_connected=False,
                height=known.height if known else 0,
                looked_at=self.looked_at or (self.mark.look.at if self.mark else None),
                block_time=known.block_time if known else None,
                trouble=str(why),
                is_stale=known is not None and known.is_stale,
                is_distrusted=isinstance(why, Distrust),
                sources=tuple(self.chain.sources()),
            )
        )
