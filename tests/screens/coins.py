"""The same for a till that takes five coins on four networks, seen well or badly."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from pos.domain.ids import WalletId
from pos.domain.payment.coin import Coin
from pos.domain.payment.deposit import Caution
from pos.domain.ports.chain import Source
from pos.domain.ports.rates import RateSource
from pos.engine.feed import ChainSeen, GapGrew
from tests.fakes.goods import MANY_COINS
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger
from tests.screens.acts import charge, fill, last


def many_shop() -> FakeShop:
    return FakeShop(offered=MANY_COINS)


def charge_in(code: str) -> Callable[[Finger], None]:
    def play(finger: Finger) -> None:
        charge(finger)
        finger.click(f"pay.coin.{code}")

    return play


def enlarged(finger: Finger) -> None:
    charge_in("XMR")(finger)
    finger.click("pay.qr")


def cautioned(finger: Finger) -> None:
    charge(finger)
    finger.shop.see(last(finger), cautions=(Caution.LOW_FEE, Caution.REPLACEABLE))
    finger.settle()


def cautioned_deep(finger: Finger) -> None:
    """It came replaceable, so the next step of the table holds for it."""
    finger.key("F3")
    finger.write("9000")
    finger.key("Return")
    finger.key("F3")
    charge(finger)
    finger.shop.see(last(finger), cautions=(Caution.REPLACEABLE,))
    finger.shop.deepen(last(finger), 2)
    finger.settle()


def paid_at_once(finger: Finger) -> None:
    charge(finger)
    finger.shop.see(last(finger))
    finger.settle()


def paid_twice(finger: Finger) -> None:
    paid_at_once(finger)
    finger.shop.spend_twice(last(finger))
    finger.settle()


def double_spent_orders(finger: Finger) -> None:
    paid_twice(finger)
    finger.key("Ctrl+3")
    finger.click_row("orders.list", 0)


def locked(finger: Finger) -> None:
    charge_in("XMR")(finger)
    finger.shop.see(last(finger), cautions=(Caution.LOCKED,))
    finger.settle()


def sources(*found: Source) -> Callable[[FakeShop, Coin], ChainSeen]:
    def seen(shop: FakeShop, coin: Coin) -> ChainSeen:
        return ChainSeen(
            chain=coin.asset.chain,
            is_connected=True,
            height=812_900,
            looked_at=shop.now - 3,
            block_time=shop.now - 260,
            trouble="",
            sources=found,
        )

    return seen


PAIR = (
    Source(name="electrum one.example:50002", is_connected=True, height=812_900),
    Source(name="electrum two.example:50002", is_connected=True, height=812_900),
)
HALF = (
    PAIR[0],
    Source(name="electrum two.example:50002", is_connected=False, trouble="it does not answer"),
)


def seen_well(finger: Finger) -> None:
    for coin in finger.shop.offered:
        finger.shop.show_seen(sources(*PAIR)(finger.shop, coin))
    finger.settle()


def catch_up(finger: Finger, coin: Coin) -> None:
    """A chain that has been behind for longer than a second."""
    seen = sources(*PAIR)(finger.shop, coin)
    finger.shop.show_seen(replace(seen, height=812_300, head=812_900))
    finger.settle()
    desktop = finger.window.desktop
    assert desktop is not None
    for _ in range(2):
        finger.loop.call_soon(desktop.sight.judge)
        finger.settle()


def seen_badly(finger: Finger) -> None:
    """One chain is well, one half, one down, one distrusted, one behind."""
    shop = finger.shop
    bitcoin, monero, litecoin, ether, _ = shop.offered
    shop.show_seen(sources(*HALF)(shop, bitcoin))
    shop.show_chain(monero.asset.chain, is_connected=False)
    shop.show_seen(
        replace(
            sources(*PAIR)(shop, litecoin),
            is_connected=False,
            is_distrusted=True,
            trouble="block 812,900 has two hashes",
        )
    )
    finger.settle()
    catch_up(finger, ether)


def networks(finger: Finger) -> None:
    seen_well(finger)
    finger.key("Ctrl+N")


def networks_amiss(finger: Finger) -> None:
    seen_badly(finger)
    finger.key("Ctrl+N")


def rates_amiss(finger: Finger) -> None:
    """One coin has no rate, one has a rate by hand, and two services are not well."""
    shop = finger.shop
    shop.refuse_rate = {"XMR"}
    shop.rates_by_hand = {"ETH": (Fraction(2900), shop.now + 3000)}
    shop.rate_sources = [
        RateSource(name="bitstamp", told_at=shop.now - 12),
        RateSource(name="coinbase", told_at=None, trouble="coinbase does not answer"),
        RateSource(name="kraken", told_at=shop.now - 400, trouble="kraken was asked too often"),
    ]
    desktop = finger.window.desktop
    assert desktop is not None
    finger.loop.call_soon(desktop.lamps.look)
    seen_well(finger)
    finger.key("Ctrl+N")


def half_blind(finger: Finger) -> None:
    """Some coins are not offered, and one is being caught up with."""
    seen_badly(finger)
    charge(finger)


def behind(finger: Finger) -> None:
    charge(finger)
    catch_up(finger, finger.shop.offered[0])


def all_blind(finger: Finger) -> None:
    for coin in finger.shop.offered:
        finger.shop.show_chain(coin.asset.chain, is_connected=False)
    finger.settle()
    charge(finger)


def gap(finger: Finger) -> None:
    fill(finger)
    finger.shop.feed.publish(GapGrew(wallet=WalletId("btc"), code="BTC", unpaid=15, gap_limit=60))
    finger.settle()
