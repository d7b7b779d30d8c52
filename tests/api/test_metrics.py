from pos.domain.ids import ChainId, InvoiceId
from pos.domain.payment.effects import Alarm, Notice, Postback
from pos.domain.ports.outbox import Delivery
from pos.engine.feed import Alarmed, ChainSeen, DeliveryMoved
from tests.api.conftest import Door
from tests.fakes.clocks import OPENED_AT

ASK = b'{"jsonrpc":"2.0","id":1,"method":"start_payment","params":{"amount":"1"}}'
ID = InvoiceId("00000000000000aa")


async def lines(door: Door) -> set[str]:
    status, headers, body = await door.get("/metrics")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain")
    return set(body.decode().splitlines())


async def test_an_invoice_counts_once_for_each_stage_it_enters(door: Door) -> None:
    invoice = await door.engine.sell("2")
    await door.engine.pay(invoice.id, "0.5", tx_hash="0x01")
    await door.engine.pay(invoice.id, "0.5", tx_hash="0x02")
    await door.engine.pay(invoice.id, "1", tx_hash="0x03")

    told = await lines(door)

    assert 'florin_invoices_total{stage="waiting"} 1.0' in told
    assert 'florin_invoices_total{stage="partial"} 1.0' in told
    assert 'florin_invoices_total{stage="paid"} 1.0' in told


async def test_requests_are_counted_by_door(door: Door) -> None:
    await door.post(ASK)
    await door.get("/ffffffffffffffff/status.json")
    await door.get("/ffffffffffffffff/status.json")
    await door.send("POST", "/", ASK, {"Origin": "https://evil.example"})

    told = await lines(door)

    assert 'florin_http_requests_total{route="start_payment"} 1.0' in told
    assert 'florin_http_requests_total{route="status"} 2.0' in told
    assert 'florin_http_refused_total{why="forbidden"} 1.0' in told


async def test_chains_are_told_with_their_ages(door: Door) -> None:
    door.engine.feed.publish(
        ChainSeen(
            chain=ChainId("eip155:1"),
            is_connected=True,
            height=900,
            looked_at=OPENED_AT - 3,
            block_time=OPENED_AT - 15,
            trouble="",
        )
    )

    told = await lines(door)

    assert 'florin_chain_connected{chain="eip155:1"} 1.0' in told
    assert 'florin_chain_height{chain="eip155:1"} 900.0' in told
    assert 'florin_chain_look_age_seconds{chain="eip155:1"} 3.0' in told
    assert 'florin_chain_block_age_seconds{chain="eip155:1"} 15.0' in told


async def test_a_chain_that_was_never_read_has_no_age(door: Door) -> None:
    door.engine.feed.publish(
        ChainSeen(
            chain=ChainId("eip155:1"),
            is_connected=False,
            height=0,
            looked_at=None,
            block_time=None,
            trouble="the node does not answer",
        )
    )

    told = await lines(door)

    assert 'florin_chain_connected{chain="eip155:1"} 0.0' in told
    assert not [line for line in told if line.startswith("florin_chain_look_age_seconds{")]


async def test_deliveries_and_alarms_are_counted_by_kind(door: Door) -> None:
    told_shop = Postback(
        key="postback:1", invoice=ID, selector=ID, url="http://x/", data="null", tx_hash=None
    )
    delivery = Delivery(
        id="1", effect=told_shop, created_at=1, due_at=2, tries=1, outcome="given up: answered 404"
    )
    alarm = Alarm(key="late:1", invoice=ID, notice=Notice.LATE, amount=None, at=1)
    door.engine.feed.publish(DeliveryMoved(delivery=delivery))
    door.engine.feed.publish(Alarmed(alarm=alarm))

    told = await lines(door)

    assert 'florin_deliveries_total{outcome="given up"} 1.0' in told
    assert 'florin_alarms_total{notice="late"} 1.0' in told


async def test_strangers_may_not_read_them(door: Door) -> None:
    assert (await door.get("/metrics", X_Forwarded_For="8.8.8.8"))[0] == 403
