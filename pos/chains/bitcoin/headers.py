"""Block headers believed for what they prove: their order, their work, and what a block holds.

Sources: Bitcoin's block header format, its rule of difficulty (a new target every 2,016 blocks) and
Litecoin's variant of it, BIP113 (median time), CVE-2017-12842 (inner nodes of a merkle tree that
are transactions at the same time).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low
from struct import unpack
from typing import Final

from pos.chains.bitcoin.network import Network, Work
from pos.chains.bitcoin.tx import Malformed, double_sha256, parse_tx, shown

SIZE: Final = 80
"""Bytes of a header without what merged mining adds."""
WINDOW: Final = 2_016
"""Blocks between two changes of the target on Bitcoin and Litecoin."""

_EASIER: Final = 4
"""So many times easier may a target become: the rule's own limit for one window."""
_MEDIAN_OF: Final = 11
_RECENT: Final = 144
_DEEPEST: Final = 40
"""Steps of a merkle branch; no block has 2^40 transactions."""


class Implausible(Malformed):
    """A header or a proof is not what the rules of its chain allow: whoever gave it lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One block's header. `hash`, `previous` and `merkle_root` are in the order of the wire."""

    raw: bytes
    hash: bytes
    previous: bytes
    merkle_root: bytes
    time: int
    bits: int

    @property
    def id(self) -> str:
        """The block's hash as people write it."""
        return shown(self.hash)


def parse_header(raw: bytes) -> Header:
    """The header in these bytes; what follows the first 80 (merged mining) is not read.

    Raises Implausible where there are fewer.
    """
    if len(raw) < SIZE:
        raise Implausible(f"A header of {len(raw)} bytes instead of {SIZE}")
    raw = raw[:SIZE]
    _, previous, root, time, bits, _ = unpack("<i32s32sIII", raw)
    return Header(
        raw=raw,
        hash=double_sha256(raw),
        previous=previous,
        merkle_root=root,
        time=time,
        bits=bits,
    )


def target_of(bits: int) -> int:
    """The number that a header's hash must not be above, from its compact form.

    Raises Implausible for a form no target has (negative, zero, beyond 256 bits).
    """
    size, mantissa = bits >> 24, bits & 0x7FFFFF
    target = mantissa << 8 * (size - 3) if size > 3 else mantissa >> 8 * (3 - size)  # noqa: PLR2004
    if bits & 0x800000 or not 0 < target < 1 << 256:
        raise Implausible(f"A header with the impossible target {bits:#010x}")
    return target


def compact(target: int) -> int:
    """A target in compact form, which keeps its first three bytes."""
    size = (target.bit_length() + 7) // 8
    mantissa = target >> 8 * (size - 3) if size > 3 else target << 8 * (3 - size)  # noqa: PLR2004
    if mantissa & 0x800000:
        mantissa, size = mantissa >> 8, size + 1
    return size << 24 | mantissa


def work_of(header: Header) -> int:
    """How many hashes it takes on average to find such a block."""
    return (1 << 256) // (target_of(header.bits) + 1)


def median_time(headers: Sequence[Header]) -> int:
    """The middle time of the last eleven, which the next header's must be above (BIP113)."""
    return median_low(header.time for header in headers[-_MEDIAN_OF:])


def check_work(header: Header, network: Network) -> None:
    """Raise Implausible if the header does not have the work that it claims.

    0.3 ms for scrypt, microseconds for SHA-256. A merged-mined header proves nothing by itself:
    its work is another chain's, so there only its place in the chain and several sources count.
    """
    target = target_of(header.bits)
    if network.work is Work.MERGED:
        return
    proof = header.hash
    if network.work is Work.SCRYPT:
        proof = hashlib.scrypt(header.raw, salt=header.raw, n=1024, r=1, p=1, dklen=32)
    if int.from_bytes(proof, "little") > target:
        raise Implausible(f"The header {header.id} lacks the work it claims")


def check_first(header: Header, network: Network) -> None:
    """Raise Implausible if a header with nothing known below it cannot be one of recent years.

    Without this whoever begins high above the first block could make all the others for nothing.
    """
    check_work(header, network)
    if work_of(header) < network.least_work:
        raise Implausible(f"The header {header.id} took less work than any of its chain for years")


def check_next(below: Sequence[Header], height: int, header: Header, network: Network) -> None:
    """Raise Implausible if a header cannot come at this height on top of those below it.

    `below` are those known, rising up to the one before it, and not empty.
    """
    if header.previous != below[-1].hash:
        raise Implausible(f"The header {header.id} does not continue the one below it")
    if len(below) >= _MEDIAN_OF and header.time <= median_time(below):
        raise Implausible(f"The header {header.id} is older than those below it")
    check_work(header, network)
    if not network.is_test:
        _check_target(below, height, header, network)


def _check_target(below: Sequence[Header], height: int, header: Header, network: Network) -> None:
    """The whole rule where the headers for it are known, a floor where they are not.

    Bitcoin and Litecoin keep a target for a window of blocks. Bitcoin Cash (ASERT) and Dogecoin
    (DigiShield) change it with every block, by at most a half; there a header is refused that is
    more than four times easier than the middle of the recent ones. This is less than the rule, and
    enough: a forger of `n` blocks still has to do a quarter of the honest work for them, and what
    several sources say counts besides. (Dogecoin's work is not in its headers at all.)
    """
    if network.cashaddr is not None or network.work is Work.MERGED:
        usual = median_low(target_of(one.bits) for one in below[-_RECENT:])
        _refuse_easier(header, usual * _EASIER)
    elif height % WINDOW:
        _refuse_easier(header, target_of(below[-1].bits))
    else:
        _refuse_easier(header, _retarget(below, network))


def _refuse_easier(header: Header, easiest: int) -> None:
    if target_of(header.bits) > easiest:
        raise Implausible(f"The header {header.id} is easier than the rules of its chain allow")


def _retarget(below: Sequence[Header], network: Network) -> int:
    """The easiest target of the window that begins on top of these.

    Bitcoin measures the 2,015 steps inside the last window, Litecoin also the one before it.
    """
    steps = WINDOW if network.work is Work.SCRYPT else WINDOW - 1
    last = target_of(below[-1].bits)
    if len(below) <= steps:
        return last * _EASIER
    wanted_s = WINDOW * network.block_s
    took_s = below[-1].time - below[-1 - steps].time
    took_s = min(max(took_s, wanted_s // _EASIER), wanted_s * _EASIER)
    return target_of(compact(last * took_s // wanted_s))


def merkle_root(txid: str, position: int, branch: Sequence[str]) -> bytes:
    """The root that a transaction at this position of a block leads to, in the order of the wire.

    `branch` are the hashes beside the way up, as people write them, lowest first. Raises
    Implausible for a branch that cannot be one, also where an inner node is a transaction at the
    same time: then the “transaction” proven may be no more than half of a real one's bytes.
    """
    if not 0 <= position < 1 << len(branch) or len(branch) > _DEEPEST:
        raise Implausible(f"A merkle branch of {len(branch)} steps to position {position}")
    node = _hash_of(txid)
    for step in branch:
        other = _hash_of(step)
        pair = other + node if position & 1 else node + other
        _refuse_tx(pair)
        node = double_sha256(pair)
        position >>= 1
    return node


def _hash_of(text: str) -> bytes:
    try:
        digest = bytes.fromhex(text)
    except ValueError as why:
        raise Implausible("A merkle branch of something else than hashes") from why
    if len(digest) != len(double_sha256(b"")):
        raise Implausible("A merkle branch of something else than hashes")
    return digest[::-1]


def _refuse_tx(pair: bytes) -> None:
    try:
        parse_tx(pair)
    except Malformed:
        return
    raise Implausible("A merkle branch through a transaction")
