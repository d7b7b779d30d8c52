"""A raw transaction, read as far as a shop needs it: who is paid what, and what it spends.

Sources: Bitcoin's transaction format, BIP141 and BIP144 (witnesses, txid, virtual size), BIP125
(replacement), BIP431 (version 3), LIP-0002 and LIP-0003 (Litecoin's extension: flag 0x08),
CHIP-2022-02 CashTokens (Bitcoin Cash: tokens before the script).
"""

import hashlib
from dataclasses import dataclass
from struct import unpack_from
from typing import Final

from pos.domain.errors import Trouble

MAX_FINAL_SEQUENCE: Final = 0xFFFFFFFE
"""An input from here on does not signal replacement (BIP125)."""

_WITNESS: Final = 0x01
_MWEB: Final = 0x08
_LEAST_INPUT: Final = 41
_LEAST_OUTPUT: Final = 9
_LOCKTIME: Final = 4
_HEAD: Final = 6
"""Bytes up to and with the flags, where there are some."""
_TOKENS: Final = 0xEF
"""The first byte of an output's script says that tokens stand before it."""
_CATEGORY: Final = 32
_HAS_WORDS: Final = 0x40
_HAS_AMOUNT: Final = 0x10
_ALWAYS_REPLACEABLE: Final = 3
_LEAST_PROGRAM: Final = 4
_MOST_PROGRAM: Final = 42
_OP_1: Final = 0x51
_OP_16: Final = 0x60
_LONG: Final = 0xFD
"""From here on the first byte of a number says how many bytes it takes."""


class Malformed(Trouble):
    """A source gave bytes that are not what it calls them: it is broken, or it lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What is spent: output number `vout` of `txid`."""

    txid: str
    vout: int
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What is paid: `value` atomic units to whoever can satisfy `script`.

    `has_tokens`: it carries tokens as well, which are lost or in the way when it is spent.
    """

    value: int
    script: bytes
    has_tokens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tx:
    """A transaction. `txid` is the double SHA-256 without witnesses, as people write it.

    A Litecoin transaction wholly inside the extension has neither inputs nor outputs here, and its
    `txid` is not the one its network knows it by.
    """

    version: int
    txid: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    vsize: int

    @property
    def signals_replacement(self) -> bool:
        """Whether it says itself that it may be replaced (BIP125; its parents may say so, too)."""
        is_final = all(one.sequence >= MAX_FINAL_SEQUENCE for one in self.inputs)
        return self.version == _ALWAYS_REPLACEABLE or not is_final


def double_sha256(raw: bytes) -> bytes:
    """The hash of transactions, blocks and merkle trees, in the order of the wire."""
    return hashlib.sha256(hashlib.sha256(raw).digest()).digest()


def shown(digest: bytes) -> str:
    """A hash as people and nodes write it: reversed, in hexadecimal."""
    return digest[::-1].hex()


def parse_tx(raw: bytes, *, has_tokens: bool = False) -> Tx:
    """The transaction that is all of these bytes. Raises Malformed if they are not exactly one.

    `has_tokens`: tokens may stand before the scripts of its outputs, and are left out.
    """
    reader = _Reader(raw)
    version = reader.u32()
    flags = _flags(raw)
    start = _HEAD if flags else 4
    reader.at = start
    inputs = tuple(_input(reader) for _ in range(reader.count(_LEAST_INPUT)))
    outputs = tuple(_output(reader, has_tokens) for _ in range(reader.count(_LEAST_OUTPUT)))
    end = reader.at
    if flags & _WITNESS:
        _skip_witnesses(reader, len(inputs))
    witness = reader.at - end + (2 if flags else 0)
    if flags & _MWEB:  # of no length that could be known without reading it: all but the last field
        reader.at = max(reader.at, len(raw) - _LOCKTIME)
    reader.skip(_LOCKTIME)
    if reader.at != len(raw):
        raise Malformed("A transaction has more bytes than it should")
    stripped = raw[:4] + raw[start:end] + raw[-_LOCKTIME:]
    return Tx(
        version=version,
        txid=shown(double_sha256(stripped)),
        inputs=inputs,
        outputs=outputs,
        vsize=len(stripped) + (witness + 3) // 4,
    )


def is_witness(script: bytes) -> bool:
    """Whether an output's script is a witness program (BIP141): its version and 2 to 40 bytes."""
    if not _LEAST_PROGRAM <= len(script) <= _MOST_PROGRAM:
        return False
    return (script[0] == 0 or _OP_1 <= script[0] <= _OP_16) and script[1] == len(script) - 2


def bare(script: bytes) -> bytes:
    """An output's script without the tokens before it, on the chain that has them.

    Elsewhere nobody can spend an output that begins so: there it must not be taken for money.
    """
    if not script or script[0] != _TOKENS:
        return script
    reader = _Reader(script)
    try:
        reader.skip(1 + _CATEGORY)
        (holds,) = reader.take(1)
        if holds & _HAS_WORDS:
            reader.skip(reader.size())
        if holds & _HAS_AMOUNT:
            reader.size()
    except Malformed:  # from the time before there were tokens
        return script
    return script[reader.at :]


def _flags(raw: bytes) -> int:
    """What a transaction carries beyond the old format: no inputs at first sight say so."""
    if len(raw) < _HEAD or raw[4] != 0:
        return 0
    flags = raw[5]
    if flags == 0 or flags & ~(_WITNESS | _MWEB):
        raise Malformed(f"A transaction with unknown flags {flags:#04x}")
    return flags


def _input(reader: "_Reader") -> Input:
    txid = shown(reader.take(32))
    vout = reader.u32()
    reader.skip(reader.size())
    return Input(txid=txid, vout=vout, sequence=reader.u32())


def _output(reader: "_Reader", has_tokens: bool) -> Output:  # noqa: FBT001 - as parse_tx has it
    (value,) = unpack_from("<q", reader.take(8))
    if value < 0:
        raise Malformed("A transaction pays less than nothing")
    script = reader.take(reader.size())
    naked = bare(script) if has_tokens else script
    return Output(value=value, script=naked, has_tokens=len(naked) < len(script))


def _skip_witnesses(reader: "_Reader", inputs: int) -> None:
    for _ in range(inputs):
        for _ in range(reader.count(1)):
            reader.skip(reader.size())


class _Reader:
    """A place in bytes that nobody vouches for: no length is believed before it was compared."""

    __slots__ = ("_raw", "at")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.at = 0

    def take(self, length: int) -> bytes:
        start = self.at
        self.skip(length)
        return self._raw[start : self.at]

    def skip(self, length: int) -> None:
        if length > len(self._raw) - self.at:
            raise Malformed("A transaction ends too early")
        self.at += length

    def u32(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def size(self) -> int:
        """A length or count in Bitcoin's compact form."""
        first = self.take(1)[0]
        if first < _LONG:
            return first
        return int.from_bytes(self.take(2 << (first - _LONG)), "little")

    def count(self, least: int) -> int:
        """How many things follow, each of at least so many bytes."""
        count = self.size()
        if count * least > len(self._raw) - self.at:
            raise Malformed(f"A transaction of {len(self._raw)} bytes claims {count} parts")
        return count
