"""Every state of an invoice has its own words, its token and its buttons."""

from collections.abc import Callable

import pytest

from pos.domain.payment.terms import Door, Origin
from pos.gui.present.pictures import Picture, View, picture_of
from pos.gui.present.tokens import Token, Wish
from tests.fakes.shopfront import FakeShop


def waiting(shop: FakeShop) -> str:
    return shop.open_plain(code="0xBTC").id


def seen(shop: FakeShop) -> str:
    id = waiting(shop)
    shop.see(id)
    return id


def confirming(shop: FakeShop) -> str:
    id = seen(shop)
    shop.deepen(id, 1)
    return id


def paid(shop: FakeShop) -> str:
    id = seen(shop)
    shop.deepen(id, 2)
    return id


def short(shop: FakeShop) -> str:
    id = waiting(shop)
    shop.see(id, 100_000_000)
    return id


def short_over(shop: FakeShop) -> str:
    return end(shop, short(shop))


def over(shop: FakeShop) -> str:
    id = waiting(shop)
    shop.see(id, 5_000_000_000, depth=4)
    return id


def expired(shop: FakeShop) -> str:
    return end(shop, waiting(shop))


def late(shop: FakeShop) -> str:
    id = expired(shop)
    shop.pass_time(100)
    shop.see(id, 100_000_000, depth=1)
    return id


def replaced(shop: FakeShop) -> str:
    id = seen(shop)
    shop.lose(id)
    return id


def vanished(shop: FakeShop) -> str:
    id = paid(shop)
    shop.lose(id)
    return id


def stuck(shop: FakeShop) -> str:
    id = seen(shop)
    shop.pass_time(21 * 60)
    return id


def end(shop: FakeShop, id: str) -> str:
    shop.pass_time(2000)
    shop.take_look(id)
    return id


def picture(shop: FakeShop, id: str, blind_since: int | None = None) -> Picture:
    view = View(now=shop.now, network="Ethereum", blind_since=blind_since)
    return picture_of(shop.invoices[id], view)


@pytest.mark.parametrize(
    ("reach", "token", "headline"),
    [
        (waiting, Token.WAITING, "Waiting for payment"),
        (seen, Token.SEEN, "Payment seen \u2013 not final yet"),
        (confirming, Token.SEEN, "Confirming 1 of 2"),
        (paid, Token.PAID, "Paid CHF\u00a05.00"),
        (short, Token.ATTENTION, "Missing CHF\u00a04.17 ("),
        (short_over, Token.ATTENTION, "Part-paid, time over"),
        (over, Token.ATTENTION, "Paid, CHF\u00a036.56 ("),
        (expired, Token.FAILED, "Time over, nothing received"),
        (late, Token.ATTENTION, "Late payment of 1 0xBTC"),
        (replaced, Token.FAILED, "WARNING: payment was replaced or double-spent"),
        (vanished, Token.FAILED, "The payment left the chain"),
    ],
)
def test_headlines(reach: Callable[[FakeShop], str], token: Token, headline: str) -> None:
    shop = FakeShop()

    shown = picture(shop, reach(shop))

    assert shown.token is token
    assert shown.headline.startswith(headline)


def test_no_code_is_shown_once_the_whole_price_was_seen() -> None:
    shop = FakeShop()

    assert picture(shop, waiting(shop)).shows_code
    assert not picture(shop, seen(shop)).shows_code


def test_cancel_is_offered_only_before_any_money() -> None:
    shop = FakeShop()

    assert Wish.CANCEL in picture(shop, waiting(shop)).wishes
    assert Wish.CANCEL not in picture(shop, short(shop)).wishes
    assert Wish.CANCEL not in picture(shop, seen(shop)).wishes


def test_a_payment_without_a_block_for_long_gets_a_word() -> None:
    shop = FakeShop()

    assert "still unconfirmed" in picture(shop, stuck(shop)).hint


def test_a_chain_out_of_sight_hides_the_code_of_a_waiting_payment() -> None:
    shop = FakeShop()

    shown = picture(shop, waiting(shop), blind_since=shop.now - 95)

    assert shown.headline == "Can't see the Ethereum network"
    assert shown.hint.startswith("Last contact 1\u00a0min ago.")
    assert not shown.shows_code


def test_a_seen_payment_stays_seen_while_its_chain_is_out_of_sight() -> None:
    shop = FakeShop()

    shown = picture(shop, seen(shop), blind_since=0)

    assert shown.headline.startswith("Payment seen")
    assert shown.hint.endswith("Can't see the Ethereum network just now.")


async def test_an_accepted_payment_names_who_accepted_it() -> None:
    shop = FakeShop()
    id = short(shop)
    await shop.accept_anyway(shop.invoices[id].id, "Anna")

    shown = picture(shop, id)

    assert shown.word == "Accepted"
    assert shown.hint.startswith("Accepted before confirmation by Anna.")


async def test_a_cancelled_payment_names_who_cancelled_it() -> None:
    shop = FakeShop()
    id = waiting(shop)
    await shop.cancel(shop.invoices[id].id, "Anna")

    assert picture(shop, id).headline == "Cancelled by Anna"


def test_an_invoice_without_a_coin_asks_for_one() -> None:
    shop = FakeShop()
    price = shop.open_plain().terms.price
    assert price is not None
    bare = shop.open_invoice(price, Origin(door=Door.TILL))

    assert picture(shop, bare.id).headline == "Choose a coin"
