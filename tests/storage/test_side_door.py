"""A second program beside the till: what it may change, and when it is sent away."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from pos.domain.errors import Refused
from pos.storage.side_door import open_side_door
from pos.storage.store import open_store
from tests.storage.invoices import numbered, postback, told
from tests.storage.test_endpoints import endpoint
from tests.storage.test_keys import key
from tests.storage.test_store import as_landed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "florin.db"


async def test_what_a_second_program_changes_is_seen_by_the_open_till(path: Path) -> None:
    till, beside = open_store(path), open_side_door(path)

    await beside.keys.add_key(key(1))
    await beside.endpoints.save_endpoint(endpoint(1))
    await beside.shelf.keep("name", "text")

    assert await till.keys.keys() == [key(1)]
    assert await till.endpoints.endpoints() == [endpoint(1)]
    assert await till.shelf.kept("name") == "text"
    beside.close()
    beside.close()
    till.close()


async def test_a_second_program_can_have_a_message_sent_again(path: Path) -> None:
    till, beside = open_store(path), open_side_door(path)
    await till.payments.commit(told(numbered(1), postback(numbered(1)), at=5_000))

    await beside.outbox.again(f"postback:{numbered(1).id}", 9)

    assert await till.outbox.next_due_at() == 9
    beside.close()
    till.close()


async def test_both_write_at_once_and_nothing_is_lost(path: Path) -> None:
    till, beside = open_store(path), open_side_door(path)

    await asyncio.gather(
        *(till.payments.commit(told(numbered(n))) for n in range(200)),
        *(beside.shelf.keep(f"name {n}", "text") for n in range(50)),
    )

    assert len(await till.payments.unsettled()) == 200
    assert {await till.shelf.kept(f"name {n}") for n in range(50)} == {"text"}
    beside.close()
    till.close()


def test_before_the_first_sale_there_is_no_side_door_and_no_file_is_made(path: Path) -> None:
    with pytest.raises(Refused, match="Open the till once") as refused:
        open_side_door(path)

    assert refused.value.code == "no_database"
    assert not path.exists()


def test_the_tables_of_an_older_program_are_left_as_they_are(path: Path) -> None:
    as_landed("0002", path)
    before = path.read_bytes()

    with pytest.raises(Refused) as refused:
        open_side_door(path)

    assert refused.value.code == "other_version"
    assert path.read_bytes() == before


def test_the_tables_of_a_newer_program_are_left_as_they_are(path: Path) -> None:
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()

    with pytest.raises(Refused) as refused:
        open_side_door(path)

    assert refused.value.code == "other_version"
