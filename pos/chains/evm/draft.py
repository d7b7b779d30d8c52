"""A transaction before it is signed, and what it offers for being mined."""

from dataclasses import dataclass
from typing import Final

from pos.domain.money import Amount

_TRANSFER: Final = "0xa9059cbb"  # transfer(address,uint256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """An offer in wei for each unit of gas (EIP-1559): at most `cap`, the miner's `tip` included.

    On a chain without a base fee (`is_legacy`) both are its gas price.
    """

    cap: int
    tip: int
    is_legacy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A transaction with everything but its signature. Amounts in wei, `data` as hex."""

    chain_id: int
    nonce: int
    to: str
    value: int
    data: str
    gas: int
    fees: Fees


def payment(amount: Amount, to: str) -> tuple[str, int, str]:
    """Whom a transaction is addressed to, its value and its input, to pay so much to somebody."""
    contract = amount.asset.contract
    if contract is None:
        return to, amount.units, "0x"
    return contract, 0, _TRANSFER + to.removeprefix("0x").rjust(64, "0") + f"{amount.units:064x}"
