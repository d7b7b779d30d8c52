"""A monero-wallet-rpc of our own: started, watched over, ended, and found again after a crash."""

import json
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

from pos.domain.errors import Trouble
from tests.chains.monero.fakes import FakeWalletRpc, Fault, World
from tests.chains.monero.watcher import VIEW_KEY, Minutes, RealClock, Watcher, settings_of
from tests.nodes.anvil import free_port
from tests.nodes.monero import Monero
from tests.nodes.monerod import Monerod
from tests.soon import eventually, soon

DIME = 10**11


def watcher_on(net: Monero, folder: Path, **settings: object) -> Watcher:
    plain: dict[str, object] = {"program": net.wallet_program, "restore_height": 0}
    return Watcher(settings_of(folder, net.node.url, None, **{**plain, **settings}), RealClock())


@pytest.fixture
async def watcher(monero_net: Monero, tmp_path: Path) -> AsyncIterator[Watcher]:
    """Its program runs and has read everything."""
    monero_net.node.mine()
    made = watcher_on(monero_net, tmp_path / "monero")
    await made.catch_up()
    yield made
    await made.chain.close()


@pytest.fixture
def note(watcher: Watcher) -> dict[str, Any]:
    """What was noted of the program."""
    return noted(watcher)


def noted(watcher: Watcher) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(
        (watcher.settings.folder / "wallet-rpc.json").read_text(encoding="utf-8")
    )
    return read


def is_running(note: dict[str, Any]) -> bool:
    try:
        return psutil.Process(note["pid"]).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def test_payments_are_seen_through_a_program_of_our_own(
    monero_net: Monero, watcher: Watcher
) -> None:
    ours = await watcher.shown()
    monero_net.customer.pay([(ours[0], DIME)])

    (seen,) = await watcher.look()

    assert (seen.address, seen.amount.units) == (ours[0], DIME)


async def test_secrets_stand_where_only_the_owner_reads_them(
    watcher: Watcher, note: dict[str, Any]
) -> None:
    await watcher.shown()
    arguments = " ".join(psutil.Process(note["pid"]).cmdline())
    folder = watcher.settings.folder

    assert note["login"] not in arguments
    assert VIEW_KEY not in arguments
    for name in ("wallet-rpc.conf", "wallet-rpc.json"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    for file in folder.glob("wallet-rpc*"):
        assert VIEW_KEY not in file.read_text(encoding="utf-8", errors="replace")


async def test_a_program_that_was_killed_is_started_again_and_knows_everything(
    monero_net: Monero, watcher: Watcher, note: dict[str, Any]
) -> None:
    ours = await watcher.shown()
    psutil.Process(note["pid"]).kill()
    monero_net.customer.pay([(ours[0], DIME)])
    monero_net.node.mine()

    async def is_seen() -> bool:
        try:
            return DIME in {each.amount.units for each in await watcher.look()}
        except Trouble:
            return False

    assert await eventually(is_seen)
    assert noted(watcher)["pid"] != note["pid"]


async def test_closing_ends_the_program_and_keeps_what_it_has_read(
    monero_net: Monero, watcher: Watcher, note: dict[str, Any]
) -> None:
    await watcher.chain.close()
    is_over = not is_running(note)

    again = watcher_on(monero_net, watcher.settings.folder)
    again.cursor = watcher.cursor
    await again.look()
    await again.chain.close()

    assert is_over
    assert again.glance is not None
    assert not again.glance.is_behind
    assert not (watcher.settings.folder / "wallet-rpc.json").exists()


async def test_a_program_that_outlived_a_crash_is_ended_by_the_next_start(
    monero_net: Monero, watcher: Watcher, note: dict[str, Any]
) -> None:
    crashed = watcher  # it was never closed
    ours = await crashed.shown()

    again = watcher_on(monero_net, watcher.settings.folder)
    again.watch(ours)
    monero_net.customer.pay([(ours[0], DIME)])
    seen = await again.look()
    is_over = soon(lambda: not is_running(note))
    await again.chain.close()

    assert DIME in {each.amount.units for each in seen}
    assert is_over


async def test_a_note_of_a_program_that_is_gone_is_no_hindrance(
    monero_net: Monero, tmp_path: Path
) -> None:
    (tmp_path / "wallet-rpc.json").write_text(
        json.dumps({"pid": os.getpid(), "port": free_port(), "login": "a:b"})
    )
    watcher = watcher_on(monero_net, tmp_path)

    await watcher.look()
    await watcher.chain.close()


async def test_what_is_not_ours_at_the_noted_port_is_left_alone(
    monero_net: Monero, tmp_path: Path
) -> None:
    (tmp_path / "wallet-rpc.json").write_text(
        json.dumps({"pid": os.getpid(), "port": monero_net.node.port, "login": "a:b"})
    )
    watcher = watcher_on(monero_net, tmp_path)

    await watcher.look()
    await watcher.chain.close()

    assert monero_net.node.height() > 0


async def test_a_program_of_an_earlier_run_that_hangs_is_named(
    monero_net: Monero, tmp_path: Path
) -> None:
    async with FakeWalletRpc(World()) as hung:
        hung.fault = Fault.HUNG
        port = urlsplit(hung.url).port
        (tmp_path / "wallet-rpc.json").write_text(
            json.dumps({"pid": 1234567, "port": port, "login": "a:b"})
        )
        watcher = watcher_on(monero_net, tmp_path, timeout_s=0.2)

        with pytest.raises(Trouble, match=r"process 1234567\) has not ended yet"):
            await watcher.look()
        await watcher.chain.close()


async def test_a_program_that_cannot_run_is_tried_with_growing_pauses(
    monero_net: Monero, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    clock = Minutes()
    settings = settings_of(tmp_path / "monero", monero_net.node.url, None, program=broken)
    watcher = Watcher(settings, clock)

    with pytest.raises(Trouble, match="ended at once: exit code 3"):
        await watcher.look()
    with pytest.raises(Trouble, match="started again in 2 s"):
        await watcher.look()
    await clock.sleep(2)
    with pytest.raises(Trouble, match="ended at once"):
        await watcher.look()
    with pytest.raises(Trouble, match="started again in 4 s"):
        await watcher.look()
    await watcher.chain.close()


async def test_a_clock_that_was_set_back_does_not_lengthen_the_pause(
    monero_net: Monero, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    clock = Minutes()
    settings = settings_of(tmp_path / "monero", monero_net.node.url, None, program=broken)
    watcher = Watcher(settings, clock)
    with pytest.raises(Trouble, match="ended at once"):
        await watcher.look()
    clock.at -= 3_600

    with pytest.raises(Trouble, match="ended at once"):
        await watcher.look()
    await watcher.chain.close()


async def test_the_words_of_an_earlier_run_are_not_taken_for_the_last_ones(
    monero_net: Monero, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    (tmp_path / "wallet-rpc.log").write_text("all was well yesterday\n", encoding="utf-8")
    watcher = watcher_on(monero_net, tmp_path, program=broken)

    with pytest.raises(Trouble, match="ended at once: exit code 3"):
        await watcher.look()
    await watcher.chain.close()


async def test_a_folder_that_cannot_be_written_is_trouble(
    monero_net: Monero, tmp_path: Path
) -> None:
    (tmp_path / "monero").write_text("no folder", encoding="utf-8")
    watcher = watcher_on(monero_net, tmp_path / "monero")

    with pytest.raises(Trouble, match="cannot be made"):
        await watcher.look()
    await watcher.chain.close()


async def test_a_missing_program_is_named(monero_net: Monero, tmp_path: Path) -> None:
    watcher = watcher_on(monero_net, tmp_path, program=tmp_path / "nothing")

    with pytest.raises(Trouble, match=r"There is no monero-wallet-rpc at .*nothing"):
        await watcher.chain.verify()
    await watcher.chain.close()


async def test_a_node_with_a_login_is_asked_with_it_by_us_and_by_the_program(
    monero_programs: Path, tmp_path: Path
) -> None:
    node = Monerod(monero_programs / "monerod", tmp_path / "node", login="shop:pa%20ss")
    node.start()
    node.mine(3)
    wrong = f"http://shop:wrong@127.0.0.1:{node.port}"
    right = f"http://shop:pa%2520ss@127.0.0.1:{node.port}"
    folder, program = tmp_path / "monero", monero_programs / "monero-wallet-rpc"
    stranger = Watcher(settings_of(folder, wrong, None, program=program), RealClock())
    watcher = Watcher(settings_of(folder, right, None, program=program), RealClock())

    with pytest.raises(Trouble, match="another user name or password"):
        await stranger.look()
    await watcher.look()
    await stranger.chain.close()
    await watcher.chain.close()
    node.stop()

    assert watcher.glance is not None
    assert (watcher.glance.height, watcher.glance.is_behind) == (3, False)
