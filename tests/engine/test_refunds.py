"""The door to refunds: claims, approvals, who signs, and what the owner's wallet is asked for."""

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.payment.refund import RefundStage
from pos.domain.ports.journal import Returns
from pos.domain.ports.payer import PayerState
from tests.engine.money_back import Office, invoice_of
from tests.fakes.invoices import CHAIN, OTHER_CHAIN

TXID = "0x" + "ab" * 32


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def test_a_claim_is_written_as_the_chain_writes_addresses(office: Office) -> None:
    invoice = await office.overpaid(30)

    claimed = await office.refunds.claim(invoice.id, CHAIN, "0xABC")

    assert [refund.to for refund in claimed.refunds] == ["0xabc"]


async def test_a_mistyped_address_is_refused(office: Office) -> None:
    invoice = await office.overpaid(30)

    with pytest.raises(Refused, match="is not an address"):
        await office.refunds.claim(invoice.id, CHAIN, "here")


async def test_a_customer_claims_once_and_the_shop_may_correct_it(office: Office) -> None:
    invoice = await office.overpaid(30)
    await office.refunds.claim(invoice.id, CHAIN, "0xabc")

    with pytest.raises(Refused, match="ask the shop"):
        await office.refunds.claim(invoice.id, CHAIN, "0xdef")
    corrected = await office.refunds.claim(invoice.id, CHAIN, "0xdef", by="Ann")

    assert corrected.refunds[-1].to == "0xdef"


async def test_a_chain_that_is_not_on_offer_takes_no_claims(office: Office) -> None:
    invoice = await office.overpaid(30)

    with pytest.raises(Refused, match="No coin of bip122:1 is on offer"):
        await office.refunds.claim(invoice.id, ChainId("bip122:1"), "0xabc")


async def test_invoices_are_listed_by_where_their_money_stands(office: Office) -> None:
    await office.overpaid(30)
    first, second = await office.owe(), await office.owe()

    planned = await office.refunds.listed((Returns.PLANNED,), limit=10)
    owed = await office.refunds.listed((Returns.OWED,), limit=10)
    page = await office.refunds.listed((Returns.PLANNED, Returns.OWED), limit=2, skip=1)

    assert {i.id for i in planned} == {invoice_of(first), invoice_of(second)}
    assert len(owed) == 1
    assert len(page) == 2


async def test_a_payment_by_hand_is_noted_with_its_name(office: Office) -> None:
    refund = await office.owe()
    noted = await office.refunds.note_sent(
        invoice_of(refund), refund.id, f" {TXID.upper()} ".replace("0X", "0x"), "Ann"
    )

    (done,) = noted.refunds
    assert (done.stage, done.txid, done.sent_by) == (RefundStage.CONFIRMED, TXID, "Ann")


async def test_what_is_no_transaction_is_not_noted(office: Office) -> None:
    refund = await office.owe()

    with pytest.raises(Refused, match="64 digits"):
        await office.refunds.note_sent(invoice_of(refund), refund.id, "paid", "Ann")


async def test_what_our_wallet_may_have_paid_is_not_noted_as_paid_by_hand(office: Office) -> None:
    refund = await office.owe()
    await office.tick()

    with pytest.raises(Refused, match="is signed and cannot be confirmed"):
        await office.refunds.note_sent(invoice_of(refund), refund.id, TXID, "Ann")


async def test_the_owners_wallet_is_asked_for_the_whole_amount(office: Office) -> None:
    refund = await office.owe(30)

    request = office.refunds.request(refund)

    assert (request.due, request.uri) == (refund.amount, "pay:0xback?units=30")


async def test_it_is_told_who_signs_on_each_chain(office: Office) -> None:
    office.payer.state = PayerState.LOCKED
    first, second = office.refunds.payers()

    assert (first.chain, first.codes, first.state) == (CHAIN, ("0xBTC", "ETH"), PayerState.LOCKED)
    assert (second.chain, second.codes) == (OTHER_CHAIN, ("POL",))
    assert second.state is PayerState.BY_HAND


async def test_a_wrong_passphrase_opens_nothing(office: Office) -> None:
    office.payer.state = PayerState.LOCKED

    with pytest.raises(Refused, match="not the passphrase"):
        await office.refunds.unlock(CHAIN, "open barley")


async def test_a_purse_is_shown_where_there_is_one(office: Office) -> None:
    assert (await office.refunds.purse(CHAIN)).address == "0xpurse"
    with pytest.raises(Refused, match="No refund wallet"):
        await office.refunds.purse(OTHER_CHAIN)
