"""Who may say where money goes back to: tokens, PINs and addresses."""

from dataclasses import replace

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.invoice import Invoice
from pos.engine.claims import FREE_TRIES, MAX_PAUSE_S, MAX_REMEMBERED, PAUSE_S, Claim, Claims
from tests.fakes.payshop import BITCOIN_CHAIN, COUNTER, ETHEREUM, HOME, PayShop

HERE = HOME[BITCOIN_CHAIN]


@pytest.fixture
def shop() -> PayShop:
    return PayShop()


async def overpaid(shop: PayShop) -> Invoice:
    return await shop.see(await shop.charge(), "1.5", depth=2)


async def overpaid_at_counter(shop: PayShop) -> Invoice:
    return await shop.see(await shop.charge(origin=COUNTER), "1.5", depth=2)


def claim(
    shop: PayShop,
    invoice: Invoice,
    *,
    address: str = HERE,
    pin: str = "",
    token: str | None = None,
    chain: ChainId = BITCOIN_CHAIN,
) -> Claim:
    known = shop.claims.token(invoice) if token is None else token
    return Claim(token=known, chain=chain, address=address, pin=pin)


def wrong(pin: str | None) -> str:
    return "000001" if pin == "000000" else "000000"


def refusal(shop: PayShop, invoice: Invoice, asked: Claim) -> str:
    with pytest.raises(Refused) as refused:
        shop.claims.checked(invoice, asked)
    return refused.value.code


async def test_the_token_of_an_invoice_lets_its_holder_name_an_address(shop: PayShop) -> None:
    invoice = await overpaid(shop)

    claimed = await shop.claims.claim(invoice, claim(shop, invoice))

    assert dict(claimed.refund_to) == {BITCOIN_CHAIN: HERE}
    assert [refund.to for refund in claimed.refunds] == [HERE]


async def test_a_token_is_22_letters_for_a_link_and_another_one_for_each_invoice(
    shop: PayShop,
) -> None:
    first, second = await overpaid(shop), await shop.charge()

    assert len(shop.claims.token(first)) == 22
    assert shop.claims.token(first).replace("-", "").replace("_", "").isalnum()
    assert shop.claims.token(first) != shop.claims.token(second)


async def test_another_shop_makes_other_tokens(shop: PayShop) -> None:
    invoice = await overpaid(shop)
    other = Claims(secret="ab" * 32, desk=shop.desk, methods=(), clock=shop.clock)

    assert other.token(invoice) != shop.claims.token(invoice)


@pytest.mark.parametrize("token", ["", "x", "ä" * 22, "A" * 22])
async def test_any_other_token_is_refused(shop: PayShop, token: str) -> None:
    invoice = await overpaid(shop)

    assert refusal(shop, invoice, claim(shop, invoice, token=token)) == "invalid_token"


async def test_a_second_address_is_refused(shop: PayShop) -> None:
    invoice = await overpaid(shop)
    claimed = await shop.claims.claim(invoice, claim(shop, invoice))
    other = claim(shop, claimed, address="1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")

    assert refusal(shop, claimed, other) == "claimed"


async def test_pressing_the_button_twice_claims_once(shop: PayShop) -> None:
    invoice = await overpaid(shop)
    once = await shop.claims.claim(invoice, claim(shop, invoice))

    twice = await shop.claims.claim(once, claim(shop, once))

    assert twice == once


async def test_nothing_can_be_claimed_while_a_sale_is_open(shop: PayShop) -> None:
    invoice = await shop.see(await shop.charge(), "0.5")

    assert refusal(shop, invoice, claim(shop, invoice)) == "nothing_to_claim"


async def test_nothing_can_be_claimed_on_another_network(shop: PayShop) -> None:
    invoice = await overpaid(shop)
    elsewhere = claim(shop, invoice, chain=ETHEREUM, address=HOME[ETHEREUM])

    assert refusal(shop, invoice, elsewhere) == "nothing_to_claim"


async def test_a_coin_that_is_not_taken_any_more_has_nobody_to_read_its_addresses(
    shop: PayShop,
) -> None:
    invoice = await overpaid(shop)
    later = PayShop(codes=("XMR",))

    assert refusal(later, invoice, claim(later, invoice)) == "nothing_to_claim"


async def test_the_address_is_noted_as_the_chain_writes_it(shop: PayShop) -> None:
    invoice = await overpaid(shop)

    claimed = await shop.claims.claim(invoice, claim(shop, invoice, address=f"  {HERE.upper()} "))

    assert dict(claimed.refund_to) == {BITCOIN_CHAIN: HERE}


@pytest.mark.parametrize("address", ["", HOME[ETHEREUM], HERE[:-1] + "5", "<script>"])
async def test_an_address_of_nobody_or_of_another_chain_is_refused(
    shop: PayShop, address: str
) -> None:
    invoice = await overpaid(shop)

    assert refusal(shop, invoice, claim(shop, invoice, address=address)) == "invalid_address"


async def test_the_shops_own_address_is_refused(shop: PayShop) -> None:
    invoice = await shop.see(await shop.charge("0xBTC"), "1.5", depth=2)
    assert invoice.prompt is not None
    own = claim(shop, invoice, chain=ETHEREUM, address=invoice.prompt.address)

    assert refusal(shop, invoice, own) == "own_address"


async def test_a_sale_of_the_counter_asks_for_its_pin(shop: PayShop) -> None:
    invoice = await overpaid_at_counter(shop)
    pin = shop.claims.pin(invoice)

    assert pin is not None
    assert len(pin) == 6
    assert pin.isdecimal()
    assert shop.claims.checked(invoice, claim(shop, invoice, pin=f" {pin}")) == HERE
    assert refusal(shop, invoice, claim(shop, invoice, pin=wrong(pin))) == "wrong_pin"
    assert refusal(shop, invoice, claim(shop, invoice)) == "wrong_pin"


async def test_an_online_invoice_has_no_pin(shop: PayShop) -> None:
    assert shop.claims.pin(await shop.charge()) is None


async def test_after_some_wrong_pins_even_the_right_one_has_to_wait(shop: PayShop) -> None:
    invoice = await overpaid_at_counter(shop)
    pin = shop.claims.pin(invoice)
    for _ in range(FREE_TRIES):
        assert refusal(shop, invoice, claim(shop, invoice, pin=wrong(pin))) == "wrong_pin"

    right = claim(shop, invoice, pin=pin or "")

    assert refusal(shop, invoice, right) == "too_many_tries"
    shop.clock.at += PAUSE_S - 1
    assert refusal(shop, invoice, right) == "too_many_tries"
    shop.clock.at += 1
    assert shop.claims.checked(invoice, right) == HERE


async def test_each_further_wrong_pin_doubles_the_pause_up_to_a_day(shop: PayShop) -> None:
    invoice = await overpaid_at_counter(shop)
    bad = claim(shop, invoice, pin=wrong(shop.claims.pin(invoice)))
    for _ in range(FREE_TRIES):
        refusal(shop, invoice, bad)
    shop.clock.at += PAUSE_S
    assert refusal(shop, invoice, bad) == "wrong_pin"

    shop.clock.at += 2 * PAUSE_S - 1
    assert refusal(shop, invoice, bad) == "too_many_tries"
    for _ in range(20):
        shop.clock.at += MAX_PAUSE_S
        assert refusal(shop, invoice, bad) == "wrong_pin"


async def test_the_right_pin_forgives_the_wrong_ones(shop: PayShop) -> None:
    invoice = await overpaid_at_counter(shop)
    pin = shop.claims.pin(invoice)
    for _ in range(3):
        for _ in range(FREE_TRIES - 1):
            refusal(shop, invoice, claim(shop, invoice, pin=wrong(pin)))

        assert shop.claims.checked(invoice, claim(shop, invoice, pin=pin or "")) == HERE


async def test_wrong_pins_are_remembered_of_a_bounded_number_of_sales(shop: PayShop) -> None:
    invoice = await overpaid_at_counter(shop)
    right = claim(shop, invoice, pin=shop.claims.pin(invoice) or "")
    for _ in range(FREE_TRIES):
        refusal(shop, invoice, claim(shop, invoice, pin=wrong(shop.claims.pin(invoice))))
    assert refusal(shop, invoice, right) == "too_many_tries"

    for number in range(MAX_REMEMBERED):
        other = replace(invoice, id=InvoiceId(f"other {number}"))
        refusal(shop, other, claim(shop, other, pin="no"))

    assert shop.claims.checked(invoice, right) == HERE


async def test_the_link_for_a_receipt_leads_to_the_public_page(shop: PayShop) -> None:
    invoice = await overpaid_at_counter(shop)

    token = shop.claims.token(invoice)
    assert shop.claims.link(invoice) == (
        f"https://pay.shop.example/pay/{invoice.selector}/refund?token={token}"
    )


async def test_a_shop_without_a_public_address_prints_no_link() -> None:
    shop = PayShop(public_url="")

    assert not shop.claims.link(await overpaid_at_counter(shop))


async def test_a_clock_that_was_ahead_locks_no_customer_out(shop: PayShop) -> None:
    invoice = await overpaid_at_counter(shop)
    right = shop.clock.now()
    shop.clock.at = right + 10**8
    for _ in range(FREE_TRIES):
        refusal(shop, invoice, claim(shop, invoice, pin=wrong(shop.claims.pin(invoice))))

    shop.clock.at = right

    shop.claims.checked(invoice, claim(shop, invoice, pin=shop.claims.pin(invoice) or ""))
