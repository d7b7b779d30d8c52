"""The programs for shops; that they run is shown by tests/journeys/test_snippets.py."""

import pytest

from pos.gui.backoffice import Reach
from pos.gui.present.snippets import Language, Protocol, snippet

REACH = Reach(
    url="http://127.0.0.1:8888",
    public_url="https://pay.shop.example",
    coin="0xBTC",
    currency="CHF",
)


@pytest.mark.parametrize("protocol", Protocol)
@pytest.mark.parametrize("language", Language)
def test_every_program_is_about_this_installation(protocol: Protocol, language: Language) -> None:
    text = snippet(REACH, protocol, language, "flo_key").text

    assert "http://127.0.0.1:8888" in text
    assert "https://pay.shop.example/pay/" in text
    assert "flo_key" in text
    assert "@" not in text


def test_without_a_key_the_program_has_a_place_for_one() -> None:
    assert "YOUR-KEY" in snippet(REACH, Protocol.INVOICES, Language.CURL).text


def test_the_price_is_in_the_shops_currency_and_the_amount_in_its_coin() -> None:
    invoices = snippet(REACH, Protocol.INVOICES, Language.PYTHON)
    jsonrpc = snippet(REACH, Protocol.JSON_RPC, Language.PYTHON)

    assert '"currency": "chf"' in invoices.text
    assert "CHF" in invoices.about
    assert "payment in 0xBTC" in jsonrpc.text
