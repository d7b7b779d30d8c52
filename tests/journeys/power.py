"""The power company: it cuts the till off at random moments, and the till starts again."""

import http.client
import random
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.journeys.florin import Florin
from tests.soon import soon


@dataclass
class Failures:
    """How often the power failed."""

    count: int = 0


@contextmanager
def power_failures(
    florin: Florin,
    chance: random.Random,
    busy: Callable[[], bool] = lambda: True,
    longest_s: float = 4.0,
) -> Iterator[Failures]:
    """Kill the program at random moments and start it again each time; in the end it is dead.

    Each time it is given until it is `busy`, or ten seconds, and a little longer.
    """
    failures, over = Failures(), threading.Event()

    def fail() -> None:
        while not over.is_set():
            soon(lambda: over.is_set() or busy(), within_s=10)
            if over.wait(chance.uniform(0.0, longest_s)):
                break
            florin.kill()
            failures.count += 1
            florin.start()
        florin.kill()

    thread = threading.Thread(target=fail)
    thread.start()
    try:
        yield failures
    finally:
        over.set()
        thread.join()


Answer = dict[str, Any]


def patiently(ask: Callable[[], Answer]) -> Answer:
    """Ask until there is an answer, as a shop does whose till is starting again."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return ask()
        except (urllib.error.URLError, ConnectionError, TimeoutError, http.client.HTTPException):
            assert time.monotonic() < deadline
            time.sleep(0.05)
