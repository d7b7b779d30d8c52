"""What the cashier and the customer did to get to each state of a till with one network."""

from collections.abc import Callable
from decimal import Decimal

from pos.domain.money import Fiat
from pos.domain.payment.terms import Door, Line, Origin
from tests.fakes.goods import CURRENCY
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger


def practice_shop() -> FakeShop:
    return FakeShop(is_practice=True)


def fill(finger: Finger) -> None:
    for tile in (0, 0, 5, 2):
        finger.click_row("sell.products", tile)
    finger.write("1250")
    finger.key("Return")
    finger.key("F3")


def discounted(finger: Finger) -> None:
    fill(finger)
    finger.key("F8")
    finger.write("10")
    finger.key("Return")


def charge(finger: Finger) -> None:
    finger.click_row("sell.products", 0)
    finger.click_row("sell.products", 7)
    finger.key("F9")
    finger.shop.pass_time(79)
    redraw(finger)


def charge_ether(finger: Finger) -> None:
    charge(finger)
    finger.click("pay.coin.ETH")


def redraw(finger: Finger) -> None:
    desktop = finger.window.desktop
    assert desktop is not None
    desktop.sight.changed.emit()
    finger.settle()


def last(finger: Finger) -> str:
    return list(finger.shop.invoices)[-1]


def seen(finger: Finger) -> None:
    charge(finger)
    finger.shop.see(last(finger))
    finger.settle()


def confirming(finger: Finger) -> None:
    seen(finger)
    finger.shop.deepen(last(finger), 1)
    finger.settle()


def paid(finger: Finger) -> None:
    confirming(finger)
    finger.shop.deepen(last(finger), 1)
    finger.settle()


def short(finger: Finger) -> None:
    charge(finger)
    finger.shop.see(last(finger), 500_000_000)
    finger.settle()


def short_expired(finger: Finger) -> None:
    short(finger)
    finger.shop.pass_time(2000)
    finger.shop.take_look(last(finger))
    finger.settle()


def over(finger: Finger) -> None:
    charge(finger)
    finger.shop.see(last(finger), 2_000_000_000, depth=3)
    finger.settle()


def expired(finger: Finger) -> None:
    charge(finger)
    finger.shop.pass_time(2000)
    finger.shop.take_look(last(finger))
    finger.settle()


def late(finger: Finger) -> None:
    expired(finger)
    finger.shop.pass_time(60)
    finger.shop.see(last(finger), depth=1, units=1_012_000_000)
    finger.settle()


def replaced(finger: Finger) -> None:
    seen(finger)
    finger.shop.lose(last(finger))
    finger.settle()


def understood(finger: Finger) -> None:
    replaced(finger)
    finger.click("pay.understood")


def offline(finger: Finger) -> None:
    charge(finger)
    finger.shop.show_chain(is_connected=False)
    finger.settle()


def no_rate(finger: Finger) -> None:
    finger.shop.refuse_rate = {"0xBTC"}
    charge(finger)


def set_rate(finger: Finger) -> None:
    no_rate(finger)
    finger.click("pay.setRate")
    finger.write("0.79")


def sign_rate(finger: Finger) -> None:
    set_rate(finger)
    finger.key("Return")
    finger.write("1111")
    finger.key("Return")
    finger.write("24681357")


def old_rates(finger: Finger) -> None:
    finger.shop.rate_ages = dict.fromkeys(finger.shop.rate_ages, 680)
    desktop = finger.window.desktop
    assert desktop is not None
    finger.loop.call_soon(desktop.lamps.look)
    charge(finger)


def short_ether(finger: Finger) -> None:
    charge_ether(finger)
    finger.shop.see(last(finger), 1_000_000_000_000_000)
    finger.settle()


def told(finger: Finger) -> None:
    """Another payment than the one in front is replaced."""
    charge(finger)
    finger.key("F4")
    first = last(finger)
    charge(finger)
    finger.shop.see(first)
    finger.shop.lose(first)
    finger.settle()


def told_in_dialog(finger: Finger) -> None:
    charge(finger)
    finger.key("F4")
    discount(finger)
    finger.shop.see(last(finger))
    finger.settle()


def failure(finger: Finger) -> None:
    fill(finger)
    finger.window.errands.troubled.emit("The node of Ethereum does not answer")
    finger.window.errands.broken.emit(
        "Something went wrong in the till. It was written to the log."
    )
    finger.settle()


def keypad(finger: Finger) -> None:
    finger.key("F3")
    finger.write("1250")


def quantity(finger: Finger) -> None:
    fill(finger)
    finger.key("F6")
    finger.write("12")


def discount(finger: Finger) -> None:
    fill(finger)
    finger.key("F7")
    finger.write("10")


def held(finger: Finger) -> None:
    fill(finger)
    finger.key("F4")
    finger.shop.pass_time(700)
    finger.click_row("sell.products", 3)
    finger.key("F4")
    finger.key("F5")


def receipt(finger: Finger) -> None:
    paid(finger)
    finger.click("pay.receipt")


def search(finger: Finger) -> None:
    fill(finger)
    finger.key("F2")
    finger.write("gr")
    finger.settle()


def nothing_found(finger: Finger) -> None:
    finger.key("F2")
    finger.write("zebra")
    finger.settle()


def confirm(finger: Finger) -> None:
    short(finger)
    finger.click("pay.accept")


def busy(finger: Finger) -> None:
    """A day's worth of payments in every state."""
    shop = finger.shop
    for number, step in enumerate(
        (paid_step, seen_step, short_step, over_step, wait_step, end_step)
    ):
        price = Fiat(Decimal("7.30") * (number + 1), CURRENCY)
        line = Line(title="Flat white", quantity=Decimal(number + 1), total=price)
        door = Door.ZEROXBTCPAY if number in {0, 4} else Door.TILL
        url = "https://shop.example/paid?secret=1" if door is Door.ZEROXBTCPAY else None
        origin = Origin(door=door, reference="", postback_url=url)
        coin = ("0xBTC", "ETH", "USDC")[number % 3]
        invoice = shop.open_invoice(price, origin, (line,), coin)
        shop.pass_time(37)
        step(shop, invoice.id)
    finger.settle()


def paid_step(shop: FakeShop, id: str) -> None:
    shop.see(id)
    shop.deepen(id, 3)


def seen_step(shop: FakeShop, id: str) -> None:
    shop.see(id)


def short_step(shop: FakeShop, id: str) -> None:
    shop.see(id, shop.invoices[id].prompts[-1].due.units // 3)


def over_step(shop: FakeShop, id: str) -> None:
    shop.see(id, shop.invoices[id].prompts[-1].due.units * 2, depth=4)


def wait_step(shop: FakeShop, id: str) -> None:
    """Nothing comes in."""


def end_step(shop: FakeShop, id: str) -> None:
    shop.pass_time(2000)
    shop.take_look(id)


def pending(finger: Finger) -> None:
    busy(finger)
    finger.key("Ctrl+2")


def orders(finger: Finger) -> None:
    busy(finger)
    finger.key("Ctrl+3")


def shelf(finger: Finger) -> None:
    orders(finger)
    finger.click("orders.shelf.Needs")


def order_detail(finger: Finger) -> None:
    orders(finger)
    finger.click_row("orders.list", 5)


def practice_pay(finger: Finger) -> None:
    if not finger.sees("phone.exact"):
        finger.click("strip.phone")
    charge(finger)


def guide(page: str) -> Callable[[Finger], None]:
    """Help, turned to a page of the guide."""

    def turn(finger: Finger) -> None:
        finger.key("F1")
        finger.click(f"help.page.{page}")

    return turn
