"""A shop that knows every kind of secret, and all that comes out of it by name."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.journeys.coins_config import TPUB, monero_by_own_wallet
from tests.journeys.florin import EXECUTABLE, XPUB
from tests.journeys.known_secrets import Secret
from tests.journeys.recorder import Recorder
from tests.nodes.anvil import Anvil
from tests.nodes.bitcoin import RPC_PASSWORD, RPC_USER, BitcoinNode
from tests.nodes.monero import Monero
from tests.soon import soon

MANAGER: Final = "73915046"
NODE_KEY: Final = "k3y-of-the-node-service-8271"
NODE_PASSWORD: Final = "p4ssword-of-the-node-3318"
RATE_KEY: Final = "CG-demo-key-of-the-shop-5520"
OTHER_RATE_KEY: Final = "cryptocompare-key-of-the-shop-9917"
LIBREPAY: Final = "librepay-secret-of-the-shop-4471"
PASSPHRASE: Final = "refund passphrase of seven odd words"
BACKUP_PASSPHRASE: Final = "backup passphrase with other odd words"
ORDER: Final = "customer-wrote-something-private-6605"
CALLBACK_TOKEN: Final = "token-in-the-callback-address-1182"
CONFIRMATIONS: Final = 2
TOO_MUCH_WEI: Final = 10**15


@dataclass
class Shop:
    """The shop, everything it was told, and everything that came out of it."""

    profile: Path
    port: int
    recorders: dict[str, Recorder]
    secrets: list[Secret] = field(default_factory=list)
    places: dict[str, bytes] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def note(self) -> Path:
        return self.profile.parent / "receipt.json"

    def knows(self, name: str, text: str, *may_go: str) -> None:
        """A secret, and the places it is meant for."""
        self.secrets.append(Secret(name=name, text=text, may_go=frozenset(may_go)))

    def florin(self, *words: str | Path, typed: str = "", shows: str = "") -> str:
        """A command of the owner; what it says is a place of its own, or named `shows`."""
        argv = [EXECUTABLE, *words, "--profile", self.profile]
        run = subprocess.run(
            list(map(str, argv)),
            input=typed,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        assert "Traceback" not in run.stderr, run.stderr
        place = shows or f"florin {words[0]} {words[1] if len(words) > 1 else ''}"
        self.places[place] = (run.stdout + run.stderr).encode()
        return run.stdout

    def ask(
        self, path: str, body: object = None, *, key: str = "", method: str = "", shows: str = ""
    ) -> Any:  # noqa: ANN401 - whatever JSON there is
        """A request of anybody; the answer with its headers is a place."""
        is_form = isinstance(body, bytes) and b"=" in body
        kind = "application/x-www-form-urlencoded" if is_form else "application/json"
        headers = {"Content-Type": kind} if body is not None else {}
        headers |= {"Authorization": f"Bearer {key}"} if key else {}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, raw if body is not None else None, headers, method=method or None
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                head, content = str(answer.headers), answer.read()
        except urllib.error.HTTPError as why:
            head, content = str(why.headers), why.read()
        self.places[shows or f"answer {len(self.places)} {path.partition('?')[0]}"] = (
            head.encode() + content
        )
        try:
            return json.loads(content)
        except ValueError:
            return content

    def open(self) -> None:
        argv = [sys.executable, "-m", "tests.journeys.counter_shop"]
        argv += [str(self.profile), str(self.port), str(self.note)]
        with (self.profile.parent / "screen.log").open("wb") as screen:
            self.process = subprocess.Popen(
                argv,
                stdin=subprocess.PIPE,
                stdout=screen,
                stderr=subprocess.STDOUT,
                env={n: v for n, v in os.environ.items() if not n.startswith("FLORIN_")},
            )
        assert self.process.stdin is not None
        self.process.stdin.write(f"{MANAGER}\n".encode())
        self.process.stdin.close()
        assert soon(self.note.exists, within_s=60), (self.profile.parent / "screen.log").read_text()

    def close(self) -> None:
        if self.process is not None:
            self.process.terminate()
            assert self.process.wait(60) == 0

    def receipt(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = json.loads(self.note.read_text(encoding="utf-8"))
        return told


def config(shop: Shop, chain: Anvil, node: BitcoinNode, net: Monero) -> str:
    name = f"eip155:{chain.chain_id}"
    near = shop.recorders["anvil"].url.removeprefix("http://")
    rates = shop.recorders["rates"].url
    monero = monero_by_own_wallet(net).replace(net.node.url, shop.recorders["monerod"].url)
    return f"""
[shop]
name = "Corner shop"

[server]
coin = "ETH"
public_url = "https://pay.shop.example"

[librepay]
secret = "{LIBREPAY}"

[postback]
allow = ["127.0.0.1"]

[rates]
kraken = false
coinbase = false
bitstamp = false
coingecko_url = "{rates}"
cryptocompare_url = "{rates}"
coingecko_demo_key = "{RATE_KEY}"
cryptocompare_key = "{OTHER_RATE_KEY}"
fixed = {{ ETH = "2500", BTC = "80000", XMR = "250" }}

[wallets.evm]
xpub = "{XPUB}"

[chains."{name}"]
http = ["http://till:{NODE_PASSWORD}@{near}/v3/{NODE_KEY}"]
poll_s = "0.5"

[coins.ETH]
chain = "{name}"
confirmations = [{{ confirmations = {CONFIRMATIONS} }}]

[refunds.ETH]
wallet = "keystore"
to_sender = "never"
passphrase_file = "passphrase"

[wallets.BTC]
key = "{TPUB}"

[chains.BTC]
rpc = "{shop.recorders["knots"].url}"
rpc_user = "{RPC_USER}"
rpc_password = "{RPC_PASSWORD}"

[coins.BTC]
chain = "bip122:0f9188f13cb7b2c71f2a335e3a4fc328"
{monero}"""
