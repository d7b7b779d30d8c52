"""Every state of an invoice has its own words, its token and its buttons."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.payment.advance import advance
from pos.domain.payment.deposit import Caution
from pos.domain.payment.policy import Policy, Tier
from pos.domain.payment.terms import Door, Origin
from pos.gui.present.losses import lost_payments
from pos.gui.present.pictures import picture_of
from pos.gui.present.tokens import Token, Wish
from pos.gui.present.views import Picture, View
from tests.fakes.goods import MANY_COINS
from tests.fakes.invoices import ETH, SECOND_ADDRESS, look, observed, payment, prompt
from tests.fakes.invoices import waiting as waiting_for
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
        (vanished, Token.FAILED, "WARNING: the payment left the chain"),
    ],
)
def test_headlines(reach: Callable[[FakeShop], str], token: Token, headline: str) -> None:
    shop = FakeShop()

    shown = picture(shop, reach(shop))

    assert shown.token is token
    assert shown.headline.startswith(headline)


def trusted(shop: FakeShop, *cautions: Caution) -> str:
    """A payment of a coin whose small sums are paid as soon as they are seen."""
    shop.offered = MANY_COINS
    id = shop.open_plain("5.00", "BTC").id
    shop.see(id, cautions=cautions)
    return id


def test_a_small_payment_without_a_caution_is_paid_at_once() -> None:
    shop = FakeShop()

    assert picture(shop, trusted(shop)).token is Token.PAID


@pytest.mark.parametrize(
    ("caution", "words"),
    [
        (Caution.REPLACEABLE, "Replaceable by its sender."),
        (Caution.LOW_FEE, "Low fee."),
        (Caution.UNCONFIRMED_PARENT, "Made of money that is unconfirmed itself."),
        (Caution.NO_RECEIPT, "Not carried out yet."),
        (Caution.UNPROVEN, "Told by one server only."),
    ],
)
def test_a_caution_says_why_a_payment_has_to_wait(caution: Caution, words: str) -> None:
    shop = FakeShop()

    shown = picture(shop, trusted(shop, caution))

    assert shown.token is Token.SEEN
    assert shown.hint == f"{words} Wait for 1 confirmation, or accept it now."


def test_a_caution_that_asks_for_nothing_more_is_a_word_to_whoever_may_accept() -> None:
    shop = FakeShop()
    id = waiting(shop)
    shop.see(id, cautions=(Caution.LOW_FEE, Caution.REPLACEABLE))

    before = picture(shop, id)
    shop.deepen(id, 1)
    after = picture(shop, id)

    said = "Replaceable by its sender, low fee. Wait for 2 confirmations, or accept it now."
    assert (before.hint, after.hint) == (said, "Final after 2 confirmations.")


def test_a_cautioned_payment_is_counted_up_to_the_next_step() -> None:
    shop, steps = FakeShop(), (0, 6)
    tiers = tuple(Tier(up_to=Decimal(50 + n), confirmations=n) for n in steps)
    policy = Policy(currency="CHF", tiers=tiers)
    shop.offered = tuple(replace(coin, policy=policy) for coin in MANY_COINS)
    id = shop.open_plain("5.00", "BTC").id
    shop.see(id, cautions=(Caution.REPLACEABLE,))
    shop.deepen(id, 2)

    shown = picture(shop, id)

    assert shown.headline == "Confirming 2 of 6"
    assert shown.hint == "Replaceable by its sender. Final after 6 confirmations."


def test_the_part_that_is_furthest_from_its_end_is_counted() -> None:
    shop = FakeShop()
    id = waiting(shop)
    shop.see(id, 300_000_000)
    shop.deepen(id, 1)
    shop.see(id, tx=2)

    assert picture(shop, id).headline.startswith("Payment seen")


def test_a_double_spent_payment_warns_before_it_is_gone() -> None:
    shop = FakeShop()
    id = seen(shop)
    shop.spend_twice(id)

    shown = picture(shop, id)

    assert (shown.token, shown.is_grave, shown.shows_code) == (Token.FAILED, True, False)


def test_what_the_cashier_has_understood_gives_the_code_back() -> None:
    shop = FakeShop()
    id = replaced(shop)
    known = lost_payments(shop.invoices[id])

    shown = picture_of(shop.invoices[id], View(now=shop.now, understood=known))

    assert shown.headline.startswith("WARNING")
    assert shown.shows_code


def test_a_raised_fee_is_no_alarm() -> None:
    shop = FakeShop()
    id = seen(shop)
    due = shop.invoices[id].prompts[-1].due.units
    shop.see(id, due, tx=2)
    shop.lose(id, tx=1)

    assert picture(shop, id).headline.startswith("Payment seen")


def test_a_sale_that_was_paid_as_soon_as_seen_warns_when_it_is_double_spent() -> None:
    shop = FakeShop()
    id = trusted(shop)
    shop.spend_twice(id)

    shown = picture(shop, id)

    assert shown.word == "Paid, double-spent"
    assert shown.headline.startswith("WARNING: payment was replaced or double-spent")
    assert shown.primary is None


async def test_a_short_payment_that_was_accepted_and_then_lost_warns() -> None:
    shop = FakeShop()
    id = short(shop)
    await shop.accept_anyway(shop.invoices[id].id, "Anna")
    assert not picture(shop, id).is_grave

    shop.lose(id)

    assert picture(shop, id).is_grave


@pytest.mark.parametrize(
    ("caution", "words"),
    [(Caution.LOCKED, "locked by its sender"), (Caution.BURNT, "can never be spent")],
)
def test_what_cannot_be_spent_does_not_count_and_asks_for_action(
    caution: Caution, words: str
) -> None:
    shop = FakeShop()
    id = waiting(shop)
    shop.see(id, 100_000_000, cautions=(caution,))

    shown = picture(shop, id)

    assert shown.headline == "What came cannot be spent"
    assert shown.hint.startswith(f"It does not count: 1 0xBTC ({words}).")
    assert (shown.needs_action, shown.shows_code) == (True, True)


def test_what_cannot_be_spent_still_asks_for_action_after_the_time() -> None:
    shop = FakeShop()
    id = waiting(shop)
    shop.see(id, 100_000_000, cautions=(Caution.LOCKED,))
    end(shop, id)

    shown = picture(shop, id)

    assert shown.needs_action
    assert Wish.ACCEPT not in shown.wishes


def test_an_expired_payment_that_was_replaced_says_so() -> None:
    shop = FakeShop()

    assert picture(shop, end(shop, replaced(shop))).headline == "Time over, payment replaced"


def test_servers_that_disagree_hide_the_code() -> None:
    shop = FakeShop()
    id = waiting(shop)
    view = View(now=shop.now, network="Ethereum", blind_since=shop.now, is_distrusted=True)

    shown = picture_of(shop.invoices[id], view)

    assert shown.headline == "The servers of Ethereum disagree"
    assert not shown.shows_code


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


def test_a_surplus_that_its_fee_would_eat_asks_nobody(shop: FakeShop) -> None:
    invoice = shop.invoices[over(shop)]
    worth_it = picture_of(invoice, View(now=shop.now))
    (asked,) = invoice.prompts
    dust = replace(asked.acceptance, dust_units=10_000_000_000)

    eaten = replace(invoice, prompts=(replace(asked, acceptance=dust),))

    assert worth_it.needs_action
    assert picture_of(eaten, View(now=shop.now)).token is Token.PAID


def test_too_much_of_a_coin_that_was_chosen_before_is_seen_all_the_same() -> None:
    now_shown = prompt(asset=ETH, address=SECOND_ADDRESS)
    switched = waiting_for(2_000, prompt(), now_shown)
    look_at = observed(look(height=11), payment(130, height=10))

    picture = picture_of(advance(switched, look_at).invoice, View(now=1_200))

    assert picture.word == "Paid, too much"
    assert "0xBTC" in picture.headline


def test_a_wrong_coin_for_a_paid_sale_asks_somebody_for_its_way_back() -> None:
    both = (payment(100, "0x01", height=10), payment(5, "0x02", height=10, asset=ETH))

    paid_both = advance(waiting_for(), observed(look(height=11), *both)).invoice

    assert picture_of(paid_both, View(now=1_200)).needs_action
