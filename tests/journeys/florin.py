"""The program itself, started as its owner would, and stopped as the power company would."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests import child
from tests.nodes.anvil import Anvil, free_port
from tests.nodes.token import Token

XPUB: Final = (
    "xpub6Bh6Cg7bvjFdW6VEAaZmsyhZh86WdJ9Kr5aqqY5LN7UFLpxTrxsi"
    "ys213UCu8MAYjcq5JhF7jzZXvruGfWfPbxqsByNNhwWaNQRuhP3JcC3"
)
"""The account m/44'/60'/0' of a published test mnemonic; nobody's money."""

READY_S: Final = 30.0
EXECUTABLE: Final = Path(sys.executable).parent / "florin"


def config_for(chain: Anvil, token: Token, *, confirmations: int = 2, more: str = "") -> str:
    """A profile's settings that sell for tokens and ether on a test chain."""
    name = f"eip155:{chain.chain_id}"
    tiers = f"confirmations = [{{ confirmations = {confirmations} }}]"
    return f"""
[shop]
name = "Corner shop"
currency = "EUR"

[wallets.evm]
xpub = "{XPUB}"

[chains."{name}"]
http = ["{chain.url}"]
ws = "{chain.ws_url}"
poll_s = "0.5"

[coins.0xBTC]
chain = "{name}"
contract = "{token.address}"
{tiers}

[coins.ETH]
chain = "{name}"
{tiers}

[rates]
coingecko = false
kraken = false
coinbase = false
bitstamp = false
cryptocompare = false
fixed = {{ ETH = "2500", 0xBTC = "0.5" }}

[postback]
allow = ["127.0.0.1"]
{more}"""


@dataclass
class Florin:
    """`florin serve` on a profile, always on the same port, however often it is started."""

    profile: Path
    args: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    program: Path = EXECUTABLE
    _process: subprocess.Popen[bytes] | None = None
    _starts: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Run it until it says that its doors are open; raises AssertionError with its words."""
        self._starts += 1
        log = self.profile / f"run-{self._starts}.log"
        argv: list[str | Path] = [self.program, "serve", "--profile", self.profile]
        argv += [*self.args, "--listen", f"127.0.0.1:{self.port}"]
        self._process = child.start(argv, log=log, env=_environment())
        deadline = time.monotonic() + READY_S
        while f"ready {self.url}" not in log.read_text(errors="replace"):
            assert self._process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline, log.read_text(errors="replace")
            time.sleep(0.01)

    @property
    def is_over(self) -> bool:
        """Whether it has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    @property
    def words(self) -> Path:
        """What it printed since it was started last."""
        return self.profile / f"run-{self._starts}.log"

    def kill(self) -> None:
        """Pull the plug."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """Ask it to end; the answer is its exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(20)
        return self._process.returncode

    def start_payment(self, amount: str, *, key: str = "", **params: object) -> dict[str, Any]:
        """Ask for an amount of the default coin; the answer is the protocol's `result`."""
        body = {
            "jsonrpc": "2.0",
            "id": 111,
            "method": "start_payment",
            "params": {"amount": amount, **params},
        }
        answer = self.post("/", body, {"Idempotency-Key": key} if key else {})
        assert "result" in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def attempt(self, path: str, body: object) -> str:
        """Post JSON to a till that may be ending; whatever it answers, "" if nothing."""
        try:
            return json.dumps(self.post(path, body))
        except urllib.error.HTTPError as why:
            return why.read().decode(errors="replace")
        except OSError:
            return ""

    def status(self, id: str) -> dict[str, Any]:
        """The protocol's status of a payment."""
        with urllib.request.urlopen(f"{self.url}/{id}/status.json", timeout=10) as answer:
            status: dict[str, Any] = json.load(answer)
            return status

    def post(
        self, path: str, body: object, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Post JSON and read the JSON answer."""
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), dict(headers or {})
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            found: dict[str, Any] = json.load(answer)
            return found


def _environment() -> dict[str, str]:
    """The environment without anything that would change the settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("FLORIN_")}
