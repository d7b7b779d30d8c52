"""A customer pays on the payment page with practice money: browser and program, each real."""

import io
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.journeys.florin import Florin
from tests.journeys.needs import CHROMIUM_FLAGS

PICTURES: Final = Path("build/journeys")
CONFIG: Final = """
[shop]
name = "Corner shop"
[practice]
block_s = 0
"""
ORDER: Final = {
    "cart": [{"name": "Teapot", "quantity": 1, "price": 20.5}],
    "currency": "eur",
    "successUrl": "https://shop.example/thanks",
    "cancelUrl": "https://shop.example/cart",
}


@pytest.fixture
def florin(tmp_path: Path) -> Iterator[Florin]:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    florin = Florin(tmp_path, args=("--practice",))
    florin.start()
    yield florin
    assert florin.stop() == 0


@pytest.fixture
def tab(chromium: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=list(CHROMIUM_FLAGS)
        )
        yield browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
        browser.close()


def told(florin: Florin, path: str) -> dict[str, Any]:
    with urllib.request.urlopen(florin.url + path, timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def says(tab: Page, words: str) -> None:
    tab.get_by_role("heading", level=1, name=words).wait_for()


def test_a_customer_chooses_pays_too_much_and_gets_the_rest_back(florin: Florin, tab: Page) -> None:
    selector = florin.post("/invoice/", ORDER)["selector"]
    tab.goto(f"{florin.url}/pay/{selector}")
    says(tab, "How would you like to pay?")
    tab.get_by_role("button", name="Play Ether").click()
    says(tab, "Please pay")
    picture = Image.open(io.BytesIO(tab.locator(".qr").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    invoice = told(florin, f"/invoice/{selector}")
    address = invoice["receiveAddress"]
    asked = tab.locator("[data-copy]").first.get_attribute("data-copy")
    assert code.text == f"practice:{address}?amount={asked}&coin=PLAY-ETH"
    tab.screenshot(path=PICTURES / "pay-1-waiting.png", full_page=True)

    florin.post("/practice/pay", {"address": address, "amount": asked})
    says(tab, "Payment seen.")
    assert tab.locator(".qr").count() == 0
    tab.screenshot(path=PICTURES / "pay-2-seen.png", full_page=True)
    florin.post("/practice/pay", {"address": address, "amount": "0.001"})
    florin.post("/practice/mine", {"blocks": 1})
    says(tab, "Being confirmed: 1 of 2")
    florin.post("/practice/mine", {"blocks": 1})
    says(tab, "Paid. Thank you!")
    tab.get_by_role("list").get_by_text("Refund").first.wait_for()
    tab.screenshot(path=PICTURES / "pay-3-paid.png", full_page=True)
    tab.locator("#going").get_by_text("Back to the shop in").wait_for()
