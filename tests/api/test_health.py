import json

from pos.api.health import health_of
from pos.domain.ids import ChainId
from pos.domain.ports.chain import Source
from pos.engine.feed import ChainSeen, Feed
from pos.engine.pulse import RECORDS
from tests.api.conftest import Door
from tests.fakes.clocks import OPENED_AT, SetClock


class Ages(dict[str, int | None]):
    """Rates of these ages."""

    def ages(self) -> dict[str, int | None]:
        return self


def seen(*, ago: int = 3, trouble: str = "", is_connected: bool = True) -> ChainSeen:
    return ChainSeen(
        chain=ChainId("eip155:1"),
        is_connected=is_connected,
        height=900,
        looked_at=OPENED_AT - ago,
        block_time=OPENED_AT - 15,
        trouble=trouble,
        sources=(Source(name="node:8545", is_connected=True, height=900),),
    )


def health(*chains: ChainSeen, rates: Ages | None = None) -> dict[str, object]:
    feed = Feed()
    for chain in chains:
        feed.publish(chain)
    told: dict[str, object] = json.loads(health_of(feed, rates, SetClock()))
    return told


def test_a_shop_whose_chains_and_rates_are_fresh_is_ok() -> None:
    assert health(seen(), rates=Ages({"ETH/EUR": 30})) == {
        "status": "ok",
        "records": "",
        "chains": {
            "eip155:1": {
                "connected": True,
                "trusted": True,
                "height": 900,
                "behind": 0,
                "sources": [{"name": "node:8545", "connected": True, "height": 900, "trouble": ""}],
                "last_look_age_s": 3,
                "last_block_age_s": 15,
                "lag_s": 15,
                "trouble": "",
            }
        },
        "rates": {"ETH/EUR": {"age_s": 30}},
    }


def test_a_shop_that_sees_no_chain_is_degraded() -> None:
    assert health()["status"] == "degraded"


def test_a_node_that_does_not_answer_degrades_the_shop() -> None:
    lost = seen(trouble="the node does not answer", is_connected=False)

    assert health(lost)["status"] == "degraded"
    assert health(seen(is_connected=False))["status"] == "degraded"


def test_a_chain_that_is_still_catching_up_degrades_the_shop_and_says_so() -> None:
    told = health(seen(trouble="catching up: block 880"))

    assert told["status"] == "degraded"
    assert '"trouble": "catching up: block 880"' in json.dumps(told)


def test_a_chain_that_nobody_looks_at_degrades_the_shop() -> None:
    assert health(seen(ago=121))["status"] == "degraded"


def test_a_rate_too_old_or_missing_degrades_the_shop() -> None:
    assert health(seen(), rates=Ages({"ETH/EUR": 601}))["status"] == "degraded"
    assert health(seen(), rates=Ages({"ETH/EUR": None}))["status"] == "degraded"


async def test_the_shop_s_own_machines_may_ask(door: Door) -> None:
    door.engine.feed.publish(seen())

    status, headers, body = await door.get("/health")

    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(body)["status"] == "ok"


async def test_strangers_may_not_ask(door: Door) -> None:
    assert (await door.get("/health", X_Forwarded_For="8.8.8.8"))[0] == 403


def test_a_shop_that_cannot_write_down_its_sales_is_degraded_and_says_why() -> None:
    feed = Feed()
    feed.publish(seen())
    feed.warn(RECORDS, "The disk is full")

    page = json.loads(health_of(feed, Ages({}), SetClock()))

    assert (page["status"], page["records"]) == ("degraded", "The disk is full")
