"""The sheet of coins and networks in a living window."""

from PySide6.QtWidgets import QLabel

from tests.fakes.goods import BTC
from tests.gui.counter import Finger


def test_the_lamp_of_the_networks_opens_the_sheet(many: Finger) -> None:
    many.click("strip.networks")

    words = [part.text() for part in many.find("networks.list").findChildren(QLabel)]
    assert {"Bitcoin", "Monero", "Litecoin", "Ethereum"} <= set(words)
    assert any(text.startswith("up to 50") for text in words)


def test_the_sheet_stays_true_while_it_is_open(many: Finger) -> None:
    many.key("Ctrl+N")
    many.shop.show_chain(BTC.chain, is_connected=False)

    assert many.until(lambda: many.sees("networks.state.0.words"))
    assert many.text("networks.state.0.words") == "Offline"


def place_of_rates(finger: Finger) -> int:
    """Which card of the sheet the rates are."""
    rates = finger.find("networks.rates")
    column = rates.parentWidget()
    assert column is not None
    layout = column.layout()
    assert layout is not None
    return layout.indexOf(rates)


def test_the_rates_stand_on_top_unless_a_network_is_worse_off(many: Finger) -> None:
    many.key("Ctrl+N")
    assert place_of_rates(many) == 0

    many.shop.show_chain(BTC.chain, is_connected=False)

    assert many.until(lambda: place_of_rates(many) == 4)
