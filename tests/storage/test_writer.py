import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, StaticPool, create_engine, event

from pos.domain.errors import Corrupt, Refused, Trouble
from pos.domain.payment.invoice import Invoice
from pos.storage.sqlite import PLACE, ROWS_AT_ONCE, writing_engine
from pos.storage.statements import ATTEMPT_ADD, MARK_PUT, OUTBOX_AGAIN, PRODUCT_PUT
from pos.storage.store import Store, open_store
from pos.storage.writer import Writer
from tests.storage.invoices import numbered, told, touched


class Counted:
    """A writer whose waits for the disk are counted."""

    def __init__(self, path: Path) -> None:
        open_store(path).close()
        self.engine = writing_engine(path)
        self.commits = 0
        event.listen(self.engine, "commit", self._count)
        self.writer = Writer(self.engine, place=PLACE, rows_at_once=ROWS_AT_ONCE)

    def _count(self, _connection: Connection) -> None:
        self.commits += 1

    async def mark(self, chain: str, height: int = 0) -> None:
        await self.writer.write([(MARK_PUT, (chain, "cursor", 1, None, height, 1, 1))])

    async def marks(self) -> int:
        return await self.writer.run(
            lambda connection: int(
                connection.exec_driver_sql("SELECT count(*) FROM mark").scalar_one()
            )
        )


class Busy:
    """Keeps the writer in the middle of a batch of its own until it is let go."""

    def __init__(self, writer: Writer) -> None:
        self._began = threading.Event()
        self._gate = threading.Event()
        self._ended = asyncio.ensure_future(writer.run(self._wait))

    def _wait(self, _connection: Connection) -> None:
        self._began.set()
        self._gate.wait()

    async def began(self) -> None:
        await asyncio.to_thread(self._began.wait)

    async def let_go(self) -> None:
        await asyncio.sleep(0)  # everybody else gets in line first
        self._gate.set()
        await self._ended


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Counted]:
    made = Counted(tmp_path / "florin.db")
    yield made
    made.writer.close()
    made.engine.dispose()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "florin.db")
    yield opened
    opened.close()


async def test_those_who_wait_together_share_one_wait_for_the_disk(counted: Counted) -> None:
    busy = Busy(counted.writer)
    await busy.began()
    rest = [asyncio.ensure_future(counted.mark(f"chain {n}")) for n in range(200)]

    await busy.let_go()
    await asyncio.gather(*rest)

    assert counted.commits <= 10  # for 201 units; how many meet depends on the threads
    assert await counted.marks() == 200


async def test_more_than_a_batch_is_written_in_several(counted: Counted) -> None:
    busy = Busy(counted.writer)
    await busy.began()
    rest = [asyncio.ensure_future(counted.mark(f"chain {n}")) for n in range(1_300)]

    await busy.let_go()
    await asyncio.gather(*rest)

    assert counted.commits == 4
    assert await counted.marks() == 1_300


async def test_a_refusal_in_a_batch_is_its_own(counted: Counted) -> None:
    outcomes = await asyncio.gather(
        counted.mark("one"),
        counted.writer.write([(OUTBOX_AGAIN, ("unknown", 1))]),
        counted.mark("two"),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [type(None), Refused, type(None)]
    assert await counted.marks() == 2


@pytest.mark.parametrize(("chain", "height"), [("\udcff", 1), ("a lying node's", 1 << 70)])
async def test_a_value_that_no_database_holds_fails_alone(
    counted: Counted, chain: str, height: int
) -> None:
    outcomes = await asyncio.gather(
        counted.mark("one"),
        counted.mark(chain, height),
        counted.mark("two"),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes] == [type(None), Trouble, type(None)]
    assert await counted.marks() == 2


async def test_a_unit_is_written_whole_or_not_at_all(counted: Counted) -> None:
    unit = [(MARK_PUT, ("one", "cursor", 1, None, 0, 1)), (OUTBOX_AGAIN, ("unknown", 1))]

    with pytest.raises(Refused):
        await counted.writer.write(unit)

    assert await counted.marks() == 0


async def test_a_row_that_points_nowhere_is_corrupt(counted: Counted) -> None:
    with pytest.raises(Corrupt):
        await counted.writer.write([(ATTEMPT_ADD, ("no such delivery", 1, "", 0))])


async def test_work_that_fails_undoes_what_it_wrote(counted: Counted) -> None:
    def work(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO held (id, body) VALUES ('x', '')")
        raise Refused("no", "No")

    with pytest.raises(Refused):
        await counted.writer.run(work)

    held = "SELECT count(*) FROM held"
    assert await counted.writer.run(lambda c: c.exec_driver_sql(held).scalar()) == 0


async def test_a_caller_who_left_does_not_stop_its_unit(counted: Counted) -> None:
    busy = Busy(counted.writer)
    await busy.began()
    leaving = asyncio.ensure_future(counted.mark("one"))
    await asyncio.sleep(0)

    leaving.cancel()
    await busy.let_go()

    assert await counted.marks() == 1


async def test_closing_writes_what_waits(counted: Counted) -> None:
    waiting = [asyncio.ensure_future(counted.mark(f"chain {n}")) for n in range(600)]
    await asyncio.sleep(0)

    counted.writer.close()

    assert await asyncio.gather(*waiting) == [None] * 600


async def test_a_closed_writer_refuses_with_trouble(counted: Counted) -> None:
    counted.writer.close()

    with pytest.raises(Trouble):
        await counted.mark("one")


def test_every_event_loop_is_served(counted: Counted) -> None:
    def in_a_loop_of_its_own(number: int) -> None:
        asyncio.run(counted.mark(f"chain {number}"))

    threads = [threading.Thread(target=in_a_loop_of_its_own, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert asyncio.run(counted.marks()) == 8


def test_whoever_waits_in_a_loop_that_was_closed_is_not_missed(counted: Counted) -> None:
    gate = threading.Event()

    async def leave_early() -> None:
        asyncio.ensure_future(counted.writer.run(lambda _: gate.wait()))  # noqa: RUF006 - left
        await asyncio.sleep(0)

    asyncio.run(leave_early())
    gate.set()

    assert asyncio.run(counted.marks()) == 0


async def test_two_versions_of_one_invoice_in_a_row_may_share_a_batch(store: Store) -> None:
    versions: list[Invoice] = [numbered(1)]
    for _ in range(3):
        versions.append(touched(versions[-1]))

    await asyncio.gather(*(store.payments.commit(told(version)) for version in versions))

    assert await store.payments.invoice(versions[0].id) == versions[-1]


async def test_thousands_of_rows_fit_into_one_unit(counted: Counted) -> None:
    rows = [(f"product {n}", f"Title {n}", "Things", "", b"{}") for n in range(3_333)]

    await counted.writer.write([(PRODUCT_PUT, row) for row in rows])

    count = "SELECT count(*) FROM product"
    assert await counted.writer.run(lambda c: c.exec_driver_sql(count).scalar()) == 3_333


async def test_a_disk_that_fails_is_trouble_for_everybody_who_waits(tmp_path: Path) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)  # has none of the tables
    writer = Writer(engine, place=PLACE, rows_at_once=ROWS_AT_ONCE)
    unit = [(MARK_PUT, ("one", "cursor", 1, None, 0, 1))]

    outcomes = await asyncio.gather(writer.write(unit), writer.write(unit), return_exceptions=True)
    writer.close()
    engine.dispose()

    assert [type(outcome) for outcome in outcomes] == [Trouble, Trouble]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_bug_ends_the_writer_and_nobody_waits_for_ever(counted: Counted) -> None:
    gate = threading.Event()

    def stumble(_connection: Connection) -> None:
        gate.wait()
        raise ZeroDivisionError

    first = asyncio.ensure_future(counted.writer.run(stumble))
    rest = [asyncio.ensure_future(counted.mark(f"chain {n}")) for n in range(600)]
    await asyncio.sleep(0)
    gate.set()
    outcomes = await asyncio.gather(first, *rest, return_exceptions=True)

    assert {type(outcome) for outcome in outcomes} == {ZeroDivisionError}
    with pytest.raises(Trouble):
        await counted.mark("later")
