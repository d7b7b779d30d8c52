"""The claim page: token, PIN, address, confirmation, and what becomes of the money."""

import re
from collections.abc import AsyncIterator

import pytest

from pos.domain.money import Asset
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from tests.fakes.payshop import BITCOIN_CHAIN, COUNTER, ETHEREUM, HOME, Opened, PayShop, opened
from tests.fakes.paystates import refund_of

HERE = HOME[BITCOIN_CHAIN]


@pytest.fixture
async def open_shop() -> AsyncIterator[Opened]:
    async with opened(PayShop()) as pages:
        yield pages


async def overpaid(pages: Opened) -> Invoice:
    return await pages.shop.see(await pages.shop.charge(), "1.5", depth=2)


async def overpaid_at_counter(pages: Opened) -> Invoice:
    return await pages.shop.see(await pages.shop.charge(origin=COUNTER), "1.5", depth=2)


def fields(step: str, address: str = HERE, pin: str = "") -> dict[str, str]:
    return {"step": step, "chain": BITCOIN_CHAIN, "address": address, "pin": pin}


async def refund_to(pages: Opened, invoice: Invoice) -> dict[str, str]:
    newest = await pages.shop.records.invoice(invoice.id)
    return {str(chain): to for chain, to in newest.refund_to}


async def test_the_page_of_an_online_payment_leads_to_its_claim(open_shop: Opened) -> None:
    invoice = await overpaid(open_shop)

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    token = open_shop.shop.claims.token(invoice)
    assert f'href="./{invoice.selector}/refund?token={token}"' in page
    assert "0.000\u202f071\u202f05\u00a0BTC can be sent back to you." in page


async def test_a_surplus_that_its_fee_would_eat_is_not_offered_back(open_shop: Opened) -> None:
    invoice = await open_shop.shop.see(await open_shop.shop.charge(), "1.01", depth=2)

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    assert "Paid. Thank you!" in page
    assert "/refund" not in page


async def test_another_coin_is_offered_back_with_a_paid_sale(open_shop: Opened) -> None:
    shop = open_shop.shop
    invoice = await shop.see(await shop.charge("0xBTC"), depth=2)
    ether = Asset(code="ETH", decimals=18, chain=ETHEREUM)
    await shop.see(invoice, "10000000", tx="7b" * 32, asset=ether, depth=2)

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    assert "Paid. Thank you!" in page
    assert "0.027\u00a0ETH can be sent back to you." in page


async def test_the_page_of_a_counter_sale_does_not_give_its_token_away(
    open_shop: Opened,
) -> None:
    invoice = await overpaid_at_counter(open_shop)

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    assert open_shop.shop.claims.token(invoice) not in page
    assert "/refund" not in page


async def test_a_claim_goes_form_check_and_done_without_javascript(open_shop: Opened) -> None:
    invoice = await overpaid(open_shop)
    path = refund_of(open_shop.shop, invoice)

    _, _, form = await open_shop.get(path)
    asked, _, confirm = await open_shop.post(path, fields("check", f" {HERE.upper()} "))
    noted_before = await refund_to(open_shop, invoice)
    sent, headers, _ = await open_shop.post(path, fields("send"))
    _, _, done = await open_shop.get(path)

    assert "0.000\u202f071\u202f05\u00a0BTC on Bitcoin" in form
    assert "fee is taken off." in form
    assert "Your address on the Bitcoin network" in form
    assert asked == 200
    assert f'name="address" value="{HERE}"' in confirm
    assert '<span class="strong">bc1q</span>' in confirm
    assert noted_before == {}
    assert sent == 303
    assert headers["Location"] == f".././{invoice.selector}/refund?{path.partition('?')[2]}"
    assert await refund_to(open_shop, invoice) == {BITCOIN_CHAIN: HERE}
    assert "Refund of 0.000\u202f071\u202f05\u00a0BTC is on its way." in done
    assert "<form" not in done


async def test_an_address_can_be_changed_before_it_is_final(open_shop: Opened) -> None:
    path = refund_of(open_shop.shop, await overpaid(open_shop))

    status, _, page = await open_shop.post(path, fields("change"))

    assert status == 200
    assert re.search(rf'<input id="address-1" name="address" value="{HERE}" required', page)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "This is not an address of Bitcoin"),
        (HERE[:-1] + "5", "This address is mistyped: its checksum is wrong"),
        (HOME[ETHEREUM], "This is not an address of Bitcoin"),
        ("<script>alert(1)</script>", "This is not an address of Bitcoin"),
    ],
)
async def test_a_wrong_address_is_explained_and_kept_for_correction(
    open_shop: Opened, address: str, why: str
) -> None:
    path = refund_of(open_shop.shop, await overpaid(open_shop))

    status, _, page = await open_shop.post(path, fields("check", address))

    assert status == 400
    assert "This address cannot be used." in page
    assert why in page
    assert 'aria-invalid="true" aria-describedby="problem"' in page
    assert "<script>alert" not in page


async def test_the_shops_own_address_is_not_the_customers(open_shop: Opened) -> None:
    invoice = await open_shop.shop.see(await open_shop.shop.charge("0xBTC"), "1.5", depth=2)
    assert invoice.prompt is not None
    asked = {"step": "send", "chain": ETHEREUM, "address": invoice.prompt.address}

    status, _, page = await open_shop.post(refund_of(open_shop.shop, invoice), asked)

    assert status == 400
    assert "This is the address that you paid to." in page
    assert await refund_to(open_shop, invoice) == {}


@pytest.mark.parametrize("token", ["", "?token=", "?token=AAAAAAAAAAAAAAAAAAAAAA", "?token=%FF"])
async def test_without_its_token_the_page_says_nothing(open_shop: Opened, token: str) -> None:
    invoice = await overpaid(open_shop)
    path = f"/pay/{invoice.selector}/refund{token}"

    got, _, page = await open_shop.get(path)
    sent, _, _ = await open_shop.post(path, fields("send"))

    assert (got, sent) == (403, 403)
    assert "This link is not valid." in page
    assert "0.000" not in page
    assert await refund_to(open_shop, invoice) == {}


async def test_a_counter_sale_asks_for_the_pin_on_the_receipt(open_shop: Opened) -> None:
    invoice = await overpaid_at_counter(open_shop)
    path, pin = refund_of(open_shop.shop, invoice), open_shop.shop.claims.pin(invoice)
    assert pin is not None

    _, _, form = await open_shop.get(path)
    none, _, refused = await open_shop.post(path, fields("check"))
    skipped, _, _ = await open_shop.post(path, fields("send", pin="12"))
    _, _, confirm = await open_shop.post(path, fields("check", pin=pin))
    sent, _, _ = await open_shop.post(path, fields("send", pin=pin))

    assert "PIN on your receipt" in form
    assert (none, skipped) == (403, 403)
    assert "This is not the PIN on your receipt." in refused
    assert f'type="hidden" name="pin" value="{pin}"' in confirm
    assert sent == 303
    assert await refund_to(open_shop, invoice) == {BITCOIN_CHAIN: HERE}


async def test_too_many_wrong_pins_have_to_wait(open_shop: Opened) -> None:
    invoice = await overpaid_at_counter(open_shop)
    path, pin = refund_of(open_shop.shop, invoice), open_shop.shop.claims.pin(invoice) or ""
    wrong = "000001" if pin == "000000" else "000000"
    for _ in range(5):
        await open_shop.post(path, fields("check", pin=wrong))

    status, _, page = await open_shop.post(path, fields("check", pin=pin))

    assert status == 429
    assert "Too many wrong PINs. Try again later." in page


async def test_a_claim_can_be_made_once(open_shop: Opened) -> None:
    invoice = await overpaid(open_shop)
    path = refund_of(open_shop.shop, invoice)
    await open_shop.post(path, fields("send"))

    again, _, _ = await open_shop.post(path, fields("send"))
    other, _, page = await open_shop.post(
        path, fields("send", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")
    )

    assert again == 303
    assert other == 409
    assert "An address was already given for this money. Please ask the shop." in page
    assert await refund_to(open_shop, invoice) == {BITCOIN_CHAIN: HERE}
    newest = await open_shop.shop.records.invoice(invoice.id)
    assert [refund.stage for refund in newest.refunds] == [RefundStage.PLANNED]


async def test_nothing_to_claim_is_said(open_shop: Opened) -> None:
    invoice = await open_shop.shop.see(await open_shop.shop.charge(), depth=2)
    path = refund_of(open_shop.shop, invoice)

    _, _, page = await open_shop.get(path)
    status, _, _ = await open_shop.post(path, fields("send"))

    assert "There is nothing to send back." in page
    assert status == 409


async def test_a_claim_form_of_another_site_is_not_taken(open_shop: Opened) -> None:
    invoice = await overpaid(open_shop)

    status, _, _ = await open_shop.post(
        refund_of(open_shop.shop, invoice), fields("send"), Sec_Fetch_Site="cross-site"
    )

    assert status == 403
    assert await refund_to(open_shop, invoice) == {}


async def test_the_claim_page_follows_the_refund(open_shop: Opened) -> None:
    invoice = await overpaid(open_shop)
    path = refund_of(open_shop.shop, invoice) + "&part=main"
    _, _, before = await open_shop.get(path)
    known = re.findall(r'data-state="([0-9a-f]+)"', before)[0]

    same, _, _ = await open_shop.get(f"{path}&known={known}")
    await open_shop.shop.desk.claim_refund(invoice.id, BITCOIN_CHAIN, HERE)
    changed, _, page = await open_shop.get(f"{path}&known={known}")

    assert (same, changed) == (204, 200)
    assert page.strip().startswith('<main id="main"')
    assert "part=main" in page


async def test_the_claim_page_speaks_german(open_shop: Opened) -> None:
    path = refund_of(open_shop.shop, await overpaid(open_shop))

    _, _, page = await open_shop.get(f"{path}&lang=de")
    _, _, wrong = await open_shop.post(f"{path}&lang=de", fields("check", "x"))

    assert "Wohin soll Ihr Geld?" in page
    assert "lang=de" in page
    assert 'Diese Adresse kann nicht verwendet werden. <span lang="en">This is not' in wrong


async def test_two_networks_are_claimed_one_by_one(open_shop: Opened) -> None:
    shop = open_shop.shop
    invoice = await shop.charge("BTC")
    await shop.desk.choose_method(invoice.id, "0xBTC")
    both = await shop.desk.cancel(invoice.id, "shop")
    await shop.see(both, depth=2)
    await shop.see(both, at="BTC", tx="7b" * 32, depth=3)
    path = refund_of(shop, both)

    _, _, page = await open_shop.get(path)
    await open_shop.post(path, {"step": "send", "chain": ETHEREUM, "address": HOME[ETHEREUM]})
    _, _, rest = await open_shop.get(path)

    assert page.count("<form") == 2
    assert rest.count("<form") == 1
    assert "27\u00a00xBTC is on its way" in rest
    assert "BTC on Bitcoin" in rest
