"""What a block of Bitcoin's usual size costs against a million watched scripts."""

import hashlib
import random
from collections.abc import Mapping
from typing import Final

from pos.chains.bitcoin.blocks import merkle_root, scan_block
from pos.chains.bitcoin.network import BITCOIN
from pos.chains.bitcoin.tx import double_sha256, shown
from tests.bench.figures import Figure, figure, medians_ms

TXS: Final = 4_000
INPUTS: Final = (1, 1, 1, 2, 3)
OUTPUTS: Final = (1, 2, 2, 2, 2, 2, 2, 2, 11)
WATCHED: Final = 1_000_000
OURS: Final = 3
ROUNDS: Final = 41


def block_scan() -> list[Figure]:
    """Bytes to payments in milliseconds, with and without a payment of ours in the block.

    The ceiling is the barest parser that can be: it steps from output to output and asks a dict,
    checks nothing and keeps nothing. All run in turns. A block that pays us costs more, because its
    transactions are then proven against the header; the bare hashing is in its ceiling.
    """
    scripts = {_script(f"ours {number}"): f"address {number}" for number in range(WATCHED)}
    foreign, paying = _block(0), _block(OURS)

    def found(raw: bytes) -> int:
        return len(scan_block(raw, shown(double_sha256(raw[:80])), scripts, BITCOIN).paid)

    assert (found(foreign), found(paying), _barest(paying, scripts)) == (0, OURS, OURS)
    foreign_ms, paying_ms, barest_ms, hashing_ms = medians_ms(
        ROUNDS,
        lambda: found(foreign),
        lambda: found(paying),
        lambda: _barest(foreign, scripts),
        lambda: merkle_root([double_sha256(paying[at : at + 222]) for at in range(TXS)]),
    )
    size = f"{len(foreign) / 1e6:.1f} MB"
    return [
        figure(f"block of {size}, 1 M scripts watched", foreign_ms, "ms", barest_ms),
        figure(
            f"block of {size}, {OURS} payments, proven", paying_ms, "ms", barest_ms + hashing_ms
        ),
    ]


def _barest(raw: bytes, scripts: Mapping[bytes, str]) -> int:
    """In one piece and with no calls for what is usual, as fast as Python goes."""
    found = 0
    at, count = 83, int.from_bytes(raw[81:83], "little")
    for _ in range(count):
        at += 4
        has_witness = raw[at] == 0
        if has_witness:
            at += 2
        inputs = raw[at]
        at += 1
        for _ in range(inputs):
            size = raw[at + 36]
            if size < 0xFD:
                at += size + 41
            else:
                at += int.from_bytes(raw[at + 37 : at + 39], "little") + 43
        outputs = raw[at]
        at += 1
        for _ in range(outputs):
            end = at + 9 + raw[at + 8]
            if raw[at + 9 : end] in scripts:
                found += 1
            at = end
        if has_witness:
            for _ in range(inputs):
                items = raw[at]
                at += 1
                for _ in range(items):
                    at += raw[at] + 1
        at += 4
    return found


def _script(seed: str) -> bytes:
    return b"\x00\x14" + hashlib.sha256(seed.encode()).digest()[:20]


def _block(ours: int) -> bytes:
    """Some 10,700 outputs of strangers, of which `ours` are to watched scripts instead."""
    chance = random.Random(11)
    txs = [_tx(chance, f"ours {number}" if number < ours else None) for number in range(TXS)]
    root = merkle_root([double_sha256(bare) for _, bare in txs])
    header = bytes(36) + root + bytes(12)
    return header + b"\xfd" + TXS.to_bytes(2, "little") + b"".join(whole for whole, _ in txs)


def _tx(chance: random.Random, seed: str | None) -> tuple[bytes, bytes]:
    """A segwit transaction with and without its witnesses."""
    inputs, outputs = chance.choice(INPUTS), chance.choice(OUTPUTS)
    body = bytes([inputs])
    for _ in range(inputs):
        body += chance.randbytes(32) + bytes(4) + b"\0" + b"\xff" * 4
    body += bytes([outputs])
    for number in range(outputs):
        stranger = b"\x00\x14" + chance.randbytes(20)
        script = _script(seed) if seed and number == 0 else stranger
        body += chance.randrange(10**9).to_bytes(8, "little") + bytes([len(script)]) + script
    witness = (b"\x02\x48" + chance.randbytes(72) + b"\x21" + chance.randbytes(33)) * inputs
    version, locktime = b"\2\0\0\0", bytes(4)
    return version + b"\0\1" + body + witness + locktime, version + body + locktime


if __name__ == "__main__":
    for row in block_scan():
        print(row)
