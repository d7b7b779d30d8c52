"""A node that fails while it is followed: nothing is concluded, nothing spins, all goes on."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import pytest

from pos.engine.shop import WATCH_PAUSE_S
from pos.engine.supervise import keep_alive
from tests.chains.evm.watcher import CONTRACT, ETH, OURS, TOKEN, Watcher, watcher_of
from tests.fakes.evm_node import FakeNode, Fault

WATCHED_S: Final = 120


class Evening(Exception):  # noqa: N818 - it is when to go home
    """The clock says that it is enough."""


class Hasty:
    """A clock whose sleepers wake at once, while it runs on as if they had slept; until evening."""

    def __init__(self) -> None:
        self._at = 1_700_000_000.0
        self.evening = self._at

    def now(self) -> int:
        return int(self._at)

    async def sleep(self, seconds: float) -> None:
        self._at += seconds
        if self._at >= self.evening:
            raise Evening


@pytest.fixture
def clock() -> Hasty:
    return Hasty()


@pytest.fixture
async def watcher(node: FakeNode, clock: Hasty) -> AsyncIterator[Watcher]:
    made = watcher_of([node.url], [ETH, TOKEN], [OURS], timeout_s=0.1, clock=clock)
    yield made
    await made.chain.close()


async def follow(watcher: Watcher, clock: Hasty, seconds: int) -> None:
    """Follow the chain for so long, as the running program does."""

    async def look_and_wait() -> None:
        while True:
            await watcher.look()
            await watcher.chain.changed()

    clock.evening = clock.now() + seconds
    with pytest.raises(Evening):
        await keep_alive(look_and_wait, clock, lambda: 0.5, WATCH_PAUSE_S)


async def be(node: FakeNode, fault: Fault) -> None:
    node.fault = fault


async def be_killed(node: FakeNode) -> None:
    await node.stop()


async def claim_a_far_height(node: FakeNode) -> None:
    node.claims_height = 1_000_000


async def claim_an_old_height(node: FakeNode) -> None:
    node.claims_height = 2


async def lose_a_block(node: FakeNode) -> None:
    node.mine(5)
    node.loses_blocks = True


async def lose_receipts(node: FakeNode) -> None:
    node.pay(OURS, 5)
    node.mine()
    node.loses_receipts = True


async def be_well(node: FakeNode) -> None:
    node.fault, node.claims_height = None, None
    node.loses_blocks = node.loses_receipts = False
    await node.stop()
    await node.start()


def of(fault: Fault) -> Callable[[FakeNode], Awaitable[None]]:
    return lambda node: be(node, fault)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(be_killed, "cannot be reached", id="killed"),
        pytest.param(of(Fault.HUNG), "no answer within", id="hung"),
        pytest.param(of(Fault.HTML), "not JSON-RPC", id="a web page"),
        pytest.param(of(Fault.BROKEN), "HTTP 500", id="broken"),
        pytest.param(of(Fault.RATE_LIMITED), "HTTP 429", id="busy"),
        pytest.param(of(Fault.NONSENSE), "nonsense", id="nonsense"),
        pytest.param(claim_a_far_height, "does not have a block", id="too high"),
        pytest.param(claim_an_old_height, "is behind", id="too low"),
        pytest.param(lose_a_block, "does not have a block", id="without a block"),
        pytest.param(lose_receipts, "changed while", id="without a receipt"),
    ],
)
async def test_a_faulty_node_is_named_concludes_nothing_and_is_read_on_once_it_is_well(
    node: FakeNode,
    watcher: Watcher,
    clock: Hasty,
    *,
    spoil: Callable[[FakeNode], Awaitable[None]],
    words: str,
) -> None:
    node.mine(8)
    await follow(watcher, clock, 5)
    cursor, before = watcher.cursor, node.requests

    await spoil(node)
    await follow(watcher, clock, WATCHED_S)
    (source,), asked, stands_at = watcher.chain.sources(), node.requests - before, watcher.cursor
    await be_well(node)
    node.pay_token(CONTRACT, OURS, 7)
    await follow(watcher, clock, 5)

    assert watcher.glance is not None
    assert [s.amount.units for s in watcher.glance.sightings] == [7]
    assert stands_at == cursor
    assert not source.is_connected
    assert words in source.trouble
    assert asked <= WATCHED_S


async def test_a_slow_node_is_read_all_the_same(
    node: FakeNode, watcher: Watcher, clock: Hasty
) -> None:
    node.fault = Fault.SLOW
    node.pay(OURS, 5)

    await follow(watcher, clock, 3)

    assert watcher.glance is not None
    assert len(watcher.glance.sightings) == 1
    assert watcher.chain.sources()[0].is_connected
