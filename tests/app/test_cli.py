"""The command line as a person meets it."""

import subprocess
import urllib.error
from pathlib import Path

import pytest

from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST, TPUB, VPUB, ZPUB
from pos.chains.monero.settings import REGTEST
from tests.chains.bitcoin.owner import exported
from tests.chains.monero.watcher import FIRST, PRIMARY, VIEW_KEY
from tests.journeys.florin import EXECUTABLE, XPUB, Florin, config_for
from tests.nodes.anvil import Anvil, free_port
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.electrum import ElectrumServer
from tests.nodes.monero import Monero
from tests.nodes.token import Token
from tests.soon import soon


def florin(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [EXECUTABLE, *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_version_is_told() -> None:
    told = florin("--version").stdout.splitlines()

    assert told[0].startswith("florin 0.")
    assert told[1].startswith("Python 3.")


def test_serve_says_when_it_is_ready_and_ends_in_order(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()

    assert served.stop() == 0
    assert (tmp_path / "run-1.log").read_text(encoding="utf-8") == f"ready {served.url}\n"


def test_a_practice_payment_goes_from_asked_to_paid_with_a_developer_as_the_customer(
    tmp_path: Path,
) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    payment = served.start_payment("2.5")

    tx = served.post("/practice/pay", {"address": payment["address"], "amount": "2.5"})["tx_hash"]
    served.post("/practice/mine", {"blocks": 3})
    status = served.status(payment["id"])
    for _ in range(200):
        if status["paid_at"]:
            break
        status = served.status(payment["id"])
    served.stop()

    assert (status["tx_hash"], status["amount"]) == (tx, "2.5")


def test_serve_warns_on_standard_error_and_logs_sales_to_the_file_only(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    with pytest.raises(urllib.error.HTTPError, match="403"):
        served.post("/", {}, {"Origin": "https://evil.example"})
    payment = served.start_payment("2.5", data={"secret": "hush"})
    served.post("/practice/pay", {"address": payment["address"], "amount": "2.5"})
    assert soon(lambda: served.status(payment["id"])["seen_at"] is not None)
    served.stop()

    printed = (tmp_path / "run-1.log").read_text(encoding="utf-8")
    logged = (tmp_path / "practice" / "florin.log").read_text(encoding="utf-8")
    assert "level=warning" in printed
    assert "a web page of another origin asks" in printed
    assert payment["id"] not in printed
    assert payment["id"] in logged
    assert "hush" not in logged


def test_a_second_start_on_the_same_profile_is_refused_kindly(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    second = florin("serve", "--practice", "--profile", tmp_path)
    served.stop()

    assert second.returncode == 2
    assert "already open" in second.stderr
    assert "Traceback" not in second.stderr


def test_serving_without_any_coin_says_what_to_do(tmp_path: Path) -> None:
    refused = florin("serve", "--profile", tmp_path)

    assert refused.returncode == 2
    assert "No coin is switched on" in refused.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    first = Florin(tmp_path / "one", args=("--practice",))
    first.profile.mkdir()
    first.start()
    listen = f"127.0.0.1:{first.port}"
    second = florin("serve", "--practice", "--profile", tmp_path / "two", "--listen", listen)
    first.stop()

    assert second.returncode == 2
    assert f"Port {first.port} on 127.0.0.1 is taken" in second.stderr


@pytest.mark.parametrize("listen", ["8888x", "127.0.0.1:99999", "nowhere"])
def test_an_address_to_listen_on_that_is_none_is_refused(tmp_path: Path, listen: str) -> None:
    refused = florin("serve", "--practice", "--profile", tmp_path, "--listen", listen)

    assert refused.returncode == 2
    assert "HOST:PORT" in refused.stderr


def test_a_mistake_in_the_config_stops_every_command_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[servr]\n", encoding="utf-8")

    for words in (("serve", "--practice"), ("check",)):
        refused = florin(*words, "--profile", tmp_path)
        assert refused.returncode == 2
        assert refused.stderr == (
            "florin: config.toml: there is no setting servr; did you mean server?\n"
        )


def test_check_tries_every_connection_and_names_what_fails(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        f"""
[wallets.evm]
xpub = "{XPUB}"
[chains."eip155:1"]
http = ["http://127.0.0.1:{free_port()}"]
[coins.ETH]
[rates]
coingecko = false
kraken = false
coinbase = false
bitstamp = false
cryptocompare = false
fixed = {{ ETH = "2500" }}
[server]
listen = "127.0.0.1:{free_port()}"
""",
        encoding="utf-8",
    )

    checked = florin("check", "--profile", tmp_path)

    assert checked.returncode == 1
    assert "ok      server.listen" in checked.stdout
    assert 'problem chains."eip155:1", http 1: ' in checked.stdout
    assert "ok      rate of ETH" in checked.stdout
    assert "ok      first address of ETH: 0x" in checked.stdout
    assert "ETH is paid: up to 50\N{NO-BREAK SPACE}EUR: 2 confirmations; " in checked.stdout


def test_check_tries_each_node_and_the_websocket_by_itself(
    anvil: Anvil, token: Token, tmp_path: Path
) -> None:
    config = config_for(anvil, token)
    dead = f'http = ["{anvil.url}", "http://127.0.0.1:{free_port()}"]'
    config = config.replace(f'http = ["{anvil.url}"]', dead)
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    one_down = florin("check", "--profile", tmp_path)
    dead_ws = config.replace(anvil.ws_url, f"ws://127.0.0.1:{free_port()}")
    (tmp_path / "config.toml").write_text(dead_ws, encoding="utf-8")
    no_news = florin("check", "--profile", tmp_path)

    chain = f'chains."eip155:{anvil.chain_id}"'
    assert f"ok      {chain}, http 1\n" in one_down.stdout
    assert f"problem {chain}, http 2: " in one_down.stdout
    assert f"ok      {chain}, ws\n" in one_down.stdout
    assert f"problem {chain}, ws: " in no_news.stdout


def test_check_tries_the_own_node_of_one_coin_and_each_server_of_another(
    knots: BitcoinNode,
    litecoin_electrum: ElectrumServer,
    tmp_path: Path,
) -> None:
    dead = free_port()
    (tmp_path / "config.toml").write_text(
        f"""
[wallets.BTC]
key = "{exported("m/84'/1'/0'", VPUB)}"
[wallets.LTC]
key = "{exported("m/84'/1'/0'", TPUB)}"
[chains.BTC]
rpc = "{knots.url}"
cookie = "{knots.cookie}"
[chains.LTC]
electrum = [
    "ssl://127.0.0.1:{litecoin_electrum.ssl_port}",
    "ws://127.0.0.1:{litecoin_electrum.ws_port}",
    "tcp://127.0.0.1:{dead}",
]
[coins.BTC]
chain = "{BITCOIN_REGTEST.id}"
[coins.LTC]
chain = "{LITECOIN_REGTEST.id}"
[rates]
coingecko = false
kraken = false
coinbase = false
bitstamp = false
cryptocompare = false
fixed = {{ BTC = "80000", LTC = "100" }}
[server]
listen = "127.0.0.1:{free_port()}"
""",
        encoding="utf-8",
    )

    said = florin("check", "--profile", tmp_path).stdout

    assert "ok      chains.BTC, rpc\n" in said
    assert f"ok      chains.LTC, electrum 127.0.0.1:{litecoin_electrum.ssl_port}\n" in said
    assert f"ok      chains.LTC, electrum 127.0.0.1:{litecoin_electrum.ws_port}\n" in said
    assert f"problem chains.LTC, electrum 127.0.0.1:{dead}: " in said
    assert "first address of BTC: bcrt1q" in said
    assert "path m/84'/1'/0'/0/0" in said
    assert "wallets.LTC: the key does not tell the kind of its addresses; wpkh was taken" in said
    assert "BTC is paid: up to 50\N{NO-BREAK SPACE}EUR: as soon as seen; " in said


def test_check_names_a_node_of_another_chain(knots: BitcoinNode, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        f"""
[wallets.BTC]
key = "{exported("m/84'/0'/0'", ZPUB)}"
[chains.BTC]
rpc = "{knots.url}"
rpc_user = "{knots.user}"
rpc_password = "{knots.password}"
[coins.BTC]
[rates]
coingecko = false
kraken = false
coinbase = false
bitstamp = false
cryptocompare = false
fixed = {{ BTC = "80000" }}
""",
        encoding="utf-8",
    )

    checked = florin("check", "--profile", tmp_path)

    assert checked.returncode == 1
    assert "problem chains.BTC, rpc: " in checked.stdout
    assert knots.password not in checked.stdout + checked.stderr


def test_check_tries_moneros_node_and_looks_for_the_wallet_program(
    monero_net: Monero, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text(
        f"""
[wallets.XMR]
address = "{PRIMARY}"
view_key = "{VIEW_KEY}"
[chains.XMR]
daemon = ["{monero_net.node.url}", "http://127.0.0.1:{free_port()}"]
wallet_rpc_program = "{tmp_path / "nowhere"}"
[coins.XMR]
chain = "{REGTEST}"
[rates]
coingecko = false
kraken = false
coinbase = false
bitstamp = false
cryptocompare = false
fixed = {{ XMR = "150" }}
""",
        encoding="utf-8",
    )

    said = florin("check", "--profile", tmp_path).stdout

    assert "ok      chains.XMR, daemon 1\n" in said
    assert "problem chains.XMR, daemon 2: " in said
    assert "problem chains.XMR, wallet program: There is no monero-wallet-rpc at" in said
    assert f"first address of XMR: {FIRST}" in said


def test_wallets_shows_what_the_owner_needs_and_writes_it(tmp_path: Path) -> None:
    config = f"""
[wallets.BTC]
key = "{exported("m/84'/0'/0'", ZPUB)}"
[coins.BTC]
"""
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")

    shown = florin("wallets", "--profile", tmp_path, "--export", tmp_path / "out")

    assert shown.returncode == 0
    assert "first address  bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu" in shown.stdout
    assert (tmp_path / "out" / "BTC-descriptor.txt").exists()
    assert (tmp_path / "out" / "BTC-labels.jsonl").exists()
    assert not (tmp_path / "florin.db").exists()


def test_a_wrong_recovery_code_sets_no_pin_at_the_command_line(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    refused = subprocess.run(
        [EXECUTABLE, "pin", "--recover", "--practice", "--profile", str(tmp_path)],
        input="00000-00000\n2468\n2468\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    served.stop()

    assert refused.returncode == 2
    assert "No recovery sheet was made" in refused.stderr


def test_the_owner_sets_the_manager_s_pin_beside_the_open_till(tmp_path: Path) -> None:
    served = Florin(tmp_path, args=("--practice",))
    served.start()
    words = ("pin", "--practice", "--profile", str(tmp_path))
    set_pin = subprocess.run(
        [EXECUTABLE, *words],
        input="2468\n2468\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    wrong = subprocess.run(
        [EXECUTABLE, *words],
        input="12\n12\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    served.stop()

    assert (set_pin.returncode, wrong.returncode) == (0, 2)
    assert "The manager's PIN is set." in set_pin.stdout
    assert "four to eight digits" in wrong.stderr
    assert "2468" not in set_pin.stdout


def test_without_a_till_there_is_no_pin_to_set(tmp_path: Path) -> None:
    words = ("pin", "--profile", str(tmp_path))
    refused = subprocess.run(
        [EXECUTABLE, *words],
        input="2468\n2468\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert refused.returncode == 2
    assert "Open the till once" in refused.stderr
