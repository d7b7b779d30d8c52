"""Which payments are ours: raw logs, transactions and calls matched by one hash look-up each.

A payment's index is `<code>:<address>:<k>`, k counting the payments of one coin to one address
inside one transaction. It is the same while pending, when mined, and in another block after a
reorganisation, which a log's number in its block is not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from pos.chains.evm.wire import TRANSFER, Block, Header, Log, PendingTx, Tx, number
from pos.domain.errors import Trouble
from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Caution, Sighting
from pos.domain.ports.chain import Watched

_PAD: Final = 26  # "0x" and the 24 zeros before the address in a topic
_WORD: Final = 64  # hex digits of an argument
_TRANSFER_TO: Final = "0xa9059cbb"  # transfer(address,uint256)
_TRANSFER_FROM: Final = "0x23b872dd"  # transferFrom(address,address,uint256)
_TOPICS: Final = 3  # an ERC-721 Transfer has four, with the same first one


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What counts on this chain: its own coin (None: not watched) and tokens by contract."""

    chain: ChainId
    native: Asset | None
    tokens: Mapping[str, Asset]

    def asset(self, code: str) -> Asset | None:
        """The asset that is watched under this code, or None."""
        watched = (*self.tokens.values(), *((self.native,) if self.native else ()))
        return next((asset for asset in watched if asset.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A payment that waits in the pool, as it is noted in the cursor.

    `nonce` is its number among the transactions of its sender: once another has it, this one can
    never come. None where it is not known.
    """

    txid: str
    address: str
    code: str
    units: int
    sender: str
    nonce: int | None = None


def scope_of(chain: ChainId, assets: Iterable[Asset]) -> Scope:
    """Assets by how they are recognised; all must be of this chain."""
    native, tokens = None, {}
    for asset in assets:
        assert asset.chain == chain, f"{asset.code} is of {asset.chain}, not of {chain}"
        if asset.contract is None:
            native = asset
        else:
            tokens[asset.contract] = asset
    return Scope(chain=chain, native=native, tokens=tokens)


class _LogTo(msgspec.Struct, gc=False):
    """The least of a log that tells whether it is ours."""

    topics: list[str]


_RECEIVERS: Final = msgspec.json.Decoder(list[_LogTo])
_LOGS: Final = msgspec.json.Decoder(list[msgspec.Raw])
_LOG: Final = msgspec.json.Decoder(Log)


def logs_to(raw: bytes | msgspec.Raw, watched: Watched) -> list[Log]:
    """The logs of an eth_getLogs result that may pay one of our addresses.

    Hardly any is ours, so that a first pass decodes nothing but who is paid. Raises Trouble for
    anything that is not a list of logs.
    """
    try:
        ours = [
            place
            for place, log in enumerate(_RECEIVERS.decode(raw))
            if len(log.topics) == _TOPICS and "0x" + log.topics[2][_PAD:] in watched
        ]
        if not ours:
            return []
        whole = _LOGS.decode(raw)
        return [_LOG.decode(whole[place]) for place in ours]
    except (msgspec.MsgspecError, RecursionError) as why:
        raise Trouble(f"The node's logs cannot be read: {why}") from why


def token_sightings(
    scope: Scope, logs: Iterable[Log], headers: Mapping[int, Header]
) -> Iterator[Sighting]:
    """The token payments in matched logs; `headers` holds the block of each.

    Logs of other contracts, of other events, withdrawn ones and payments of nothing do not count.
    Raises Trouble for a log from a block that is not the one that was read.
    """
    ordinals: Counter[tuple[str, str, str]] = Counter()
    for log in sorted(logs, key=lambda each: (number(each.block_number), number(each.log_index))):
        asset = scope.tokens.get(log.address.lower())
        units = number(log.data) if len(log.data) == 2 + _WORD else 0
        if asset is None or log.topics[0] != TRANSFER or log.removed or not units:
            continue
        header = headers.get(number(log.block_number))
        if header is None or header.hash != log.block_hash:
            raise Trouble("The node's logs are of another block than the one that was read")
        address = _receiver(log)
        yield Sighting(
            chain=scope.chain,
            txid=log.transaction_hash,
            index=_index(ordinals, log.transaction_hash, asset, address),
            address=address,
            amount=Amount(units, asset),
            height=header.height,
            block_time=header.time,
            position=number(log.log_index),
            sender="0x" + log.topics[1][_PAD:],
        )


def native_transfers(block: Block, watched: Watched) -> list[Tx]:
    """The transactions of a block that would pay one of ours, had they not failed."""
    return [tx for tx in block.transactions if is_native_transfer(tx, watched)]


def is_native_transfer(tx: Tx, watched: Watched) -> bool:
    """Whether a transaction would pay one of ours in the chain's own coin, if it did not fail."""
    return _address(tx.to) in watched and number(tx.value) > 0


def native_sighting(scope: Scope, tx: Tx, header: Header) -> Sighting:
    """A payment in the chain's own coin by a transaction that succeeded in this block."""
    assert scope.native is not None, "asked only for a coin that is watched"
    address = _address(tx.to)
    return Sighting(
        chain=scope.chain,
        txid=tx.hash,
        index=f"{scope.native.code}:{address}:0",
        address=address,
        amount=Amount(number(tx.value), scope.native),
        height=header.height,
        block_time=header.time,
        position=number(tx.transaction_index or "0x0"),
        sender=tx.sender,
    )


def pooled_of(scope: Scope, tx: PendingTx, watched: Watched) -> Pooled | None:
    """The payment that a pending transaction makes to one of ours, or None."""
    to = _address(tx.to)
    if scope.native and to in watched and number(tx.value):
        return _pooled(tx, to, scope.native, number(tx.value))
    asset = scope.tokens.get(to)
    paid = _called(tx.input) if asset else None
    if asset is None or paid is None or paid[0] not in watched or not paid[1]:
        return None
    return _pooled(tx, paid[0], asset, paid[1])


def pooled_sighting(scope: Scope, pooled: Pooled) -> Sighting | None:
    """A pending payment as a look tells it; None if its coin is not watched any more."""
    asset = scope.asset(pooled.code)
    if asset is None:
        return None
    return Sighting(
        chain=scope.chain,
        txid=pooled.txid,
        index=f"{pooled.code}:{pooled.address}:0",
        address=pooled.address,
        amount=Amount(pooled.units, asset),
        height=None,
        block_time=None,
        sender=pooled.sender,
        cautions=(Caution.NO_RECEIPT,),
    )


def _pooled(tx: PendingTx, address: str, asset: Asset, units: int) -> Pooled:
    return Pooled(
        txid=tx.hash,
        address=address,
        code=asset.code,
        units=units,
        sender=tx.sender,
        nonce=None if tx.nonce is None else number(tx.nonce),
    )


def _called(input_: str) -> tuple[str, int] | None:
    """Receiver and units of a plain ERC-20 payment call, or None for other calls."""
    selector = input_[:10]
    at = {_TRANSFER_TO: 0, _TRANSFER_FROM: 1}.get(selector)
    if at is None or len(input_) < 10 + (at + 2) * _WORD:
        return None
    receiver = input_[10 + at * _WORD : 10 + (at + 1) * _WORD]
    units = input_[10 + (at + 1) * _WORD : 10 + (at + 2) * _WORD]
    return "0x" + receiver[24:].lower(), number(units)


def _index(ordinals: Counter[tuple[str, str, str]], txid: str, asset: Asset, address: str) -> str:
    key = (txid, asset.code, address)
    ordinals[key] += 1
    return f"{asset.code}:{address}:{ordinals[key] - 1}"


def _receiver(log: Log) -> str:
    return "0x" + log.topics[2][_PAD:]


def _address(to: str | None) -> str:
    return to.lower() if to else ""
