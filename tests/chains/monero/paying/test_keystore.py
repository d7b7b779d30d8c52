"""A refund wallet of Florin's own: made, restored, locked, opened again, and never left running."""

import json
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from pos.chains.monero.paying.chest import SpendChest
from pos.chains.monero.paying.payer import MoneroPayer
from pos.chains.monero.paying.settings import SpendSettings
from pos.chains.newwallet import NewWallet
from pos.domain.errors import Refused, Trouble
from pos.domain.ports.payer import Mined, PayerState, Purse
from tests.chains.monero.paying.purse import UNLOCKED, order, spending
from tests.chains.monero.watcher import RealClock, xmr
from tests.nodes.monero import Monero
from tests.nodes.monero_rpc import MoneroRpc
from tests.soon import eventually

DIME = 10**11
PASSPHRASE = "correct horse"


@pytest.fixture
def settings(monero_net: Monero, tmp_path: Path) -> SpendSettings:
    return spending(monero_net, folder=tmp_path / "keystores" / "monero")


@pytest.fixture
def chest(settings: SpendSettings) -> SpendChest:
    return SpendChest(settings, RealClock())


@pytest.fixture
async def made(chest: SpendChest) -> NewWallet:
    return await chest.make(PASSPHRASE)


@pytest.fixture
async def payer(made: NewWallet, settings: SpendSettings) -> AsyncIterator[MoneroPayer]:
    """Its wallet is locked."""
    payer = MoneroPayer(settings, RealClock())
    yield payer
    await payer.close()


def fill(net: Monero, address: str) -> None:
    """Two coins that can be spent."""
    net.customer.pay([(address, 2 * DIME), (address, 2 * DIME)])
    net.node.mine(UNLOCKED)


def noted(settings: SpendSettings) -> dict[str, Any]:
    """What was noted of the program that runs."""
    note: dict[str, Any] = json.loads((settings.folder / "wallet-rpc.json").read_text("utf-8"))
    return note


async def purse_of(payer: MoneroPayer) -> Purse:
    """What it has, once the program is up and has read the chain."""
    seen: list[Purse] = []

    async def is_told() -> bool:
        try:
            seen.append(await payer.purse())
        except Trouble:
            return False
        return True

    assert await eventually(is_told)
    return seen[0]


async def test_a_wallet_is_made_for_its_owner_alone(
    made: NewWallet, chest: SpendChest, settings: SpendSettings
) -> None:
    words = made.words.split()

    assert len(words) == 25
    assert stat.S_IMODE(chest.path.stat().st_mode) == 0o600
    for folder in (settings.folder, chest.path.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in (file for file in settings.folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        assert PASSPHRASE.encode() not in content
        assert " ".join(words[:3]).encode() not in content
    assert not (settings.folder / "wallet-rpc.json").exists()
    assert made.words not in repr(made)


async def test_a_wallet_is_never_written_over(made: NewWallet, chest: SpendChest) -> None:
    content = chest.path.read_bytes()
    with pytest.raises(Refused) as again:
        await chest.make("another")
    with pytest.raises(Refused) as restored:
        await chest.restore(made.words, "another")

    assert (again.value.code, restored.value.code) == ("exists", "exists")
    assert chest.path.read_bytes() == content


async def test_a_refund_is_paid_once_the_wallet_is_unlocked(
    monero_net: Monero, made: NewWallet, payer: MoneroPayer
) -> None:
    to = monero_net.customer.address()
    fill(monero_net, made.address)
    with pytest.raises(Refused) as locked:
        await payer.sign(order(to, DIME), ())
    was = payer.state
    await payer.unlock(PASSPHRASE)
    await purse_of(payer)
    tx = await payer.sign(order(to, DIME), ())
    await payer.send(tx)
    monero_net.node.mine()

    async def is_mined() -> bool:
        return isinstance(await payer.fate([tx]), Mined) or not monero_net.node.mine()

    assert await eventually(is_mined)
    assert locked.value.code == "locked"
    assert (was, payer.state) == (PayerState.LOCKED, PayerState.READY)
    assert monero_net.customer.received(to) == [DIME - tx.fee.units]


async def test_a_wrong_passphrase_opens_nothing_and_the_right_one_does_afterwards(
    made: NewWallet, payer: MoneroPayer
) -> None:
    for _ in range(2):
        with pytest.raises(Refused) as wrong:
            await payer.unlock("wrong")
        assert (wrong.value.code, payer.state) == ("wrong_passphrase", PayerState.LOCKED)
    await payer.unlock(PASSPHRASE)
    with pytest.raises(Refused) as late:
        await payer.unlock("wrong")

    assert late.value.code == "wrong_passphrase"
    assert (await purse_of(payer)).address == made.address


async def test_a_program_that_was_killed_is_started_again_with_the_wallet_open(
    monero_net: Monero, made: NewWallet, payer: MoneroPayer, settings: SpendSettings
) -> None:
    fill(monero_net, made.address)
    await payer.unlock(PASSPHRASE)
    await purse_of(payer)
    first = noted(settings)["pid"]
    psutil.Process(first).kill()

    seen = await purse_of(payer)

    assert seen.balances == (xmr(4 * DIME),)
    assert noted(settings)["pid"] != first


async def test_what_is_reserved_stays_so_after_the_program_died(
    monero_net: Monero, made: NewWallet, payer: MoneroPayer, settings: SpendSettings
) -> None:
    to = monero_net.customer.address()
    fill(monero_net, made.address)
    await payer.unlock(PASSPHRASE)
    await purse_of(payer)
    first = await payer.sign(order(to, DIME), ())
    psutil.Process(noted(settings)["pid"]).kill()
    await purse_of(payer)
    second = await payer.sign(order(to, DIME), first.spends)

    with pytest.raises(Refused) as refused:
        await payer.sign(order(to, DIME), [*first.spends, *second.spends])

    assert set(first.spends).isdisjoint(second.spends)
    assert refused.value.code == "no_funds"


async def test_what_a_crash_left_set_apart_is_used_again(
    monero_net: Monero, made: NewWallet, payer: MoneroPayer, settings: SpendSettings
) -> None:
    to = monero_net.customer.address()
    fill(monero_net, made.address)
    await payer.unlock(PASSPHRASE)
    await purse_of(payer)
    note = noted(settings)
    rpc = MoneroRpc(note["port"], note["login"])
    for output in rpc("incoming_transfers", transfer_type="available")["transfers"]:
        rpc("freeze", key_image=output["key_image"])

    tx = await payer.sign(order(to, DIME), ())

    assert tx.fee < xmr(DIME)


async def test_closing_leaves_no_program_behind(
    payer: MoneroPayer, settings: SpendSettings
) -> None:
    await payer.unlock(PASSPHRASE)
    pid = noted(settings)["pid"]
    await payer.close()

    assert not psutil.pid_exists(pid)
    assert payer.state is PayerState.LOCKED


async def test_a_program_that_outlived_a_crash_before_it_had_a_wallet_open_is_ended(
    payer: MoneroPayer, settings: SpendSettings
) -> None:
    with pytest.raises(Refused):
        await payer.unlock("wrong")
    outlived = psutil.Process(noted(settings)["pid"])  # nobody closed that payer

    later = MoneroPayer(settings, RealClock())
    await later.unlock(PASSPHRASE)
    is_over = not outlived.is_running() or outlived.status() == psutil.STATUS_ZOMBIE
    await later.close()

    assert is_over


async def test_a_wallet_is_restored_from_its_words(
    monero_net: Monero, made: NewWallet, tmp_path: Path
) -> None:
    fill(monero_net, made.address)
    settings = spending(monero_net, folder=tmp_path / "again" / "monero")
    address = await SpendChest(settings, RealClock()).restore(f" {made.words.upper()}\n", "other")
    payer = MoneroPayer(settings, RealClock())
    await payer.unlock("other")
    seen = await purse_of(payer)
    await payer.close()

    assert address == seen.address == made.address
    assert seen.balances == (xmr(4 * DIME),)


@pytest.mark.parametrize("words", ["", "abbey abbey", "abbey " * 24 + "abducts", "x " * 25])
async def test_words_that_are_no_wallet_are_refused_without_repeating_them(
    chest: SpendChest, settings: SpendSettings, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        await chest.restore(words, PASSPHRASE)

    assert refused.value.code == "invalid_words"
    assert "abbey" not in refused.value.text
    assert not chest.path.exists()
    assert not (settings.folder / "wallet-rpc.json").exists()


async def test_a_wallet_needs_a_passphrase(chest: SpendChest) -> None:
    with pytest.raises(Refused) as refused:
        await chest.make("")

    assert refused.value.code == "no_passphrase"


async def test_a_wallet_that_was_taken_away_is_named(chest: SpendChest, payer: MoneroPayer) -> None:
    chest.path.unlink()

    with pytest.raises(Refused) as refused:
        await payer.unlock(PASSPHRASE)

    assert refused.value.code == "no_keystore"
