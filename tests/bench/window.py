"""The window under load: from Charge to a painted QR code, and how long it ever stands still."""

import os
import subprocess
import sys
import tempfile
from typing import Final

from tests.bench.figures import Figure, figure, percentile
from tests.bench.steady import PER_S

QR_AIM_MS: Final = 100.0
STALL_AIM_MS: Final = 50.0


def charge_to_qr() -> list[Figure]:
    """Milliseconds from pressing Charge to the painted QR code; the ceiling is the aim."""
    took = _in_window("charge")
    return [
        figure("Charge to QR painted, p50", percentile(took, 50), "ms", QR_AIM_MS),
        figure("Charge to QR painted, p95", percentile(took, 95), "ms", QR_AIM_MS),
    ]


def longest_stall() -> list[Figure]:
    """How long the window's loop ever stood still while the API served 300 requests a second."""
    *gaps, answered = _in_window("stall")
    return [
        figure("requests served beside the window", answered, "1/s", PER_S, better="higher"),
        figure("window loop gap at 300 requests/s, p99", percentile(gaps, 99), "ms", STALL_AIM_MS),
        figure("longest stall at 300 requests/s", max(gaps), "ms", STALL_AIM_MS),
    ]


def _in_window(what: str) -> list[float]:
    """Run one measurement in a process of its own, as a till runs."""
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as profile:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.stopwatch", what, profile],
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "FLORIN_SERVER__LISTEN": "127.0.0.1:0",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return [float(word) for word in done.stdout.split()]
