"""Gas that a sweep brought to a customer's address is nobody's payment."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pos.domain.money import Amount
from pos.domain.payment.deposit import Sighting
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.chain import Glance, Source, Suspect, Watched
from pos.domain.sweep import Move, MoveStage
from pos.engine.aside import WithoutGas
from tests.fakes.invoices import payment
from tests.fakes.mover import CHAIN, OWN, FakeMover, MemorySweeps
from tests.fakes.watched import WatchedSet

DOOR = "0x" + "d0" * 20


class SmallChain:
    """A chain that was looked at: what it was asked about, and what it has."""

    id = CHAIN

    def __init__(self, *sightings: Sighting) -> None:
        self.has = sightings
        self.watched: Watched = WatchedSet()
        self.is_closed = False
        self.waits = 0

    async def look(self, cursor: str | None, watched: Watched) -> Glance:
        self.watched = watched
        return Glance(height=1, from_height=1, with_pool=True, sightings=self.has, cursor="1")

    async def changed(self) -> None:
        self.waits += 1

    def sources(self) -> Sequence[Source]:
        return [Source(name="node", is_connected=True)]

    async def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def sweeps() -> MemorySweeps:
    return MemorySweeps(FakeMover())


@pytest.fixture
def watched() -> WatchedSet:
    made = WatchedSet([DOOR])
    made.accounted[DOOR] = Amount(5, OWN)
    return made


def gas(txid: str, units: int = 30) -> Move:
    fee = Amount(1, OWN)
    tx = SignedTx(txid=txid, raw="", fee=fee, cost=fee, spends=(txid,), at=1)
    return Move(source="0xpurse", to=DOOR, amount=Amount(units, OWN), is_gas=True, tx=tx)


async def test_what_a_sweep_brought_is_not_told_and_other_money_is(
    sweeps: MemorySweeps, watched: WatchedSet
) -> None:
    paid = payment(txid="0x2", asset=OWN, address=DOOR)
    await sweeps.save(gas("0x1"))
    chain = WithoutGas(SmallChain(payment(txid="0x1", asset=OWN, address=DOOR), paid), sweeps)

    glance = await chain.look(None, watched)

    assert glance.sightings == (paid,)


async def test_what_is_left_of_it_is_accounted_for(
    sweeps: MemorySweeps, watched: WatchedSet
) -> None:
    inner = SmallChain()
    for move in (gas("0x1"), gas("0x2"), replace(gas("0x3"), stage=MoveStage.LOST)):
        await sweeps.save(move)

    await WithoutGas(inner, sweeps).look(None, watched)

    assert inner.watched.suspects(OWN, 9) == [Suspect(address=DOOR, accounted=Amount(65, OWN))]
    assert DOOR in inner.watched
    assert inner.watched.since(0) == watched.since(0)
    assert inner.watched.oldest_at() is None


async def test_where_nothing_was_swept_nothing_changes(
    sweeps: MemorySweeps, watched: WatchedSet
) -> None:
    inner = SmallChain(payment())
    chain = WithoutGas(inner, sweeps)

    glance = await chain.look(None, watched)
    await chain.changed()
    await chain.look(glance.cursor, watched)
    await chain.close()

    assert glance.sightings == (payment(),)
    assert inner.watched is watched
    assert (chain.id, chain.sources()) == (CHAIN, inner.sources())
    assert (inner.waits, inner.is_closed) == (1, True)
