"""The payment page in a real browser: news as they happen, and everybody can use it."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, Literal

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright

from pos.domain.payment.terms import Door, Origin
from tests.fakes.payshop import BITCOIN_CHAIN, COUNTER, HOME, Opened, PayShop, opened
from tests.fakes.paystates import STATES, claim_form, refund_of
from tests.journeys.needs import CHROMIUM_FLAGS
from tests.missing import missing
from tests.nodes import fetch

PICTURES: Final = Path("build/screens/pay")
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
DESK: Final[ViewportSize] = {"width": 1280, "height": 800}
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
LOOKS: Final = tuple(
    (f"{name}-{scheme}", size, scheme)
    for name, size in (("phone", PHONE), ("desk", DESK))
    for scheme in SCHEMES
)
GRAVE: Final = frozenset({"serious", "critical"})


@pytest.fixture(scope="session")
def axe() -> str:
    """Deque's checker of accessibility."""
    try:
        return fetch.axe().read_text(encoding="utf-8")
    except fetch.NodeMissing as why:
        missing(str(why))


@pytest.fixture
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=[*CHROMIUM_FLAGS])
        yield running
        await running.close()


@pytest.fixture
async def open_shop() -> AsyncIterator[Opened]:
    async with opened(PayShop()) as pages:
        yield pages


@asynccontextmanager
async def tab(browser: Browser, **look: Any) -> AsyncIterator[Page]:  # noqa: ANN401
    """A page of its own, in which nothing may go wrong unseen."""
    context: BrowserContext = await browser.new_context(**{"locale": "en-GB", **look})
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    await context.close()
    assert [text for text in wrong if "Failed to load resource" not in text] == []


async def headline(page: Page, text: str) -> None:
    """Wait until the page says this."""
    await page.get_by_role("heading", level=1, name=text).wait_for()


async def code_on(page: Page) -> str:
    """What the customer's phone reads off the screen."""
    picture = Image.open(io.BytesIO(await page.locator(".qr").screenshot()))
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return str(found[0].text)


# ---- everybody can use it ----------------------------------------------------------------------


@pytest.mark.parametrize("state", sorted(STATES))
async def test_axe_finds_nothing_grave_in_any_state(
    browser: Browser, open_shop: Opened, axe: str, state: str
) -> None:
    url = open_shop.url + await STATES[state](open_shop.shop)

    async with tab(browser) as page:
        await page.goto(url)
        await page.evaluate(axe)
        found = [flaw for look in LOOKS for flaw in await _flaws(page, state, *look)]

    assert found == []


async def test_axe_finds_nothing_grave_from_right_to_left(
    browser: Browser, axe: str, tmp_path: Path
) -> None:
    (tmp_path / "ar.ts").write_text("<TS></TS>", encoding="utf-8")
    async with opened(PayShop(tongues=tmp_path)) as pages:
        url = pages.url + await STATES["waiting"](pages.shop) + "?lang=ar"
        async with tab(browser) as page:
            await page.goto(url)
            await page.evaluate(axe)
            found = [flaw for look in LOOKS for flaw in await _flaws(page, "rtl", *look)]

    assert found == []


async def _flaws(
    page: Page, state: str, name: str, size: ViewportSize, scheme: Literal["light", "dark"]
) -> list[str]:
    """What axe holds against a page in one look, of which a picture is kept."""
    await page.set_viewport_size(size)
    await page.emulate_media(color_scheme=scheme)
    await page.screenshot(path=PICTURES / f"{state}-{name}.png", full_page=True)
    result = await page.evaluate("axe.run()")
    assert result["passes"], "axe looked"
    return [
        f"{name}: {flaw['id']}: {node['html']}"
        for flaw in result["violations"]
        if flaw["impact"] in GRAVE
        for node in flaw["nodes"]
    ]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("state", ["monero", "short", "paid", "claim-form-with-pin"])
async def test_no_page_has_to_be_moved_sideways(
    browser: Browser, open_shop: Opened, state: str, width: int
) -> None:
    url = open_shop.url + await STATES[state](open_shop.shop)

    look = {"viewport": {"width": width, "height": 800}, "locale": "de-DE"}  # whose words are long
    async with tab(browser, **look) as page:
        await page.goto(url)
        reach = await page.evaluate("document.documentElement.scrollWidth")

    assert reach <= width


async def test_a_coin_is_chosen_by_keyboard(browser: Browser, open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge(None)

    async with tab(browser) as page:
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await page.keyboard.press("Tab")
        outline = await page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        await page.keyboard.press("Enter")
        await headline(page, "Please pay")

    assert outline == "3px"


async def test_without_javascript_there_are_code_amount_and_address(
    browser: Browser, open_shop: Opened
) -> None:
    invoice = await open_shop.shop.charge(None)

    async with tab(browser, java_script_enabled=False) as page:
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await page.get_by_role("button", name="Monero").click()
        await headline(page, "Please pay")
        newest = await open_shop.shop.records.invoice(invoice.id)
        assert newest.prompt is not None
        shown = await page.locator(".address").inner_text()
        amount = await page.locator("#amount").inner_text()
        code = await code_on(page)
        hidden = await page.locator("button.copy:visible").count()

    assert shown == newest.prompt.address
    assert amount == "0.081\u202f694\u202f41\u00a0XMR"
    assert code == f"monero:{newest.prompt.address}?tx_amount=0.08169441"
    assert hidden == 0


# ---- news as they happen -----------------------------------------------------------------------


async def test_a_customer_pays_and_sees_each_step_at_once(
    browser: Browser, open_shop: Opened
) -> None:
    shop = open_shop.shop
    invoice = await shop.charge(None)

    async with tab(browser, viewport=PHONE, color_scheme="dark") as page:
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await page.get_by_role("button", name="Bitcoin BTC").click()
        await headline(page, "Please pay")
        newest = await shop.records.invoice(invoice.id)
        assert newest.prompt is not None
        assert await code_on(page) == newest.prompt.qr

        await shop.see(invoice, "0.4")
        await headline(page, "Please send the remaining")
        rest = shop.desk.request(await shop.records.invoice(invoice.id))
        assert await code_on(page) == rest.qr
        assert rest.qr.endswith("?amount=0.00008527")

        await shop.see(invoice, "0.6", tx="7b" * 32)
        await headline(page, "Please send the remaining")  # one unit short
        await shop.see(invoice, "0.0001", tx="8c" * 32)
        await headline(page, "Payment seen.")
        assert await page.locator(".qr").count() == 0
        said = page.get_by_role("status")
        assert (await said.inner_text()).startswith("Payment seen.")

        for tx in ("9f3a" * 16, "7b" * 32, "8c" * 32):
            share = {"9f3a" * 16: "0.4", "7b" * 32: "0.6"}.get(tx, "0.0001")
            await shop.see(invoice, share, tx=tx, depth=2)
        await headline(page, "Paid.")
        assert (await page.title()).startswith("Paid \u2013 ")


async def test_where_events_are_blocked_the_page_asks_by_itself(
    browser: Browser, open_shop: Opened
) -> None:
    invoice = await open_shop.shop.charge()

    async with tab(browser) as page:
        await page.route("**/events", lambda route: route.abort())
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await headline(page, "Please pay")
        await open_shop.shop.see(invoice, depth=2)

        await headline(page, "Paid. Thank you!")


async def test_the_clock_runs_down_and_then_the_code_goes(
    browser: Browser, open_shop: Opened
) -> None:
    invoice = await open_shop.shop.charge()

    async with tab(browser) as page:
        await page.clock.install()
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await page.clock.run_for(61_000)
        assert await page.get_by_role("timer").inner_text() in {"28:59", "28:58"}
        assert await page.locator("progress").evaluate("bar => bar.value") <= 1739

        open_shop.shop.clock.at += 1_801
        await page.clock.run_for(1_745_000)
        await headline(page, "The time is over.")
        assert await page.locator(".qr").count() == 0


async def test_amount_and_address_are_copied_as_wallets_read_them(
    browser: Browser, open_shop: Opened
) -> None:
    invoice = await open_shop.shop.charge()
    assert invoice.prompt is not None
    rights = ["clipboard-read", "clipboard-write"]

    async with tab(browser, permissions=rights) as page:
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}?lang=de")
        await page.get_by_role("button", name="Kopieren: Betrag").click()
        await page.get_by_role("status").get_by_text("Kopiert").wait_for()
        amount = await page.evaluate("navigator.clipboard.readText()")
        await page.get_by_role("button", name="Kopieren: Adresse").click()
        await page.wait_for_function(
            "t => navigator.clipboard.readText().then(x => x !== t)", arg=amount
        )
        address = await page.evaluate("navigator.clipboard.readText()")

    assert amount == "0.00014211"
    assert address == invoice.prompt.address


# ---- the way back ------------------------------------------------------------------------------


def to_the_shop(open_shop: Opened) -> Origin:
    """The document's dialect: the browser goes on by itself."""
    return Origin(door=Door.LIBREPAY, success_url=f"{open_shop.url}/pay/thank-you")


async def test_who_saw_it_paid_is_taken_back_to_the_shop(
    browser: Browser, open_shop: Opened
) -> None:
    invoice = await open_shop.shop.charge(origin=to_the_shop(open_shop))

    async with tab(browser) as page:
        await page.clock.install()
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await open_shop.shop.see(invoice, depth=2)
        await page.clock.run_for(1_000)
        await headline(page, "Paid. Thank you!")
        await page.locator("#going").get_by_text("Back to the shop in").wait_for()

        await page.clock.run_for(9_000)
        await page.wait_for_url("**/pay/thank-you")


async def test_who_wants_to_stay_stays(browser: Browser, open_shop: Opened) -> None:
    invoice = await open_shop.shop.charge(origin=to_the_shop(open_shop))

    async with tab(browser) as page:
        await page.clock.install()
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await open_shop.shop.see(invoice, depth=2)
        await page.clock.run_for(1_000)
        await page.get_by_role("button", name="Stay here").click()
        await page.clock.run_for(20_000)

        assert page.url.endswith(f"/pay/{invoice.selector}")
        assert await page.get_by_role("link", name="Back to the shop").is_visible()


async def test_who_comes_back_to_a_paid_page_is_not_taken_away(
    browser: Browser, open_shop: Opened
) -> None:
    invoice = await open_shop.shop.charge(origin=to_the_shop(open_shop))
    await open_shop.shop.see(invoice, depth=2)

    async with tab(browser) as page:
        await page.clock.install()
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await page.clock.run_for(20_000)

        assert page.url.endswith(f"/pay/{invoice.selector}")
        assert not await page.locator("#going").is_visible()


# ---- money back --------------------------------------------------------------------------------


async def test_a_customer_claims_on_the_page_and_follows_the_refund(
    browser: Browser, open_shop: Opened
) -> None:
    shop = open_shop.shop
    invoice = await shop.see(await shop.charge(), "1.5", depth=2)

    async with tab(browser, viewport=PHONE) as page:
        await page.goto(f"{open_shop.url}/pay/{invoice.selector}")
        await page.get_by_role("link", name="Say where to send it").click()
        field = page.get_by_label("Your address on the Bitcoin network")
        await field.fill(HOME[BITCOIN_CHAIN][:-1])
        await page.get_by_role("button", name="Check the address").click()
        await page.get_by_role("alert").get_by_text("This address cannot be used.").wait_for()
        await field.fill(HOME[BITCOIN_CHAIN])
        await page.get_by_role("button", name="Check the address").click()
        await headline(page, "Is this your address?")
        await page.screenshot(path=PICTURES / "claim-confirm-phone-light.png", full_page=True)
        await page.get_by_role("button", name="Yes, send it there").click()
        await headline(page, "Refund of")
        await page.get_by_role("link", name="Back to the payment").click()
        await headline(page, "Paid. Thank you!")

    newest = await shop.records.invoice(invoice.id)
    assert dict(newest.refund_to) == {BITCOIN_CHAIN: HOME[BITCOIN_CHAIN]}


async def test_an_address_being_typed_is_not_swept_away_by_news(
    browser: Browser, open_shop: Opened
) -> None:
    path = await claim_form(open_shop.shop)
    selector = path.split("/")[2]
    invoice = await open_shop.shop.records.by_selector(selector)

    async with tab(browser) as page:
        await page.goto(open_shop.url + path)
        field = page.get_by_label("Your address on the Bitcoin network")
        await field.fill("bc1qhalf")
        async with page.expect_response("**part=main**"):
            await open_shop.shop.see(invoice, "0.1", tx="7b" * 32, depth=2)

        assert await field.input_value() == "bc1qhalf"


async def test_a_counter_customer_claims_with_link_and_pin(
    browser: Browser, open_shop: Opened
) -> None:
    shop = open_shop.shop
    invoice = await shop.see(await shop.charge(origin=COUNTER), "1.5", depth=2)
    pin = shop.claims.pin(invoice)
    assert pin is not None

    async with tab(browser) as page:
        await page.goto(open_shop.url + refund_of(shop, invoice))
        await page.get_by_label("Your address on the Bitcoin network").fill(HOME[BITCOIN_CHAIN])
        await page.get_by_label("PIN on your receipt").fill(pin)
        await page.get_by_role("button", name="Check the address").click()
        await page.get_by_role("button", name="Yes, send it there").click()
        await headline(page, "Refund of")


async def test_only_the_receipt_is_printed(browser: Browser, open_shop: Opened) -> None:
    url = open_shop.url + await STATES["paid"](open_shop.shop)

    async with tab(browser) as page:
        await page.goto(url)
        await page.emulate_media(media="print")
        await page.screenshot(path=PICTURES / "printed.png", full_page=True)
        shown = [
            await page.locator(name).first.is_visible() for name in (".bar", ".state", ".foot")
        ]
        receipt = await page.locator(".receipt").inner_text()

    assert shown == [False, False, False]
    assert "Nakamoto Coffee" in receipt
    assert "Print or save" not in receipt
