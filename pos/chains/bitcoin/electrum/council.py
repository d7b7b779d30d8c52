"""Which chain counts: the one that enough servers stand on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.electrum.branch import Branch
from pos.chains.bitcoin.headers import Header
from pos.domain.errors import Distrust, Trouble

GRACE_S: Final = 60
"""So long servers may be on different branches before one of them must be wrong."""
LONG: Final = 3
"""From so many blocks on two branches are no accident of two miners at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The highest block that enough servers have, and a branch with it."""

    height: int
    branch: Branch

    @property
    def header(self) -> Header:
        """That block's header."""
        header = self.branch.at(self.height)
        assert header is not None, "an agreed block is in its branch"
        return header


class Council:
    """Remembers what was agreed, because servers do not learn of a block all at once."""

    def __init__(self, least: int) -> None:
        self._least = least
        self._last: Agreed | None = None
        self._torn_since: int | None = None
        self._back_since: int | None = None

    def agree(self, branches: Mapping[str, Branch], now: int) -> Agreed:
        """The newest block that at least `least` of these branches have; there are that many.

        Raises Trouble while servers are on long branches that contradict each other, and Distrust
        once they are for longer than the grace, or if they have nothing in common.
        """
        found = _highest(tuple(branches.values()), self._least)
        torn = _torn(branches, found)
        if found is None or torn:
            if self._torn_since is None:
                self._torn_since = now
            text = f"servers are on different branches of the chain: {torn or 'all of them'}"
            raise (Distrust if now - self._torn_since >= GRACE_S else Trouble)(text)
        self._torn_since = None
        self._last = self._held(branches, found, now)
        return self._last

    def _held(self, branches: Mapping[str, Branch], found: Agreed, now: int) -> Agreed:
        """What was agreed before, for a while, where it only lacks support and no other took over.

        Some servers have reorganised and some not yet, or one of them went away.
        """
        last = self._last
        is_back = (
            last is not None
            and found.height < last.height
            and last.branch.holds(found.height, found.header.hash)
            and any(each.holds(last.height, last.header.hash) for each in branches.values())
        )
        if not is_back or last is None:
            self._back_since = None
            return found
        if self._back_since is None:
            self._back_since = now
        return last if now - self._back_since < GRACE_S else found


def standing(branch: Branch, agreed: Agreed) -> str:
    """What is to be said about a server's chain; "" if it is the one that counts."""
    fork = branch.fork_with(agreed.branch, agreed.height)
    if fork >= agreed.height:
        return ""
    if branch.height > fork:
        return f"on another branch since block {fork + 1}"
    missing = agreed.height - branch.height
    return f"{missing} blocks behind" if missing >= LONG else ""


def _highest(branches: tuple[Branch, ...], least: int) -> Agreed | None:
    """Go down from where enough servers are until enough of them have the same block."""
    heights = sorted((branch.height for branch in branches), reverse=True)
    height = heights[least - 1]
    lowest = sorted(branch.base for branch in branches)[least - 1]
    while height >= lowest:
        votes = Counter(header.hash for one in branches if (header := one.at(height)))
        able = [
            one for one in branches if (header := one.at(height)) and votes[header.hash] >= least
        ]
        if len({one.at(height) for one in able}) > 1:
            common = max(one.base for one in able)
            able = [max(able, key=lambda one: one.work_between(common, height))]
        if able:
            return Agreed(height=height, branch=able[0])
        height -= 1
    return None


def _torn(branches: Mapping[str, Branch], agreed: Agreed | None) -> str:
    """The servers on a long branch that contradicts the agreed one, or each other's; "" if none.

    One with less work than the agreed branch is merely wrong, and outvoted.
    """
    if agreed is None:
        return ""
    forks = {
        name: branch.fork_with(agreed.branch, agreed.height) for name, branch in branches.items()
    }
    rivals = [
        name
        for name, branch in branches.items()
        if forks[name] < agreed.height and _is_rival(branch, forks[name], agreed)
    ]
    ahead = [
        name
        for name, branch in branches.items()
        if forks[name] == agreed.height and branch.height >= agreed.height + LONG
    ]
    nexts = {branches[name].at(agreed.height + 1) for name in ahead}
    return ", ".join(sorted({*rivals, *(ahead if len(nexts) > 1 else ())}))


def _is_rival(branch: Branch, fork: int, agreed: Agreed) -> bool:
    is_long = branch.height - fork >= LONG and agreed.height - fork >= LONG
    return is_long and branch.work_between(fork, branch.height) >= agreed.branch.work_between(
        fork, agreed.height
    )
