"""What every coin promises, whatever its chain and however that is read, on real nodes.

A new coin gets all of this for a rig of its own in `rigs`.
"""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from pos.domain.errors import Trouble
from pos.domain.payment.effects import Notice
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due, refunds_due
from pos.domain.payment.stage import Stage, stage_of
from tests.chains.rigs.counter import ADDRESSES_EACH, EXPIRY_S, Counter, address_of
from tests.chains.rigs.rig import Rig

_used = count()


@pytest.fixture
async def counter(rig: Rig, tmp_path: Path) -> AsyncIterator[Counter]:
    """A shop that sees its chain, with nothing of other tests in the way."""
    made = Counter(rig, tmp_path, first=next(_used) * ADDRESSES_EACH)
    await made.do(rig.mine)
    await made.open()
    await made.until_sighted()
    yield made
    await made.close()


def heights(invoice: Invoice) -> list[int | None]:
    return [deposit.height for deposit in invoice.deposits if not deposit.gone]


def received(invoice: Invoice) -> int:
    return sum(deposit.amount.units for deposit in invoice.deposits if deposit.is_money)


async def test_an_exact_payment_is_seen_confirmed_and_paid(counter: Counter) -> None:
    invoice = await counter.charge()

    txid = await counter.pay((invoice, counter.due.units))
    seen = await counter.until_stage(invoice, Stage.SEEN)
    height = await counter.do(counter.rig.mine)
    confirmed = await counter.until(invoice, lambda now: heights(now) != [None])
    await counter.do(counter.rig.mine)
    paid = await counter.until_stage(invoice, Stage.PAID)

    assert heights(seen) == [None]
    assert (stage_of(confirmed), heights(confirmed)) == (Stage.SEEN, [height])
    assert (paid.paid_tx, received(paid)) == (txid, counter.due.units)
    assert refunds_due(paid) == ()


async def test_a_short_payment_goes_back_when_the_time_is_over(counter: Counter) -> None:
    invoice = await counter.charge()
    part = counter.due.units // 2

    await counter.pay((invoice, part))
    await counter.until_stage(invoice, Stage.PARTIAL)
    counter.clock.ahead_s += EXPIRY_S + 60
    over = await counter.until_stage(invoice, Stage.EXPIRED)

    assert refund_due(over).units == part
    assert await counter.notices(invoice) == [Notice.SHORT]


async def test_two_parts_make_a_whole(counter: Counter) -> None:
    invoice = await counter.charge()
    first = counter.due.units // 3

    await counter.pay((invoice, first))
    await counter.until_stage(invoice, Stage.PARTIAL)
    await counter.pay((invoice, counter.due.units - first))
    await counter.until_stage(invoice, Stage.SEEN)
    await counter.do(lambda: counter.rig.mine(2))
    paid = await counter.until_stage(invoice, Stage.PAID)

    assert received(paid) == counter.due.units


async def test_two_outputs_of_one_transaction_both_count(counter: Counter) -> None:
    invoice = await counter.charge()
    first = counter.due.units // 3

    await counter.pay((invoice, first), (invoice, counter.due.units - first))
    await counter.do(lambda: counter.rig.mine(2))
    paid = await counter.until_stage(invoice, Stage.PAID)

    assert received(paid) == counter.due.units


async def test_one_transaction_pays_two_invoices(counter: Counter) -> None:
    one, other = await counter.charge(), await counter.charge()

    await counter.pay((one, counter.due.units), (other, counter.due.units))
    await counter.do(lambda: counter.rig.mine(2))
    paid = [await counter.until_stage(each, Stage.PAID) for each in (one, other)]

    assert [received(each) for each in paid] == [counter.due.units] * 2


@pytest.mark.parametrize("rig", ["ETH", "ERC-20"], indirect=True)  # elsewhere there is no other
async def test_another_asset_never_counts_and_goes_back(counter: Counter) -> None:
    wrong = counter.rig.wrong
    assert wrong is not None
    invoice = await counter.charge()

    await counter.do(lambda: counter.rig.pay((address_of(invoice), wrong)))
    await counter.do(lambda: counter.rig.mine(2))
    waiting = await counter.until(invoice, lambda now: bool(heights(now)))

    assert stage_of(waiting) is Stage.WAITING
    assert refunds_due(waiting) == (wrong,)
    assert await counter.notices(invoice) == [Notice.WRONG_COIN]


async def test_a_payment_that_is_reorganised_into_another_block_is_paid_once(
    counter: Counter,
) -> None:
    invoice = await counter.charge()
    txid = await counter.pay((invoice, counter.due.units))
    await counter.do(counter.rig.mine)
    before = await counter.until(invoice, lambda now: heights(now) not in ([], [None]))

    await counter.do(lambda: counter.rig.reorg(1, keep=True))
    await counter.look()
    await counter.do(lambda: counter.rig.mine(2))
    paid = await counter.until_stage(invoice, Stage.PAID)

    assert (paid.paid_tx, received(paid)) == (txid, counter.due.units)
    assert [d.first_seen_at for d in paid.deposits] == [d.first_seen_at for d in before.deposits]


async def test_a_payment_that_is_reorganised_away_is_gone_and_told(counter: Counter) -> None:
    invoice = await counter.charge()
    await counter.pay((invoice, counter.due.units))
    await counter.do(counter.rig.mine)
    await counter.until(invoice, lambda now: heights(now) not in ([], [None]))

    await counter.do(lambda: counter.rig.reorg(1, keep=False))
    gone = await counter.until(invoice, lambda now: heights(now) == [])

    assert stage_of(gone) is Stage.WAITING
    assert await counter.notices(invoice) == [Notice.REPLACED]


async def test_money_that_leaves_the_chain_after_the_sale_raises_an_alarm(
    counter: Counter,
) -> None:
    invoice = await counter.charge()
    await counter.pay((invoice, counter.due.units))
    await counter.do(lambda: counter.rig.mine(2))
    await counter.until_stage(invoice, Stage.PAID)

    await counter.do(lambda: counter.rig.reorg(2, keep=False))
    gone = await counter.until(invoice, lambda now: heights(now) == [])

    assert stage_of(gone) is Stage.PAID
    assert await counter.notices(invoice) == [Notice.PAID_MONEY_GONE]


async def test_a_payment_replaced_before_its_block_raises_an_alarm(counter: Counter) -> None:
    invoice = await counter.charge()
    txid = await counter.pay((invoice, counter.due.units))
    await counter.until_stage(invoice, Stage.SEEN)

    await counter.do(lambda: counter.rig.replace(txid))
    waiting = await counter.until_stage(invoice, Stage.WAITING)

    assert received(waiting) == 0
    told = await counter.notices(invoice)
    assert told[0] in {Notice.REPLACED, Notice.DOUBLE_SPENT}


async def test_a_source_that_goes_away_ends_no_sale_and_is_read_on(counter: Counter) -> None:
    invoice = await counter.charge()
    await counter.do(counter.rig.stop)
    try:
        with pytest.raises(Trouble):
            await counter.look()
        counter.clock.ahead_s += EXPIRY_S + 60
        with pytest.raises(Trouble):
            await counter.look()
        in_the_dark = await counter.records.invoice(invoice.id)
    finally:
        counter.rig.start()  # not in a thread of the test's: the node would end with it
    await counter.pay((invoice, counter.due.units))
    seen = await counter.until(invoice, lambda now: bool(heights(now)))

    assert stage_of(in_the_dark) is Stage.WAITING
    assert stage_of(seen) is Stage.SEEN


async def test_a_payment_made_while_the_program_was_off_is_in_time(counter: Counter) -> None:
    invoice = await counter.charge()
    await counter.close()

    await counter.pay((invoice, counter.due.units))
    await counter.do(lambda: counter.rig.mine(3))
    counter.clock.ahead_s += EXPIRY_S + 60
    await counter.open()
    paid = await counter.until_stage(invoice, Stage.PAID)

    assert received(paid) == counter.due.units


async def test_a_restart_goes_on_with_what_was_seen(counter: Counter) -> None:
    invoice = await counter.charge()
    txid = await counter.pay((invoice, counter.due.units))
    await counter.until_stage(invoice, Stage.SEEN)

    await counter.close()
    await counter.do(lambda: counter.rig.mine(2))
    await counter.open()
    paid = await counter.until_stage(invoice, Stage.PAID)

    assert (paid.paid_tx, len(paid.deposits)) == (txid, 1)


async def test_a_late_payment_to_an_expired_invoice_is_found_and_told(counter: Counter) -> None:
    invoice = await counter.charge()
    counter.clock.ahead_s += EXPIRY_S + 60
    await counter.until_stage(invoice, Stage.EXPIRED)
    await counter.close()

    await counter.open()
    counter.clock.ahead_s += 60
    await counter.look()
    counter.clock.ahead_s += 60
    await counter.pay((invoice, counter.due.units))
    late = await counter.until(invoice, lambda now: bool(heights(now)))

    assert stage_of(late) is Stage.EXPIRED
    assert refund_due(late) == counter.due
    assert await counter.notices(invoice) == [Notice.LATE]
