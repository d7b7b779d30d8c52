"""Finding who spent something by reading blocks, while the chain changes its mind."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from pos.chains.bitcoin.core.rpc import Login, Rpc
from pos.chains.bitcoin.network import BITCOIN_REGTEST
from pos.chains.bitcoin.paying.parts import Place
from pos.chains.bitcoin.paying.search import Search
from pos.domain.errors import Trouble
from tests.chains.bitcoin.core.fake_node import LOGIN, FakeNode
from tests.fakes.electrum_server import payment, txid_of

PLACE = Place("ab" * 32, 0)
SPENDER = payment((b"\x00\x14" + bytes(20), 10_000), spends=PLACE.txid)
LONG_AGO = 1_600_000_000


@dataclass
class WaveringNode(FakeNode):
    """A node whose chain drops its newest blocks right after the block of this hash was read."""

    turns_after: str = ""

    def _getblock(self, hash: str, is_verbose: bool) -> str:
        read = super()._getblock(hash, is_verbose)
        if hash == self.turns_after:
            self.blocks = self.blocks[:-2]
            self.mine(2)
        return read

    def spend(self) -> None:
        """Put the spender into a block, with one more on top."""
        self._append([SPENDER])
        self.mine()


@pytest.fixture
async def node() -> AsyncIterator[WaveringNode]:
    async with WaveringNode() as started:
        yield started


@pytest.fixture
async def search(node: WaveringNode) -> AsyncIterator[Search]:
    user, password = LOGIN.split(":")
    rpc = Rpc(node.url, Login(user=user, password=password), 2.0)
    yield Search(rpc, BITCOIN_REGTEST)
    await rpc.close()


async def test_who_spends_something_is_found_with_its_depth(
    node: WaveringNode, search: Search
) -> None:
    node.spend()

    found = await search.spenders([PLACE], LONG_AGO)

    assert (found[PLACE].txid, found[PLACE].confirmations) == (txid_of(SPENDER), 2)


async def test_a_block_that_is_taken_back_while_the_next_is_read_tells_nothing(
    node: WaveringNode, search: Search
) -> None:
    node.spend()
    node.turns_after = node.blocks[-2][1]

    with pytest.raises(Trouble, match="changed"):
        await search.spenders([PLACE], LONG_AGO)

    assert await search.spenders([PLACE], LONG_AGO) == {}
