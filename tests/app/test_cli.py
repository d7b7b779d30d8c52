"""The command line as a person meets it."""

import subprocess
import urllib.error
from pathlib import Path

import pytest

from tests.journeys.florin import EXECUTABLE, XPUB, Florin, config_for
from tests.nodes.anvil import Anvil, free_port
from tests.nodes.token import Token
from tests.soon import soon


def florin(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [EXECUTABLE, *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_version_is_told() -> None:
    assert florin("--version").stdout.startswith("florin, version ")


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
fixed = {{ ETH = "2500" }}
[server]
listen = "127.0.0.1:{free_port()}"
""",
        encoding="utf-8",
    )

    checked = florin("check", "--profile", tmp_path)

    assert checked.returncode == 1
    assert "ok      server.listen" in checked.stdout
    assert "problem chain eip155:1, http 1: " in checked.stdout
    assert "ok      rate of ETH" in checked.stdout
    assert "first address of the wallet: 0x" in checked.stdout


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

    chain = f"chain eip155:{anvil.chain_id}"
    assert f"ok      {chain}, http 1\n" in one_down.stdout
    assert f"problem {chain}, http 2: " in one_down.stdout
    assert f"ok      {chain}, ws\n" in one_down.stdout
    assert f"problem {chain}, ws: " in no_news.stdout
