"""What a look costs when a block of 1,000 token transfers meets the addresses that are watched."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from pos.chains.evm.match import Scope, logs_to, token_sightings
from pos.chains.evm.wire import TRANSFER, Header
from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Asset
from pos.engine.watchlist import Watchlist
from tests.bench.figures import Figure, figure, medians_ms
from tests.fakes.clocks import SetClock

LOGS: Final = 1_000
OURS: Final = 10
ROUNDS: Final = 101
WATCHED: Final = {"1 k": 1_000, "100 k": 100_000, "1 M": 1_000_000}
CONTRACT: Final = "0xb6ed7644c69416d67b522e20bc294a9a9b405b31"
CHAIN: Final = ChainId("eip155:1")
TOKEN: Final = Asset(code="0xBTC", decimals=8, chain=CHAIN, contract=CONTRACT)
HEADER: Final = Header(
    hash="0x" + "ab" * 32, parent_hash="0x" + "cd" * 32, number="0x1500000", timestamp="0x6b010000"
)


class BareLog(msgspec.Struct, gc=False):
    """What nobody can do without to tell who was paid how much by which transaction."""

    topics: list[str]
    data: str
    transactionHash: str  # noqa: N815 - the wire's own name
    logIndex: str  # noqa: N815 - the wire's own name


def look_costs() -> list[Figure]:
    """One row for each number of watched addresses: raw JSON to Sightings, against bare matching.

    The ceiling decodes the four fields needed, slices the receiver out and asks a plain dict; both
    run in turns. 10 of the 1,000 payments are ours.
    """
    raw = block_of_logs()
    return [_row(title, raw, count) for title, count in WATCHED.items()]


def block_of_logs() -> bytes:
    """The answer to eth_getLogs for one block, with payments to the first few watched addresses."""
    return json.dumps([_log(place) for place in range(LOGS)]).encode()


def _row(title: str, raw: bytes, count: int) -> Figure:
    watchlist = Watchlist(SetClock())
    bare: dict[str, None] = {}
    for address in _addresses(count):
        watchlist.add(address, InvoiceId("0" * 16), TOKEN, 0)
        bare[address] = None
    scope = Scope(chain=CHAIN, native=None, tokens={CONTRACT: TOKEN})
    headers = {HEADER.height: HEADER}

    def ours() -> int:
        return len(list(token_sightings(scope, logs_to(raw, watchlist), headers)))

    def ceiling() -> int:
        logs = msgspec.json.decode(raw, type=list[BareLog])
        return sum("0x" + log.topics[2][26:] in bare for log in logs)

    assert ours() == ceiling() == OURS
    cost_ms, ceiling_ms = medians_ms(ROUNDS, ours, ceiling)
    return figure(f"look: 1,000 logs, {title} watched", cost_ms, "ms", ceiling_ms)


def _addresses(count: int) -> Iterator[str]:
    return (_address(f"ours {number}") for number in range(count))


def _address(seed: str) -> str:
    return "0x" + hashlib.sha256(seed.encode()).hexdigest()[:40]


def _log(place: int) -> dict[str, Any]:
    each = LOGS // OURS
    whose = f"ours {place // each}" if place % each == 0 else f"a stranger's {place}"
    return {
        "address": CONTRACT,
        "topics": [TRANSFER, _topic("a customer's"), _topic(whose)],
        "data": f"0x{place + 1:064x}",
        "blockHash": HEADER.hash,
        "blockNumber": HEADER.number,
        "blockTimestamp": HEADER.timestamp,
        "transactionHash": "0x" + hashlib.sha256(b"%d" % place).hexdigest(),
        "transactionIndex": hex(place),
        "logIndex": hex(place),
        "removed": False,
    }


def _topic(seed: str) -> str:
    return "0x" + "0" * 24 + _address(seed)[2:]


if __name__ == "__main__":
    for row in look_costs():
        print(row)
