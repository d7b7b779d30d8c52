"""Blocks made of a few transactions, as each chain writes them."""

from collections.abc import Sequence

from pos.chains.bitcoin.blocks import merkle_root
from pos.chains.bitcoin.tx import double_sha256, shown

AUXPOW_VERSION = (
    0x00620104  # chain 98, mined with another chain: as Dogecoin's blocks since 371,337
)

# the coinbase of Bitcoin's first block
GENESIS = (
    "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff00"
    "1d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b20"
    "6f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a01000000434104678afd"
    "b0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c"
    "384df7ba0b8d578a4c702b6bf11d5fac00000000"
)


def paying(outputs: Sequence[tuple[bytes, int]], seed: int = 0) -> bytes:
    """A transaction of the old kind that pays these scripts."""
    spent = seed.to_bytes(32, "big")
    body = b"\1" + spent + bytes(4) + b"\0" + b"\xff" * 4
    body += bytes([len(outputs)])
    for script, value in outputs:
        body += value.to_bytes(8, "little") + bytes([len(script)]) + script
    return b"\1\0\0\0" + body + bytes(4)


def with_witness(tx: bytes, *items: bytes) -> bytes:
    """The same transaction with a witness for its one input."""
    stack = b"".join(bytes([len(item)]) + item for item in items)
    return tx[:4] + b"\0\1" + tx[4:-4] + bytes([len(items)]) + stack + tx[-4:]


def as_hogex(tx: bytes) -> bytes:
    """The same transaction as Litecoin's last one of a block."""
    return tx[:4] + b"\0\x08" + tx[4:-4] + b"\0" + tx[-4:]


def block_of(
    plain: Sequence[bytes],
    written: Sequence[bytes] | None = None,
    *,
    version: int = 0x20000000,
    previous: str = "00" * 32,
    work: bytes = b"",
    after: bytes = b"",
) -> tuple[bytes, str]:
    """A block and its hash.

    `plain` are the transactions as their ids are made of, `written` as they stand in the block;
    `work` follows the header, `after` the transactions.
    """
    root = merkle_root([double_sha256(tx) for tx in plain])
    header = version.to_bytes(4, "little") + bytes.fromhex(previous)[::-1] + root
    header += (1_700_000_000).to_bytes(4, "little") + bytes(8)
    raw = header + work + count(len(plain)) + b"".join(written or plain) + after
    return raw, shown(double_sha256(header))


def auxpow() -> bytes:
    """The proof that another chain's block commits to this one, in form only."""
    coinbase = paying([(b"\x6a\x2c" + b"\xfa\xbe" + b"mm" + bytes(40), 5)], seed=9)
    branch = b"\2" + bytes(64) + bytes(4)
    return coinbase + bytes(32) + branch + b"\1" + bytes(32) + bytes(4) + bytes(80)


def count(of: int) -> bytes:
    """A number in compact form."""
    return bytes([of]) if of < 0xFD else b"\xfd" + of.to_bytes(2, "little")
