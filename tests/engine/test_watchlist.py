from pos.domain.ids import InvoiceId
from pos.engine.watchlist import Watchlist
from tests.fakes.invoices import CHAIN, ETH, POL, TOKEN
from tests.fakes.world import FakeClock

OWNER = InvoiceId("aa" * 8)


def test_an_address_is_ours_once_added_and_stays_the_first_owners() -> None:
    watched = Watchlist(FakeClock())
    watched.add("0xa", OWNER, TOKEN, 1_000)
    watched.add("0xa", InvoiceId("bb" * 8), TOKEN, 1_000)

    assert "0xa" in watched
    assert "0xb" not in watched
    assert len(watched) == 1
    assert (watched.owner("0xa"), watched.owner("0xb")) == (OWNER, None)


def test_only_the_chains_own_coin_is_checked_by_balance() -> None:
    watched = Watchlist(FakeClock())
    watched.add("0xa", OWNER, TOKEN, 1_000)
    watched.add("0xb", OWNER, ETH, 1_000)
    watched.account("0xa", 5)
    watched.account("0xb", 5)

    assert [(s.address, s.accounted.units) for s in watched.suspects(ETH, 10)] == [("0xb", 5)]


def test_no_more_than_asked_for_and_the_longest_waiting_first() -> None:
    watched = Watchlist(FakeClock())
    for n in range(5):
        watched.add(f"0x{n}", OWNER, ETH, 1_000)

    assert [s.address for s in watched.suspects(ETH, 2)] == ["0x0", "0x1"]
    assert [s.address for s in watched.suspects(ETH, 9)] == ["0x2", "0x3", "0x4"]


def test_another_coin_of_the_chain_is_not_mixed_in() -> None:
    watched = Watchlist(FakeClock())
    watched.add("0xa", OWNER, POL, 1_000)

    assert watched.suspects(ETH, 10) == []
    assert ETH.chain == CHAIN


async def test_balances_are_checked_ever_more_rarely_and_never_dropped() -> None:
    clock = FakeClock()
    watched = Watchlist(clock)
    watched.add("0xa", OWNER, ETH, 1_000)
    gaps, last = [], 1_000
    for step in (1, 1, 3_600, 30, 6, 86_400 * 30, 86_400, 86_400 * 3_650, 86_399, 1):
        await clock.pass_time(step)
        if watched.suspects(ETH, 10):
            gaps.append(clock.now() - last)
            last = clock.now()

    assert gaps == [1, 1, 3_600, 36, 86_400 * 30, 86_400, 86_400 * 3_650, 86_400]


async def test_old_addresses_never_keep_a_customer_of_today_waiting() -> None:
    clock = FakeClock(10**6)
    watched = Watchlist(clock)
    for n in range(500):
        watched.add(f"old{n}", OWNER, ETH, 1_000)
    watched.add("today", OWNER, ETH, clock.now())

    first = [suspect.address for suspect in watched.suspects(ETH, 20)]

    assert first[0] == "today"
    assert len(first) == 20


async def test_customers_of_today_leave_some_places_for_old_addresses() -> None:
    clock = FakeClock(10**6)
    watched = Watchlist(clock)
    for n in range(500):
        watched.add(f"today{n}", OWNER, ETH, clock.now())
    watched.add("old", OWNER, ETH, 1_000)

    assert "old" in [suspect.address for suspect in watched.suspects(ETH, 20)]


def test_the_oldest_address_is_known() -> None:
    watched = Watchlist(FakeClock())
    before = watched.oldest_at()
    for born_at in (900, 700, 800):
        watched.add(f"0x{born_at}", OWNER, TOKEN, born_at)

    assert (before, watched.oldest_at()) == (None, 700)


def test_the_list_of_addresses_only_grows_and_can_be_read_on() -> None:
    watched = Watchlist(FakeClock())
    watched.add("first", OWNER, TOKEN, 700)
    watched.add("second", OWNER, TOKEN, 800)
    place = len(watched.since(0))
    watched.add("first", OWNER, TOKEN, 900)
    watched.add("third", OWNER, TOKEN, 900)

    assert watched.since(0)[:place] == [("first", 700), ("second", 800)]
    assert watched.since(place) == [("third", 900)]


def test_where_money_never_comes_without_a_transfer_no_balance_is_checked() -> None:
    watched = Watchlist(FakeClock(), has_balances=False)
    watched.add("first", OWNER, ETH, 700)
    watched.account("first", 5)

    assert watched.suspects(ETH, 10) == []


async def test_a_clock_that_was_set_back_delays_no_balance_check() -> None:
    clock = FakeClock(now=900_000)
    watched = Watchlist(clock)
    watched.add("0xa", OWNER, ETH, 900_000)
    watched.add("0xb", OWNER, ETH, 1)
    assert len(watched.suspects(ETH, 10)) == 2

    clock.set_to(800_000)

    assert {s.address for s in watched.suspects(ETH, 10)} == {"0xa", "0xb"}
