"""Money for sales that were lost with another machine."""

from dataclasses import replace

import pytest

from pos.domain.errors import Trouble
from pos.domain.payment.deposit import Sighting
from pos.domain.ports.chain import Glance
from pos.engine.feed import Feed, News, Warned
from pos.engine.strays import MOST_TOLD, Strays
from pos.engine.watchlist import Watchlist
from tests.engine.conftest import House
from tests.fakes.invoices import ADDRESS, CHAIN, payment
from tests.fakes.stores import MemoryStore, Shelves
from tests.fakes.world import FakeClock

LOST = "0x" + "ee" * 20


class Ear:
    """What was told, over a store that outlives programs."""

    def __init__(self, shelves: Shelves) -> None:
        store, self.feed = MemoryStore(shelves), Feed()
        self.told: list[News] = []
        self.feed.subscribe(self.told.append)
        self.watchlist = Watchlist(FakeClock(10_000))
        self.strays = Strays(CHAIN, self.watchlist, store.journal, store.shelf, self.feed)

    @property
    def words(self) -> list[str]:
        return [news.text for news in self.told if isinstance(news, Warned)]


@pytest.fixture
def shelves() -> Shelves:
    return Shelves(lost={CHAIN: [(LOST, 4_000)]})


def glance(*sightings: Sighting) -> Glance:
    return Glance(height=10, from_height=9, with_pool=True, sightings=sightings, cursor="c")


def paid(units: int = 30, txid: str = "0x01") -> Sighting:
    return payment(units, txid, height=10, address=LOST)


async def test_addresses_that_were_lost_are_watched(shelves: Shelves) -> None:
    ear = Ear(shelves)

    await ear.strays.start()

    assert LOST in ear.watchlist
    assert ear.watchlist.oldest_at() == 4_000
    assert ear.watchlist.owner(LOST) is None


async def test_money_that_comes_there_is_told_once_even_across_restarts(shelves: Shelves) -> None:
    ear, later = Ear(shelves), Ear(shelves)
    await ear.strays.start()
    await ear.strays.note(glance(paid()))
    await ear.strays.note(glance(paid()))
    await later.strays.start()
    await later.strays.note(glance(paid(), paid(7, "0x02")))

    assert len(ear.words) == 1
    assert "0.0000003 0xBTC" in ear.words[0]
    assert LOST in ear.words[0]
    assert "0x01" in ear.words[0]
    assert len(later.words) == 1
    assert "0x02" in later.words[0]


async def test_what_is_not_in_a_block_or_not_lost_is_not_told(shelves: Shelves) -> None:
    ear = Ear(shelves)
    await ear.strays.start()

    await ear.strays.note(glance(replace(paid(), height=None), payment(5, "0x03", height=10)))

    assert ADDRESS != LOST
    assert ear.words == []


async def test_a_shop_that_was_never_restored_asks_for_nothing() -> None:
    ear = Ear(Shelves())
    await ear.strays.start()

    await ear.strays.note(glance(paid()))

    assert ear.words == []


async def test_what_cannot_be_kept_is_not_told_so_that_the_look_is_repeated(
    shelves: Shelves,
) -> None:
    ear = Ear(shelves)
    await ear.strays.start()
    shelves.is_down = True

    with pytest.raises(Trouble):
        await ear.strays.note(glance(paid()))
    shelves.is_down = False
    told_before = list(ear.words)
    await ear.strays.note(glance(paid()))

    assert told_before == []
    assert len(ear.words) == 1


async def test_only_so_many_are_remembered(shelves: Shelves) -> None:
    ear = Ear(shelves)
    await ear.strays.start()

    await ear.strays.note(glance(*(paid(n, f"0x{n}") for n in range(1, MOST_TOLD + 3))))
    await ear.strays.note(glance(paid(1, "0x1"), paid(MOST_TOLD, f"0x{MOST_TOLD}")))

    assert len(ear.words) == MOST_TOLD + 3


async def test_a_watch_tells_of_it_before_its_mark_moves_on(house: House, shelves: Shelves) -> None:
    ear = Ear(house.store.shelves)
    house.store.shelves.lost = shelves.lost
    watch = house.watch
    watch.strays = Strays(
        CHAIN, watch.track.watchlist, house.store.journal, house.store.shelf, ear.feed
    )
    await watch.start()
    await watch.look_once()
    house.chain.mine(paid())
    house.store.shelves.calls_left = 0
    with pytest.raises(Trouble):
        await watch.look_once()
    house.store.shelves.is_down, house.store.shelves.calls_left = False, None

    await watch.look_once()

    assert len(ear.words) == 1
