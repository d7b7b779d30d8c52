"""The nodes of the Bitcoin family, their payer and the Electrum server do what later tests need."""

import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.nodes.bitcoin import TOPICS, BitcoinNode, transaction
from tests.nodes.bitcoin_plugin import ElectrumOver
from tests.nodes.line import Line, script_hash
from tests.nodes.payer import LOW_FEE, UNITS_PER_COIN, USUAL_FEE, Payer
from tests.nodes.rpc import Rpc, RpcError
from tests.soon import soon

PRICE = 150_000

pytestmark = pytest.mark.node  # the fixtures below find their nodes by name


@pytest.fixture(params=["knots", "litecoin"])
def node(request: pytest.FixtureRequest) -> BitcoinNode:
    """Each chain of the family, shared."""
    found: BitcoinNode = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def payer(node: BitcoinNode, request: pytest.FixtureRequest) -> Payer:
    """Who pays on that chain."""
    found: Payer = request.getfixturevalue(f"{request.node.callspec.params['node']}_payer")
    return found


@pytest.fixture(params=["own_knots", "own_litecoin"])
def own(request: pytest.FixtureRequest) -> BitcoinNode:
    """Each chain of the family, of its own."""
    found: BitcoinNode = request.getfixturevalue(request.param)
    return found


def pool(node: BitcoinNode) -> list[str]:
    listed: list[str] = node.rpc("getrawmempool")
    return listed


def depth(node: BitcoinNode, tx: str) -> int:
    """Confirmations; -1 when the node does not know the transaction."""
    found = transaction(node, tx)
    return -1 if found is None else found.get("confirmations", 0)


def received(node: BitcoinNode, tx: str) -> list[tuple[str, int]]:
    """What a transaction pays to whom, in atomic units."""
    found = transaction(node, tx)
    assert found is not None
    return [(address_in(out["scriptPubKey"]), units(out["value"])) for out in found["vout"]]


def address_in(script: dict[str, Any]) -> str:
    """The older program lists addresses, the newer one names the one."""
    address: str = script["address"] if "address" in script else script["addresses"][0]
    return address


def units(amount: Decimal) -> int:
    return int(amount * UNITS_PER_COIN)


def test_nothing_is_mined_unless_told(node: BitcoinNode, payer: Payer) -> None:
    height = node.height()

    tx = payer.pay([(node.address(), PRICE)])
    assert (depth(node, tx), node.height()) == (0, height)

    assert node.mine() == height + 1
    assert depth(node, tx) == 1


def test_one_transaction_pays_several_addresses_and_one_of_them_twice(
    node: BitcoinNode, payer: Payer
) -> None:
    first, second = node.address(), node.address()

    tx = payer.pay([(first, PRICE), (second, PRICE + 1), (first, PRICE + 2)])

    assert received(node, tx)[:3] == [(first, PRICE), (second, PRICE + 1), (first, PRICE + 2)]


def test_payments_do_not_depend_on_each_other(node: BitcoinNode, payer: Payer) -> None:
    txs = [payer.pay([(node.address(), PRICE)]) for _ in range(5)]

    assert {node.rpc("getmempoolentry", tx)["ancestorcount"] for tx in txs} == {1}


@pytest.mark.parametrize("fee_rate", [LOW_FEE, USUAL_FEE])
def test_a_payment_costs_what_was_said_per_byte(
    node: BitcoinNode, payer: Payer, fee_rate: int
) -> None:
    tx = payer.pay([(node.address(), PRICE)], fee_rate=fee_rate)

    entry = node.rpc("getmempoolentry", tx)
    assert units(entry["fees"]["base"]) == fee_rate * entry["vsize"]


def test_a_payment_says_whether_it_may_be_replaced(node: BitcoinNode, payer: Payer) -> None:
    final = payer.pay([(node.address(), PRICE)])
    open_to_change = payer.pay([(node.address(), PRICE)], replaceable=True)

    assert not node.rpc("getmempoolentry", final)["bip125-replaceable"]
    assert node.rpc("getmempoolentry", open_to_change)["bip125-replaceable"]


def test_a_replaced_payment_is_forgotten(node: BitcoinNode, payer: Payer) -> None:
    old = payer.pay([(node.address(), PRICE)], replaceable=True)

    new = payer.replace(old)

    assert depth(node, old) == -1
    assert depth(node, new) == 0
    assert [to for to, _ in received(node, new)] == [payer.home]


def test_bitcoin_replaces_a_payment_that_did_not_ask_for_it(
    knots: BitcoinNode, knots_payer: Payer
) -> None:
    old = knots_payer.pay([(knots.address(), PRICE)])

    knots_payer.replace(old)

    assert depth(knots, old) == -1


def test_litecoin_keeps_a_payment_that_did_not_allow_it(
    litecoin: BitcoinNode, litecoin_payer: Payer
) -> None:
    old = litecoin_payer.pay([(litecoin.address(), PRICE)])

    with pytest.raises(RpcError, match="conflict"):
        litecoin_payer.replace(old)

    assert depth(litecoin, old) == 0


def test_a_double_spend_nobody_was_told_of_ends_a_payment_by_its_block(
    node: BitcoinNode, payer: Payer
) -> None:
    tx = payer.pay([(node.address(), PRICE)])

    node.mine_only(payer.conflict(tx))

    assert depth(node, tx) == -1


def test_a_payment_may_have_an_unmined_parent(node: BitcoinNode, payer: Payer) -> None:
    parent = payer.pay([])

    child = payer.pay_out_of(parent, [(node.address(), PRICE)])

    assert node.rpc("getmempoolentry", child)["depends"] == [parent]


def test_a_block_holds_what_the_test_chose(node: BitcoinNode, payer: Payer) -> None:
    left, chosen = (payer.pay([(node.address(), PRICE)]) for _ in range(2))

    block = node.mine_only(chosen)

    assert node.rpc("getblock", block)["tx"][1:] == [chosen]
    assert (depth(node, left), depth(node, chosen)) == (0, 1)


def test_a_payer_without_coins_gets_its_change_by_a_block(own: BitcoinNode) -> None:
    payer = Payer(own)
    everything = payer.pay([(own.address(), 449 * UNITS_PER_COIN)])

    again = payer.pay([(own.address(), PRICE)])

    assert (depth(own, everything), depth(own, again)) == (1, 0)


def test_after_a_reorganisation_a_payment_waits_again(own: BitcoinNode) -> None:
    tx = Payer(own).pay([(own.address(), PRICE)])
    height = own.mine(2)

    assert own.reorg(2) == height + 1

    assert pool(own) == [tx]


def test_after_a_reorganisation_a_payment_can_be_mined_again(own: BitcoinNode) -> None:
    tx = Payer(own).pay([(own.address(), PRICE)])
    own.mine(2)

    own.reorg(2, again=[tx])

    assert depth(own, tx) == 3


def test_after_a_reorganisation_a_payment_can_be_impossible(own: BitcoinNode) -> None:
    payer = Payer(own)
    tx = payer.pay([(own.address(), PRICE)])
    own.mine(2)

    own.reorg(2, again=[payer.conflict(tx)])

    assert pool(own) == []
    with pytest.raises(RpcError, match=r"missing|spent"):
        own.rpc("sendrawtransaction", payer.raw(tx))


def test_an_empty_chain_is_reorganised_too(own: BitcoinNode) -> None:
    height = own.height()

    assert own.reorg(5) == height + 1


def test_chain_and_pool_outlive_a_restart(own: BitcoinNode) -> None:
    payer = Payer(own)
    mined = payer.pay([(own.address(), PRICE)])
    height = own.mine()
    waiting = payer.pay([(own.address(), PRICE)])

    own.stop()
    with pytest.raises(ConnectionRefusedError):
        own.height()
    own.start()

    assert own.height() == height
    assert depth(own, mined) == 1
    assert soon(lambda: pool(own) == [waiting])  # it is read back after the doors opened


def test_a_node_can_forget_what_waits(own: BitcoinNode) -> None:
    payer = Payer(own)
    tx = payer.pay([(own.address(), PRICE)])

    own.forget_pool()

    assert depth(own, tx) == -1
    assert own.rpc("sendrawtransaction", payer.raw(tx)) == tx


def test_the_cookie_opens_the_node_as_the_password_does(node: BitcoinNode) -> None:
    by_cookie = Rpc(node.url, node.cookie.read_text())

    assert by_cookie("getblockcount") == node.height()


def test_only_bitcoin_has_a_push_channel(knots: BitcoinNode, litecoin: BitcoinNode) -> None:
    offered = knots.rpc("getzmqnotifications")

    assert {each["type"] for each in offered} == {f"pub{topic}" for topic in TOPICS}
    assert {each["address"] for each in offered} == {knots.zmq}
    assert litecoin.zmq is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux kills orphans for us")
def test_a_node_dies_with_the_program_that_started_it(knots_program: Path, tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from tests.nodes.bitcoin import *;"
        "node = BitcoinNode(KNOTS, Path(sys.argv[1]), Path(sys.argv[2])); node.start();"
        "print(node.folder / 'regtest' / 'bitcoind.pid', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, knots_program, tmp_path], stdout=subprocess.PIPE
    ) as owner:
        assert owner.stdout is not None
        pid = int(Path(owner.stdout.readline().decode().strip()).read_text())
        os.kill(owner.pid, signal.SIGKILL)

    assert soon(lambda: not Path(f"/proc/{pid}").exists())


@pytest.fixture
def line(node: BitcoinNode, request: pytest.FixtureRequest) -> Iterator[Line]:
    """A client of the server over that chain."""
    server = request.getfixturevalue(f"{request.node.callspec.params['node']}_electrum")
    with closing(Line(server)) as client:
        yield client


def watched(line: Line, node: BitcoinNode, address: str) -> str:
    """The hash of an address's script, subscribed to."""
    script = node.rpc("validateaddress", address)["scriptPubKey"]
    name = script_hash(bytes.fromhex(script))
    assert line("blockchain.scripthash.subscribe", name) is None
    return name


def test_the_server_tells_of_a_payment_and_of_its_end(
    node: BitcoinNode, payer: Payer, line: Line
) -> None:
    address = node.address()
    script = watched(line, node, address)

    tx = payer.pay([(address, PRICE)], replaceable=True)
    told, status = line.notice()
    assert told == script
    assert status is not None
    (seen,) = line("blockchain.scripthash.get_mempool", script)
    assert (seen["tx_hash"], seen["height"]) == (tx, 0)

    payer.replace(tx)
    assert line.notice() == [script, None]


def test_a_server_comes_back_on_its_ports_and_has_kept_up(
    own: BitcoinNode, electrum_over: ElectrumOver
) -> None:
    server = electrum_over(own)
    server.stop()
    height = own.mine(3)

    server.start()

    with closing(Line(server)) as client:
        assert client("blockchain.headers.subscribe")["height"] == height


def test_a_server_shows_another_certificate_only_when_told(
    own_litecoin: BitcoinNode, electrum_over: ElectrumOver
) -> None:
    server = electrum_over(own_litecoin)
    first = ssl.get_server_certificate((server.host, server.ssl_port))

    server.stop()
    server.start()
    assert ssl.get_server_certificate((server.host, server.ssl_port)) == first

    server.stop()
    server.renew_certificate()
    server.start()
    assert ssl.get_server_certificate((server.host, server.ssl_port)) != first


def test_two_servers_stand_over_one_node(
    own_litecoin: BitcoinNode, electrum_over: ElectrumOver
) -> None:
    servers = [electrum_over(own_litecoin) for _ in range(2)]

    for server in servers:
        with closing(Line(server)) as client:
            assert client("blockchain.headers.subscribe")["height"] == own_litecoin.height()
