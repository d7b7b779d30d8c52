"""What may go wrong on the way to a source, for every coin on real nodes.

However a source fails, no invoice is paid or ends because of it, nothing spins, the chain's health
says what is wrong, and all goes on by itself once the source is well again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from pos.domain.payment.stage import Stage
from pos.engine.feed import PATIENCE_S
from tests.chains.rigs.counter import ADDRESSES_EACH, EXPIRY_S, Counter
from tests.chains.rigs.rig import Rig
from tests.fakes.door import Doors, Fault
from tests.soon import eventually

_used = count(1_000)

WATCHED_S: Final = 2.0
MOST_VISITS: Final = 30
"""In that time, of all connections and questions together: fifteen a second are no spinning."""


@pytest.fixture
async def doors() -> AsyncIterator[Doors]:
    made = Doors()
    yield made
    await made.close()


@pytest.fixture
async def counter(rig: Rig, tmp_path: Path, doors: Doors) -> AsyncIterator[Counter]:
    """A shop that follows its chain through the doors."""
    via = await doors.via(rig.ports)
    made = Counter(rig, tmp_path, first=next(_used) * ADDRESSES_EACH, via=via)
    await made.open()
    await made.until_sighted()
    following = asyncio.create_task(made.follow())
    yield made
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
    await made.close()


@pytest.mark.parametrize("fault", [Fault.SHUT, Fault.HUNG, Fault.HTML, Fault.DEEP])
async def test_a_faulty_source_ends_no_sale_is_named_and_recovers_by_itself(
    counter: Counter, doors: Doors, fault: Fault
) -> None:
    invoice = await counter.charge()

    await doors.become(fault)
    counter.clock.ahead_s += EXPIRY_S + PATIENCE_S
    assert await eventually(lambda: is_lost(counter))
    before = doors.visits
    await asyncio.sleep(WATCHED_S)  # the only way to see that nothing spins
    visits, health = doors.visits - before, counter.health
    is_offered = counter.desk.is_offered(counter.due.asset.code)
    is_waiting = await counter.stands(invoice, Stage.WAITING)
    await counter.pay((invoice, counter.due.units))  # before a look ends the sale
    await doors.become(Fault.NONE)

    assert await eventually(lambda: counter.stands(invoice, Stage.SEEN))
    assert is_waiting
    assert not is_offered
    assert visits <= MOST_VISITS
    assert health.trouble
    assert any(source.trouble and not source.is_connected for source in health.sources)


async def test_a_slow_source_delays_and_breaks_nothing(counter: Counter, doors: Doors) -> None:
    invoice = await counter.charge()

    await doors.become(Fault.SLOW)
    await counter.pay((invoice, counter.due.units))
    is_seen = await eventually(lambda: counter.stands(invoice, Stage.SEEN))
    await counter.do(lambda: counter.rig.mine(2))
    await doors.become(Fault.NONE)

    assert is_seen
    assert await eventually(lambda: counter.stands(invoice, Stage.PAID))


async def is_lost(counter: Counter) -> bool:
    return not counter.health.is_connected
