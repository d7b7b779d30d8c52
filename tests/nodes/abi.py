"""Arguments of contract calls as bytes: the few types of the Solidity ABI the tests use."""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

# An int is uint256, text of the form of an address one, other text a string, a sequence an array.
Argument: TypeAlias = int | str | Sequence[int] | Sequence[str]

WORD: Final = 32
ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]{40}")


def encode(*arguments: Argument) -> str:
    """The arguments in hex without 0x: heads first, then the tails they point to."""
    tail_at = WORD * len(arguments)
    heads, tails = b"", b""
    for argument in arguments:
        if _is_static(argument):
            heads += _word(argument)
        else:
            heads += _word(tail_at + len(tails))
            tails += _tail(argument)
    return (heads + tails).hex()


def _is_static(argument: Argument) -> bool:
    return isinstance(argument, int) or (
        isinstance(argument, str) and ADDRESS.fullmatch(argument) is not None
    )


def _word(value: Argument) -> bytes:
    if isinstance(value, int):
        return value.to_bytes(WORD, "big")
    assert isinstance(value, str)
    return bytes.fromhex(value.removeprefix("0x")).rjust(WORD, b"\0")


def _tail(argument: Argument) -> bytes:
    if isinstance(argument, str):
        text = argument.encode()
        return _word(len(text)) + text.ljust(-(-len(text) // WORD) * WORD, b"\0")
    assert not isinstance(argument, int)
    return _word(len(argument)) + b"".join(map(_word, argument))
