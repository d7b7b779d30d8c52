"""The Payments port, for every store."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pos.domain.errors import Conflict, Corrupt, Refused, Trouble
from pos.domain.ids import InvoiceId, WalletId
from pos.domain.money import Amount
from pos.domain.payment.advance import advance
from pos.domain.payment.facts import MethodChosen, RefundClaimed
from pos.domain.payment.quote import Prompt
from pos.domain.payment.refund import Refund, RefundStage
from pos.domain.ports.payments import Change, Idempotency
from tests.fakes.invoices import CHAIN, ETH, TOKEN
from tests.storage.backends import AnyStore, Backend
from tests.storage.invoices import (
    address_of,
    cancelled,
    next_of,
    numbered,
    paid_into,
    postback,
    prompt_number,
    told,
    touched,
)

WALLET = WalletId("wallet")


async def test_what_was_committed_is_read_back_whole(store: AnyStore) -> None:
    invoice = paid_into(numbered(1), "0xaa")
    await store.payments.commit(told(numbered(1)))

    await store.payments.commit(told(invoice))

    assert await store.payments.invoice(invoice.id) == invoice


async def test_an_unknown_invoice_is_none(store: AnyStore) -> None:
    assert await store.payments.invoice(InvoiceId("0000000000000000")) is None


async def test_an_invoice_is_found_by_its_public_name(store: AnyStore) -> None:
    for invoice in (numbered(1), touched(numbered(1)), numbered(2)):
        await store.payments.commit(told(invoice))

    assert await store.payments.by_selector("sel-1") == touched(numbered(1))
    assert await store.payments.by_selector("SEL-1") is None


async def test_committed_is_there_after_opening_again(backend: Backend) -> None:
    with backend.opened() as store:
        await store.payments.commit(told(numbered(1)))

    with backend.opened() as store:
        assert await store.payments.invoice(numbered(1).id) == numbered(1)


@pytest.mark.parametrize("version", [1, 2, 4])
async def test_only_the_next_version_can_be_committed(store: AnyStore, version: int) -> None:
    second = touched(numbered(1))
    await store.payments.commit(told(numbered(1)))
    await store.payments.commit(told(second))

    with pytest.raises(Conflict):
        await store.payments.commit(told(replace(second, version=version)))

    assert await store.payments.invoice(second.id) == second


async def test_a_change_of_an_invoice_that_was_never_added_conflicts(store: AnyStore) -> None:
    with pytest.raises(Conflict):
        await store.payments.commit(told(touched(numbered(1))))


async def test_a_selector_is_given_once(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1)))
    second = replace(numbered(2), selector=numbered(1).selector)

    with pytest.raises(Refused) as refused:
        await store.payments.commit(told(second))

    assert refused.value.code == "duplicate"


async def test_a_change_that_fails_leaves_nothing_behind(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1)))
    second = replace(numbered(2), selector=numbered(1).selector)

    with pytest.raises(Refused):
        await store.payments.commit(
            replace(
                told(second, postback(second)), idempotency=Idempotency(key="key", digest="digest")
            )
        )

    assert await store.payments.invoice(second.id) is None
    assert await store.payments.by_idempotency("key") is None
    assert await store.payments.next_index(WALLET) == 2
    assert await store.journal.entries(second.id) == []
    assert await store.outbox.attempts(second.id) == []


async def test_an_idempotency_key_leads_to_its_invoice(store: AnyStore) -> None:
    once = Idempotency(key="key", digest="digest")

    await store.payments.commit(Change(invoice=numbered(1), idempotency=once))

    assert await store.payments.by_idempotency("key") == (numbered(1).id, "digest")
    assert await store.payments.by_idempotency("another") is None


async def test_an_idempotency_key_makes_one_invoice(store: AnyStore) -> None:
    once = Idempotency(key="key", digest="digest")
    await store.payments.commit(Change(invoice=numbered(1), idempotency=once))

    with pytest.raises(Refused) as refused:
        await store.payments.commit(Change(invoice=numbered(2), idempotency=once))

    assert refused.value.code == "duplicate"
    assert await store.payments.invoice(numbered(2).id) is None


@pytest.mark.parametrize(
    "prompt",
    [
        replace(prompt_number(2), key_index=1),
        replace(prompt_number(2), address=address_of(1)),
    ],
    ids=["index", "address"],
)
async def test_an_address_is_given_to_one_invoice(store: AnyStore, prompt: Prompt) -> None:
    await store.payments.commit(told(numbered(1)))
    second = replace(numbered(2), prompts=(prompt,))

    with pytest.raises(Refused) as refused:
        await store.payments.commit(told(second))

    assert refused.value.code == "duplicate"
    assert await store.payments.invoice(second.id) is None


async def test_one_key_may_serve_two_wallets(store: AnyStore) -> None:
    other = replace(prompt_number(1), wallet=WalletId("other"), address=address_of(2))
    await store.payments.commit(told(numbered(1)))

    await store.payments.commit(told(replace(numbered(2), prompts=(other,))))

    assert await store.payments.next_index(WalletId("other")) == 2


async def test_an_invoice_keeps_every_address_it_showed(store: AnyStore) -> None:
    first = numbered(1)
    await store.payments.commit(told(first))
    chosen = MethodChosen(at=1_200, prompt=replace(prompt_number(2), due=Amount(5, ETH)))

    await store.payments.commit(told(next_of(first, advance(first, chosen).invoice), at=1_200))

    shown = {watched.address: watched.asset for watched in await store.journal.addresses(CHAIN)}
    assert shown == {address_of(1): TOKEN, address_of(2): ETH}


async def test_a_payment_never_counts_for_two_invoices(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1)))
    await store.payments.commit(told(numbered(2)))
    await store.payments.commit(told(paid_into(numbered(1), "0xaa")))

    with pytest.raises(Corrupt):
        await store.payments.commit(told(paid_into(numbered(2), "0xaa")))

    assert await store.payments.invoice(numbered(2).id) == numbered(2)


async def test_indices_go_on_after_the_highest(store: AnyStore) -> None:
    assert await store.payments.next_index(WALLET) == 0

    await store.payments.commit(told(numbered(7)))
    await store.payments.commit(told(numbered(3)))

    assert await store.payments.next_index(WALLET) == 8


async def unsettled_ids(store: AnyStore) -> list[InvoiceId]:
    return [invoice.id for invoice in await store.payments.unsettled()]


async def test_an_open_invoice_is_unsettled_until_it_is_closed(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1)))
    assert await unsettled_ids(store) == [numbered(1).id]

    await store.payments.commit(told(cancelled(numbered(1))))

    assert await unsettled_ids(store) == []


async def test_a_paid_invoice_is_unsettled_until_its_money_is_deep(store: AnyStore) -> None:
    shallow = paid_into(numbered(1), "0xaa", depth=63)
    await store.payments.commit(told(numbered(1)))
    await store.payments.commit(told(shallow))
    assert await unsettled_ids(store) == [shallow.id]

    await store.payments.commit(told(paid_into(shallow, "0xaa", depth=64)))

    assert await unsettled_ids(store) == []


async def test_an_invoice_with_a_refund_to_send_is_unsettled(store: AnyStore) -> None:
    closed = cancelled(numbered(1))
    planned = Refund(id="1", amount=Amount(5, TOKEN), to="0x1", stage=RefundStage.PLANNED)
    await store.payments.commit(told(numbered(1)))

    await store.payments.commit(told(replace(closed, refunds=(planned,))))

    assert await unsettled_ids(store) == [closed.id]


async def test_many_commits_at_once_are_all_kept(store: AnyStore) -> None:
    invoices = [numbered(number) for number in range(300)]

    await asyncio.gather(*(store.payments.commit(told(invoice)) for invoice in invoices))

    assert await store.payments.unsettled() == invoices


async def test_a_bad_change_among_many_fails_alone(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(0)))
    taken = replace(numbered(500), selector=numbered(0).selector)
    changes = [told(numbered(number)) for number in range(1, 40)]
    changes.insert(20, told(taken))

    outcomes: Sequence[BaseException | None] = await asyncio.gather(
        *(store.payments.commit(change) for change in changes), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes if outcome is not None] == [Refused]
    assert len(await store.payments.unsettled()) == 40


async def test_of_many_who_change_one_invoice_one_wins(store: AnyStore) -> None:
    await store.payments.commit(told(numbered(1)))
    rivals = [replace(touched(numbered(1)), accepted_by=f"rival {n}") for n in range(20)]

    outcomes = await asyncio.gather(
        *(store.payments.commit(told(rival)) for rival in rivals), return_exceptions=True
    )

    winners = [r for r, o in zip(rivals, outcomes, strict=True) if not isinstance(o, Conflict)]
    assert [await store.payments.invoice(numbered(1).id)] == winners
    assert len(await store.journal.entries(numbered(1).id)) == 2


async def test_a_refund_address_is_kept(store: AnyStore) -> None:
    claimed = advance(numbered(1), RefundClaimed(at=1_200, chain=CHAIN, to="0xback")).invoice

    await store.payments.commit(told(claimed))

    assert await store.payments.invoice(claimed.id) == claimed


async def test_a_closed_store_says_that_it_is_closed(store: AnyStore) -> None:
    store.close()

    with pytest.raises(Trouble):
        await store.payments.commit(told(numbered(1)))
    with pytest.raises(Trouble):
        await store.payments.invoice(numbered(1).id)
