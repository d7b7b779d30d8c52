"""Refunds of a shop that was restored: whatever the lost machine did, nobody is paid twice."""

import pytest

from pos.domain.payment.facts import RefundClaimed
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.payment.restored import restored
from pos.domain.ports.chain import Glance
from pos.engine.refund_rules import Mode, RefundRule, Why
from tests.engine.money_back import BACK, DEPTH, Office, invoice_of
from tests.fakes.invoices import CHAIN, TOKEN, look, observed, payment
from tests.fakes.payers import Sending

RESTORED_AT = 50_000


async def from_a_backup(office: Office) -> Office:
    """Another machine over what the backup holds, in the same world."""
    invoices = office.store.shelves.invoices
    for id, invoice in list(invoices.items()):
        invoices[id] = restored(invoice, RESTORED_AT)
    return await office.after_a_crash()


async def approved(office: Office, refund: Refund) -> None:
    await office.refunds.approve(invoice_of(refund), refund.id, "Ada")


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def test_what_was_planned_waits_for_a_person_however_often_it_is_started(
    office: Office,
) -> None:
    refund = await office.owe()

    other = await from_a_backup(office)
    for _ in range(3):
        await other.work()
        other = await other.after_a_crash()
    await other.work()

    assert other.payer.net.paid(refund.id) == []
    assert [news.why for news in other.news] == [Why.RESTORED]
    waits = other.refunds.waits_for(await other.refund(refund))
    assert waits is not None
    assert "backup" in waits.text


async def test_once_a_person_has_looked_it_goes(office: Office) -> None:
    refund = await office.owe()
    other = await from_a_backup(office)
    await other.work()

    await approved(other, refund)
    await other.finish()

    assert len(other.payer.net.paid(refund.id)) == 1
    assert await other.stage(refund) is RefundStage.CONFIRMED
    assert other.news[-1].why is None


async def test_an_approval_that_the_backup_brought_along_lets_nothing_go(office: Office) -> None:
    office.rules["0xBTC"] = RefundRule(mode=Mode.APPROVAL)
    refund = await office.owe()
    await approved(office, refund)

    other = await from_a_backup(office)
    await other.finish()

    assert other.payer.net.paid(refund.id) == []


async def test_money_that_came_after_the_backup_waits_as_well(office: Office) -> None:
    invoice = await office.overpaid(0)
    other = await from_a_backup(office)

    address = invoice.prompts[0].address
    more = payment(40, "0xmore", height=11, address=address)
    await other.ledger.record(invoice.id, observed(look(60_000, height=20), more))
    claim = RefundClaimed(at=60_001, chain=TOKEN.chain, to=BACK)
    refund = (await other.ledger.record(invoice.id, claim)).refunds[-1]
    await other.finish()

    assert other.payer.net.paid(refund.id) == []
    assert other.news[-1].why is Why.RESTORED


async def test_sales_of_the_new_machine_are_like_any_others(office: Office) -> None:
    other = await from_a_backup(office)

    refund = await other.owe(40)
    await other.finish()

    assert len(other.payer.net.paid(refund.id)) == 1


async def test_what_was_signed_is_followed_and_paid_once(office: Office) -> None:
    refund = await office.owe()
    await office.tick()

    other = await from_a_backup(office)
    await other.finish()

    assert len(other.payer.net.paid(refund.id)) == 1
    assert await other.stage(refund) is RefundStage.CONFIRMED
    assert other.news == []


async def test_what_was_signed_and_never_sent_is_the_same_payment_from_either_machine(
    office: Office,
) -> None:
    office.payer.sendings.append(Sending.LOST)
    refund = await office.owe()
    await office.tick()

    other = await from_a_backup(office)
    await other.work()
    await office.work()  # the lost machine was not quite dead
    other.payer.net.mine(DEPTH)
    await other.work()

    assert len(other.payer.net.paid(refund.id)) == 1


async def test_by_hand_it_is_approved_before_the_owner_is_asked_to_pay(office: Office) -> None:
    office.rules["0xBTC"] = RefundRule(mode=Mode.MANUAL)
    refund = await office.owe()
    other = await from_a_backup(office)
    await other.work()
    first = [news.why for news in other.news]

    await approved(other, refund)
    await other.work()

    assert first == [Why.RESTORED]
    assert other.news[-1].why is Why.BY_HAND


async def test_what_the_lost_machine_sent_is_shown_to_whoever_decides(office: Office) -> None:
    refund = await office.owe()
    other = await from_a_backup(office)
    sent = payment(27, "0xlost", height=15, block_time=10_500, address=BACK)
    glance = Glance(
        height=15, from_height=11, with_pool=True, sightings=(sent,), cursor="15", block_time=10_500
    )

    await other.outgoing[CHAIN].facts_of(glance, 10_600)
    await other.work()
    waits = other.refunds.waits_for(refund)
    await other.refunds.note_sent(invoice_of(refund), refund.id, "ab" * 32, "Ada")
    await other.finish()

    assert waits is not None
    assert waits.why is Why.RESTORED
    assert "0.00000027 0xBTC went to this address in 0xlost" in waits.text
    assert other.payer.net.paid(refund.id) == []
    assert await other.stage(refund) is RefundStage.CONFIRMED


async def test_what_the_lost_machine_planned_and_sent_by_itself_is_shown_too(
    office: Office,
) -> None:
    """The backup has an earlier refund to the same address, which must not be taken for it."""
    first = await office.owe()
    await office.finish()
    (known,) = (await office.refund(first)).versions
    other = await from_a_backup(office)
    invoice = await other.ledger.load(invoice_of(first))
    more = payment(40, "0xmore", height=11, address=invoice.prompts[0].address)
    await other.ledger.record(invoice.id, observed(look(60_000, height=20), more))
    await other.work()
    refund = (await other.ledger.load(invoice.id)).refunds[-1]
    own, sent = (
        payment(37, txid, height=15, block_time=59_000, address=BACK)
        for txid in (known.txid, "0xlost")
    )
    glance = Glance(
        height=21, from_height=11, with_pool=True, sightings=(own, sent), cursor="21", block_time=1
    )

    await other.outgoing[CHAIN].facts_of(glance, 60_600)
    await other.finish()
    waits = other.refunds.waits_for(refund)

    assert refund.planned_at > 59_000
    assert waits is not None
    assert "in 0xlost" in waits.text
    assert other.payer.net.paid(refund.id) == []
