"""The nodes the other tests stand on do what they are believed to do."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.nodes.anvil import Anvil
from tests.nodes.contracts import ARTIFACT, deploy
from tests.nodes.customer import Customer, customers
from tests.nodes.token import Token, deploy_token
from tests.soon import soon

ETHER = 10**18
TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"


def somebody(chain: Anvil) -> str:
    """An address nobody has used on this chain."""
    return (
        "0x" + hashlib.sha256(f"{chain.height()} {time.monotonic_ns()}".encode()).hexdigest()[:40]
    )


def balance(chain: Anvil, address: str) -> int:
    return int(chain.rpc("eth_getBalance", address, "latest"), 16)


def test_nothing_is_mined_unless_told(anvil: Anvil, customer: Customer) -> None:
    merchant = somebody(anvil)
    height = anvil.height()

    tx = customer.pay(merchant, ETHER)
    assert anvil.receipt(tx) is None
    assert anvil.height() == height

    assert anvil.mine() == height + 1
    assert balance(anvil, merchant) == ETHER


def test_a_token_has_the_decimals_it_was_made_with(anvil: Anvil, token: Token) -> None:
    odd = deploy_token(anvil, symbol="ODD", decimals=3)

    assert token.contract.read("decimals()") == token.decimals == 8
    assert odd.contract.read("decimals()") == 3
    assert odd.balance_of(anvil.rpc("eth_accounts")[0]) == 21_000_000_000


def test_a_token_payment_is_one_log_to_the_receiver(
    anvil: Anvil, token: Token, customer: Customer
) -> None:
    merchant = somebody(anvil)

    tx = customer.pay_token(token, merchant, 150_000_000)
    anvil.mine()

    receipt = anvil.receipt(tx)
    assert receipt is not None
    (log,) = receipt["logs"]
    assert log["address"] == token.address
    assert log["topics"][0] == TRANSFER
    assert log["topics"][2] == "0x" + merchant[2:].rjust(64, "0")
    assert int(log["data"], 16) == 150_000_000


def test_two_payments_in_one_transaction_are_two_logs(
    anvil: Anvil, token: Token, customer: Customer
) -> None:
    first, second = somebody(anvil), somebody(anvil)

    tx = customer.pay_many(token, [(first, 1), (second, 2), (first, 3)])
    anvil.mine()

    receipt = anvil.receipt(tx)
    assert receipt is not None
    assert len(receipt["logs"]) == 3
    assert (token.balance_of(first), token.balance_of(second)) == (4, 2)


def test_paying_more_tokens_than_one_has_is_mined_and_fails(
    anvil: Anvil, token: Token, customer: Customer
) -> None:
    merchant = somebody(anvil)

    tx = customer.pay_token(token, merchant, 10**18)
    anvil.mine()

    receipt = anvil.receipt(tx)
    assert receipt is not None
    assert receipt["status"] == "0x0"
    assert token.balance_of(merchant) == 0


def test_an_impostor_makes_logs_without_moving_anything(
    anvil: Anvil, token: Token, customer: Customer
) -> None:
    impostor = deploy(anvil, "Impostor")
    merchant = somebody(anvil)

    look_alike = customer.call(impostor, "fakeTransfer(address,uint256)", merchant, 5)
    nothing = customer.call(
        impostor, "dust(address,address,address)", token.address, customer.address, merchant
    )
    anvil.mine()

    receipts = [anvil.receipt(look_alike), anvil.receipt(nothing)]
    assert [each["logs"][0]["address"] for each in receipts if each] == [
        impostor.address,
        token.address,
    ]
    assert token.balance_of(merchant) == 0


def test_forwarded_ether_arrives_without_a_transaction_to_the_receiver(
    anvil: Anvil, customer: Customer
) -> None:
    forwarder = deploy(anvil, "Forwarder")
    merchant = somebody(anvil)

    customer.call(forwarder, "forward(address)", merchant, wei=ETHER)
    anvil.mine()

    block = anvil.rpc("eth_getBlockByNumber", "latest", True)
    assert [each["to"] for each in block["transactions"]] == [forwarder.address]
    assert balance(anvil, merchant) == ETHER


def test_a_reverted_payment_leaves_nothing(anvil: Anvil, customer: Customer) -> None:
    reverter = deploy(anvil, "Reverter")
    merchant = somebody(anvil)

    refused = customer.pay(reverter.address, ETHER)
    undone = customer.call(reverter, "payAndRevert(address)", merchant, wei=ETHER)
    anvil.mine()

    receipts = [anvil.receipt(refused), anvil.receipt(undone)]
    assert [each["status"] for each in receipts if each] == ["0x0", "0x0"]
    assert balance(anvil, merchant) == 0


def test_replacing_a_pending_payment_makes_it_disappear(anvil: Anvil, customer: Customer) -> None:
    merchant, accomplice = somebody(anvil), somebody(anvil)

    victim = customer.pay(merchant, ETHER)
    customer.replace(victim, to=accomplice, wei=ETHER)
    anvil.mine()

    assert anvil.rpc("eth_getTransactionByHash", victim) is None
    assert (balance(anvil, merchant), balance(anvil, accomplice)) == (0, ETHER)


def test_a_dropped_payment_is_never_mined(anvil: Anvil, customer: Customer) -> None:
    merchant = somebody(anvil)

    anvil.drop_tx(customer.pay(merchant, ETHER))
    anvil.mine()

    assert balance(anvil, merchant) == 0


def test_a_reorg_takes_payments_back_and_keeps_the_height(anvil: Anvil, customer: Customer) -> None:
    merchant = somebody(anvil)
    tx = customer.pay(merchant, ETHER)
    height = anvil.mine(2)
    before = anvil.rpc("eth_getBlockByNumber", hex(height), False)["hash"]

    anvil.reorg(2)

    assert anvil.height() == height
    assert anvil.rpc("eth_getBlockByNumber", hex(height), False)["hash"] != before
    assert anvil.receipt(tx) is None
    assert balance(anvil, merchant) == 0


def test_automine_mines_each_payment_as_it_comes(own_anvil: Anvil) -> None:
    merchant = somebody(own_anvil)
    own_anvil.automine(on=True)

    customers(own_anvil)[0].pay(merchant, ETHER)

    assert soon(lambda: balance(own_anvil, merchant) == ETHER)


def test_funding_adds_ether_out_of_thin_air(anvil: Anvil) -> None:
    merchant = somebody(anvil)

    anvil.fund(merchant, ETHER)
    anvil.fund(merchant, 1)

    assert balance(anvil, merchant) == ETHER + 1


def test_a_node_comes_back_with_its_chain(own_anvil: Anvil) -> None:
    merchant = somebody(own_anvil)
    tx = customers(own_anvil)[0].pay(merchant, ETHER)
    height = own_anvil.mine(3)
    mined_in = own_anvil.rpc("eth_getTransactionReceipt", tx)["blockHash"]

    own_anvil.stop()
    with pytest.raises(OSError, match="refused"):
        own_anvil.height()
    own_anvil.start()

    assert own_anvil.height() == height
    assert balance(own_anvil, merchant) == ETHER
    assert own_anvil.rpc("eth_getTransactionReceipt", tx)["blockHash"] == mined_in


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux kills orphans for us")
def test_a_node_dies_with_the_program_that_started_it(anvil_program: Path, tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from tests.nodes.anvil import Anvil;"
        "node = Anvil(Path(sys.argv[1]), Path(sys.argv[2])); node.start();"
        "print(node.port, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, anvil_program, tmp_path], stdout=subprocess.PIPE
    ) as owner:
        assert owner.stdout is not None
        port = int(owner.stdout.readline())
        os.kill(owner.pid, signal.SIGKILL)

    assert soon(lambda: not listens(port))


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_compiled_contracts_are_those_of_the_source() -> None:
    source = ARTIFACT.with_suffix(".sol").read_bytes()

    assert json.loads(ARTIFACT.read_text())["source_sha256"] == hashlib.sha256(source).hexdigest()
