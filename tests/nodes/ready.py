"""Waiting for a program that was started until it does its work."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests import child

READY_S: Final = 20.0


def until_ready(
    process: subprocess.Popen[bytes], is_ready: Callable[[], bool], *, log: Path
) -> None:
    """Return once the claim holds; raises RuntimeError with the program's last words.

    A program that is not ready in time is ended.
    """
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline and process.poll() is None:
        if is_ready():
            return
        time.sleep(0.02)
    child.end(process)
    said = log.read_text(errors="replace")[-500:]
    raise RuntimeError(f"{log.stem} did not start: {said}")
