"""The merchant's list of the LibrePay protocol: what its query says, in the original's words."""

from collections.abc import Iterable, Mapping
from typing import Final

from pos.domain.errors import Refused
from pos.domain.payment.coin import Coin
from pos.domain.payment.stage import Stage
from pos.domain.payment.terms import Door
from pos.domain.ports.journal import Search, SortBy

MAX_LISTED: Final = 100
MAX_SKIP: Final = 1_000_000

STAGES: Final[Mapping[str, tuple[Stage, ...]]] = {
    "paid": (Stage.PAID,),
    "pending": (Stage.CHOOSING, Stage.WAITING, Stage.PARTIAL),
    "unconfirmed": (Stage.SEEN,),
    "failed": (Stage.EXPIRED, Stage.CANCELLED),
}


def search_of(query: Mapping[str, str], coins: Iterable[Coin]) -> Search:
    """What to look for. Raises Refused("invalid_query") naming the parameter."""
    status, currency = query.get("status"), query.get("currency")
    return Search(
        stages=_stages(status) if status else (),
        door=Door.LIBREPAY.value,
        limit=min(MAX_LISTED, number_in(query, "limit", MAX_LISTED)),
        skip=number_in(query, "skip", 0),
        sort=_sort(query.get("sort") or SortBy.NEWEST),
        code=_code(currency, coins) if currency else None,
    )


def number_in(query: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of the query, not below zero. Raises Refused("invalid_query")."""
    text = query.get(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_SKIP))):
        raise Refused("invalid_query", f'"{name}" has to be a number from 0 to {MAX_SKIP - 1}')
    return int(text)


def _sort(asked: str) -> SortBy:
    if asked not in set(SortBy):
        raise _unknown("sort", SortBy)
    return SortBy(asked)


def _stages(asked: str) -> tuple[str, ...]:
    if asked not in STAGES:
        raise _unknown("status", STAGES)
    return tuple(stage.value for stage in STAGES[asked])


def _code(asked: str, coins: Iterable[Coin]) -> str:
    """A coin by its code, its title ("bitcoin"), or the network it is the own money of."""
    names: dict[str, str] = {}
    for coin in coins:
        own = coin.network if coin.asset.contract is None else coin.title
        for name in (own, coin.title, coin.code):
            names[_plain(name)] = coin.code
    code = names.get(_plain(asked))
    if code is None:
        raise _unknown("currency", sorted(names))
    return code


def _plain(name: str) -> str:
    return name.lower().replace(" ", "").replace("_", "")


def _unknown(name: str, known: Iterable[str]) -> Refused:
    """The misspelling is the protocol's own."""
    return Refused("invalid_query", f"Unkown {name} parameter, known are {', '.join(known)}")
