"""What the owner is told of a refund wallet when it is made, once."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWallet:
    """Where to fill it up, and the words that are its backup."""

    address: str
    words: str = field(repr=False)
