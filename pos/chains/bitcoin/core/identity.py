"""Whether a node serves the chain that the shop believes it serves."""

from typing import Final

from pos.chains.bitcoin.core.rpc import OUT_OF_RANGE, Call, Rpc
from pos.chains.bitcoin.network import NETWORKS, Network
from pos.domain.errors import Refused, Trouble

FORK: Final = 478_559
"""The first block that Bitcoin and Bitcoin Cash do not share."""


async def identify(rpc: Rpc, network: Network) -> None:
    """Compare the first block, and the one after a fork where two chains share the first.

    Raises Refused with words that name what to correct; Trouble if the node cannot tell.
    """
    first, forked = await rpc.ask([Call("getblockhash", (0,)), Call("getblockhash", (FORK,))])
    genesis = first.read(str)
    if genesis != network.genesis:
        raise _wrong(rpc, network, _named(genesis))
    twin = _twin(network)
    if twin is None:
        return
    hash = forked.read_or_none(str, OUT_OF_RANGE)
    if hash is None:
        raise Trouble(f"{rpc.name}: the node has not come to the fork of {network.title} yet")
    cash = twin if _is_forked(twin) else network
    is_cash = hash.startswith(cash.id.partition(":")[2])
    if is_cash != (cash is network):
        raise _wrong(rpc, network, twin.title)


def _twin(network: Network) -> Network | None:
    """The other chain with the same first block."""
    twins = [each for each in NETWORKS.values() if each.genesis == network.genesis]
    return next((each for each in twins if each.id != network.id), None)


def _is_forked(network: Network) -> bool:
    """Whether it is named after its own first block instead of the one it shares."""
    return not network.genesis.startswith(network.id.partition(":")[2])


def _named(genesis: str) -> str:
    for network in NETWORKS.values():
        if network.genesis == genesis:
            return network.title
    return f"the chain of first block {genesis[:16]}…"


def _wrong(rpc: Rpc, network: Network, found: str) -> Refused:
    return Refused(
        "wrong_chain",
        f"The node {rpc.name} serves {found}, but {network.title} is configured. "
        "Correct the node's address or the chain.",
    )
