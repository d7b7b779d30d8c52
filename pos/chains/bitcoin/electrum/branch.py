"""The chain as one server tells it, as far as its headers prove it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.headers import (
    Header,
    Implausible,
    check_first,
    check_next,
    parse_header,
    work_of,
)
from pos.chains.bitcoin.network import Network

KEPT: Final = 2_100
"""Headers kept below the tip: a whole window of difficulty, and more than any reorganisation."""
_SPARE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Headers that follow each other, the first of them at height `base`; never empty."""

    base: int
    headers: tuple[Header, ...]

    @property
    def height(self) -> int:
        """Where the tip is."""
        return self.base + len(self.headers) - 1

    @property
    def tip(self) -> Header:
        """The newest header."""
        return self.headers[-1]

    def at(self, height: int) -> Header | None:
        """The header at a height; None above the tip and below the base."""
        return self.headers[height - self.base] if self.base <= height <= self.height else None

    def holds(self, height: int, hash: bytes) -> bool:
        """Whether this very block is known to be in it."""
        header = self.at(height)
        return header is not None and header.hash == hash

    def work_between(self, low: int, high: int) -> int:
        """The work in the headers above `low` up to `high`."""
        first = max(0, low + 1 - self.base)
        return sum(work_of(header) for header in self.headers[first : high + 1 - self.base])

    def fork_with(self, other: "Branch", below: int) -> int:
        """The highest block up to `below` that both have; under what can be compared if none is.

        Of a branch that ends below the other's base nothing is known but that it is behind; one
        that begins above the other's end does not continue it.
        """
        end = min(other.height, below)
        if self.base > end:
            return end - 1
        height, lowest = min(self.height, end), max(self.base, other.base)
        while height >= lowest and self.at(height) != other.at(height):
            height -= 1
        return height


def begun(network: Network, base: int, raws: Sequence[bytes]) -> Branch:
    """A branch that starts anew. Its first header is taken for its work, wherever it comes from.

    Raises Implausible for headers that cannot follow each other or are too easy to be real. Takes a
    second for thousands of headers with scrypt.
    """
    first = parse_header(raws[0])
    if base == 0 and first.id != network.genesis:
        raise Implausible(f"The first header is {first.id}: another chain's")
    check_first(first, network)
    return continued(network, Branch(base=base, headers=(first,)), base + 1, raws[1:])


def continued(network: Network, branch: Branch, height: int, raws: Sequence[bytes]) -> Branch:
    """The branch with these headers from `height` on instead of what it had there.

    Raises Implausible for headers that cannot follow.
    """
    headers = list(branch.headers[: height - branch.base])
    for at, raw in enumerate(raws, start=height):
        header = parse_header(raw)
        check_next(headers, at, header, network)
        headers.append(header)
    surplus = len(headers) - KEPT
    if surplus > _SPARE:
        return Branch(base=branch.base + surplus, headers=tuple(headers[surplus:]))
    return Branch(base=branch.base, headers=tuple(headers))
