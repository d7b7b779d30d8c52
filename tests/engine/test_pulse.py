"""Whether what happens can be written down, and who is told."""

from decimal import Decimal

import pytest

from pos.domain.errors import Refused, Trouble
from pos.domain.money import Fiat
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.engine.desk import Order
from pos.engine.feed import Feed, News, Warned
from pos.engine.pulse import RECORDS, committing
from tests.engine.conftest import House

COFFEE = Order(origin=Origin(door=Door.TILL), price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")


def told(news: list[News]) -> list[str]:
    return [one.text for one in news if isinstance(one, Warned)]


def fails(feed: Feed, why: Exception) -> None:
    with pytest.raises(type(why)), committing(feed):
        raise why


def test_a_failure_is_told_once_for_as_long_as_it_lasts_and_then_its_end() -> None:
    feed, news = Feed(), list[News]()
    feed.subscribe(news.append)

    fails(feed, Trouble("The disk is full"))
    fails(feed, Trouble("The disk is full"))
    during = feed.warning(RECORDS)
    with committing(feed):
        pass

    assert told(news) == ["The disk is full", ""]
    assert (during, feed.warning(RECORDS)) == ("The disk is full", "")


def test_a_refusal_says_nothing_of_the_disk() -> None:
    feed, news = Feed(), list[News]()
    feed.subscribe(news.append)

    fails(feed, Refused("duplicate", "There is one already"))

    assert news == []


async def test_a_charge_that_cannot_be_written_is_told_to_everybody(house: House) -> None:
    await house.desk.charge(COFFEE)
    house.store.shelves.is_down = True

    with pytest.raises(Trouble):
        await house.desk.charge(COFFEE)

    assert house.feed.warning(RECORDS) == "The database cannot be written"


async def test_the_till_sells_on_once_there_is_room_again(house: House) -> None:
    await house.desk.charge(COFFEE)
    house.store.shelves.is_down = True
    with pytest.raises(Trouble):
        await house.desk.charge(COFFEE)

    house.store.shelves.is_down = False
    invoice = await house.desk.charge(COFFEE)

    assert house.feed.warning(RECORDS) == ""
    assert stage_of(invoice) is Stage.WAITING
