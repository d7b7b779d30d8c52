"""Bringing web3 along without holding the loop up: its import takes a good part of a second.

One of the libraries it brings lets Python nest a hundred times deeper than it otherwise would (for
arithmetic that nobody here uses). The system's stack has no room for that: JSON nested so deeply,
from any stranger, would end the program. So the limit is put back.
"""

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

_ONE_AT_A_TIME: Final = threading.Lock()  # modules that import each other suffer no race


async def opener() -> Callable[[str, float], Awaitable[Any]]:
    """What opens a connection to a node: `provider.opened`."""
    return await asyncio.to_thread(_opener)


async def push_class() -> Any:  # noqa: ANN401 - naming the type would import it
    """What listens for pushed news: `push.Push`."""
    return await asyncio.to_thread(_push_class)


async def signing() -> Any:  # noqa: ANN401 - naming its functions' types would import them
    """What signs transactions and opens keystores: the module `signing`."""
    return await asyncio.to_thread(_signing)


def _opener() -> Callable[[str, float], Awaitable[Any]]:
    with _ONE_AT_A_TIME, _same_depth():
        from pos.chains.evm.provider import opened
    return opened


def _push_class() -> Any:  # noqa: ANN401 - see push_class
    with _ONE_AT_A_TIME, _same_depth():
        from pos.chains.evm.push import Push
    return Push


def _signing() -> Any:  # noqa: ANN401 - see signing
    with _ONE_AT_A_TIME, _same_depth():
        from pos.chains.evm import signing as module
    return module


@contextmanager
def _same_depth() -> Iterator[None]:
    before = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
