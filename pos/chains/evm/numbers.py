"""The numbers of an account's transactions (nonces): each is used once, and none is left out."""

from collections.abc import Collection

from pos.chains.evm.fate import spend_of
from pos.chains.evm.nodes import Nodes
from pos.chains.evm.transport import Endpoint
from pos.chains.evm.wire import number
from pos.domain.errors import Trouble


class Numbers:
    """Gives numbers away.

    A node that lags would give one that is used, so the highest count holds. One that lies would
    have some left out, and then nothing is ever mined: no node is believed alone where two answer.
    """

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._highest: dict[str, int] = {}  # that any node ever told

    async def free(self, account: str, reserved: Collection[str]) -> int:
        """The lowest number that is neither in the chain nor reserved.

        Raises Trouble if only one of several nodes says so.
        """
        counts = await self._nodes.every(lambda node: next_number(node, account))
        floor = self._highest.get(account, 0)
        counts = [max(floor, count) for count in counts]
        free = [_unreserved(account, count, reserved) for count in counts]
        newest = max(free)
        if free.count(newest) < min(self._nodes.quorum, len(free)):
            told = ", ".join(map(str, sorted(counts)))
            raise Trouble(f"The nodes do not agree how often {account} has paid: {told}")
        self._highest[account] = max(counts)
        return newest

    async def is_next(self, account: str, its_number: int) -> bool:
        """Whether it is the turn of this number."""
        return its_number == await self._nodes.first(lambda node: next_number(node, account))


def _unreserved(account: str, count: int, reserved: Collection[str]) -> int:
    while spend_of(account, count) in reserved:
        count += 1
    return count


async def next_number(node: Endpoint, account: str) -> int:
    """The number of the account's next transaction, after the newest block."""
    return number((await node.ask_one("eth_getTransactionCount", account, "latest")).read(str))
