"""A chain of addresses that money moves between, with the accidents of a real one."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Collection, Sequence

from pos.domain.errors import Refused, Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.payer import Fate, Lost, Mined, Pending
from pos.domain.sweep import Move, MoveStage, Order

CHAIN = ChainId("eip155:1")
OWN = Asset(code="ETH", decimals=18, chain=CHAIN)
TOKEN = Asset(code="0xBTC", decimals=8, chain=CHAIN, contract="0x" + "b6" * 20)
TOKEN_GAS = 50_000
COIN_GAS = 21_000


class Killed(Exception):  # noqa: N818 - no error, an accident
    """The program ended here."""


class FakeMover:
    """Every `sleep` of its clock mines a block, with `is_mining` all that was broadcast."""

    def __init__(self, price: int = 1) -> None:
        self.at_price = price
        self.has = Counter[tuple[str, Asset]]()
        self.height = 0
        self.is_mining = True
        self.signed: dict[str, Order] = {}
        self.pool: dict[str, None] = {}
        self.mined: dict[str, int] = {}
        self.failing: set[Asset] = set()
        self.refusing: set[Asset] = set()
        self.lost: set[str] = set()
        self.rejects = False
        self.is_down = 0
        self.lives: int | None = None
        self._numbers = itertools.count(1)

    def now(self) -> int:
        return self.height

    async def sleep(self, seconds: float) -> None:
        """A block."""
        await asyncio.sleep(0)
        self.height += 1
        for txid in [*self.pool] if self.is_mining else []:
            del self.pool[txid]
            self.mined[txid] = self.height
            self._settle(self.signed[txid])

    async def holdings(
        self, addresses: Sequence[str], assets: Sequence[Asset]
    ) -> Sequence[tuple[Amount, ...]]:
        self._reach()
        return [tuple(Amount(self.has[each, a], a) for a in assets) for each in addresses]

    async def price(self) -> int:
        return self.at_price

    async def gas(self, order: Order) -> int:
        if order.amount.asset in self.refusing:
            raise Refused("would_fail", "the contract says no")
        return TOKEN_GAS if order.amount.asset.contract else COIN_GAS

    async def sign(self, order: Order, reserved: Collection[str]) -> SignedTx:
        self.live()
        txid = f"0x{next(self._numbers)}"
        cost = Amount(order.gas * order.price, OWN)
        self.signed[txid] = order
        return SignedTx(txid=txid, raw="", fee=cost, cost=cost, spends=(txid,), at=self.height)

    async def send(self, tx: SignedTx) -> None:
        self._reach()
        if self.rejects:
            raise Refused("rejected", "underpriced")
        self.pool[tx.txid] = None
        self.live()

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        self._reach()
        (txid,) = (tx.txid for tx in versions)
        if txid in self.lost:
            return Lost(why="its number was used")
        if txid not in self.mined:
            return Pending(is_known=txid in self.pool)
        depth = self.height - self.mined[txid] + 1
        has_failed = self.signed[txid].amount.asset in self.failing
        return Mined(txid=txid, confirmations=depth, has_failed=has_failed)

    def live(self) -> None:
        """Another step of the program, if it is not its last."""
        if self.lives is None:
            return
        self.lives -= 1
        if self.lives < 0:
            self.lives = None
            raise Killed

    def _reach(self) -> None:
        self.live()
        if self.is_down:
            self.is_down -= 1
            raise Trouble("the node is down")

    def _settle(self, order: Order) -> None:
        self.has[order.source, OWN] -= order.gas * order.price
        if order.amount.asset not in self.failing:
            self.has[order.source, order.amount.asset] -= order.amount.units
            self.has[order.to, order.amount.asset] += order.amount.units


class MemorySweeps:
    """The store of moves; what was saved survives the one who saved it."""

    def __init__(self, mover: FakeMover) -> None:
        self.kept: dict[str, Move] = {}
        self._mover = mover

    async def save(self, move: Move) -> None:
        self._mover.live()
        self.kept[move.tx.txid] = move
        self._mover.live()

    async def unfinished(self, chain: ChainId) -> Sequence[Move]:
        mine = (move for move in self.kept.values() if move.amount.asset.chain == chain)
        return [move for move in mine if move.stage is MoveStage.SIGNED]

    async def brought(self, chain: ChainId) -> Sequence[Move]:
        mine = (move for move in self.kept.values() if move.amount.asset.chain == chain)
        return [move for move in mine if move.is_gas and move.stage is not MoveStage.LOST]
