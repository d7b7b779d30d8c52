"""What a shop with many open invoices holds in memory, web3 and all."""

import tempfile
import time
from pathlib import Path
from typing import Final

import psutil

from tests.bench.figures import Figure, figure
from tests.journeys.florin import Florin, config_for
from tests.nodes import fetch
from tests.nodes.anvil import Anvil
from tests.nodes.running import running
from tests.nodes.token import deploy_token

OPEN: Final = 1_000
AIM_MB: Final = 200.0
IDLE_S: Final = 10.0


def memory() -> list[Figure]:
    """Resident memory with 1,000 open invoices, and the processor's part while idle."""
    with (
        tempfile.TemporaryDirectory(prefix="florin-bench-") as scratch,
        running(Anvil(fetch.anvil(), Path(scratch) / "anvil")) as node,
    ):
        config = config_for(node, deploy_token(node))
        (Path(scratch) / "config.toml").write_text(config, encoding="utf-8")
        with running(Florin(Path(scratch))) as florin:
            for _ in range(OPEN):
                florin.start_payment("1.5", data={"order": 1})
            used, busy = idle(florin.pid, IDLE_S)
    return [
        figure("memory with 1,000 open invoices", used, "MB", AIM_MB),
        figure("idle with 1,000 open invoices, one core", busy, "%", 2.0),
    ]


def idle(pid: int, for_s: float) -> tuple[float, float]:
    """Megabytes a program holds while nothing happens, and per cent of one core it takes."""
    process = psutil.Process(pid)
    before = sum(process.cpu_times()[:2])
    time.sleep(for_s)
    busy = (sum(process.cpu_times()[:2]) - before) / for_s * 100
    return process.memory_info().rss / 2**20, busy
