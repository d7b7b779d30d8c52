"""From the very first start to a real payment, by one owner at one machine, with keys and mouse."""

from pathlib import Path

import pytest

from tests.journeys.florin import XPUB
from tests.journeys.hands import Hands
from tests.journeys.till_window import TillWindow
from tests.nodes.anvil import Anvil, free_port
from tests.nodes.customer import Customer

FIRST_ADDRESS = "0x58A57ed9d8d624cBD12e2C467D34787555bB1b25"
NO_SERVICES = ("COINGECKO", "KRAKEN", "COINBASE", "BITSTAMP", "CRYPTOCOMPARE")
PIN = "246813"


@pytest.fixture
def till(display: Hands, tmp_path: Path) -> TillWindow:
    """A machine on which Florin was never started; its owner lives in Ireland."""
    environment = {
        "FLORIN_SERVER__LISTEN": f"127.0.0.1:{free_port()}",
        "FLORIN_RATES__FIXED": '{ ETH = "2500" }',
        **{f"FLORIN_RATES__{name}": "false" for name in NO_SERVICES},
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "settings"),
        "LANG": "en_IE.UTF-8",
        "LC_ALL": "",
    }
    words = ("--profile", str(tmp_path / "profile"))
    return TillWindow(display, tmp_path, words, environment, first="setup.next")


def make_a_practice_sale(till: TillWindow) -> None:
    till.wait_for("guide.words", "1 of 3")
    till.hands.write("350")
    till.hands.key("plus")
    till.wait_for("guide.words", "2 of 3")
    till.hands.key("F9")
    till.wait_for("guide.words", "3 of 3")
    till.look("first-3-practice-code")
    till.click("phone.exact")
    till.wait_for("pay.stage", "Payment seen")
    till.click("phone.mine")
    till.wait_for("pay.stage", "Paid")
    till.wait_for("guide.words", "first sale")
    till.look("first-4-practice-paid")


def name_the_shop(till: TillWindow) -> None:
    till.wait_for("setup.title", "Your shop")
    till.click("setup.shop.name")
    till.hands.write("Corner shop")
    till.click("setup.shop.address")
    till.hands.write("High Street 1")
    till.hands.key("Tab")
    till.hands.write("IE 123")
    till.look("first-5-shop")
    till.click("setup.next")


def choose_a_pin(till: TillWindow) -> None:
    till.wait_for("setup.title", "Your PIN")
    till.click("setup.pin.first")
    till.hands.write(PIN)
    till.hands.key("Tab")
    till.hands.write(PIN)
    till.hands.key("Return")
    till.wait_for("setup.pin.told", "The PIN is set")
    till.click("setup.sheet.save")
    till.wait_for("setup.sheet.told", "Saved as")
    till.look("first-6-owner")
    till.click("setup.next")


def enter_the_wallet(till: TillWindow, chain: Anvil) -> None:
    till.wait_for("setup.title", "Which coins")
    till.click("setup.coin.evm")
    till.click("setup.wallet.xpub")
    till.hands.write("abandon ability able about above absent absorb abstract absurd abuse access")
    till.hands.write(" accident")
    till.wait_for("setup.wallet.why", "private key or a seed")
    assert till.wait_for("setup.wallet.xpub")["text"] == ""
    till.look("first-7-words-refused")
    till.click("setup.wallet.xpub")
    till.hands.write(XPUB)
    shown = till.wait_for("setup.address")["name"]
    assert shown == FIRST_ADDRESS
    till.look("first-8-address")
    till.click("setup.address.yes")
    till.click("setup.wallet.chain")
    till.hands.key("ctrl+a")
    till.hands.write(str(chain.chain_id))
    till.click("setup.node.http")
    till.hands.write(chain.url)
    till.hands.key("Tab", "Return")
    till.wait_for("setup.trial.verdict", "It works")
    till.look("first-9-connection")
    till.hands.key("Return")
    till.wait_for("setup.coins.told", "Ready")
    till.look("first-10-coins")
    till.click("setup.next")


def look_through_the_rest(till: TillWindow) -> None:
    till.wait_for("setup.title", "When is a payment")
    till.look("first-11-policy")
    till.click("setup.next")
    till.wait_for("setup.rates.told.ETH", "2")
    till.look("first-12-rates")
    till.click("setup.next")
    till.click("setup.goods.none")
    till.wait_for("setup.trial.told", "You have made")
    till.click("setup.next")
    till.wait_for("setup.title", "Ready to open")
    till.look("first-13-ready")
    till.click("setup.next")


def make_a_real_sale(till: TillWindow, chain: Anvil, customer: Customer) -> str:
    """What the receipt says."""
    till.wait_for("strip.shop", "Corner shop")
    till.wait_for("sell.search")
    till.hands.write("350")
    till.hands.key("plus", "F9")
    till.wait_for("pay.network", "Ethereum")
    link = till.scan("first-14-real-code").removeprefix("ethereum:")
    customer.pay(link.partition("@")[0], 14 * 10**14)
    till.wait_for("pay.stage", "Payment seen")
    chain.mine(2)
    till.wait_for("pay.stage", "Paid")
    till.look("first-15-real-paid")
    till.click("pay.receipt")
    receipt = str(till.wait_for("receipt.text")["text"])
    till.look("first-16-receipt")
    return receipt


def test_from_the_first_start_over_a_practice_sale_to_a_real_payment(
    till: TillWindow, anvil: Anvil, customer: Customer, tmp_path: Path
) -> None:
    till.start()
    till.look("first-1-language")
    till.click("setup.next")
    till.wait_for("setup.start.practice")
    till.look("first-2-start")
    till.click("setup.start.practice")
    make_a_practice_sale(till)

    till.click("guide.on")
    name_the_shop(till)
    choose_a_pin(till)
    enter_the_wallet(till, anvil)
    look_through_the_rest(till)
    receipt = make_a_real_sale(till, anvil, customer)

    assert "Total EUR" in receipt  # what is paid with in Ireland
    assert "High Street 1" in receipt
    assert "IE 123" in receipt
    assert "abandon" not in (tmp_path / "profile" / "setup.json").read_text(encoding="utf-8")
    till.hands.key("Escape")
    assert till.stop() == 0
