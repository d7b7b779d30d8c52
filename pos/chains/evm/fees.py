"""What a transaction has to offer to be mined soon (EIP-1559), in wei for each unit of gas."""

from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from pos.chains.evm.declined import Declined
from pos.chains.evm.draft import Fees
from pos.chains.evm.transport import Call, Endpoint, Reply
from pos.chains.evm.wire import number

HEADROOM: Final = 4
"""A quarter above the base fee, which rises by an eighth a block at most: two full blocks."""

_BLOCKS: Final = 10  # of the past
_ASK: Final = (
    Call("eth_feeHistory", (hex(_BLOCKS), "latest", [50])),
    Call("eth_maxPriorityFeePerGas"),
    Call("eth_gasPrice"),
)

_Shape = TypeVar("_Shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What is asked now: the next block's base fee, 0 where there is none, and a fresh offer."""

    base: int
    fresh: Fees


class _History(msgspec.Struct, frozen=True, rename="camel"):
    base_fee_per_gas: tuple[str, ...] = ()
    reward: tuple[tuple[str, ...], ...] | None = None


async def market(endpoint: Endpoint) -> Market:
    """What this node knows of the prices now. Raises Trouble if it knows nothing."""
    history, suggestion, price = await endpoint.ask(_ASK)
    past = _or_none(history, _History)
    bases = [number(each) for each in past.base_fee_per_gas] if past else []
    if past is None or not any(bases):
        flat = number(price.read(str))
        return Market(base=0, fresh=Fees(cap=flat, tip=flat, is_legacy=True))
    suggested = _or_none(suggestion, str)
    tip = number(suggested) if suggested is not None else _usual_tip(past)
    cap = bases[-1] + -(-bases[-1] // HEADROOM) + tip
    return Market(base=bases[-1], fresh=Fees(cap=cap, tip=tip))


def raised(old: Fees, fresh: Fees) -> Fees:
    """An offer that nodes take in the place of the old one: an eighth more, fresh if that is more.

    Both numbers have to rise, or the replacement is refused.
    """
    return Fees(
        cap=max(fresh.cap, _eighth_more(old.cap)),
        tip=max(fresh.tip, _eighth_more(old.tip)),
        is_legacy=old.is_legacy,
    )


def is_short(old: Fees, now: Market) -> bool:
    """Whether no block can take this offer as things stand."""
    return old.cap < now.base


def is_low(old: Fees, now: Market) -> bool:
    """Whether blocks take others rather than this offer."""
    return min(old.tip, old.cap - now.base) < now.fresh.tip


def _eighth_more(fee: int) -> int:
    return fee + max(1, -(-fee // 8))


def _usual_tip(past: _History) -> int:
    """The median of what blocks of late were paid for the transaction in their middle."""
    tips = sorted(number(tip) for block in past.reward or () for tip in block)
    return tips[len(tips) // 2] if tips else 0


def _or_none(reply: Reply, shape: type[_Shape]) -> _Shape | None:
    """None where the node does not know this question."""
    try:
        return reply.read(shape)
    except Declined as why:
        if why.is_busy:
            raise
        return None
