"""Refunds are signed, stored, sent and followed; whatever goes wrong, each is paid once."""

import asyncio
from collections import deque
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.payment.facts import RefundClaimed
from pos.domain.payment.policy import ToSender
from pos.domain.payment.refund import RefundStage
from pos.domain.ports.payer import PayerState
from pos.engine.feed import ChainSeen
from pos.engine.paymaster import BUMP_AFTER_S
from pos.engine.refund_rules import Mode, RefundRule, Why
from pos.engine.waits import HICCUPS, SPIKE_S
from tests.engine.conftest import House
from tests.engine.money_back import BACK, DEPTH, Office, invoice_of
from tests.fakes.invoices import CHAIN, OTHER_CHAIN, POL, SENDER, look, observed
from tests.fakes.payers import CONTRACT, FakePayer, Net, PowerCut, Sending, Tx
from tests.fakes.stores import MemoryStore
from tests.fakes.world import settle

PLANNED, SIGNED, CONFIRMED = RefundStage.PLANNED, RefundStage.SIGNED, RefundStage.CONFIRMED
FAILED, WITHDRAWN = RefundStage.FAILED, RefundStage.WITHDRAWN


@pytest.fixture
async def office() -> Office:
    return await Office().open()


def whys(office: Office) -> list[Why | None]:
    return [news.why for news in office.news]


# ---- the plain way ----------------------------------------------------------------------------


async def test_what_is_owed_is_signed_sent_and_final_once_it_is_deep(office: Office) -> None:
    refund = await office.owe(30)
    await office.tick()
    signed = await office.refund(refund)
    office.payer.net.mine(DEPTH - 1)
    await office.work()
    not_yet = await office.stage(refund)
    office.payer.net.mine()
    await office.work()

    assert (signed.stage, not_yet, await office.stage(refund)) == (SIGNED, SIGNED, CONFIRMED)
    (paid,) = office.payer.net.paid(refund.id)
    assert (paid.to, paid.units, paid.fee) == (BACK, 27, 3)
    assert (await office.refund(refund)).txid == paid.id
    assert office.news == []


async def test_each_refund_leaves_alone_what_the_ones_before_it_spend(office: Office) -> None:
    office.payer.sendings = deque([Sending.LOST] * 3)
    for _ in range(3):
        await office.owe()
    await office.finish()

    assert len(office.payer.signed) == 3
    assert {tx.nonce for tx in office.payer.net.txs.values()} == {0, 1, 2}


async def test_what_was_planned_by_an_earlier_run_goes_too(office: Office) -> None:
    refund = await office.owe()

    again = await office.after_a_crash()
    await again.finish()

    assert len(again.payer.net.paid(refund.id)) == 1
    assert await again.stage(refund) is CONFIRMED


async def test_a_running_refunder_sends_what_is_planned_and_hears_of_blocks(
    office: Office,
) -> None:
    running = asyncio.ensure_future(office.refunder.run(lambda: 0.5))
    refund = await office.owe()
    await settle()
    office.payer.net.mine(DEPTH)
    for chain in (CHAIN, ChainId("eip155:5")):
        office.feed.publish(seen(chain, office.payer.net.height))
    await settle()
    running.cancel()

    assert await office.stage(refund) is CONFIRMED


async def test_without_any_news_refunds_are_looked_after_all_the_same(office: Office) -> None:
    running = asyncio.ensure_future(office.refunder.run(lambda: 0.5))
    refund = await office.owe()
    await settle()
    office.payer.net.mine(DEPTH)
    await office.clock.pass_time(60)
    running.cancel()

    assert await office.stage(refund) is CONFIRMED


async def test_a_shop_that_opens_remembers_what_is_to_go_back(office: Office, house: House) -> None:
    refund = await office.owe()
    again = Office(store=MemoryStore(office.store.shelves), payer=office.payer)
    await replace(house.shop, refunder=again.refunder).open()
    await again.tick()

    assert await again.stage(refund) is SIGNED


async def test_waking_changes_nothing_for_what_is_out(office: Office) -> None:
    await office.owe()
    await office.tick()
    for _ in range(3):
        office.refunder.wake()
        await office.tick()

    assert len(office.payer.signed) == len(office.payer.sent) == 1


# ---- who lets it go ---------------------------------------------------------------------------


async def test_what_goes_beyond_the_daily_limit_waits_until_it_is_approved(office: Office) -> None:
    first, second = await office.owe(150), await office.owe(60)
    await office.tick()
    await office.work()
    waiting = await office.stage(second)
    await office.refunds.approve(invoice_of(second), second.id, "Ann")
    await office.tick()

    assert (await office.stage(first), waiting) == (SIGNED, PLANNED)
    assert await office.stage(second) is SIGNED
    assert whys(office) == [Why.LIMIT, None]
    assert "200.00 EUR" in office.news[0].text


async def test_what_was_approved_does_not_use_up_the_limit(office: Office) -> None:
    big = await office.owe(5_000)
    await office.refunds.approve(invoice_of(big), big.id, "Ann")
    small = await office.owe(150)
    await office.tick()

    assert [await office.stage(r) for r in (big, small)] == [SIGNED, SIGNED]


async def test_the_limit_counts_what_an_earlier_run_sent(office: Office) -> None:
    await office.owe(150)
    await office.tick()
    again = await office.after_a_crash()
    refund = await again.owe(60)
    await again.tick()

    assert await again.stage(refund) is PLANNED


async def test_a_day_later_there_is_a_new_limit(office: Office) -> None:
    await office.owe(150)
    refund = await office.owe(60)
    await office.tick()
    await office.work(24 * 3_600)

    assert await office.stage(refund) is SIGNED


async def test_without_a_rate_nothing_goes_unasked(office: Office) -> None:
    office.rates.prices = {}
    invoice = await office.overpaid(30, rates=())
    claim = RefundClaimed(at=office.clock.now(), chain=CHAIN, to=BACK)
    (refund,) = (await office.ledger.record(invoice.id, claim)).refunds
    await office.tick()

    assert whys(office) == [Why.NO_RATE]
    assert await office.stage(refund) is PLANNED


async def test_one_without_a_rate_stops_those_after_it(office: Office) -> None:
    invoice = await office.overpaid(30, rates=())
    claim = RefundClaimed(at=office.clock.now(), chain=CHAIN, to=BACK)
    await office.ledger.record(invoice.id, claim)  # by the rate of now, which is lost later
    await office.tick()
    office.rates.prices = {}
    refund = await office.owe(30)
    await office.tick()

    assert await office.stage(refund) is PLANNED


async def test_a_coin_of_which_each_refund_is_approved_waits_for_it(office: Office) -> None:
    office.rules["0xBTC"] = RefundRule(mode=Mode.APPROVAL)
    refund = await office.owe()
    await office.tick()
    waits = office.refunds.waits_for(refund)
    await office.refunds.approve(invoice_of(refund), refund.id, "Ann")
    await office.tick()

    assert waits is not None
    assert waits.why is Why.APPROVAL
    assert await office.stage(refund) is SIGNED
    assert office.refunds.waits_for(refund) is None


async def test_a_rule_that_changes_is_judged_when_it_is_sent(office: Office) -> None:
    office.rules["0xBTC"] = RefundRule(daily_limit=Decimal(0))
    refund = await office.owe()
    await office.tick()
    office.rules["0xBTC"] = RefundRule(daily_limit=Decimal(30))
    office.refunder.wake()
    await office.tick()

    assert await office.stage(refund) is SIGNED


async def test_a_locked_wallet_is_told_of_once_and_pays_when_it_is_opened(office: Office) -> None:
    office.payer.state = PayerState.LOCKED
    refund = await office.owe()
    for _ in range(3):
        await office.work()
    await office.refunds.unlock(CHAIN, "open sesame")
    await office.tick()

    assert whys(office) == [Why.LOCKED, None]
    assert await office.stage(refund) is SIGNED


@pytest.mark.parametrize(
    ("code", "why"),
    [("locked", Why.LOCKED), ("no_rate", Why.NO_RATE), ("wrong_network", Why.REFUSED)],
)
async def test_what_the_wallet_says_no_to_is_told_of_and_tried_again(
    office: Office, code: str, why: Why
) -> None:
    office.payer.refusals = deque([Refused(code, "Not so")] * 2)
    refund = await office.owe()
    for _ in range(3):
        await office.work()

    assert whys(office) == [why, None]
    assert await office.stage(refund) is SIGNED


# ---- what is missing --------------------------------------------------------------------------


async def test_an_empty_wallet_is_told_of_once_and_pays_when_it_was_filled(office: Office) -> None:
    office.payer.net.funds = 5
    refund = await office.owe()
    for _ in range(5):
        await office.work()
    told = whys(office)
    office.payer.net.funds = 500
    await office.work()

    assert told == [Why.NO_FUNDS]
    assert await office.stage(refund) is SIGNED


async def test_a_block_for_the_sale_does_not_hurry_its_refund(office: Office) -> None:
    office.payer.net.funds = 5
    refund = await office.owe()
    await office.tick()
    office.payer.net.funds = 500
    deeper = observed(look(office.clock.now() + 1, height=13))
    await office.ledger.record(invoice_of(refund), deeper)
    await office.tick()
    at_once = await office.stage(refund)
    await office.work()

    assert (at_once, await office.stage(refund)) == (PLANNED, SIGNED)


async def test_an_empty_wallet_holds_up_no_smaller_refund(office: Office) -> None:
    office.payer.net.funds = 40
    big, small = await office.owe(50), await office.owe(30)
    await office.tick()

    assert [await office.stage(r) for r in (big, small)] == [PLANNED, SIGNED]


async def test_what_the_fee_would_eat_is_written_down_and_tried_again_when_asked(
    office: Office,
) -> None:
    office.payer.net.fee = 30
    refund = await office.owe(30)
    await office.tick()
    for _ in range(SPIKE_S // 400 - 1):
        await office.work(400)
    not_yet = await office.stage(refund)
    await office.work(800)
    eaten = await office.stage(refund)
    office.payer.net.fee = 3
    again = (await office.refunds.retry(invoice_of(refund), refund.id, "Ann")).refunds[-1]
    await office.finish()

    assert (not_yet, eaten) == (PLANNED, RefundStage.UNREFUNDABLE)
    assert whys(office) == [Why.REFUSED, None]
    assert office.payer.net.paid(refund.id) == []
    assert len(office.payer.net.paid(again.id)) == 1


async def test_a_refund_outlasts_an_hour_of_high_fees(office: Office) -> None:
    office.payer.net.fee = 30
    refund = await office.owe(30)
    for _ in range(9):
        await office.work(400)
    told = office.news[0].text
    office.payer.net.fee = 3
    await office.work(3_600)
    await office.finish()

    assert "fee is higher" in told
    assert whys(office) == [Why.REFUSED, None]
    assert await office.stage(refund) is CONFIRMED


async def test_what_was_never_worth_a_fee_is_eaten_at_once(office: Office) -> None:
    office.payer.net.fee = 40
    small, big = await office.overpaid(30, dust=30), await office.overpaid(31, dust=30)
    for invoice in (small, big):
        claim = RefundClaimed(at=office.clock.now(), chain=CHAIN, to=BACK)
        await office.ledger.record(invoice.id, claim)
    await office.tick()

    stages = [(await office.ledger.load(i.id)).refunds[-1].stage for i in (small, big)]
    assert stages == [RefundStage.UNREFUNDABLE, PLANNED]


async def test_a_clock_set_back_makes_a_spike_of_fees_begin_anew(office: Office) -> None:
    office.payer.net.fee = 30
    refund = await office.owe(30)
    await office.tick()
    office.clock.set_to(1)
    await office.tick()
    await office.work(SPIKE_S - 1)

    assert await office.stage(refund) is PLANNED


async def test_a_dark_chain_is_told_of_after_some_tries_and_concludes_nothing(
    office: Office,
) -> None:
    office.payer.dark = True
    refund = await office.owe()
    for _ in range(HICCUPS + 2):
        await office.work()
    told = whys(office)
    office.payer.dark = False
    await office.finish()

    assert told == [Why.TROUBLE]
    assert await office.stage(refund) is CONFIRMED


async def test_a_disk_that_fails_lets_nothing_out(office: Office) -> None:
    refund = await office.owe()
    office.payer.gate = lambda: setattr(office.store.shelves, "is_down", True)
    await office.tick()
    unsent = dict(office.payer.net.txs)
    office.payer.gate = lambda: None
    office.store.shelves.is_down = False
    await office.finish()

    assert unsent == {}
    assert len(office.payer.net.paid(refund.id)) == 1


async def test_a_chain_that_does_not_answer_holds_up_no_other() -> None:
    other = FakePayer(net=Net(), chain=OTHER_CHAIN)
    office = await Office(others={OTHER_CHAIN: other}).open()
    office.payer.dark = True
    first, second = await office.owe(), await office.owe(asset=POL)
    await office.refunds.approve(invoice_of(second), second.id, "Ann")
    await office.tick()

    assert await office.stage(first) is PLANNED
    assert await office.stage(second) is SIGNED


# ---- where to ---------------------------------------------------------------------------------


async def test_money_goes_back_to_a_plain_sender(office: Office) -> None:
    refund = await office.owe_sender()
    again = await office.owe_sender()
    await office.finish()

    assert [tx.to for r in (refund, again) for tx in office.payer.net.paid(r.id)] == [SENDER] * 2
    assert office.payer.asked == [SENDER]


async def test_money_of_a_contract_waits_for_its_owner_to_name_an_address(office: Office) -> None:
    refund = await office.owe_sender(CONTRACT)
    await office.tick()
    await office.refunds.claim(invoice_of(refund), CHAIN, "0xBack")
    await office.finish()
    invoice = await office.invoice(refund)

    assert [r.stage for r in invoice.refunds] == [WITHDRAWN, CONFIRMED]
    assert invoice.refunds[-1].to == BACK


async def test_a_shop_may_trust_every_sender(office: Office) -> None:
    refund = await office.owe_sender(CONTRACT, mode=ToSender.ANY)
    await office.tick()

    assert await office.stage(refund) is SIGNED
    assert office.payer.asked == []


async def test_an_address_that_was_named_is_not_asked_about(office: Office) -> None:
    await office.owe(to=CONTRACT)
    await office.tick()

    assert office.payer.asked == []


# ---- out, and then? ---------------------------------------------------------------------------


@pytest.mark.parametrize("sending", [Sending.LOST, Sending.UNHEARD, Sending.REJECTED])
async def test_a_broadcast_that_goes_wrong_is_repeated_with_the_same_bytes(
    office: Office, sending: Sending
) -> None:
    office.payer.sendings = deque([sending])
    refund = await office.owe()
    await office.finish()

    assert len(office.payer.signed) == 1
    assert len(set(office.payer.sent)) == 1
    assert await office.stage(refund) is CONFIRMED


@pytest.mark.parametrize("sending", [Sending.CUT_BEFORE, Sending.CUT_AFTER])
async def test_after_a_power_cut_the_stored_bytes_go_out(office: Office, sending: Sending) -> None:
    office.payer.sendings = deque([sending])
    refund = await office.owe()
    with pytest.raises(PowerCut):
        await office.tick()

    again = await office.after_a_crash()
    await again.finish()

    assert again.payer.signed == []
    assert len(again.payer.net.paid(refund.id)) == 1


async def test_a_power_cut_before_the_bytes_were_stored_sent_nothing(office: Office) -> None:
    office.payer.cut_after_sign = True
    refund = await office.owe()
    with pytest.raises(PowerCut):
        await office.tick()

    assert office.payer.net.txs == {}
    again = await office.after_a_crash()
    await again.finish()
    assert len(again.payer.net.paid(refund.id)) == 1


async def test_what_everybody_forgot_is_broadcast_again(office: Office) -> None:
    refund = await office.owe()
    await office.tick()
    office.payer.net.forget_pool()
    await office.finish()

    assert len(office.payer.sent) == 2
    assert len(office.payer.net.paid(refund.id)) == 1


async def test_a_reorganised_refund_is_followed_until_it_is_deep_again(office: Office) -> None:
    refund = await office.owe()
    await office.tick()
    office.payer.net.mine(DEPTH - 1)
    await office.work()
    office.payer.net.reorganise(DEPTH - 1)
    office.payer.net.forget_pool()
    await office.work()
    in_between = await office.stage(refund)
    await office.finish()

    assert in_between is SIGNED
    assert len(office.payer.net.paid(refund.id)) == 1
    assert await office.stage(refund) is CONFIRMED


async def test_one_that_waits_too_long_gets_a_higher_fee_and_is_paid_once(office: Office) -> None:
    refund = await office.owe()
    await office.tick()
    await office.work(BUMP_AFTER_S)
    once = len((await office.refund(refund)).versions)
    await office.work(BUMP_AFTER_S)
    still = len((await office.refund(refund)).versions)
    await office.work(BUMP_AFTER_S)
    twice = await office.refund(refund)
    await office.finish()

    assert (once, still) == (2, 2)
    assert [tx.fee.units for tx in twice.versions] == [3, 6, 12]
    (paid,) = office.payer.net.paid(refund.id)
    assert (paid.units, paid.fee) == (18, 12)
    assert (await office.refund(refund)).txid == paid.id


async def test_a_fee_that_nobody_would_raise_is_looked_at_only_now_and_then(
    office: Office,
) -> None:
    office.payer.may_bump = False
    refund = await office.owe()
    await office.tick()
    for _ in range(5):
        await office.work(BUMP_AFTER_S // 2)
    office.payer.state = PayerState.LOCKED
    for _ in range(5):
        await office.work(BUMP_AFTER_S)

    assert len((await office.refund(refund)).versions) == 1


async def test_a_higher_fee_that_was_not_sent_before_a_power_cut_is_sent_after_it(
    office: Office,
) -> None:
    refund = await office.owe()
    await office.tick()
    office.payer.sendings = deque([Sending.CUT_BEFORE])
    with pytest.raises(PowerCut):
        await office.work(BUMP_AFTER_S)

    again = await office.after_a_crash()
    await again.tick()

    (pending,) = again.payer.net.txs.values()
    assert pending.fee == 6
    await again.finish()
    assert len(again.payer.net.paid(refund.id)) == 1


async def test_one_that_failed_in_its_block_is_paid_again_only_when_somebody_says_so(
    office: Office,
) -> None:
    office.payer.net.fails = True
    refund = await office.owe()
    await office.finish()
    failed = await office.refund(refund)
    office.payer.net.fails = False
    again = (await office.refunds.retry(invoice_of(refund), refund.id, "Ann")).refunds[-1]
    await office.finish()

    assert (failed.stage, failed.failure) == (FAILED, "its transaction failed on the chain")
    assert office.payer.net.paid(refund.id) == []
    assert len(office.payer.net.paid(again.id)) == 1


async def test_one_whose_nonce_went_to_another_has_failed(office: Office) -> None:
    office.payer.sendings = deque([Sending.LOST])
    refund = await office.owe()
    await office.tick()
    foreign = Tx(id="0xforeign", order="", to="0x", units=1, fee=9, nonce=0, height=101)
    office.payer.net.txs[foreign.id] = foreign
    await office.work()

    assert (await office.refund(refund)).failure == "its nonce was used by another transaction"


async def test_one_that_failed_and_is_there_after_all_is_confirmed(office: Office) -> None:
    office.payer.sendings = deque([Sending.UNHEARD])
    refund = await office.owe()
    await office.tick()
    ours = dict(office.payer.net.txs)
    foreign = Tx(id="0xforeign", order="", to="0x", units=1, fee=9, nonce=0, height=101)
    office.payer.net.txs = {foreign.id: foreign}
    await office.work()
    failed = await office.stage(refund)
    office.payer.net.txs = ours
    await office.work(3_600)
    pending = await office.stage(refund)
    office.payer.net.mine(DEPTH)
    await office.work(3_600)

    assert (failed, pending) == (FAILED, FAILED)
    assert await office.stage(refund) is CONFIRMED


async def test_one_that_no_node_takes_is_told_of_once_until_one_does(office: Office) -> None:
    office.payer.may_bump = False
    office.payer.sendings = deque([Sending.REJECTED] * 8)
    refund = await office.owe()
    for _ in range(HICCUPS - 1):
        await office.work()
    not_yet = whys(office)
    for _ in range(6):
        await office.work()
    told = whys(office)
    await office.finish()

    assert (not_yet, told, whys(office)) == ([], [Why.REFUSED], [Why.REFUSED, None])
    assert "below what the node takes" in office.news[0].text
    assert await office.stage(refund) is CONFIRMED


async def test_a_higher_fee_that_no_node_takes_is_no_news_while_the_first_waits(
    office: Office,
) -> None:
    await office.owe()
    await office.tick()
    office.payer.sendings = deque([Sending.REJECTED] * 50)
    for _ in range(20):
        await office.work()

    assert whys(office) == []


async def test_new_versions_that_no_node_takes_are_told_of_once(office: Office) -> None:
    office.payer.sendings = deque([Sending.REJECTED] * 50)
    refund = await office.owe(60)
    for _ in range(20):
        await office.work()

    assert len((await office.refund(refund)).versions) > HICCUPS
    assert whys(office) == [Why.REFUSED]


async def test_what_cannot_be_looked_up_is_told_of_and_ends_nothing(office: Office) -> None:
    refund = await office.owe()
    await office.tick()
    office.payer.unreadable = True
    for _ in range(HICCUPS + 1):
        await office.work()
    told = whys(office)
    office.payer.unreadable = False
    await office.finish()

    assert told == [Why.TROUBLE]
    assert await office.stage(refund) is CONFIRMED


async def test_what_waits_no_longer_because_the_owner_paid_it_is_told(office: Office) -> None:
    office.payer.state = PayerState.BY_HAND
    refund = await office.owe()
    await office.tick()
    await office.refunds.note_sent(invoice_of(refund), refund.id, "ab" * 32, "Ann")

    assert whys(office) == [Why.BY_HAND, None]


# ---- a clock that is set ------------------------------------------------------------------------


async def test_a_clock_set_back_freezes_no_refund_that_stumbled(office: Office) -> None:
    office.payer.net.funds = 0
    refund = await office.owe()
    await office.tick()
    office.clock.set_to(1)
    office.payer.net.funds = 10**9
    await office.tick()

    assert await office.stage(refund) is SIGNED


async def test_a_clock_set_back_leaves_no_fee_too_low(office: Office) -> None:
    refund = await office.owe()
    await office.tick()
    office.clock.set_to(1)
    await office.work()

    assert len((await office.refund(refund)).versions) == 2


async def test_a_clock_that_jumps_ahead_and_back_lets_no_limit_go_twice(office: Office) -> None:
    await office.owe(150)
    await office.tick()
    await office.clock.pass_time(2 * 86_400)
    await office.owe(10)
    await office.tick()
    office.clock.set_to(10_100)
    refund = await office.owe(150)
    await office.tick()

    assert await office.stage(refund) is PLANNED


async def test_the_limit_holds_though_the_clock_was_ahead_when_the_program_started(
    office: Office,
) -> None:
    await office.owe(150)
    await office.tick()
    await office.clock.pass_time(2 * 86_400)
    again = await office.after_a_crash()
    again.clock.set_to(10_100)
    refund = await again.owe(150)
    await again.tick()

    assert await again.stage(refund) is PLANNED


# ---- while it is signed, somebody decides otherwise ---------------------------------------------


async def test_a_refund_that_was_withdrawn_while_it_was_signed_is_not_sent(office: Office) -> None:
    refund = await office.owe()
    invoice = await office.invoice(refund)
    meanwhile = replace(invoice, version=invoice.version + 1, refunds=())

    def keep_it() -> None:
        office.store.shelves.invoices[invoice.id] = meanwhile

    office.payer.gate = keep_it
    await office.tick()

    assert office.payer.net.txs == {}
    assert (await office.invoice(refund)).refunds == ()


async def test_bytes_that_would_pay_a_second_time_are_not_sent(office: Office) -> None:
    office.payer.sendings = deque([Sending.LOST])
    refund = await office.owe()
    behind = await office.after_a_crash()  # two programs over one store, which must never be
    await office.tick()
    behind.payer.net.txs["0xforeign"] = Tx(
        id="0xforeign", order="", to="0x", units=1, fee=9, nonce=0, height=101
    )
    await behind.tick()

    assert behind.payer.net.paid(refund.id) == []
    assert len((await office.refund(refund)).versions) == 1


async def test_what_moved_while_others_were_attended_to_is_judged_anew(office: Office) -> None:
    first, second = await office.owe(), await office.owe()
    claim = RefundClaimed(at=office.clock.now(), chain=CHAIN, to="0xelse", by="Ann")
    withdrawn = await (await office.after_a_crash()).ledger.record(invoice_of(second), claim)
    office.payer.gate = lambda: office.paymaster.follow(withdrawn)
    await office.tick()

    assert [order.id for order in office.payer.signed] == [first.id]


# ---- nobody here can sign ---------------------------------------------------------------------


async def test_a_chain_without_a_wallet_waits_for_the_owners(office: Office) -> None:
    refund = await office.owe(asset=POL)
    await office.tick()

    assert whys(office) == [Why.BY_HAND]
    assert await office.stage(refund) is PLANNED


async def test_what_was_handed_over_to_the_owners_wallet_is_signed_by_no_other(
    office: Office,
) -> None:
    refund = await office.owe()
    await office.refunds.hand_over(invoice_of(refund), refund.id, "Ann", 27)
    await office.tick()

    assert whys(office) == [Why.BY_HAND]
    assert office.payer.signed == []


async def test_what_a_wallet_sent_that_is_gone_is_told_of() -> None:
    payer = FakePayer(net=Net(), chain=OTHER_CHAIN)
    office = await Office(others={OTHER_CHAIN: payer}).open()
    refund = await office.owe(asset=POL)
    await office.refunds.approve(invoice_of(refund), refund.id, "Ann")
    await office.tick()

    again = await office.after_a_crash()
    await again.tick()

    assert whys(again) == [Why.NO_WALLET]
    assert again.refunder.waits_for("unheard-of") is None


def seen(chain: ChainId, height: int) -> ChainSeen:
    return ChainSeen(
        chain=chain,
        is_connected=True,
        height=height,
        looked_at=1,
        block_time=1,
        trouble="",
    )
