"""Reading a shop's past beside the till that still writes it."""

import sqlite3
from pathlib import Path

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import WalletId
from pos.domain.ports.payments import Change
from pos.storage.past import open_past
from pos.storage.store import open_store
from tests.fakes.invoices import WALLET
from tests.storage.invoices import numbered, paid_into


async def test_every_address_that_was_shown_is_told_while_the_till_is_open(tmp_path: Path) -> None:
    store = open_store(tmp_path / "florin.db")
    for number in (3, 1, 2):
        await store.payments.commit(Change(invoice=numbered(number)))
    await store.payments.commit(Change(invoice=paid_into(numbered(2), "0xpaid")))

    with open_past(tmp_path / "florin.db") as past:
        shown = past.shown(WALLET)
    store.close()

    assert [each.index for each in shown] == [1, 2, 3]
    assert [len(each.invoice.deposits) for each in shown] == [0, 1, 0]
    assert shown[0].address == numbered(1).prompts[0].address


def test_another_wallet_has_shown_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "florin.db").close()

    with open_past(tmp_path / "florin.db") as past:
        assert list(past.shown(WalletId("other"))) == []


def test_before_the_first_sale_there_is_no_past_and_no_file_is_made(tmp_path: Path) -> None:
    with open_past(tmp_path / "florin.db") as past:
        assert list(past.shown(WALLET)) == []
        assert past.invoice(numbered(1).id) is None

    assert list(tmp_path.iterdir()) == []


async def test_one_invoice_is_read_as_it_stands_now(tmp_path: Path) -> None:
    store = open_store(tmp_path / "florin.db")
    await store.payments.commit(Change(invoice=numbered(1)))
    await store.payments.commit(Change(invoice=paid_into(numbered(1), "0xpaid")))

    with open_past(tmp_path / "florin.db") as past:
        found = past.invoice(numbered(1).id)
        nobodys = past.invoice(numbered(2).id)
    store.close()

    assert found is not None
    assert len(found.deposits) == 1
    assert nobodys is None


def test_the_tables_of_another_version_are_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "florin.db").close()
    connection = sqlite3.connect(tmp_path / "florin.db")
    connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.commit()
    connection.close()

    with pytest.raises(Refused, match="Open the till once"), open_past(tmp_path / "florin.db"):
        pass
