"""Signatures held against transactions that are in blocks, and against the BIPs' examples."""

from dataclasses import replace

import pytest

from pos.chains.bitcoin.address import pay_to_key
from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, DOGECOIN, LITECOIN, Network
from pos.chains.bitcoin.paying.account import Account
from pos.chains.bitcoin.paying.draft import Draft
from pos.chains.bitcoin.paying.signing import digest_of, spent_scripts, unsigned
from pos.chains.bitcoin.paying.unspent import Unspent
from pos.chains.bitcoin.tx import Output, double_sha256, parse_tx
from pos.chains.wally import wallycore
from tests.chains.bitcoin.owner import MNEMONIC

BIP143 = bytes.fromhex(
    "0100000002fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f0000000000eeffff"
    "ffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202c"
    "b206000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000001976a9143b"
    "de42dbee7e4dbe6a21b2d50ce2f0167faa815988ac11000000"
)
"""Its example of P2WPKH: input 1 is one, of 6 coins."""

CASH = bytes.fromhex(
    "0100000001781a716b1e15b41b07157933e5d777392a75bf87132650cb2e7d46fb8dc237bc000000006a473044"
    "022061aee4f17abe044d5df8c52c9ffd3b84e5a29743517e488b20ecf1ae0b3e4d3a02206bb84c55e407f3b684"
    "ff8d9bea0a3409cfd865795a19d10b3d3c31f12795c34a412103a020b36130021a0f037c1d1a02042e325c0cb6"
    "66d6478c1afdcd9d913b9ef080ffffffff0272ee1c00000000001976a914b1401fce7e8bf123c88a0467e0ed11"
    "e3b9fbef5488acec1e0100000000001976a914d51eca49695cdf47e7f4b55507893e3ad53fe9d888ac00000000"
)
"""Transaction 502e8577… of Bitcoin Cash, which spends 1,995,344 satoshi of one key."""


def test_segwit_signs_what_the_bip_says() -> None:
    tx = wallycore.tx_from_bytes(BIP143, 0)
    script = bytes.fromhex("00141d0f172a0ecb48aee1be1f2687d2963ae33f71a1")

    digest = digest_of(tx, 1, script, 6 * 10**8, BITCOIN)

    assert digest.hex() == "c37af31116d1b27caf68aae9e3ac82f1477929014d5b917657d0eb49478cb670"


def test_bitcoin_cash_signs_what_a_payment_in_its_chain_signed() -> None:
    key, der = _key_and_signature(CASH)
    script = pay_to_key(bytes(wallycore.hash160(key)))
    tx = wallycore.tx_from_bytes(CASH, 0)

    digest = digest_of(tx, 0, script, 1_995_344, BITCOIN_CASH)

    assert der[-1] == 0x41
    assert _is_signed(key, digest, der[:-1])
    assert not _is_signed(key, digest_of(tx, 0, script, 1_995_345, BITCOIN_CASH), der[:-1])


@pytest.mark.parametrize(
    "network", [BITCOIN, LITECOIN, DOGECOIN, BITCOIN_CASH], ids=lambda network: network.title
)
def test_every_input_is_signed_by_its_own_key(network: Network) -> None:
    account = Account(MNEMONIC, network)
    scripts = [account.change(str(number)) for number in range(3)]
    draft = Draft(
        inputs=tuple(
            Unspent(txid=f"{number:064x}", vout=number, value=1_000 + number, script=script)
            for number, script in enumerate(scripts)
        ),
        outputs=(Output(value=2_000, script=scripts[0]),),
        fee=0,
    )

    raw = account.signed(draft)

    assert spent_scripts(raw) == scripts
    whole = parse_tx(raw)
    assert [(one.txid, one.vout) for one in whole.inputs] == [
        (one.txid, one.vout) for one in draft.inputs
    ]
    assert whole.signals_replacement == network.has_replacement
    assert draft.vsize - 3 <= whole.vsize <= draft.vsize
    for at, one in enumerate(draft.inputs):
        key, der = _key_and_signature(raw, at)
        digest = digest_of(unsigned(draft, network), at, one.script, one.value, network)
        assert _is_signed(key, digest, der[:-1])


def test_dogecoin_signs_in_the_old_way() -> None:
    account = Account(MNEMONIC, DOGECOIN)
    script = account.change("1")
    one = Unspent(txid="ab" * 32, vout=1, value=5_000, script=script)
    draft = Draft(inputs=(one,), outputs=(Output(value=4_000, script=script),), fee=1_000)
    stripped = (
        bytes.fromhex("0200000001") + bytes.fromhex(one.txid)[::-1] + bytes([1, 0, 0, 0])
        + bytes([len(script)]) + script + bytes.fromhex("fdffffff")
        + b"\1" + (4_000).to_bytes(8, "little") + bytes([len(script)]) + script + bytes(4)
    )  # fmt: skip

    key, der = _key_and_signature(account.signed(draft))

    assert _is_signed(key, double_sha256(stripped + bytes([1, 0, 0, 0])), der[:-1])


def test_a_draft_with_other_outputs_is_signed_otherwise() -> None:
    account = Account(MNEMONIC, BITCOIN)
    one = Unspent(txid="ab" * 32, vout=1, value=5_000, script=account.change("1"))
    draft = Draft(inputs=(one,), outputs=(Output(value=4_000, script=one.script),), fee=1_000)
    other = replace(draft, outputs=(Output(value=3_999, script=one.script),))

    assert _key_and_signature(account.signed(draft)) != _key_and_signature(account.signed(other))
    assert account.signed(draft) == account.signed(draft)


def _key_and_signature(raw: bytes, at: int = 0) -> tuple[bytes, bytes]:
    """What input `at` shows."""
    tx = wallycore.tx_from_bytes(raw, wallycore.WALLY_TX_FLAG_USE_WITNESS)
    if wallycore.tx_get_input_witness_num_items(tx, at):
        return tuple(bytes(wallycore.tx_get_input_witness(tx, at, n)) for n in (1, 0))  # type: ignore[return-value]
    script = bytes(wallycore.tx_get_input_script(tx, at))
    return script[-33:], script[1 : 1 + script[0]]


def _is_signed(key: bytes, digest: bytes, der: bytes) -> bool:
    signature = wallycore.ec_sig_from_der(der)
    try:
        wallycore.ec_sig_verify(key, digest, wallycore.EC_FLAG_ECDSA, signature)
    except ValueError:
        return False
    return True
