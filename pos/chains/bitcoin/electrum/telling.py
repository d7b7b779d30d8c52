"""What is told in a look, and what of it was committed, so that nothing is missed or repeated."""

from collections.abc import Iterable
from dataclasses import dataclass

from pos.chains.bitcoin.electrum.book import LIVE_S, MARGIN, SHALLOW, Book, Payee
from pos.chains.bitcoin.electrum.council import Agreed
from pos.chains.bitcoin.electrum.cursor import Place, format_place, parse_place
from pos.chains.bitcoin.electrum.judge import Bench, judge
from pos.chains.trail import KEPT, Step
from pos.domain.payment.deposit import DepositKey, Sighting
from pos.domain.ports.chain import Glance


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a glance rests on besides the payments.

    `swept_to` is the height up to which enough servers told everything of old addresses;
    `is_complete` says that they have answered about every live one.
    """

    bench: Bench
    swept_to: int
    is_complete: bool
    now: int


class Telling:
    """The payments found so far, judged anew only where something changed."""

    def __init__(self, book: Book) -> None:
        self.place: Place | None = None
        self._book = book
        self._shown: dict[str, list[Sighting]] = {}  # by scripthash
        self._told: set[DepositKey] = set()
        self._given: tuple[str, frozenset[DepositKey]] | None = None
        self._judged_for: object = None
        self._steps: tuple[Step, ...] = ()

    @property
    def busy(self) -> Iterable[str]:
        """The script hashes of addresses with payments that are not deep."""
        return self._shown.keys()

    def go_on(self, cursor: str | None) -> None:
        """Take in what became of the last glance: it was committed if its cursor comes back."""
        if cursor is not None and self._given is not None and cursor == self._given[0]:
            self._told |= self._given[1]
        if cursor is not None and (self._given is None or cursor == self._given[0]):
            self.place = parse_place(cursor)
        self._given = None

    def glance(self, moment: Moment) -> Glance:
        """All payments in the newest blocks and the pool, and deeper ones not told before.

        Of old money only what is not committed yet is told, as nothing will become of it any more.
        """
        self._judge(moment.bench)
        agreed = moment.bench.agreed
        floor = max(0, agreed.height - SHALLOW + 1)
        told = [
            one
            for sightings in self._shown.values()
            for one in sightings
            if one.height is None or one.height >= floor or one.key not in self._told
        ]
        self._settle(agreed)
        cursor = self._cursor(moment)
        deep = frozenset(one.key for one in told if one.height is not None and one.height < floor)
        self._given = cursor, deep
        return Glance(
            height=agreed.height,
            from_height=floor if moment.is_complete else agreed.height + 1,
            with_pool=moment.is_complete,
            sightings=tuple(told),
            cursor=cursor,
            block_time=agreed.header.time,
            is_behind=not moment.is_complete,
            head=None if moment.is_complete else agreed.height,
        )

    def _judge(self, bench: Bench) -> None:
        """Judge again those with news; all of them where the ground has changed."""
        ground = bench.agreed.header.hash, tuple(bench.servers), bench.low_fee
        names, self._book.dirty = self._book.dirty, set()
        if ground != self._judged_for:
            names |= self._shown.keys()
            self._judged_for = ground
        for name in names:
            payee = self._book.payees.get(name)
            sightings = judge(bench, payee) if payee is not None else []
            if sightings:
                self._shown[name] = sightings
            elif sightings is not None:
                self._shown.pop(name, None)

    def _settle(self, agreed: Agreed) -> None:
        """Let go of payments so deep that nothing will become of them, once they were told."""
        depth = agreed.height - SHALLOW - MARGIN
        for name, sightings in tuple(self._shown.items()):
            if all(_is_deep(one, depth) and one.key in self._told for one in sightings):
                payee = self._book.payees[name]
                payee.told_to = max(payee.told_to, depth)
                payee.proven.clear()
                del self._shown[name]
                self._told.difference_update(one.key for one in sightings)
                self._book.forget([one.txid for one in sightings if self._is_settled(one, depth)])

    def _is_settled(self, sighting: Sighting, depth: int) -> bool:
        """Whether no other address of its transaction still needs it."""
        tx = self._book.txs.get(sighting.txid)
        payees: list[Payee] = self._book.payees_of(tx) if tx is not None else []
        return all(payee.told_to >= depth for payee in payees)

    def _cursor(self, moment: Moment) -> str:
        before = self.place
        agreed, is_whole = moment.bench.agreed, moment.is_complete
        warm = (self._book.payees[name] for name in self._shown)
        return format_place(
            Place(
                steps=self._steps_to(agreed) if is_whole or before is None else before.steps,
                live_to=agreed.height if is_whole else (before.told_live if before else 0),
                swept_to=max(moment.swept_to, before.told_old if before else 0),
                warm=tuple(p.address for p in warm if moment.now - p.born_at > LIVE_S),
                number=before.number + 1 if before else 1,
            )
        )

    def _steps_to(self, agreed: Agreed) -> tuple[Step, ...]:
        """The newest agreed blocks; made anew only when there is another."""
        if not self._steps or self._steps[-1].hash != agreed.header.id:
            lowest = max(agreed.branch.base, agreed.height - KEPT + 1)
            self._steps = tuple(
                Step(height=height, hash=header.id)
                for height in range(lowest, agreed.height + 1)
                if (header := agreed.branch.at(height)) is not None
            )
        return self._steps


def _is_deep(sighting: Sighting, depth: int) -> bool:
    return sighting.height is not None and sighting.height <= depth
