"""POST /invoice/: what a shop may ask for, in both dialects, and every way to ask wrongly."""

import asyncio
import json
from decimal import Decimal
from urllib.parse import quote

import pytest

from pos.api.doors import LibrePay, Settings
from pos.api.jsonrpc import MAX_BODY_BYTES
from pos.domain.money import Fiat
from pos.domain.payment.coin import Coin
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.shops import Scope
from pos.engine.desk import Order
from tests.api.libreshop import BITCOIN, CODE, COINS, DOCUMENT, Json, LibreShop, open_shop
from tests.fakes.clocks import OPENED_AT

STRANGER = {"X_Forwarded_For": "8.8.8.8"}
WITH_SECRET = Settings(coin="BTC", librepay=LibrePay(secret="s3cret"))


def without(body: Json, *fields: str) -> Json:
    return {name: value for name, value in body.items() if name not in fields}


async def refused(shop: LibreShop, body: object) -> str:
    """The words of a 400."""
    status, told = await shop.ask("POST", "/invoice/", body)
    assert status == 400, told
    assert list(told) == ["message"]
    return str(told["message"])


# ---- the document's dialect (examples 1 to 3)


async def test_the_document_s_own_request_is_answered_with_prices_a_selector_and_an_expiry() -> (
    None
):
    async with open_shop() as shop:
        told = await shop.create(DOCUMENT)

    assert [type(method["coin"]) for method in told["methods"]] == [str, str, str]
    assert all(isinstance(method["price"], Decimal) for method in told["methods"])
    assert told["selector"].isascii()
    assert told["selector"].isalpha()
    assert len(told["selector"]) == 32
    assert told["expireDate"] == OPENED_AT + 30 * 60


async def test_the_address_of_the_chosen_coin_can_also_be_got_by_asking_for_the_invoice() -> None:
    async with open_shop() as shop:
        selector = (await shop.create(DOCUMENT))["selector"]
        status, told = await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": "BTC"})
        shown = await shop.shown(selector)

    assert (status, list(told)) == (200, ["receiveAddress"])
    assert shown["receiveAddress"] == told["receiveAddress"]


async def test_each_method_names_coin_and_price_in_the_words_of_both_dialects() -> None:
    async with open_shop() as shop:
        bitcoin = (await shop.create(CODE))["methods"][0]

    assert bitcoin == {
        "coin": "BTC",
        "price": Decimal("0.00037"),
        "method": "BTC",
        "amount": Decimal("0.00037"),
        "priceStr": "0.00037",
        "exRate": Decimal("27027.02702703"),
    }


async def test_the_document_s_misprint_is_written_too_where_a_shop_needs_it() -> None:
    quirky = Settings(coin="BTC", librepay=LibrePay(coin_colon=True))

    async with open_shop(quirky) as shop:
        methods = (await shop.create())["methods"]

    assert [method["coin:"] for method in methods] == ["BTC", "XMR", "ETH"]


async def test_prices_of_the_original_s_day_are_its_amounts_rounded_up_to_what_we_write() -> None:
    async with open_shop() as shop:
        methods = (await shop.create(CODE))["methods"]

    assert {method["method"]: method["amount"] for method in methods} == {
        "BTC": Decimal("0.00037"),  # the original's 0.00037
        "XMR": Decimal("0.06067962"),  # 0.06067961165
        "ETH": Decimal("0.01377506"),  # 0.01377505337833184
    }


async def test_numbers_have_no_exponent_however_small_they_are() -> None:
    async with open_shop() as shop:
        shop.prices.prices["BTC/USD"] = "900000"
        body = json.dumps({**DOCUMENT, "cart": None, "totalPrice": 0.01}).encode()
        _, _, answer = await shop.door.send("POST", "/invoice/", body)

    assert b'"price":0.00000002,' in answer
    assert b"E-" not in answer


async def test_a_shop_may_have_its_expiry_as_a_date() -> None:
    iso = Settings(coin="BTC", librepay=LibrePay(is_expiry_iso=True))

    async with open_shop(iso) as shop:
        told = await shop.create()

    assert told["expireDate"] == "2026-11-20T10:16:40.000Z"


async def test_a_shop_that_is_known_by_a_name_gets_the_address_of_the_checkout_page() -> None:
    named = Settings(coin="BTC", public_url="https://pay.shop.example")

    async with open_shop(named) as shop:
        told = await shop.create()

    assert told["checkoutUrl"] == f"https://pay.shop.example/pay/{told['selector']}"


@pytest.mark.parametrize("path", ["/invoice/", "/invoice"])
async def test_the_slash_at_the_end_makes_no_difference(path: str) -> None:
    async with open_shop() as shop:
        status, _ = await shop.ask("POST", path, DOCUMENT)

    assert status == 200


# ---- carts and totals: B20


async def test_a_cart_costs_the_sum_of_its_lines_without_a_rounding_error() -> None:
    cart = [{"price": 0.1, "quantity": 3}, {"price": "19.99", "quantity": 2}, {"price": 0.05}]

    async with open_shop() as shop:
        shown = await shop.shown((await shop.create(cart=cart))["selector"])

    assert shown["totalPrice"] == Decimal("40.33")


async def test_a_total_wins_over_the_cart_and_the_cart_is_shown_all_the_same() -> None:
    async with open_shop() as shop:
        shown = await shop.shown((await shop.create(totalPrice=25))["selector"])

    assert shown["totalPrice"] == 25
    assert shown["cart"] == [
        {
            "quantity": 1,
            "price": Decimal("0.1"),
            "name": "Raspberry Pi 4 - 8GB RAM",
            "image": DOCUMENT["cart"][0]["image"],
            "id": None,
        }
    ]


async def test_a_price_of_a_float_s_noise_is_rounded_to_the_cent() -> None:
    async with open_shop() as shop:
        selector = (await shop.create(totalPrice=0.1 + 0.2))["selector"]

        assert (await shop.shown(selector))["totalPrice"] == Decimal("0.3")


@pytest.mark.parametrize(
    ("cart", "words"),
    [
        ([], '"cart" is empty'),
        ([{"price": -1}], '"cart[0].price" is below zero'),
        ([{"price": "NaN"}], '"cart[0].price" is not a number'),
        ([{"price": "Infinity"}], '"cart[0].price" is not a number'),
        ([{"price": 1}, {"name": "x"}], '"cart[1].price" is not provided!'),
        ([{"price": 1, "quantity": 0}], '"cart[0].quantity" is less than 1'),
        ([{"price": 1, "quantity": -2}], '"cart[0].quantity" is below zero'),
        ([{"price": 0}], '"cart" comes to nothing'),
        ([{"price": 0.001}], '"cart" comes to nothing'),
        ([{"price": 1e9, "quantity": 2}], '"cart" comes to more than 1000000000'),
        ([{"price": 1e300}], '"cart[0].price" is too large or too long a number'),
        ([{"price": 1, "name": "x" * 501}], '"cart[0].name" is longer than 500 letters'),
        ([{"price": 1}] * 201, '"cart" has more than 200 lines'),
        ([{"price": True}], '"cart[0].price": expected decimal | null, got bool'),
        (["x"], '"cart[0]": expected object, got str'),
        ("x", '"cart": expected array | null, got str'),
    ],
)
async def test_a_cart_that_cannot_be_is_refused_by_its_field(cart: object, words: str) -> None:
    async with open_shop() as shop:
        assert await refused(shop, {**DOCUMENT, "cart": cart}) == words


@pytest.mark.parametrize("total", [0, -1, 0.004, "NaN", "-Infinity", "1e-40", 1e300, 10**12])
async def test_a_total_that_cannot_be_paid_is_refused(total: object) -> None:
    async with open_shop() as shop:
        assert (await refused(shop, {**CODE, "totalPrice": total})).startswith('"totalPrice" ')


async def test_neither_cart_nor_total_is_refused_in_the_original_s_words() -> None:
    async with open_shop() as shop:
        words = await refused(shop, without(DOCUMENT, "cart"))

    assert words == 'Either "cart" or "totalPrice" has to be defined.'


# ---- fields (examples 5 and 6, B13)


@pytest.mark.parametrize("field", ["successUrl", "cancelUrl", "currency"])
async def test_a_missing_field_is_named_in_the_original_s_words(field: str) -> None:
    async with open_shop() as shop:
        assert await refused(shop, without(CODE, field)) == f'"{field}" is not provided!'


async def test_the_document_s_shops_need_neither_a_failure_address_nor_a_way_back() -> None:
    async with open_shop() as shop:
        assert await shop.create(without(CODE, "failUrl", "redirectTo"))


@pytest.mark.parametrize("currency", ["usd", "USD", "uSd"])
async def test_a_currency_is_known_in_any_case_and_shown_in_capitals(currency: str) -> None:
    async with open_shop() as shop:
        shown = await shop.shown((await shop.create(currency=currency))["selector"])

    assert shown["currency"] == "USD"


async def test_another_currency_is_refused_with_those_there_are() -> None:
    async with open_shop() as shop:
        words = await refused(shop, {**CODE, "currency": "gbp"})

    assert words == '"currency" can only be "usd" and "eur"'


@pytest.mark.parametrize("field", ["successUrl", "cancelUrl", "failUrl", "redirectTo"])
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x/", "/complete", "http://", "http://x y/", "http://a:0/"]
)
async def test_only_addresses_of_the_web_are_taken(field: str, url: str) -> None:
    async with open_shop() as shop:
        assert await refused(shop, {**CODE, field: url}) == f'"{field}" is not a web address'


async def test_an_address_may_be_long_but_not_endless() -> None:
    async with open_shop() as shop:
        await shop.create({**CODE, "successUrl": "http://x/" + "a" * 4_000})
        words = await refused(shop, {**CODE, "successUrl": "http://x/" + "a" * 4_100})

    assert words == '"successUrl" is not a web address'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "The request is not valid JSON"),
        (b"{zzz}", "The request is not valid JSON"),
        (b"[]", "The request: expected object, got array"),
        (b'{"successUrl": 5}', '"successUrl": expected str | null, got int'),
        (b"\xff", "The request is not UTF-8"),
        (b"[" * 5_000, "The JSON is nested too deeply"),
    ],
)
async def test_what_is_no_request_is_refused_in_words(body: bytes, words: str) -> None:
    async with open_shop() as shop:
        status, _, answer = await shop.door.send("POST", "/invoice/", body)

    assert (status, json.loads(answer)) == (400, {"message": words})


async def test_a_body_beyond_the_limit_is_refused_in_words() -> None:
    async with open_shop() as shop:
        body = b" " * (MAX_BODY_BYTES + 1)
        status, _, answer = await shop.door.send("POST", "/invoice/", body)

    assert (status, json.loads(answer)) == (413, {"message": "The request is larger than 64 KiB"})


# ---- selectors: B15


async def test_a_shop_may_choose_the_selector_once() -> None:
    async with open_shop() as shop:
        first = await shop.create(selector="order-4711")
        again = await shop.ask("POST", "/invoice/", {**DOCUMENT, "selector": "order-4711"})

    assert first["selector"] == "order-4711"
    assert again == (409, {"message": '"selector" is in use already'})


async def test_two_requests_for_one_selector_at_a_time_make_one_invoice() -> None:
    async with open_shop() as shop:
        body = {**DOCUMENT, "selector": "order-4711"}
        keyed = [await shop.ask("POST", "/invoice/", body, Idempotency_Key=key) for key in "ab"]

    assert [status for status, _ in keyed] == [200, 409]


@pytest.mark.parametrize("selector", ["a/b", "ä", "..", "a" * 129, "paymentmethods", "a b"])
async def test_a_selector_that_is_no_part_of_an_address_is_refused(selector: str) -> None:
    async with open_shop() as shop:
        words = await refused(shop, {**DOCUMENT, "selector": selector})

    assert words == '"selector" can only be 1 to 128 letters, digits, - and _'


# ---- asking twice


async def test_the_same_request_under_one_key_makes_one_invoice() -> None:
    async with open_shop() as shop:
        first = await shop.ask("POST", "/invoice/", DOCUMENT, Idempotency_Key="o-1")
        again = await shop.ask("POST", "/invoice/", DOCUMENT, Idempotency_Key="o-1")
        made = len(shop.door.engine.store.shelves.invoices)

    assert first == again
    assert made == 1


async def test_another_request_under_the_same_key_is_a_conflict() -> None:
    async with open_shop() as shop:
        await shop.ask("POST", "/invoice/", DOCUMENT, Idempotency_Key="o-1")
        status, told = await shop.ask("POST", "/invoice/", CODE, Idempotency_Key="o-1")

    assert (status, list(told)) == (409, ["message"])


@pytest.mark.parametrize("coins", [COINS, (BITCOIN,)])
async def test_equal_requests_at_one_moment_make_one_invoice(coins: tuple[Coin, ...]) -> None:
    async with open_shop(coins=coins) as shop:
        answers = await asyncio.gather(
            *(shop.ask("POST", "/invoice/", DOCUMENT, Idempotency_Key="o-1") for _ in range(8))
        )
        invoices = len(shop.door.engine.store.shelves.invoices)

    assert invoices == 1
    assert {status for status, _ in answers} == {200}
    assert len({told["selector"] for _, told in answers}) == 1


async def test_a_selector_that_is_named_twice_at_one_moment_is_given_once() -> None:
    body = {**DOCUMENT, "selector": "order-7"}
    async with open_shop() as shop:
        answers = await asyncio.gather(*(shop.ask("POST", "/invoice/", body) for _ in range(4)))

    assert sorted(status for status, _ in answers) == [200, 409, 409, 409]


async def test_a_key_that_is_none_is_refused() -> None:
    async with open_shop() as shop:
        answer = await shop.ask("POST", "/invoice/", DOCUMENT, Idempotency_Key="x" * 201)

    assert answer == (400, {"message": "invalid idempotency key"})


# ---- what can be offered


async def test_a_coin_without_a_rate_is_left_out() -> None:
    async with open_shop() as shop:
        del shop.prices.prices["XMR/USD"]
        methods = (await shop.create())["methods"]

    assert [method["coin"] for method in methods] == ["BTC", "ETH"]


async def test_a_coin_that_cannot_be_seen_is_left_out() -> None:
    async with open_shop() as shop:
        shop.blind(BITCOIN)
        methods = (await shop.create())["methods"]

    assert [method["coin"] for method in methods] == ["XMR", "ETH"]


async def test_without_any_rate_the_shop_is_told_to_try_later() -> None:
    async with open_shop() as shop:
        shop.prices.prices.clear()
        status, told = await shop.ask("POST", "/invoice/", DOCUMENT)

    assert (status, list(told)) == (503, ["message"])


async def test_without_any_chain_in_sight_the_shop_is_told_to_try_later() -> None:
    async with open_shop() as shop:
        for coin in COINS:
            shop.blind(coin)
        status, told = await shop.ask("POST", "/invoice/", DOCUMENT)

    assert (status, told) == (503, {"message": "No coin can be paid with just now"})


async def test_a_database_that_is_away_is_told_as_trouble_in_json() -> None:
    async with open_shop() as shop:
        shop.door.engine.store.shelves.is_down = True
        status, told = await shop.ask("POST", "/invoice/", DOCUMENT)

    assert (status, told) == (503, {"message": "Try again later"})


async def test_the_coins_on_offer_are_listed() -> None:
    async with open_shop() as shop:
        before = await shop.ask("GET", "/invoice/paymentmethods")
        shop.blind(BITCOIN)
        after = await shop.ask("GET", "/invoice/paymentmethods/")

    assert before == (200, {"methods": ["BTC", "XMR", "ETH"]})
    assert after == (200, {"methods": ["XMR", "ETH"]})


# ---- who may ask (example 4, B14)


async def test_a_stranger_without_a_secret_is_told_that_it_is_missing() -> None:
    async with open_shop(WITH_SECRET) as shop:
        answer = await shop.ask("POST", "/invoice/", DOCUMENT, **STRANGER)

    assert answer == (401, {"message": "secret parameter is missing"})


async def test_a_wrong_secret_is_answered_late_and_with_nothing() -> None:
    async with open_shop(WITH_SECRET) as shop:
        answer = await shop.ask("POST", "/invoice/?secret=wrong", DOCUMENT, **STRANGER)
        pauses = shop.door.engine.clock.pauses

    assert answer == (401, None)
    assert 1.2 in pauses


async def test_a_wrong_secret_is_wrong_even_from_the_shop_s_own_machine() -> None:
    async with open_shop(WITH_SECRET) as shop:
        assert await shop.ask("POST", "/invoice/?secret=wrong", DOCUMENT) == (401, None)


@pytest.mark.parametrize("secret", ["\udcff", "%ff", "%00", "ä"])
async def test_a_secret_of_odd_bytes_is_only_wrong(secret: str) -> None:
    async with open_shop(WITH_SECRET) as shop:
        named = {"Authorization": f"Bearer {secret}", **STRANGER}
        by_header, _ = await shop.ask("POST", "/invoice/", DOCUMENT, **named)
        quoted = quote(secret, safe="%", errors="surrogateescape")
        by_query, _ = await shop.ask("POST", f"/invoice/?secret={quoted}", DOCUMENT, **STRANGER)

    assert (by_header, by_query) == (401, 401)


async def test_the_shop_s_secret_opens_from_anywhere() -> None:
    async with open_shop(WITH_SECRET) as shop:
        status, _ = await shop.ask("POST", "/invoice/?secret=s3cret", DOCUMENT, **STRANGER)

    assert status == 200


async def test_no_secret_is_never_a_secret() -> None:
    async with open_shop() as shop:
        status, _ = await shop.ask("POST", "/invoice/?secret=", DOCUMENT, **STRANGER)

    assert status == 401


@pytest.mark.parametrize("place", ["header", "query"])
async def test_a_key_that_may_create_invoices_opens_from_anywhere(place: str) -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.CREATE)
        if place == "query":
            answer = await shop.ask("POST", f"/invoice/?secret={key}", DOCUMENT, **STRANGER)
        else:
            named = {**STRANGER, "Authorization": f"Bearer {key}"}
            answer = await shop.ask("POST", "/invoice/", DOCUMENT, **named)

    assert answer[0] == 200


async def test_a_key_of_another_scope_does_not_open() -> None:
    async with open_shop() as shop:
        key = await shop.door.office.key(Scope.READ)
        answer = await shop.ask("POST", "/invoice/", DOCUMENT, Authorization=f"Bearer {key}")

    assert answer == (401, None)


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
async def test_a_web_page_on_the_merchant_s_machine_makes_no_invoice(
    header: dict[str, str],
) -> None:
    async with open_shop() as shop:
        status, _ = await shop.ask("POST", "/invoice/", DOCUMENT, **header)

        assert status == 401
        assert not shop.door.engine.store.shelves.invoices


async def test_an_allow_listed_address_needs_no_secret() -> None:
    allowed = Settings(coin="BTC", allow=("5.5.5.5",), trusted_proxies=("127.0.0.1",))

    async with open_shop(allowed) as shop:
        known, _ = await shop.ask("POST", "/invoice/", DOCUMENT, X_Forwarded_For="5.5.5.5")
        strange, _ = await shop.ask("POST", "/invoice/", DOCUMENT, X_Forwarded_For="5.5.5.6")

    assert (known, strange) == (200, 401)


async def test_a_flood_of_strangers_is_told_when_to_come_back() -> None:
    hurried = Settings(coin="BTC", trusted_proxies=("127.0.0.1",), public_per_s=1, public_burst=2)

    async with open_shop(hurried) as shop:
        answers = [
            await shop.door.get("/invoice/nothing", X_Forwarded_For="8.8.8.8") for _ in range(3)
        ]

    assert [status for status, _, _ in answers] == [404, 404, 429]
    assert answers[-1][1]["Retry-After"] == "1"
    assert json.loads(answers[-1][2]) == {"message": "Too many requests"}


# ---- only one coin (B16)


async def test_where_there_is_one_coin_its_address_is_shown_at_once() -> None:
    async with open_shop(coins=(BITCOIN,)) as shop:
        shown = await shop.shown((await shop.create())["selector"])

    assert (shown["status"], shown["paymentMethod"]) == (1, "BTC")
    assert shown["receiveAddress"]


async def test_where_there_is_one_coin_choosing_it_is_answered_with_its_address() -> None:
    async with open_shop(coins=(BITCOIN,)) as shop:
        selector = (await shop.create())["selector"]
        answer = await shop.ask("POST", f"/invoice/{selector}/setmethod", {"method": "BTC"})
        shown = await shop.shown(selector)

    assert answer == (200, {"receiveAddress": shown["receiveAddress"]})


# ---- where money goes back to (B12)


async def test_an_address_for_refunds_may_come_with_the_order() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen("ETH", refundAddress="0x" + "C0" * 20)
        invoice = await shop.door.engine.records.by_selector(selector)

    assert invoice.refund_to == (("eip155:1", "0x" + "c0" * 20),)


async def test_an_address_that_is_none_is_refused_where_there_is_one_coin() -> None:
    async with open_shop(coins=(BITCOIN,)) as shop:
        words = await refused(shop, {**DOCUMENT, "refundAddress": "nonsense"})

    assert words == "“nonsense” is no address of Ethereum"


# ---- other doors


async def test_an_invoice_of_another_door_is_not_shown_here() -> None:
    async with open_shop() as shop:
        price = Fiat(Decimal(10), "USD")
        till = Order(origin=Origin(door=Door.TILL), price=price, code="BTC")
        sale = await shop.door.engine.desk.charge(till)
        answer = await shop.ask("GET", f"/invoice/{sale.selector}")

    assert answer == (404, None)
