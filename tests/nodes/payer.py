"""Someone with a wallet full of bitcoin or litecoin: pays on a test chain, well or badly."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from tests.nodes.bitcoin import BitcoinNode

Outputs: TypeAlias = Sequence[tuple[str, int]]  # address, atomic units; an address may come twice

UNITS_PER_COIN: Final = 10**8
USUAL_FEE: Final = 20  # units per virtual byte
LOW_FEE: Final = 1  # the least the nodes pass on
DUST: Final = 10_000  # below this (litecoin: 2,940) an output may be too small to be passed on
LONGEST_SCRIPT: Final = 34  # bytes, of the usual kinds
LABEL: Final = "payer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coin:
    """One output the payer may spend."""

    tx: str
    index: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A signed transaction of the payer's: what it spends, what comes back, what a byte costs."""

    raw: str
    spent: Sequence[Coin]
    change: Coin
    fee_rate: int


class Payer:
    """The one wallet of a node. Each payment is a transaction, broadcast and unmined.

    It spends mined coins only and each of them once, so that payments do not depend on each other.
    What is left comes back to its `home` in the last output.
    """

    def __init__(self, node: BitcoinNode) -> None:
        self.node = node
        self.home = _home(node)
        self._coins: list[Coin] = []
        self._sent: dict[str, Payment] = {}

    def pay(self, outputs: Outputs, *, replaceable: bool = False, fee_rate: int = USUAL_FEE) -> str:
        """Pay some addresses at once; returns the transaction's id. Nobody: only to itself."""
        coins = self._take(outputs, fee_rate)
        return self._send(self._signed(coins, outputs, fee_rate, replaceable=replaceable))

    def pay_out_of(self, tx: str, outputs: Outputs, *, fee_rate: int = USUAL_FEE) -> str:
        """Pay with what comes back of an own payment, which may be unmined: it is the parent."""
        return self._send(self._signed([self._sent[tx].change], outputs, fee_rate))

    def replace(self, tx: str, outputs: Outputs = ()) -> str:
        """Double-spend an unmined payment for five times its fee, by default back to itself.

        Raises RpcError where the node wants a signal (BIP 125) which that payment does not give.
        """
        return self._send(self._instead_of(tx, outputs))

    def conflict(self, tx: str, outputs: Outputs = ()) -> str:
        """A double spend in hex that nobody was told of: for `mine_only` and `reorg`."""
        return self._instead_of(tx, outputs).raw

    def raw(self, tx: str) -> str:
        """An own payment in hex, whether the node still knows it or not."""
        return self._sent[tx].raw

    def _instead_of(self, tx: str, outputs: Outputs) -> Payment:
        old = self._sent[tx]
        return self._signed(old.spent, outputs, 5 * old.fee_rate, replaceable=True)

    def _send(self, payment: Payment) -> str:
        tx: str = self.node.rpc("sendrawtransaction", payment.raw, 0)
        self._sent[tx] = payment
        return tx

    def _take(self, outputs: Outputs, fee_rate: int) -> list[Coin]:
        taken: list[Coin] = []
        scripts = [LONGEST_SCRIPT] * (len(outputs) + 1)
        while sum(coin.units for coin in taken) < (
            _total(outputs) + fee_rate * _size(len(taken), scripts) + DUST
        ):
            if not self._coins:
                self._coins = self._mined_coins(besides=taken)
            taken.append(self._coins.pop())
        return taken

    def _mined_coins(self, besides: Sequence[Coin]) -> list[Coin]:
        """What can be spent; where all is under way, a block makes the change come back."""
        for _ in range(2):
            coins = [
                Coin(tx=each["txid"], index=each["vout"], units=_units(each["amount"]))
                for each in self.node.wallet_rpc("listunspent", 1, 9_999_999, [self.home])
            ]
            left = [coin for coin in coins if coin not in besides]
            if left:
                return left
            self.node.mine()
        raise RuntimeError("the payer has no coins left")

    def _signed(
        self, coins: Sequence[Coin], outputs: Outputs, fee_rate: int, *, replaceable: bool = False
    ) -> Payment:
        home = self._script(self.home)
        paid = [(self._script(to), units) for to, units in outputs]
        fee = fee_rate * _size(len(coins), [len(script) for script, _ in (*paid, (home, 0))])
        left = sum(coin.units for coin in coins) - _total(outputs) - fee
        assert left >= DUST, "these coins do not cover that"
        unsigned = _unsigned(coins, [*paid, (home, left)], replaceable=replaceable)
        done = self.node.wallet_rpc(
            "signrawtransactionwithwallet", unsigned.hex(), [self._known(coin) for coin in coins]
        )
        assert done["complete"], done["errors"]
        change = Coin(tx=_hash(unsigned), index=len(outputs), units=left)
        return Payment(raw=done["hex"], spent=coins, change=change, fee_rate=fee_rate)

    def _known(self, coin: Coin) -> dict[str, object]:
        """What the wallet must be told of a coin which it may think spent, or gone."""
        amount = str(Decimal(coin.units) / UNITS_PER_COIN)
        script = self._script(self.home).hex()
        return {"txid": coin.tx, "vout": coin.index, "scriptPubKey": script, "amount": amount}

    def _script(self, address: str) -> bytes:
        return bytes.fromhex(self.node.rpc("validateaddress", address)["scriptPubKey"])


def _home(node: BitcoinNode) -> str:
    """The payer's address on this chain, made where there is none yet."""
    if LABEL not in node.wallet_rpc("listlabels"):
        node.wallet_rpc("getnewaddress", LABEL, "bech32")
    (address,) = node.wallet_rpc("getaddressesbylabel", LABEL)
    assert isinstance(address, str)
    return address


def _unsigned(
    coins: Sequence[Coin], paid: Sequence[tuple[bytes, int]], *, replaceable: bool
) -> bytes:
    """The transaction without its witness, whose hash is its id: nothing else is to be filled in.

    Written here because the node's own door refuses to pay an address twice.
    """
    sequence = 0xFFFFFFFD if replaceable else 0xFFFFFFFE  # BIP 125: the first says yes
    spends = b"".join(
        bytes.fromhex(coin.tx)[::-1] + coin.index.to_bytes(4, "little") + b"\0"
        + sequence.to_bytes(4, "little")
        for coin in coins
    )  # fmt: skip
    pays = b"".join(
        units.to_bytes(8, "little") + bytes([len(script)]) + script for script, units in paid
    )
    version, locktime = b"\2\0\0\0", b"\0\0\0\0"
    return version + _count(len(coins)) + spends + _count(len(paid)) + pays + locktime


def _count(of: int) -> bytes:
    """A number as Bitcoin's compact size."""
    return bytes([of]) if of < 0xFD else b"\xfd" + of.to_bytes(2, "little")


def _hash(transaction: bytes) -> str:
    return hashlib.sha256(hashlib.sha256(transaction).digest()).digest()[::-1].hex()


def _size(coins: int, scripts: Sequence[int]) -> int:
    """Virtual bytes (BIP 141) with so many P2WPKH inputs and outputs of so long scripts."""
    plain = 8 + len(_count(coins)) + 41 * coins + len(_count(len(scripts)))
    witness = 2 + 108 * coins
    return plain + sum(9 + length for length in scripts) + -(-witness // 4)


def _total(outputs: Outputs) -> int:
    return sum(units for _, units in outputs)


def _units(amount: Decimal) -> int:
    return int(amount * UNITS_PER_COIN)
