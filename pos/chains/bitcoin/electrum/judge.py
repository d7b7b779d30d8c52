"""What several servers together say about an address, as payments one may tell of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.electrum.book import Book, Payee, Proof
from pos.chains.bitcoin.electrum.council import Agreed
from pos.chains.bitcoin.electrum.questions import Item
from pos.chains.bitcoin.electrum.server import Server
from pos.chains.bitcoin.electrum.study import Doubt, View, is_news
from pos.chains.bitcoin.tx import Tx
from pos.domain.money import Amount, Asset
from pos.domain.payment.deposit import Caution, Sighting

_CLOCKS_DIFFER_S: Final = 7_200
"""A block's time may be wrong by so much (the rule of all these chains)."""
_PER: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One server's word on one address, given over the connection there is now."""

    server: Server
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What every judgement rests on.

    `least` is how many servers must say the same; `low_fee` the fee for 1,000 virtual bytes below
    which a payment may wait for long.
    """

    book: Book
    asset: Asset
    servers: Sequence[Server]
    agreed: Agreed
    least: int
    low_fee: int


def judge(bench: Bench, payee: Payee) -> list[Sighting] | None:
    """The payments to an address: those proven to be in a block, and those that wait.

    None while nobody says anything about it: then nothing may be concluded.

    A waiting one is there as long as any server tells of it, unless enough of them told of it once
    and do no more. Servers that hide a proven one are asked again, and put aside if they insist.
    """
    voices = _voices(bench, payee)
    if not voices:
        return None
    txids = dict.fromkeys(txid for voice in voices for txid in voice.view.items)
    sightings: list[Sighting] = []
    for txid in (*txids, *sorted(payee.proven - txids.keys())):
        tx = bench.book.txs.get(txid)
        if tx is None:
            continue
        proof = bench.book.proof_on(txid, bench.agreed.branch, bench.agreed.height)
        if proof is not None:
            _doubt_hiders(bench, payee, txid, proof)
            if proof.time + _CLOCKS_DIFFER_S >= payee.born_at:  # else it is an earlier owner's
                sightings += _payments(bench, payee, tx, proof, ())
        elif (cautions := _waiting(bench, payee, tx, voices)) is not None:
            sightings += _payments(bench, payee, tx, None, cautions)
    return sightings


def _voices(bench: Bench, payee: Payee) -> list[Voice]:
    views = ((server, server.study.views.get(payee.scripthash)) for server in bench.servers)
    return [Voice(server=server, view=view) for server, view in views if view and view.is_fresh]


def _payments(
    bench: Bench, payee: Payee, tx: Tx, proof: Proof | None, cautions: tuple[Caution, ...]
) -> list[Sighting]:
    """Every output to the address counts on its own."""
    return [
        Sighting(
            chain=bench.book.network.id,
            txid=tx.txid,
            index=str(vout),
            address=payee.address,
            amount=Amount(output.value, bench.asset),
            height=proof.height if proof else None,
            block_time=proof.time if proof else None,
            position=proof.position if proof else 0,
            cautions=cautions,
        )
        for vout, output in enumerate(tx.outputs)
        if output.script == payee.script and output.value
    ]


def _doubt_hiders(bench: Bench, payee: Payee, txid: str, proof: Proof) -> None:
    """Whoever holds the block and not the payment in it has something to explain."""
    for voice in _voices(bench, payee):
        branch = voice.server.branch
        is_hidden = txid not in voice.view.items
        if is_hidden and branch and branch.holds(proof.anchor_height, proof.anchor):
            voice.server.doubt(
                Doubt(
                    scripthash=payee.scripthash,
                    txid=txid,
                    block=proof.anchor,
                    height=proof.anchor_height,
                )
            )


def _waiting(
    bench: Bench, payee: Payee, tx: Tx, voices: Sequence[Voice]
) -> tuple[Caution, ...] | None:
    """What is to be said against a payment in no block yet; None if it is there no more."""
    items = [voice.view.items[tx.txid] for voice in voices if tx.txid in voice.view.items]
    losses = sum(tx.txid in voice.view.lost for voice in voices)
    if losses >= bench.least or not any(_may_wait(bench, payee, item) for item in items):
        return None
    cautions = _own_cautions(bench, tx, items)
    if len(items) < bench.least:
        cautions.add(Caution.UNPROVEN)
    for rival in bench.book.rivals(tx):
        if _is_mined(bench, rival) or (len(items) < bench.least and _has_won(bench, rival, tx)):
            return None  # but not for one server's word against that of enough others
        if _is_told(bench, rival) and not _has_won(bench, tx, rival):
            cautions.add(Caution.DOUBLE_SPENT)
    return tuple(sorted(cautions))


def _may_wait(bench: Bench, payee: Payee, item: Item) -> bool:
    """Whether this may be a new payment; what is said of a block of long ago is an old one."""
    block_s = bench.book.network.block_s
    is_older = item.height > 0 and payee.is_older(item.height, bench.agreed.branch, block_s)
    return is_news(payee, item) and not is_older


def _own_cautions(bench: Bench, tx: Tx, items: Iterable[Item]) -> set[Caution]:
    """What its own looks say.

    That a parent may be replaced is not looked for: only an unconfirmed one can, and that is a
    caution of the same weight. In a block, as enough servers say, a fee was enough.
    """
    cautions: set[Caution] = set()
    heights = [item.height for item in items]
    if bench.book.network.has_replacement and tx.signals_replacement:
        cautions.add(Caution.REPLACEABLE)
    if any(height < 0 for height in heights):
        cautions.add(Caution.UNCONFIRMED_PARENT)
    if sum(height > 0 for height in heights) < bench.least:
        fee = bench.book.fees.get(tx.txid)
        if fee is None:
            cautions.add(Caution.UNPROVEN)  # never assumed to be good
        elif fee * _PER < bench.low_fee * tx.vsize:
            cautions.add(Caution.LOW_FEE)
    return cautions


def _has_won(bench: Bench, one: Tx, other: Tx) -> bool:
    """Whether of two that spend the same money this one is in a block, or took the other's place.

    It took the place where a server tells of it that told of the other one before.
    """
    return _is_mined(bench, one) or any(
        _tells(server, bench.book.payees_of(one), one.txid)
        and _has_lost(server, bench.book.payees_of(other), other.txid)
        for server in bench.servers
    )


def _is_mined(bench: Bench, tx: Tx) -> bool:
    return bench.book.proof_on(tx.txid, bench.agreed.branch, bench.agreed.height) is not None


def _is_told(bench: Bench, tx: Tx) -> bool:
    payees = bench.book.payees_of(tx)
    return any(_tells(server, payees, tx.txid) for server in bench.servers)


def _tells(server: Server, payees: Iterable[Payee], txid: str) -> bool:
    views = (server.study.views.get(payee.scripthash) for payee in payees)
    return any(view is not None and view.is_fresh and txid in view.items for view in views)


def _has_lost(server: Server, payees: Iterable[Payee], txid: str) -> bool:
    views = (server.study.views.get(payee.scripthash) for payee in payees)
    return any(view is not None and view.is_fresh and txid in view.lost for view in views)
