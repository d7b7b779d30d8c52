"""The bytes of a transaction, as far as they say what it spends.

Source: Monero's `src/cryptonote_basic/cryptonote_basic.h` (transaction_prefix, txin_to_key).
"""

from typing import Final

from pos.domain.errors import Trouble

_TO_KEY: Final = 2
"""The tag of an input that spends an output of somebody's, the only kind outside rewards."""
_KEY_IMAGE: Final = 32  # bytes
_MOST_BITS: Final = 63


def key_images(blob: str) -> tuple[str, ...]:
    """The key images of a transaction in hexadecimal digits, which no other one in the chain has.

    Raises Trouble for anything but a transaction that spends something.
    """
    try:
        reader = _Reader(bytes.fromhex(blob))
        reader.number()  # the version
        reader.number()  # the unlock time
        images = tuple(_key_image(reader) for _ in range(reader.number()))
    except (ValueError, IndexError) as why:
        raise Trouble("The wallet signed something that is no transaction") from why
    if not images:
        raise Trouble("The wallet signed a transaction that spends nothing")
    return images


def _key_image(reader: "_Reader") -> str:
    if reader.number() != _TO_KEY:
        raise ValueError("an input of another kind")
    reader.number()  # the amount, which is hidden
    for _ in range(reader.number()):
        reader.number()  # where an output of the ring stands
    return reader.bytes(_KEY_IMAGE).hex()


class _Reader:
    """Goes through the bytes once. Raises IndexError at their end."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self) -> int:
        """The next number: seven bits in each byte, the lowest first; raises ValueError."""
        value = 0
        for shift in range(0, _MOST_BITS + 1, 7):
            (byte,) = self.bytes(1)
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value
        raise ValueError("a number without an end")

    def bytes(self, count: int) -> bytes:
        """The next so many bytes."""
        found = self._content[self._at : self._at + count]
        if len(found) < count:
            raise IndexError("the end came early")
        self._at += count
        return found
