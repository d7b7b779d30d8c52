"""LibrePay's callbacks, as the shop's server gets them."""

import pytest

from pos.domain.ids import InvoiceId
from pos.domain.payment.effects import Alarm, Notice, ShopCallback
from pos.domain.ports.outbox import Delivered, Delivery, GivenUp, Outcome, TryAgain
from pos.postman.post import PostSettings
from pos.postman.postman import WebPostman
from tests.fakes.clocks import OPENED_AT, SetClock
from tests.fakes.shops import DROP, open_shop

ID = InvoiceId("c338c15b4befba5b")
SETTINGS = PostSettings(secret="s3cret", user_agent="Florin/0.1.0", allow=("127.0.0.0/8",))


def delivery(url: str) -> Delivery:
    effect = ShopCallback(key=f"success:{ID}", invoice=ID, url=url)
    at = OPENED_AT
    return Delivery(id=effect.key, effect=effect, created_at=at, due_at=at, tries=0, outcome="")


async def called(url: str) -> Outcome:
    async with WebPostman(SETTINGS, SetClock()) as postman:
        return await postman.deliver(delivery(url))


async def test_the_address_is_fetched_as_the_shop_gave_it() -> None:
    async with open_shop([200]) as shop:
        outcome = await called(shop.url)

    (received,) = shop.received
    assert outcome == Delivered(note="answered 200")
    assert (received.line, received.body) == ("GET /payment_complete?x=1 HTTP/1.1", b"")
    assert "content-type" not in received.headers
    assert received.headers["x-florin-delivery"] == f"success:{ID}"


@pytest.mark.parametrize(
    ("step", "kind"),
    [(204, Delivered), (503, TryAgain), (429, TryAgain), (DROP, TryAgain), (404, GivenUp)],
)
async def test_what_comes_of_it_is_judged_as_for_a_postback(
    step: int | str, kind: type[Outcome]
) -> None:
    async with open_shop([step]) as shop:
        assert type(await called(shop.url)) is kind


async def test_a_redirect_is_not_followed() -> None:
    async with open_shop([200]) as other, open_shop([other.url]) as shop:
        assert await called(shop.url) == GivenUp(note="answered 302")

    assert other.received == []


async def test_what_stays_in_the_house_goes_by_no_post() -> None:
    alarm = Alarm(key="late", invoice=ID, notice=Notice.LATE, amount=None, at=OPENED_AT)
    kept = Delivery(id="x", effect=alarm, created_at=1, due_at=1, tries=0, outcome="")

    async with WebPostman(SETTINGS, SetClock()) as postman:
        with pytest.raises(AssertionError):
            await postman.deliver(kept)
