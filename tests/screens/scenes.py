"""The states that are painted: what the shop is like, and what the cashier did to get there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pos.gui.present.guide import PAGES
from tests.fakes.shopfront import FakeShop
from tests.gui.counter import Finger
from tests.screens import acts, backoffice, coins, moneyback, office, setup

SIZES: Final = ((1024, 600), (1280, 800), (1920, 1080))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One state of the window: how the shop is, and what the cashier did to get there."""

    name: str
    play: Callable[[Finger], object]
    shop: Callable[[], FakeShop] = FakeShop
    is_dark: bool = False
    percent: int = 100
    sizes: tuple[tuple[int, int], ...] = field(default=SIZES)


def scenes() -> Iterator[Scene]:
    name: str
    play: Callable[[Finger], object]
    yield Scene(name="sell-empty", play=lambda _: None)
    yield Scene(name="sell-no-products", play=lambda _: None, shop=lambda: FakeShop(catalogue=[]))
    for name, play in {
        "sell-filled": acts.fill,
        "sell-discounted": acts.discounted,
        "sell-keypad": acts.keypad,
        "sell-search": acts.search,
        "sell-nothing-found": acts.nothing_found,
        "sell-error": acts.failure,
        "dialog-quantity": acts.quantity,
        "dialog-discount": acts.discount,
        "dialog-held": acts.held,
        "dialog-receipt": acts.receipt,
        "dialog-accept": acts.confirm,
        "help-keys": lambda finger: finger.key("F1"),
        **{f"help-{page.name}": acts.guide(page.name) for page in PAGES},
        "pay-waiting": acts.charge,
        "pay-waiting-ether": acts.charge_ether,
        "pay-seen": acts.seen,
        "pay-confirming": acts.confirming,
        "pay-paid": acts.paid,
        "pay-short": acts.short,
        "pay-short-ether": acts.short_ether,
        "pay-old-rates": acts.old_rates,
        "pay-told": acts.told,
        "dialog-told": acts.told_in_dialog,
        "pay-short-expired": acts.short_expired,
        "pay-over": acts.over,
        "pay-expired": acts.expired,
        "pay-late": acts.late,
        "pay-replaced": acts.replaced,
        "pay-replaced-understood": acts.understood,
        "pay-offline": acts.offline,
        "pay-no-rate": acts.no_rate,
        "dialog-set-rate": acts.set_rate,
        "dialog-pin": acts.sign_rate,
        "pending": acts.pending,
        "pending-empty": lambda finger: finger.key("Ctrl+2"),
        "orders": acts.orders,
        "orders-needs-action": acts.shelf,
        "orders-detail": acts.order_detail,
    }.items():
        yield Scene(name=name, play=play)
    refunds: dict[str, Callable[[Finger], object]] = {
        "refund-needs-address": moneyback.owed,
        "refund-to-approve": moneyback.to_approve,
        "refund-on-its-way": moneyback.on_its_way,
        "refund-failed": moneyback.failed,
        "refund-shelf": moneyback.shelf,
        "dialog-refund-pin": moneyback.asked_for_pin,
        "dialog-refund-pay": moneyback.to_pay,
        "dialog-refund-address": moneyback.asked_for_address,
        "dialog-refund-unlock": moneyback.asked_for_passphrase,
        "dialog-refund-receipt": moneyback.receipt,
    }
    for name, play in refunds.items():
        yield Scene(name=name, play=play)
    for name, play in {
        "office-empty": lambda finger: finger.key("Ctrl+4"),
        "office-filled": office.filled,
        "office-filled-end": office.filled_end,
        "office-new-key": office.ask_for_key,
        "office-key-shown": office.key_shown,
        "office-revoke": office.revoke,
        "office-bad-url": office.bad_url,
        "office-hook-shown": office.hook_shown,
        "office-log": office.log,
    }.items():
        yield Scene(name=name, play=play)
    yield Scene(name="dark-office", play=office.filled, is_dark=True)
    for name, play in {
        "back-shop": backoffice.page("Shop"),
        "back-coins": backoffice.page("Coins and wallets"),
        "back-networks": backoffice.page("Networks"),
        "back-rates": backoffice.page("Rates"),
        "back-refunds": backoffice.page("Refunds"),
        "back-server": backoffice.page("Payment server"),
        "back-window": backoffice.page("Window"),
        "back-wrong": backoffice.wrong,
        "back-search": backoffice.search,
        "back-add-coin": backoffice.add_coin,
        "back-save": backoffice.save,
        "back-save-pin": backoffice.save_pin,
        "back-backups-off": backoffice.page("Backups"),
        "back-backups": backoffice.backups_on,
        "back-set-up-backups": backoffice.set_up_backups,
        "back-diagnostics": backoffice.diagnostics,
        "back-connect": backoffice.page("Connect a shop"),
        "back-hook": backoffice.change_hook,
    }.items():
        yield Scene(name=f"office-{name}", play=play, shop=backoffice.shop, sizes=SIZES[:2])
    yield Scene(
        name="dark-back-coins",
        play=backoffice.page("Coins and wallets"),
        shop=backoffice.shop,
        is_dark=True,
        sizes=SIZES[:2],
    )
    for name, play in {
        "pay-bitcoin": acts.charge,
        "pay-monero": coins.charge_in("XMR"),
        "pay-monero-large": coins.enlarged,
        "pay-cautioned": coins.cautioned,
        "pay-cautioned-confirming": coins.cautioned_deep,
        "pay-paid-at-once": coins.paid_at_once,
        "pay-paid-double-spent": coins.paid_twice,
        "pay-locked": coins.locked,
        "pay-half-blind": coins.half_blind,
        "pay-all-blind": coins.all_blind,
        "pay-catching-up": coins.behind,
        "orders-double-spent": coins.double_spent_orders,
        "sell-gap": coins.gap,
        "sell-networks-amiss": coins.seen_badly,
        "dialog-networks": coins.networks,
        "dialog-networks-amiss": coins.networks_amiss,
        "dialog-rates-amiss": coins.rates_amiss,
    }.items():
        yield Scene(name=name, play=play, shop=coins.many_shop)
    for name, play in {"monero": coins.charge_in("XMR"), "networks": coins.networks_amiss}.items():
        yield Scene(name=f"dark-{name}", play=play, shop=coins.many_shop, is_dark=True)
    yield Scene(name="practice-sell", play=acts.fill, shop=acts.practice_shop)
    yield Scene(name="practice-pay", play=acts.practice_pay, shop=acts.practice_shop)
    yield Scene(name="practice-receipt", play=acts.receipt, shop=acts.practice_shop)
    for name, play in {
        "sell": acts.fill,
        "pay": acts.charge,
        "orders": acts.order_detail,
        "paid": acts.paid,
        "told": acts.told,
    }.items():
        yield Scene(name=f"dark-{name}", play=play, is_dark=True)
    yield Scene(
        name="scale-125-sell", play=acts.fill, percent=125, sizes=((1280, 800), (1920, 1080))
    )
    yield Scene(name="scale-150-pay", play=acts.charge, percent=150, sizes=((1920, 1080),))
    for name, play in setup.FIRST.items():
        yield Scene(name=f"setup-{name}", play=play, shop=setup.new, sizes=SIZES[:2])
    for name, play in setup.HALF.items():
        yield Scene(name=f"setup-{name}", play=play, shop=setup.half_done, sizes=SIZES[:2])
    yield Scene(name="setup-failed", play=setup.failed, sizes=SIZES[:2])
    yield Scene(name="dialog-recovery", play=setup.forgotten, sizes=SIZES[:2])
    yield Scene(
        name="dark-setup",
        play=setup.address,
        shop=setup.new,
        is_dark=True,
        sizes=SIZES[:2],
    )
