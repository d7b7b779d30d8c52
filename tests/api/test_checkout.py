"""The payment page without JavaScript: every state, every header, and whoever means ill."""

import re
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from pos.domain.money import Fiat
from pos.domain.payment.terms import Door, Line, Origin
from pos.engine.desk import Order
from tests.fakes.payshop import COINS, COUNTER, MONERO, ONLINE, Opened, PayShop, opened
from tests.fakes.paystates import STATES

QR = '<div class="qr">'


@pytest.fixture
async def open_shop() -> AsyncIterator[Opened]:
    async with opened(PayShop()) as pages:
        yield pages


def origin(**urls: str) -> Origin:
    return Origin(door=Door.LIBREPAY, **urls)


# ---- what is shown -----------------------------------------------------------------------------


@pytest.mark.parametrize("state", sorted(STATES))
async def test_every_state_is_a_whole_page_in_itself(open_shop: Opened, state: str) -> None:
    path = await STATES[state](open_shop.shop)

    status, headers, page = await open_shop.get(path)

    assert status == (404 if state == "no-such-payment" else 200)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.startswith('<!doctype html>\n<html lang="en" dir="ltr">')
    assert page.count("<main") == page.count("<h1") == 1
    assert "style=" not in page
    assert re.findall(r"<script(?! src=)|\son[a-z]+=", page) == []


async def test_without_javascript_the_page_shows_amount_address_and_link(
    open_shop: Opened,
) -> None:
    invoice = await open_shop.shop.charge("BTC")
    assert invoice.prompt is not None

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    address = invoice.prompt.address
    assert f'href="bitcoin:{address}?amount=0.00014211"' in page
    assert f'data-copy="{address}"' in page
    shown = re.search(r'<bdi dir="ltr" class="address">(.*?)</bdi>', page)
    assert shown is not None
    assert re.sub(r"<[^>]*>", "", shown[1]) == address
    assert "0.000\u202f142\u202f11\u00a0BTC" in page
    assert "Send only Bitcoin on the Bitcoin network to this address." in page
    assert 'role="timer" dir="ltr" class="left" data-left="1800">30:00</span>' in page


async def test_a_customer_without_javascript_chooses_a_coin(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge(None)
    path = f"/pay/{invoice.selector}"
    _, _, page = await open_shop.get(path)
    assert QR not in page
    assert 'name="code" value="0xBTC"' in page

    status, headers, _ = await open_shop.post(f"{path}/method", {"code": "0xBTC"})
    _, _, chosen = await open_shop.get(path)

    assert (status, headers["Location"]) == (303, f".././{invoice.selector}?")
    assert "27\u00a00xBTC" in chosen
    assert "Send only 0xBitcoin on the Ethereum network to this address." in chosen


async def test_a_token_shows_its_address_and_the_wallet_link_by_choice(
    open_shop: Opened,
) -> None:
    path = f"/pay/{(await open_shop.shop.charge('0xBTC')).selector}"

    _, _, plain = await open_shop.get(path)
    _, _, link = await open_shop.get(f"{path}?code=link")

    assert 'href="?code=link" id="other-code">Show a wallet link (EIP-681) instead' in plain
    assert 'href="?" id="other-code">Show the address only' in link
    assert plain.split(QR)[1].split("</svg>")[0] != link.split(QR)[1].split("</svg>")[0]


async def test_the_language_follows_the_browser_and_the_address(open_shop: Opened) -> None:
    path = f"/pay/{(await open_shop.shop.charge()).selector}"

    _, _, german = await open_shop.get(path, Accept_Language="de-DE")
    _, _, english = await open_shop.get(f"{path}?lang=en", Accept_Language="de-DE")

    assert '<html lang="de" dir="ltr">' in german
    assert "Bitte bezahlen Sie 0,000\u202f142\u202f11\u00a0BTC (13,50\u00a0€)." in german
    assert '<html lang="en" dir="ltr">' in english
    assert 'href="?lang=de" lang="de" hreflang="de">Deutsch</a>' in english


async def test_a_chosen_language_stays_through_the_forms(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge(None)
    path = f"/pay/{invoice.selector}"

    _, _, page = await open_shop.get(f"{path}?lang=de")
    _, headers, _ = await open_shop.post(f"{path}/method?lang=de", {"code": "BTC"})

    assert f'action="./{invoice.selector}/method?lang=de"' in page
    assert headers["Location"] == f".././{invoice.selector}?lang=de"


async def test_a_right_to_left_language_turns_the_page(tmp_path: Path) -> None:
    (tmp_path / "ar.ts").write_text("<TS></TS>", encoding="utf-8")
    async with opened(PayShop(tongues=tmp_path)) as pages:
        path = f"/pay/{(await pages.shop.charge()).selector}"

        _, _, page = await pages.get(path, Accept_Language="ar")

    assert '<html lang="ar" dir="rtl">' in page
    assert '<bdi dir="ltr" id="amount">' in page


async def test_a_coin_whose_network_cannot_be_seen_cannot_be_chosen(open_shop: Opened) -> None:
    shop = open_shop.shop
    invoice = await shop.charge(None)
    shop.lose_sight(MONERO)
    path = f"/pay/{invoice.selector}"

    _, _, page = await open_shop.get(path)
    status, _, refused = await open_shop.post(f"{path}/method", {"code": "XMR"})

    assert re.search(r'value="XMR" id="coin-3" disabled>', page)
    assert status == 409
    assert '<p class="problem" role="alert">' in refused
    assert "XMR is not available right now." in refused


@pytest.mark.parametrize("code", ["", "DOGE", "<script>alert(1)</script>"])
async def test_a_coin_that_is_none_is_refused_in_words(open_shop: Opened, code: str) -> None:
    path = f"/pay/{(await open_shop.shop.charge(None)).selector}"

    status, _, page = await open_shop.post(f"{path}/method", {"code": code})

    assert status == 409
    assert "is not available right now." in page
    assert "<script>alert" not in page


async def test_the_coin_stays_once_money_was_seen(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge("BTC")
    await open_shop.shop.see(invoice, "0.4")

    status, _, page = await open_shop.post(f"/pay/{invoice.selector}/method", {"code": "XMR"})

    assert status == 409
    assert "The coin can be changed only before any money was seen." in page


async def test_one_coin_leaves_nothing_to_choose() -> None:
    async with opened(PayShop(codes=("BTC",))) as pages:
        _, _, page = await pages.get(f"/pay/{(await pages.shop.charge()).selector}")

    assert "Pay with" not in page


async def test_an_invoice_in_coins_has_no_time_limit_and_no_price(open_shop: Opened) -> None:
    amount = COINS["0xBTC"].asset
    order = Order(
        origin=Origin(door=Door.ZEROXBTCPAY),
        amount=(await open_shop.shop.charge("0xBTC")).quotes[1].due,
        code="0xBTC",
    )
    invoice = await open_shop.shop.desk.charge(order)

    status, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    assert (status, amount.code in page) == (200, True)
    assert 'role="timer"' not in page
    assert "€" not in page
    assert "Rate" not in page


async def test_practice_money_is_called_what_it_is() -> None:
    async with opened(PayShop(is_play=True)) as pages:
        _, _, page = await pages.get(f"/pay/{(await pages.shop.charge()).selector}")

    assert "Practice money: this is a rehearsal. Send nothing real." in page


async def test_a_paid_invoice_shows_its_receipt(open_shop: Opened) -> None:
    invoice = await open_shop.shop.see(await open_shop.shop.charge(), depth=2)

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    receipt = page[page.index('<h2 id="receipt">') :]
    for text in ("2 \u00d7 Espresso", "€7.00", "€13.50", "9f3a" * 16, invoice.paid_address or ""):
        assert text in receipt
    assert "0.000\u202f142\u202f11\u00a0BTC (€13.50)" in receipt
    assert '<time datetime="2026-11-20T09:46:40+00:00">' in receipt


# ---- the way back ------------------------------------------------------------------------------


async def test_the_code_dialect_always_leads_to_redirect_to(open_shop: Opened) -> None:
    urls = {"redirect_to": "https://shop.example/r", "success_url": "https://shop.example/s"}
    invoice = await open_shop.shop.charge(origin=origin(**urls))

    _, _, waiting = await open_shop.get(f"/pay/{invoice.selector}")
    await open_shop.shop.see(invoice, depth=2)
    _, _, paid = await open_shop.get(f"/pay/{invoice.selector}")

    for page in (waiting, paid):
        assert 'href="https://shop.example/r" rel="noreferrer" id="back"' in page
        assert "data-return" not in page
        assert "https://shop.example/s" not in page


async def test_the_document_dialect_leads_to_cancel_and_then_to_success(
    open_shop: Opened,
) -> None:
    urls = {"success_url": "https://shop.example/s", "cancel_url": "https://shop.example/c"}
    invoice = await open_shop.shop.charge(origin=origin(**urls))
    path = f"/pay/{invoice.selector}"

    _, _, waiting = await open_shop.get(path)
    await open_shop.shop.see(invoice, depth=0)
    _, _, seen = await open_shop.get(path)
    await open_shop.shop.see(invoice, depth=2)
    _, _, paid = await open_shop.get(path)

    assert 'href="https://shop.example/c"' in waiting
    assert "https://shop.example" not in seen
    assert 'data-return="https://shop.example/s"' in paid
    assert 'href="https://shop.example/s" rel="noreferrer" id="back"' in paid


async def test_the_phone_with_the_wallet_may_take_the_claim_over(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge(origin=origin())
    await open_shop.shop.see(invoice, "1.5", depth=2)

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    assert 'aria-label="Code of the page to claim on"' in page


async def test_a_page_that_no_phone_can_reach_shows_no_code_of_it() -> None:
    async with opened(PayShop(public_url="")) as pages:
        invoice = await pages.shop.charge(origin=origin())
        await pages.shop.see(invoice, "1.5", depth=2)

        _, _, page = await pages.get(f"/pay/{invoice.selector}")

    assert "claim-link" in page
    assert "Code of the page to claim on" not in page


async def test_nobody_is_taken_away_from_money_to_claim(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge(origin=origin(success_url="https://shop.example/s"))
    await open_shop.shop.see(invoice, "1.5", depth=2)

    _, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    assert 'href="https://shop.example/s"' in page
    assert "data-return" not in page


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "/pay/x",
        "https://",
        "https://[",
        " javascript:alert(1)",
        "mailto:a@b.c",
    ],
)
async def test_only_the_web_is_a_way_back(open_shop: Opened, url: str) -> None:
    invoice = await open_shop.shop.charge(origin=origin(redirect_to=url))

    status, _, page = await open_shop.get(f"/pay/{invoice.selector}")

    assert status == 200
    assert 'id="back"' not in page
    assert "alert(1)" not in page


@pytest.mark.parametrize("door", [COUNTER, Origin(door=Door.ZEROXBTCPAY)])
async def test_a_door_without_a_way_back_has_none(open_shop: Opened, door: Origin) -> None:
    _, _, page = await open_shop.get(f"/pay/{(await open_shop.shop.charge(origin=door)).selector}")

    assert 'id="back"' not in page


# ---- whoever means ill -------------------------------------------------------------------------


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}\u202e"


async def test_what_a_shop_writes_is_text_and_nothing_else() -> None:
    async with opened(PayShop(name=EVIL)) as pages:
        lines = (Line(title=EVIL, quantity=Decimal(1), total=Fiat(Decimal("13.50"), "EUR")),)
        redirect = origin(redirect_to="https://shop.example/'\"><script>alert(1)</script>")
        invoice = await pages.shop.charge(lines=lines, origin=redirect)

        _, _, page = await pages.get(f"/pay/{invoice.selector}")

    assert "<script>alert" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&gt;&lt;img" in page


async def test_an_odd_selector_is_quoted_in_every_address(open_shop: Opened) -> None:
    order = Order(
        origin=ONLINE,
        price=Fiat(Decimal("13.50"), "EUR"),
        selector='javascript:"><b>?#%',
    )
    await open_shop.shop.desk.charge(order)

    status, _, page = await open_shop.get("/pay/javascript%3A%22%3E%3Cb%3E%3F%23%25")

    assert status == 200
    assert 'action="./javascript%3A%22%3E%3Cb%3E%3F%23%25/method?"' in page
    assert 'data-events="./javascript%3A%22%3E%3Cb%3E%3F%23%25/events"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/pay/nobody",
        "/pay/%00",
        "/pay/..%2F..%2Fetc%2Fpasswd",
        "/pay/" + "a" * 200,
        "/pay/nobody/refund",
        "/pay/nobody/events",
        "/pay/%F0%9F%92%B8",
    ],
)
async def test_a_payment_that_is_none_gets_a_friendly_page(open_shop: Opened, path: str) -> None:
    status, headers, page = await open_shop.get(path)

    assert status == 404
    assert "There is no such payment." in page
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


async def test_nothing_is_loaded_from_elsewhere_and_nobody_frames_the_page(
    open_shop: Opened,
) -> None:
    _, headers, page = await open_shop.get(f"/pay/{(await open_shop.shop.charge()).selector}")

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers
    assert re.findall(r'(?:src|href)="(?!\.|\?|assets/|bitcoin:|https://shop\.example)', page) == []


async def test_a_shop_may_let_its_own_site_frame_the_page() -> None:
    async with opened(PayShop(frame_ancestors=("https://shop.example",))) as pages:
        _, headers, _ = await pages.get(f"/pay/{(await pages.shop.charge()).selector}")

    assert headers["Content-Security-Policy"].endswith("frame-ancestors https://shop.example")
    assert "X-Frame-Options" not in headers


async def test_style_and_script_are_served_from_here_for_ever(open_shop: Opened) -> None:
    _, _, page = await open_shop.get(f"/pay/{(await open_shop.shop.charge()).selector}")
    names = re.findall(r'"(assets/[^"]*)"', page)

    answers = [await open_shop.get(f"/pay/{name}") for name in names]

    assert [(status, headers["Content-Type"]) for status, headers, _ in answers] == [
        (200, "image/svg+xml"),
        (200, "text/css; charset=utf-8"),
        (200, "text/javascript; charset=utf-8"),
    ]
    for _, headers, _ in answers:
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert (await open_shop.get("/pay/assets/pay.html"))[0] == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "null"}, 303),
        ({"Origin": "https://pay.shop.example"}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
    ],
)
async def test_a_form_of_another_site_is_not_taken(
    open_shop: Opened, headers: dict[str, str], status: int
) -> None:
    invoice = await open_shop.shop.charge(None)
    named = {name.replace("-", "_"): value for name, value in headers.items()}

    answer = await open_shop.post(f"/pay/{invoice.selector}/method", {"code": "BTC"}, **named)

    assert answer[0] == status
    newest = await open_shop.shop.records.invoice(invoice.id)
    assert (newest.prompt is not None) == (status == 303)


async def test_a_form_from_the_very_same_host_is_ours(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge(None)

    status, _, _ = await open_shop.post(
        f"/pay/{invoice.selector}/method", {"code": "BTC"}, Origin=open_shop.url
    )

    assert status == 303


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=1&" * 50, b"code=%FF"])
async def test_a_form_that_cannot_be_read_is_answered_in_words(
    open_shop: Opened, body: bytes
) -> None:
    path = f"/pay/{(await open_shop.shop.charge(None)).selector}/method"

    async with open_shop.session.post(open_shop.url + path, data=body) as answer:
        page = await answer.text()

    assert answer.status in {400, 409}
    assert "<h1" in page


async def test_a_stranger_who_asks_too_often_waits(open_shop: Opened) -> None:
    path = f"/pay/{(await open_shop.shop.charge()).selector}"
    asked = [await open_shop.get(path, X_Forwarded_For="8.8.8.8") for _ in range(4)]

    assert [status for status, _, _ in asked] == [200, 200, 200, 429]
    assert asked[-1][1]["Retry-After"] == "1"
    assert "You have asked very often." in asked[-1][2]


async def test_a_shop_that_cannot_read_its_books_says_so(open_shop: Opened) -> None:
    open_shop.shop.store.shelves.is_down = True

    status, _, page = await open_shop.get("/pay/not-in-memory")

    assert status == 503
    assert "The shop does not answer right now." in page


# ---- news --------------------------------------------------------------------------------------


def state_in(page: str) -> str:
    found = re.search(r'data-state="([0-9a-f]{16})"', page)
    assert found is not None
    return found[1]


async def test_only_the_main_part_is_sent_to_who_asks_for_it(open_shop: Opened) -> None:
    path = f"/pay/{(await open_shop.shop.charge()).selector}"

    _, _, whole = await open_shop.get(path)
    _, _, part = await open_shop.get(f"{path}?part=main")

    assert part.strip().startswith('<main id="main"')
    assert state_in(part) == state_in(whole)


async def test_who_knows_the_newest_state_gets_nothing_new(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge()
    path = f"/pay/{invoice.selector}?part=main"
    known = state_in((await open_shop.get(path))[2])

    open_shop.shop.clock.at += 60
    same, _, nothing = await open_shop.get(f"{path}&known={known}")
    await open_shop.shop.see(invoice)
    other, _, news = await open_shop.get(f"{path}&known={known}")

    assert (same, nothing) == (204, "")
    assert other == 200
    assert state_in(news) != known


@pytest.mark.parametrize("change", ["time", "sight", "language", "code"])
async def test_everything_that_changes_the_page_changes_its_state(
    open_shop: Opened, change: str
) -> None:
    shop = open_shop.shop
    path = f"/pay/{(await shop.charge('0xBTC')).selector}?part=main"
    known = state_in((await open_shop.get(path))[2])

    if change == "time":
        shop.clock.at += 1_801
    if change == "sight":
        shop.lose_sight(MONERO)
    more = {"language": "&lang=de", "code": "&code=link"}.get(change, "")
    status, _, _ = await open_shop.get(f"{path}{more}&known={known}")

    assert status == 200


async def test_each_change_is_told_as_an_event(open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge()

    async with open_shop.session.get(f"{open_shop.url}/pay/{invoice.selector}/events") as events:
        seen = await open_shop.shop.see(invoice)
        told = await events.content.readuntil(b"data: %d\n" % seen.version)

    assert events.headers["Content-Type"] == "text/event-stream"
    assert b"event: changed\n" in told
