"""monero-wallet-rpc as it is asked at each look: how far it is, and what our wallet got."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pos.chains.monero.subaddress import ACCOUNT
from pos.chains.monero.transport import Declined, Door
from pos.domain.errors import Trouble

SLOW_S: Final = 60.0
"""Opening, reading blocks and saving take as long as the machine and the node need."""
NOT_OPEN: Final = -13
"""What a program answers that has no wallet open."""


class Index(msgspec.Struct, frozen=True):
    """Which subaddress: account and number."""

    major: int
    minor: int


class Transfer(msgspec.Struct, frozen=True):
    """All that one transaction pays to one subaddress, one output or several, as one amount.

    `height` is 0 in the pool; `timestamp` is that of the block, or of the first sight in the pool.
    """

    txid: str
    address: str
    amount: int
    height: int
    timestamp: int
    unlock_time: int
    subaddr_index: Index

    @property
    def key(self) -> tuple[str, int]:
        """Transaction and subaddress, by which it is known in the pool and in any block."""
        return self.txid, self.subaddr_index.minor


class Transfers(msgspec.Struct, frozen=True):
    """What came: `mined` is in blocks the wallet has read, `pool` waits in its node's pool."""

    mined: list[Transfer] = msgspec.field(default_factory=list, name="in")
    pool: list[Transfer] = msgspec.field(default_factory=list)


class _Primary(msgspec.Struct, frozen=True):
    address: str


class _Height(msgspec.Struct, frozen=True):
    height: int


class Nothing(msgspec.Struct, frozen=True):
    """An answer of which only its coming matters."""


class Wallet:
    """The wallet that is open in one monero-wallet-rpc, which answers one question at a time."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self._near_node: Mapping[str, object] | None = None
        self._wait_s: float | None = None

    @property
    def is_near(self) -> bool:
        """Whether it asks a node on this machine, as far as we know."""
        return self._near_node is not None

    async def primary(self) -> str | None:
        """The open wallet's own address; None if no wallet is open."""
        question: dict[str, object] = {"account_index": ACCOUNT, "address_index": [0]}
        try:
            return (await self.door.ask("get_address", _Primary, question, self._wait_s)).address
        except Declined as why:
            if why.code == NOT_OPEN:
                return None
            raise

    async def use(self, node: Mapping[str, object]) -> None:
        """Have it ask this node from now on; see `Door.as_node`."""
        await self.door.ask("set_daemon", Nothing, node, self._wait_s)
        self._near_node = node if node["trusted"] else None

    async def height(self) -> int:
        """How many blocks it has read, the first one included."""
        return (await self.door.ask("get_height", _Height, None, self._wait_s)).height

    async def read_by_itself(self, *, on: bool) -> None:
        """Let it read blocks between our questions, some hundred at a time, or only when told.

        While it does, it takes as long to answer.
        """
        question: dict[str, object] = {"enable": True, "period": 1} if on else {"enable": False}
        await self.door.ask("auto_refresh", Nothing, question, self._wait_s)
        self._wait_s = SLOW_S if on else None

    async def read_blocks(self) -> None:
        """Read all blocks up to the head of its node, and its pool; only for a short way."""
        await self._reconnect()
        await self.door.ask("refresh", Nothing, timeout_s=SLOW_S)

    async def transfers(self, above: int) -> Transfers:
        """What came in blocks above this height, and what waits in the pool."""
        await self._reconnect()
        question: dict[str, object] = {"in": True, "pool": True, "account_index": ACCOUNT}
        if above >= 0:
            question |= {"filter_by_height": True, "min_height": above}
        return await self._asked(question)

    async def history(self, minors: Iterable[int]) -> Sequence[Transfer]:
        """All that ever came to some subaddresses in blocks (1 ms)."""
        question: dict[str, object] = {
            "in": True,
            "account_index": ACCOUNT,
            "subaddr_indices": sorted(set(minors)),
        }
        return (await self._asked(question)).mined

    async def _reconnect(self) -> None:
        """Have it connect anew to a node on this machine before it asks there.

        It sends a question in two parts, and on a kept connection the second one waits 40 ms for
        the first to be acknowledged. A new connection costs less than one.
        """
        if self._near_node is not None:
            await self.use(self._near_node)

    async def _asked(self, question: Mapping[str, object]) -> Transfers:
        """Without payments of nothing, as which the wallet names some that are burnt.

        Raises Trouble for sums and places that cannot be.
        """
        told = await self.door.ask("get_transfers", Transfers, question, self._wait_s)
        for each in (*told.mined, *told.pool):
            if each.amount < 0 or each.height < 0:
                raise Trouble(f"{self.door.name}: tells of an impossible payment")
        return Transfers(
            mined=[each for each in told.mined if each.amount],
            pool=[each for each in told.pool if each.amount],
        )
