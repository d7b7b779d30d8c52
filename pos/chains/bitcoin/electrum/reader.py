"""Reading from one server what can be checked, and checking it."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final

from pos.chains.bitcoin.electrum import questions
from pos.chains.bitcoin.electrum.book import Proof
from pos.chains.bitcoin.electrum.branch import KEPT, Branch, begun, continued
from pos.chains.bitcoin.electrum.link import Declined, Link, batches
from pos.chains.bitcoin.electrum.questions import Chunk, Features, Item, Merkle, Tip
from pos.chains.bitcoin.headers import SIZE, Header, Implausible, merkle_root, parse_header
from pos.chains.bitcoin.network import BITCOIN_CASH, Network
from pos.chains.bitcoin.tx import Malformed, Tx, parse_tx
from pos.domain.errors import Distrust, Trouble

_AT_ONCE: Final = 2_016
_PARTED_AT: Final = 478_559
_STEP_BACK: Final = 10
_ANCHORED: Final = KEPT // 2
"""Proofs of deeper blocks hang on a block so deep: one that all servers have and long will."""
_IN_PLACE: Final = 8
"""So many headers are checked without a thread: it takes under 5 ms."""


class Lie(Distrust):
    """A server said what cannot be: it is not to be asked again for a while."""


class WrongChain(Trouble):
    """A server serves another chain than the one that is configured."""


class Reader:
    """One server over one connection."""

    def __init__(self, name: str, network: Network, link: Link) -> None:
        self.link = link
        self._name = name
        self._network = network
        self._deep: dict[int, Header] = {}

    async def greet(self) -> None:
        """Agree on the protocol's version and on the chain; raises WrongChain."""
        await self.link.ask(list[str], "server.version", "Florin", questions.VERSIONS)
        features = await self.link.ask(Features, "server.features")
        if features.genesis_hash != self._network.genesis:
            raise WrongChain(f"{self._name} serves another chain than {self._network.title}")
        if self._network.genesis == BITCOIN_CASH.genesis:
            await self._tell_twins_apart()

    async def _tell_twins_apart(self) -> None:
        """Bitcoin and Bitcoin Cash have one first block: the first one after they parted tells."""
        (raw,) = await self._raws(_PARTED_AT, 1)
        is_cash = self._header(raw).id.startswith(BITCOIN_CASH.id.partition(":")[2])
        if is_cash != (self._network.id == BITCOIN_CASH.id):
            raise WrongChain(f"{self._name} serves another chain than {self._network.title}")

    async def branch_to(self, tip: Tip, known: Branch | None) -> Branch:
        """The server's chain up to its tip, on top of what it told before.

        Raises Lie for headers that cannot be, and other Trouble.
        """
        raw = self._bytes(tip.hex)
        if known is not None and known.holds(tip.height, self._header(raw).hash):
            return known if tip.height == known.height else self._cut(known, tip.height)
        is_next = known is not None and tip.height == known.height + 1
        if known is not None and is_next and self._header(raw).previous == known.tip.hash:
            return await self._continued(known, tip.height, [raw])
        return await self._fetched(tip.height, known)

    async def ancestor(self, branch: Branch, height: int) -> Header:
        """A header far below what is kept, proven by the chain of hashes that leads down to it."""
        top = min((at for at in self._deep if at >= height), default=branch.base)
        header = self._deep.get(top, branch.headers[0])
        while top > height:
            first = max(height, top - _AT_ONCE)
            raws = await self._raws(first, top - first)
            for raw in reversed(raws):
                below = self._header(raw)
                if below.hash != header.previous:
                    raise Lie(f"{self._name}: its old headers do not lead to its new ones")
                header = below
            top = first
            self._deep[top] = header
        return header

    async def transactions(self, txids: Iterable[str]) -> list[Tx]:
        """Those that the server has, each checked to be what its id says. Raises Lie."""
        found = []
        for some in batches(tuple(txids)):  # so that a liar is found out before memory is full
            answers = await self.link.ask_all(str, map(questions.transaction, some))
            found += [
                self._tx(txid, answer)
                for txid, answer in zip(some, answers, strict=True)
                if not isinstance(answer, Declined)  # it may be gone since
            ]
        return found

    async def proofs(
        self, items: Sequence[Item], branch: Branch
    ) -> list[tuple[bytes, Proof | None]]:
        """The block that holds each of these, with the proof of it; None where it fails.

        A failure may be nobody's fault: the chain may have changed between two answers.
        """
        headers = [await self._header_at(branch, item.height) for item in items]
        asked = (questions.merkle(item.tx_hash, item.height) for item in items)
        answers = await self.link.ask_all(Merkle, asked)
        return [
            (header.hash, self._proof(item, header, answer, branch))
            for item, header, answer in zip(items, headers, answers, strict=True)
        ]

    async def _header_at(self, branch: Branch, height: int) -> Header:
        return branch.at(height) or await self.ancestor(branch, height)

    def _proof(
        self, item: Item, header: Header, answer: Merkle | Declined, branch: Branch
    ) -> Proof | None:
        if isinstance(answer, Declined):
            return None
        try:
            root = merkle_root(item.tx_hash, answer.pos, answer.merkle)
        except Implausible as why:
            raise Lie(f"{self._name}: {why}") from why
        if root != header.merkle_root:
            return None
        anchor_height = max(item.height, branch.base, branch.height - _ANCHORED)
        return Proof(
            height=item.height,
            time=header.time,
            position=answer.pos,
            anchor=branch.headers[anchor_height - branch.base].hash,
            anchor_height=anchor_height,
        )

    def _tx(self, txid: str, text: str) -> Tx:
        try:
            tx = parse_tx(self._bytes(text), has_tokens=self._network.has_tokens)
        except Malformed as why:
            raise Lie(f"{self._name}: {why}") from why
        if tx.txid != txid:
            raise Lie(f"{self._name}: it passes {tx.txid} off as {txid}")
        return tx

    async def _fetched(self, height: int, known: Branch | None) -> Branch:
        """Go back to where the server's chain and what it told before part, or begin anew."""
        back = _STEP_BACK
        while known is not None:
            first = max(known.base + 1, min(height, known.height + 1) - back)
            if height - first > KEPT:
                break
            raws = await self._raws(first, height - first + 1)
            below = known.at(first - 1)
            if below is not None and raws and self._header(raws[0]).previous == below.hash:
                return await self._continued(known, first, raws)
            if first == known.base + 1:
                break
            back *= 10
        first = max(0, height - KEPT)
        raws = await self._raws(first, height - first + 1)
        try:
            return await asyncio.to_thread(begun, self._network, first, raws)
        except Implausible as why:
            raise Lie(f"{self._name}: {why}") from why

    async def _continued(self, branch: Branch, height: int, raws: Sequence[bytes]) -> Branch:
        try:
            if len(raws) <= _IN_PLACE:
                return continued(self._network, branch, height, raws)
            return await asyncio.to_thread(continued, self._network, branch, height, raws)
        except Implausible as why:
            raise Lie(f"{self._name}: {why}") from why

    def _cut(self, branch: Branch, height: int) -> Branch:
        """The server has taken blocks back and has no others yet."""
        return Branch(base=branch.base, headers=branch.headers[: height - branch.base + 1])

    async def _raws(self, first: int, count: int) -> list[bytes]:
        """Headers in a row. Raises Trouble where the server has fewer."""
        raws: list[bytes] = []
        while len(raws) < count:
            some = min(count - len(raws), _AT_ONCE)
            asked = questions.headers(first + len(raws), some, self._network.work)
            chunk = await self.link.ask(Chunk, asked.method, *asked.params)
            raw = self._bytes(chunk.hex)
            if not raw or len(raw) != chunk.count * SIZE:
                raise Trouble(f"{self._name}: the server gives {len(raw)} bytes of headers")
            raws += [raw[at : at + SIZE] for at in range(0, len(raw), SIZE)]
        return raws[:count]

    def _header(self, raw: bytes) -> Header:
        try:
            return parse_header(raw)
        except Implausible as why:
            raise Lie(f"{self._name}: {why}") from why

    def _bytes(self, text: str) -> bytes:
        try:
            return bytes.fromhex(text)
        except ValueError as why:
            raise Trouble(f"{self._name}: the server answers nonsense instead of bytes") from why
