"""The networks of a shop in words: how well each is seen, and when its payments are final."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pos.domain.ids import ChainId
from pos.domain.payment.coin import Coin
from pos.domain.ports.chain import Source
from pos.engine.feed import ChainSeen
from pos.gui.present.figures import age, grouped_text, listed
from pos.gui.present.policies import policy_words
from pos.gui.present.tokens import Token
from pos.gui.present.words import again, say


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One server or node: its name, and how it was found last."""

    name: str
    words: str
    is_well: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkCard:
    """One network. `lamp` is what the strip says of it; `facts` is its health in one line.

    `coins` are its coins on offer, each with the shop's rule in words; `trouble` is what went
    wrong last, or empty.
    """

    title: str
    token: Token
    words: str
    lamp: str
    facts: str
    trouble: str
    sources: tuple[SourceLine, ...]
    coins: tuple[tuple[str, str], ...]

    @property
    def is_well(self) -> bool:
        """Whether its payments are seen as they come."""
        return self.token is Token.PAID


_WORST_FIRST: Final = (Token.FAILED, Token.OFFLINE, Token.WAITING, Token.PAID)

Progress = Mapping[ChainId, tuple[int, int]]
"""How far each network was read that is being caught up with, and its head."""


def network_cards(
    coins: Sequence[Coin], chains: Mapping[ChainId, ChainSeen], progress: Progress, now: int
) -> tuple[NetworkCard, ...]:
    """Every network of the shop's coins: the worst first, else in the order of their chips."""
    order = dict.fromkeys(coin.asset.chain for coin in coins)
    cards = (
        _card([c for c in coins if c.asset.chain == id], chains.get(id), progress.get(id), now)
        for id in order
    )
    return tuple(sorted(cards, key=lambda card: _WORST_FIRST.index(card.token)))


def _card(
    coins: Sequence[Coin], seen: ChainSeen | None, behind: tuple[int, int] | None, now: int
) -> NetworkCard:
    title = coins[0].network
    token, words, lamp = _state(title, seen, behind)
    return NetworkCard(
        title=title,
        token=token,
        words=words,
        lamp=lamp,
        facts=_facts(seen, now) if seen else "",
        trouble=again(seen.trouble) if seen else "",
        sources=tuple(_source(one) for one in seen.sources) if seen else (),
        coins=tuple((c.code, policy_words(c.policy)) for c in coins),
    )


def _state(
    title: str, seen: ChainSeen | None, behind: tuple[int, int] | None
) -> tuple[Token, str, str]:
    """Token, words on the badge, words on the strip."""
    if seen is None:
        return Token.WAITING, say("Not looked yet"), say("{title} not looked yet", title=title)
    if seen.is_distrusted:
        return (
            Token.FAILED,
            say("Servers disagree: not believed"),
            say("{title}: servers disagree", title=title),
        )
    if seen.is_stale:
        return (
            Token.OFFLINE,
            say("Stands still: no new block"),
            say("{title} stands still", title=title),
        )
    if not seen.is_connected:
        return Token.OFFLINE, say("Offline"), say("{title} offline", title=title)
    if behind is not None:
        height, head = behind
        blocks = say(
            "block {height} of {head}", height=grouped_text(height), head=grouped_text(head)
        )
        return Token.WAITING, say("Catching up: {blocks}", blocks=blocks), f"{title}: {blocks}"
    return Token.PAID, say("Connected"), title


def _facts(seen: ChainSeen, now: int) -> str:
    looked = say("not looked yet")
    if seen.looked_at is not None:
        looked = say("looked {age}", age=age(now - seen.looked_at))
    block = ""
    if seen.block_time is not None:
        block = say("newest block {age}", age=age(now - seen.block_time))
    connected, known = sum(one.is_connected for one in seen.sources), len(seen.sources)
    many = say("{n} of {m} sources", n=connected, m=known) if known > 1 else ""
    return listed((say("block {height}", height=grouped_text(seen.height)), block, looked, many))


def _source(source: Source) -> SourceLine:
    height = (
        "" if source.height is None else say("block {height}", height=grouped_text(source.height))
    )
    state = "" if source.is_connected else say("not connected")
    return SourceLine(
        name=source.name,
        words=listed((state, height, again(source.trouble))),
        is_well=source.is_connected and not source.trouble,
    )


def why_not(title: str, seen: ChainSeen | None) -> str:
    """Why the coins of a network are not offered, to follow the name of a coin."""
    if seen is not None and seen.is_distrusted:
        return say("the servers of {title} disagree", title=title)
    return say("the {title} network cannot be seen", title=title)
