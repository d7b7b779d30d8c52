"""A new owner in the assistant, page by page."""

from collections.abc import Callable

from PySide6.QtWidgets import QSlider

from pos.gui.setupdoors import Fault, Mark, Step
from tests.fakes.setup import ADDRESS, KNOWN_KEY, SEED, FakeSetup
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger
from tests.screens import acts

Play = Callable[[Finger], object]

SHOP_FACTS = {
    "shop.name": "Nakamoto Coffee",
    "shop.address": "High Street 1\n12345 Town",
    "shop.tax_number": "DE 123456789",
    "shop.currency": "EUR",
}


def new() -> FakeShop:
    return FakeShop(is_practice=True, setup=FakeSetup())


def half_done() -> FakeShop:
    marks = {
        Step.LANGUAGE: Mark.DONE,
        Step.START: Mark.DONE,
        Step.SHOP: Mark.DONE,
        Step.OWNER: Mark.SKIPPED,
        Step.COINS: Mark.DONE,
    }
    setup = FakeSetup(marks=marks, here=Step.COINS, values=dict(SHOP_FACTS))
    return FakeShop(is_practice=True, setup=setup)


def page(step: Step) -> Play:
    def play(finger: Finger) -> None:
        finger.window.set_up()
        finger.settle()
        finger.click(f"setup.step.{step.value}")

    return play


def fake(finger: Finger) -> FakeSetup:
    assert finger.shop.setup is not None
    return finger.shop.setup


def take_bitcoin(finger: Finger) -> None:
    setup = fake(finger)
    finger.loop.run_until_complete(
        setup.save({"wallets.BTC.key": KNOWN_KEY, "coins.BTC.enabled": True})
    )


def owner_set(finger: Finger) -> None:
    page(Step.OWNER)(finger)
    finger.write_in("setup.pin.first", "2468")
    finger.write_in("setup.pin.second", "2468")
    finger.click("setup.pin.set")


def open_wallet(code: str) -> Play:
    def play(finger: Finger) -> None:
        page(Step.COINS)(finger)
        finger.click(f"setup.coin.{code}")

    return play


def key_typed(key: str) -> Play:
    def play(finger: Finger) -> None:
        open_wallet("BTC")(finger)
        finger.write_in("setup.wallet.key", key)
        finger.until(lambda: finger.sees("setup.address") or finger.sees("setup.wallet.why"))
        finger.settle()

    return play


def address(finger: Finger) -> None:
    key_typed(KNOWN_KEY)(finger)


def not_mine(finger: Finger) -> None:
    key_typed(KNOWN_KEY)(finger)
    finger.click("setup.address.no")


def tried(finger: Finger) -> None:
    fake(finger).problem = "no answer within 20 seconds"
    key_typed(KNOWN_KEY)(finger)
    finger.click("setup.address.yes")
    finger.click("setup.trial.start")


def ethereum(finger: Finger) -> None:
    open_wallet("evm")(finger)
    finger.write_in("setup.wallet.xpub", KNOWN_KEY)
    finger.until(lambda: finger.sees("setup.address.yes"))
    finger.click("setup.address.yes")


def coins_ready(finger: Finger) -> None:
    take_bitcoin(finger)
    page(Step.COINS)(finger)


def policy(finger: Finger) -> None:
    take_bitcoin(finger)
    page(Step.POLICY)(finger)
    slider = finger.find("setup.policy.BTC")
    assert isinstance(slider, QSlider)
    slider.setValue(5)


def goods(finger: Finger) -> None:
    page(Step.GOODS)(finger)
    finger.write_in("setup.goods.path", "goods.csv")
    finger.key("Return")


def goods_wrong(finger: Finger) -> None:
    fake(finger).faults = [
        Fault(line=3, words="The price is missing"),
        Fault(line=17, words="The barcode 4006381333931 stands in line 4 already"),
    ]
    goods(finger)


def ready(finger: Finger) -> None:
    take_bitcoin(finger)
    page(Step.OPEN)(finger)


def guided(finger: Finger) -> None:
    page(Step.TRIAL)(finger)
    finger.click("setup.trial.go")
    finger.click_row("sell.products", 0)


def failed(finger: Finger) -> None:
    finger.loop.run_until_complete(finger.window.leave_shop())
    words = "Florin is already open with the folder /home/owner/florin. Close it there first."
    finger.window.show_failure(words, may_practise=True)


def forgotten(finger: Finger) -> None:
    acts.sign_rate(finger)
    finger.click("pin.forgotten")


FIRST: dict[str, Play] = {
    "language": page(Step.LANGUAGE),
    "start": page(Step.START),
    "shop-empty": page(Step.SHOP),
    "owner": page(Step.OWNER),
    "owner-set": owner_set,
    "coins": page(Step.COINS),
    "bitcoin": open_wallet("BTC"),
    "monero": open_wallet("XMR"),
    "secret": key_typed(SEED),
    "mistyped": key_typed(ADDRESS),
    "address": address,
    "not-mine": not_mine,
    "tried": tried,
    "ethereum": ethereum,
    "policy-none": page(Step.POLICY),
    "goods": goods,
    "goods-wrong": goods_wrong,
    "trial": page(Step.TRIAL),
    "guide": guided,
}

HALF: dict[str, Play] = {
    "shop": page(Step.SHOP),
    "coins-ready": coins_ready,
    "policy": policy,
    "rates": page(Step.RATES),
    "open": ready,
}
