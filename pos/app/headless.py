"""`florin serve`: the engine and its doors without a window."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable

from pos.app.build import Plan
from pos.app.running import Opened, run

if sys.platform == "win32":
    _ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGBREAK)  # also: its console is closed
else:
    _ENDING = (signal.SIGTERM, signal.SIGINT)


def serve_until_told(plan: Plan, listen: str) -> None:
    """Run until SIGTERM or Ctrl-C. One line on standard output says when the doors are open."""
    run_loop(lambda: _serve(plan, listen))


def run_loop(make: Callable[[], Awaitable[None]]) -> None:
    """Run in a loop of its own: uvloop where there is one."""
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        runner.run(_coroutine(make))


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The maker of the fastest loop this platform has; None means asyncio's own."""
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not to be had on Windows

    return uvloop.new_event_loop


async def _coroutine(make: Callable[[], Awaitable[None]]) -> None:
    await make()


async def _serve(plan: Plan, listen: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in _ENDING:
        _on(loop, name, stop)
    await run(plan, listen, stop, _say_ready, needs_door=True)


def _on(loop: asyncio.AbstractEventLoop, name: signal.Signals, stop: asyncio.Event) -> None:
    if sys.platform == "win32":
        signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    else:
        loop.add_signal_handler(name, stop.set)


def _say_ready(opened: Opened) -> None:
    sys.stdout.write(f"ready {opened.url}\n")
    sys.stdout.flush()
