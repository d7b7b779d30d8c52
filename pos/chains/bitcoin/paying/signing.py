"""Unsigned transactions, and the signatures of single keys on them.

Sources: Bitcoin's transaction format, BIP143 (what is signed where there are witnesses), Bitcoin
Cash's replay-protected signatures (the same digest with its own bit, without a witness).
"""

from collections.abc import Callable
from typing import Final

from pos.chains.bitcoin.address import pay_to_key
from pos.chains.bitcoin.network import BITCOIN_CASH, Network
from pos.chains.bitcoin.paying.draft import Draft
from pos.chains.bitcoin.tx import MAX_FINAL_SEQUENCE, Tx, double_sha256, is_witness, parse_tx
from pos.chains.seed import secret_of
from pos.chains.wally import wallycore
from pos.chains.xpub import public_key

REPLACEABLE: Final = 0xFFFFFFFD
"""The sequence of inputs that may be replaced (BIP125)."""
_VERSION: Final = 2
_SIGN: Final = wallycore.EC_FLAG_ECDSA | wallycore.EC_FLAG_GRIND_R
_KEY_OF_WITNESS: Final = 2  # where the key's hash begins in a P2WPKH script

KeyOf = Callable[[bytes], object]
"""The private key to an output's script, as wallycore has it."""


def unsigned(draft: Draft, network: Network) -> object:
    """The transaction without signatures, as wallycore has it."""
    sequence = REPLACEABLE if network.has_replacement else MAX_FINAL_SEQUENCE
    tx = wallycore.tx_init(_VERSION, 0, len(draft.inputs), len(draft.outputs))
    for one in draft.inputs:
        txid = bytes.fromhex(one.txid)[::-1]
        wallycore.tx_add_raw_input(tx, txid, one.vout, sequence, None, None, 0)
    for output in draft.outputs:
        wallycore.tx_add_raw_output(tx, output.value, output.script, 0)
    return tx


def signed(draft: Draft, network: Network, key_of: KeyOf) -> bytes:
    """The transaction signed, of which every input pays to one key (P2PKH, P2WPKH).

    Half a millisecond for each input; work for a thread.
    """
    tx = unsigned(draft, network)
    for at, one in enumerate(draft.inputs):
        key = key_of(one.script)
        what = _what(network)
        digest = digest_of(tx, at, one.script, one.value, network)
        signature = wallycore.ec_sig_from_bytes(secret_of(key), digest, _SIGN)
        der = bytes(wallycore.ec_sig_to_der(signature)) + bytes([what])
        if is_witness(one.script):
            stack = wallycore.tx_witness_stack_init(2)
            wallycore.tx_witness_stack_add(stack, der)
            wallycore.tx_witness_stack_add(stack, public_key(key))
            wallycore.tx_set_input_witness(tx, at, stack)
        else:
            wallycore.tx_set_input_script(tx, at, _pushed(der) + _pushed(public_key(key)))
    return raw_of(tx)


def digest_of(tx: object, at: int, script: bytes, value: int, network: Network) -> bytes:
    """What the key to an input signs, by the script and value of what it spends."""
    if network.id == BITCOIN_CASH.id:
        return _cash_digest(parse_tx(raw_of(tx)), at, script, value)
    code = pay_to_key(script[_KEY_OF_WITNESS:]) if is_witness(script) else script
    flags = wallycore.WALLY_TX_FLAG_USE_WITNESS if is_witness(script) else 0
    what = wallycore.WALLY_SIGHASH_ALL
    return bytes(wallycore.tx_get_btc_signature_hash(tx, at, code, value, what, flags))


def _cash_digest(tx: Tx, at: int, script: bytes, value: int) -> bytes:
    """BIP143's digest, with Bitcoin Cash's mark; wallycore makes it for witnesses only."""
    places = [bytes.fromhex(one.txid)[::-1] + _u32(one.vout) for one in tx.inputs]
    sequences = [_u32(one.sequence) for one in tx.inputs]
    outputs = [output.value.to_bytes(8, "little") + _pushed(output.script) for output in tx.outputs]
    parts = (
        _u32(tx.version),
        double_sha256(b"".join(places)),
        double_sha256(b"".join(sequences)),
        places[at],
        _pushed(script),
        value.to_bytes(8, "little"),
        sequences[at],
        double_sha256(b"".join(outputs)),
        _u32(0),  # the time from which on it may be mined: at once
        _u32(_what(BITCOIN_CASH)),
    )
    return double_sha256(b"".join(parts))


def raw_of(tx: object) -> bytes:
    """The bytes of a transaction of wallycore's."""
    return bytes(wallycore.tx_to_bytes(tx, wallycore.WALLY_TX_FLAG_USE_WITNESS))


def spent_scripts(raw: bytes) -> list[bytes]:
    """The scripts that a transaction of single keys spends, by the keys shown in its inputs."""
    tx = wallycore.tx_from_bytes(raw, wallycore.WALLY_TX_FLAG_USE_WITNESS)
    return [_spent_script(tx, at) for at in range(wallycore.tx_get_num_inputs(tx))]


def _spent_script(tx: object, at: int) -> bytes:
    if wallycore.tx_get_input_witness_num_items(tx, at):
        key = bytes(wallycore.tx_get_input_witness(tx, at, 1))
        return b"\x00\x14" + bytes(wallycore.hash160(key))
    script = bytes(wallycore.tx_get_input_script(tx, at))
    return pay_to_key(bytes(wallycore.hash160(script[-33:])))


def _what(network: Network) -> int:
    """Everything is signed; Bitcoin Cash marks its own signatures."""
    everything: int = wallycore.WALLY_SIGHASH_ALL
    mark: int = wallycore.WALLY_SIGHASH_FORKID
    return everything | mark if network.id == BITCOIN_CASH.id else everything


def _pushed(raw: bytes) -> bytes:
    """Bytes after their length, which is below 76 here."""
    return bytes([len(raw)]) + raw


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "little")
