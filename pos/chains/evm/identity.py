"""Whether a node serves the chain and the tokens that the shop believes it serves."""

from pos.chains.evm.declined import Declined
from pos.chains.evm.match import Scope
from pos.chains.evm.transport import Call, Endpoint, Reply
from pos.chains.evm.wire import DECIMALS, number
from pos.domain.errors import Refused
from pos.domain.money import Asset


async def identify(endpoint: Endpoint, scope: Scope) -> None:
    """Compare chain id and decimals with what is configured: wrong decimals are wrong prices.

    Raises Refused with words that name what to correct; Trouble if the node does not answer.
    """
    calls = [Call("eth_chainId")]
    calls += [
        Call("eth_call", ({"to": contract, "data": DECIMALS}, "latest"))
        for contract in scope.tokens
    ]
    chain_id, *decimals = await endpoint.ask(calls)
    found = number(chain_id.read(str))
    if f"eip155:{found}" != scope.chain:
        raise Refused(
            "wrong_chain",
            f"The node {endpoint.name} serves chain eip155:{found}, but {scope.chain} is "
            "configured. Correct the node's address or the chain.",
        )
    for asset, reply in zip(scope.tokens.values(), decimals, strict=True):
        _check_decimals(endpoint, asset, reply)


def _check_decimals(endpoint: Endpoint, asset: Asset, reply: Reply) -> None:
    try:
        word = reply.read(str)
    except Declined as why:
        if "revert" not in why.words:
            raise
        word = "0x"  # a contract, but not of a token: no better than none
    if word in {"", "0x"}:
        raise Refused(
            "wrong_contract",
            f"There is no token {asset.code} at {asset.contract} on {asset.chain} "
            f"(asked {endpoint.name}). Correct its contract.",
        )
    if number(word) != asset.decimals:
        raise Refused(
            "wrong_decimals",
            f"The contract of {asset.code} at {asset.contract} has {number(word)} decimals, but "
            f"{asset.decimals} are declared. Correct its contract.",
        )
