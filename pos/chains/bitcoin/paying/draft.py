"""A payment before it is signed: what it spends, what it pays, and who bears the fee."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.choosing import chosen
from pos.chains.bitcoin.paying.size import dust_limit, fee_for, vsize_of
from pos.chains.bitcoin.paying.unspent import Unspent
from pos.chains.bitcoin.tx import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who is paid: `units` leave the shop, fee included; `change` is where the rest comes back.

    `rate` is the fee in units for 1,000 virtual bytes.
    """

    units: int
    to: bytes
    change: bytes
    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The payment: output 0 goes to the receiver, output 1 (if any) comes back.

    `fee` was taken off what the receiver gets. The network gets more than that where so little was
    left that it could not come back.
    """

    inputs: tuple[Unspent, ...]
    outputs: tuple[Output, ...]
    fee: int

    @property
    def cost(self) -> int:
        """What the network gets."""
        return sum(one.value for one in self.inputs) - sum(one.value for one in self.outputs)

    @property
    def vsize(self) -> int:
        """Virtual bytes at the most, once it is signed."""
        spent = [one.script for one in self.inputs]
        return vsize_of(spent, [output.script for output in self.outputs])


def drafted(wish: Wish, unspent: Sequence[Unspent], network: Network) -> Draft | None:
    """The payment out of these outputs; None if they do not suffice.

    Outputs that cost more than they hold are left alone. The receiver may get too little, see
    `is_eaten`.
    """
    worth = [one for one in unspent if one.value > fee_for(_extra(one.script), wish.rate)]
    inputs = chosen(worth, wish.units)
    return drafted_of(wish, inputs, network) if inputs else None


def drafted_of(wish: Wish, inputs: tuple[Unspent, ...], network: Network) -> Draft:
    """The payment that spends all of these, which hold enough."""
    rest = sum(one.value for one in inputs) - wish.units
    paid = [Output(value=wish.units, script=wish.to)]
    if rest >= dust_limit(wish.change, network):
        paid.append(Output(value=rest, script=wish.change))
        rest = 0
    whole = Draft(inputs=inputs, outputs=tuple(paid), fee=0)
    return with_fee(whole, max(0, fee_for(whole.vsize, wish.rate) - rest))


def with_fee(draft: Draft, fee: int) -> Draft:
    """The same payment with another fee taken off what its receiver gets."""
    first, *others = draft.outputs
    less = replace(first, value=first.value + draft.fee - fee)
    return replace(draft, outputs=(less, *others), fee=fee)


def is_eaten(draft: Draft, network: Network) -> bool:
    """Whether the fee leaves the receiver less than can be sent."""
    first = draft.outputs[0]
    return first.value < dust_limit(first.script, network)


def least_fee(wish: Wish) -> int:
    """What the smallest payment of this kind costs: out of one output, with nothing left."""
    return fee_for(vsize_of([wish.change], [wish.to]), wish.rate)


def _extra(script: bytes) -> int:
    """By how much one more input of this kind makes a payment larger."""
    return vsize_of([script, script], ()) - vsize_of([script], ())
