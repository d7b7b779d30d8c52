"""`make bench`: every figure beside its ceiling from the same run, as a table and in a file.

Each object of `build/bench.jsonl` has name, value, unit, ceiling, ratio and better.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.bench import (
    block_scan,
    catch_up,
    derive,
    doors,
    five_chains,
    invoices,
    listeners,
    look,
    memory,
    outbox,
    seen,
    seen_core,
    seen_electrum,
    seen_monero,
    starting,
    window,
)
from tests.bench.figures import Figure

OUT: Final = Path("build/bench.jsonl")

# What is felt at the counter comes first, then shops online, then the engine room.
MEASURES: Final[dict[str, Callable[[], list[Figure]]]] = {
    "start": starting.starts,
    "charge": window.charge_to_qr,
    "stall": window.longest_stall,
    "seen": seen.seen,
    "seen_core": seen_core.seen_core,
    "seen_electrum": seen_electrum.seen_electrum,
    "seen_monero": seen_monero.seen_monero,
    "start_payment": doors.start_payment,
    "status": doors.status,
    "invoices": invoices.invoices,
    "listeners": listeners.listeners,
    "outbox": outbox.outbox,
    "catch_up": catch_up.catch_up,
    "look": look.look_costs,
    "block_scan": block_scan.block_scan,
    "derive": derive.derive,
    "memory": memory.memory,
    "five_chains": five_chains.five_chains,
}


def main(wanted: list[str]) -> None:
    """Measure what is named, or everything."""
    OUT.parent.mkdir(exist_ok=True)
    print(f"{'figure':58} {'value':>12} {'ceiling':>12} {'ratio':>7}  better")
    with OUT.open("w", encoding="utf-8") as out:
        for name in wanted or MEASURES:
            for figure in MEASURES[name]():
                out.write(json.dumps(figure) + "\n")
                out.flush()
                print(line(figure), flush=True)


def line(figure: Figure) -> str:
    """A row of the table."""
    value = f"{figure['value']:,.4g} {figure['unit']}"
    return (
        f"{figure['name']:58} {value:>12} {figure['ceiling']:>12,.4g} {figure['ratio']:>7.3g}"
        f"  {figure['better']}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
