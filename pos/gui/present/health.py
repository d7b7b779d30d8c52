"""How well a chain is seen, in a few words."""

from dataclasses import dataclass

from pos.engine.feed import ChainSeen
from pos.gui.present.figures import age, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One lamp of the strip."""

    network: str
    words: str
    details: str
    is_well: bool


def health_of(seen: ChainSeen, network: str, now: int) -> Health:
    """A chain's lamp: connected and since when, or what is wrong."""
    last = "not looked yet" if seen.looked_at is None else f"looked {age(now - seen.looked_at)}"
    words = network if seen.is_connected else f"{network} offline"
    return Health(
        network=network,
        words=words,
        details=listed((last, f"block {seen.height}", seen.trouble)),
        is_well=seen.is_connected,
    )
