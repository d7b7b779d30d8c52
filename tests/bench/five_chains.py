"""What a shop costs that follows five chains and has many open invoices on all of them."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, Protocol, TypeVar

import psutil

from tests.bench.figures import Figure, figure
from tests.journeys.coins_config import (
    SHOP,
    bitcoin_by_electrum,
    bitcoin_by_node,
    monero_by_own_wallet,
)
from tests.journeys.florin import XPUB, Florin
from tests.nodes import chains, electrum, fetch, monero
from tests.nodes.anvil import Anvil
from tests.nodes.bitcoin import KNOTS, LITECOIN, BitcoinNode, NodeKind
from tests.nodes.electrum import ElectrumServer
from tests.nodes.token import deploy_token

EACH: Final = 200
AMOUNTS: Final = {"BTC": "0.001", "LTC": "1.5", "ETH": "0.5", "USDC": "5.5", "XMR": "0.25"}
AIM_MB: Final = 250.0
AIM_PERCENT: Final = 2.0
SETTLE_S: Final = 15.0
IDLE_S: Final = 30.0


class _Runs(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


_Startable = TypeVar("_Startable", bound=_Runs)


def five_chains() -> list[Figure]:
    """Memory and processor of the program alone, idle with 1,000 open invoices on five chains."""
    with (
        tempfile.TemporaryDirectory(prefix="florin-bench-") as scratch,
        _world(Path(scratch)) as config,
    ):
        profile = Path(scratch) / "profile"
        profile.mkdir()
        (profile / "config.toml").write_text(config, encoding="utf-8")
        for code, amount in AMOUNTS.items():
            with _open(profile, code) as florin:
                for _ in range(EACH):
                    florin.start_payment(amount)
        with _open(profile, "ETH") as florin:
            time.sleep(SETTLE_S)
            process = psutil.Process(florin.pid)
            before = sum(process.cpu_times()[:2])
            time.sleep(IDLE_S)
            busy = (sum(process.cpu_times()[:2]) - before) / IDLE_S * 100
            used = process.memory_info().rss / 2**20
    return [
        figure("five chains, 1,000 open invoices: memory", used, "MB", AIM_MB),
        figure("five chains, 1,000 open invoices: idle, one core", busy, "%", AIM_PERCENT),
    ]


@contextmanager
def _open(profile: Path, code: str) -> Iterator[Florin]:
    """The program, whose door for online shops asks for this coin."""
    florin = Florin(profile)
    config = profile / "config.toml"
    shop = config.read_text(encoding="utf-8").partition("\n[server]")[0]
    config.write_text(f'{shop}\n[server]\ncoin = "{code}"\n', encoding="utf-8")
    florin.start()
    try:
        yield florin
    finally:
        florin.stop()


@contextmanager
def _world(folder: Path) -> Iterator[str]:
    """Nodes of five chains, and the settings of a shop that takes a coin of each."""
    with ExitStack() as running:
        knots = _node(KNOTS, folder / "knots", running)
        litecoin = _node(LITECOIN, folder / "litecoin", running)
        servers = [
            _started(ElectrumServer(electrum.server(), knots, folder / name), running)
            for name in ("one", "other")
        ]
        ether, tokens = (
            _started(Anvil(fetch.anvil(), folder / f"anvil-{id}", id), running)
            for id in (31337, 31338)
        )
        net = _started(monero.Monero(monero.fetch(), folder / "monero"), running)
        token = deploy_token(tokens, symbol="USDC", decimals=6)
        yield "".join(
            (
                SHOP,
                bitcoin_by_electrum(*servers),
                bitcoin_by_node(litecoin, "LTC"),
                monero_by_own_wallet(net),
                _evm(ether, tokens, token.address),
            )
        )


def _evm(ether: Anvil, tokens: Anvil, contract: str) -> str:
    return f"""
[wallets.evm]
xpub = "{XPUB}"

[chains."eip155:{ether.chain_id}"]
http = ["{ether.url}"]
ws = "{ether.ws_url}"
stale_after_s = 0

[chains."eip155:{tokens.chain_id}"]
http = ["{tokens.url}"]
ws = "{tokens.ws_url}"
stale_after_s = 0

[coins.ETH]
chain = "eip155:{ether.chain_id}"

[coins.USDC]
chain = "eip155:{tokens.chain_id}"
contract = "{contract}"
"""


def _node(kind: NodeKind, folder: Path, running: ExitStack) -> BitcoinNode:
    node = _started(chains.node_at(folder, kind), running)
    node.mine()
    return node


def _started(part: _Startable, running: ExitStack) -> _Startable:
    part.start()
    running.callback(part.stop)
    return part
