"""What a customer reads in every state, word for word."""

from dataclasses import replace

import pytest

from pos.domain.payment.deposit import Caution
from pos.domain.payment.invoice import Invoice
from pos.resources import resource
from pos.till.customer import Saying, Sight, Tone, asked, saying_of
from pos.till.customer_refunds import refund_lines
from pos.till.tongue import Tongue, Tongues
from tests.fakes.payshop import BITCOIN_CHAIN, COUNTER, ETHEREUM, PayShop
from tests.fakes.paystates import STATES

DUE = "0.000\u202f142\u202f11\u00a0BTC"
PART = "0.000\u202f056\u202f84\u00a0BTC"
REST = "0.000\u202f085\u202f27\u00a0BTC"
EXTRA = "0.000\u202f071\u202f05\u00a0BTC"


@pytest.fixture(scope="module")
def english() -> Tongue:
    return Tongues(resource("languages")).chosen("en")


async def read(shop: PayShop, state: str) -> Invoice:
    """The invoice of a state."""
    path = await STATES[state](shop)
    return await shop.records.by_selector(path.split("/")[2].partition("?")[0])


def said(shop: PayShop, invoice: Invoice, tongue: Tongue) -> Saying:
    prompt = invoice.prompt
    is_offered = prompt is None or shop.desk.is_offered(prompt.due.asset.code)
    return saying_of(invoice, Sight(now=shop.clock.now(), is_offered=is_offered), tongue)


@pytest.mark.parametrize(
    ("state", "tone", "headline", "hint"),
    [
        (
            "choosing",
            Tone.WAITING,
            "How would you like to pay?",
            "Choose a coin. The price is fixed for you.",
        ),
        ("waiting", Tone.WAITING, f"Please pay {DUE} (€13.50).", "Scan with your wallet."),
        (
            "time-over",
            Tone.WAITING,
            "The time is over. One moment…",
            "Please do not pay this code any more.",
        ),
        (
            "offline",
            Tone.OFFLINE,
            "BTC is not available right now.",
            "If you have paid already, your payment will be found.",
        ),
        (
            "short",
            Tone.ATTENTION,
            f"We received {PART}. Please send the remaining {REST} (€8.10).",
            "Scan with your wallet: this code asks for the rest only.",
        ),
        (
            "wrong-coin",
            Tone.ATTENTION,
            "We received 0.027\u00a0ETH, but 0xBTC was asked for.",
            "Please contact the shop.",
        ),
        (
            "replaced",
            Tone.FAILED,
            "Payment was not completed.",
            "The payment that we saw was taken back. You can pay again with this code.",
        ),
        (
            "seen",
            Tone.SEEN,
            "Payment seen. Thank you — please wait a moment.",
            "You do not need to do anything more.",
        ),
        (
            "stuck",
            Tone.SEEN,
            "Still being confirmed.",
            "You do not need to do anything more.",
        ),
        (
            "confirming",
            Tone.SEEN,
            "Being confirmed: 1 of 2",
            "You do not need to do anything more.",
        ),
        ("paid", Tone.PAID, "Paid. Thank you!", ""),
        (
            "overpaid",
            Tone.PAID,
            f"Paid. You sent {EXTRA} more than needed.",
            "You can have it sent back.",
        ),
        (
            "overpaid-at-counter",
            Tone.PAID,
            f"Paid. You sent {EXTRA} more than needed — please ask us.",
            "",
        ),
        (
            "expired",
            Tone.FAILED,
            "This code has expired. Please do not pay it any more.",
            "",
        ),
        (
            "cancelled",
            Tone.FAILED,
            "This payment was cancelled. Please do not pay it any more.",
            "",
        ),
        (
            "short-expired",
            Tone.ATTENTION,
            f"We received {PART}.",
            "You can have it sent back.",
        ),
        (
            "late",
            Tone.ATTENTION,
            "Payment arrived late. The shop has been told.",
            "You can have it sent back.",
        ),
        ("refund-going", Tone.ATTENTION, f"Refund of {PART} is on its way.", ""),
        (
            "refund-done",
            Tone.ATTENTION,
            "Refunded 0.000\u202f049\u202f84\u00a0BTC, tx 4a5e1e4b…eda33b",
            "",
        ),
    ],
)
async def test_each_state_has_its_words(
    english: Tongue, state: str, tone: Tone, headline: str, hint: str
) -> None:
    shop = PayShop()

    saying = said(shop, await read(shop, state), english)

    assert (saying.tone, saying.headline, saying.hint) == (tone, headline, hint)


@pytest.mark.parametrize("state", ["short-expired", "late", "replaced"])
async def test_at_the_counter_the_customer_is_sent_to_the_cashier(
    english: Tongue, state: str
) -> None:
    shop = PayShop()
    invoice = replace(await read(shop, state), origin=COUNTER)

    saying = said(shop, invoice, english)

    assert saying.hint == "Please speak to the cashier."
    assert not saying.shows_code


@pytest.mark.parametrize("state", sorted(STATES.keys() - {"no-such-payment"}))
async def test_a_code_is_shown_only_where_it_may_be_paid(english: Tongue, state: str) -> None:
    shop = PayShop()

    saying = said(shop, await read(shop, state), english)

    payable = {"waiting", "token", "token-link", "monero", "short", "wrong-coin", "replaced"}
    assert saying.shows_code == (state in payable)


@pytest.mark.parametrize("state", ["waiting", "short", "replaced"])
async def test_no_code_is_shown_for_a_network_that_cannot_be_seen(
    english: Tongue, state: str
) -> None:
    shop = PayShop()
    invoice = await read(shop, state)

    shop.lose_sight(BITCOIN_CHAIN)

    assert not said(shop, invoice, english).shows_code


@pytest.mark.parametrize("state", ["choosing", "waiting", "short", "replaced"])
async def test_no_code_is_shown_after_the_time(english: Tongue, state: str) -> None:
    shop = PayShop()
    invoice = await read(shop, state)

    shop.clock.at += 2_000

    assert not said(shop, invoice, english).shows_code


async def test_the_rest_is_asked_where_the_first_part_came(english: Tongue) -> None:
    shop = PayShop()
    first = await shop.charge("BTC")
    switched = await shop.desk.choose_method(first.id, "0xBTC")
    assert switched.prompt is not None
    back = await shop.desk.choose_method(first.id, "BTC")
    part = await shop.see(back, "0.4")
    moved = replace(part, prompts=(part.prompts[1], part.prompts[0]))

    saying = said(shop, moved, english)

    assert saying.headline.startswith(f"We received {PART}.")
    front = asked(moved).prompt
    assert front is not None
    assert front.due.asset.chain == BITCOIN_CHAIN
    assert switched.prompt.due.asset.chain == ETHEREUM


async def test_late_money_is_announced_until_it_is_on_its_way(english: Tongue) -> None:
    shop = PayShop()
    invoice = await read(shop, "late")

    claimed = await shop.desk.claim_refund(invoice.id, BITCOIN_CHAIN, "bc1qhome")

    assert said(shop, invoice, english).headline.startswith("Payment arrived late.")
    assert said(shop, claimed, english).headline == f"Refund of {DUE} is on its way."


async def test_money_with_an_address_waits_for_its_confirmations(english: Tongue) -> None:
    shop = PayShop()
    expired = await shop.pass_time(await shop.charge())
    named = await shop.desk.claim_refund(expired.id, BITCOIN_CHAIN, "bc1qhome")
    late = await shop.see(named, depth=0)

    lines = refund_lines(late, english)

    assert [line.text for line in lines] == [f"{DUE} goes back as soon as it is confirmed."]


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (
            "refund-eaten",
            f"{PART} is too small to send back: the network's fee would take all of it.",
        ),
        (
            "refund-failed",
            "The refund of 0.000\u202f049\u202f84\u00a0BTC did not arrive. The shop has been told.",
        ),
    ],
)
async def test_a_refund_that_came_to_nothing_is_said(
    english: Tongue, state: str, text: str
) -> None:
    shop = PayShop()
    invoice = await read(shop, state)

    assert [line.text for line in refund_lines(invoice, english)] == [text]


async def test_another_coin_is_named_when_the_time_is_over(english: Tongue) -> None:
    shop = PayShop()
    expired = await shop.pass_time(await read(shop, "wrong-coin"))

    saying = said(shop, expired, english)

    assert saying.headline == "We received 0.027\u00a0ETH, but 0xBTC was asked for."
    assert saying.hint == "You can have it sent back."


@pytest.mark.parametrize("is_over", [False, True])
async def test_money_that_its_sender_locked_completes_nothing(
    english: Tongue, is_over: bool
) -> None:
    shop = PayShop()
    invoice = await shop.charge("XMR")
    locked = await shop.see(invoice, cautions=(Caution.LOCKED,), depth=1)
    if is_over:
        locked = await shop.pass_time(locked)

    saying = said(shop, locked, english)

    assert saying.headline == "Payment was not completed."
    assert not saying.shows_code


async def test_no_refund_is_spoken_of_while_a_sale_is_open(english: Tongue) -> None:
    shop = PayShop()

    assert refund_lines(await read(shop, "short"), english) == ()
