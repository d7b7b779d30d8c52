"""Programs that run for as long as somebody needs them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar


class Runs(Protocol):
    """A node, a server, the program itself, or several of them together."""

    def start(self) -> None: ...

    def stop(self) -> object:
        """May come after a start that failed halfway."""


R = TypeVar("R", bound=Runs)


@contextmanager
def running(part: R) -> Iterator[R]:
    """Start it, and stop it whatever happens."""
    try:
        part.start()
        yield part
    finally:
        part.stop()
