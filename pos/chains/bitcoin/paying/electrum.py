"""A refund wallet's chain through Electrum servers, none of which is believed alone.

The servers are asked for the whole history of the wallet's addresses, as for the addresses of
invoices: each transaction is seen to be what its id says, each block is proven. What is in no block
yet counts as far as enough servers tell of it.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Final

from pos.chains.bitcoin.address import address_of
from pos.chains.bitcoin.electrum.book import Book
from pos.chains.bitcoin.electrum.council import Agreed
from pos.chains.bitcoin.electrum.link import Declined
from pos.chains.bitcoin.electrum.panel import ElectrumSettings, Panel
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.noes import is_known, meaning_of
from pos.chains.bitcoin.paying.parts import Place
from pos.chains.bitcoin.paying.signing import spent_scripts
from pos.chains.bitcoin.paying.unspent import LONGEST_CHAIN, Unspent
from pos.chains.bitcoin.tx import Malformed, Output, Tx, parse_tx
from pos.domain.errors import Trouble
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Fate, Lost, Mined, Pending

COMPLETE_S: Final = 20.0
"""So long servers have to tell all of the wallet's history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What is known now of the wallet's transactions.

    `heights` has those proven to be in a block, `waiting` those that enough servers tell of.
    """

    book: Book
    agreed: Agreed
    heights: dict[str, int]
    waiting: frozenset[str]
    told: frozenset[str]

    def confirmations(self, txid: str) -> int:
        return self.agreed.height - self.heights[txid] + 1 if txid in self.heights else 0

    def counts(self, txid: str) -> bool:
        """Whether a transaction is there, as far as is known."""
        return txid in self.heights or txid in self.waiting

    def txs(self) -> Iterable[Tx]:
        """Those that are."""
        return (self.book.txs[txid] for txid in (*self.heights, *self.waiting))


class ElectrumReach:
    """The `Reach` through several servers. Connects when it is first asked; `close` ends that."""

    def __init__(
        self, network: Network, settings: ElectrumSettings, clock: Clock, final_depth: int
    ) -> None:
        """Raises Refused for addresses of servers that are none.

        Who spends our money elsewhere has done so for good at `final_depth` confirmations.
        """
        self._network = network
        self._final_depth = final_depth
        self._least = settings.least
        self._book = Book(network)
        self._panel = Panel(self._book, settings, clock)

    async def unspent(self, scripts: Collection[bytes]) -> Sequence[Unspent]:
        """What the wallet's whole history leaves; see the port."""
        view = await self._view(scripts)
        spent = {(one.txid, one.vout) for tx in view.txs() for one in tx.inputs}
        return [
            Unspent(
                txid=tx.txid,
                vout=vout,
                value=output.value,
                script=output.script,
                is_confirmed=tx.txid in view.heights,
                is_ready=tx.txid in view.heights or self._is_ours(view, tx, scripts),
            )
            for tx in view.txs()
            for vout, output in enumerate(tx.outputs)
            if output.script in scripts and (tx.txid, vout) not in spent
            if output.value and not output.has_tokens
        ]

    async def fee_rate(self) -> int:
        """The middle one of the servers' estimates, within what is sensible on this network.

        Fewer than must agree are as good as none: the least fee is taken, and raised later.
        """
        await self._panel.ready()
        await self._panel.wait(self._has_fee, COMPLETE_S)
        rates = [each.low_fee for each in self._panel.connected if each.low_fee is not None]
        usual = median_low(rates) if len(rates) >= self._least else 0
        return max(self._network.low_fee_per_kvb, min(usual, self._network.most_fee_per_kvb))

    async def outputs(self, places: Sequence[Place]) -> Sequence[Output]:
        """Out of the transactions they are in."""
        found = []
        for place in places:
            tx = self._book.txs.get(place.txid)
            if tx is None:
                tx = self._parsed(await self.transaction(place.txid, None))
            found.append(tx.outputs[place.vout])
        return found

    async def is_spent_on(self, places: Collection[Place]) -> bool:
        """Whether any server tells of something that spends one of them."""
        wanted = {(place.txid, place.vout) for place in places}
        return any(
            (one.txid, one.vout) in wanted for tx in self._book.txs.values() for one in tx.inputs
        )

    async def takes(self, raw: str) -> bool:  # noqa: ARG002 - as the port has it
        """What nodes of this network usually do: servers cannot be asked without sending it."""
        return self._network.relays_replacement

    async def send(self, tx: SignedTx) -> None:
        """Tell all servers; see the port."""
        await self._panel.ready()
        servers = self._panel.connected
        asked = (each.ask(str, "blockchain.transaction.broadcast", tx.raw) for each in servers)
        answers = await asyncio.gather(*asked, return_exceptions=True)
        noes = [str(each) for each in answers if isinstance(each, Declined)]
        for answer in answers:
            if isinstance(answer, BaseException) and not isinstance(answer, Trouble):
                raise answer
        if tx.txid in answers or any(map(is_known, noes)):
            return
        if len(noes) < self._least:
            raise Trouble(f"Too few servers answered about the payment: {', '.join(noes)}")
        raise meaning_of(noes[0])

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """By the history of the addresses that the payment spends from: all versions do."""
        scripts = spent_scripts(bytes.fromhex(versions[-1].raw))
        view = await self._view(scripts)
        for tx in versions:
            if tx.txid in view.heights:
                return Mined(txid=tx.txid, confirmations=view.confirmations(tx.txid))
        old = self._parsed(bytes.fromhex(versions[-1].raw))
        rival = self._rival(view, old, {tx.txid for tx in versions})
        if rival is not None:
            return Lost(why=f"Its money was spent by {rival}")
        return Pending(is_known=any(tx.txid in view.told for tx in versions))

    async def transaction(self, txid: str, height: int | None) -> bytes:  # noqa: ARG002
        """From whichever server has it."""
        await self._panel.ready()
        trouble = Trouble(f"No server gives the transaction {txid}")
        for server in self._panel.connected:
            try:
                raw = bytes.fromhex(await server.ask(str, "blockchain.transaction.get", txid))
                if self._parsed(raw).txid == txid:
                    return raw
            except Trouble as why:
                trouble = why
            except ValueError:
                continue  # no bytes at all: another one may know better
        raise trouble

    async def close(self) -> None:
        """Let go of connections."""
        await self._panel.close()

    def _has_fee(self) -> bool:
        return sum(server.has_said_fee for server in self._panel.connected) >= self._least

    async def _view(self, scripts: Collection[bytes]) -> _View:
        """Everything about these scripts, once enough servers have told it."""
        for script in scripts:
            address = address_of(script, self._network)
            assert address is not None, "our own scripts have addresses"
            self._book.promote(address, 0)
        agreed = await self._panel.complete(COMPLETE_S)
        told = Counter(
            txid
            for server in self._panel.connected
            for txid in {txid for view in server.study.fresh for txid in view.items}
        )
        heights = {
            txid: proof.height
            for txid in self._book.txs
            if (proof := self._book.proof_on(txid, agreed.branch, agreed.height)) is not None
        }
        there = {txid for txid in told if txid in self._book.txs and txid not in heights}
        return _View(
            book=self._book,
            agreed=agreed,
            heights=heights,
            waiting=frozenset(txid for txid in there if told[txid] >= self._least),
            told=frozenset(there),
        )

    def _is_ours(self, view: _View, tx: Tx, scripts: Collection[bytes]) -> bool:
        """Whether a waiting payment is our own, with few others that wait before it."""
        line, seen = [tx], {tx.txid}
        for one in line:
            if any(view.counts(rival.txid) for rival in view.book.rivals(one)):
                return False  # it is being replaced
            for spent in one.inputs:
                parent = view.book.txs.get(spent.txid)
                if parent is None or not _pays(parent, spent.vout, scripts):
                    return False
                if parent.txid not in view.heights and parent.txid not in seen:
                    seen.add(parent.txid)
                    line.append(parent)
        return len(line) < LONGEST_CHAIN

    def _rival(self, view: _View, tx: Tx, ours: set[str]) -> str | None:
        """Who has spent for good what a payment spends, or what something before it spends."""
        inputs = {(one.txid, one.vout) for one in tx.inputs}
        for txid in view.heights:
            other = view.book.txs[txid]
            if txid in ours or inputs.isdisjoint((one.txid, one.vout) for one in other.inputs):
                continue
            if view.confirmations(txid) >= self._final_depth:
                return txid
        for one in tx.inputs:
            parent = view.book.txs.get(one.txid)
            if parent is not None and parent.txid not in view.heights:
                rival = self._rival(view, parent, {parent.txid})
                if rival is not None:
                    return rival
        return None

    def _parsed(self, raw: bytes) -> Tx:
        try:
            return parse_tx(raw, has_tokens=self._network.has_tokens)
        except Malformed as why:
            raise Trouble("A server gives something else than a transaction") from why


def _pays(tx: Tx, vout: int, scripts: Collection[bytes]) -> bool:
    return vout < len(tx.outputs) and tx.outputs[vout].script in scripts
