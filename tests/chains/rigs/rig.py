"""What the promises of `test_every_coin` need of a coin, whatever it is read from."""

from collections.abc import Callable
from typing import Protocol

from pos.domain.money import Amount
from pos.domain.ports.chain import Chain, Method


class Rig(Protocol):
    """One coin, one source, one real node; and what a customer, a thief and a miner do there.

    Calls block until the node has taken it: tests run them beside the engine's loop. A rig has
    a node (or chain) of its own and serves many tests one after the other: each uses addresses of
    its own and leaves the source running. `method.coin` demands two confirmations for any price,
    and has a `final_depth` of 6 or more. Blocks come only by `mine`.
    """

    @property
    def method(self) -> Method:
        """The way to pay: coin, wallet of fresh addresses, scribe. The same one at every call."""

    @property
    def wrong(self) -> Amount | None:
        """An amount of another asset that can be sent to the same address, or None."""

    @property
    def ports(self) -> tuple[int, ...]:
        """Every port on loopback that a chain of this rig connects to; they stay the same."""

    def chain(self, via: Callable[[int], int] = lambda port: port) -> Chain:
        """A new reader of the chain as after a start of the program.

        It polls at least each second and waits for no answer longer than two. `via` says for each
        port on loopback that the source listens on which port to connect to instead.
        """

    def pay(self, *payments: tuple[str, Amount]) -> str:
        """Broadcast one transaction with these outputs, in this order; its txid.

        Two of them may go to one address. It is not mined, signals no replacement and pays a good
        fee.
        """

    def replace(self, txid: str) -> None:
        """Spend the money of a payment that is not mined elsewhere, so that it never comes."""

    def mine(self, blocks: int = 1) -> int:
        """Put what is pending into a block, then further ones on top; the new height."""

    def reorg(self, depth: int, *, keep: bool) -> None:
        """Replace the last blocks by at least one more.

        With `keep` the payments of the old ones are in the new ones again, in another block than
        before where the chain allows; without, they are gone from the chain and the pool.
        """

    def stop(self) -> None:
        """The source goes away: whoever asks finds nobody."""

    def start(self) -> None:
        """The source is there again, with all that it knew."""
