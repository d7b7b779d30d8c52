"""Bringing web3 along without holding the loop up: its import takes a good part of a second."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any, Final

_ONE_AT_A_TIME: Final = threading.Lock()  # modules that import each other suffer no race


async def opener() -> Callable[[str, float], Awaitable[Any]]:
    """What opens a connection to a node: `provider.opened`."""
    return await asyncio.to_thread(_opener)


async def push_class() -> Any:  # noqa: ANN401 - naming the type would import it
    """What listens for pushed news: `push.Push`."""
    return await asyncio.to_thread(_push_class)


def _opener() -> Callable[[str, float], Awaitable[Any]]:
    with _ONE_AT_A_TIME:
        from pos.chains.evm.provider import opened
    return opened


def _push_class() -> Any:  # noqa: ANN401 - see push_class
    with _ONE_AT_A_TIME:
        from pos.chains.evm.push import Push
    return Push
