"""A wrong configuration is refused with what to correct, before any money is waited for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from pos.chains.bitcoin.core.chain import CoreChain, CoreSettings
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, BITCOIN_REGTEST, DOGECOIN, Network
from pos.domain.errors import Refused, Trouble
from tests.chains.bitcoin.core.fake_node import LOGIN, FakeNode, Fault
from tests.chains.bitcoin.core.watcher import asset_of, chain_at
from tests.fakes.clocks import RealClock
from tests.nodes.bitcoin import BitcoinNode


@asynccontextmanager
async def chain_of(
    node: FakeNode, network: Network = BITCOIN_REGTEST, **settings: object
) -> AsyncIterator[CoreChain]:
    user, password = LOGIN.split(":")
    whole = {"url": node.url, "user": user, "password": password, "timeout_s": 0.3, **settings}
    chain = CoreChain(
        network,
        asset_of(network),
        CoreSettings(**whole),  # type: ignore[arg-type]
        RealClock(),
    )
    yield chain
    await chain.close()


async def refusal(node: FakeNode, network: Network = BITCOIN_REGTEST, **settings: object) -> str:
    async with chain_of(node, network, **settings) as chain:
        with pytest.raises(Refused) as told:
            await chain.verify()
    return f"{told.value.code}: {told.value.text}"


async def test_the_right_node_is_accepted(node: FakeNode) -> None:
    async with chain_of(node) as chain:
        await chain.verify()


async def test_another_chain_is_refused_by_its_name(node: FakeNode) -> None:
    node.network = DOGECOIN

    text = await refusal(node)

    assert text.startswith("wrong_chain: ")
    assert "serves Dogecoin, but Bitcoin regtest is configured" in text


async def test_bitcoin_cash_is_not_taken_for_bitcoin() -> None:
    async with FakeNode(network=BITCOIN_CASH) as node:
        assert "serves Bitcoin Cash, but Bitcoin is configured" in await refusal(node, BITCOIN)


async def test_bitcoin_is_not_taken_for_bitcoin_cash() -> None:
    async with FakeNode(network=BITCOIN) as node:
        node.forked = "00000000000000000019f112ec0a9982926f1258cdcc558dd7c3b7e5dc7fa148"

        assert "serves Bitcoin, but Bitcoin Cash is configured" in await refusal(node, BITCOIN_CASH)


async def test_a_node_below_the_fork_cannot_tell_yet() -> None:
    async with FakeNode(network=BITCOIN) as node, chain_of(node, BITCOIN) as chain:
        with pytest.raises(Trouble, match="fork"):
            await chain.verify()


async def test_a_wrong_password_is_refused_without_repeating_it(node: FakeNode) -> None:
    text = await refusal(node, password="verraten")

    assert text.startswith("wrong_login: ")
    assert "verraten" not in text


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8332", "tcp://node:8332", "http://node:x", "http://", ""]
)
def test_what_is_no_address_of_a_node_is_refused(url: str) -> None:
    with pytest.raises(Refused) as told:
        CoreChain(BITCOIN_REGTEST, asset_of(BITCOIN_REGTEST), CoreSettings(url=url), RealClock())

    assert told.value.code == "invalid_url"


async def test_a_zeromq_address_that_is_none_is_refused(node: FakeNode) -> None:
    assert (await refusal(node, zmq="127.0.0.1:28332")).startswith("invalid_zmq: ")


async def test_a_node_that_does_not_answer_is_trouble_and_no_refusal(node: FakeNode) -> None:
    node.fault = Fault.HTML
    async with chain_of(node) as chain:
        with pytest.raises(Trouble):
            await chain.verify()


async def test_a_real_node_lets_in_who_has_the_password(knots: BitcoinNode) -> None:
    chain = chain_at(knots)
    await chain.verify()
    await chain.close()


async def test_a_real_node_lets_in_who_may_read_its_cookie(knots: BitcoinNode) -> None:
    chain = chain_at(knots, user="", password="", cookie=knots.cookie)
    await chain.verify()
    await chain.close()


async def test_a_real_node_of_another_chain_is_refused(litecoin: BitcoinNode) -> None:
    chain = chain_at(litecoin)
    with pytest.raises(Refused, match="serves Litecoin regtest"):
        await chain.verify()
    await chain.close()
