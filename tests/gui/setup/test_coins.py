"""A wallet is entered: its key, its first address, its network."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from pos.gui.setupdoors import Mark, Step
from tests.fakes.setup import ADDRESS, KNOWN_KEY, OTHER, SEED, FakeSetup
from tests.gui.counter import Finger
from tests.gui.setup.conftest import At


@pytest.fixture
def bitcoin(at: At) -> Finger:
    owner = at(Step.COINS)
    owner.click("setup.coin.BTC")
    return owner


def enter(owner: Finger, key: str) -> None:
    owner.write_in("setup.wallet.key", key)
    owner.until(lambda: owner.sees("setup.address") or owner.sees("setup.wallet.why"))


def confirmed(owner: Finger) -> Finger:
    enter(owner, KNOWN_KEY)
    owner.click("setup.address.yes")
    return owner


def test_the_first_address_is_shown_large_and_asked_about(bitcoin: Finger) -> None:
    enter(bitcoin, KNOWN_KEY)

    assert bitcoin.text("setup.address").replace(" ", "") == ADDRESS
    assert bitcoin.text("setup.address.kind") == "Native SegWit, m/84'/0'/0'/0/0"


def test_a_scanner_s_enter_asks_at_once(bitcoin: Finger) -> None:
    bitcoin.write(KNOWN_KEY)
    bitcoin.key("Return")

    assert bitcoin.sees("setup.address")


def test_bad_input_is_explained_while_it_is_typed(bitcoin: Finger) -> None:
    enter(bitcoin, "zpub6wrong")

    assert "neither a key" in bitcoin.text("setup.wallet.why")
    assert not bitcoin.sees("setup.address")


def test_seed_words_are_refused_and_wiped(bitcoin: Finger) -> None:
    enter(bitcoin, SEED)

    assert "private key or a seed" in bitcoin.text("setup.wallet.why")
    assert bitcoin.text("setup.wallet.key") == ""


def test_a_confirmed_wallet_is_kept_and_its_coin_is_ready(
    bitcoin: Finger, setup: FakeSetup
) -> None:
    confirmed(bitcoin).click("setup.wallet.use")

    assert setup.values["wallets.BTC.key"] == KNOWN_KEY
    assert setup.values["coins.BTC.enabled"] is True
    assert "Ready: Bitcoin" in bitcoin.text("setup.coins.told")
    assert bitcoin.find("setup.next").hasFocus()
    assert "ready" in bitcoin.find("setup.coin.BTC").accessibleName()
    bitcoin.click("setup.next")
    assert setup.marks == {Step.COINS: Mark.DONE}


def test_who_says_no_is_shown_the_same_key_s_other_addresses(
    bitcoin: Finger, setup: FakeSetup
) -> None:
    enter(bitcoin, KNOWN_KEY)
    bitcoin.click("setup.address.no")
    assert "another account" in bitcoin.text("setup.address.advice")

    bitcoin.click("setup.address.other.sh(wpkh)")
    assert bitcoin.text("setup.address").replace(" ", "") == OTHER
    bitcoin.click("setup.wallet.use")

    assert setup.values["wallets.BTC.script"] == "sh(wpkh)"


def test_the_first_address_can_be_shown_again(bitcoin: Finger) -> None:
    enter(bitcoin, KNOWN_KEY)
    bitcoin.click("setup.address.no")

    bitcoin.click("setup.address.back")

    assert bitcoin.text("setup.address").replace(" ", "") == ADDRESS


def test_a_key_typed_anew_has_to_be_confirmed_anew(bitcoin: Finger) -> None:
    confirmed(bitcoin)

    enter(bitcoin, "zpub6wrong")

    assert not bitcoin.sees("setup.wallet.use")


def test_the_connection_is_tried_server_by_server(bitcoin: Finger) -> None:
    confirmed(bitcoin).click("setup.trial.start")

    assert bitcoin.text("setup.trial.verdict") == "It works."
    assert bitcoin.sees("setup.trial.line.electrum three.example")


def test_a_failing_connection_says_why_and_lets_the_owner_go_on(
    bitcoin: Finger, setup: FakeSetup
) -> None:
    setup.problem = "no answer within 20 seconds"
    confirmed(bitcoin).click("setup.trial.start")

    assert "does not work now" in bitcoin.text("setup.trial.verdict")
    line = bitcoin.text("setup.trial.line.electrum two.example")
    assert line == "electrum two.example: no answer within 20 seconds"
    bitcoin.click("setup.wallet.use")
    assert setup.values["coins.BTC.enabled"] is True


def test_an_own_node_takes_the_place_of_public_servers(bitcoin: Finger, setup: FakeSetup) -> None:
    confirmed(bitcoin).click("setup.node.own")
    bitcoin.write_in("setup.node.rpc", "http://127.0.0.1:8332")
    bitcoin.write_in("setup.node.rpc_user", "me")

    bitcoin.click("setup.wallet.use")

    assert setup.values["chains.BTC.rpc"] == "http://127.0.0.1:8332"
    assert setup.values["chains.BTC.rpc_user"] == "me"


def test_one_own_electrum_server_is_trusted_alone(bitcoin: Finger, setup: FakeSetup) -> None:
    confirmed(bitcoin).click("setup.node.own")
    bitcoin.write_in("setup.node.electrum", "ssl://own.example:50002")

    bitcoin.click("setup.wallet.use")

    assert setup.values["chains.BTC.electrum"] == ["ssl://own.example:50002"]
    assert setup.values["chains.BTC.electrum_least"] == 1


def test_ethereum_needs_a_node_and_takes_the_tokens_that_are_ticked(
    at: At, setup: FakeSetup
) -> None:
    owner = at(Step.COINS)
    owner.click("setup.coin.evm")
    owner.write_in("setup.wallet.xpub", KNOWN_KEY)
    owner.until(lambda: owner.sees("setup.address.yes"))
    owner.click("setup.address.yes")
    owner.click("setup.token.USDC")
    owner.click("setup.wallet.use")
    assert "address of a node" in owner.text("setup.wallet.why")

    owner.write_in("setup.node.http", "https://node.example")
    owner.click("setup.wallet.use")

    assert setup.values["coins.ETH.enabled"] is True
    assert setup.values["coins.USDC.enabled"] is True
    assert setup.values["chains.ETH.http"] == ["https://node.example"]


def test_another_network_takes_its_own_ether_and_no_tokens(at: At, setup: FakeSetup) -> None:
    owner = at(Step.COINS)
    owner.click("setup.coin.evm")
    owner.write_in("setup.wallet.xpub", KNOWN_KEY)
    owner.until(lambda: owner.sees("setup.address.yes"))
    owner.click("setup.address.yes")
    owner.click("setup.token.USDC")
    owner.click("setup.wallet.chain")
    owner.write_in("setup.wallet.chain", "8453")
    owner.write_in("setup.node.http", "https://node.example")

    owner.click("setup.wallet.use")

    assert setup.values["coins.ETH.chain"] == "eip155:8453"
    assert "coins.USDC.enabled" not in setup.values


def test_monero_asks_for_address_and_view_key_which_is_not_shown(at: At, setup: FakeSetup) -> None:
    owner = at(Step.COINS)
    owner.click("setup.coin.XMR")
    owner.write_in("setup.wallet.address", KNOWN_KEY)
    owner.write_in("setup.wallet.view_key", "00" * 32)
    owner.until(lambda: owner.sees("setup.address.yes"))
    owner.click("setup.address.yes")
    owner.write_in("setup.node.daemon", "http://127.0.0.1:18081")

    owner.click("setup.wallet.use")

    assert setup.values["wallets.XMR.view_key"] == "00" * 32
    assert setup.values["chains.XMR.daemon"] == "http://127.0.0.1:18081"


def test_what_was_confirmed_and_not_taken_is_not_lost_by_going_on(
    bitcoin: Finger, setup: FakeSetup
) -> None:
    confirmed(bitcoin)

    bitcoin.click("setup.next")

    assert setup.values["coins.BTC.enabled"] is True


def test_the_list_of_all_coins_is_one_step_back(bitcoin: Finger) -> None:
    confirmed(bitcoin)

    bitcoin.click("setup.coins.all")

    assert bitcoin.sees("setup.coin.XMR")
    assert not bitcoin.sees("setup.wallet.key")


def test_an_answer_about_a_key_that_is_not_there_any_more_is_not_shown(
    bitcoin: Finger, setup: FakeSetup
) -> None:
    setup.pause_s = 0.1
    line = bitcoin.find("setup.wallet.key")
    assert isinstance(line, QLineEdit)

    async def hurried() -> None:
        QTest.keyClicks(line, KNOWN_KEY)
        QTest.keyClick(line, Qt.Key.Key_Return)
        await asyncio.sleep(0.03)  # the question is on its way
        QTest.keyClick(line, Qt.Key.Key_X)
        await asyncio.sleep(0.2)

    bitcoin.loop.run_until_complete(hurried())

    assert not bitcoin.sees("setup.address")
    bitcoin.settle()
