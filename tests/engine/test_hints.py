"""What looks like a refund that a lost machine sent."""

from dataclasses import replace

import pytest

from pos.domain.errors import Trouble
from pos.domain.money import Amount
from pos.domain.payment.deposit import Sighting
from pos.domain.payment.refund import Refund, RefundStage
from pos.engine.hints import SLACK_S, Hints
from pos.engine.watchlist import Watchlist
from tests.fakes.invoices import CHAIN, ETH, TOKEN, payment
from tests.fakes.stores import MemoryStore, Shelves
from tests.fakes.world import FakeClock

BACK = "0x" + "ba" * 20
PLANNED_AT = 50_000


def refund(number: int = 1, units: int = 30) -> Refund:
    return Refund(
        id=f"aa-{number}",
        amount=Amount(units, TOKEN),
        to=BACK,
        stage=RefundStage.PLANNED,
        planned_at=PLANNED_AT,
    )


def paid(units: int = 27, txid: str = "0xlost") -> Sighting:
    return payment(units, txid, height=10, block_time=PLANNED_AT + 60, address=BACK)


class Desk:
    """Hints over a shelf that outlives programs."""

    def __init__(self, shelves: Shelves) -> None:
        self.watchlist = Watchlist(FakeClock(PLANNED_AT))
        self.hints = Hints(CHAIN, self.watchlist, MemoryStore(shelves).shelf)

    def txid(self, id: str = "aa-1") -> str:
        hint = self.hints.of(id)
        return hint.txid if hint else ""


@pytest.fixture
def desk() -> Desk:
    return Desk(Shelves())


async def test_a_payment_less_its_fee_is_a_hint(desk: Desk) -> None:
    desk.hints.expect(refund(), PLANNED_AT)
    desk.hints.expect(refund(), PLANNED_AT)

    await desk.hints.note([paid()])

    assert BACK in desk.watchlist
    assert desk.txid() == "0xlost"


@pytest.mark.parametrize(
    "other",
    [
        paid(31),  # more than was owed
        paid(14),  # less than half of it
        replace(paid(), amount=Amount(27, ETH)),
        replace(paid(), address="0x" + "bb" * 20),
        replace(paid(), height=None, block_time=None),
        replace(paid(), block_time=PLANNED_AT - SLACK_S - 1),
    ],
)
async def test_other_payments_are_none(desk: Desk, other: Sighting) -> None:
    desk.hints.expect(refund(), PLANNED_AT)

    await desk.hints.note([other])

    assert desk.txid() == ""


async def test_one_payment_hints_at_one_refund(desk: Desk) -> None:
    for number in (1, 2):
        desk.hints.expect(refund(number), PLANNED_AT)

    await desk.hints.note([paid(), paid()])
    alone = desk.txid("aa-2")
    await desk.hints.note([paid(txid="0xsecond")])

    assert (desk.txid("aa-1"), alone, desk.txid("aa-2")) == ("0xlost", "", "0xsecond")


async def test_what_was_found_is_known_after_a_restart_and_forgotten_once_decided() -> None:
    shelves = Shelves()
    before, after = Desk(shelves), Desk(shelves)
    before.hints.expect(refund(), PLANNED_AT)
    await before.hints.note([paid()])

    await after.hints.start()
    after.hints.expect(refund(), PLANNED_AT)
    await after.hints.note([])
    known = after.txid()
    after.hints.release("aa-1")
    after.hints.release("aa-1")
    await after.hints.note([])

    assert known == "0xlost"
    assert after.txid() == ""
    assert BACK not in after.watchlist
    assert shelves.kept == {}


async def test_what_cannot_be_kept_is_looked_for_again() -> None:
    shelves = Shelves()
    desk = Desk(shelves)
    desk.hints.expect(refund(), PLANNED_AT)
    shelves.is_down = True

    with pytest.raises(Trouble):
        await desk.hints.note([paid()])
    shelves.is_down = False
    before = desk.txid()
    await desk.hints.note([paid()])

    assert (before, desk.txid()) == ("", "0xlost")


async def test_what_is_planned_anew_may_have_been_paid_long_before(desk: Desk) -> None:
    """The backup knew nothing of the surplus yet; the lost machine saw it and sent it back."""
    desk.hints.expect(refund(), PLANNED_AT - 90_000)

    await desk.hints.note([replace(paid(), block_time=PLANNED_AT - 80_000)])

    assert desk.txid() == "0xlost"


async def test_what_this_shop_itself_sent_there_is_no_hint(desk: Desk) -> None:
    desk.hints.expect(refund(2), PLANNED_AT, own=frozenset({"0xlost"}))

    await desk.hints.note([paid()])

    assert desk.txid("aa-2") == ""
