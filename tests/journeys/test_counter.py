"""A cashier sells at the counter: real keys and mouse, a real node, a phone that scans it."""

from pathlib import Path

import pytest

from tests.journeys.florin import config_for
from tests.journeys.hands import Hands
from tests.journeys.till_window import TillWindow
from tests.nodes.anvil import Anvil, free_port
from tests.nodes.customer import Customer
from tests.nodes.token import Token


@pytest.fixture
def till(display: Hands, anvil: Anvil, token: Token, tmp_path: Path) -> TillWindow:
    """The window on a shop that takes tokens and ether of a test chain."""
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "config.toml").write_text(config_for(anvil, token), encoding="utf-8")
    environment = {"FLORIN_SERVER__LISTEN": f"127.0.0.1:{free_port()}"}
    return TillWindow(display, tmp_path, ("--profile", str(profile)), environment)


def test_a_cashier_charges_a_customer_pays_on_chain_and_the_receipt_shows_the_transaction(
    till: TillWindow, anvil: Anvil, token: Token, customer: Customer
) -> None:
    till.start()
    till.hands.write("350")
    till.hands.key("plus")
    till.wait_for("sell.total", "3.50")
    till.look("counter-1-cart")
    till.hands.key("F9")
    till.click("pay.coin.0xBTC")
    till.wait_for("pay.amount", "7")
    till.wait_for("pay.network", "Ethereum")

    address = till.scan("counter-2-waiting")
    tx = customer.pay_token(token, address, 7 * 10**8)
    till.wait_for("pay.stage", "Payment seen")
    till.look("counter-3-seen")
    anvil.mine(2)
    till.wait_for("pay.stage", "Paid")
    till.look("counter-4-paid")
    till.click("pay.receipt")
    receipt = till.wait_for("receipt.text")["text"]
    till.look("counter-5-receipt")

    assert tx in receipt.replace("\n", "").replace(" ", "")
    assert "3.50" in receipt
    till.hands.key("Escape")
    assert till.stop() == 0


def test_an_open_sale_survives_a_power_failure_and_is_paid_afterwards(
    till: TillWindow, anvil: Anvil, token: Token, customer: Customer
) -> None:
    till.start()
    till.hands.write("100")
    till.hands.key("plus")
    till.wait_for("sell.total", "1.00")
    till.hands.key("F9")
    till.click("pay.coin.0xBTC")
    till.wait_for("pay.amount", "2")
    address = till.scan("power-1-waiting")
    till.kill()

    customer.pay_token(token, address, 2 * 10**8)
    anvil.mine(2)
    till.start()
    till.click("rail.orders")
    till.wait_for("orders.stage", "Paid")
    till.look("power-2-paid")
    assert till.stop() == 0


def test_a_second_start_on_the_same_profile_says_so_in_a_window(
    till: TillWindow, display: Hands, tmp_path: Path
) -> None:
    till.start()
    (tmp_path / "second").mkdir()
    second = TillWindow(
        display, tmp_path / "second", till.words, till.environment, first="starting.words"
    )
    second.start()
    second.wait_for("starting.words", "already open")
    second.look("second-start")

    assert second.stop() == 2
    assert till.stop() == 0
