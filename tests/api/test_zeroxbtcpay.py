"""The published document and the captured behaviour, word for word, against the real engine."""

import asyncio
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.api.doors import Settings
from pos.api.zeroxbtcpay import read_amount, read_url
from pos.domain.errors import Refused
from pos.domain.money import format_amount
from tests.api.conftest import Door, Opener
from tests.fakes.clocks import OPENED_AT
from tests.fakes.desk import ETHER, TOKEN

TX = "0x" + "33" * 32
OTHER_TX = "0x" + "44" * 32
WISH = {"amount": "222.333"}
STARTED = re.compile(
    rb'\{"jsonrpc":"2\.0","result":\{"id":"([0-9a-f]{16})","amount":"([0-9.]+)",'
    rb'"address":"(0x[0-9a-f]{40})"\},"id":111\}'
)


def request(params: object = WISH, **members: object) -> bytes:
    """A start_payment for 222.333, with other members where given."""
    whole = {"jsonrpc": "2.0", "id": 111, "method": "start_payment", "params": params}
    return json.dumps({**whole, **members}).encode()


def fault(code: int, message: str, id: str = "111") -> bytes:
    return f'{{"jsonrpc":"2.0","id":{id},"error":{{"code":{code},"message":"{message}"}}}}'.encode()


async def started(door: Door, **params: object) -> str:
    """The id of a new payment of 222.333."""
    answer = await door.post(request({"amount": "222.333", **params}))
    return str(json.loads(answer)["result"]["id"])


async def status(door: Door, id: str) -> dict[str, object]:
    code, _, body = await door.get(f"/{id}/status.json")
    assert code == 200
    told: dict[str, object] = json.loads(body)
    return told


# ---- starting a payment


async def test_the_document_s_own_request_gets_the_document_s_answer(door: Door) -> None:
    code, headers, body = await door.send("POST", "/", request())

    found = STARTED.fullmatch(body)
    assert found
    assert found[2] == b"222.333"
    assert (code, headers["Content-Type"]) == (200, "application/json")


async def test_optional_parameters_change_nothing_in_the_answer(door: Door) -> None:
    wish = {
        "amount": "222.333",
        "data": {"order_id": "444"},
        "postback_url": "https://xxx.yyy/payment_complete",
        "colour": "green",
    }

    assert STARTED.fullmatch(await door.post(request(wish)))


@pytest.mark.parametrize(
    ("asked", "echoed"),
    [
        ("5", "5.0"),
        ("5.0", "5.0"),
        ("5.50", "5.5"),
        ("0.001", "0.001"),
        ("0.00000001", "0.00000001"),
        ("20999984", "20999984.0"),
        ("00012.5", "12.5"),
    ],
)
async def test_an_amount_is_echoed_in_its_plainest_form(
    door: Door, asked: str, echoed: str
) -> None:
    result = json.loads(await door.post(request({"amount": asked})))["result"]

    assert result["amount"] == echoed
    assert (await status(door, result["id"]))["amount"] == echoed


@pytest.mark.parametrize("id", [111, 0, "abc", 1.5, {}, [1], True])
async def test_the_id_is_sent_back(door: Door, id: object) -> None:
    assert json.loads(await door.post(request(id=id)))["id"] == id


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "x"])
async def test_the_content_type_does_not_matter(door: Door, kind: str) -> None:
    assert STARTED.fullmatch(await door.post(request(), Content_Type=kind))


@pytest.mark.parametrize(
    "amount",
    [
        *("0", "0.0", "1e3", ".5", "5.", "-1", " 5", "5\n", "1\nabc", "", "٣"),
        *("1.123456789", "999999999", "20999984.00000001", "NaN"),
        *(5, 5.5, True, False, ["5"], {"5": 5}),
    ],
)
async def test_what_is_no_amount_is_invalid(door: Door, amount: object) -> None:
    answer = await door.post(request({"amount": amount}))

    assert answer == fault(-32602, "Invalid params: invalid amount")


@pytest.mark.parametrize("wish", [{}, {"amount": None}, {"data": 1}])
async def test_no_amount_is_missing(door: Door, wish: dict[str, object]) -> None:
    assert await door.post(request(wish)) == fault(-32602, "Invalid params: missing amount")


@pytest.mark.parametrize(
    "url", ["z", "", 5, "http://x y/", "http://", "http://x:99999/", "a:\n", False, ["a:b"]]
)
async def test_what_is_no_address_to_call_is_invalid(door: Door, url: object) -> None:
    answer = await door.post(request({"amount": "1", "postback_url": url}))

    assert answer == fault(-32602, "Invalid params: invalid postback URL")


@pytest.mark.parametrize(
    "url", [None, "https://xxx.yyy/payment_complete?x=1#y", "ftp://x", "javascript:x", "a:b"]
)
async def test_any_address_with_a_scheme_is_taken(door: Door, url: str | None) -> None:
    assert STARTED.fullmatch(await door.post(request({"amount": "1", "postback_url": url})))


async def test_an_unknown_method_is_told_before_its_params_are_looked_at(door: Door) -> None:
    answer = await door.post(request({"amount": 5}, method="foo"))

    assert answer == fault(-32601, "Method not found")


@pytest.mark.parametrize("params", [["5"], "5", 5, True])
async def test_params_that_are_no_object_are_invalid(door: Door, params: object) -> None:
    answer = await door.post(request(params=params))

    assert answer == fault(-32602, "Invalid params: params must be an object")


@pytest.mark.parametrize(
    "members",
    [{"id": None}, {"id": False}, {"params": None}, {"jsonrpc": "1.0"}, {"jsonrpc": 2.0}],
)
async def test_an_invalid_request_makes_no_payment(door: Door, members: dict[str, object]) -> None:
    answer = json.loads(await door.post(request(**members)))

    assert answer["error"] == {"code": -32600, "message": "Invalid request"}
    assert not door.engine.store.shelves.invoices


@pytest.mark.parametrize("body", [b"{zzz}", b"", b"[]", b"123", b"null", b"[" + request() + b"]"])
async def test_what_cannot_be_read_is_a_parse_error(door: Door, body: bytes) -> None:
    assert await door.post(body) == fault(-32700, "Parse error", "null")


async def test_a_body_over_the_limit_is_refused(door: Door) -> None:
    answer = await door.post(request({"amount": "1", "data": "x" * 65_536}))

    words = "Invalid params: request is larger than 64 KiB"
    assert answer == fault(-32602, words, "null")


async def test_a_body_within_the_limit_is_taken(door: Door) -> None:
    assert STARTED.fullmatch(await door.post(request({"amount": "1", "data": "x" * 65_000})))


async def test_each_payment_has_its_own_address(door: Door) -> None:
    answers = [json.loads(await door.post(request()))["result"] for _ in range(20)]

    assert len({each["address"] for each in answers}) == 20
    assert len({each["id"] for each in answers}) == 20


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'{"order_id": "444", "s": "\\u00e9"}', '{"order_id":"444","s":"é"}'),
        (b"0.1000000000000000055", "0.1000000000000000055"),
        (b"[1.0, 12345678901234567890123]", "[1.0,12345678901234567890123]"),
        (b"null", "null"),
        (b"false", "false"),
    ],
)
async def test_the_shop_s_data_is_kept_to_the_last_digit(
    door: Door, sent: bytes, kept: str
) -> None:
    body = request({"amount": "1", "data": "HERE"}).replace(b'"HERE"', sent)
    id = json.loads(await door.post(body))["result"]["id"]

    assert (await door.engine.records.invoice(id)).origin.data == kept


async def test_no_data_is_kept_as_null(door: Door) -> None:
    id = await started(door)

    assert (await door.engine.records.invoice(id)).origin.data == "null"


async def test_a_coin_that_is_not_on_offer_is_the_server_s_fault(door_with: Opener) -> None:
    async with door_with(Settings(coin="XMR")) as door:
        error = json.loads(await door.post(request()))["error"]

    assert error == {"code": -32000, "message": "Server error: XMR is not on offer here"}


async def test_a_store_that_is_away_is_the_server_s_fault(door: Door) -> None:
    door.engine.store.shelves.is_down = True

    assert await door.post(request()) == fault(-32000, "Server error: try again")


async def test_the_shop_may_charge_in_another_coin(door_with: Opener) -> None:
    async with door_with(Settings(coin="ETH")) as door:
        result = json.loads(await door.post(request({"amount": "0.123456789012345678"})))["result"]

    assert result["amount"] == "0.123456789012345678"


# ---- the same request again


async def test_equal_requests_at_one_moment_make_one_payment(door: Door) -> None:
    answers = await asyncio.gather(
        *(door.post(request(), Idempotency_Key="order-444") for _ in range(8))
    )

    assert len(set(answers)) == 1
    assert len(door.engine.store.shelves.invoices) == 1


async def test_the_same_request_under_one_key_makes_one_payment(door: Door) -> None:
    first = await door.post(request(), Idempotency_Key="order-444")
    again = await door.post(request(), Idempotency_Key="order-444")

    assert again == first
    assert len(door.engine.store.shelves.invoices) == 1


async def test_a_repetition_may_count_its_requests(door: Door) -> None:
    first = json.loads(await door.post(request(id=1), Idempotency_Key="order-444"))
    again = json.loads(await door.post(request(id=2), Idempotency_Key="order-444"))

    assert again == {**first, "id": 2}


async def test_another_request_under_a_used_key_is_refused(door: Door) -> None:
    await door.post(request(), Idempotency_Key="order-444")
    answer = await door.post(request({"amount": "1"}), Idempotency_Key="order-444")

    words = "Invalid params: idempotency key was used for another request"
    assert answer == fault(-32602, words)


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_key_that_cannot_be_kept_is_refused(door: Door, key: str) -> None:
    answer = await door.post(request(), Idempotency_Key=key)

    assert answer == fault(-32602, "Invalid params: invalid idempotency key")


# ---- the status page


async def test_a_new_payment_has_seen_nothing(door: Door) -> None:
    result = json.loads(await door.post(request()))["result"]

    code, headers, body = await door.get(f"/{result['id']}/status.json")

    expected = (
        f'{{"address":"{result["address"]}","amount":"222.333",'
        '"seen_at":null,"paid_at":null,"tx_hash":null}'
    )
    assert (code, body.decode()) == (200, expected)
    assert headers["Content-Type"] == "application/json"
    assert headers["Access-Control-Allow-Origin"] == "*"


async def test_a_part_is_seen_and_not_paid(door: Door) -> None:
    id = await started(door)
    await door.engine.pay(id, "100", tx_hash=TX)

    told = await status(door, id)

    assert (told["seen_at"], told["paid_at"], told["tx_hash"]) == (OPENED_AT, None, None)


async def test_the_whole_is_paid_by_the_transfer_that_completed_it(door: Door) -> None:
    id = await started(door)
    await door.engine.pay(id, "222", tx_hash=TX)
    door.engine.clock.at += 60
    await door.engine.pay(id, "0.333", tx_hash=OTHER_TX)

    told = await status(door, id)

    assert told["seen_at"] == OPENED_AT
    assert (told["paid_at"], told["tx_hash"]) == (OPENED_AT + 60, OTHER_TX)


async def test_a_transfer_in_the_pool_is_seen_and_not_paid(door: Door) -> None:
    id = await started(door)
    await door.engine.pay(id, "222.333", tx_hash=TX, depth=0)

    told = await status(door, id)

    assert (told["seen_at"], told["paid_at"]) == (OPENED_AT, None)


async def test_a_payment_of_an_earlier_run_is_read_from_the_store(
    door: Door, door_with: Opener
) -> None:
    id = await started(door)

    async with door_with(Settings(coin="0xBTC"), door.engine.store) as later:
        assert (await status(later, id))["amount"] == "222.333"


async def test_an_id_may_be_written_in_capitals(door: Door) -> None:
    id = await started(door)

    assert (await status(door, id.upper()))["amount"] == "222.333"


@pytest.mark.parametrize(
    "path", ["/ffffffffffffffff/status.json", "/fffffffffffffff/status.json", "/x/status.json"]
)
async def test_an_unknown_payment_is_not_found(door: Door, path: str) -> None:
    code, headers, body = await door.get(path)

    assert (code, body) == (404, b"not found")
    assert headers["Content-Type"].startswith("text/plain")


async def test_a_page_may_read_that_a_payment_is_unknown(door: Door) -> None:
    _, headers, _ = await door.get("/ffffffffffffffff/status.json")

    assert headers["Access-Control-Allow-Origin"] == "*"


async def test_a_sale_of_the_counter_is_nobody_s_business(door: Door) -> None:
    id = (await door.engine.sell("1")).id

    code, _, _ = await door.get(f"/{id}/status.json")

    assert code == 404


async def test_a_status_is_the_same_for_any_query_and_any_page(door: Door) -> None:
    path = f"/{await started(door)}/status.json"
    plain = await door.get(path)

    with_query = await door.get(f"{path}?x=1")
    from_page = await door.get(path, Origin="https://shop.example", Referer="https://a.example/")

    assert with_query[2] == plain[2]
    assert (from_page[0], from_page[2]) == (200, plain[2])
    assert from_page[1]["Access-Control-Allow-Origin"] == "*"


async def test_head_and_preflight_work_and_a_trailing_slash_does_not(door: Door) -> None:
    path = f"/{await started(door)}/status.json"

    assert (await door.send("HEAD", path))[0] == 200
    assert (await door.send("OPTIONS", path))[0] == 204
    assert (await door.get(f"{path}/"))[0] == 404


async def test_the_shop_s_data_is_never_shown(door: Door) -> None:
    id = await started(door, data={"postback_secret": "s3cret"})
    await door.engine.pay(id, "222.333", tx_hash=TX)

    _, _, body = await door.get(f"/{id}/status.json")

    assert b"s3cret" not in body


# ---- properties


@given(st.text(max_size=30))
def test_an_amount_is_refused_or_comes_back_as_it_was(text: str) -> None:
    try:
        amount = read_amount(json.dumps(text).encode(), TOKEN)
    except Refused as why:
        assert why.text == "invalid amount"  # noqa: PT017 - both answers are right
    else:
        assert read_amount(json.dumps(format_amount(amount)).encode(), TOKEN) == amount


@given(st.integers(1, 99_999_999 * 10**18))
def test_every_amount_of_a_fine_coin_can_be_asked_for(units: int) -> None:
    digits = str(units).rjust(19, "0")
    text = f"{digits[:-18]}.{digits[-18:]}"

    assert read_amount(json.dumps(text).encode(), ETHER).units == units


@given(st.text(max_size=60))
def test_an_address_to_call_is_refused_or_kept_as_it_is(text: str) -> None:
    try:
        assert read_url(json.dumps(text).encode()) == text
    except Refused as why:
        assert why.text == "invalid postback URL"  # noqa: PT017 - both answers are right
