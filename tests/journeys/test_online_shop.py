"""An online shop sells through the 0xBTCpay protocol: browser, chain, shop, each of them real."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.florin import Florin, config_for
from tests.journeys.needs import CHROMIUM_FLAGS
from tests.journeys.shop_server import DROP, shop_server
from tests.nodes.anvil import Anvil
from tests.nodes.customer import Customer
from tests.nodes.token import Token
from tests.soon import soon

PICTURES: Final = Path("build/journeys")

CHECKOUT: Final = """<!doctype html><meta charset="utf-8"><title>Checkout</title>
<h1 id="message"></h1>
<script>
var message = document.getElementById("message");
var payment_id = "%(id)s";
function poll() {
  var xhr = new XMLHttpRequest();
  xhr.onreadystatechange = function() {
    if (this.readyState == 4 && this.status == 200) {
      var data = JSON.parse(this.responseText);
      if (data.paid_at == null && data.seen_at == null) {
        message.innerText = `Please send ${data.amount} 0xBTC to ${data.address}.`;
      } else {
        if (data.seen_at != null) {
          message.innerText = "Payment detected! Please wait...";
        }
        if (data.paid_at != null) {
          clearInterval(timerId);
          message.innerText = "Payment complete!";
        }
      }
    }
  };
  xhr.open("GET", `%(florin)s/${payment_id}/status.json`, true);
  xhr.send();
}
poll();
var timerId = setInterval(poll, 1000);
</script>"""
"""The document's own polling code, on a page of the shop."""


@contextmanager
def page_of_the_shop(html: str) -> Iterator[str]:
    """The checkout page, from an origin that is not Florin's."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = html.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """The shop keeps quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def florin(anvil: Anvil, token: Token, tmp_path: Path) -> Iterator[Florin]:
    (tmp_path / "config.toml").write_text(config_for(anvil, token), encoding="utf-8")
    florin = Florin(tmp_path)
    florin.start()
    yield florin
    assert florin.stop() == 0


def test_the_documents_polling_page_completes_and_the_shop_accepts_exactly_one_postback(
    florin: Florin, anvil: Anvil, token: Token, customer: Customer, chromium: Path
) -> None:
    tries = (500, DROP, 200)
    with shop_server(lambda n: tries[min(n, 2)]) as shop:
        payment = florin.start_payment(
            "2.5", data={"order_id": "444", "s": "é"}, postback_url=shop.url
        )
        page = CHECKOUT % {"id": payment["id"], "florin": florin.url}
        with page_of_the_shop(page) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(chromium), args=list(CHROMIUM_FLAGS)
            )
            tab = browser.new_page()
            tab.goto(url)
            headline = tab.locator("#message")
            headline.get_by_text(f"Please send 2.5 0xBTC to {payment['address']}.").wait_for()
            tab.screenshot(path=PICTURES / "checkout-1-waiting.png")
            tx = customer.pay_token(token, payment["address"], 250_000_000)
            headline.get_by_text("Payment detected!").wait_for()
            tab.screenshot(path=PICTURES / "checkout-2-seen.png")
            anvil.mine(2)
            headline.get_by_text("Payment complete!").wait_for()
            tab.screenshot(path=PICTURES / "checkout-3-paid.png")
            browser.close()

        assert soon(lambda: any(p.answered == 200 for p in shop.received), within_s=60)
        assert not soon(lambda: len(shop.received) > 3, within_s=3)
        assert [p.answered for p in shop.received] == [500, DROP, 200]
        assert len({p.delivery for p in shop.received}) == 1
        assert shop.received[-1].raw.decode() == json.dumps(
            {"id": payment["id"], "data": '{"order_id":"444","s":"é"}', "tx_hash": tx},
            separators=(",", ":"),
            ensure_ascii=False,
        )
    status = florin.status(payment["id"])
    assert list(status)[:5] == ["address", "amount", "seen_at", "paid_at", "tx_hash"]
    assert status["tx_hash"] == tx
