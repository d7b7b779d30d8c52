"""The transactions of sweeps: the Sweeps port."""

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, Select, bindparam, insert, select, update

from pos.domain.errors import Corrupt
from pos.domain.ids import ChainId
from pos.domain.sweep import Move, MoveStage
from pos.storage.readers import Readers
from pos.storage.schema import SWEEP_MOVE
from pos.storage.writer import Writer

_UNFINISHED = (
    select(SWEEP_MOVE.c.body)
    .where(SWEEP_MOVE.c.chain == bindparam("chain"), SWEEP_MOVE.c.stage == MoveStage.SIGNED)
    .order_by(SWEEP_MOVE.c.seq)
)
_ALL = (
    select(SWEEP_MOVE.c.body)
    .where(SWEEP_MOVE.c.chain == bindparam("chain"), SWEEP_MOVE.c.stage != MoveStage.LOST)
    .order_by(SWEEP_MOVE.c.seq)
)
_MOVE: Final = msgspec.json.Decoder(Move)


class StoredSweeps:
    """The store of moves in a database."""

    def __init__(self, writer: Writer, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    async def save(self, move: Move) -> None:
        """Keep a move under its chain and transaction, or change it."""
        chain, txid = move.amount.asset.chain, move.tx.txid
        fresh = {"stage": str(move.stage), "body": msgspec.json.encode(move)}

        def write(connection: Connection) -> None:
            known = SWEEP_MOVE.c.chain == chain, SWEEP_MOVE.c.txid == txid
            if not connection.execute(update(SWEEP_MOVE).where(*known).values(fresh)).rowcount:
                connection.execute(insert(SWEEP_MOVE).values(chain=chain, txid=txid, **fresh))

        await self._writer.run(write)

    async def unfinished(self, chain: ChainId) -> Sequence[Move]:
        """Those that are signed and not final, oldest first. Raises Corrupt for a spoilt one."""
        return await self._moves(_UNFINISHED, chain)

    async def brought(self, chain: ChainId) -> Sequence[Move]:
        """Those of gas that are not lost."""
        return [move for move in await self._moves(_ALL, chain) if move.is_gas]

    async def _moves(self, query: Select[bytes], chain: ChainId) -> Sequence[Move]:
        def read(connection: Connection) -> Sequence[Move]:
            return [_move(body) for body in connection.scalars(query, {"chain": chain})]

        return await self._readers.read(read)


def _move(body: bytes) -> Move:
    try:
        return _MOVE.decode(body)
    except msgspec.MsgspecError as why:
        raise Corrupt("The database holds a sweep's transaction that cannot be read") from why
