"""The same starts for a program as it is shipped: `python -m tests.bench.frozen FOLDER`.

FOLDER is what the Linux archive unpacks to, such as build/linux/florin-0.1.0. To see its first
paint, a copy of it (links, no bytes) gets an eye in place of its `pos/__main__.py`; all else that
is measured is the program untouched. Cold means that the kernel was asked to forget its files.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench.__main__ import line
from tests.bench.figures import Figure, figure
from tests.bench.memory import AIM_MB
from tests.bench.starting import (
    API_AIM_S,
    PAINT,
    PAINT_AIM_S,
    RUNS,
    WATCHERS_AIM_S,
    is_watching,
    to_doors,
    to_paint,
)
from tests.journeys.florin import Florin
from tests.nodes import fetch
from tests.nodes.anvil import Anvil
from tests.nodes.running import running

EYE = PAINT.rpartition("from pos.app.cli")[0] + "from pos.app.cli import main\n"
"""The eye of the checkout's measure; whoever imports it calls `main`."""


def frozen(folder: Path) -> list[Figure]:
    """Medians in seconds, and memory in MB while the window is open and while it serves."""
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as name, _seeing(folder) as seeing:
        scratch = Path(name)
        command = [seeing / "florin"]
        warm = [to_paint(command, scratch / "window") for _ in range(RUNS + 1)][1:]
        cold = list(_repeated(lambda: _forget(seeing), lambda: to_paint(command, scratch / "cold")))
        with running(Anvil(fetch.anvil(), scratch / "anvil")) as node:
            shop = scratch / "shop"
            doors = [to_doors(node, shop, folder / "florin") for _ in range(RUNS + 1)][1:]
            served = _serving(folder, shop)
        window = _window(folder, scratch / "open")
    api, watchers = zip(*doors, strict=True)
    return [
        figure("frozen: warm start to first paint", statistics.median(warm), "s", PAINT_AIM_S),
        figure("frozen: cold start to first paint", statistics.median(cold), "s", 2 * PAINT_AIM_S),
        figure("frozen: warm start to API", statistics.median(api), "s", API_AIM_S),
        figure("frozen: warm start to watchers", statistics.median(watchers), "s", WATCHERS_AIM_S),
        figure("frozen: memory of the window, practice", window, "MB", AIM_MB),
        figure("frozen: memory while serving one chain", served, "MB", AIM_MB),
    ]


@contextmanager
def _seeing(folder: Path) -> Iterator[Path]:
    """A copy of the program that tells when it first paints."""
    copy = folder.with_name(f"{folder.name}-seeing")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, symlinks=True, copy_function=os.link)
    try:
        main = copy / "lib" / "pos" / "__main__.py"
        for path in (main, *(main.parent / "__pycache__").glob("__main__.*.pyc")):
            path.unlink()
        main.write_text(EYE, encoding="utf-8")
        yield copy
    finally:
        shutil.rmtree(copy)


def _repeated(before: Callable[[], None], measured: Callable[[], float]) -> Iterator[float]:
    for _ in range(RUNS):
        before()
        yield measured()


def _forget(folder: Path) -> None:
    """Ask the kernel to drop the program's files from memory."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _serving(folder: Path, profile: Path) -> float:
    florin = Florin(profile, program=folder / "florin")
    florin.start()
    while not is_watching(florin):
        time.sleep(0.05)
    time.sleep(2)  # what the start needed for a moment is given back
    used = psutil.Process(florin.pid).memory_info().rss / 2**20
    florin.stop()
    return used


def _window(folder: Path, profile: Path) -> float:
    listen = {"QT_QPA_PLATFORM": "offscreen", "FLORIN_SERVER__LISTEN": "127.0.0.1:0"}
    program = subprocess.Popen(
        [folder / "florin", "--practice", "--profile", profile], env={**os.environ, **listen}
    )
    time.sleep(8)
    used = psutil.Process(program.pid).memory_info().rss / 2**20
    program.terminate()
    program.wait(20)
    return used


if __name__ == "__main__":
    for found in frozen(Path(sys.argv[1]).resolve()):
        print(line(found), flush=True)
