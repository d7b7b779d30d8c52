"""How fast the shop door is, against a bare aiohttp server that does nothing but answer.

Every server is a process of its own, and so is the client: with two cores, one each.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median
from typing import Final, TypedDict, cast
from urllib.request import Request, urlopen

import uvloop
from aiohttp import web

from tests.child import end, start
from tests.soon import soon

Figure = dict[str, str | float]
Opening = Callable[[], AbstractContextManager[str]]

ROUNDS: Final = 3
ROUND_S: Final = 3.0
CONNECTIONS: Final = 64
FEW_CONNECTIONS: Final = 4
ASK: Final = (
    b'{"jsonrpc":"2.0","id":111,"method":"start_payment","params":{"amount":"222.333",'
    b'"data":{"order_id":"444"},"postback_url":"https://shop.example/payment_complete"}}'
)
STATUS: Final = (
    b'{"address":"0xfb7d7aec8f66dac147496fde098d834f488963c3","amount":"222.333",'
    b'"seen_at":null,"paid_at":null,"tx_hash":null}'
)
_READY: Final = "ready "
_HEAD_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"Content-Length: "


class Load(TypedDict):
    """What one round of asking brought."""

    per_s: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    failed: int


def start_payment(open_ours: Opening | None = None) -> list[Figure]:
    """Durable payments per second and their latency; the ceiling is a bare JSON POST."""
    with (open_ours or florin)() as ours, serving(bare_argv()) as bare:
        request = post(ASK)
        rates = compare(ours, bare, request, request, CONNECTIONS)
        calm = compare(ours, bare, request, request, FEW_CONNECTIONS)
    return [
        figure_of("start_payment", "1/s", rates, "per_s", "higher"),
        figure_of("start_payment p50", "ms", calm, "p50_ms", "lower"),
        figure_of("start_payment p99", "ms", calm, "p99_ms", "lower"),
    ]


def status(open_ours: Opening | None = None) -> list[Figure]:
    """Status pages per second and their latency; the ceiling is a bare GET."""
    with (open_ours or florin)() as ours, serving(bare_argv()) as bare:
        page = _get(f"/{_started(ours)}/status.json")
        rates = compare(ours, bare, page, _get("/"), CONNECTIONS)
        calm = compare(ours, bare, page, _get("/"), FEW_CONNECTIONS)
    return [
        figure_of("status.json", "1/s", rates, "per_s", "higher"),
        figure_of("status.json p50", "ms", calm, "p50_ms", "lower"),
        figure_of("status.json p99", "ms", calm, "p99_ms", "lower"),
    ]


@contextmanager
def florin() -> Iterator[str]:
    """A till without a window, in practice mode, on a profile that is thrown away."""
    program = str(Path(sys.executable).with_name("florin"))
    with tempfile.TemporaryDirectory(prefix="florin-bench-") as profile:
        argv = [program, "serve", "--practice", "--profile", profile]
        with serving([*argv, "--listen", "127.0.0.1:0"]) as url:
            yield url


def bare_argv() -> list[str]:
    """A server that only reads JSON and only answers."""
    return [sys.executable, "-m", "tests.bench.doors", "bare"]


@contextmanager
def serving(argv: list[str]) -> Iterator[str]:
    """The address of a server that runs while it is used; it prints `ready URL` when it is open."""
    with tempfile.TemporaryDirectory(prefix="florin-bench-log-") as folder:
        log = Path(folder) / "log"
        child = start(argv, log=log)
        try:
            if not soon(lambda: _ready_in(log) is not None or child.poll() is not None, 30.0):
                raise TimeoutError(f"{argv[0]} did not open its doors")
            url = _ready_in(log)
            if url is None:
                raise ChildProcessError(log.read_text())
            yield url
        finally:
            end(child)


def _ready_in(log: Path) -> str | None:
    lines = log.read_text().splitlines() if log.exists() else []
    found = (line.removeprefix(_READY) for line in lines if line.startswith(_READY))
    return next(found, None)


def compare(
    ours: str, bare: str, request: bytes, bare_request: bytes, connections: int
) -> tuple[list[Load], list[Load]]:
    """Rounds in turn, so that a change of the machine's mood meets both."""
    pairs = [
        (_load(ours, request, connections), _load(bare, bare_request, connections))
        for _ in range(ROUNDS)
    ]
    return [mine for mine, _ in pairs], [theirs for _, theirs in pairs]


def _load(url: str, request: bytes, connections: int) -> Load:
    """One round, asked from another process."""
    argv = [sys.executable, "-m", "tests.bench.doors", "load", url, str(connections)]
    done = subprocess.run(argv, input=request, capture_output=True, check=True)
    load: Load = json.loads(done.stdout)
    if load["failed"]:
        raise ValueError(f"{load['failed']} requests were not answered with 200")
    return load


def figure_of(
    name: str, unit: str, rounds: tuple[list[Load], list[Load]], key: str, better: str
) -> Figure:
    """The median of the rounds beside that of the bare server."""
    value, ceiling = (median(float(load[key]) for load in loads) for loads in rounds)  # type: ignore[literal-required]
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "ceiling": round(ceiling, 3),
        "ratio": round(value / ceiling, 3),
        "better": better,
    }


def post(body: bytes, path: str = "/") -> bytes:
    """A request with a body."""
    length = str(len(body)).encode()
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\n".encode()
        + b"Content-Type: application/json\r\nContent-Length: "
        + length
        + _HEAD_END
        + body
    )


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def _started(url: str) -> str:
    """The id of a new payment."""
    with urlopen(Request(url, data=ASK), timeout=10) as answer:
        return str(json.loads(answer.read())["result"]["id"])


# ---- the processes


class Asker(asyncio.Protocol):
    """One connection that asks again as soon as it was answered; as light as can be."""

    def __init__(self, request: bytes, took_s: list[float], is_over: Callable[[], bool]) -> None:
        self._request = request
        self._took_s = took_s
        self._is_over = is_over
        self._got = b""
        self._asked_at = 0.0
        self.failed = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own is no subclass
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Once the answer is whole, write down how long it took and ask again."""
        self._got += data
        head_end = self._got.find(_HEAD_END)
        if head_end < 0:
            return
        at = self._got.find(_LENGTH) + len(_LENGTH)
        length = int(self._got[at : self._got.find(b"\r\n", at)])
        if len(self._got) < head_end + len(_HEAD_END) + length:
            return
        self._took_s.append(time.perf_counter() - self._asked_at)
        self.failed += not self._got.startswith(b"HTTP/1.1 200")
        self._got = b""
        if self._is_over():
            self._transport.close()
        else:
            self._ask()

    def _ask(self) -> None:
        self._asked_at = time.perf_counter()
        self._transport.write(self._request)


async def _ask_for_a_round(url: str, request: bytes, connections: int) -> Load:
    host, port = url.removeprefix("http://").split(":")
    loop = asyncio.get_running_loop()
    took_s: list[float] = []
    until = time.perf_counter() + ROUND_S
    began = time.perf_counter()
    askers = [
        (
            await loop.create_connection(
                lambda: Asker(request, took_s, lambda: time.perf_counter() > until),
                host,
                int(port),
            )
        )[1]
        for _ in range(connections)
    ]
    await asyncio.sleep(ROUND_S)
    lasted_s = time.perf_counter() - began
    took_s.sort()
    return {
        "per_s": len(took_s) / lasted_s,
        "p50_ms": took_s[len(took_s) // 2] * 1000,
        "p95_ms": took_s[len(took_s) * 95 // 100] * 1000,
        "p99_ms": took_s[len(took_s) * 99 // 100] * 1000,
        "failed": sum(asker.failed for asker in askers),
    }


async def _serve_bare() -> None:
    async def answer_post(request: web.Request) -> web.Response:
        asked = json.loads(await request.read())
        return web.json_response({"jsonrpc": "2.0", "result": {"id": "1"}, "id": asked["id"]})

    async def answer_get(_: web.Request) -> web.Response:
        return web.Response(body=STATUS, content_type="application/json")

    app = web.Application()
    app.add_routes([web.post("/", answer_post), web.get("/", answer_get)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"ready http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=["bare", "load", "run"])
    parser.add_argument("url", nargs="?")
    parser.add_argument("connections", nargs="?", type=int)
    chosen = parser.parse_args()
    match chosen.part:
        case "bare":
            uvloop.run(_serve_bare())
        case "load":
            request = sys.stdin.buffer.read()
            print(json.dumps(uvloop.run(_ask_for_a_round(chosen.url, request, chosen.connections))))
        case _:
            for figure in [*start_payment(), *status()]:
                print(json.dumps(figure))


if __name__ == "__main__":
    _main()
