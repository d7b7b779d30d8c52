"""Gathering money at one address: what it would cost, and doing it so that a crash loses nothing.

What is to be done next is read from the chain each time; all that is remembered are signed
transactions, each kept before it is broadcast. An address with one on its way is left alone, so
nothing is paid twice, whenever the program ends.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount, format_amount
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Lost, Mined, Pending
from pos.domain.sweep import Move, Mover, MoveStage, Order, Sweeps
from pos.engine.survey import PLAIN_GAS, Lot, Route, Survey, Surveyor, totals

SETTLED_DEPTH: Final = 6
"""So many confirmations until a sweep counts a move as done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a sweep did, and what it left where it was."""

    moves: tuple[Move, ...]
    left: tuple[Lot, ...]

    def gathered(self) -> list[Amount]:
        """What arrived of each coin."""
        done = (m for m in self.moves if m.stage is MoveStage.DONE and not m.is_gas)
        return totals(move.amount for move in done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchers:
    """Who is told while it goes on: of each new stage of a move, and of what goes wrong."""

    moved: Callable[[Move], None]
    trouble: Callable[[str], None]


class Sweep:
    """One sweep of one chain, by a person who waits for it."""

    def __init__(self, route: Route, mover: Mover, sweeps: Sweeps, clock: Clock) -> None:
        self._route = route
        self._mover = mover
        self._sweeps = sweeps
        self._clock = clock
        self._surveyor = Surveyor(route, mover)
        self._moves: dict[str, Move] = {}  # by txid
        self._pending: set[str] = set()  # those that are in no block
        self._is_stale = True  # something happened since the chain was looked at last

    async def run(self, watchers: Watchers, pause_s: float) -> Report:
        """Gather until nothing is left that is worth it, and all of it is settled.

        What an earlier sweep left unfinished is finished first. Raises Refused("no_gas") before
        anything is signed if the purse has too little; Trouble only then.
        """
        self._moves = {m.tx.txid: m for m in await self._sweeps.unfinished(self._route.chain)}
        self._pending = set(self._moves)
        survey = await self._surveyor.survey()
        if not self._moves:
            _refuse_without_gas(survey, self._route)
        is_over = False
        while not is_over:
            try:
                is_over = await self._advance(watchers)
            except Trouble as why:
                watchers.trouble(str(why))
            if not is_over:
                await self._clock.sleep(pause_s)
        survey = await self._surveyor.survey()
        return Report(moves=tuple(self._moves.values()), left=survey.lots)

    async def _advance(self, watchers: Watchers) -> bool:
        """Do what can be done now; True once nothing is left to do or to wait for."""
        for move in self._unfinished():
            await self._follow(move, watchers)
        if not self._is_stale:
            return False
        orders = next_orders(self._route, await self._surveyor.survey(), self._in_flight())
        for order in orders:
            await self._carry_out(order, watchers)
        self._is_stale = bool(orders)
        return not orders and not self._unfinished()

    async def _follow(self, move: Move, watchers: Watchers) -> None:
        """See what became of a move; tell nodes again of one that they forgot."""
        fate, txid = await self._mover.fate([move.tx]), move.tx.txid
        if isinstance(fate, Pending):
            self._pending.add(txid)
            if not fate.is_known:
                await self._send(move, watchers)
            return
        if txid in self._pending:
            self._pending.remove(txid)
            self._is_stale = True
        stage = _stage_after(fate)
        if stage is MoveStage.FAILED:
            self._give_up(move)
        if stage is not move.stage:
            await self._keep(replace(move, stage=stage), watchers)

    async def _carry_out(self, order: Order, watchers: Watchers) -> None:
        """Sign, keep, broadcast: in this order, so that a crash forgets nothing that is out."""
        reserved = [spend for move in self._moves.values() for spend in move.tx.spends]
        tx = await self._mover.sign(order, reserved)
        is_gas = order.source == self._route.purse and order.to != self._route.to
        move = Move(source=order.source, to=order.to, amount=order.amount, is_gas=is_gas, tx=tx)
        await self._keep(move, watchers)
        self._pending.add(tx.txid)
        await self._send(move, watchers)

    async def _keep(self, move: Move, watchers: Watchers) -> None:
        await self._sweeps.save(move)
        self._moves[move.tx.txid] = move
        self._is_stale = True
        watchers.moved(move)

    async def _send(self, move: Move, watchers: Watchers) -> None:
        try:
            await self._mover.send(move.tx)
        except Refused as why:
            watchers.trouble(why.text)  # its fate tells whether that matters

    def _give_up(self, move: Move) -> None:
        """Do not try again what failed in its block: that would burn gas for ever."""
        if not move.is_gas:
            self._surveyor.give_up(move.source, move.amount.asset)
            return
        for token in self._route.tokens:
            self._surveyor.give_up(move.to, token)

    def _unfinished(self) -> list[Move]:
        return [move for move in self._moves.values() if move.stage is MoveStage.SIGNED]

    def _in_flight(self) -> list[Move]:
        return [self._moves[txid] for txid in self._pending]


def _stage_after(fate: Mined | Lost) -> MoveStage:
    if isinstance(fate, Lost):
        return MoveStage.LOST
    if fate.has_failed:
        return MoveStage.FAILED
    return MoveStage.DONE if fate.confirmations >= SETTLED_DEPTH else MoveStage.SIGNED


def next_orders(route: Route, survey: Survey, in_flight: Sequence[Move]) -> list[Order]:
    """What to do at each address where nothing is on its way: bring gas, move a token, then all.

    What is left in the purse comes last, once nobody needs it.
    """
    busy = {address for move in in_flight for address in (move.source, move.to)}
    to_bring = survey.to_bring
    spent = sum(m.amount.units + m.tx.cost.units for m in in_flight if m.source == route.purse)
    left = survey.purse.amount.units - spent
    carriage = PLAIN_GAS * survey.price
    orders = []
    firsts = {lot.source: lot for lot in reversed(survey.worthwhile)}
    for source, lot in firsts.items():
        if source in busy:
            continue
        if source not in to_bring:
            orders.append(_gathering(route, survey, lot))
        elif left >= to_bring[source] + carriage:
            left -= to_bring[source] + carriage
            orders.append(_bringing(route, survey, source))
    if not orders and not busy and not to_bring and not survey.purse.why_not:
        return [_gathering(route, survey, survey.purse)]
    return orders


def _gathering(route: Route, survey: Survey, lot: Lot) -> Order:
    is_all = lot.amount.asset == route.own
    amount = lot.amount - lot.fee if is_all else lot.amount
    return Order(
        source=lot.source,
        to=route.to,
        amount=amount,
        gas=lot.gas,
        price=survey.price,
        is_all=is_all,
    )


def _bringing(route: Route, survey: Survey, to: str) -> Order:
    amount = Amount(survey.to_bring[to], route.own)
    return Order(source=route.purse, to=to, amount=amount, gas=PLAIN_GAS, price=survey.price)


def _refuse_without_gas(survey: Survey, route: Route) -> None:
    has, needs = survey.purse.amount, survey.purse_needs
    if has.units < needs.units:
        code = route.own.code
        text = (
            f"Tokens cannot pay for their own way: send {format_amount(needs - has)} {code} on "
            f"{route.chain} to {route.purse} first. What is left of it is gathered, too."
        )
        raise Refused("no_gas", text)
