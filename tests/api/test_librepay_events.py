"""What whoever listens to an invoice is told, and when."""

import asyncio

from tests.api.libreshop import CODE, Ear, open_shop
from tests.fakes.desk import ETHER

TX = "ab" * 32


async def test_a_normal_payment_is_told_step_by_step() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        async with shop.listening(selector) as ear:
            for depth in range(4):
                await shop.pay(selector, depth=depth)
            told = await ear.told(6)

    assert told == [
        ("status", {"status": 1}),
        ("status", {"status": 2}),
        ("confirmationUpdate", {"count": 1}),
        ("confirmationUpdate", {"count": 2}),
        ("confirmationUpdate", {"count": 3}),
        ("status", {"status": 3}),
    ]


async def test_who_comes_late_is_told_at_once_how_it_stands() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        await shop.pay(selector, depth=2)
        async with shop.listening(selector) as ear:
            told = await ear.told(2)

    assert told == [("status", {"status": 2}), ("confirmationUpdate", {"count": 2})]


async def test_events_carry_rising_ids() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        async with shop.listening(selector) as ear:
            first = await ear.next()
            await shop.pay(selector)
            second = await ear.next()

    assert int(first[2]) < int(second[2])


async def test_the_stream_is_one_of_events_that_nobody_keeps_back() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        async with shop.listening(selector) as ear:
            headers = ear.answer.headers

            assert headers["Content-Type"] == "text/event-stream"
            assert headers["Cache-Control"] == "no-store"
            assert headers["X-Accel-Buffering"] == "no"
            assert headers["Access-Control-Allow-Origin"] == "*"


async def test_who_lost_the_connection_is_told_how_it_stands_when_they_come_back() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        async with shop.listening(selector) as ear:
            _, _, last = await ear.next()
        await shop.pay(selector, depth=2)
        named = {"Last-Event-ID": last}
        url = f"{shop.door.url}/invoice/{selector}/events/"
        async with shop.door.session.get(url, headers=named) as answer:
            again = await Ear(answer).told(2)

    assert again == [("status", {"status": 2}), ("confirmationUpdate", {"count": 2})]


async def test_a_head_alone_ends() -> None:
    async with open_shop() as shop:
        selector = await shop.chosen()
        async with asyncio.timeout(5):
            status, _, body = await shop.door.send("HEAD", f"/invoice/{selector}/events")

    assert (status, body) == (200, b"")


async def test_too_much_too_little_cancelled_and_expired_are_told() -> None:
    async with open_shop() as shop:
        much, little = await shop.chosen(body=CODE), await shop.chosen(body=CODE)
        off, over = await shop.chosen(body=CODE), await shop.chosen(body=CODE)
        ends: list[object] = []
        for selector, number in ((much, 4), (off, -1), (little, -3), (over, -2)):
            async with shop.listening(selector) as ear:
                await ear.next()
                match number:
                    case 4:
                        await shop.pay(selector, "0.5", depth=3, tx="0" * 64)
                    case -1:
                        await shop.ask("DELETE", f"/invoice/{selector}")
                    case -3:
                        await shop.pay(selector, "0.0001", depth=3)
                        await shop.expire(selector)
                    case _:
                        await shop.expire(selector)
                told = await ear.next()
                while told[0] != "status":
                    told = await ear.next()
                ends.append(told[1]["status"])

    assert ends == [4, -1, -3, -2]


async def test_one_who_listens_to_another_invoice_hears_nothing() -> None:
    async with open_shop() as shop:
        mine, other = await shop.chosen(), await shop.chosen("ETH")
        async with shop.listening(mine) as ear:
            await ear.next()
            await shop.pay(other, depth=1, tx="0x" + TX)
            await shop.pay(mine)
            told = await ear.next()

    assert told[1] == {"status": 2}
    assert ETHER.code == "ETH"
