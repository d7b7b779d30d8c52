"""How large a payment is before it is signed, and which outputs are too small to be passed on.

Sources: BIP141 (virtual size), Bitcoin Core's dust rule, Litecoin's and Dogecoin's own figures.
"""

from collections.abc import Iterable
from typing import Final

from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.tx import is_witness

_SIGNATURE: Final = 72
"""DER with a low S, and the byte for what is signed; one less with a low R."""
_KEY: Final = 33
_LONG: Final = 0xFD

_TO_KEY: Final = 25  # bytes of the script
_TO_WITNESS_KEY: Final = 22
_TAPROOT: Final = 34

_DUST_INPUT: Final = 148
_DUST_WITNESS_INPUT: Final = 67
_PER: Final = 1_000


def vsize_of(spent: Iterable[bytes], paid: Iterable[bytes]) -> int:
    """Virtual bytes at the most, by the scripts that are spent and those that are paid."""
    inputs, outputs = list(spent), list(paid)
    plain = 8 + _count(len(inputs)) + _count(len(outputs))
    plain += sum(8 + _count(len(script)) + len(script) for script in outputs)
    witness = 0
    for script in inputs:
        bare, witnessed = _input(script)
        plain += bare
        witness += witnessed
    if not witness:
        return plain
    # an input without one has a byte that says so, in a transaction with any
    witness += 2 + sum(1 for script in inputs if not _input(script)[1])
    return plain + (witness + 3) // 4


def fee_for(vsize: int, rate: int) -> int:
    """The fee at so many units for 1,000 virtual bytes, rounded up."""
    return -(-vsize * rate // _PER)


def dust_limit(script: bytes, network: Network) -> int:
    """The least that an output with this script must hold for nodes to pass it on."""
    spending = _DUST_WITNESS_INPUT if is_witness(script) else _DUST_INPUT
    size = 8 + _count(len(script)) + len(script) + spending
    return max(network.least_output, size * network.dust_per_kvb // _PER)


def _input(script: bytes) -> tuple[int, int]:
    """The bytes of an input that spends this script, outside of the witness and inside."""
    if len(script) == _TO_WITNESS_KEY:
        return 41, 3 + _SIGNATURE + _KEY
    if len(script) == _TAPROOT and is_witness(script):
        return 41, 2 + 65
    if len(script) == _TO_KEY:
        return 43 + _SIGNATURE + _KEY, 0
    return 64, 3 + _SIGNATURE + _KEY  # P2SH: in wallets of today around P2WPKH


def _count(of: int) -> int:
    """Bytes of a number in Bitcoin's compact form."""
    return 1 if of < _LONG else 3
