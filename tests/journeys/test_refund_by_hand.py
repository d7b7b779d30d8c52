"""The owner's own wallet pays a refund, and the till finds it on the chain by itself."""

from pathlib import Path

from tests.journeys.coins_config import SHOP, bitcoin_by_electrum, bitcoin_by_node
from tests.journeys.florin import Florin
from tests.journeys.libre_shop import LibreShop
from tests.journeys.test_refund_crash import FINAL
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.bitcoin_plugin import ElectrumOver
from tests.nodes.payer import Payer
from tests.soon import soon

DUE, SURPLUS = 100_000, 40_000
BY_HAND = """
[refunds.BTC]
wallet = "owner"
"""


def test_the_shops_own_node_shows_it(own_knots: BitcoinNode, tmp_path: Path) -> None:
    found_by_itself(own_knots, bitcoin_by_node(own_knots), tmp_path)


def test_electrum_servers_show_it(
    own_knots: BitcoinNode, electrum_over: ElectrumOver, tmp_path: Path
) -> None:
    servers = [electrum_over(own_knots) for _ in range(2)]
    found_by_itself(own_knots, bitcoin_by_electrum(*servers), tmp_path)


def found_by_itself(node: BitcoinNode, coin: str, profile: Path) -> None:
    """A customer pays too much; the owner sends it back to the address that was named."""
    (profile / "config.toml").write_text(SHOP + coin + BY_HAND, encoding="utf-8")
    florin, payer, back = Florin(profile), Payer(node), node.address()
    florin.start()
    shop = LibreShop(florin)
    selector = shop.sell("80")
    payer.pay([(shop.choose(selector, "BTC", refundAddress=back), DUE + SURPLUS)])
    node.mine(3)
    assert soon(lambda: stages(shop, selector) == ["planned"], within_s=30)

    payer.pay([(back, SURPLUS - 1)])
    tx = payer.pay([(back, SURPLUS)])
    node.mine(FINAL)

    assert soon(lambda: stages(shop, selector) == ["confirmed"], within_s=60)
    assert shop.invoice(selector)["refunds"][0]["txHash"] == tx
    assert florin.stop() == 0


def stages(shop: LibreShop, selector: str) -> list[str]:
    """How the invoice's refunds stand."""
    return [refund["stage"] for refund in shop.invoice(selector)["refunds"]]
