"""The numbers of an account's transactions (nonces): each is used once, and none is left out."""

from collections.abc import Collection

from pos.chains.evm.fate import spend_of
from pos.chains.evm.nodes import Nodes
from pos.chains.evm.transport import Endpoint
from pos.chains.evm.wire import number


class Numbers:
    """Gives numbers away. A node that lags would give one that is used: the highest count holds."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._highest: dict[str, int] = {}  # that any node ever told

    async def free(self, account: str, reserved: Collection[str]) -> int:
        """The lowest number that is neither in the chain nor reserved."""
        counts = await self._nodes.every(lambda node: next_number(node, account))
        free = self._highest[account] = max(self._highest.get(account, 0), *counts)
        while spend_of(account, free) in reserved:
            free += 1
        return free

    async def is_next(self, account: str, its_number: int) -> bool:
        """Whether it is the turn of this number."""
        return its_number == await self._nodes.first(lambda node: next_number(node, account))


async def next_number(node: Endpoint, account: str) -> int:
    """The number of the account's next transaction, after the newest block."""
    return number((await node.ask_one("eth_getTransactionCount", account, "latest")).read(str))
