"""How the shop is doing, for people who watch machines: one JSON page, computed when asked."""

from typing import Final

import msgspec

from pos.api.doors import RateAges
from pos.domain.ports.clock import Clock
from pos.engine.feed import ChainSeen, Feed
from pos.engine.pulse import RECORDS

STALE_LOOK_S: Final = 120
STALE_RATE_S: Final = 600


class SourceHealth(msgspec.Struct):
    """One server or node."""

    name: str
    connected: bool
    height: int | None
    trouble: str


class ChainHealth(msgspec.Struct):
    """How well a chain is seen."""

    connected: bool
    trusted: bool
    height: int
    behind: int
    sources: list[SourceHealth]
    last_look_age_s: int | None
    last_block_age_s: int | None
    lag_s: int | None
    trouble: str


class RateHealth(msgspec.Struct):
    """How old a price is; null where there is none."""

    age_s: int | None


class Health(msgspec.Struct):
    """The whole page: "ok" or "degraded", and why. `records` says why nothing can be written."""

    status: str
    records: str
    chains: dict[str, ChainHealth]
    rates: dict[str, RateHealth]


def health_of(feed: Feed, rates: RateAges | None, clock: Clock) -> bytes:
    """The health page: "ok" only if every chain was just read whole and every rate is fresh."""
    now = clock.now()
    chains = {seen.chain: _chain_health(seen, now) for seen in feed.chains()}
    ages = rates.ages() if rates else {}
    records = feed.warning(RECORDS)
    is_ok = (
        not records
        and bool(chains)
        and all(map(_is_well, chains.values()))
        and all(age is not None and age <= STALE_RATE_S for age in ages.values())
    )
    page = Health(
        status="ok" if is_ok else "degraded",
        records=records,
        chains={str(chain): health for chain, health in chains.items()},
        rates={pair: RateHealth(age_s=age) for pair, age in ages.items()},
    )
    return msgspec.json.encode(page)


def _chain_health(seen: ChainSeen, now: int) -> ChainHealth:
    block_age_s = _age(seen.block_time, now)
    return ChainHealth(
        connected=seen.is_connected,
        trusted=not seen.is_distrusted,
        height=seen.height,
        behind=max(0, (seen.head or seen.height) - seen.height),
        sources=[
            SourceHealth(each.name, each.is_connected, each.height, each.trouble)
            for each in seen.sources
        ],
        last_look_age_s=_age(seen.looked_at, now),
        last_block_age_s=block_age_s,
        lag_s=block_age_s,
        trouble=seen.trouble,
    )


def _is_well(health: ChainHealth) -> bool:
    age = health.last_look_age_s
    return health.connected and not health.trouble and age is not None and age <= STALE_LOOK_S


def _age(since: int | None, now: int) -> int | None:
    return None if since is None else max(0, now - since)
