"""Make a finished program sell: start it for practice, take an order, pay it, see it paid.

    python -m bundle.smoke [--profile FOLDER] [--timeout SECONDS] COMMAND…

COMMAND is the program and what it needs before the arguments that are added here, such as
`wine florin-cli.exe`. All it does goes over HTTP and the command's output, so that it serves for
any system. The exit code is 1, with the program's last words, if anything is not as it should be.
"""

import argparse
import json
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Final, Self

READY: Final = "ready http://"
DEADLINE_S: Final = 60.0


class Unfit(Exception):  # noqa: N818 - it is the finding, not a mistake of ours
    """The program does not do what it is made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What a sale took, in seconds from the program's start."""

    ready_s: float
    paid_s: float
    payment: str


@dataclass
class Shop:
    """`serve --practice`, started by a command, on a port that nobody else has.

    The output is read through a pipe: a Windows program started by wine cannot write to a file.
    """

    command: Sequence[str]
    profile: str = ""
    environment: Mapping[str, str] | None = None
    user: int | None = None
    port: int = 0
    lines: "queue.Queue[str]" = field(default_factory=queue.Queue)
    said: list[str] = field(default_factory=list)
    _process: subprocess.Popen[bytes] | None = None
    _ear: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.port = self.port or free_port()
        words = ["serve", "--practice", "--listen", f"127.0.0.1:{self.port}"]
        words += ["--profile", self.profile] if self.profile else []
        self._process = subprocess.Popen(
            [*self.command, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=None if self.environment is None else dict(self.environment),
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
        )
        assert self._process.stdout is not None
        self._ear = threading.Thread(target=self._listen, args=(self._process.stdout,))
        self._ear.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._ear is not None
        self._ear.join()

    @property
    def url(self) -> str:
        """Where its door is."""
        return f"http://127.0.0.1:{self.port}"

    def wait_until_ready(self, deadline: float) -> None:
        """Return once it says that its door is open."""
        while not any(READY in line for line in self.said):
            try:
                line = self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise Unfit(self._last_words("said nothing of being ready")) from None
            if not line:
                raise Unfit(self._last_words("ended before it was ready"))
            self.said.append(line)

    def _listen(self, output: IO[bytes]) -> None:
        with output:
            for line in output:
                self.lines.put(line.decode(errors="replace"))
        self.lines.put("")

    def _last_words(self, what: str) -> str:
        return f"{' '.join(self.command)} {what}:\n{''.join(self.said[-40:])}"


def sell(shop: Shop, timeout_s: float = DEADLINE_S) -> Sold:
    """A customer of an online shop pays with play money until the program calls it paid."""
    began = time.monotonic()
    deadline = began + timeout_s
    shop.wait_until_ready(deadline)
    ready_s = time.monotonic() - began
    asked = {"jsonrpc": "2.0", "id": 1, "method": "start_payment", "params": {"amount": "1.5"}}
    order = post(f"{shop.url}/", asked).get("result")
    if not order:
        raise Unfit("the program took no order")
    if _is_paid(shop, order["id"]):
        raise Unfit("the program says paid before anybody paid")
    post(f"{shop.url}/practice/pay", {"address": order["address"], "amount": order["amount"]})
    while not _is_paid(shop, order["id"]):
        if time.monotonic() > deadline:
            raise Unfit(f"the payment is still open after {timeout_s:.0f} s")
        post(f"{shop.url}/practice/mine", {"blocks": 1})
        time.sleep(0.2)
    return Sold(ready_s=ready_s, paid_s=time.monotonic() - began, payment=order["id"])


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _is_paid(shop: Shop, payment: str) -> bool:
    with urllib.request.urlopen(f"{shop.url}/{payment}/status.json", timeout=10) as answer:
        return json.load(answer)["paid_at"] is not None


def post(url: str, body: object) -> dict[str, Any]:
    """Post JSON and read the JSON answer."""
    request = urllib.request.Request(url, json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def main() -> None:
    """Sell once with the program that is named, and tell how long it took."""
    words = argparse.ArgumentParser(prog="python -m bundle.smoke")
    words.add_argument("--profile", default="", help="the program's profile folder, as it names it")
    words.add_argument("--timeout", type=float, default=DEADLINE_S, metavar="SECONDS")
    words.add_argument("command", nargs=argparse.REMAINDER)
    told = words.parse_args()
    try:
        with Shop(command=told.command, profile=told.profile) as shop:
            sold = sell(shop, told.timeout)
    except (Unfit, OSError) as why:
        sys.exit(f"smoke test failed: {why}")
    sys.stdout.write(
        f"API payment {sold.payment}: door open after {sold.ready_s:.1f} s,"
        f" paid after {sold.paid_s:.1f} s\n"
    )


if __name__ == "__main__":
    main()
