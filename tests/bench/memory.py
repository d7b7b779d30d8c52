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
from tests.nodes.token import deploy_token

OPEN: Final = 1_000
AIM_MB: Final = 200.0
IDLE_S: Final = 10.0


def memory() -> list[Figure]:
    """Resident memory with 1,000 open invoices, and the processor's part while idle."""
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as scratch:
        folder = Path(scratch)
        node = Anvil(fetch.anvil(), folder / "anvil")
        node.start()
        config = config_for(node, deploy_token(node))
        (folder / "config.toml").write_text(config, encoding="utf-8")
        florin = Florin(folder)
        florin.start()
        try:
            for _ in range(OPEN):
                florin.start_payment("1.5", data={"order": 1})
            process = psutil.Process(florin.pid)
            before = sum(process.cpu_times()[:2])
            time.sleep(IDLE_S)
            busy = (sum(process.cpu_times()[:2]) - before) / IDLE_S * 100
            used = process.memory_info().rss / 2**20
        finally:
            florin.stop()
            node.stop()
    return [
        figure("memory with 1,000 open invoices", used, "MB", AIM_MB),
        figure("idle with 1,000 open invoices, one core", busy, "%", 2.0),
    ]
