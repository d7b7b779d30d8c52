"""A cashier sells for bitcoin and for Monero: real window, real nodes, and a thief."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys.coins_config import SHOP, bitcoin_by_electrum, monero_by_own_wallet
from tests.journeys.hands import Hands
from tests.journeys.till_window import TillWindow
from tests.nodes.anvil import free_port
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.bitcoin_plugin import ElectrumOver
from tests.nodes.monero import Monero
from tests.nodes.payer import Payer

Till = Callable[[str], TillWindow]


@pytest.fixture
def till(display: Hands, tmp_path: Path) -> Till:
    """Opens the window on a shop with these settings."""

    def opened(settings: str) -> TillWindow:
        profile = tmp_path / "profile"
        profile.mkdir()
        (profile / "config.toml").write_text(SHOP + settings, encoding="utf-8")
        environment = {"FLORIN_SERVER__LISTEN": f"127.0.0.1:{free_port()}"}
        window = TillWindow(display, tmp_path, ("--profile", str(profile)), environment)
        window.start()
        return window

    return opened


def charged(till: TillWindow, cents: str, picture: str) -> tuple[str, int]:
    """Charge this many cents; address and atomic units that the customer's phone reads."""
    till.hands.write(cents)
    till.hands.key("plus")
    till.wait_for("sell.total")
    till.hands.key("F9")
    till.wait_for("pay.amount")
    code = urlsplit(till.scan(picture))
    amount = parse_qs(code.query).get("amount") or parse_qs(code.query)["tx_amount"]
    decimals = 12 if code.scheme == "monero" else 8
    return code.path, int(Decimal(amount[0]).scaleb(decimals))


def test_bitcoin_without_a_node_is_seen_confirmed_and_paid(
    till: Till, own_knots: BitcoinNode, electrum_over: ElectrumOver
) -> None:
    payer = Payer(own_knots)
    window = till(bitcoin_by_electrum(electrum_over(own_knots), electrum_over(own_knots)))
    address, units = charged(window, "4000", "bitcoin-1-waiting")

    payer.pay([(address.lower(), units)])
    window.wait_for("pay.stage", "Payment seen")
    window.look("bitcoin-2-seen")
    own_knots.mine()
    window.wait_for("pay.stage", "Confirming 1")
    window.look("bitcoin-3-confirming")
    own_knots.mine()
    window.wait_for("pay.stage", "Paid")
    window.look("bitcoin-4-paid")

    assert window.stop() == 0


def test_monero_is_seen_confirmed_and_paid(till: Till, own_monero: Monero) -> None:
    window = till(monero_by_own_wallet(own_monero))
    address, units = charged(window, "4000", "monero-1-waiting")

    own_monero.customer.pay([(address, units)])
    window.wait_for("pay.stage", "Payment seen")
    window.look("monero-2-seen")
    own_monero.node.mine()
    window.wait_for("pay.stage", "Confirming 1")
    window.look("monero-3-confirming")
    own_monero.node.mine()
    window.wait_for("pay.stage", "Paid")
    window.look("monero-4-paid")

    assert window.stop() == 0


def test_a_double_spent_payment_turns_the_screen_red_before_the_goods_are_gone(
    till: Till, own_knots: BitcoinNode, electrum_over: ElectrumOver
) -> None:
    payer = Payer(own_knots)
    window = till(bitcoin_by_electrum(electrum_over(own_knots), electrum_over(own_knots)))
    address, units = charged(window, "4000", "double-spend-1-waiting")
    txid = payer.pay([(address.lower(), units)], replaceable=True)
    window.wait_for("pay.stage", "Payment seen")
    window.look("double-spend-2-seen")

    payer.replace(txid)
    window.wait_for("pay.stage", "payment was replaced or double-spent")
    window.look("double-spend-3-alarm")

    assert window.stop() == 0
