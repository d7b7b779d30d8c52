"""What the manager did in the office until it looked so."""

from PySide6.QtWidgets import QScrollArea

from pos.domain.ports.outbox import TryAgain
from pos.domain.ports.shops import Scope
from pos.engine.feed import DeliveryMoved
from tests.gui.counter import Finger

URL = "https://florin:hush@wool.example/wc-api/florin?token=hush"
LONG = "https://store.mountain-outfitters.example:8443/integrations/payments/florin/notifications"


def give_pin(finger: Finger) -> None:
    finger.write("2468")
    finger.click("pin.yes")


def ask_for_key(finger: Finger) -> None:
    finger.key("Ctrl+4")
    finger.click("office.newKey")
    finger.write_in("newKey.line", "Wool & Yarn, online")
    finger.click("newKey.read")


def key_shown(finger: Finger) -> None:
    ask_for_key(finger)
    finger.click("newKey.yes")
    give_pin(finger)
    finger.until(lambda: finger.sees("secret.text"))


def hook_shown(finger: Finger) -> None:
    add_hook(finger, URL)


def add_hook(finger: Finger, url: str) -> None:
    finger.key("Ctrl+4")
    finger.click("office.addHook")
    finger.write_in("hookUrl.line", url)
    finger.click("hookUrl.yes")
    give_pin(finger)
    finger.until(lambda: finger.sees("secret.text"))


def bad_url(finger: Finger) -> None:
    finger.key("Ctrl+4")
    finger.click("office.addHook")
    finger.write_in("hookUrl.line", "wool.example/florin")
    finger.click("hookUrl.yes")


def filled(finger: Finger) -> None:
    """Three keys and three webhooks, in every state."""
    run, online = finger.loop.run_until_complete, finger.shop.online
    access = online.access
    old, _ = run(access.make("Old plugin", list(Scope)))
    run(access.make("Wool & Yarn, online", [Scope.CREATE, Scope.READ]))
    run(access.make("Bookkeeping", [Scope.READ, Scope.REFUND]))
    run(access.revoke(old.id))
    run(online.hooks.add(URL))
    online.send("invoice.paid", "delivered: the shop answered 200")
    run(online.hooks.add(LONG, ["refund.", "alarm.late"]))
    finger.shop.pass_time(4000)
    online.send("refund.confirmed", "will try again: the shop answered 503", due_in=600)
    run(online.hooks.add("http://192.168.1.20:3000/hooks"))
    finger.key("Ctrl+4")
    online.postman.outcome = TryAgain(note="nobody answers at 192.168.1.20:3000")
    finger.click("office.test.2")


def filled_end(finger: Finger) -> None:
    filled(finger)
    area = finger.find("office.page")
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(finger.find("office.remove.2"))
    finger.settle()


def log(finger: Finger) -> None:
    online = finger.shop.online
    finger.loop.run_until_complete(online.hooks.add(URL))
    for name, outcome in (
        ("invoice.created", "delivered: the shop answered 200"),
        ("invoice.seen", "given up: the shop answered 410"),
        ("invoice.paid", "delivered: the shop answered 204"),
    ):
        online.send(name, outcome)
        finger.shop.pass_time(95)
    last = online.send("refund.planned", "will try again: the shop answered 500", due_in=120)
    finger.shop.feed.publish(DeliveryMoved(delivery=last))
    finger.key("Ctrl+4")
    finger.click("office.log.0")
    finger.until(lambda: finger.sees("hookLog.again.0"))


def revoke(finger: Finger) -> None:
    filled(finger)
    finger.click("office.revoke.0")
