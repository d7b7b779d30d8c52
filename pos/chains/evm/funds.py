"""What an account has and has done, and what a fee is worth in tokens."""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from pos.chains.evm.declined import Declined
from pos.chains.evm.transport import Call, Endpoint, Reply
from pos.chains.evm.wire import number
from pos.domain.errors import Refused
from pos.domain.money import Amount, Asset, Rate

_BALANCE_OF: Final = "0x70a08231"  # balanceOf(address)


def in_tokens(cost: Amount, asset: Asset, rates: Iterable[Rate]) -> Amount:
    """What a fee in the chain's own coin is worth in a token, rounded up.

    Raises Refused("no_rate") unless both are priced in one currency.
    """
    known = tuple(rates)
    for token in (rate for rate in known if rate.code == asset.code):
        for own in known:
            if (own.code, own.currency) == (cost.asset.code, token.currency):
                coins = Fraction(cost.units, 10**cost.asset.decimals)
                units = coins * own.per_coin / token.per_coin * 10**asset.decimals
                return Amount(math.ceil(units), asset)
    text = (
        f"What {cost.asset.code} and {asset.code} cost was not known when the invoice was made, "
        f"so the fee cannot be counted in {asset.code}: pay this refund by hand"
    )
    raise Refused("no_rate", text)


def balance_call(asset: Asset, owner: str, state: str) -> Call:
    """Ask what an address has of something in a state of the chain (`latest`, `pending`)."""
    if asset.contract is None:
        return Call("eth_getBalance", (owner, state))
    data = _BALANCE_OF + owner.removeprefix("0x").rjust(64, "0")
    return Call("eth_call", ({"to": asset.contract, "data": data}, state))


async def spendable(
    node: Endpoint, assets: Sequence[Asset], owner: str, states: Sequence[str]
) -> tuple[Amount, ...]:
    """What an address has of each in every one of these states of the chain (`latest`, `pending`).

    A state after the first one that the node does not show is left out.
    """
    calls = [balance_call(asset, owner, state) for state in states for asset in assets]
    replies = await node.ask(calls)
    least = [units_of(reply) for reply in replies[: len(assets)]]
    for place, reply in enumerate(replies[len(assets) :]):
        at = place % len(assets)
        least[at] = min(least[at], _units_or(reply, least[at]))
    return tuple(Amount(units, asset) for units, asset in zip(least, assets, strict=True))


def units_of(reply: Reply) -> int:
    """A balance; a contract that answers nothing has none."""
    word = reply.read(str)
    return 0 if word in {"", "0x"} else number(word)


def _units_or(reply: Reply, unknown: int) -> int:
    try:
        return units_of(reply)
    except Declined as why:
        if why.is_busy:
            raise
        return unknown
