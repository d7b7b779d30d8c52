"""Gathering what customers paid, on a real node: previewed, done, refused, and killed halfway."""

import asyncio
import random
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from pos.app.config import load_settings
from pos.app.profile import sole_use
from pos.app.sweep import Errand, Seed, gather, preview
from pos.chains.evm.chain import EvmChain, EvmSettings
from pos.chains.keys import XpubWallet
from pos.domain.errors import Refused
from pos.domain.money import Amount
from pos.engine.aside import WithoutGas
from pos.storage.restoring import LostAddress, Restoration, Skip, mark_restored
from pos.storage.store import open_store
from tests.app.street import COIN, ETHER, FIRST, OWN_XPUB, WORDS, Street, street_at
from tests.chains.evm.watcher import CHAIN, ETH, somebody, token_at
from tests.chains.follower import Follower
from tests.fakes.clocks import RealClock
from tests.journeys.florin import EXECUTABLE
from tests.nodes.anvil import Anvil
from tests.nodes.customer import customers
from tests.nodes.token import deploy_token

SEED = Seed(words=WORDS, passphrase="")
ROUNDS = 12


@pytest.fixture
async def street(own_anvil: Anvil, tmp_path: Path) -> Street:
    """Ether at the first three addresses, tokens at the third to the fifth, nothing at the last."""
    made = await street_at(tmp_path, own_anvil, deploy_token(own_anvil), doors=6)
    payer = customers(own_anvil)[0]
    for door in made.doors[:3]:
        payer.pay(door, ETHER)
    own_anvil.mine()
    for door in made.doors[2:5]:
        made.token.give(door, 1_000 * COIN)
    return made


def errand(street: Street, *codes: str, to: str) -> Errand:
    settings = load_settings(street.folder / "config.toml", {})
    return Errand(settings=settings, folder=street.folder, codes=codes, to=to)


@asynccontextmanager
async def mining(chain: Anvil) -> AsyncIterator[None]:
    """Blocks come all the time."""

    async def mine() -> None:
        while True:
            await asyncio.to_thread(chain.mine)
            await asyncio.sleep(0.05)

    miner = asyncio.create_task(mine())
    try:
        yield
    finally:
        miner.cancel()
        await asyncio.wait({miner})


async def swept(street: Street, *codes: str, to: str) -> list[str]:
    async with mining(street.chain):
        return await gather(errand(street, *codes, to=to), SEED, lambda _: None)


async def test_a_preview_tells_what_is_where_and_what_gas_is_missing(street: Street) -> None:
    told = await preview(errand(street, "ETH", "0xBTC", to=somebody()))

    addresses = [line for line in told if line.startswith("  0x")]
    assert len(addresses) == 6  # one has both
    assert sum("1000 0xBTC, fee at most" in line for line in addresses) == 3
    assert "total    1000 0xBTC" not in told
    assert any("3000 0xBTC" in line and "3 ETH" in line for line in told)
    assert any(line.startswith("gas ") for line in told)


async def test_all_of_it_arrives_and_nothing_is_left(street: Street) -> None:
    to = somebody()
    street.chain.fund(street.purse, ETHER)

    told = await swept(street, "ETH", "0xBTC", to=to)

    assert street.coins(to) == 3_000 * COIN
    assert [street.coins(door) for door in street.doors] == [0] * 6
    assert [street.ether(door) for door in (*street.doors[:3], street.purse)] == [0] * 4
    assert 4 * ETHER - 10**16 < street.ether(to) < 4 * ETHER
    assert told[0].startswith("gathered 3000 0xBTC, 3.99")


async def test_what_came_to_addresses_of_a_lost_machine_is_gathered_too(street: Street) -> None:
    to, past = somebody(), street.folder / "florin.db"
    wallet, first = XpubWallet(OWN_XPUB), FIRST + 6
    lost = [
        LostAddress(chain=CHAIN, address=address, wallet=wallet.id, key_index=first + place)
        for place, address in enumerate(await wallet.addresses(first, 1_000))
    ]
    skip = Skip(wallet=wallet.id, first=first, past=first + 1_000)
    mark_restored(past, Restoration(at=2, taken_at=1, skips=[skip], lost=lost))
    customers(street.chain)[0].pay(lost[700].address, ETHER)
    street.chain.mine()

    await swept(street, "ETH", to=to)

    assert street.ether(lost[700].address) == 0
    assert 4 * ETHER - 10**16 < street.ether(to) < 4 * ETHER


async def test_only_the_coins_that_were_named_are_gathered(street: Street) -> None:
    to = somebody()
    street.chain.fund(street.purse, ETHER)

    await swept(street, "0xBTC", to=to)

    assert street.coins(to) == 3_000 * COIN
    assert [street.ether(door) for door in street.doors[:2]] == [ETHER, ETHER]


async def test_without_gas_for_the_tokens_nothing_moves(street: Street) -> None:
    with pytest.raises(Refused, match=f"ETH on eip155:31337 to {street.purse} first") as refused:
        await swept(street, "ETH", "0xBTC", to=somebody())

    assert refused.value.code == "no_gas"
    assert [street.ether(door) for door in street.doors[:3]] == [ETHER] * 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (WORDS.replace("about", "abandon"), "invalid_words"),
        (
            "legal winner thank year wave sausage worth useful legal winner thank yellow",
            "other_wallet",
        ),
    ],
)
async def test_the_seed_of_another_wallet_is_refused_before_anything(
    street: Street, words: str, code: str
) -> None:
    seed = Seed(words=words, passphrase="")

    with pytest.raises(Refused) as refused:
        await gather(errand(street, "ETH", to=somebody()), seed, print)

    assert refused.value.code == code


async def test_what_is_worth_less_than_its_fee_stays(street: Street) -> None:
    street.chain.fund(street.doors[5], 21_000 * 10**9)
    to = somebody()

    told = await swept(street, "ETH", to=to)

    assert street.ether(street.doors[5]) == 21_000 * 10**9
    assert any("its fee would eat it" in line for line in told)


@pytest.mark.parametrize(
    ("codes", "to", "words"),
    [
        (("ETH", "DOGE"), "", "name coins that this shop takes, all of one chain"),
        (("ETH",), "0x12", "is not an Ethereum address"),
    ],
)
async def test_what_cannot_be_gathered_is_named(
    street: Street, codes: tuple[str, ...], to: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        await preview(errand(street, *codes, to=to or somebody()))


async def test_it_cannot_go_where_customers_pay(street: Street) -> None:
    (later,) = await XpubWallet(OWN_XPUB).addresses(500, 1)

    for to in (street.purse, street.doors[0], later):
        with pytest.raises(Refused, match="an address that no customer sees"):
            await preview(errand(street, "ETH", to=to))


async def test_to_the_shop_that_opens_again_the_gas_is_nobodys_payment(street: Street) -> None:
    token = token_at(street.token.address)
    follower = Follower(
        EvmChain(EvmSettings(chain=CHAIN, urls=(street.chain.url,)), (ETH, token), RealClock()),
        street.doors,
    )
    await follower.look()
    street.chain.fund(street.purse, ETHER)
    await swept(street, "0xBTC", to=somebody())
    for door in street.doors[3:]:
        follower.watched.accounted[door] = Amount(0, ETH)  # what the shop knows
    store = open_store(street.folder / "florin.db")

    bare = await follower.chain.look(follower.cursor, follower.watched)
    sifted = await WithoutGas(follower.chain, store.sweeps).look(follower.cursor, follower.watched)
    await follower.chain.close()
    store.close()

    assert {seen.address for seen in bare.sightings} == set(street.doors[3:5])
    assert sifted.sightings == ()


# ---- the program itself ------------------------------------------------------------------------


@contextmanager
def started(street: Street, to: str) -> Iterator["subprocess.Popen[str]"]:
    """`florin sweep` as its owner starts it, with the words typed; it never outlives the test."""
    argv: list[str | Path] = [
        EXECUTABLE,
        "sweep",
        "ETH",
        "0xBTC",
        "--to",
        to,
        "--yes",
        "--profile",
        street.folder,
    ]
    with subprocess.Popen(
        argv,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdin is not None
            process.stdin.write(f"{WORDS}\n")
            process.stdin.close()
            yield process
        finally:
            process.kill()


def killed_after(street: Street, to: str, lines: int, wait_s: float) -> bool:
    """Let it tell so many steps and go on for a moment; False if it was done before."""
    with started(street, to) as process:
        assert process.stdout is not None
        for _ in range(lines):
            if "gathered" in process.stdout.readline():
                return False
        time.sleep(wait_s)  # any moment of a step
    return True


def sent_from(street: Street, address: str) -> int:
    return int(street.chain.rpc("eth_getTransactionCount", address, "latest"), 16)


def burnt(street: Street) -> int:
    """What the miners got, of all blocks."""
    fees = 0
    for height in range(street.chain.height() + 1):
        block = street.chain.rpc("eth_getBlockByNumber", hex(height), False)
        for tx in block["transactions"]:
            receipt = street.chain.receipt(tx)
            assert receipt is not None
            if receipt["from"] in {*street.doors, street.purse}:
                fees += int(receipt["gasUsed"], 16) * int(receipt["effectiveGasPrice"], 16)
    return fees


async def test_killed_at_any_moment_each_address_is_emptied_once(street: Street) -> None:
    chance, to, kills = random.Random(20_261_121), somebody(), 0
    street.chain.fund(street.purse, ETHER)

    async with mining(street.chain):
        for _ in range(ROUNDS):
            lines, wait_s = chance.randrange(3), chance.random() / 10
            kills += await asyncio.to_thread(killed_after, street, to, lines, wait_s)
        await gather(errand(street, "ETH", "0xBTC", to=to), SEED, lambda _: None)

    assert kills >= 5
    assert street.coins(to) == 3_000 * COIN
    assert street.ether(to) == 4 * ETHER - burnt(street)
    assert [street.ether(each) for each in (*street.doors, street.purse)] == [0] * 7
    assert [sent_from(street, door) for door in street.doors] == [1, 1, 2, 2, 2, 0]


def said(argv: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(argv, capture_output=True, text=True, check=False)


async def test_beside_an_open_till_only_the_preview_works(street: Street) -> None:
    argv: list[str | Path] = [
        EXECUTABLE,
        "sweep",
        "ETH",
        "--to",
        somebody(),
        "--profile",
        street.folder,
    ]

    with sole_use(street.folder):
        shown = await asyncio.to_thread(said, argv)
        refused = await asyncio.to_thread(said, [*argv, "--yes"])

    assert "total    3 ETH" in shown.stdout
    assert refused.returncode == 2
    assert "is already open" in refused.stderr
