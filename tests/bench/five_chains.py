"""What a shop costs that follows five chains and has many open invoices on all of them."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from tests.bench.figures import Figure, figure
from tests.bench.memory import idle
from tests.bench.starting import is_watching
from tests.journeys.coins_config import (
    SHOP,
    bitcoin_by_electrum,
    bitcoin_by_node,
    monero_by_own_wallet,
)
from tests.journeys.florin import XPUB, Florin
from tests.nodes import chains, electrum, fetch, monero
from tests.nodes.anvil import Anvil
from tests.nodes.bitcoin import KNOTS, LITECOIN
from tests.nodes.electrum import ElectrumServer
from tests.nodes.running import running
from tests.nodes.token import deploy_token
from tests.soon import soon

EACH: Final = 200
AMOUNTS: Final = {"BTC": "0.001", "LTC": "1.5", "ETH": "0.5", "USDC": "5.5", "XMR": "0.25"}
AIM_MB: Final = 250.0
AIM_PERCENT: Final = 2.0
READY_S: Final = 30.0
SETTLE_S: Final = 15.0
IDLE_S: Final = 30.0


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
            with running(_florin(profile, code)) as florin:
                assert soon(partial(is_watching, florin), READY_S)
                for _ in range(EACH):
                    florin.start_payment(amount)
        with running(_florin(profile, "ETH")) as florin:
            time.sleep(SETTLE_S)
            used, busy = idle(florin.pid, IDLE_S)
    return [
        figure("five chains, 1,000 open invoices: memory", used, "MB", AIM_MB),
        figure("five chains, 1,000 open invoices: idle, one core", busy, "%", AIM_PERCENT),
    ]


def _florin(profile: Path, code: str) -> Florin:
    """The program, whose door for online shops asks for this coin."""
    config = profile / "config.toml"
    shop = config.read_text(encoding="utf-8").partition("\n[server]")[0]
    config.write_text(f'{shop}\n[server]\ncoin = "{code}"\n', encoding="utf-8")
    return Florin(profile)


@contextmanager
def _world(folder: Path) -> Iterator[str]:
    """Nodes of five chains, and the settings of a shop that takes a coin of each."""
    with ExitStack() as parts:
        knots = parts.enter_context(chains.running_at(folder / "knots", KNOTS))
        litecoin = parts.enter_context(chains.running_at(folder / "litecoin", LITECOIN))
        servers = [
            parts.enter_context(running(ElectrumServer(electrum.server(), knots, folder / name)))
            for name in ("one", "other")
        ]
        ether, tokens = (
            parts.enter_context(running(Anvil(fetch.anvil(), folder / f"anvil-{id}", id)))
            for id in (31337, 31338)
        )
        net = parts.enter_context(running(monero.Monero(monero.fetch(), folder / "monero")))
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
