"""How long a merchant waits: from the start of the program to paint, to open doors, to watchers."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.bench.figures import Figure, figure
from tests.journeys.florin import EXECUTABLE, Florin, config_for
from tests.nodes import fetch
from tests.nodes.anvil import Anvil
from tests.nodes.running import running
from tests.nodes.token import deploy_token

RUNS: Final = 5
PAINT_AIM_S: Final = 0.5
API_AIM_S: Final = 1.0
WATCHERS_AIM_S: Final = 2.5

PAINT: Final = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.objectName() == "starting":
            print(time.time(), flush=True)
            import os; os._exit(0)
        return False
app = QApplication(sys.argv[:1])
eye = Eye()
app.installEventFilter(eye)
from pos.app.cli import main
main()
"""
"""The program itself, with an eye on its window that ends it at the first paint."""


def starts() -> list[Figure]:
    """Medians of warm starts in seconds; ceilings are the aims."""
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as scratch:
        folder = Path(scratch)
        command = [sys.executable, "-c", PAINT]
        paints = [to_paint(command, folder / "window") for _ in range(RUNS + 1)][1:]
        with running(Anvil(fetch.anvil(), folder / "anvil")) as node:
            doors = [to_doors(node, folder / "shop") for _ in range(RUNS + 1)][1:]
    api, watchers = zip(*doors, strict=True)
    return [
        figure("warm start to first paint", statistics.median(paints), "s", PAINT_AIM_S),
        figure("warm start to API", statistics.median(api), "s", API_AIM_S),
        figure("warm start to watchers", statistics.median(watchers), "s", WATCHERS_AIM_S),
    ]


def to_paint(command: Sequence[str | Path], profile: Path) -> float:
    """Seconds until a program that tells of its first paint, as PAINT does, has painted."""
    began = time.time()
    painted = subprocess.run(
        [*command, "--practice", "--profile", profile],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "FLORIN_SERVER__LISTEN": "127.0.0.1:0"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(painted.stdout) - began


def to_doors(node: Anvil, profile: Path, program: Path = EXECUTABLE) -> tuple[float, float]:
    """Seconds until the door for shops is open, and until every chain is watched."""
    if not profile.exists():
        profile.mkdir()
        config = config_for(node, deploy_token(node))
        (profile / "config.toml").write_text(config, encoding="utf-8")
    florin = Florin(profile, program=program)
    began = time.monotonic()
    florin.start()
    to_api = time.monotonic() - began
    while not is_watching(florin):
        time.sleep(0.02)
    to_watchers = time.monotonic() - began
    florin.stop()
    return to_api, to_watchers


def is_watching(florin: Florin) -> bool:
    """Whether the program sees every chain it follows."""
    with urllib.request.urlopen(f"{florin.url}/health", timeout=5) as answer:
        chains = json.load(answer)["chains"]
    return bool(chains) and all(chain["connected"] for chain in chains.values())
