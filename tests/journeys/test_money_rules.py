"""Customers pay exactly, too little, too much, too late, at an old address: real page, real chains.

Every payment is followed to its end on the chain: who has how much afterwards.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page

from tests.journeys.coins_config import SHOP, bitcoin_by_node, monero_by_own_wallet
from tests.journeys.florin import Florin, config_for
from tests.journeys.libre_shop import LibreShop, refund_wallet, refunds_from_keystore
from tests.journeys.pay_page import PayPage, browser
from tests.nodes.anvil import Anvil
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.customer import Customer, customers
from tests.nodes.monero import Monero
from tests.nodes.payer import Payer
from tests.nodes.token import Token, deploy_token
from tests.soon import soon

SOON_S: Final = 60
"""A promise of some seconds: a customer who is late need not be waited for long."""

SHORT_PROMISE: Final = "expiry_minutes = 0.2"
ETHER: Final = 10**18

Open = Callable[[str], Florin]


@pytest.fixture
def anvil(own_anvil: Anvil) -> Anvil:
    """A chain for each shop: all of them have the same addresses, and money stays there."""
    return own_anvil


@pytest.fixture
def token(anvil: Anvil) -> Token:
    deployed = deploy_token(anvil)
    for each in customers(anvil):
        deployed.give(each.address, 1_000 * 10**deployed.decimals)
    return deployed


@pytest.fixture
def customer(anvil: Anvil) -> Customer:
    return customers(anvil)[0]


@pytest.fixture
def florin(tmp_path: Path) -> Iterator[Open]:
    """Opens a shop with these settings on a profile that may have refund wallets already."""
    opened: list[Florin] = []

    def start(settings: str) -> Florin:
        (tmp_path / "config.toml").write_text(settings, encoding="utf-8")
        shop = Florin(tmp_path)
        shop.start()
        opened.append(shop)
        return shop

    yield start
    assert [shop.stop() for shop in opened] == [0] * len(opened)


@pytest.fixture
def tab(chromium: Path) -> Iterator[Page]:
    with browser(chromium) as page:
        yield page


def promised(settings: str) -> str:
    """The same shop with a price that holds for some seconds only."""
    return settings.replace("[shop]\n", f"[shop]\n{SHORT_PROMISE}\n", 1)


def test_bitcoin_paid_exactly_is_seen_and_paid_on_the_page(
    florin: Open, own_knots: BitcoinNode, tab: Page
) -> None:
    shop = LibreShop(florin(SHOP + bitcoin_by_node(own_knots)))
    payer = Payer(own_knots)
    selector = shop.sell("40.00")
    page = PayPage(tab, shop.page(selector), "bitcoin")

    code = page.scan()
    units = int(Decimal(page.copied("amount")).scaleb(8))
    assert code.lower().startswith(f"bitcoin:{page.copied('address')}?amount=")
    page.look()
    payer.pay([(page.copied("address"), units)])
    page.wait_for("Payment seen")
    assert shop.status(selector) == 2
    own_knots.mine(2)
    page.wait_for("Paid")

    assert shop.status(selector) == 3


def test_ether_paid_short_and_topped_up_with_the_second_code_is_paid(
    florin: Open, anvil: Anvil, token: Token, customer: Customer, tab: Page
) -> None:
    shop = LibreShop(florin(config_for(anvil, token)))
    selector = shop.sell("25.00")
    page = PayPage(tab, shop.page(selector), "ether")
    page.choose("ETH")
    first = page.scan()

    customer.pay(page.copied("address"), ETHER * 4 // 1000)
    anvil.mine(1)
    page.wait_for("We received")
    assert soon(lambda: page.copied("amount") == "0.006", within_s=SOON_S)
    rest = page.scan()
    page.look()
    customer.pay(page.copied("address"), ETHER * 6 // 1000)
    anvil.mine(3)
    page.wait_for("Paid")

    assert rest != first
    assert shop.status(selector) == 3


def test_tokens_short_at_the_deadline_go_back_to_their_sender_less_the_fee(
    florin: Open, anvil: Anvil, token: Token, tmp_path: Path, tab: Page
) -> None:
    wallet = refund_wallet_for(tmp_path, promised(config_for(anvil, token)), "ETH")
    customer = customers(anvil)[1]
    anvil.rpc("anvil_setBalance", wallet, hex(ETHER))
    token.give(wallet, 10_000 * 10**8)
    settings = promised(config_for(anvil, token)) + refunds_from_keystore(tmp_path, "ETH")
    shop = LibreShop(florin(settings))
    before, wallet_before = token.balance_of(customer.address), token.balance_of(wallet)
    selector = shop.sell("500.00")
    page = PayPage(tab, shop.page(selector), "token")
    page.choose("0xBTC")

    customer.pay_token(token, page.copied("address"), 400 * 10**8)
    anvil.mine(3)
    page.wait_for("We received")
    assert soon(lambda: shop.status(selector) == -3, within_s=SOON_S)
    page.wait_for_line("on its way")
    page.mine_until_line("Refunded", lambda: anvil.mine(40))

    back = token.balance_of(customer.address) - (before - 400 * 10**8)
    assert 0 < back < 400 * 10**8
    assert wallet_before - token.balance_of(wallet) == back


def test_litecoin_above_the_price_is_claimed_on_the_page_and_comes_back(
    florin: Open, own_litecoin: BitcoinNode, tmp_path: Path, tab: Page
) -> None:
    coins = SHOP + bitcoin_by_node(own_litecoin, "LTC")
    wallet = refund_wallet_for(tmp_path, coins, "LTC")
    payer = Payer(own_litecoin)
    payer.pay([(wallet, 5 * 10**8)])
    own_litecoin.mine(1)
    shop = LibreShop(florin(coins + refunds_from_keystore(tmp_path, "LTC")))
    selector = shop.sell("40.00")
    page = PayPage(tab, shop.page(selector), "litecoin")
    home = own_litecoin.address()

    units = int(Decimal(page.copied("amount")).scaleb(8))
    payer.pay([(page.copied("address"), units + 10**7)])
    own_litecoin.mine(2)
    page.wait_for("more than needed")
    assert shop.status(selector) == 4
    page.claim(home)
    page.wait_for_line("on its way")
    page.mine_until_line("Refunded", lambda: own_litecoin.mine(60))

    came = Decimal(str(own_litecoin.wallet_rpc("getreceivedbyaddress", home)))
    assert 0 < came < Decimal("0.1")


def test_monero_that_came_late_is_claimed_and_comes_back_from_a_spend_wallet(
    florin: Open, own_monero: Monero, tmp_path: Path, tab: Page
) -> None:
    coins = promised(SHOP) + monero_by_own_wallet(own_monero)
    wallet = refund_wallet_for(tmp_path, coins, "XMR")
    own_monero.customer.pay([(wallet, 5 * 10**12)])
    own_monero.node.mine(12)
    shop = LibreShop(florin(coins + refunds_from_keystore(tmp_path, "XMR")))
    selector = shop.sell("40.00")
    page = PayPage(tab, shop.page(selector), "monero")
    address, units = page.copied("address"), int(Decimal(page.copied("amount")).scaleb(12))

    page.wait_for("expired")
    own_monero.customer.pay([(address, units)])
    own_monero.node.mine(4)
    page.wait_for("late")
    assert shop.status(selector) == -2
    home = own_monero.customer.address()
    page.claim(home)
    page.wait_for_line("on its way")
    page.mine_until_line("Refunded", lambda: own_monero.node.mine(10))

    (came,) = own_monero.customer.received(home)
    assert 0 < came < units


def test_money_sent_to_the_address_of_the_coin_chosen_before_pays_all_the_same(
    florin: Open, anvil: Anvil, token: Token, customer: Customer, tab: Page
) -> None:
    shop = LibreShop(florin(config_for(anvil, token)))
    selector = shop.sell("25.00")
    page = PayPage(tab, shop.page(selector), "old-address")
    page.choose("0xBTC")
    old = page.copied("address")
    page.choose("ETH")

    assert page.copied("address") != old
    customer.pay_token(token, old, 50 * 10**8)
    anvil.mine(3)
    page.wait_for("Paid")

    assert shop.status(selector) == 3


def refund_wallet_for(profile: Path, settings: str, code: str) -> str:
    """A refund wallet made by the command line, before the shop opens."""
    (profile / "config.toml").write_text(settings, encoding="utf-8")
    return refund_wallet(profile, code)
