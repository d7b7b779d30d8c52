import lzma
import sqlite3
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from pos.domain.errors import Corrupt, Refused, Trouble
from pos.domain.ports.journal import Returns, Search, SortBy
from pos.storage.schema import METADATA, REVISIONS
from pos.storage.sqlite import reading_engine, writing_engine
from pos.storage.store import open_store
from pos.storage.totals import totals_of
from tests.fakes.invoices import CHAIN, WALLET
from tests.fakes.mover import CHAIN as SWEPT
from tests.storage.invoices import numbered, paid_into, told

OPEN_AND_SAY_WHETHER_ALEMBIC_WAS_NEEDED = """
import sys
from pathlib import Path
from pos.storage.store import open_store

assert "alembic" not in sys.modules
open_store(Path(sys.argv[1])).close()
print("alembic" in sys.modules)
"""


def rewrite(path: Path, statement: str) -> None:
    """Change a database behind the program's back."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def needs_alembic(path: Path) -> bool:
    run = [sys.executable, "-c", OPEN_AND_SAY_WHETHER_ALEMBIC_WAS_NEEDED, str(path)]
    said = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    return said.strip() == "True"


def as_landed(revision: str, path: Path) -> None:
    """Put a database there as the program wrote it when its tables had this version."""
    landed = Path(__file__).parent / "landed" / f"{revision}.db.xz"
    path.write_bytes(lzma.decompress(landed.read_bytes()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "100% florin.db"


def test_alembic_is_paid_for_only_when_the_tables_change(path: Path) -> None:
    assert needs_alembic(path)
    assert not needs_alembic(path)


def test_the_migrations_make_the_tables_that_the_program_knows(path: Path) -> None:
    open_store(path).close()
    engine = reading_engine(path, 1)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _o, name, *_: not name.startswith("product_search"),
            },
        )
        differences = compare_metadata(context, METADATA)
    engine.dispose()

    assert differences == []


async def test_a_commit_waits_for_the_disk(path: Path) -> None:
    engine = writing_engine(path)

    with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        modes = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    engine.dispose()

    full = 2
    assert modes == ["wal", full, 1]


def test_a_database_of_a_newer_program_is_left_as_it_is(path: Path) -> None:
    open_store(path).close()
    rewrite(path, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(Corrupt, match="newer Florin"):
        open_store(path)


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    rewrite(path, "CREATE TABLE songs (title TEXT)")

    with pytest.raises(Corrupt, match="not one of Florin"):
        open_store(path)


def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.write_text("Dear diary, today nobody paid in florins. " * 100)

    with pytest.raises(Corrupt):
        open_store(path)

    assert path.read_text().startswith("Dear diary")


def test_a_place_where_nothing_can_be_written_is_trouble(path: Path) -> None:
    with pytest.raises(Trouble):
        open_store(path / "no such directory" / "florin.db")


async def test_an_invoice_that_cannot_be_read_is_corrupt(path: Path) -> None:
    store = open_store(path)
    await store.payments.commit(told(numbered(1)))
    rewrite(path, "UPDATE invoice SET body = '{}'")

    with pytest.raises(Corrupt):
        await store.payments.invoice(numbered(1).id)
    store.close()


async def test_a_table_that_cannot_be_read_is_trouble(path: Path) -> None:
    store = open_store(path)
    rewrite(path, "DROP TABLE mark")

    with pytest.raises(Trouble):
        await store.journal.mark(CHAIN)
    store.close()


async def test_what_a_shop_told_us_stays_out_of_error_messages(path: Path) -> None:
    store = open_store(path)
    secret = replace(numbered(1), selector="told in confidence")
    await store.payments.commit(told(secret))

    with pytest.raises(Refused) as refused:
        await store.payments.commit(told(replace(secret, id=numbered(2).id)))

    assert "told in confidence" not in str(refused.value.__cause__)
    store.close()


async def test_deposits_are_final_as_deep_as_their_chain_says(path: Path) -> None:
    store = open_store(path, {CHAIN: 12})
    await store.payments.commit(told(numbered(1)))

    await store.payments.commit(told(paid_into(numbered(1), "0xaa", depth=12)))

    assert await store.payments.unsettled() == []
    store.close()


def test_closing_twice_is_fine(path: Path) -> None:
    store = open_store(path)

    store.close()
    store.close()


async def test_a_database_of_the_first_landing_opens_with_all_it_holds(path: Path) -> None:
    as_landed("0001", path)

    store = open_store(path)
    waiting, paid = [await store.payments.invoice(numbered(n).id) for n in (1, 2)]
    indexes = await store.payments.paid_indexes(WALLET)
    mark = await store.journal.mark(CHAIN)
    store.close()

    assert waiting == numbered(1)
    assert paid is not None
    assert [deposit.txid for deposit in paid.deposits] == ["0xfeed"]
    assert indexes == [2]
    assert mark is not None
    assert mark.look.height == 7


async def test_a_database_of_the_second_landing_can_be_sorted_and_searched(path: Path) -> None:
    as_landed("0002", path)

    store = open_store(path)
    biggest = await store.journal.search(Search(sort=SortBy.BIGGEST, limit=4))
    planned = await store.journal.search(Search(returns=(Returns.PLANNED,)))
    without_coin = await store.journal.search(Search(code=""))
    named = await store.payments.by_selector("sel-2")
    store.close()

    prices = [invoice.terms.price for invoice in biggest]
    assert [price.value for price in prices if price] == [Decimal("120.00"), 10, Decimal("9.99")]
    assert [invoice.id for invoice in planned] == [numbered(3).id]
    assert [invoice.id for invoice in without_coin] == [numbered(7).id]
    assert named is not None
    assert [deposit.txid for deposit in named.deposits] == ["0xfeed"]


async def test_what_waited_in_a_database_of_the_second_landing_waits_in_its_lane(
    path: Path,
) -> None:
    as_landed("0002", path)

    store = open_store(path)
    due = [delivery.id for delivery in await store.outbox.due(1_000, 10)]
    log = await store.outbox.attempts(numbered(2).id)
    store.close()

    first, third = numbered(1).id, numbered(3).id
    # its alarm has a lane of its own now, and its second postback still stands behind the first
    assert due == [f"postback:{first}", f"late:{first}", f"refund:{third}-1"]
    assert [attempt.took_ms for _, attempts in log for attempt in attempts] == [9]


async def test_an_old_invoice_that_cannot_be_read_does_not_keep_the_till_from_opening(
    path: Path,
) -> None:
    as_landed("0002", path)
    rewrite(path, "UPDATE invoice SET body = '{' WHERE selector = 'sel-2'")

    store = open_store(path)
    planned = await store.journal.search(Search(returns=(Returns.PLANNED,)))
    with pytest.raises(Corrupt):
        await store.payments.invoice(numbered(2).id)
    store.close()

    assert [invoice.id for invoice in planned] == [numbered(3).id]


async def test_a_database_of_the_third_landing_opens_with_all_it_holds(path: Path) -> None:
    as_landed("0004", path)
    approved = numbered(3)

    store = open_store(path)
    planned = await store.journal.search(Search(returns=(Returns.PLANNED,), sort=SortBy.OLDEST))
    others = await store.journal.search(Search(returns=(Returns.SIGNED, Returns.FAILED)))
    unfinished = await store.sweeps.unfinished(SWEPT)
    waiting = [delivery.id for delivery in await store.outbox.due(9_000, 50)]
    keys = [key.name for key in await store.keys.keys()]
    (endpoint,) = await store.endpoints.endpoints()
    held = await store.retail.held()
    store.close()

    assert [invoice.id for invoice in planned] == [numbered(2).id, approved.id]
    assert [planned[1].refunds[0].approved_by, planned[0].refunds[0].approved_by] == ["Ada", ""]
    assert {invoice.refunds[0].versions[0].txid for invoice in others} == {"0xr4", "0xr5"}
    assert all(invoice.restored_at is None for invoice in (*planned, *others))
    assert [move.tx.txid for move in unfinished] == ["0x1", "0x3"]
    assert f"postback:{numbered(1).id}" in waiting
    assert keys == ["Shop 1", "Shop 2"]
    assert endpoint.secret_number == 3
    assert [sale.label for sale in held] == ["Table 4"]


@pytest.mark.parametrize("revision", ["0001", "0002", "0004"])
def test_the_file_is_kept_as_it_was_before_its_tables_change(path: Path, revision: str) -> None:
    as_landed(revision, path)
    before = totals_of(path)

    open_store(path).close()

    kept = path.with_name(f"{path.name}.before-{REVISIONS[-1]}")
    assert totals_of(kept) == before
    assert totals_of(path).invoices == before.invoices


def test_a_new_database_and_one_that_is_up_to_date_leave_no_copy(path: Path) -> None:
    open_store(path).close()
    open_store(path).close()

    assert [each.name for each in path.parent.iterdir() if "before" in each.name] == []


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    as_landed("0004", path)
    rewrite(path, "CREATE TABLE lost_address (mine TEXT)")  # the last thing that the step makes
    before = totals_of(path)

    with pytest.raises(Trouble):
        open_store(path)

    assert totals_of(path) == before


def test_without_a_place_for_the_copy_nothing_is_changed(path: Path) -> None:
    as_landed("0004", path)
    before = totals_of(path)
    path.with_name(f"{path.name}.before-{REVISIONS[-1]}.new").mkdir()

    with pytest.raises(Trouble):
        open_store(path)

    assert totals_of(path) == before


def test_copies_of_older_versions_are_kept_twice_and_no_longer(path: Path) -> None:
    as_landed("0004", path)
    for revision in ("0002", "0003", "0004"):
        path.with_name(f"{path.name}.before-{revision}").write_text("an old one")

    open_store(path).close()

    kept = sorted(each.name for each in path.parent.iterdir() if ".before-" in each.name)
    assert kept == [f"{path.name}.before-0004", f"{path.name}.before-0005"]


def test_a_copy_that_cannot_be_deleted_keeps_no_shop_shut(path: Path) -> None:
    """Some systems let nobody delete a file that another program looks at."""
    as_landed("0004", path)
    for revision in ("0002", "0003", "0004"):
        path.with_name(f"{path.name}.before-{revision}").mkdir()

    open_store(path).close()
