"""What the owner's own wallet pays back is found on the chain by itself."""

from dataclasses import dataclass, replace

import pytest

from pos.domain.money import Amount
from pos.domain.payment.deposit import Sighting
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payer import PayerState
from pos.engine.hints import SLACK_S
from pos.engine.refund_rules import Mode, RefundRule
from pos.engine.track import Track
from pos.engine.watch import Watch
from tests.engine.money_back import BACK, DEPTH, Office, invoice_of
from tests.fakes.invoices import OTHER_CHAIN, POL, payment
from tests.fakes.world import FakeChain

PLANNED, CONFIRMED = RefundStage.PLANNED, RefundStage.CONFIRMED
NEWER = 10_500


@dataclass
class Shop:
    """A chain without a refund wallet, and the watch of it."""

    office: Office
    chain: FakeChain

    def __post_init__(self) -> None:
        watchlist = self.office.watchlists[OTHER_CHAIN]
        self.watch = Watch(
            chain=self.chain,
            ledger=self.office.ledger,
            journal=self.office.store.journal,
            track=Track(OTHER_CHAIN, watchlist, final_depth=20),
            feed=self.office.feed,
            clock=self.office.clock,
            outgoing=self.office.outgoing[OTHER_CHAIN],
        )

    async def open(self) -> "Shop":
        await self.watch.start()
        await self.office.open()
        await self.watch.look_once()
        return self

    async def after_a_crash(self) -> "Shop":
        again = Office(store=self.office.store, clock=self.office.clock, payer=self.office.payer)
        shop = Shop(again, self.chain)
        await shop.watch.start()
        await again.open()
        return shop

    async def look(self, *paid: Sighting, blocks: int = DEPTH) -> None:
        self.chain.mine(*paid, blocks=blocks)
        await self.watch.look_once()

    async def stages(self, *refunds: Refund) -> list[RefundStage]:
        return [await self.office.stage(refund) for refund in refunds]


def by_hand(
    units: int = 30, txid: str = "0xhand", *, block_time: int = NEWER, to: str = BACK
) -> Sighting:
    return payment(units, txid, address=to, asset=POL, block_time=block_time)


@pytest.fixture
async def shop() -> Shop:
    return await Shop(Office(), FakeChain(OTHER_CHAIN)).open()


async def test_a_payment_by_hand_is_found_once_it_is_deep(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    await shop.look(by_hand(), blocks=DEPTH - 1)
    not_yet = await shop.stages(refund)
    await shop.look(blocks=1)

    assert not_yet == [PLANNED]
    found = await shop.office.refund(refund)
    assert (found.stage, found.txid, found.sent_by) == (CONFIRMED, "0xhand", "")


async def test_a_file_to_sign_is_found_by_what_it_pays_and_by_nothing_else(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    await shop.office.refunds.hand_over(invoice_of(refund), refund.id, "owner", 28)
    await shop.look(by_hand())
    whole = await shop.stages(refund)
    await shop.look(by_hand(28, "0xfile"))

    assert whole == [PLANNED]
    assert await shop.stages(refund) == [CONFIRMED]


async def test_a_pending_payment_by_hand_is_only_found_in_its_block(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    shop.chain.pool = [replace(by_hand(), block_time=None)]
    await shop.watch.look_once()
    await shop.look(by_hand())

    assert await shop.stages(refund) == [CONFIRMED]


@pytest.mark.parametrize(
    "other",
    [
        by_hand(31),
        by_hand(29),
        by_hand(block_time=9_999 - SLACK_S),
        by_hand(to="0xelse"),
        replace(by_hand(), amount=Amount(30, replace(POL, contract="0x" + "d" * 40))),
    ],
)
async def test_another_payment_is_not_taken_for_it(shop: Shop, other: Sighting) -> None:
    refund = await shop.office.owe(asset=POL)
    await shop.look(other)

    assert await shop.stages(refund) == [PLANNED]


async def test_a_miners_clock_that_is_behind_hides_no_payment(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    await shop.look(by_hand(block_time=10_000 - SLACK_S))

    assert await shop.stages(refund) == [CONFIRMED]


async def test_a_block_that_was_there_before_the_plan_pays_nothing(shop: Shop) -> None:
    await shop.look(by_hand(block_time=9_999))
    refund = await shop.office.owe(asset=POL)
    shop.chain.reread_from = 11
    await shop.look(blocks=1)

    assert await shop.stages(refund) == [PLANNED]


async def test_what_was_pending_before_the_plan_pays_nothing(shop: Shop) -> None:
    ours = (await shop.office.overpaid(5, asset=POL)).prompts[0].address
    shop.watch.track.follow(next(iter(shop.office.store.shelves.invoices.values())))
    shop.chain.pool = [replace(by_hand(to=ours), block_time=None)]
    await shop.watch.look_once()
    await shop.office.clock.pass_time(60)
    refund = await shop.office.owe(to=ours, asset=POL)
    await shop.look(by_hand(to=ours))

    assert await shop.stages(refund) == [PLANNED]


async def test_what_paid_one_refund_pays_no_later_one_after_a_restart(shop: Shop) -> None:
    first = await shop.office.owe(asset=POL)
    await shop.look(by_hand())
    paid = await shop.stages(first)
    second = await shop.office.owe(asset=POL)
    again = await shop.after_a_crash()
    again.chain.reread_from = 11
    await again.look(blocks=1)

    assert paid == [CONFIRMED]
    assert await again.stages(second) == [PLANNED]


async def test_one_payment_is_for_one_refund_only(shop: Shop) -> None:
    first, second = await shop.office.owe(asset=POL), await shop.office.owe(asset=POL)
    await shop.look(by_hand())
    one = await shop.stages(first, second)
    shop.chain.reread_from = 11
    await shop.look(blocks=1)  # read once more, as after a reorganisation
    still = await shop.stages(first, second)
    await shop.look(by_hand(txid="0xagain"))

    assert one == still == [CONFIRMED, PLANNED]
    assert await shop.stages(first, second) == [CONFIRMED, CONFIRMED]


async def test_two_payments_in_one_look_are_for_two_refunds(shop: Shop) -> None:
    first, second = await shop.office.owe(asset=POL), await shop.office.owe(asset=POL)
    await shop.look(by_hand(), by_hand(txid="0xother"))

    assert await shop.stages(first, second) == [CONFIRMED, CONFIRMED]


async def test_one_that_left_the_chain_has_not_been_paid(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    await shop.look(by_hand(), blocks=2)
    shop.chain.reorganise(11)
    await shop.look(blocks=DEPTH)
    gone = await shop.stages(refund)
    await shop.look(by_hand())

    assert gone == [PLANNED]
    assert await shop.stages(refund) == [CONFIRMED]


async def test_one_that_moved_to_another_block_is_as_deep_as_that(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    await shop.look(by_hand(), blocks=3)
    shop.chain.reorganise(11)
    await shop.look(by_hand(), blocks=3)
    too_early = await shop.stages(refund)
    await shop.look(blocks=3)

    assert too_early == [PLANNED]
    assert await shop.stages(refund) == [CONFIRMED]


async def test_what_was_found_before_a_restart_is_not_forgotten(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    await shop.look(by_hand(), blocks=1)

    again = await shop.after_a_crash()
    await again.look()

    assert await again.stages(refund) == [CONFIRMED]


async def test_a_customers_address_that_is_one_of_ours_still_takes_payments(shop: Shop) -> None:
    ours = (await shop.office.overpaid(5, asset=POL)).prompts[0].address
    shop.watch.track.follow(next(iter(shop.office.store.shelves.invoices.values())))
    refund = await shop.office.owe(to=ours, asset=POL)
    await shop.look(by_hand(to=ours))
    owner = shop.watch.track.watchlist.owner(ours)

    assert await shop.stages(refund) == [CONFIRMED]
    assert owner is not None
    invoice = await shop.office.ledger.load(owner)
    assert [d.amount.units for d in invoice.deposits][-1] == 30
    assert ours in shop.watch.track.watchlist


async def test_an_address_is_watched_only_while_a_payment_is_expected_there(shop: Shop) -> None:
    watchlist = shop.watch.track.watchlist
    first, second = await shop.office.owe(asset=POL), await shop.office.owe(asset=POL)
    both = BACK in watchlist
    await shop.office.refunds.note_sent(invoice_of(first), first.id, "ab" * 32, "Ann")
    one = BACK in watchlist
    await shop.office.refunds.note_sent(invoice_of(second), second.id, "cd" * 32, "Ann")

    assert (both, one, BACK in watchlist) == (True, True, False)
    assert [address for address, _ in watchlist.since(0)].count(BACK) == 1


async def test_a_note_and_a_find_at_once_are_one_payment(shop: Shop) -> None:
    refund = await shop.office.owe(asset=POL)
    behind = await shop.after_a_crash()
    await shop.office.refunds.note_sent(invoice_of(refund), refund.id, "ab" * 32, "Ann")
    await behind.look(by_hand())

    assert (await shop.office.refund(refund)).txid == "ab" * 32


async def test_a_coin_that_a_wallet_pays_again_is_not_looked_out_for() -> None:
    office = await Office(rules={"0xBTC": RefundRule(mode=Mode.MANUAL)}).open()
    office.payer.state = PayerState.READY
    await office.owe()
    await office.tick()
    by_the_owner = BACK in office.watchlists[office.payer.chain]
    office.rules.clear()
    office.refunder.wake()
    await office.tick()

    assert (by_the_owner, BACK in office.watchlists[office.payer.chain]) == (True, False)


async def test_a_chain_that_hides_receivers_waits_for_a_note() -> None:
    office = Office()
    for paymaster in office.paymasters.values():
        paymaster.outgoing = None
    await office.open()
    refund = await office.owe(asset=POL)
    await office.tick()
    await office.refunds.note_sent(invoice_of(refund), refund.id, "ab" * 32, "Ann")

    assert await office.stage(refund) is CONFIRMED
