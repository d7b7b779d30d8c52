"""Finding payments to watched scripts in the bytes of a block, stepping over everything else.

A block of the usual size takes some ten milliseconds, however many scripts are watched; work for
a thread. Sources: Bitcoin's block format, BIP144 (witnesses), the AuxPoW specification (merged
mining), LIP-0002 and LIP-0003 (Litecoin's extension, which follows the transactions), CHIP-2022-02
CashTokens (Bitcoin Cash's tokens, which precede an output's script).
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.network import Network, Work
from pos.chains.bitcoin.tx import Malformed, bare, double_sha256, parse_tx, shown
from pos.domain.errors import Distrust

HEADER: Final = 80
_AUXPOW: Final = 0x100
_LONG: Final = 0xFD
_WITNESS: Final = 0x01
_MWEB: Final = 0x08
_LOCKTIME: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One output to a watched script. `position` is its transaction's number in the block."""

    txid: str
    vout: int
    value: int
    address: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a block brought, and its place: `hash` and that of the one before, time by its miner."""

    hash: str
    previous: str
    time: int
    paid: tuple[Paid, ...]


_Span = tuple[int, int, int, int]
"""Where a transaction begins, where its inputs do, where its outputs end, and where it ends."""
_Hit = tuple[int, int, str]
"""Where an output to a watched script begins, its number in its transaction, the address."""
_AddressOf = Callable[[bytes], str | None]
"""The address of ours that an output with this script pays, if any."""


def scan_block(raw: bytes, hash: str, scripts: Mapping[bytes, str], network: Network) -> Block:
    """What a block pays to watched scripts (script to address), each output by itself.

    The header must have the hash that was asked for, and where something is found the header must
    commit to it; otherwise the source lies: Distrust. Raises Malformed for bytes that are no block.
    """
    if len(raw) < HEADER:
        raise Malformed("A block is shorter than its header")
    if shown(double_sha256(raw[:HEADER])) != hash:
        raise Distrust(f"What was given as block {hash} is another one")
    hits: list[_Hit] = []
    try:
        spans = _scan(raw, _after_header(raw, network), _among(scripts, network), hits)
    except IndexError as why:
        raise Malformed(f"Block {hash} ends too early") from why
    end = spans[-1][3] if spans else HEADER
    if end > len(raw) or (end < len(raw) and not network.has_mweb):
        raise Malformed(f"Block {hash} has {len(raw)} bytes, but its transactions end at {end}")
    return Block(
        hash=hash,
        previous=shown(raw[4:36]),
        time=int.from_bytes(raw[68:72], "little"),
        paid=_proven(raw, hash, spans, hits) if hits else (),
    )


def spenders(
    raw: bytes, hash: str, outpoints: Collection[bytes], network: Network
) -> dict[bytes, str]:
    """The transaction of a block that spends each of these (id in the order of the wire, number).

    Only those spent there are in it. Raises as `scan_block`; most blocks cost a search for bytes.
    """
    if shown(double_sha256(raw[:HEADER])) != hash:
        raise Distrust(f"What was given as block {hash} is another one")
    wanted = [outpoint for outpoint in outpoints if outpoint in raw]
    if not wanted:
        return {}
    try:
        spans = _scan(raw, _after_header(raw, network), lambda _: None, [])
    except IndexError as why:
        raise Malformed(f"Block {hash} ends too early") from why
    found: dict[bytes, str] = {}
    for start, inputs, outputs, end in spans:
        whole = raw[start : start + 4] + raw[inputs:outputs] + raw[end - _LOCKTIME : end]
        if any(outpoint in whole for outpoint in wanted):
            tx = parse_tx(whole)
            spent = {
                bytes.fromhex(one.txid)[::-1] + one.vout.to_bytes(4, "little") for one in tx.inputs
            }
            found |= {outpoint: tx.txid for outpoint in wanted if outpoint in spent}
    return found


def pays(raw: bytes, scripts: Mapping[bytes, str], network: Network) -> bool:
    """Whether a lone transaction pays a watched script. Raises Malformed if it is cut short."""
    hits: list[_Hit] = []
    try:
        _step_over(raw, 0, _among(scripts, network), hits)
    except IndexError as why:
        raise Malformed("A transaction ends too early") from why
    return bool(hits)


def merkle_root(txids: Sequence[bytes]) -> bytes:
    """The root over at least one transaction id; all in the order of the wire."""
    level = list(txids)
    while len(level) > 1:
        if len(level) % 2:
            level.append(level[-1])
        level = [double_sha256(level[at] + level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]


def _among(scripts: Mapping[bytes, str], network: Network) -> _AddressOf:
    if not network.has_tokens:
        return scripts.get
    return lambda script: scripts.get(bare(script))


def _proven(
    raw: bytes, hash: str, spans: Sequence[_Span], hits: Sequence[_Hit]
) -> tuple[Paid, ...]:
    """The payments found, after checking that the header commits to these transactions."""
    txids = [
        double_sha256(raw[start : start + 4] + raw[inputs:outputs] + raw[end - _LOCKTIME : end])
        for start, inputs, outputs, end in spans
    ]
    is_repeated = len(set(txids)) < len(txids)  # which may leave the root as it is
    if is_repeated or merkle_root(txids) != raw[36:68]:
        raise Distrust(f"Block {hash} was given with transactions that are not its own")
    starts = [start for start, *_ in spans]
    return tuple(
        Paid(
            txid=shown(txids[tx]),
            vout=vout,
            value=int.from_bytes(raw[place : place + 8], "little"),
            address=address,
            position=tx,
        )
        for place, vout, address in hits
        for tx in (bisect_right(starts, place) - 1,)
    )


def _scan(raw: bytes, at: int, address_of: _AddressOf, hits: list[_Hit]) -> list[_Span]:
    """Step over all transactions. Counts need no check: each step reads on, until IndexError."""
    count, at = _number(raw, at)
    spans: list[_Span] = []
    for _ in range(count):
        span = _step_over(raw, at, address_of, hits)
        spans.append(span)
        at = span[3]
    return spans


def _step_over(raw: bytes, at: int, address_of: _AddressOf, hits: list[_Hit]) -> _Span:
    start = at
    at += 4
    flags = 0
    if raw[at] == 0:
        flags = raw[at + 1]
        at += 2
    body = at
    inputs, at = _number(raw, at)
    at = _after_inputs(raw, at, inputs)
    outputs, at = _number(raw, at)
    tail = _after_outputs(raw, at, outputs, address_of, hits)
    at = _after_witnesses(raw, tail, inputs) if flags & _WITNESS else tail
    if flags & _MWEB:
        at += 1  # in a block it is a mark without content: the content is in the extension
    return start, body, tail, at + _LOCKTIME


def _after_inputs(raw: bytes, at: int, inputs: int) -> int:
    for _ in range(inputs):
        size = raw[at + 36]
        at += 37
        if size >= _LONG:
            size, at = _number(raw, at - 1)
        at += size + 4
    return at


def _after_outputs(
    raw: bytes, at: int, outputs: int, address_of: _AddressOf, hits: list[_Hit]
) -> int:
    for vout in range(outputs):
        place = at
        size = raw[at + 8]
        at += 9
        if size >= _LONG:
            size, at = _number(raw, at - 1)
        address = address_of(raw[at : at + size])
        at += size
        if address is not None and any(raw[place : place + 8]):  # without money it is no payment
            hits.append((place, vout, address))
    return at


def _after_witnesses(raw: bytes, at: int, inputs: int) -> int:
    for _ in range(inputs):
        items, at = _number(raw, at)
        for _ in range(items):
            size = raw[at]
            at += 1
            if size >= _LONG:
                size, at = _number(raw, at - 1)
            at += size
    return at


def _number(raw: bytes, at: int) -> tuple[int, int]:
    """A number in Bitcoin's compact form and the place after it."""
    first = raw[at]
    if first < _LONG:
        return first, at + 1
    size = 2 << (first - _LONG)
    return int.from_bytes(raw[at + 1 : at + 1 + size], "little"), at + 1 + size


def _after_header(raw: bytes, network: Network) -> int:
    """Where the transactions begin: after what shows the work of another chain, if it does."""
    if network.work is not Work.MERGED or not int.from_bytes(raw[:4], "little") & _AUXPOW:
        return HEADER
    coinbase = _step_over(raw, HEADER, lambda _: None, [])  # of the other chain's block
    at = coinbase[3] + 32  # and that block's hash
    for _ in range(2):  # the coinbase's branch in that block, this chain's branch in the coinbase
        hashes, at = _number(raw, at)
        at += 32 * hashes + 4
    return at + HEADER
