import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from pos.domain.errors import Corrupt
from pos.domain.ids import ChainId
from pos.domain.money import Amount
from pos.domain.payment.refund import SignedTx
from pos.domain.sweep import Move, MoveStage
from pos.storage.store import open_store
from tests.fakes.mover import CHAIN, OWN


def move(number: int) -> Move:
    fee = Amount(21_000, OWN)
    tx = SignedTx(
        txid=f"0x{number}", raw="0xsigned", fee=fee, cost=fee, spends=(f"0xa:{number}",), at=number
    )
    return Move(source="0xa", to="0xb", amount=Amount(10**30, OWN), is_gas=False, tx=tx)


async def test_what_was_signed_is_there_after_the_program_ended(tmp_path: Path) -> None:
    store = open_store(tmp_path / "florin.db")
    for number in (1, 2, 3):
        await store.sweeps.save(move(number))
    await store.sweeps.save(replace(move(2), stage=MoveStage.DONE))
    store.close()
    store = open_store(tmp_path / "florin.db")

    unfinished = await store.sweeps.unfinished(CHAIN)
    elsewhere = await store.sweeps.unfinished(ChainId("eip155:137"))
    store.close()

    assert unfinished == [move(1), move(3)]
    assert elsewhere == []


async def test_gas_that_may_have_arrived_is_known_for_good(tmp_path: Path) -> None:
    store = open_store(tmp_path / "florin.db")
    stages = (MoveStage.SIGNED, MoveStage.DONE, MoveStage.LOST)
    for number, stage in enumerate(stages):
        await store.sweeps.save(replace(move(number), is_gas=True, stage=stage))
    await store.sweeps.save(move(9))

    brought = await store.sweeps.brought(CHAIN)
    store.close()

    assert [each.tx.txid for each in brought] == ["0x0", "0x1"]


async def test_a_move_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    store = open_store(tmp_path / "florin.db")
    await store.sweeps.save(move(1))
    store.close()
    with sqlite3.connect(tmp_path / "florin.db") as connection:
        connection.execute("UPDATE sweep_move SET body = '{}'")
    connection.close()
    store = open_store(tmp_path / "florin.db")

    with pytest.raises(Corrupt):
        await store.sweeps.unfinished(CHAIN)
    store.close()
