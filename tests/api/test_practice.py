import json
from collections.abc import AsyncIterator

import pytest

from pos.api.doors import Settings
from pos.api.jsonrpc import MAX_BODY_BYTES
from pos.domain.errors import Refused
from tests.api.conftest import Door, Opener

HASH = "0x" + "77" * 32


class PlayChain:
    """A chain on which one address can be paid."""

    def __init__(self) -> None:
        self.height = 5
        self.paid: list[tuple[str, str]] = []

    def pay(self, address: str, amount: str) -> str:
        if address != "0x01":
            raise Refused("unknown_address", "Nobody was asked to pay there")
        self.paid.append((address, amount))
        return HASH

    def mine(self, blocks: int) -> int:
        self.height += blocks
        return self.height


@pytest.fixture
def chain() -> PlayChain:
    return PlayChain()


@pytest.fixture
async def practice(door_with: Opener, chain: PlayChain) -> AsyncIterator[Door]:
    """A shop that plays."""
    async with door_with(Settings(coin="0xBTC"), practice=chain) as door:
        yield door


async def test_a_shop_s_developer_pays_as_the_customer(practice: Door, chain: PlayChain) -> None:
    status, _, body = await practice.send(
        "POST", "/practice/pay", b'{"address":"0x01","amount":"1.50"}'
    )

    assert (status, json.loads(body)) == (200, {"tx_hash": HASH})
    assert chain.paid == [("0x01", "1.50")]


async def test_a_shop_s_developer_makes_blocks(practice: Door) -> None:
    status, _, body = await practice.send("POST", "/practice/mine", b'{"blocks":3}')

    assert (status, json.loads(body)) == (200, {"height": 8})


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/practice/pay", b'{"address":"0x02","amount":"1"}'),
        ("/practice/pay", b'{"address":"0x01","amount":1}'),
        ("/practice/pay", b"{"),
        ("/practice/mine", b'{"blocks":0}'),
        ("/practice/mine", b'{"blocks":100000}'),
        ("/practice/mine", b'{"blocks":"1"}'),
        ("/practice/mine", b'{"x":' + b"[" * 20_000),
        ("/practice/pay", b'{"address":"\xff","amount":"1"}'),
        ("/practice/pay", b'{"address":"0x01","amount":"1"' + b" " * MAX_BODY_BYTES + b"}"),
    ],
)
async def test_what_cannot_be_done_is_told_in_words(
    practice: Door, chain: PlayChain, path: str, body: bytes
) -> None:
    status, _, answer = await practice.send("POST", path, body)

    assert status == 400
    assert json.loads(answer)["error"]
    assert (chain.paid, chain.height) == ([], 5)


@pytest.mark.parametrize("header", ["Origin", "Host", "X-Forwarded-For"])
async def test_strangers_and_web_pages_may_not_play(practice: Door, header: str) -> None:
    status, _, _ = await practice.send(
        "POST", "/practice/mine", b'{"blocks":3}', {header: "evil.example"}
    )

    assert status == 403
