"""What a database learns when it comes out of a backup."""

import lzma
from pathlib import Path

import pytest

from pos.domain.errors import Corrupt
from pos.domain.ids import WalletId
from pos.domain.payment.refund import RefundStage
from pos.domain.ports.journal import Returns, Search
from pos.domain.ports.payments import Change
from pos.storage.past import Restored, open_past
from pos.storage.restoring import (
    LostAddress,
    Restoration,
    Skip,
    busiest_day_of_sales,
    mark_restored,
    usage_of,
)
from pos.storage.schema import ANY_WALLET
from pos.storage.store import Store, open_store
from tests.fakes.invoices import CHAIN, WALLET
from tests.storage.invoices import numbered
from tests.storage.test_retail import sale
from tests.storage.test_totals import LANDED, rewrite

NEW = WalletId("never used")


def restoration(at: int = 5_000) -> Restoration:
    return Restoration(
        at=at,
        taken_at=4_000,
        skips=[
            Skip(wallet=WALLET, first=9, past=1_009),
            Skip(wallet=WalletId(ANY_WALLET), first=0, past=10),
        ],
        lost=[
            LostAddress(chain=CHAIN, address=f"0xlost{n}", wallet=WALLET, key_index=n)
            for n in (9, 10)
        ],
        skipped_sales=100,
    )


@pytest.fixture
def landed(tmp_path: Path) -> Path:
    path = tmp_path / "florin.db"
    path.write_bytes(lzma.decompress(LANDED.read_bytes()))
    open_store(path).close()
    return path


async def stages(store: Store) -> dict[str, RefundStage]:
    found = await store.journal.search(Search(returns=tuple(Returns), limit=50))
    return {refund.id: refund.stage for invoice in found for refund in invoice.refunds}


async def test_every_invoice_knows_that_it_comes_from_a_backup(landed: Path) -> None:
    mark_restored(landed, restoration())

    store = open_store(landed)
    found = await store.journal.search(Search(limit=50))
    store.close()

    assert len(found) == 8
    assert {invoice.restored_at for invoice in found} == {5_000}


async def test_what_was_approved_waits_again_and_nothing_else_moves(landed: Path) -> None:
    store = open_store(landed)
    before = await stages(store)
    store.close()

    waiting = mark_restored(landed, restoration())

    store = open_store(landed)
    after = await stages(store)
    approved = await store.payments.invoice(numbered(3).id)
    told = [entry.kind for entry in await store.journal.entries(numbered(3).id)]
    quiet = [entry.kind for entry in await store.journal.entries(numbered(4).id)]
    store.close()
    assert waiting == 2
    assert after == before
    assert approved is not None
    assert approved.refunds[0].approved_by == ""
    assert told[-1] == "restored"
    assert "restored" not in quiet


async def test_numbers_of_addresses_jump_over_what_was_skipped(landed: Path) -> None:
    mark_restored(landed, restoration())

    store = open_store(landed)
    first = await store.payments.next_index(WALLET)
    new = await store.payments.next_index(NEW)
    lost = await store.journal.lost_addresses(CHAIN)
    store.close()

    assert (first, new) == (1_009, 10)
    assert sorted(lost) == [("0xlost10", 4_000), ("0xlost9", 4_000)]


async def test_after_the_jump_numbers_go_on_as_ever(landed: Path) -> None:
    mark_restored(landed, restoration())
    store = open_store(landed)
    await store.payments.commit(Change(invoice=numbered(1_009)))

    assert await store.payments.next_index(WALLET) == 1_010
    store.close()


async def test_a_shop_that_was_restored_twice_skips_twice(landed: Path) -> None:
    mark_restored(landed, restoration())
    again = usage_of(landed, 6_000)[WALLET].next_index
    skip = Skip(wallet=WALLET, first=again, past=again + 5)
    mark_restored(landed, Restoration(at=7_000, taken_at=6_000, skips=[skip]))

    with open_past(landed) as past:
        assert past.next_index(WALLET) == 1_014
        assert [(each.first, each.past) for each in past.skipped(WALLET)] == [
            (9, 1_009),
            (1_009, 1_014),
        ]
        assert past.restores() == [
            Restored(at=5_000, taken_at=4_000, first_sale=1_003, past_sale=1_103),
            Restored(at=7_000, taken_at=6_000, first_sale=1_103, past_sale=1_103),
        ]
        assert past.lost(WALLET) == {"0xlost9": 9, "0xlost10": 10}


async def test_numbers_of_sales_jump_over_those_that_may_stand_on_receipts(landed: Path) -> None:
    mark_restored(landed, restoration())

    store = open_store(landed)
    kept = await store.retail.add_sale(sale(9))
    store.close()

    assert kept.number == 1_103


def test_the_busiest_of_the_recent_days_is_known(landed: Path) -> None:
    recent, long_ago = usage_of(landed, 2_000), usage_of(landed, 100 * 86_400)

    assert (recent[WALLET].next_index, recent[WALLET].busiest_day) == (9, 8)
    assert (long_ago[WALLET].next_index, long_ago[WALLET].busiest_day) == (9, 0)
    assert busiest_day_of_sales(landed, 2_000) == 2
    assert busiest_day_of_sales(landed, 100 * 86_400) == 0


async def test_an_invoice_that_cannot_be_read_holds_nothing_up(landed: Path) -> None:
    rewrite(landed, "UPDATE invoice SET body = '{' WHERE selector = 'sel-2'")

    waiting = mark_restored(landed, restoration())

    assert waiting == 1
    with open_past(landed) as past:
        assert past.restores()[0].at == 5_000


def test_a_database_that_is_broken_is_corrupt(tmp_path: Path) -> None:
    (tmp_path / "florin.db").write_text("Dear diary" * 1_000)

    with pytest.raises(Corrupt):
        usage_of(tmp_path / "florin.db", 1)
    with pytest.raises(Corrupt):
        busiest_day_of_sales(tmp_path / "florin.db", 1)
    with pytest.raises(Corrupt):
        mark_restored(tmp_path / "florin.db", restoration())


def test_where_nothing_was_ever_sold_nothing_is_skipped(tmp_path: Path) -> None:
    with open_past(tmp_path / "florin.db") as past:
        assert (past.next_index(WALLET), past.skipped(WALLET), past.restores()) == (0, (), ())
        assert past.lost(WALLET) == {}
